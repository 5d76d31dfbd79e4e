"""What an office file says of itself (title, day), believed only where its text agrees.

The title of a PDF or Word file is often that of the file it was copied from, its day the day on
which the template was made. So a title counts where it stands near the head of the text, a day
where the text writes out that same day.
"""

from __future__ import annotations

import re

from dragoman.read.characters import clean_line

# The head and the foot of a communiqué: where it is dated.
_EDGE_CHARS = 3_000
_MONTHS = "january february march april may june july august september october november december".split()


def confirm_title(title: str | None, text: str) -> str | None:
    """The title, where it stands in the head of the text.

    >>> confirm_title("Joint Statement on Trade", "JOINT STATEMENT ON TRADE\\n\\nThe ministers met.")
    'Joint Statement on Trade'
    >>> confirm_title("Microsoft Word - draft3.doc", "JOINT STATEMENT ON TRADE")
    """
    line = clean_line(title or "")
    head = clean_line(text[:_EDGE_CHARS]).casefold()
    return line if len(line.split()) > 1 and line.casefold() in head else None


def confirm_day(stamp: str | None, text: str) -> str | None:
    """The ISO day of a time stamp (`D:20240303...`, `2024-03-03T...`), where the text writes it out.

    >>> confirm_day("D:20240303101500Z", "BAKU, 3 March 2024. The ministers met.")
    '2024-03-03'
    >>> confirm_day("2024-03-03T10:15:00Z", "The ministers met on Sunday.")
    """
    found = re.match(r"(?:D:)?(\d{4})-?(\d{2})-?(\d{2})", stamp or "")
    if not found or not 1 <= int(found[2]) <= 12:
        return None
    year, month, day = found[1], int(found[2]), int(found[3])
    name = f"{_MONTHS[month - 1][:3]}(?:{_MONTHS[month - 1][3:]})?\\.?"
    ways = (
        rf"\b0?{day}(?:st|nd|rd|th)?(?: of)? {name},? {year}\b",
        rf"\b{name} 0?{day}(?:st|nd|rd|th)?,? {year}\b",
        rf"\b{year}-{month:02}-{day:02}\b",
        rf"\b0?{day}\.0?{month}\.{year}\b",
    )
    edges = clean_line(f"{text[:_EDGE_CHARS]} {text[-_EDGE_CHARS:]}").lower()
    if any(re.search(way, edges) for way in ways):
        return f"{year}-{month:02}-{day:02}"
    return None

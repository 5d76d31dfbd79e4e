"""Printed pages to running text: the order of lines, furniture left out, paragraphs joined.

A line is known by its box in points, counted from the lower left corner of the page. The order:
lines in the margins that come again on other pages, and page numbers, go; what is left is put into reading
order, columns one after the other; lines become paragraphs; a paragraph that runs on over a column
or page is one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple


class Line(NamedTuple):
    """A line of print and its box."""

    left: float
    bottom: float
    right: float
    top: float
    text: str


class Page(NamedTuple):
    """A page: its height, and its lines in any order."""

    height: float
    lines: tuple[Line, ...]


# Running heads and page numbers of A4 and Letter stand in the outer eighth of the page.
MARGIN_SHARE = 1 / 8
# Lines of one paragraph lie one pitch apart; typesetters put at least a third of a line more between two.
MIN_BREAK_PITCHES = 1.3
# Wider than double spacing.
MIN_BREAK_HEIGHTS = 2.5
# Letters a tenth larger or smaller are another kind of line: a heading, a footnote.
MIN_SIZE_CHANGE = 0.1
MIN_COLUMN_LINES = 3
_NUMBER = re.compile(
    r"[-–—\[(|\s]*(?:page|p\.|pg\.?)?\s*(?:\d{1,4}|[ivx]{1,6})(?:\s*(?:/|of)\s*\d{1,4})?[-–—\])|\s.]*", re.I
)
_DIGITS = re.compile(r"\d+")
_ENDED = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_ITEM = re.compile(r"(?:[•▪●◦‣*–—-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_HYPHEN = re.compile(r"([^\W\d_]+)-$")
_HEAD = re.compile(r"[^\W\d_]+")


def join_pages(pages: Sequence[Page]) -> str:
    """The text of pages, a blank line between paragraphs.

    >>> page = Page(800, (Line(50, 700, 300, 712, "The envoys met in Ge-"), Line(50, 686, 300, 698, "neva on Monday.")))
    >>> join_pages([page])
    'The envoys met in Geneva on Monday.'
    """
    known = _find_compounds(line.text for page in pages for line in page.lines)
    repeated = find_furniture(pages)
    paragraphs: list[str] = []
    for page in pages:
        lines = [line for line in page.lines if not _is_furniture(line, page, repeated)]
        for column in order_lines(lines):
            for lines_of_one in _split(column):
                text = _join_lines(lines_of_one, known)
                if paragraphs and _runs_on(paragraphs[-1], text):
                    paragraphs[-1] = _join_texts(paragraphs[-1], text, known)
                else:
                    paragraphs.append(text)
    return "\n\n".join(paragraphs)


def find_furniture(pages: Sequence[Page]) -> frozenset[str]:
    """The lines, without their numbers, that stand in the margins of half of the pages, and of two at least."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_shape(line.text) for line in page.lines if _is_marginal(line, page)})
    least = max(2, len(pages) / 2)
    return frozenset(shape for shape, count in counts.items() if count >= least)


def _is_furniture(line: Line, page: Page, repeated: frozenset[str]) -> bool:
    if not _is_marginal(line, page):
        return False
    return _shape(line.text) in repeated or bool(_NUMBER.fullmatch(line.text))


def _is_marginal(line: Line, page: Page) -> bool:
    depth = page.height * MARGIN_SHARE
    return line.bottom > page.height - depth or line.top < depth


def _shape(text: str) -> str:
    return _DIGITS.sub("0", " ".join(text.lower().split()))


def order_lines(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Columns of lines in reading order.

    >>> left = [Line(50, y, 250, y + 10, f"l{y}") for y in (700, 688, 676)]
    >>> right = [Line(300, y, 500, y + 10, f"r{y}") for y in (700, 688, 676)]
    >>> [[line.text for line in column] for column in order_lines(right + left)]
    [['l700', 'l688', 'l676'], ['r700', 'r688', 'r676']]

    What runs over both columns, such as a heading, stands between what is above and below it.
    """
    down = sorted(lines, key=lambda line: (-round(line.top), line.left))
    gutter = _find_gutter(down)
    if gutter is None:
        yield from [down] if down else []
        return
    band: list[Line] = []
    for line in [*down, None]:
        if line is not None and not line.left < gutter < line.right:
            band.append(line)
            continue
        for side in ([x for x in band if x.right <= gutter], [x for x in band if x.left >= gutter]):
            yield from order_lines(side) if len(side) < len(down) else [side]
        band = []
        if line is not None:
            yield [line]


def _find_gutter(lines: Sequence[Line]) -> float | None:
    """Where a page is parted into columns: few lines cross, and both sides stand beside each other."""
    best: tuple[int, float] | None = None
    for start in sorted({round(line.left) for line in lines}):
        place = start - 1.0
        left = [line for line in lines if line.right <= place]
        right = [line for line in lines if line.left >= place]
        crossing = len(lines) - len(left) - len(right)
        if min(len(left), len(right)) < MIN_COLUMN_LINES or crossing > len(lines) / 3:
            continue
        beside = min(max(x.top for x in left), max(x.top for x in right)) - max(
            min(x.bottom for x in left), min(x.bottom for x in right)
        )
        if beside > 2 * median(line.top - line.bottom for line in lines) and (best is None or crossing < best[0]):
            best = crossing, place
    return best[1] if best else None


def _split(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of each paragraph of one column."""
    pitches = [above.top - below.top for above, below in pairwise(lines)]
    # The lower half: in a page of headings most gaps are wide.
    pitch = median(sorted(p for p in pitches if p > 1)[: len(pitches) // 2 + 1] or [0])
    right = max((line.right for line in lines), default=0)
    left = min((line.left for line in lines), default=0)
    part: list[Line] = []
    for line in lines:
        if part and _breaks(part[-1], line, pitch, left, right):
            yield part
            part = []
        part.append(line)
    if part:
        yield part


def _breaks(above: Line, below: Line, pitch: float, left: float, right: float) -> bool:
    """Whether a paragraph begins with the second of two lines."""
    gap = above.top - below.top
    if gap < 1:  # beside each other: a cell of the same row
        return False
    sizes = (above.top - above.bottom, below.top - below.bottom)
    if gap > MIN_BREAK_HEIGHTS * max(sizes) or (pitch and gap > MIN_BREAK_PITCHES * max(pitch, *sizes)):
        return True
    if abs(sizes[0] - sizes[1]) > MIN_SIZE_CHANGE * max(sizes) or _ITEM.match(below.text):
        return True
    ended = bool(_ENDED.search(above.text))
    indented = below.left > left + sizes[1] / 2 and above.left < below.left - sizes[1] / 2
    return ended and (indented or _would_fit(above, below, right))


def _would_fit(above: Line, below: Line, right: float) -> bool:
    """Whether the first word of a line had room on the line above: then what is above was at its end.

    >>> _would_fit(Line(50, 10, 200, 20, "They met."), Line(50, 0, 300, 10, "Later they met again."), 300)
    True
    """
    letter = (below.right - below.left) / max(1, len(below.text))
    word = below.text.split(" ", 1)[0]
    # Two letters to spare: a space, and words of wide letters.
    return above.right + letter * (len(word) + 2) < right


def _join_lines(lines: Sequence[Line], known: frozenset[str]) -> str:
    text = lines[0].text
    for line in lines[1:]:
        text = _join_texts(text, line.text, known)
    return text


def _runs_on(above: str, below: str) -> bool:
    """Whether a paragraph goes on in the next column or page: no end before, a small letter after."""
    return not _ENDED.search(above) and below[:1].islower() and (len(above) > 60 or above.endswith("-"))


def _join_texts(above: str, below: str, known: frozenset[str]) -> str:
    """Two lines as one; a word parted at the line's end is made whole, a compound keeps its hyphen.

    >>> _join_texts("the inter-", "national talks", frozenset()), _join_texts("Armenian-", "Azeri", frozenset())
    ('the international talks', 'Armenian-Azeri')
    >>> _join_texts("a long-", "term plan", frozenset({"long-term"}))
    'a long-term plan'
    """
    parted, head = _HYPHEN.search(above), _HEAD.match(below)
    if not parted or not head:
        return above + below if above.endswith("-") and below[:1].isdigit() else f"{above} {below}"
    whole = f"{parted[1]}-{head[0]}".lower()
    if not below[0].islower() or whole in known or parted[1].isupper():
        return above + below
    return above[:-1] + below


def _find_compounds(lines: Iterable[str]) -> frozenset[str]:
    """The compounds that stand with their hyphen inside a line somewhere in the text, and common ones."""
    found = {word.lower() for line in lines for word in re.findall(r"[^\W\d_]+-[^\W\d_]+", line)}
    return frozenset(found | _COMPOUNDS)


# What communiqués part at a line's end and no dictionary joins.
_COMPOUNDS = frozenset(
    """long-term short-term mid-term multi-year one-on-one co-chair co-chairs co-chaired cease-fire vice-president
    vice-premier two-way two-day three-day win-win people-to-people high-level high-ranking working-level
    far-reaching wide-ranging in-depth follow-up ad-hoc well-being self-determination self-defence self-defense
    counter-terrorism anti-terrorism anti-corruption non-proliferation non-aligned non-interference post-conflict
    post-war pre-war peace-loving peace-keeping like-minded rules-based face-to-face so-called decision-making
    cross-border state-owned state-run small-scale large-scale full-scale third-country trade-related""".split()
)

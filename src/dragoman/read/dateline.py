"""The dateline of a wire story, and what the head of a text says of itself: title, day, agency.

Forms learned from the style guides of AP, Reuters and AFP and from how TASS, Xinhua and AZERTAC
print their stories. Only what stands there is read: a dateline without a year gives no date.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from dragoman.read.dates import Day, read_day
from dragoman.read.day_lines import MONTH, PARTICLES, find_line_day, find_title_day, is_announced, match_label


class Dateline(NamedTuple):
    """Where and when a story was filed, in its own words, and by which agency."""

    place: str | None
    day: str | None
    agency: str | None


_YEAR = r"(?:,?[ ]\d{4})?"
_DAY = rf"(?:(?i:{MONTH})[ ]\d{{1,2}}(?:st|nd|rd|th)?{_YEAR}|\d{{1,2}}(?:st|nd|rd|th)?[ ](?i:{MONTH}){_YEAR})"
_NAME = r"[^\W\d_][\w.'’-]*"
_PLACE = rf"{_NAME}(?:(?:[ ]|,[ ]|/|,){_NAME}){{0,5}}?"
_DASH = r"[ ]?(?:--+|[—–]|-(?=[ ]))[ ]?"
_DATELINE = re.compile(
    rf"(?:(?P<place>{_PLACE})(?P<stop>[,.]?)[ ]?(?=[\d(/—–-]|(?i:{MONTH})[ ]\d))?"
    rf"(?:(?P<day>{_DAY})[,.]?[ ]?)?"
    r"(?:\((?P<paren>[^()\n]{2,40})\)[ ]?|/(?P<slash>[A-Z][A-Za-z-]{1,15})/[ ]?)?"
    rf"(?:{_DASH}|(?<=/)[.]?[ ]|(?<=/[ ])[.]?[ ]?)(?=\S)"
)
_DATELINE_MARK = re.compile(r"[-–—/]")  # every form but the trailing one has one
_TRAILING = re.compile(rf"(?P<place>{_PLACE}),[ ](?P<day>{_DAY}),[ ](?P<agency>[A-Z][A-Za-z.]{{1,15}})(?:[ ]?[–—-])?\s")
_AGENCIES = frozenset(
    """aa afp ana-mpa ani ansa ap apa antara azertac azernews belga belta bernama bta cna cp dpa efe hina iina
    ina interfax irna itar-tass jiji kcna kuna kyodo lusa mena mna mti nan pa pap petra pti qna reuters ria
    sana spa stt sunna tass trend ukrinform upi vna voa wafa wam xinhua yonhap zawya""".split()
)
_AGENCY_ENDS = frozenset("News Agency Press Wire Newswire Newsroom Service Report Radio TV Online Today Times".split())
_NO_AGENCY = frozenset("UAE USA US UK DRC EU UN USSR".split())
# Words in capitals before a dash that are no place.
_NO_PLACE = frozenset(
    """analysis breaking correction correct exclusive explainer factbox feature fact flash full insight interview
    just live more news note opinion photo photos refile remarks special statement timeline top update urgent video
    watch wrapup q&a editorial press transcript text background read""".split()
)


def take_dateline(text: str) -> tuple[Dateline | None, str]:
    """Split a wire story's dateline from its body.

    >>> take_dateline("GENEVA, March 3 (AFP) - Envoys met.")
    (Dateline(place='GENEVA', day='March 3', agency='AFP'), 'Envoys met.')
    >>> take_dateline("MOSCOW, March 3. /TASS/. Envoys met.")[0]
    Dateline(place='MOSCOW', day='March 3', agency='TASS')
    >>> take_dateline("IRAN TALKS - MINISTERS MEET IN GENEVA")[0] is None
    True

    It says where the reporter stood, not where the event was, so places use it only to break ties.
    Headlines in capitals are left alone, and so is a dash in running prose.
    """
    found = _DATELINE.match(text, 0, 200) if _DATELINE_MARK.search(text, 0, 200) else None
    if found and found.end() and (dateline := _pick(found, text[found.end() :])):
        return dateline, text[found.end() :]
    if (found := _TRAILING.match(text, 0, 200)) and _is_agency(found["agency"]):
        return Dateline(found["place"], found["day"], found["agency"]), text[found.end() :].lstrip()
    return None, text


def _pick(found: re.Match[str], body: str) -> Dateline | None:
    place, day = found["place"], found["day"]
    agency = found["slash"] or found["paren"]
    if agency and not _is_agency(agency):
        return None
    if place and not _is_place(place):
        return None
    if place and not place.isupper():
        place = place.rstrip(".")
    elif place and place.count(".") == 1:
        place = place.rstrip(".")  # "MOSCOW. March 3", but "WASHINGTON, D.C."
    if agency or (place and day):
        return Dateline(place, day, agency)
    return Dateline(place, None, None) if place and _stands_bare(place, body) else None


def _is_place(words: str) -> bool:
    """Whether all words but particles have a capital, and the first is not one that labels a story."""
    parts = re.findall(r"[^\W\d_][\w&'’-]*", words)
    if not parts or parts[0].lower() in _NO_PLACE:
        return False
    if parts[-1] in PARTICLES or parts[0] in ("In", "On", "At", "From"):
        return False
    return all(part[0].isupper() or part in PARTICLES for part in parts)


def _stands_bare(place: str, body: str) -> bool:
    """Whether a place in capitals, with neither day nor agency, still opens a story."""
    first = body[:60].split("\n")[0]
    lone = place.isupper() and len(place) > 3 and len(place.split()) <= 3 and not re.search(r"\d|\bOF\b", place)
    return lone and not first.isupper() and body[:1].isupper()


def _is_agency(name: str) -> bool:
    """Whether a name in brackets is an agency's: known, an acronym, or ending as agencies' names do."""
    if name.lower() in _AGENCIES or name.split()[-1] in _AGENCY_ENDS:
        return True
    return name.isalpha() and name.isupper() and len(name) <= 8 and name not in _NO_AGENCY


_HEAD_CHARS = 1_500
_HEAD_LINES = 8
_TITLE_LINES = 3
MAX_LABEL_CHARS = 80
MAX_TITLE_CHARS = 250
MAX_TITLE_WORDS = 30


def find_published(text: str) -> Day | None:
    r"""The day of publication that the head of a text names, on a line of its own or in the dateline.

    >>> find_published("Envoys meet\n\nPublished: 12 May 2024\n\nEnvoys met on Tuesday.").iso
    '2024-05-12'
    >>> find_published("GENEVA, March 3 (AFP) - Envoys met.") is None
    True
    """
    lines = _head_lines(text)
    announced = is_announced(lines)
    for line in lines:
        label = match_label(line) if len(line) <= MAX_LABEL_CHARS else None
        if announced and line[:4].lower() == "date":
            continue
        if label:
            day = read_day(label[0])
            if not day.iso and (found := find_line_day(line)):
                return read_day(found)
            if day.iso or label[1]:
                return day
        elif found := find_line_day(line, announced=announced):
            return read_day(found)
    dateline = find_dateline(text)
    named = dateline is not None and dateline.day is not None and re.search(r"\d{4}", dateline.day)
    if dateline and named:
        return read_day(dateline.day)
    titled = None if announced else next(filter(None, map(find_title_day, lines[:_TITLE_LINES])), None)
    return read_day(titled) if titled else None


def find_dateline(text: str) -> Dateline | None:
    r"""The dateline that opens one of the first lines of a text.

    >>> find_dateline("Envoys meet in Geneva\n\nGENEVA (AFP) - Envoys met on Tuesday.").agency
    'AFP'
    """
    for line in _head_lines(text):
        dateline, body = take_dateline(line + " ")
        if dateline and (body.strip() or dateline.agency):
            return dateline
    return None


def _head_lines(text: str) -> list[str]:
    return [line.strip() for line in text[:_HEAD_CHARS].split("\n") if line.strip()][:_HEAD_LINES]


def find_title(text: str) -> str | None:
    r"""The first short line, where a blank line follows it and no full stop ends it.

    >>> find_title("Envoys meet in Geneva\n\nEnvoys met on Tuesday.")
    'Envoys meet in Geneva'

    It stays in the text. Lines that are a date, or a label with one, are passed over.
    """
    lines = text[:_HEAD_CHARS].split("\n")
    for index, line in enumerate(lines[:-1]):
        title = " ".join(line.split())
        if not title or find_line_day(title) or match_label(title):
            continue
        more = len(text) > _HEAD_CHARS or any(later.strip() for later in lines[index + 1 :])
        return title if more and not lines[index + 1].strip() and _is_title(title) else None
    return None


def _is_title(line: str) -> bool:
    if len(line) > MAX_TITLE_CHARS or len(line.split()) > MAX_TITLE_WORDS or not re.search(r"[^\W\d_]", line):
        return False
    last = line.rstrip("\"'”’»)")
    if last.endswith((":", ";", ",")) or (last.endswith(".") and not re.search(r"(?:\b\w\.){2,}$|…$", last)):
        return False
    return take_dateline(line + " ")[0] is None

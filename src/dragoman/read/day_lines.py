"""Lines at the head of a text that give its day: "Published: 12 May 2024", "Vienna, 5 March 2023 | Press release".

A line counts where nothing but what heads a text stands beside the day: the place, the weekday, the hour, the number
and the kind of the release. The forms are those of the pages of foreign ministries and of international bodies. A title
counts where it names something said or given out on a day ("Press Conference on July 11, 2024"); the day of an
anniversary, a treaty or a visit is what a text is about and gives nothing.
"""

from __future__ import annotations

import re

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY = (
    rf"(?:(?i:{MONTH})[ ]{_ORDINAL},?[ ]\d{{4}}|{_ORDINAL}(?:[ ]of)?[ -](?i:{MONTH})(?:,?[ ]|-)\d{{4}}"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}[./-]\d\d[./-]\d\d)"
)
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_ZONE = r"(?:[ ]?\(?[A-Z]{2,4}(?:[+-]\d+)?\)?)?"
_CLOCK = rf"\d{{1,2}}[:.h]\d{{2}}(?::\d{{2}})?(?:[ ]?[AaPp]\.?[Mm]\.?)?(?:[ ]?h(?:rs|ours)?\.?)?{_ZONE}"
_TIME = rf"(?:(?:,|[ ]-|[ ]\||[ ]at)?[ ]?{_CLOCK})?"
_DAY_IN_LINE = re.compile(rf"(?<![\w/.-])(?P<day>{_DAY}){_TIME}(?![\w/-])")
_LABEL_WORDS = (
    r"(?:published|publication date|date published|date of (?:publication|issue|release)|posted|issued|released?"
    r"|(?:release|issue) date|dated?)"
)
_LABEL = re.compile(
    rf"(?i:{_LABEL_WORDS})(?:[ ](?i:on|at))?[ ]?:[ ]*(?P<day>\S.*)"
    r"|(?i:published|posted|issued|released|dated)[ ](?:on[ ])?(?P<bare>\S.*\d.*)"
)
# A "Date:" beside one of these is the date of what is announced, not of the announcement.
_ANNOUNCED = re.compile(r"(?i)(?:venue|place|location|where|time|when|duration)[ ]?:")
_INVITES = re.compile(
    r"(?i)(?:(?:media|press|travel)[ ])?(?:advisory|invitation|save the date|call for|accreditation)\b"
)

# What parts one piece of a line from the next.
_JOINT = re.compile(
    r"\s*[|•·;()]\s*|\s+[-–—/]+(?=[\s,])\s*|\s*,\s+|\s*,$|\s*:$|^[-–—/]+\s+|\s+[-–—/]+$|(?<!\b[Nn]o)(?<!\b[Rr]ef)\.\s+|\s{2,}|\t"
)
_MARKS = "|,;:().\t•·-–—/"
_WEEKDAY_AT_END = re.compile(rf"(?:^|(?<=\W))(?i:{_WEEKDAY})[,.]*\s*$")
# "Date:", "corresponding to", and the "on" of "Vienna, on 5 March 2024".
_LABEL_AT_END = re.compile(
    rf"(?i:(?:^|[\s|,;(])(?:{_LABEL_WORDS}|corresponding to)(?:[ ]on)?[ ]?:?|,[ ](?:on|this|le))\s*$"
)
_KIND_WORDS = (
    r"(?:(?:press|media|news)[ ](?:release|statement|communiqu[eé]|note|notice|briefing|conference)|communiqu[eé]"
    r"|statement|readout|bulletin)"
)
_KIND = re.compile(
    rf"(?i:(?:joint|official|public|daily|weekly)?[ ]?(?:{_KIND_WORDS}|news|press|speech(?:es)?|remarks|transcripts?)"
    r"|for[ ](?:immediate[ ])?release|(?:unofficial|courtesy)[ ]translation|check against delivery)"
)
_KIND_OF = re.compile(
    rf"(?i:(?:joint|official)?[ ]?{_KIND_WORDS}(?:[ ](?:issued|released|dated|published))?[ ](?:of|on|from|dated))\s*$"
)
_NUMBER = re.compile(
    rf"(?i:(?:{_KIND_WORDS}|our)?[ ]?(?:ref(?:erence)?\.?[ ]?)?(?:no|nr|number|#|№|ref(?:erence)?)[ .:]*)"
    r"[\w/.-]{0,20}?\d[\w/.-]{0,20}"
    r"|(?=\S{0,30}\d)[\w.-]{1,20}(?:/[\w.-]{1,20}){1,4}"
)
_NUMBER_FIRST = re.compile(rf"(?:{_NUMBER.pattern})[ ]?[,|(–—-]?[ ]?(?=(?P<day>{_DAY})(?![\w/-]))")
_HIJRI = re.compile(r"\d{1,2}[ ][^\W\d_][\w.'’ʿ -]{2,20}[ ,]1[345]\d\d(?:[ ]?A?\.?H\.?)?")
_PLACE_WORD = r"(?:[^\W\d_][\w'’-]*|St\.)"
_PLACE = re.compile(rf"{_PLACE_WORD}(?:[ ]{_PLACE_WORD}){{0,3}}|D\.C\.?")
# Words of places that have no capital.
PARTICLES = frozenset("al and da de del der des di do dos du el en la las le les los of on sur upon van".split())
# Capitals beside a day that tell what happened or is to happen on it.
_NO_PLACE = frozenset(
    """agreement anniversary attack battle birth born ceremony conference convention coup day deadline death died
    earthquake election elections event expires festival forum independence match meeting memorial on revised revolution
    session since summit talks treaty until updated updated visit vol volume war week year""".split()
)
MAX_LINE_CHARS = 110

# Titles. What is said aloud or given out on a day has that day.
_SPOKEN = re.compile(
    r"(?i)\b(?:(?:press|media|news|noon|midday|daily|weekly)[ ](?:briefings?|conferences?|statements?)|briefing"
    r"|doorst[eo]ps?|remarks|interview|transcript|verbatim|questions?[ ]and[ ]answers?|media[ ]questions|q[ ]?&[ ]?a)\b"
)
_WRITTEN = re.compile(r"(?i)\b(?:statement|press[ ]release|media[ ]release|communiqu[eé]|readout)\b")
_TOPIC = re.compile(r"(?i)\b(?:on|about|regarding|concerning|over|following|after|for|against|in|at|as)\b")
_OF_OTHER_DAY = re.compile(
    r"(?i)\b(?:anniversary|commemorat\w+|memory|victims|since|adopted|signed|dated|resolution|treaty|convention|will|to"
    r"[ ](?:hold|give|attend|address|host|speak)|ahead[ ]of|upcoming|advisory|invitation|accreditation)\b"
)
_TITLE_DAY = re.compile(
    rf"(?P<head>\S.*?\S)(?P<joint>,[ ]|(?<!\d)[ ][–—|-][ ]|[ ]?\(|[ ](?:held[ ])?(?:on|of)[ ])"
    rf"(?i:{_WEEKDAY}[,.]*[ ])?(?P<day>{_DAY})\)?"
    r"(?:,[ ][^\W\d_][^\d,.:;()]{2,30})?(?:[ ]\([^()]*\)|:[ ].*)?"
)


def match_label(line: str) -> tuple[str, bool] | None:
    """What stands behind a label such as "Published:", and whether a colon says that it must be a day.

    >>> match_label("Dated: 5 March 2023"), match_label("Envoys met")
    (('5 March 2023', True), None)
    """
    found = _LABEL.match(line)
    return None if found is None else (found["day"] or found["bare"], bool(found["day"]))


def is_announced(lines: list[str]) -> bool:
    """Whether the head of a text announces something, so that the day in it is that of what is announced."""
    return any(_ANNOUNCED.match(line) or _INVITES.match(line) for line in lines)


def find_line_day(line: str, *, announced: bool = False) -> str | None:
    """The day of a line that holds a day with its year and nothing but what heads a text.

    >>> find_line_day("Vienna, 5 March 2023"), find_line_day("No: 87, 14 March 2024, Regarding the Elections in Oman")
    ('5 March 2023', '14 March 2024')
    >>> find_line_day("Treaty of Ankara, 5 March 1999") is None
    True

    Where something is announced, a place and a day are those of what is to come.
    """
    if (first := _NUMBER_FIRST.match(line)) is not None:
        return first["day"]
    found = list(_DAY_IN_LINE.finditer(line)) if len(line) <= MAX_LINE_CHARS else []
    if len(found) != 1:
        return None
    before, after = _without_label(line[: found[0].start()]), line[found[0].end() :].rstrip(".")
    if (before.strip() and before.rstrip()[-1] not in _MARKS) or (after.strip() and after.lstrip()[0] not in _MARKS):
        return None
    pieces = [piece.strip() for side in (before, after) for piece in _JOINT.split(side.strip())]
    heads = all(_stands_beside(piece.rstrip("."), may_be_place=not announced) for piece in pieces)
    return found[0]["day"] if heads else None


def _without_label(before: str) -> str:
    """What stands before a day, without the words that only lead to it: "Date:", "Tuesday,", "Press release of"."""
    bare = _WEEKDAY_AT_END.sub("", before)
    if _KIND_OF.fullmatch(bare):
        return ""
    bare = _LABEL_AT_END.sub("", bare)
    return bare if bare == before or not bare.strip() else bare.rstrip(" ,") + ","


def _stands_beside(piece: str, *, may_be_place: bool) -> bool:
    """Whether a piece of a line may stand beside the day of a text."""
    if not piece or _KIND.fullmatch(piece) or _NUMBER.fullmatch(piece) or _HIJRI.fullmatch(piece):
        return True
    if re.fullmatch(rf"(?i:{_WEEKDAY})|{_CLOCK}", piece):
        return True
    return may_be_place and _is_place(piece)


def _is_place(piece: str) -> bool:
    words = piece.split()
    if not _PLACE.fullmatch(piece) or any(word.lower() in _NO_PLACE for word in words):
        return False
    # "Fall of Saigon, 30 April 1975": what has "of" is as often what happened on the day.
    return words[0][0].isupper() and all(word[0].isupper() or word in PARTICLES - {"of"} for word in words)


def find_title_day(title: str) -> str | None:
    """The day that ends the title of what was said or given out on it.

    >>> find_title_day("Spokesperson's Regular Press Conference on July 11, 2024")
    'July 11, 2024'
    >>> find_title_day("Statement on the Attack of 5 March 1999") is None
    True
    """
    found = _TITLE_DAY.fullmatch(title)
    if found is None or _OF_OTHER_DAY.search(found["head"]) or _DAY_IN_LINE.search(found["head"]):
        return None
    spoken = list(_SPOKEN.finditer(found["head"]))
    if found["joint"].strip() in ("on", "of", "held on"):
        return found["day"] if spoken and spoken[-1].end() == len(found["head"]) else None
    written = _WRITTEN.search(found["head"])
    given_out = written is not None and not _TOPIC.search(found["head"], written.end())
    return found["day"] if spoken or given_out else None

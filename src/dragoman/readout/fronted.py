"""Topics that stand before what is said of them: "on the reform of the Council, the ministers agreed".

They open a sentence, or its verb is only that they were discussed, or on the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.readout.lines import FINITE, NOT_TOPICS, Line, are_many, is_when

# What opens a sentence on another topic; the longest first.
_OPENERS = (
    ("with", "regard", "to"), ("with", "respect", "to"), ("in", "relation", "to"), ("in", "connection", "with"),
    ("in", "regard", "to"), ("in", "respect", "of"), ("with", "reference", "to"), ("turning", "to"), ("as", "to"),
    ("as", "for"), ("as", "regards"), ("regarding",), ("concerning",), ("on",),
)  # fmt: skip
_SIDES = frozenset(["part", "side", "end", "behalf", "turn"])
_BEGINS_ITEM = frozenset("DT JJ JJR JJS NN NNS NNP NNPS PRP$ VBG".split())
_FIRST = frozenset(["we", "i"])
# "On the ground", "on the other hand", "on the contrary" are no topics.
_ON_THE = frozenset("ground whole contrary hand spot surface face record".split())
# Who speaks at a meeting for more than himself.
_SPEAK_AT_TABLES = frozenset(
    """side party delegation summit meeting council commission committee assembly authority conference board
    bureau""".split()
)
_SPEAK_AS_MANY = frozenset("minister head leader official expert participant".split())
# "High on the agenda were X and Y", "also discussed was X".
_INVERTED = re.compile(
    r"(?:also |likewise |further )?(?:"
    r"(?:discussed|raised|examined|considered|reviewed|addressed|tackled|covered|broached|taken up|touched upon)"
    r"(?: (?:at|during|in) [^,;]{1,40}?)?"
    r"|(?:(?:high|prominently|prominent|also|top|first) )?(?:on|topping) (?:the|their) (?:agenda|table)"
    r"(?: (?:of|for|at|during) [^,;]{1,40}?)?"
    r"|among the (?:issues|matters|topics|subjects|items|questions|themes)"
    r" (?:discussed|raised|examined|considered|reviewed|addressed|covered|broached|taken up|touched upon|on the agenda)"
    r"(?: (?:at|during|in) [^,;]{1,40}?)?"
    r") (?:was|were) ",
    re.IGNORECASE,
)
# "Reference was made by the Ambassador to X and Y".
_MENTIONED = re.compile(r"\b(?:reference|mention) was (?:also )?made (?:by [^,;]{1,60}? )?(?:to|of) ", re.IGNORECASE)
# "Relations were reviewed, as were means of bolstering them".
_AS_WERE = re.compile(r", as (?:was|were) (?!(?:the case|agreed|noted|expected|said)\b)", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\bat (?:its|their|the) (?:\d+(?:st|nd|rd|th)|[a-z-]+(?:first|second|third|th))(?: \w+)?"
    r" (?:meeting|session|sitting),? ",
    re.IGNORECASE,
)
_BEFORE_TOPIC = frozenset(["held", ",", "on", "convened"])
_WRITTEN = re.compile(
    r"\b(?:handed|delivered|conveyed|carrying|bearing|brought|transmitted)\b(?: [^,;.]{1,50}?)? (?:letter|message)\b"
    r"[^;.]{0,90}?,? (?:pertaining|relating|related) to |"
    r"\b(?:handed|delivered|conveyed|carrying|bearing|brought|transmitted)\b(?: [^,;.]{1,50}?)? (?:letter|message)\b"
    r"[^;.]{0,90}?,? (?:dealing with|concerning|regarding) ",
    re.IGNORECASE,
)
# What a subject may hang on: "issues of [ensuring the safety of] the plant were considered".
_OF_SUBJECT = frozenset("IN DT JJ NN NNS NNP NNPS VBG VBN PRP$ CD POS TO".split())
# The longest topic that opens a sentence, in words.
MAX_OPENER = 14


def find_fronted(line: Line) -> Iterator[tuple[int, int]]:
    """The tokens of the topics that open a sentence."""
    for found in (_opening(line) or _inverted(line), _mentioned(line), _numbered(line), _written(line)):
        if found is not None:
            yield found


def _opening(line: Line) -> tuple[int, int] | None:
    """The topic before the comma of "On the reform of the Council, the ministers agreed"."""
    begin = _behind_number(line)
    for opener in _OPENERS:
        if tuple(line.low[begin : begin + len(opener)]) != opener:
            continue
        first = begin + len(opener)
        comma = next((i for i in range(first, min(first + MAX_OPENER, line.end)) if line.low[i] == ","), None)
        if (
            comma is None
            or comma == first
            or (line.low[first : first + 1] == ["the"] and line.words[first + 1].lemma in NOT_TOPICS)
        ):
            return None
        if opener == ("on",) and (
            is_when(line, begin)
            or line.low[comma - 1] in _ON_THE
            or _is_part(line, first, comma)
            or (comma == first + 1 and line.words[first].tag == "VBG")
        ):
            return None
        return (
            (first, comma)
            if _is_of_all(line, comma) and not any(w.tag in FINITE for w in line.words[first:comma])
            else None
        )
    return None


def _behind_number(line: Line) -> int:
    """Where a numbered paragraph begins: "4. [On fisheries], the ministers"."""
    number = line.low[0].rstrip(".") if line.low else ""
    return (1 + (line.low[1:2] == ["."])) if number.isdigit() and len(number) < 3 else 0


def _is_of_all(line: Line, comma: int) -> bool:
    """Whether those who met, one side of them or a body say something behind the comma, or "it was agreed"."""
    for clause in line.clauses:
        if clause.form != "finite" or clause.subject is None or line.index(clause.verb.start) < comma:
            continue
        if clause.subject.span.of(line.cast.text).lower() == "it":
            return clause.voice == "passive"
        if clause.subject.pronoun in _FIRST:
            return False
        kinds = {line.cast.entity(id).kind for id in line.cast.of_phrase(clause.subject)}
        head = line.words[min(line.index(clause.subject.head.start), line.end - 1)]
        name = head.lemma.lower().removesuffix("s")
        speaks = name in _SPEAK_AT_TABLES or (name in _SPEAK_AS_MANY and head.tag in ("NNS", "NNPS"))
        return speaks or are_many(line, clause) or "organization" in kinds
    return False


def _inverted(line: Line) -> tuple[int, int] | None:
    """The list behind "high on the agenda were", "also discussed were"."""
    if not line.words:
        return None
    found = _INVERTED.match(line.cast.text, line.starts[0])
    return (line.index(found.end()), line.end) if found is not None and line.index(found.end()) < line.end else None


def _numbered(line: Line) -> tuple[int, int] | None:
    """ "At its 1187th meeting, held on 17 November 2023, on the situation in X"."""
    found = _NUMBERED.search(line.cast.text, line.starts[0], line.words[-1].span.end) if line.words else None
    if found is None:
        return None
    times = [t.span for t in line.cast.marked.times if t.sentence == line.sentence]
    first = line.index(found.end())
    while first < line.end - 1 and (
        line.low[first] in _BEFORE_TOPIC or any(t.covers(line.words[first].span) for t in times)
    ):
        if line.low[first] == "on" and not any(t.covers(line.words[first + 1].span) for t in times):
            end = next((i for i in range(first + 1, line.end) if line.low[i] in (",", ";")), line.end)
            return None if any(w.tag in FINITE for w in line.words[first:end]) else (first + 1, end)
        first += 1
    return None


def _written(line: Line) -> tuple[int, int] | None:
    """What the letter is about that a guest brings: "handed him a message pertaining to the ties of the two"."""
    found = _WRITTEN.search(line.cast.text, line.starts[0], line.words[-1].span.end) if line.words else None
    if found is None:
        return None
    first = line.index(found.end())
    last = next((i for i in range(first, line.end) if line.low[i] == ";" or line.words[i].tag in FINITE), line.end)
    return (first, last) if first < last == line.end else None


def _is_part(line: Line, first: int, comma: int) -> bool:
    """Whether "on" opens a part in a talk and no topic: "on her part", "on the Omani side"."""
    owned = line.words[first].tag in ("PRP$", "DT")
    return owned and (line.words[comma - 1].lemma in _SIDES or line.words[first + 1].lemma == "part")


def _mentioned(line: Line) -> tuple[int, int] | None:
    """What "reference was made to", or was discussed "as were" other things."""
    if not line.words:
        return None
    here = (line.cast.text, line.starts[0], line.words[-1].span.end)
    found, again = _MENTIONED.search(*here), _AS_WERE.search(*here)
    first = line.index(found.end()) if found is not None else line.index(again.end()) if again is not None else line.end
    ends = (";",) if found is not None else (";", ",")
    last = next((i for i in range(first, line.end) if line.low[i] in ends), line.end)
    return (first, last) if first < last else None


def find_list(line: Line, at: int) -> int:
    """Where the list begins that a subject ends: "During the talks, [trade, the war] and the truce were discussed"."""
    start = _whole(line, at)
    while start > 1:
        end = start - 1
        if line.low[end] == "and":
            end -= line.low[end - 1] == ","
        elif line.low[max(0, end - 2) : end + 1] == ["as", "well", "as"]:
            end -= 2 + (line.low[end - 3] == ",")
        elif line.low[end] != ",":
            break
        begin = next(_beginnings(line, end), None)
        if begin is None:
            break
        start = begin
    return start


def _whole(line: Line, at: int) -> int:
    """Where the phrase begins of which a subject is the end: "[The issue of trade in the winter] period"."""
    start = at
    while (
        start > 0
        and (line.words[start - 1].tag in _OF_SUBJECT or _is_to_do(line, start - 1))
        and line.low[start - 1] != "and"
    ):
        start -= 1
    inside = start > 0 and line.low[start - 1] not in (",", "and")
    return at if inside or line.words[start].tag in ("IN", "TO") else start


def _is_to_do(line: Line, i: int) -> bool:
    """Whether a token is of "measures [to further enhance] trade"."""
    return line.words[i].tag in ("VB", "RB") and "to" in line.low[max(0, i - 2) : i]


def _beginnings(line: Line, end: int) -> Iterator[int]:
    """Where the item may begin that ends at a token: behind the comma before it, or an "and" on the way there."""
    for i in range(end - 1, -1, -1):
        if line.low[i] in (",", "and") and _is_item(line, i + 1, end):
            yield i + 1
        if line.low[i] == ",":
            return
    if _is_item(line, 0, end):
        yield 0


def _is_item(line: Line, begin: int, end: int) -> bool:
    """Whether tokens between two commas are of a list of topics: a phrase around a common noun, and no time or place.

    So are adjectives whose noun is still to come: "in the political, [economic], security and other spheres".
    """
    words = line.words[begin:end]
    if not words or words[0].tag not in _BEGINS_ITEM or any(word.tag in FINITE for word in words):
        return False
    timed = any(t.sentence == line.sentence and t.span.meets(words[0].span) for t in line.cast.marked.times)
    return not timed and (any(w.tag in ("NN", "NNS") for w in words) or all(w.tag.startswith("JJ") for w in words))

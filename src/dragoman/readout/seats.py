"""Who else sat at a meeting: "attended by X", "chaired by Y", "the delegation was led by Z".

A clause says it, or a few set words with a list of names behind them, which no clause holds whole. Who will travel, or
leads a mission that is only spoken of, sits at no table.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from dragoman.readout.cast import Cast
from dragoman.readout.lines import Line
from dragoman.records import Clause, Phrase, Span, find_range

_LED = frozenset(["lead", "head"])
_HAPPENS = frozenset(["take", "hold", "convene", "open"])
_INCLUDES = frozenset(["include", "comprise"])
# What others were at, "participated in the meeting".
_OCCASIONS = frozenset("meeting talks ceremony conversation reception audience consultations dialogue call".split())
_DELEGATIONS = frozenset(["delegation", "team", "mission", "side"])
# A mission may be a post in a country or a task as well: it comes to a table where it is who meets.
_MISSIONS = frozenset(["mission"])
_RECEIVES = frozenset(["receive", "meet", "meet with", "host", "welcome"])
# What a delegation does that is at the table.
_MEETS = _RECEIVES | frozenset("hold confer talk discuss attend participate take join exchange negotiate".split())
_INDEFINITE = frozenset(["a", "an", "another", "any"])
# What begins a sentence whose verb stands before those who were there: "Also present were X and Y".
_PRESENT = frozenset(["present", "attending", "participating"])
_BESIDE = frozenset(["accompanying", "joining"])
_PLACES_TO_BE = _OCCASIONS | frozenset("occasion event session visit signing room talk consultation".split())
_NOT_NAMES = frozenset(["also", "among", "others", ","])
MAX_OPENING = 9
# So far before its verb a delegation stands: "the delegations of the Republic of Chad and Niger, headed by".
MAX_NAMED = 17
# Set words before those who sat at a table, by the first of them; all must stand in a row.
_CUES = {
    first: tuple(tuple(words.split()) for words in cues.split("|"))
    for first, cues in {
        "chaired": "chaired by",
        "co-chaired": "co-chaired by",
        "presided": "presided over by",
        "under": "under the chairmanship of|under the co-chairmanship of|under the presidency of",
        "with": "with the participation of",
        "in": "in the presence of|in presence of",
        "attended": "attended by",
        "accompanied": "accompanied by",
        "represented": "represented by",
        "opening": "opening remarks of|opening remarks by|opening remarks made by",
        "introductory": "introductory remarks of|introductory remarks by|introductory remarks made by",
    }.items()
}
_PEOPLE = frozenset(["person", "office"])
# Behind these stand states and bodies as well as persons: "attended by officials of Fiji, together with the Community".
_ATTENDING = frozenset([("attended", "by"), ("participation", "of"), ("presence", "of")])
_STATES = frozenset(["country", "organization", "group"])
# "X, in his capacity as host, and Y": so many words may stand between two who sit there.
MAX_GAP_WORDS = 4


class Seated(NamedTuple):
    """Persons and offices that a sentence seats beside others; `ahead` where they are yet to sit there."""

    people: tuple[str, ...]
    ahead: bool


def find_seated(cast: Cast, line: Line, *, tells: bool) -> Seated:
    """Whom a sentence seats beside others, each once, in the order of the text.

    `tells` is whether the sentence itself tells that somebody met: only there "a delegation headed by X" is one of
    those at the table.
    """
    seats = [
        (clause.verb.start, ids) for clause in line.clauses if (ids := _companions(cast, line, clause, tells=tells))
    ]
    seats += [(span.start, ids) for span in _lists(cast, line) if (ids := list(_listed(cast, span)))]
    people = dict.fromkeys(id for _, ids in seats for id in ids if cast.entity(id).kind in _PEOPLE)
    people |= dict.fromkeys(_states(cast, line, people))
    return Seated(tuple(people), any(_is_ahead(cast, line, start) for start, _ in seats))


def _is_ahead(cast: Cast, line: Line, start: int) -> bool:
    """Whether what stands at a place is only to be: its clause, or one that it hangs on, is in the future."""
    clause = max(
        (c for c in line.clauses if c.span.start <= start < c.span.end), key=lambda c: c.span.start, default=None
    )
    while clause is not None:
        if clause.form == "finite":
            return clause.tense == "future" or clause.modal is not None or clause.conditional
        clause = cast.marked.clauses[clause.governor] if clause.governor is not None else None
    return False


def find_chaired(cast: Cast, sentence: int) -> list[str]:
    """The persons and offices behind the set words of a sentence: "chaired by X", "attended by Y and Z"."""
    line = Line(cast, sentence, [cast.marked.clauses[i] for i in find_range(cast.marked.clauses, sentence)])
    listed = dict.fromkeys(i for s in _lists(cast, line) for i in _listed(cast, s))
    people = [id for id in listed if cast.entity(id).kind in _PEOPLE]
    return [*people, *_states(cast, line, people)]


def _lists(cast: Cast, line: Line) -> Iterator[Span]:
    """What stands behind each of the set words, to the next verb that says something else."""
    end = cast.marked.sentences[line.sentence].span.end
    verbs = [c.verb.start for c in line.clauses if c.form == "finite" and c.relation != "relative"]
    for i in range(len(line.low)):
        cues = _CUES.get(line.low[i], ())
        cue = next((words for words in cues if tuple(line.low[i : i + len(words)]) == words), None)
        if cue is None:
            continue
        start = line.words[i + len(cue) - 1].span.end
        yield Span(start, min((verb for verb in verbs if verb > start), default=end))
    for clause in line.clauses:
        if _is_inverted(cast, line, clause):
            yield Span(clause.verb.end, min((verb for verb in verbs if verb > clause.verb.start), default=end))


def _listed(cast: Cast, span: Span, kinds: Collection[str] = frozenset()) -> Iterator[str]:
    """The parties named in a row: a gap of more than a few words ends it."""
    last = span.start
    for index, mention in cast.mentions_in(span):
        if mention.outer is not None:
            continue
        if (
            len(cast.text[last : mention.span.start].split()) > MAX_GAP_WORDS
            or ";" in cast.text[last : mention.span.start]
        ):
            return
        last = mention.span.end
        if mention.kind in _PEOPLE or (mention.kind in kinds and mention.form != "adjective"):
            yield from cast.of_mention(index)


def _states(cast: Cast, line: Line, people: Collection[str]) -> list[str]:
    """The states and bodies that a sentence says attended, each once, of which no person is named."""
    sides = {cast.side(id) for id in people}
    found: dict[str | None, str] = {}
    for span in _lists(cast, line):
        if tuple(cast.text[max(0, span.start - 20) : span.start].lower().split()[-2:]) in _ATTENDING:
            for id in _listed(cast, span, kinds=_STATES):
                if cast.entity(id).kind in _STATES and cast.side(id) and cast.side(id) not in sides:
                    found.setdefault(cast.side(id), id)
    return list(found.values())


def _is_inverted(cast: Cast, line: Line, clause: Clause) -> bool:
    """ "Also present was X", "Present at the meeting were X and Y", "Attending the talks was X"."""
    if clause.lemma != "be" or clause.form != "finite" or clause.negated or clause.modal:
        return False
    verb = line.index(clause.verb.start)
    first = max((i + 1 for i in range(verb) if line.low[i] == ","), default=0)
    first += line.low[first] in ("also", "and")
    opening = line.low[first:verb]
    if not opening or len(opening) > MAX_OPENING:
        return False
    there = bool(_PLACES_TO_BE & set(opening))
    reach = Span(line.starts[first], clause.verb.start)
    beside = any(m.kind in _PEOPLE for _, m in cast.mentions_in(reach))
    size = 2 if opening[:2] == ["in", "attendance"] else 1
    opens = opening[0] in _PRESENT or size == 2
    if not ((opens and (there or len(opening) == size)) or (opening[0] in _BESIDE and (there or beside))):
        return False
    behind = next((m for _, m in cast.mentions_in(Span(clause.verb.end, line.words[-1].span.end))), None)
    between = cast.lemmas(Span(clause.verb.end, behind.span.start)) if behind is not None else ()
    return behind is not None and behind.kind in _PEOPLE and set(between) <= _NOT_NAMES


def _companions(cast: Cast, line: Line, clause: Clause, *, tells: bool) -> list[str]:
    """Those a clause seats beside others."""
    by = [o.phrase for o in clause.obliques if o.preposition == "by"]
    led = clause.lemma in _LED
    # "The delegation, headed by X, met Y" is often taken for one with a finite "headed".
    passive = clause.voice == "passive" or (led and bool(by))
    if passive and clause.lemma == "attend":
        return [id for phrase in by for id in cast.of_phrase(phrase)]
    if passive and led and by and _is_delegation(cast, line, clause, tells=tells) and not _is_elsewhere(line, clause):
        end = min(
            (c.verb.start for c in line.clauses if c.verb.start > by[0].span.start), default=line.words[-1].span.end
        )
        return list(_listed(cast, Span(by[0].span.start, max(end, by[0].span.end))))
    if clause.lemma == "preside" and clause.form != "infinitive" and clause.subject is not None and not clause.negated:
        return list(cast.of_phrase(clause.subject)) if clause.tense != "future" else []
    if led and clause.voice == "active" and clause.form == "finite" and clause.subject is not None:
        heads = any(set(cast.lemmas(o.span)) & _DELEGATIONS for o in clause.objects)
        return list(cast.of_phrase(clause.subject)) if heads else []
    delegation = clause.subject is not None and set(cast.lemmas(clause.subject.span)) & _DELEGATIONS
    if _is_joined(line, clause) and clause.subject is not None:
        return [id for phrase in (clause.subject,) for id in _all_of(cast, line, clause, phrase)]
    if clause.lemma in _INCLUDES and clause.form == "finite" and delegation:
        return [id for phrase in clause.objects for id in cast.of_phrase(phrase)]
    return []


def _is_joined(line: Line, clause: Clause) -> bool:
    """ "Participated in the meeting", "were present", "was in attendance"."""
    behind = line.low[line.index(clause.head.start) : line.index(clause.head.start) + 7]
    if clause.form != "finite" or clause.negated or clause.tense == "future":
        return False
    base = clause.lemma.split(" ")[0]
    if clause.relation == "relative" and (base == "participate" or (base == "take" and "part" in behind)):
        # "... took place, in the work of which X and Y took part"
        governor = line.cast.marked.clauses[clause.governor] if clause.governor is not None else None
        if governor is not None and governor.lemma.split(" ")[0] in _HAPPENS:
            return True
    if base == "attend" and not clause.objects and clause.voice == "active":
        return _attended_too(line, clause)
    if base in ("participate", "attend", "take", "join"):
        return bool(_OCCASIONS & set(behind)) and (base != "take" or "part" in behind)
    return base in ("be", "associate") and bool({"present", "attendance", "associated"} & set(behind))


def _attended_too(line: Line, clause: Clause) -> bool:
    """ "X and Y also attended"; who "attended last year" was elsewhere."""
    verb, end = line.index(clause.verb.start), line.limit(clause)
    if line.low[verb + 1 : verb + 2] == ["as"] and {"observer", "observers"} & set(line.low[verb + 2 : verb + 5]):
        return True
    also = {"also", "too", "likewise"} & {*line.low[max(0, verb - 1) : verb], *line.low[verb : verb + 3]}
    times = line.cast.marked.times
    here = (times[i] for i in find_range(times, line.sentence))
    return bool(also) and not any(line.starts[verb] < t.span.start < line.words[end - 1].span.end for t in here)


def _all_of(cast: Cast, line: Line, clause: Clause, phrase: Phrase) -> list[str]:
    """The persons before a verb, those behind commas and "and" with them."""
    first = min(phrase.span.start, line.starts[0] if len(line.clauses) == 1 else phrase.span.start)
    reach = Span(first, clause.verb.start)
    named = [id for i, m in cast.mentions_in(reach) if m.outer is None for id in cast.of_mention(i)]
    return list(dict.fromkeys(named))


def _is_elsewhere(line: Line, clause: Clause) -> bool:
    """Whether a delegation of neither side does something else than meet: "the trade delegation visited the port"."""
    cast, span = line.cast, clause.subject.span if clause.subject is not None else None
    if (
        span is None
        or clause.voice == "passive"
        or any(mention.kind != "group" for _, mention in cast.mentions_in(span))
    ):
        return False
    modified = [word for word in cast.tokens_in(span) if word.tag[:2] == "NN"][:-1]
    behind = [c for c in line.clauses if c.form != "noun" and c.verb.start > clause.verb.end]
    return bool(modified and behind) and not any(_MEETS & {c.lemma, c.lemma.split(" ")[0]} for c in behind)


def _is_delegation(cast: Cast, line: Line, clause: Clause, *, tells: bool) -> bool:
    """Whether those who are led sit at the table."""
    verb = line.index(clause.verb.start)
    at = next((i for i in range(verb - 1, max(-1, verb - MAX_NAMED), -1) if line.words[i].lemma in _DELEGATIONS), None)
    if at is None or any(word.tag in ("VBD", "VBZ", "MD") for word in line.words[at : verb - 1]):
        return False
    if clause.form == "finite" and clause.voice == "passive":
        return True
    before = [word for word in line.low[max(0, at - 5) : at] if word in _INDEFINITE or word == "the"]
    if before[-1:] and before[-1] in _INDEFINITE and not tells:
        return False
    return line.words[at].lemma not in _MISSIONS or _is_who_meets(cast, clause)


def _is_who_meets(cast: Cast, clause: Clause) -> bool:
    """Whether what is "headed by" somebody does something itself, or is received: a mission that is praised is not."""
    if clause.subject is None or clause.governor is None:
        return clause.subject is not None and clause.form == "finite"
    governor, head = cast.marked.clauses[clause.governor], clause.subject.head
    if governor.subject is not None and governor.subject.head == head and set(cast.lemmas(head)) & _MISSIONS:
        return True
    objects = (*governor.objects, *(o.phrase for o in governor.obliques if o.preposition == "with"))
    return governor.lemma in _RECEIVES and any(set(cast.lemmas(o.span)) & _MISSIONS for o in objects)

"""Which events of a document are encounters, and which of them are one and the same.

An encounter is a consultation, or the plan or cancellation of one, with at least two parties. Two events
are one encounter if they have the same status, sides that fit, no two different persons on one side, and
nothing against it in their days or in phone against presence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from dragoman.knowledge.speech import load_encounters
from dragoman.readout.cast import Cast
from dragoman.readout.reality import (
    clause_at,
    find_asked,
    find_called_off,
    find_moved,
    is_to_be,
    is_unreal,
    was_to_have,
)
from dragoman.records import Clause, Event, Place, Span, When, find_range

_STATUS = {"actual": "held", "historical": "past-reference", "future": "planned"}
# Confidence in an encounter that only a clause tells of.
TOLD = 0.55
# What goes on without a meeting: "in close contact with", "the mediation of Qatar".
_CONTACTS = frozenset(["contact", "touch"])
MAX_CONTACT_WORDS = 3
# Before a noun these tell of what is yet to be: "during her forthcoming visit".
_TO_COME = frozenset("forthcoming upcoming coming planned scheduled impending future".split())
_MEDIATES = frozenset(
    "mediate mediation mediator arbitrate arbitration facilitate facilitation broker brokerage office message".split()
)
# "They also exchanged views" tells of a call as well as of a meeting.
_SAYS_NOT_HOW = frozenset(["exchange", "discuss", "review", "view"])
# Without a side they are of those who sit there anyhow: "the two ministries".
_SIDELESS = frozenset(["group", "government"])
_NEEDS_NOUN = frozenset(
    "expect hold have make pay begin start resume join participate take attend host convene".split()
)
# Who is met so is met alone; "a round of talks with" has all of them at one table.
_EACH = re.compile(
    r"\b(?i:(?:separate|individual|bilateral|one-on-one|a series of(?: [\w-]+){0,2}) (?:[\w-]+ )?(?:talks|discussions)"
    r"|(?:separate|individual|bilateral|one-on-one|a (?:series|number|string) of(?: [\w-]+){0,2}) (?:[\w-]+ )?"
    r"(?:meetings|calls|audiences|encounters|conversations))\b[^.;]{0,40}?\bwith\b"
    r"|\bseparately\s(?:with\s)?(?=the|[A-Z])"
)
# Two of one side had these together.
_TOGETHER = re.compile(r"(?:bilateral|a series of) [^.;]*?(?:talks|discussions)\b", re.IGNORECASE)

# Verbs of seeing people one by one, and the heads of a state, government or parliament, one of whom must be there.
_GOES = frozenset(["travel", "fly", "visit", "trip", "go", "come"])
_MEETS = frozenset(["meet", "gather", "convene"])
_TALKS = frozenset(["talk", "talks", "negotiation", "negotiations"])
_SEES = frozenset(["meet", "call", "receive", "meeting", "meetings", "audience"])
_HEADS = re.compile(
    r"(?:president|head of state|prime minister|premier|king|queen|sultan|amir|emir|chancellor|speaker|"
    r"vice[ -]president)"
)


@dataclass(slots=True)
class Encounter:
    """One encounter while it is gathered; `ids` in the order they come up."""

    status: str
    ids: list[str]
    events: list[Event]
    sentences: set[int]
    date: When | None
    place: Place | None
    modes: set[str]
    hosts: list[str]
    lemmas: set[str]
    confidence: float
    telling: set[int] = field(default_factory=set)
    # Those that sat there for which a person is named: they are still who the text means by "Nepal".
    states: set[str] = field(default_factory=set)
    # What the document's meetings were about: a place in it is not where they were held.
    talked: Sequence[Span] = ()

    @property
    def first(self) -> int:
        """The sentence that tells of it first."""
        return min(self.sentences)


def find_encounters(cast: Cast, events: Sequence[Event], told: Sequence[Encounter] = ()) -> list[Encounter]:
    """The encounters of a document in the order they are told: those of events, then `told` without one."""
    asked = find_asked(cast)
    read = [one for event in events if (one := _read(cast, event, asked)) is not None]
    for one in read:
        _part(cast, one, told)
    new = [one for one in told if not one.sentences & asked and not _is_gainsaid(one, events, cast)]
    new = [one for one in new if not any(o.status != one.status and _shares(o, one) for o in read)]
    each = [part for one in (*read, *new) for part in _with_each_head(cast, one)]
    found = join_twins(cast, _apart(cast, _on_new_days(cast, _without_called_off(cast, each))))
    parts = [part for one in found for part in _one_by_one(cast, one)]
    found = join_twins(cast, parts) if len(parts) > len(found) else found
    found = _without_guests(_with_headlines(cast, found))
    for encounter in found:
        encounter.ids = _without_states(cast, encounter.ids)
    told_of = {s for one in found if len(one.ids) > 1 for s in one.sentences}
    alone = (o for o in found if len(o.ids) == 1 and o.status == "held" and not o.sentences & told_of)
    several = (o for o in alone if o.lemmas <= _MEETS and cast.are_several(o.ids[0], o.sentences))
    return in_order((*(one for one in found if len(one.ids) > 1), *several))


def _part(cast: Cast, one: Encounter, told: Sequence[Encounter]) -> None:
    """Take out of one event's encounter whom clauses tell to have been met apart: "later called on the President"."""
    near = [t for t in told if t.sentences <= one.sentences and len(set(t.ids) & set(one.ids)) > 1]
    if len(near) < 2 or len(one.ids) < 3:
        return
    triggers = [event.trigger for event in one.events]
    sentences = {s.index for s in cast.marked.sentences if any(s.span.covers(trigger) for trigger in triggers)}
    lead = min(near, key=lambda t: (bool(t.hosts), not t.sentences & sentences))
    others = [t for t in near if not fits(cast, lead.ids, t.ids)]
    apart = {id for t in others for id in t.ids} - set(lead.ids)
    if not apart or not set(one.ids) - apart:
        return
    left = {s for t in others for s in t.sentences} - {s for t in near if t not in others for s in t.sentences}
    one.ids = [id for id in one.ids if id not in apart]
    one.sentences, one.telling = one.sentences - left or one.sentences, one.telling - left or one.telling
    one.hosts = [id for id in one.hosts if id in one.ids]


def join_twins(cast: Cast, read: Iterable[Encounter]) -> list[Encounter]:
    """The encounters with those that are one and the same made one, the first of them."""
    found: list[Encounter] = []
    for one in read:
        twin = next((other for other in found if _is_same(cast, other, one)), None)
        if twin is None:
            found.append(one)
        else:
            _join(twin, one)
    return found


def in_order(found: Iterable[Encounter]) -> list[Encounter]:
    """Encounters in the order in which the text tells of them."""
    return sorted(found, key=lambda e: (e.first, min((v.trigger for v in e.events), default=Span(0, 0))))


def _read(cast: Cast, event: Event, asked: frozenset[int]) -> Encounter | None:
    words = {token.lemma for token in cast.tokens_in(event.trigger)}
    sentences = {s.index for s in cast.marked.sentences if s.span in (event.sentences or (event.sentence,))}
    status = _status(cast, event, words, sentences)
    if status is None or not sentences or sentences & asked or not all(cast.is_open(s) for s in sentences):
        return None
    clause = clause_at(cast, event.trigger, sentences)
    if _is_at_a_distance(cast, event, clause):
        return None
    if clause is not None and is_unreal(cast, clause):
        return None
    if clause is not None and status != "past-reference" and was_to_have(cast, clause):
        status = "cancelled"
    if clause is not None and status == "held" and is_to_be(cast, clause):
        status = "planned"
    seen = event.type == "CONSULT" and bool(words & (_SEES | _TALKS))
    ids = [id for id in (*event.actors, *event.recipients) if _is_there(cast, id, sentences, seen=seen)]
    guest = _guest(cast, event, ids)
    if guest is not None:
        ids, status = [*guest[0], *ids], guest[1] or status
    abroad = bool(words & _GOES) and any(cast.entity(id).kind == "country" for id in event.recipients)
    modes = {*event.modes, *(words & {"visit"}), *({"visit"} if abroad else ())}
    hosts = [id for id in event.recipients if "visit" in modes]
    if "host" in words and not event.recipients and clause is not None and clause.subject is not None:
        hosts = [id for id in cast.of_phrase(clause.subject) if id in ids][:1]
    return Encounter(
        status, list(dict.fromkeys(ids)), [event], sentences, _own_date(cast, event, clause), event.place,
        modes, hosts, words, event.confidence, set(sentences),
    )  # fmt: skip


def _own_date(cast: Cast, event: Event, clause: Clause | None) -> When | None:
    """An event's day, unless another clause behind it has that: "exchanged views and condemned the raid of 27 July"."""
    if event.date is None or clause is None:
        return event.date
    for time in (cast.marked.times[i] for i in find_range(cast.marked.times, clause.sentence)):
        if time.span.of(cast.text) == event.date.text and time.span.start > clause.head.end:
            reach = Span(clause.head.end, time.span.start)
            others = (cast.marked.clauses[i] for i in find_range(cast.marked.clauses, clause.sentence))
            if any(o.form == "finite" and reach.covers(o.verb) for o in others):
                return None
    return event.date


def _is_at_a_distance(cast: Cast, event: Event, clause: Clause | None) -> bool:
    """Whether parties deal with one another and need not have met: "mediation by A between B and C", "in contact with".

    Who "mediated talks" sat at them.
    """
    words = set(cast.lemmas(event.trigger))
    if words & _CONTACTS:
        # The trigger may be all of "in close contact".
        before = cast.lemmas(Span(max(0, event.trigger.start - 24), event.trigger.end))
        last = max(i for i, word in enumerate(before) if word in _CONTACTS)
        return "in" in before[max(0, last - MAX_CONTACT_WORDS) : last]
    if not words & _MEDIATES or event.type != "CONSULT":
        return False
    said = {word for o in clause.objects for word in cast.lemmas(o.span)} if clause is not None else set()
    return not (said | words) & load_encounters().encounters["nouns"]


def _guest(cast: Cast, event: Event, ids: Sequence[str]) -> tuple[tuple[str, ...], str | None] | None:
    """ "A will travel to B for talks with C and D": A meets C and D, who do not meet each other."""
    here = next((s for s in cast.marked.sentences if s.span.covers(event.trigger)), None)
    behind = cast.text[event.trigger.end : event.trigger.end + 6].lower().split()[:1]
    if here is None or behind != ["with"] or any(_begin(cast, id, here.index) < event.trigger.start for id in ids):
        return None
    clauses = cast.marked.clauses
    for clause in (clauses[i] for i in reversed(find_range(clauses, here.index))):
        if clause.verb.end <= event.trigger.start and clause.form == "finite" and clause.subject is not None:
            guests = tuple(id for id in cast.of_phrase(clause.subject) if cast.is_voice(id) and id not in ids)
            return (guests, _status_of(clause)) if guests else None
    return None


def _status_of(clause: Clause) -> str | None:
    return "planned" if clause.tense == "future" and not clause.negated else None


def _is_gainsaid(one: Encounter, events: Sequence[Event], cast: Cast) -> bool:
    """Whether a consultation coded in the same sentence says that the parties did not meet."""
    for event in events:
        if event.type != "CONSULT" or event.auxiliary in _STATUS:
            continue
        near = any(cast.marked.sentences[s].span == event.sentence for s in one.sentences)
        if near and len({*event.actors, *event.recipients} & set(one.ids)) > 1:
            return True
    return False


def _without_called_off(cast: Cast, read: list[Encounter]) -> list[Encounter]:
    """The encounters with those cancelled that a later clause calls off."""
    for clause, ids in find_called_off(cast):
        near = [one for one in read if len(one.ids) > 1 and _is_meant(one, clause, ids)]
        if near and all(one.status != "cancelled" for one in near):
            last = max(one.first for one in near)
            for one in near:
                one.status = "cancelled" if one.first == last else one.status
        elif not near and len(ids) > 1:
            here = {clause.sentence}
            read.append(Encounter("cancelled", list(ids), [], here, None, None, set(), [], set(), TOLD, set(here)))
    return read


def _on_new_days(cast: Cast, read: list[Encounter]) -> list[Encounter]:
    """The encounters, those planned that a clause moves to another day: "were put off until July"."""
    for clause, ids, when in find_moved(cast):
        here = {clause.sentence}
        near = [one for one in read if len(one.ids) > 1 and set(ids) <= set(one.ids) and one.sentences & here]
        for one in near:
            one.status, one.date = "planned", when
        if not near and len(ids) > 1:
            read.append(Encounter("planned", list(ids), [], here, when, None, set(), [], set(), TOLD, set(here)))
    return read


def _is_meant(one: Encounter, clause: Clause, ids: Sequence[str]) -> bool:
    """Whether "the meeting" that is called off is this one: named by its parties, or planned right before."""
    if ids:
        return (
            set(ids) <= set(one.ids)
            and one.first <= clause.sentence
            and (one.status == "planned" or clause.sentence in one.sentences)
        )
    return one.status in ("planned", "cancelled") and 0 <= clause.sentence - one.first <= 2


def _status(cast: Cast, event: Event, words: set[str], sentences: set[int]) -> str | None:
    """Held, planned, cancelled or spoken of as past; `None` for what is no encounter."""
    lexicon = load_encounters().encounters
    if event.type == "CONSULT":
        before = cast.text[max(0, event.trigger.start - 16) : event.trigger.start].lower().split()
        if event.auxiliary == "actual" and before and before[-1] in (lexicon["past"] | _TO_COME):
            return "planned" if before[-1] in _TO_COME else "past-reference"
        if event.auxiliary == "negated" and any(event.trigger.meets(span) for span in _called_off(cast)):
            return "cancelled"
        return _STATUS.get(event.auxiliary)
    spoken = {token.lemma for s in sentences for token in cast.marked.words(cast.marked.sentences[s])}
    is_plan = event.type == "AGREE" and event.auxiliary in ("future", "actual")
    if is_plan and words & (lexicon["verbs"] | lexicon["nouns"]):
        return "planned" if not words & _NEEDS_NOUN or spoken & lexicon["nouns"] else None
    if event.type == "REJECT" and "meet" in event.modes and words & lexicon["cancelled"]:
        return "cancelled"
    return None


def _called_off(cast: Cast) -> list[Span]:
    """The subjects of clauses that call something off."""
    return [clause.subject.span for clause, _ in find_called_off(cast) if clause.subject is not None]


def _is_there(cast: Cast, id: str, sentences: set[int], *, seen: bool) -> bool:
    """Whether an entity can sit at a table, and is more in the sentences than their dateline.

    People of no side are there where they are `seen`: "met notables".
    """
    entity = cast.entity(id)
    if not (cast.is_voice(id) or entity.kind in ("person", "office") or (seen and cast.is_people(id))):
        return False
    mentions = cast.marked.mentions
    named = [i for s in sentences for i in find_range(mentions, s) if id in cast.of_mention(i)]
    return not named or any(not cast.in_dateline(mentions[i]) for i in named)


def _apart(cast: Cast, read: list[Encounter]) -> list[Encounter]:
    """ "Met A and, separately, B" is two encounters of one party."""
    found: list[Encounter] = []
    for one in read:
        cut = _separately(cast, one)
        begins = {id: _begin(cast, id, cut[0]) for id in one.ids} if cut is not None else {}
        later = [id for id, begin in begins.items() if cut is not None and begin > cut[1]]
        rest = [id for id in one.ids if id not in later]
        if cut is None or not later or len(rest) < 2:
            found.append(one)
            continue
        first, here = min(rest, key=lambda id: begins[id]), {cut[0]}
        parts = [alone_with(one, ids) for ids in (rest, [first, *later])]
        found += [replace(part, sentences=set(here), telling=set(here)) for part in parts]
    return found


def _one_by_one(cast: Cast, one: Encounter) -> list[Encounter]:
    """ "Held separate meetings with A and B", "bilateral meetings with": the first of a sentence meets each alone."""
    for sentence in sorted(one.sentences) if len(one.ids) > 2 else ():
        span = cast.marked.sentences[sentence].span
        cue = _EACH.search(cast.text, span.start, span.end)
        begins = {id: _begin(cast, id, sentence) for id in one.ids} if cue is not None else {}
        before = [id for id, begin in begins.items() if cue is not None and 0 <= begin < cue.end()]
        behind = [id for id, begin in begins.items() if cue is not None and begin >= cue.end()]
        is_one = cue is not None and _TOGETHER.match(cue[0]) and len({cast.side(id) for id in behind}) == 1
        if len(before) == 1 and len(behind) > 1 and not is_one:
            return [alone_with(one, [*before, id]) for id in behind]
    return [one]


def _with_each_head(cast: Cast, one: Encounter) -> list[Encounter]:
    """ "Met President X and Prime Minister Y": who comes to a capital sees its heads one after the other.

    Three or more of one side, or several of both, sat down together as far as the text tells.
    """
    sides = Counter(cast.side(id) for id in one.ids)
    heads = [id for id in one.ids if sides[cast.side(id)] == 2]
    people = all(cast.entity(id).kind in ("person", "office") for id in one.ids)
    plural = any("meetings with" in cast.marked.sentences[s].span.of(cast.text) for s in one.sentences)
    if len(one.ids) != 3 or len(heads) != 2 or None in sides or not people or not (one.lemmas & _SEES or plural):
        return [one]
    if not any(_HEADS.match((cast.entity(id).office or "").lower()) for id in heads):
        return [one]
    places = [next((b for s in sorted(one.sentences) if (b := _begin(cast, id, s)) >= 0), -1) for id in heads]
    between = cast.text[min(places) : max(places)] if min(places) >= 0 else ""
    apart = re.search(r"\band\b", between) and not re.search(r"[.;]|together|joined|accompan|presence", between)
    return (
        [alone_with(one, [id for id in one.ids if id == head or id not in heads]) for head in heads] if apart else [one]
    )


def alone_with(one: Encounter, ids: list[str]) -> Encounter:
    """An encounter of but some of those who met, which shares no list or set with the whole."""
    return replace(
        one,
        ids=ids,
        hosts=[id for id in one.hosts if id in ids],
        modes=one.modes - {"multilateral"},
        events=list(one.events),
        sentences=set(one.sentences),
        telling=set(one.telling),
        lemmas=set(one.lemmas),
        states=set(one.states),
    )


def _separately(cast: Cast, one: Encounter) -> tuple[int, int] | None:
    """The sentence with a "separately" in its middle, and where that stands."""
    for sentence in sorted(one.sentences) if len(one.ids) > 2 else ():
        for word in cast.marked.words(cast.marked.sentences[sentence])[1:]:
            if word.text.lower() == "separately":
                return sentence, word.span.start
    return None


def _begin(cast: Cast, id: str, sentence: int) -> int:
    """Where a sentence first names an entity."""
    mentions = cast.marked.mentions
    named = (i for i in find_range(mentions, sentence) if mentions[i].outer is None and id in cast.of_mention(i))
    return min((mentions[i].span.start for i in named), default=-1)


def _with_headlines(cast: Cast, found: list[Encounter]) -> list[Encounter]:
    """A headline's encounter is the body's of the same sides, though it names offices for persons."""
    kept = [one for one in found if not _is_headline(cast, one)]
    for one in found:
        if not _is_headline(cast, one):
            continue
        sides = {cast.side(id) for id in one.ids} - {None}
        fitting = [o for o in kept if one.status == o.status and sides <= {cast.side(id) for id in o.ids}]
        loose = [o for o in kept if sides & {cast.side(id) for id in o.ids}]
        twin = next(iter(fitting or loose), None)
        if twin is None:
            kept.append(one)
            continue
        ids = list(twin.ids)
        _join(twin, one)
        twin.ids = ids
    return kept


def _without_guests(found: list[Encounter]) -> list[Encounter]:
    """ "The reception was attended by X" tells who else was there; it is no meeting beside the one told before."""
    first = min((one.first for one in found if not _is_joining(one)), default=None)
    return [one for one in found if not _is_joining(one) or first is None or one.first < first]


def _is_joining(one: Encounter) -> bool:
    return bool(one.lemmas) and one.lemmas <= {"attend", "participate", "join"}


def _is_headline(cast: Cast, one: Encounter) -> bool:
    return all(cast.marked.sentences[s].kind == "headline" for s in one.sentences)


def _without_states(cast: Cast, ids: list[str]) -> list[str]:
    """The parties without states and bodies for which a person of theirs is there, and without nameless groups."""
    people = {cast.side(id) for id in ids if cast.entity(id).kind in ("person", "office")}
    kept = [id for id in ids if cast.entity(id).kind in ("person", "office") or cast.side(id) not in people]
    groups = {cast.side(id) for id in kept if cast.entity(id).kind == "group"}
    kept = [id for id in kept if cast.entity(id).kind != "country" or cast.side(id) not in groups]
    known = [id for id in kept if cast.entity(id).kind not in _SIDELESS or cast.entity(id).represents]
    return known if len(known) > 1 else kept


def _shares(one: Encounter, other: Encounter) -> bool:
    """Whether two tellings stand in one sentence and one's parties are among the other's."""
    among = set(one.ids) <= set(other.ids) or set(other.ids) <= set(one.ids)
    return among and bool(one.sentences & other.sentences)


def _is_same(cast: Cast, one: Encounter, other: Encounter) -> bool:
    if one.status != other.status:
        return False
    if _shares(one, other):
        return True
    # "The ministers discussed ..." says nothing of how they met; an event of its own does.
    silent = one.lemmas <= _SAYS_NOT_HOW or other.lemmas <= _SAYS_NOT_HOW
    if not silent and ("phone" in one.modes) != ("phone" in other.modes) and one.events and other.events:
        return False
    if one.date and other.date and (one.date.end < other.date.start or other.date.end < one.date.start):
        return False
    return fits(cast, one.ids, other.ids) and fits(cast, other.ids, one.ids)


def fits(cast: Cast, ids: Sequence[str], others: Sequence[str]) -> bool:
    """Whether the parties of one telling can be those of another."""
    if set(others) <= set(ids):
        return True
    sides, theirs = _by_side(cast, ids), _by_side(cast, others)
    if not (set(sides) <= set(theirs) or set(theirs) <= set(sides)):
        return False
    for side in set(sides) & set(theirs):
        mine, yours = _people(cast, sides[side]), _people(cast, theirs[side])
        if mine and yours and not mine & yours:
            return False
    return True


def _by_side(cast: Cast, ids: Sequence[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for id in ids:
        found.setdefault(cast.side(id) or id, set()).add(id)
    return found


def _people(cast: Cast, ids: set[str]) -> set[str]:
    """The persons and offices, and the people who sit for no side: "Omani executives" are not Oman's minister."""
    return {id for id in ids if cast.entity(id).kind in ("person", "office") or cast.is_people(id)}


def _join(one: Encounter, other: Encounter) -> None:
    one.ids += [id for id in other.ids if id not in one.ids]
    one.events += other.events
    one.sentences |= other.sentences
    one.telling |= other.telling
    one.states |= other.states
    one.date, one.place = one.date or other.date, one.place or other.place
    one.modes |= other.modes
    one.hosts += other.hosts
    one.lemmas |= other.lemmas
    one.confidence = max(one.confidence, other.confidence)


def spans_of(cast: Cast, sentences: set[int]) -> tuple[Span, ...]:
    """The spans of sentences, in the order of the text."""
    return tuple(cast.marked.sentences[s].span for s in sorted(sentences))

"""Journeys, and those ahead: "is due in Muscat on 21 June", "will travel to Rome next week", "will send X to Dhaka".

Whom the traveller will meet no text can say, so it is a visit of one, beside the state that it names to be visited.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dragoman.readout.cast import Cast
from dragoman.readout.encounters import TOLD, Encounter
from dragoman.readout.reality import find_asked, is_unreal
from dragoman.records import Clause, Meeting, Mention, Phrase, Place, When, find_range

_GOES = frozenset("travel proceed visit arrive journey go".split())
_SENDS = frozenset(["send", "dispatch"])
_SETS = frozenset("expect schedule slate".split())
_PAYS = frozenset(["pay", "make", "undertake"])
_VISITS = frozenset(["visit", "trip", "tour"])
_LED = frozenset("delegation mission team".split())
_PEOPLE = frozenset(["person", "office"])
_TO = frozenset(["to", "in", "for"])
# So many words may stand between a verb and where it leads, that with a preposition.
MAX_BETWEEN = 8


def find_journeys(cast: Cast, met: Sequence[Encounter]) -> Iterator[Encounter]:
    """The journeys abroad of a document that lie ahead, in the order of the text, without those of `met`."""
    asked = find_asked(cast)
    for clause in cast.marked.clauses:
        sentence = cast.marked.sentences[clause.sentence]
        if sentence.kind != "body" or clause.sentence in asked or not cast.is_open(clause.sentence):
            continue
        if clause.form != "finite" or clause.negated or clause.conditional or is_unreal(cast, clause):
            continue
        travellers, ground = _read(cast, clause)
        place = _place_of(cast, ground) if ground is not None else None
        when = _day_of(cast, clause)
        if not travellers or place is None or place.country is None or _is_past(cast, when):
            continue
        sides = {cast.side(id) for id in travellers}
        if sides & {None, place.country} or any(_is_known(one, travellers, clause.sentence) for one in met):
            continue
        here, visited = {clause.sentence}, _visited(cast, ground)
        ids = [*travellers, *(id for id in visited if id not in travellers)]
        modes = {"visit", "invited"}
        yield Encounter("planned", ids, [], here, when, place, modes, visited, {"visit"}, TOLD, set(here))


def on_journeys(meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
    """Meetings, those made visits that somebody had where he is a guest already, with nobody of another side.

    "Received the Minister of Oman. She also met the Speaker": both are of her one visit.
    """
    told = tuple(meetings)
    return tuple(next((v for visit in told if (v := _on_visit(one, visit)) is not None), one) for one in told)


def _on_visit(one: Meeting, visit: Meeting) -> Meeting | None:
    """A meeting as one of a visit; `None` where it is not."""
    if (one.form, visit.form) != ("bilateral", "visit") or visit.status != "held" or visit.host is None:
        return None
    if one.status not in ("held", "planned") or one.country not in (None, visit.country):
        return None
    guests = {who.entity for who in visit.participants if who.represents not in (None, visit.host)}
    here = [who for who in one.participants if who.entity in guests]
    others = {who.represents for who in one.participants if who.entity not in guests}
    if not here or not others or not others <= {visit.host, None}:
        return None
    return replace(one, form="visit", host=visit.host, country=one.country or visit.country)


def _read(cast: Cast, clause: Clause) -> tuple[list[str], int | None]:
    """Who travels, and the mention of where to; nobody for any other clause."""
    base, ahead = clause.lemma.split(" ")[0], clause.tense == "future" or clause.modal == "would"
    behind = cast.text[clause.head.end : clause.head.end + 12].lower().split()
    if base in _SENDS and ahead and clause.voice == "active" and clause.objects:
        return _people(cast, clause.objects[0]), _ground_behind(cast, clause, clause.objects[0].span.end)
    present = clause.tense == "present"
    due = present and base == "be" and behind[:1] == ["due"]
    expected = present and base in _SETS and clause.voice == "passive" and behind[:1] in (["in"], ["at"])
    visits = base in _PAYS and any(_VISITS & set(cast.lemmas(o.span)) for o in clause.objects)
    goes = ahead and clause.voice == "active" and (base in _GOES or visits)
    if not (due or expected or goes) or clause.subject is None:
        return [], None
    return _people(cast, clause.subject), _ground_behind(cast, clause, clause.head.end)


def _people(cast: Cast, phrase: Phrase) -> list[str]:
    """The person or office that a phrase is of; nobody where it is of more, as "a mission led by X" is."""
    ids = cast.of_phrase(phrase)
    words = set(cast.lemmas(phrase.span))
    return list(ids) if len(ids) == 1 and cast.entity(ids[0]).kind in _PEOPLE and not words & _LED else []


def _ground_behind(cast: Cast, clause: Clause, start: int) -> int | None:
    """The first place or country behind a verb that a word of direction, or "visit" itself, leads to."""
    for index in find_range(cast.marked.mentions, clause.sentence):
        mention = cast.marked.mentions[index]
        if mention.span.start < start or mention.outer is not None or not _is_ground(mention):
            continue
        before = cast.text[start : mention.span.start].lower().removesuffix("the ").split()
        direct = clause.lemma == "visit" and not before
        return index if direct or (before[-1:] and before[-1] in _TO and len(before) <= MAX_BETWEEN) else None
    return None


def _is_ground(mention: Mention) -> bool:
    return mention.kind in ("place", "country") and mention.form == "name"


def _place_of(cast: Cast, index: int) -> Place | None:
    return cast.resolved.places[index] if index < len(cast.resolved.places) else None


def _visited(cast: Cast, index: int | None) -> list[str]:
    """The state that is named as where the journey goes."""
    named = cast.of_mention(index) if index is not None and cast.marked.mentions[index].kind == "country" else ()
    return [id for id in named if cast.entity(id).kind == "country"][:1]


def _day_of(cast: Cast, clause: Clause) -> When | None:
    """The first day named behind the verb."""
    for i in find_range(cast.marked.times, clause.sentence):
        if cast.marked.times[i].span.start > clause.verb.start and i < len(cast.resolved.dates):
            return cast.resolved.dates[i]
    return None


def _is_past(cast: Cast, when: When | None) -> bool:
    published = cast.marked.document.published
    return published is not None and when is not None and when.end < published


def _is_known(one: Encounter, travellers: Sequence[str], sentence: int) -> bool:
    """Whether an encounter of the same sentence, or the same travellers' next one, is told already."""
    mine = any(id in one.ids for id in travellers)
    return mine and (one.status == "planned" or sentence in one.sentences)

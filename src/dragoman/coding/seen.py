"""The events that the reader sees in a sentence: triggers with their types, then who plays which role.

A mention plays the role that is likeliest for it. Of two that lie in each other ("the president of
[Peru]") only the likelier one plays a role.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from dragoman.coding.doubts import is_doubtful
from dragoman.coding.questions import find_questions
from dragoman.coding.reading import Reading
from dragoman.coding.timing import dates_nothing
from dragoman.coding.victims import ANSWERING, find_suffering, is_inside
from dragoman.records import Draft, Marked, Mention, Span, Vectors, find_range

# The `reason` of these drafts.
REASON = "reader"
# Seen with less, an event is too often none; how sure the whole of it is, is asked later (`resolve/surety.py`). F1 of
# whole events on the corpus's dev part is 0.405 at 0.3, 0.404 at 0.4 and 0.405 at 0.5, on practice texts that the
# reader has not learned from 0.373, 0.369 and 0.361.
MIN_CHANCE = 0.3
# A place seen with less is as often one that is talked about: "discussed the situation in Sudan".
MIN_PLACE = 0.6
# Extents are characters of the sentence, end exclusive.
_Extent = tuple[int, int]


def find_seen(marked: Marked, told: Sequence[Draft] = (), least_chance: float = 0.0) -> Iterator[Draft]:
    """Whatever the reader takes for an event, in the order of the text, but what cannot matter beside what is told.

    That is an event less likely than `least_chance`, or at the trigger of one that is told, unless one of its type
    is told in its sentence: then how sure the reader is of the type counts.

    >>> from dragoman.records import Document
    >>> list(find_seen(Marked(Document("d", "Envoys met."))))
    []
    """
    reading, asked = Reading(marked), find_questions(marked)
    for number, vectors in enumerate(marked.vectors):
        if vectors is not None and number not in asked and _is_open(marked, number):
            near = [draft for draft in told if draft.sentence == number]
            drafts = _read_sentence(reading, number, vectors, near, least_chance)
            yield from (draft for draft in drafts if not is_doubtful(reading, draft))


def add_seen(drafts: Sequence[Draft], seen: Iterable[Draft], least_chance: float = MIN_CHANCE) -> tuple[Draft, ...]:
    """The drafts of the rules, and what the reader sees where no rule has the same trigger, or a meeting there.

    >>> rule, again = Draft("AID", 0, Span(0, 4)), Draft("AID", 0, Span(9, 12), confidence=0.8)
    >>> other = Draft("ACCUSE", 0, Span(20, 24), confidence=0.9)
    >>> unlikely = Draft("AGREE", 0, Span(30, 34), confidence=0.2)
    >>> [(draft.type, draft.seen) for draft in add_seen([rule], [again, other, unlikely])]
    [('AID', 0.8), ('AID', 0.8), ('ACCUSE', 0.9)]
    """
    seen = [*seen]
    drafts = [replace(draft, seen=_chance(draft, seen)) for draft in drafts]
    met = {draft.sentence for draft in drafts if draft.type == "CONSULT"}
    new = [
        replace(draft, seen=draft.confidence)
        for draft in seen
        if draft.confidence >= least_chance
        and not (draft.type == "CONSULT" and draft.sentence in met)  # last year's visit, of which the two spoke
        and not any(draft.sentence == d.sentence and draft.trigger.meets(d.trigger) for d in drafts)
        and not any(_is_part_of(draft, d) for d in drafts)
    ]
    return tuple(sorted((*drafts, *new), key=lambda draft: (draft.sentence, draft.trigger)))


def _is_part_of(draft: Draft, whole: Draft) -> bool:
    """Whether a draft tells one side of what several do together: "Peru and Chile began exercises"."""
    near = draft.sentence == whole.sentence and (draft.type, whole.type) == ("MOBILIZE", "COOPERATE")
    return near and bool(draft.actors) and set(draft.actors) <= {*whole.actors, *whole.recipients}


def _chance(draft: Draft, seen: Iterable[Draft]) -> float:
    """The chance with which the reader sees a draft's type in its sentence."""
    return max((d.confidence for d in seen if (d.sentence, d.type) == (draft.sentence, draft.type)), default=0.0)


def _is_open(marked: Marked, number: int) -> bool:
    """Whether a sentence can hold an event: text of its own, with content, on politics."""
    if marked.sentences[number].kind == "furniture" or number in marked.boilerplate:
        return False
    return not marked.domains or marked.domains[number].name == "politics"


def _read_sentence(
    reading: Reading, number: int, vectors: Vectors, told: Sequence[Draft], least_chance: float
) -> Iterator[Draft]:
    marked = reading.marked
    start = marked.sentences[number].span.start
    types = {draft.type for draft in told}
    for trigger, type, chance in vectors.tags("trigger"):
        span = _with_verb(marked, number, Span(start + trigger[0], start + trigger[1]))
        if type not in types and (chance < least_chance or any(span.meets(draft.trigger) for draft in told)):
            continue
        modes, contexts, auxiliary = vectors.describe(trigger, type)
        draft = Draft(type, number, span, modes, contexts, auxiliary, confidence=chance, reason=REASON)
        yield read_roles(reading, vectors, draft)


def _with_verb(marked: Marked, number: int, trigger: Span) -> Span:
    """ "give [up]": a particle taken for the trigger stands for its verb."""
    inside = marked.sentences[number].tokens
    tokens = marked.tokens[inside.start : inside.end]
    for verb, particle in pairwise(tokens):
        if particle.span == trigger and particle.tag in ("RP", "IN") and verb.tag.startswith("VB"):
            return verb.span
    return trigger


def read_roles(reading: Reading, vectors: Vectors, draft: Draft, least: float = 0.0) -> Draft:
    """A draft with those whom the reader sees play its roles, each with at least a chance; no surer than they are."""
    marked = reading.marked
    start = marked.sentences[draft.sentence].span.start
    mentions = find_range(marked.mentions, draft.sentence)
    times = [t for t in find_range(marked.times, draft.sentence) if not dates_nothing(reading, marked.times[t])]
    extents = [_inside(marked.mentions[m].span, start) for m in mentions]
    when = [_inside(marked.times[t].span, start) for t in times]
    played = vectors.roles(_inside(draft.trigger, start), draft.type, [*extents, *when])
    cast = _cast(extents, [{} if _is_owner(marked.mentions[m]) else p for m, p in zip(mentions, played, strict=False)])
    cast = [(m, role) for m, role in cast if played[m][role] >= least]
    sure = [max(played[m].values()) for m, _ in cast]
    spared = _find_spared(reading, draft, mentions) | {
        mentions[m] for m, role in cast if role == "actor" and _is_scene(reading, draft, mentions[m])
    }
    return replace(
        draft,
        actors=tuple(mentions[m] for m, role in cast if role == "actor" and mentions[m] not in spared),
        recipients=tuple(mentions[m] for m, role in cast if role == "recipient" and mentions[m] not in spared),
        spared=tuple(sorted(spared)),
        said_by=_best(mentions, played, "said_by"),
        place=_best(mentions, played, "place", MIN_PLACE),
        date=_best(times, played[len(extents) :], "date"),
        confidence=draft.confidence * min(sure, default=1.0),
    )


def _find_spared(reading: Reading, draft: Draft, mentions: Iterable[int]) -> set[int]:
    """Who only suffers what is asked, rejected or found fault with: "interference in [Serbia]"."""
    if draft.type not in ANSWERING:
        return set()
    for clause in reading.clauses_of(draft.sentence):
        if clause.form != "noun" and clause.head.meets(draft.trigger):
            suffering = find_suffering(reading, clause, draft.type)
            return {m for m in mentions if is_inside(reading, m, suffering)}
    return set()


def _is_scene(reading: Reading, draft: Draft, index: int) -> bool:
    """Whether a country is only where violence was: "an attack in Sur, Oman, which killed six people".

    Of a subject it may still be whose it is: "rebels in Mali attacked a village".
    """
    mention = reading.marked.mentions[index]
    if draft.type != "ASSAULT" or mention.kind not in ("place", "country"):
        return False
    before = reading.token_before(mention.span.start)
    if before is not None and before.text == ",":
        towns = (reading.marked.mentions[m] for m in find_range(reading.marked.mentions, draft.sentence))
        town = next((town for town in towns if town.kind == "place" and town.span.end == before.span.start), None)
        before = reading.token_before(town.span.start) if town else None
    if before is None or before.text.lower() not in ("in", "at", "near"):
        return False
    subjects = (
        c.subject for c in reading.clauses_of(draft.sentence) if c.form != "noun" and c.head.meets(draft.trigger)
    )
    return not any(subject is not None and subject.span.covers(mention.span) for subject in subjects)


def _is_owner(mention: Mention) -> bool:
    """Whether a mention only says whose another is: "[his] Omani counterpart"."""
    return mention.form == "pronoun" and mention.outer is not None


def _inside(span: Span, start: int) -> _Extent:
    return (span.start - start, span.end - start)


def _cast(extents: Sequence[_Extent], told: Sequence[dict[str, float]]) -> list[tuple[int, str]]:
    """The mentions that act or are acted on, by their places in `extents`, in the order of the text."""
    chosen = []
    for m, chances in enumerate(told):
        role = max(chances, key=lambda name: chances[name], default="")
        if role in ("actor", "recipient"):
            chosen.append((chances[role], m, role))
    kept: list[tuple[int, str]] = []
    for _, m, role in sorted(chosen, key=lambda one: (-one[0], one[1])):
        if not any(_meet(extents[m], extents[other]) for other, _ in kept):
            kept.append((m, role))
    return sorted(kept)


def _meet(a: _Extent, b: _Extent) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _best(numbers: Sequence[int], told: Sequence[dict[str, float]], role: str, least: float = 0.0) -> int | None:
    """The one that is likeliest to play a role, among those for which no other role is likelier."""
    fit = [(c[role], -m) for m, c in zip(numbers, told, strict=False) if max(c, key=lambda name: c[name]) == role]
    return -max(fit)[1] if fit and max(fit)[0] >= least else None

"""Where an act happened: every place of its sentence, and none of them, weighed beside each other.

What rules say (`event_places`), how a place is led in, how far it stands from the trigger and what the reader sees of
it are told in words with sizes, and with how the encoder sees both they go through light layers that see the other
places as well (`inference/candidates.py`). Most acts are told without where; none is then the likeliest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dragoman.inference.candidates import load_candidates
from dragoman.inference.heads import Array
from dragoman.inference.ranker import soften
from dragoman.records import Draft, Marked, Mention, Place, Resolved, Span, find_range
from dragoman.resolve.event_places import BREAK, DONE_TO, DONE_TYPES, LED_IN, find_by_rule, is_topic
from dragoman.resolve.pointing import hear, tell_logit

MODEL = "where-1"
# More places of one sentence than this are not asked.
MAX_PLACES = 8
# Characters in which the distance to the trigger is told, and the most that is told.
STEP, FARTHEST = 40, 4.0
_PLAYED = ("place", "actor", "recipient", "said_by")
_KINDS = frozenset(["place", "country"])


class Asked(NamedTuple):
    """The mentions of places in a sentence and none, as candidates; `act` is how the encoder sees the trigger."""

    mentions: tuple[int | None, ...]
    signs: list[dict[str, float]]
    act: Array
    heard: list[Array | None]


def find_where(draft: Draft, marked: Marked, resolved: Resolved) -> int | None:
    """The mention of the place where a draft happened; `None` where none is likelier than not to be it.

    What the encoder has not read is told by rules alone.
    """
    rule = find_by_rule(draft, marked, resolved)
    asked = ask_where(draft, marked, resolved, rule)
    if asked is None:
        return rule
    chances = soften(load_candidates(MODEL).score(asked.signs, asked.act, asked.heard)[:, 0].tolist())
    return asked.mentions[chances.index(max(chances))]


def ask_where(draft: Draft, marked: Marked, resolved: Resolved, rule: int | None) -> Asked | None:
    """What is told of every place of a draft's sentence; `None` where there is none, or nothing was read.

    `rule` is the mention that rules take.
    """
    act = hear(marked, draft.sentence, draft.trigger) if resolved.places else None
    if act is None:
        return None
    inside = find_range(marked.mentions, draft.sentence)
    found = [i for i in inside if resolved.places[i] is not None and marked.mentions[i].kind in _KINDS]
    far = {i: abs(marked.mentions[i].span.start - draft.trigger.start) for i in found}
    found = sorted(sorted(found, key=lambda i: (i != rule, far[i]))[:MAX_PLACES], key=lambda i: far[i])
    if not found:
        return None
    played = _ask_reader(draft, marked, found)
    shared = dict(_tell_act(draft, found, rule))
    signs = [shared | dict(_tell(draft, marked, resolved, i, rule, n, found)) for n, i in enumerate(found)]
    for one, chances in zip(signs, played, strict=True):
        one.update((f"plays {role}", tell_logit(chances.get(role, 0.0))) for role in _PLAYED)
    signs.append(shared | {"is none": 1.0, f"none {draft.type}": 1.0})
    heard = [hear(marked, marked.mentions[i].sentence, marked.mentions[i].span) for i in found]
    return Asked((*found, None), signs, act, [*heard, None])


def _ask_reader(draft: Draft, marked: Marked, found: Sequence[int]) -> list[dict[str, float]]:
    """Which roles the reader sees the places of a sentence play; none where it has not read that."""
    vectors, start = marked.vectors[draft.sentence], marked.sentences[draft.sentence].span.start
    spans = [marked.mentions[i].span for i in found]
    extents = [(span.start - start, span.end - start) for span in spans]
    trigger = (draft.trigger.start - start, draft.trigger.end - start)
    return vectors.roles(trigger, draft.type, extents) if vectors is not None else [{} for _ in found]


def _tell_act(draft: Draft, found: Sequence[int], rule: int | None) -> Iterator[tuple[str, float]]:
    """What is told of an act, whichever place is asked about."""
    yield f"type {draft.type}", 1
    yield f"auxiliary {draft.auxiliary}", 1
    yield from ((f"mode {mode}", 1) for mode in draft.modes)
    yield "places", len(found)
    yield "a rule tells" if rule is not None else "no rule tells", 1
    yield "by the reader" if draft.reason == "reader" else "by a rule", 1
    yield "seen", draft.seen


def _tell(
    draft: Draft, marked: Marked, resolved: Resolved, index: int, rule: int | None, rank: int, found: Sequence[int]
) -> Iterator[tuple[str, float]]:
    """What is told of one place."""
    mention, place = marked.mentions[index], resolved.places[index]
    sentence = marked.sentences[draft.sentence].span
    yield from _tell_what(mention, place)
    yield f"rank {rank}", 1
    if index == rule:
        yield "the rule's", 1
    if index == draft.place:
        yield "named by it", 1
    for role, cast in (("actor", draft.actors), ("recipient", draft.recipients)):
        if index in cast:
            yield f"is {role}", 1
        if any(m != index and marked.mentions[m].span.covers(mention.span) for m in cast):
            yield f"in {role}", 1
        if any(marked.mentions[m].span.end < mention.span.start <= marked.mentions[m].span.end + 5 for m in cast):
            yield f"behind {role}", 1
    if any(i != index and resolved.places[i] == place for i in found):
        yield "named again", 1
    yield from _tell_where(draft, marked, mention, sentence)


def _tell_what(mention: Mention, place: Place | None) -> Iterator[tuple[str, float]]:
    """What a place is, and in what words."""
    yield f"kind {mention.kind}", 1
    yield f"form {mention.form}", 1
    if place is not None:
        yield f"grain {place.granularity}", 1
    if mention.outer is not None:
        yield "inside another", 1


def _tell_where(draft: Draft, marked: Marked, mention: Mention, sentence: Span) -> Iterator[tuple[str, float]]:
    """How a place stands to the trigger."""
    text, trigger, span = marked.document.text, draft.trigger, mention.span
    before = text[sentence.start : span.start]
    led = LED_IN.search(before)
    word = led[1].lower() if led is not None else _word_before(before)
    yield f"led by {word}", 1
    yield f"{draft.type} led by {'in' if led is not None else word}", 1
    if led is not None and is_topic(before[: led.start()], "CONSULT"):
        yield "of a topic", 1
    if led is not None and not before[: led.start()].strip():
        yield "opens", 1
    if span.meets(trigger):
        yield "meets", 1
        return
    behind = span.start >= trigger.end
    between = text[trigger.end : span.start] if behind else text[span.end : trigger.start]
    where = "behind" if behind else "before"
    yield where, 1
    yield f"{draft.type} {where}", 1
    yield f"{where} far", min(FARTHEST, len(between) / STEP)
    if BREAK.search(between):
        yield f"{where} a break", 1
    if behind and draft.type in DONE_TYPES and DONE_TO.match(between):
        yield "done to", 1
    low, high = sorted((span.start, trigger.start))
    clauses = [marked.clauses[i] for i in find_range(marked.clauses, draft.sentence)]
    verbs = sum(clause.form == "finite" and low < clause.head.start < high for clause in clauses)
    yield f"{where} {min(verbs, 2)} verbs", 1


def _word_before(before: str) -> str:
    """The small word before a place, where it is one: "of", "from", "to"."""
    words = before.split()
    while words and words[-1].lower() in ("the", "a", "an"):
        words.pop()
    return words[-1].lower() if words and words[-1].lower() in _SMALL else "other"


_SMALL = frozenset("of from to with against for by into toward towards between and over since via".split())

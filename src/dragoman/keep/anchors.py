"""How an item of a record is found again in another coding of its document, or in a later version of its text. Pure.

What it is about decides: words at the same place, the same parties, the same day. One candidate must be left that fits
better than all others; where none does, or two do as well, the reason is the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from dragoman.corrections import HOLDERS, Anchor, Item, Words
from dragoman.records import Entity, Event, Meeting, Position, Record, Span, When

# Two propositions or two casts are of one thing if they share more than half of what both have together. The same
# measure as in `evaluate`; below it a side remark of the sentence is taken for its main point.
MIN_SHARED = 0.5

# How well a candidate fits, the more telling first; `()` where it does not.
Fit = tuple[float, ...]


class Match(NamedTuple):
    """The id of the item that an anchor holds in a record, or why there is none."""

    id: str | None
    reason: str | None = None


def make_anchor(record: Record, item: Item, id: str) -> Anchor:
    """The anchor of an item of a record; `KeyError` where the record has no such item."""
    found = get_item(record, item, id)
    names = name_parties(record)
    text = record.document.text
    if isinstance(found, Entity):
        side = found.represents or found.country
        parties = (side,) if side else ()
        return Anchor(item, found.kind, found.name, _quote(found.mentions, text), (), parties)
    if isinstance(found, Event):
        sentences = _quote([found.sentence], text)
        day = _day(found.date)
        return Anchor(
            item, found.type, None, _quote([found.trigger], text), sentences, event_parties(found, names), day
        )
    if isinstance(found, Meeting):
        seated = meeting_parties(found, names)
        return Anchor(item, found.form, None, (), _quote(found.sentences, text), seated, _day(found.date))
    words = _quote([found.about.span, found.cue], text)
    return Anchor(item, found.force, None, words, _quote([found.sentence], text), position_parties(found, names))


def get_item(record: Record, item: Item, id: str) -> Any:
    """The entity, event, meeting or position of an id; `KeyError` where there is none."""
    for one in getattr(record, HOLDERS[item]):
        if one.id == id:
            return one
    raise KeyError(id)


def name_parties(record: Record) -> Mapping[str, str]:
    """What each entity is known by outside of this coding: its code, else its name."""
    return {one.id: one.represents or one.country or one.name for one in record.entities}


def event_parties(event: Event, names: Mapping[str, str]) -> tuple[str, ...]:
    """Who did it to whom, sorted."""
    sides = {f"actor {names.get(id, id)}" for id in event.actors}
    return tuple(sorted(sides | {f"recipient {names.get(id, id)}" for id in event.recipients}))


def meeting_parties(meeting: Meeting, names: Mapping[str, str]) -> tuple[str, ...]:
    """Who sat at the table, sorted."""
    return tuple(sorted({who.represents or names.get(who.entity, who.name) for who in meeting.participants}))


def position_parties(position: Position, names: Mapping[str, str]) -> tuple[str, ...]:
    """Who said it, and of whom."""
    side = position.represents or names.get(position.speaker or "", position.speaker or "")
    target = names.get(position.target, position.target) if position.target else ""
    return tuple(f"{role} {who}" for role, who in (("speaker", side), ("target", target)) if who)


def _quote(spans: Iterable[Span], text: str) -> tuple[Words, ...]:
    return tuple(Words(span.of(text), span) for span in spans)


def _day(when: When | None) -> str | None:
    return when.start if when else None


def find_words(words: Words, text: str) -> Span | None:
    """Where words stand now: at their old place, else where they stand once; `None` for nowhere or more than once.

    >>> find_words(Words("met", Span(5, 8)), "They met."), find_words(Words("met", Span(5, 8)), "met and met")
    (Span(start=5, end=8), None)
    """
    if words.text and words.span.of(text) == words.text:
        return words.span
    if not words.text or text.count(words.text) != 1:
        return None
    start = text.index(words.text)
    return Span(start, start + len(words.text))


def move_words(words: Sequence[Words], sentences: Sequence[Words], text: str) -> tuple[Span, ...]:
    """Where the words of an item stand now: those that keep their place, and those that moved with their sentence."""
    found = []
    for one in words:
        spans = [find_words(one, text)]
        for sentence in sentences:
            now = find_words(sentence, text)
            if now is not None and sentence.span.covers(one.span):
                shift = now.start - sentence.span.start
                spans.append(Span(one.span.start + shift, one.span.end + shift))
        found += [span for span in spans if span is not None and span.of(text) == one.text][:1]
    return tuple(found)


def find_item(anchor: Anchor, record: Record) -> Match:
    """The item of a record that an anchor holds, by its id, or why there is none."""
    text = record.document.text
    here = Evidence(
        move_words(anchor.words, anchor.sentences, text),
        tuple(span for sentence in anchor.sentences if (span := find_words(sentence, text))),
        name_parties(record),
    )
    if anchor.item != "entity" and not here.sentences and not here.words:
        return Match(None, "its words are not in the text any more, or stand there more than once")
    fit = _FITS[anchor.item]
    fits = [(fit(anchor, one, here), one.id) for one in getattr(record, HOLDERS[anchor.item])]
    best = max((score for score, _ in fits), default=())
    left = [id for score, id in fits if score == best]
    if not best:
        return Match(None, f"no {anchor.item} is told there any more")
    if len(left) > 1:
        return Match(None, f"{len(left)} {HOLDERS[anchor.item]} are told there, and none fits better than the others")
    return Match(left[0])


class Evidence(NamedTuple):
    """Where an anchor's words and sentences stand in the record that is searched, and who its entities are."""

    words: tuple[Span, ...]
    sentences: tuple[Span, ...]
    names: Mapping[str, str]


def _fit_entity(anchor: Anchor, one: Entity, here: Evidence) -> Fit:
    """Named by the same words, or else by the same name."""
    same = sum(any(span.meets(mention) for mention in one.mentions) for span in here.words)
    exact = sum(span in one.mentions for span in here.words)
    named = one.name.casefold() == (anchor.name or "").casefold()
    if not same and not named:
        return ()
    return (named, exact, same, one.kind == anchor.told, (one.represents or one.country or "") in anchor.parties)


def _fit_event(anchor: Anchor, one: Event, here: Evidence) -> Fit:
    """Told by the same word, or else of the same type in the same sentence."""
    hit = any(span.meets(one.trigger) for span in here.words)
    near = any(span.meets(one.sentence) for span in here.sentences)
    same = one.type == anchor.told
    if not hit and not (near and same):
        return ()
    return (hit, same, _share(anchor.parties, event_parties(one, here.names)), _day(one.date) == anchor.date)


def _fit_meeting(anchor: Anchor, one: Meeting, here: Evidence) -> Fit:
    """Of the same people, or in the same sentences."""
    shared = _share(anchor.parties, meeting_parties(one, here.names))
    near = sum(any(span.meets(other) for other in one.sentences) for span in here.sentences)
    day = _day(one.date) == anchor.date
    if not near and not (shared > MIN_SHARED and day):
        return ()
    return (shared > MIN_SHARED, near, shared, day, one.form == anchor.told)


def _fit_position(anchor: Anchor, one: Position, here: Evidence) -> Fit:
    """Of the same words about it, or by the same word of speech."""
    about = max((_overlap(span, one.about.span) for span in here.words), default=0.0)
    cue = any(span == one.cue for span in here.words)
    if about <= MIN_SHARED and not cue:
        return ()
    return (about > MIN_SHARED, cue, about, one.force == anchor.told, _share(anchor.parties, _said(one, here)))


def _said(one: Position, here: Evidence) -> tuple[str, ...]:
    return position_parties(one, here.names)


_FITS: dict[str, Callable[[Anchor, Any, Evidence], Fit]] = {
    "entity": _fit_entity,
    "event": _fit_event,
    "meeting": _fit_meeting,
    "position": _fit_position,
}


def _share(some: Iterable[str], others: Iterable[str]) -> float:
    """How much of all that either has both have."""
    one, other = set(some), set(others)
    return len(one & other) / len(one | other) if one | other else 1.0


def _overlap(one: Span, other: Span) -> float:
    """The share of characters of either that both have.

    >>> _overlap(Span(0, 4), Span(2, 6))
    0.3333333333333333
    """
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / (max(one.end, other.end) - min(one.start, other.start))


def walk_spans(value: Any) -> Iterator[Span]:
    """The spans in plain values of a record, wherever they stand: `[start, end]`.

    >>> list(walk_spans({"about": {"text": "x", "span": [1, 2]}, "sentences": [[0, 9], [9, 20]], "actors": ["e1"]}))
    [Span(start=1, end=2), Span(start=0, end=9), Span(start=9, end=20)]
    """
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from walk_spans(inner)
    elif is_span(value):
        yield Span(*value)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from walk_spans(inner)


def is_span(value: Any) -> bool:
    """Whether a plain value is `[start, end]`: no field of an item holds two whole numbers otherwise."""
    return isinstance(value, list | tuple) and len(value) == 2 and all(type(part) is int for part in value)

"""Which characters of a text prove which item of its record, cut where spans overlap.

A text is cut at every edge of every span, so that each piece lies under one fixed set of marks and
nesting never arises: `A[B{C]D}` becomes A, B, C, D with C under both.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from dragoman.records import Record, Span


class Mark(NamedTuple):
    """A span that proves an item. `key` names the item: "e0" is the first entity, "v0" event."""

    span: Span
    key: str
    role: str


class Piece(NamedTuple):
    """Characters under the same marks; `marks` are ordered with the shortest first."""

    span: Span
    marks: tuple[Mark, ...]


def find_marks(record: Record) -> list[Mark]:
    """All evidence of a record, in the order of its items; spans outside the text are left out.

    Keys count the items of a record, so that nothing a document says ends up in one.
    """
    size = len(record.document.text)
    found = [*_entity_marks(record), *_event_marks(record)]
    found += [*_meeting_marks(record), *_position_marks(record)]
    return [mark for mark in found if 0 <= mark.span.start < mark.span.end <= size]


def cut_pieces(size: int, marks: list[Mark]) -> list[Piece]:
    """The whole of a text of `size` characters as pieces, none of them empty.

    >>> left, right = Mark(Span(1, 3), "a", "x"), Mark(Span(2, 4), "b", "x")
    >>> [(tuple(p.span), [m.key for m in p.marks]) for p in cut_pieces(4, [left, right])]
    [((0, 1), []), ((1, 2), ['a']), ((2, 3), ['a', 'b']), ((3, 4), ['b'])]
    """
    starts: dict[int, list[Mark]] = {}
    for mark in marks:
        starts.setdefault(mark.span.start, []).append(mark)
    edges = sorted({0, size, *(edge for mark in marks for edge in mark.span)})
    pieces: list[Piece] = []
    open_marks: list[Mark] = []
    for start, end in pairwise(edges):
        open_marks = [mark for mark in open_marks if mark.span.end > start]
        open_marks += starts.get(start, [])
        ordered = sorted(open_marks, key=lambda mark: mark.span.end - mark.span.start)
        pieces.append(Piece(Span(start, end), tuple(ordered)))
    return pieces


def _entity_marks(record: Record) -> Iterator[Mark]:
    for index, entity in enumerate(record.entities):
        for span in entity.mentions:
            yield Mark(span, f"e{index}", "entity")


def _event_marks(record: Record) -> Iterator[Mark]:
    for index, event in enumerate(record.events):
        yield Mark(event.trigger, f"v{index}", "trigger")
        for span in event.sentences or (event.sentence,):
            yield Mark(span, f"v{index}", "sentence")


def _meeting_marks(record: Record) -> Iterator[Mark]:
    for index, meeting in enumerate(record.meetings):
        key = f"m{index}"
        for span in meeting.sentences:
            yield Mark(span, key, "sentence")
        for number, topic in enumerate(meeting.agenda):
            yield Mark(topic.span, f"{key}a{number}", "agenda")
        for number, outcome in enumerate(meeting.outcomes):
            yield Mark(outcome.span, f"{key}o{number}", "outcome")


def _position_marks(record: Record) -> Iterator[Mark]:
    for index, position in enumerate(record.positions):
        if position.boilerplate:
            continue
        key = f"p{index}"
        yield Mark(position.cue, key, "cue")
        yield Mark(position.about.span, key, "about")
        yield Mark(position.sentence, key, "sentence")

"""What the tests of formats share: bytes of an export, hostile words, the same for a whole record."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Iterable
from typing import Any

from tests.factory import event, record

from dragoman.keep.export import Options, make_writer
from dragoman.keep.export.writers import describe_left_out
from dragoman.records import Record

HOSTILE = [
    "a\tb",
    "a\nb\r\nc",
    'say "this", twice""',
    "'single'",
    "=HYPERLINK(1)",
    "a\0b",
    "مرحبا بالعالم",
    "\u202eright to left",
    "🕊️ 北京",
    "a\u2028b\x85c\x0bd\x1ce",
    "half \ud800",
    "semi; colon, comma",
    "\\N",
    "NA",
]


def write(format: str, *records: Record, **asked: Any) -> bytes:
    """The bytes of an export."""
    return write_and_tell(format, records, **asked)[0]


def write_and_tell(format: str, records: Iterable[Record], **asked: Any) -> tuple[bytes, tuple[str, ...]]:
    """The bytes, and what was left out."""
    sink, options = io.BytesIO(), Options(**asked)
    writer = make_writer(format, sink, options.table, options)
    for given in records:
        writer.write(given)
    writer.close()
    return sink.getvalue(), describe_left_out(writer)


def worded(text: str) -> Record:
    """The invented record with its names, title and publisher replaced by hostile words."""
    base = record()
    entities = tuple(dataclasses.replace(one, name=text, office=text) for one in base.entities)
    place = dataclasses.replace(event().place, name=text, granularity="city")
    events = (dataclasses.replace(base.events[0], place=place, modes=("visit",)),)
    document = dataclasses.replace(base.document, title=text, publisher=text, url=text)
    people = tuple(dataclasses.replace(one, name=text, office=text) for one in base.meetings[0].participants)
    meetings = (dataclasses.replace(base.meetings[0], participants=people, city=text),)
    return dataclasses.replace(base, document=document, entities=entities, events=events, meetings=meetings)

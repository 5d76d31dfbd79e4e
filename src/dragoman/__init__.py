"""Reads diplomatic and news reports: who did what to whom, who met whom, who said what.

    import dragoman

    document = dragoman.read("readout.html")      # path, file object or text
    record = dragoman.code(document)
    for event in record.events:
        print(event.type, event.actors, event.recipients, event.sentence.of(document.text))

    coder = dragoman.Coder()                      # loads what it needs once
    records = coder.pipe(dragoman.read_many(["reports.jsonl"]))
    dragoman.table(records, "events")             # an Arrow table

The parts of a record are described in `dragoman.records`, errors in `dragoman.errors`.
"""

from dragoman.errors import DocumentError, DragomanError
from dragoman.flow import Coder, code
from dragoman.keep.export import table
from dragoman.read import read, read_many
from dragoman.records import (
    Document,
    Entity,
    Event,
    Meeting,
    Mention,
    Outcome,
    Participant,
    Place,
    Position,
    Record,
    Span,
    Topic,
    When,
)
from dragoman.settings import Settings

__all__ = [
    "Coder",
    "Document",
    "DocumentError",
    "DragomanError",
    "Entity",
    "Event",
    "Meeting",
    "Mention",
    "Outcome",
    "Participant",
    "Place",
    "Position",
    "Record",
    "Settings",
    "Span",
    "Topic",
    "When",
    "code",
    "read",
    "read_many",
    "table",
]

"""Reads diplomatic and news reports: who did what to whom, who met whom, who said what.

    import dragoman

    document = dragoman.read("readout.html")      # path, file object or text
    record = dragoman.code(document)
    for event in record.events:
        print(event.type, event.actors, event.recipients, event.sentence.of(document.text))

    coder = dragoman.Coder()                      # loads what it needs once
    records = coder.pipe(dragoman.read_many(["reports.jsonl"]))
    dragoman.table(records, "events")             # an Arrow table

    dragoman.compare(ours, theirs).in_all()       # two records of one meeting, side by side

The parts of a record are described in `dragoman.records`, errors in `dragoman.errors`. What is heavy
is loaded when it is first asked for, so that `dragoman --help` does not wait for the coder.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from dragoman.accounts import Comparison, Course
from dragoman.errors import DocumentError, DragomanError

# Not left for later: the module `dragoman.read`, once imported, would take the name of its function.
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

if TYPE_CHECKING:
    from dragoman.flow import Coder, code, compare, trace
    from dragoman.keep.export import table

_LATER = {
    "Coder": "dragoman.flow",
    "code": "dragoman.flow",
    "compare": "dragoman.flow",
    "table": "dragoman.keep.export",
    "trace": "dragoman.flow",
}

__all__ = [
    "Coder",
    "Comparison",
    "Course",
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
    "compare",
    "read",
    "read_many",
    "table",
    "trace",
]


def __getattr__(name: str) -> object:
    """A name that is loaded when it is first asked for, and then kept."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(_LATER[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

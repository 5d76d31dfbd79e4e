"""Reads diplomatic and news reports: who did what to whom, who met whom, who said what.

    import dragoman

    document = dragoman.read("readout.html")      # path, file object or text
    record = dragoman.code(document)
    for event in record.events:
        print(event.type, event.actors, event.recipients, event.sentence.of(document.text))

    coder = dragoman.Coder()                      # loads what it needs once
    records = coder.pipe(dragoman.read_many(["reports.jsonl"]))
    dragoman.table(records, "events")             # an Arrow table
    for story in dragoman.stories(records):       # one happening, all its reports
        print(story.type, story.documents, story.contradictions)

    dragoman.keep_documents("news.duckdb", dragoman.read_many(["reports/"]))
    view = dragoman.open_archive("news.duckdb")   # what was kept, to ask
    view.events(actor="AZE", recipient="ARM", type="ACCUSE", since="2024-01-01")

    dragoman.correct("news.duckdb", "report.txt", "v1", "corrected", {"type": "ACCUSE"}, made_by="Ana")

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
from dragoman.reports import Story
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.flow import Coder, code
    from dragoman.keep.corrections import correct, list_corrections
    from dragoman.keep.export import table
    from dragoman.keep.view import View, open_archive
    from dragoman.relate.joiner import stories
    from dragoman.uses import compare, join_archive, keep_documents, trace

_LATER = {
    "Coder": "dragoman.flow",
    "View": "dragoman.keep.view",
    "code": "dragoman.flow",
    "compare": "dragoman.uses",
    "correct": "dragoman.keep.corrections",
    "join_archive": "dragoman.uses",
    "keep_documents": "dragoman.uses",
    "list_corrections": "dragoman.keep.corrections",
    "open_archive": "dragoman.keep.view",
    "stories": "dragoman.relate.joiner",
    "table": "dragoman.keep.export",
    "trace": "dragoman.uses",
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
    "Story",
    "Topic",
    "View",
    "When",
    "code",
    "compare",
    "correct",
    "join_archive",
    "keep_documents",
    "list_corrections",
    "open_archive",
    "read",
    "read_many",
    "stories",
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

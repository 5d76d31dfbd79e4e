"""What the pages are given: the archive, what can be done with it, and whose desk it is.

This room may not enter others: the archive is anything that answers as `keep.view.View` does, and what needs another
room (coding, comparing) is handed in as `Work`, whose one maker is `verbs.desk_work`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Protocol

from fastapi import Depends, Request
from pydantic import BeforeValidator

from dragoman.accounts import Comparison, Course
from dragoman.corrections import Correction
from dragoman.errors import DocumentError
from dragoman.records import Document, Record
from dragoman.show.desk.questions import Questions

if TYPE_CHECKING:
    import pyarrow


class Archive(Protocol):
    """An archive to ask: `keep.view.View`, whose filters are those of pages and API."""

    path: str

    def events(self, *given: Any, **asked: Any) -> pyarrow.Table: ...

    def meetings(self, *given: Any, **asked: Any) -> pyarrow.Table: ...

    def positions(self, *given: Any, **asked: Any) -> pyarrow.Table: ...

    def documents(self, *given: Any, **asked: Any) -> pyarrow.Table: ...

    def records(self, *given: Any, **asked: Any) -> Iterator[Record]: ...

    def sql(self, query: str, values: Sequence[Any] = ()) -> pyarrow.Table: ...

    def __len__(self) -> int: ...


class Work(Protocol):
    """What the desk has done for it in other rooms."""

    def read(self, name: str, data: bytes) -> list[Document | DocumentError]:
        """The documents in a file that was dropped, each with its error where it cannot be read."""

    def read_text(self, text: str) -> Document:
        """The document of a text; `DocumentError` where it cannot be read."""

    def get_ready(self) -> None:
        """Begin to load what coding needs, and do not wait for it."""

    def code(self, document: Document) -> Record:
        """The record of one document."""

    def keep(self, documents: Sequence[Document]) -> dict[str, int]:
        """Code documents into the archive; how many were kept, replaced, skipped."""

    def compare(self, *records: Record) -> Comparison:
        """Two accounts of a meeting, side by side."""

    def hold(self) -> AbstractContextManager[object]:
        """Keep the archive open to read while the block lasts."""

    def days(self) -> Any:
        """The days there is something to tell of: a `keep.fronts.Days`."""

    def front(self, since: date, until: date, follow: Sequence[str], section: str | None, most: int) -> Any:
        """What is to be told of some days, by importance: a `keep.fronts.Front`."""

    def stories(self, **asked: Any) -> tuple[int, list[dict[str, Any]]]:
        """How many stories answer to the filters of `keep.story_pages.find_stories`, and some of them."""

    def resolve(self, phrase: str, on: str | None, kind: str | None) -> dict[str, Any]:
        """What a phrase means as of a day."""

    def ask_sql(self, query: str, most_rows: int, most_seconds: float) -> pyarrow.Table:
        """The first rows of a query that can read the archive and nothing else."""

    def write_csv(self, table: pyarrow.Table) -> bytes:
        """A table as CSV that is safe to open in a spreadsheet."""

    def code_of(self, given: str) -> str:
        """The code of a state or body, by its code or name; `UsageError` where none is known."""

    def corrections(self, **asked: Any) -> list[Correction]:
        """What people have said: `keep.corrections.list_corrections` with its filters."""

    def count_corrections(self, **asked: Any) -> int:
        """How many of these there are."""

    def correct(self, key: int, item: str, verdict: Any, changes: Mapping[str, Any] | None, **said: Any) -> Correction:
        """Confirm, correct or reject an item of a document."""

    def add_item(self, key: int, kind: Any, fields: Mapping[str, Any], **said: Any) -> Correction:
        """Add an item that the coder has missed."""

    def undo(self, correction: int, **said: Any) -> Correction:
        """Take a correction back."""

    def reviewed(self) -> Iterator[bytes]:
        """The lines of `dragoman corrections export`."""

    def trace(self, side: str, on: str | None = None, since: str | None = None, until: str | None = None) -> Course:
        """What a side said on a subject over time."""


@dataclass(frozen=True)
class Desk:
    """One desk: `name` is the archive's, `user` is who corrects at it.

    `demo` says that its reports are invented, and `note` what is to be known of them.
    """

    archive: Archive
    work: Work
    questions: Questions
    name: str
    demo: bool = False
    writable: bool = False
    follow: tuple[str, ...] = ()
    user: str = "desk"
    note: str = ""


def _get_desk(request: Request) -> Desk:
    found: Desk = request.app.state.desk
    return found


# What a page asks for: `def show_today(request: Request, desk: TheDesk) -> HTMLResponse`.
TheDesk = Annotated[Desk, Depends(_get_desk)]


def _read_day(given: object) -> object:
    """Only what is written as an ISO day, for numbers would be taken for seconds since 1970."""
    if isinstance(given, str) and not _ISO_DAY.fullmatch(given):
        raise ValueError("a day is written as 2026-11-20")
    return given


_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
Day = Annotated[date, BeforeValidator(_read_day)]
# A day of a form, which sends an empty field as "".
OptionalDay = Annotated[Day | None, BeforeValidator(lambda given: given or None)]

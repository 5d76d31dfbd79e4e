"""What the desk has done for it in other rooms: reading, coding, keeping, comparing. Loaded when first asked for."""

from __future__ import annotations

import contextlib
import hashlib
import io
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from dragoman.errors import ArchiveError, DocumentError, DragomanError, UsageError
from dragoman.records import Document, Record

if TYPE_CHECKING:
    from datetime import date

    import pyarrow

    from dragoman.accounts import Comparison, Course
    from dragoman.corrections import Correction
    from dragoman.flow import Coder
    from dragoman.keep.fronts import Days, Front
    from dragoman.keep.view import View

# A text takes tenths of a second; who waits longer than this is told so rather than left waiting.
WAIT_SECONDS = 60.0
# What one dropped file may hold; more is for `dragoman keep`.
MAX_DOCUMENTS = 50


class DeskWork:
    """The one maker of `show.desk.desk.Work`. Texts are coded one after another, whoever asks."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._coding = threading.Lock()
        self._is_loading = False

    @cached_property
    def _coder(self) -> Coder:
        from dragoman.flow import load_coder

        return load_coder()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._coding.acquire(timeout=WAIT_SECONDS):
            raise ArchiveError("others are having texts coded: try again in a minute")
        try:
            yield
        finally:
            self._coding.release()

    def read(self, name: str, data: bytes) -> list[Document | DocumentError]:
        """The documents in a file that was dropped; `UsageError` where there are more than a page is for."""
        from dragoman.read import read_many

        stream = io.BytesIO(data)
        stream.name = name
        found = list(islice(read_many(stream), MAX_DOCUMENTS + 1))
        if len(found) > MAX_DOCUMENTS:
            raise UsageError(f"{name} holds more than {MAX_DOCUMENTS} documents: dragoman keep reads them all")
        return found

    def read_text(self, text: str) -> Document:
        """The document of a text that was given as such: never the name of a file, whatever it looks like."""
        from dragoman.read import read

        data = text.encode("utf-8", "replace")
        found = read(data)
        return replace(found, id=f"text-{hashlib.sha256(data).hexdigest()[:12]}", source=None)

    def get_ready(self) -> None:
        """Begin to load the coder, once, and do not wait for it."""
        if not self._is_loading:
            self._is_loading = True
            threading.Thread(target=self._load, daemon=True).start()

    def _load(self) -> None:
        with self._turn(), contextlib.suppress(DragomanError):  # whoever codes is told what is wrong
            _ = self._coder

    def code(self, document: Document) -> Record:
        """The record of one document."""
        with self._turn():
            return self._coder.code(document)

    def keep(self, documents: Sequence[Document]) -> dict[str, int]:
        """Code documents into the archive; how many were kept, replaced, skipped."""
        from dragoman.uses import keep_documents

        with self._turn():
            return dict(keep_documents(self._view.path, documents, self._coder))

    def compare(self, *records: Record) -> Comparison:
        """Two accounts of a meeting, side by side."""
        from dragoman.uses import compare

        with self._turn():
            return compare(*records)

    def hold(self) -> AbstractContextManager[object]:
        """Keep the archive open to read while the block lasts."""
        from dragoman.keep.archive import open_reading

        return open_reading(self._view.path)

    def days(self) -> Days:
        """The days there is something to tell of."""
        from dragoman.keep.fronts import find_days

        return find_days(self._view)

    def front(self, since: date, until: date, follow: Sequence[str], section: str | None, most: int) -> Front:
        """What is to be told of some days, by importance."""
        from dragoman.keep.fronts import find_front
        from dragoman.show.deeds import DEED_COLUMNS

        return find_front(self._view, since, until, follow, columns=DEED_COLUMNS, section=section, most=most)

    def stories(self, **asked: Any) -> tuple[int, list[dict[str, Any]]]:
        """How many stories there are of what is asked, and some of them."""
        from dragoman.keep.story_pages import find_stories

        return find_stories(self._view, **asked)

    def resolve(self, phrase: str, on: str | None, kind: str | None) -> dict[str, Any]:
        """What a phrase means as of a day."""
        from dragoman import knowledge
        from dragoman.flow import resolve_phrase
        from dragoman.settings import Settings

        base = knowledge.load(Settings.from_environment().knowledge)
        return asdict(resolve_phrase(phrase, on, base, kind))

    def ask_sql(self, query: str, most_rows: int, most_seconds: float) -> pyarrow.Table:
        """The first rows of a query that can read the archive and nothing else."""
        from dragoman.keep.limited import ask_limited

        return ask_limited(self._view.path, query, most_rows, most_seconds)

    def write_csv(self, table: pyarrow.Table) -> bytes:
        """A table as CSV that is safe to open in a spreadsheet."""
        from dragoman.keep.export.grids import write_grid

        sink = io.BytesIO()
        write_grid(table, "csv", sink)
        return sink.getvalue()

    def code_of(self, given: str) -> str:
        """The code of a state or body, by its code or name."""
        from dragoman.verbs.codes import read_code

        return read_code(given)

    def corrections(self, **asked: Any) -> list[Correction]:
        """What people have said of the answers, by the filters of `list_corrections`."""
        from dragoman.keep.corrections import list_corrections

        return list_corrections(self._view.path, **asked)

    def count_corrections(self, **asked: Any) -> int:
        """How many of these there are."""
        from dragoman.keep.corrections import count_corrections

        return count_corrections(self._view.path, **asked)

    def correct(self, key: int, item: str, verdict: Any, changes: Mapping[str, Any] | None, **said: Any) -> Correction:
        """Confirm, correct or reject an item of a document."""
        from dragoman.keep.corrections import correct

        return correct(self._view.path, key, item, verdict, changes, **said)

    def add_item(self, key: int, kind: Any, fields: Mapping[str, Any], **said: Any) -> Correction:
        """Add an item that the coder has missed."""
        from dragoman.keep.corrections import add_item

        return add_item(self._view.path, key, kind, fields, **said)

    def undo(self, correction: int, **said: Any) -> Correction:
        """Take a correction back."""
        from dragoman.keep.corrections import undo

        return undo(self._view.path, correction, **said)

    def reviewed(self) -> Iterator[bytes]:
        """The reviewed documents, one a line."""
        from dragoman.keep.reviewed import make_reviewed, write_line

        return (write_line(one) for one in make_reviewed(self._view.path))

    def trace(self, side: str, on: str | None = None, since: str | None = None, until: str | None = None) -> Course:
        """What a side said on a subject over time."""
        from dragoman.uses import trace

        with self._turn():
            return trace(self._view.records(since=since, until=until), side, on, since, until)

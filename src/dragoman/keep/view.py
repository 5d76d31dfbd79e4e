"""An archive to ask: its tables as Arrow, its records, as people have corrected them. Reads and never writes."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple
from typing import TYPE_CHECKING, Any

import duckdb

from dragoman.errors import UsageError
from dragoman.keep import questions as ask
from dragoman.keep.archive import open_reading
from dragoman.keep.questions import Some, Where
from dragoman.keep.rows import unpack
from dragoman.records import CoderCard, Record

if TYPE_CHECKING:
    import pyarrow

    _Asking = Callable[[str, Sequence[Any]], pyarrow.Table]

# How many records are taken out at once: some megabytes, and the file is let go of between.
PAGE_RECORDS = 200
# Up to so many rows it is first found out which they are, by the few columns that decide it, and then all
# their columns are read; read in one go, every column of every row would be unpacked. Measured on 10 million
# events: 1,337 rows in 0.9 s rather than 2.5.
MANY_ROWS = 20_000

_BY_DAY = "first_day NULLS LAST, document_key, length(id), id"
_BY_PUBLICATION = "document_published NULLS LAST, document_key, about_start, id"


class View:
    """Asks one archive; made by `open_archive`. Each question opens the file and lets go of it.

    So it can be held as long as one likes beside a running `dragoman keep`; a question sees what was kept
    until then. A value to ask for is one or a list of them, of which any will do; all that is asked for
    together must hold. Answers are as people have corrected them, and their column `corrected` says so;
    `as_coded` gives the coder's own.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = os.fspath(path)
        self._here = threading.local()
        with open_reading(self.path):
            pass  # what is no archive is told now

    def events(
        self,
        *,
        actor: Some = None,
        recipient: Some = None,
        between: Sequence[str] | None = None,
        type: Some = None,
        mode: Some = None,
        context: Some = None,
        auxiliary: Some = None,
        since: str | None = None,
        until: str | None = None,
        place_country: Some = None,
        text: str | None = None,
        min_confidence: float | None = None,
        limit: int | None = None,
        columns: Sequence[str] | None = None,
        as_coded: bool = False,
    ) -> pyarrow.Table:
        """Who did what to whom, by day.

        `actor` and `recipient` are codes: ISO3 of a country, acronym of a body; whoever is of it or speaks
        for it counts. `between` takes two, either way. An event that several did together, to nobody, is
        found under each of them as actor and as recipient. `since` and `until` are ISO days: an event
        counts on its own days, else on the day of publication. `text` are words of its sentence.
        """
        where = ask.all_of(
            [
                ask.falls_between(since, until),
                ask.is_any("type", [one.upper() for one in ask.split(type)]),
                ask.is_any("auxiliary", auxiliary),
                ask.is_any("place_country", [one.upper() for one in ask.split(place_country)]),
                ask.is_sure(min_confidence),
                ask.has_sides(actor, recipient),
                ask.has_both(between),
                ask.has_any("modes", mode),
                ask.has_any("contexts", context),
                ask.holds_words("sentence", text),
            ]
        )
        return self._select("events", where, _BY_DAY, limit, columns, as_coded)

    def meetings(
        self,
        *,
        who: Some = None,
        form: Some = None,
        status: Some = None,
        country: Some = None,
        city: Some = None,
        since: str | None = None,
        until: str | None = None,
        text: str | None = None,
        min_confidence: float | None = None,
        limit: int | None = None,
        columns: Sequence[str] | None = None,
        as_coded: bool = False,
    ) -> pyarrow.Table:
        """Who met whom, by day. With several codes in `who`, all of them sat at the table.

        `text` are words of its agenda; days count as those of events.
        """
        where = ask.all_of(
            [
                ask.falls_between(since, until),
                ask.is_any("form", form),
                ask.is_any("status", status),
                ask.is_any("country", [one.upper() for one in ask.split(country)]),
                ask.is_any("city", city),
                ask.is_sure(min_confidence),
                *(ask.names_code("participant_codes", code) for code in ask.split(who)),
                ask.holds_words("array_to_string(agenda, ' ')", text),
            ]
        )
        return self._select("meetings", where, _BY_DAY, limit, columns, as_coded)

    def positions(
        self,
        *,
        of: Some = None,
        speaker: str | None = None,
        force: Some = None,
        target: Some = None,
        context: Some = None,
        since: str | None = None,
        until: str | None = None,
        text: str | None = None,
        boilerplate: bool | None = False,
        min_confidence: float | None = None,
        limit: int | None = None,
        columns: Sequence[str] | None = None,
        as_coded: bool = False,
    ) -> pyarrow.Table:
        """Who said what, by day of publication.

        `of` is the side it was said for, or the speaker's country; `speaker` words of a name; `text` words
        of the sentence. Courtesies are left out, unless `boilerplate` is `None` (both) or `True` (only they).
        """
        sides = [code.upper() for code in ask.split(of)]
        represents, country = ask.is_any("represents", sides), ask.is_any("speaker_country", sides)
        where = ask.all_of(
            [
                ask.either(represents, country) if sides else Where(),
                ask.is_any("force", force),
                ask.is_any("target_country", [one.upper() for one in ask.split(target)]),
                ask.has_any("contexts", context),
                Where(("document_published >= ?::DATE",), (since,)) if since else Where(),
                Where(("document_published <= ?::DATE",), (until,)) if until else Where(),
                Where(("boilerplate = ?",), (boilerplate,)) if boilerplate is not None else Where(),
                ask.is_sure(min_confidence),
                ask.holds_words("speaker_name", speaker),
                ask.holds_words("sentence", text),
            ]
        )
        return self._select("positions", where, _BY_PUBLICATION, limit, columns, as_coded)

    def documents(
        self,
        *,
        id: Some = None,
        publisher: Some = None,
        since: str | None = None,
        until: str | None = None,
        text: str | None = None,
        relevant: bool | None = None,
        limit: int | None = None,
        columns: Sequence[str] | None = None,
        as_coded: bool = False,
    ) -> pyarrow.Table:
        """What was kept, in the order it was first kept; `since` and `until` are days of publication."""
        where = _about_documents(id, publisher, since, until, text, relevant)
        return self._select("documents", where, "document_key", limit, columns, as_coded)

    def records(
        self,
        *,
        key: int | None = None,
        id: Some = None,
        publisher: Some = None,
        since: str | None = None,
        until: str | None = None,
        text: str | None = None,
        relevant: bool | None = None,
        as_coded: bool = False,
    ) -> Iterator[Record]:
        """The whole records of the documents asked for, in the order of `documents`.

        They are as people have corrected them; `as_coded` gives exactly what the coder said. `key` is a
        `document_key`. They are taken out some at a time, so any number will do.
        """
        where = _about_documents(id, publisher, since, until, text, relevant)
        if key is not None:
            where += Where(("document_key = ?",), (key,))
        yield from (record for record, _ in self._take(where, as_coded))

    def codings(
        self, *, since: str | None = None, until: str | None = None, unless_by: CoderCard | None = None
    ) -> Iterator[tuple[Record, int]]:
        """Records as coded, with the number of their warnings that come from reading: what it takes to code them again.

        `unless_by` leaves out what that coder has coded.
        """
        where = _about_documents(None, None, since, until, None, None)
        if unless_by is not None:
            columns = ("coder_version", "coder_model", "coder_ontology", "coder_knowledge")
            same = " AND ".join(f"{column} IS NOT DISTINCT FROM ?" for column in columns)
            where += Where((f"NOT ({same})",), astuple(unless_by))
        yield from self._take(where, as_coded=True)

    def _take(self, where: Where, as_coded: bool) -> Iterator[tuple[Record, int]]:
        """The records of the documents asked for, a page at a time, by `document_key`."""
        listed = "document_key, record, text, read_warnings"
        last = 0
        while True:
            page = where + Where(("document_key > ?",), (last,))
            with self._asking() as ask_for:
                rows = self._rows(ask_for, "documents", page, "document_key", PAGE_RECORDS, listed).to_pylist()
                keys = [row["document_key"] for row in rows]
                said = "SELECT document_key, record FROM amended WHERE list_contains(?::BIGINT[], document_key)"
                found = [] if as_coded else ask_for(said, [keys]).to_pylist()
            amended = {one["document_key"]: one["record"] for one in found}
            for row in rows:
                yield unpack(amended.get(row["document_key"], row["record"]), row["text"]), row["read_warnings"]
            if len(rows) < PAGE_RECORDS:
                return
            last = rows[-1]["document_key"]

    def sql(self, query: str, values: Sequence[Any] = ()) -> pyarrow.Table:
        """What a query of your own gives; `dragoman.keep.archive.read_schema` says what there is.

        It can read this archive and nothing else: no other file, no network. Wrong SQL raises `UsageError`.
        """
        with self._asking() as ask_for:
            return ask_for(query, values)

    def __len__(self) -> int:
        """How many documents are kept."""
        return int(self.sql("SELECT count(*) AS n FROM documents")["n"][0].as_py())

    def _select(
        self, table: str, where: Where, order: str, limit: int | None, columns: Sequence[str] | None, as_coded: bool
    ) -> pyarrow.Table:
        # Codes joined for searching say nothing that the lists beside them do not.
        every = "* EXCLUDE (actor_codes, recipient_codes)" if table == "events" else "*"
        with self._asking() as ask_for:
            if as_coded:
                # Few of all rows come from elsewhere than the table itself; still they have no numbers in common.
                listed = ", ".join(f'"{_quoted(name)}"' for name in columns) if columns else every
                return ask_for(ask.take_many(f"{table}_as_coded", where, order, limit, listed), where.values)
            named = [f'{table}."{_quoted(name)}"' for name in columns] if columns else [f"{table}.{every}"]
            return self._rows(ask_for, table, where, order, limit, ", ".join(named))

    def _rows(
        self, ask_for: _Asking, table: str, where: Where, order: str, limit: int | None, listed: str
    ) -> pyarrow.Table:
        numbers = ask_for(ask.find_rows(table, where, order, limit), where.values)["rowid"].to_pylist()
        if len(numbers) > MANY_ROWS:
            return ask_for(ask.take_many(table, where, order, limit, listed), where.values)
        return ask_for(ask.take_rows(table, numbers, order, listed), ())

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Ask what is asked within the block of one state of the archive, opened once; in this thread alone.

        Opening costs some hundredths of a second, and while the block lasts nobody can write.
        """
        with self._asking() as ask_for:
            before, self._here.ask_for = getattr(self._here, "ask_for", None), ask_for
            try:
                yield
            finally:
                self._here.ask_for = before

    @contextmanager
    def _asking(self) -> Iterator[_Asking]:
        """Ask any number of questions of one state of the archive."""
        open_already = getattr(self._here, "ask_for", None)
        if open_already is not None:
            yield open_already
            return
        with open_reading(self.path) as connection:

            def ask_for(query: str, values: Sequence[Any]) -> pyarrow.Table:
                found = connection.sql(query, params=list(values)) if values else connection.sql(query)
                if found is None:
                    raise UsageError("a query that asks for nothing: begin it with SELECT or FROM")
                return found.to_arrow_table()

            try:
                yield ask_for
            except duckdb.Error as error:
                raise UsageError(explain(error)) from None


def open_archive(path: str | os.PathLike[str]) -> View:
    """The archive at a path, to ask; `ArchiveError` where there is none."""
    return View(path)


def _about_documents(
    id: Some, publisher: Some, since: str | None, until: str | None, text: str | None, relevant: bool | None
) -> Where:
    return ask.all_of(
        [
            ask.is_any("document_id", id),
            ask.is_any("publisher", publisher),
            Where(("published >= ?::DATE",), (since,)) if since else Where(),
            Where(("published <= ?::DATE",), (until,)) if until else Where(),
            Where(("relevant = ?",), (relevant,)) if relevant is not None else Where(),
            ask.holds_words("text", text),
        ]
    )


def _quoted(name: str) -> str:
    return name.replace('"', '""')


def explain(error: duckdb.Error) -> str:
    """What is wrong with a query, on one line; where it names the likely meant, that as well."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    said = [line for line in lines[:2] if not line.startswith(("LINE ", "^"))]
    return " ".join(said) or "the query cannot be run"

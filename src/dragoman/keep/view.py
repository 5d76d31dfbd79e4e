"""An archive to ask: its tables as Arrow, its records, as people have corrected them. Reads and never writes."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple
from typing import TYPE_CHECKING, Any, NamedTuple

import duckdb

from dragoman import knowledge
from dragoman.errors import UsageError
from dragoman.keep import once as once_told
from dragoman.keep import questions as ask
from dragoman.keep.archive import open_reading
from dragoman.keep.choices import read_choices
from dragoman.keep.questions import Some, Where
from dragoman.keep.rows import unpack
from dragoman.knowledge.codes import is_known, read_code, tell_unknown
from dragoman.records import CoderCard, Record
from dragoman.settings import Settings

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


class Unjoined(NamedTuple):
    """Documents that are of no story: kept since stories were joined, or changed or coded again since."""

    later: int
    changed: int


class View:
    """Asks one archive; made by `open_archive`. Each question opens the file and lets go of it.

    So it can be held as long as one likes beside a running `dragoman keep`; a question sees what was kept
    until then. A value to ask for is one or a list of them, of which any will do; all that is asked for
    together must hold. A type, mode, context, form, status or force that there is none of raises `ChoiceError`, for
    nothing could be found. Answers are as people have corrected them, and their column `corrected` says so;
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
        once: bool = False,
        limit: int | None = None,
        columns: Sequence[str] | None = None,
        as_coded: bool = False,
    ) -> pyarrow.Table:
        """Who did what to whom, by day.

        `actor` and `recipient` are codes (ISO3 of a country, acronym of a body) or names of them; whoever is of
        it or speaks for it counts. `between` takes two, either way. An event that several did together, to
        nobody, is found under each of them as actor and as recipient. `since` and `until` are ISO days: an event
        counts on its own days, else on the day of publication. `text` are words of its sentence.

        Each report of an event is a row. With `once` a story that several tell is one row, that of the report
        which stands for it, with the `story` and the number of `reports` found in two columns more.
        """
        days = ask.falls_between(since, until)
        where = ask.all_of(
            [
                ask.is_any("type", read_choices("type", type)),
                ask.is_any("auxiliary", read_choices("auxiliary", auxiliary)),
                ask.is_any("place_country", self.read_codes(place_country)),
                ask.is_sure(min_confidence),
                ask.has_sides(self.read_codes(actor), self.read_codes(recipient)),
                ask.has_both(self.read_codes(between)),
                ask.has_any("modes", read_choices("mode", mode)),
                ask.has_any("contexts", read_choices("context", context)),
                ask.holds_words("sentence", text),
            ]
        )
        if once and as_coded:
            raise UsageError("stories are of corrected documents: as they were coded, each report is counted")
        if once:
            standing = once_told.find_standing(where, days, _BY_DAY, limit)
            with self._asking() as ask_for:
                return self._take(ask_for, "events", standing, where + days, _BY_DAY, columns or ["*"])
        return self._select("events", where + days, _BY_DAY, limit, columns, as_coded)

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
        once: bool = False,
        limit: int | None = None,
        columns: Sequence[str] | None = None,
        as_coded: bool = False,
    ) -> pyarrow.Table:
        """Who met whom, by day. With several codes or names in `who`, all of them sat at the table.

        `text` are words of its agenda; days count as those of events. With `once` reports of a story that was over
        before `since` are left out, whenever they came; a column `story`, where it is named, tells which are one.
        """
        where = ask.all_of(
            [
                ask.falls_between(since, until),
                ask.is_any("form", read_choices("form", form)),
                ask.is_any("status", read_choices("status", status)),
                ask.is_any("country", self.read_codes(country)),
                ask.is_word("city", city),
                ask.is_sure(min_confidence),
                Where((once_told.STILL_ON,), (since,)) if once and since else Where(),
                *(ask.names_code("participant_codes", code) for code in self.read_codes(who)),
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

        `of` is the side it was said for, or the speaker's country, a code or a name; `speaker` words of the name of
        who said it; `text` words of the sentence. Courtesies are left out, unless `boilerplate` is `None` (both) or
        `True` (only they).
        """
        sides = self.read_codes(of)
        represents, country = ask.is_any("represents", sides), ask.is_any("speaker_country", sides)
        where = ask.all_of(
            [
                ask.either(represents, country) if sides else Where(),
                ask.is_any("force", read_choices("force", force)),
                ask.is_any("target_country", self.read_codes(target)),
                ask.has_any("contexts", read_choices("context", context)),
                ask.was_published("document_published", since, until),
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
        yield from (record for _, record, _ in self._unpack(where, as_coded))

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
        yield from ((record, warnings) for _, record, warnings in self._unpack(where, as_coded=True))

    def told(
        self, *, of: str | None = None, since: str | None = None, until: str | None = None
    ) -> Iterator[tuple[Record, frozenset[str]]]:
        """The whole records, each with the ids of what it tells again: another report of the story stands for that.

        It is events that are told again, or with `of` positions of that side, a code. `since` and `until` are days
        of publication.
        """
        query, values = (once_told.RETOLD_EVENTS, ()) if of is None else (once_told.RETOLD_POSITIONS, (of,))
        again = (row for batch in self.sql(query, values).to_batches() for row in batch.to_pylist())
        row = next(again, None)
        for key, record, _ in self._unpack(_about_documents(None, None, since, until, None, None), as_coded=False):
            while row is not None and row["document_key"] < key:
                row = next(again, None)
            is_here = row is not None and row["document_key"] == key
            yield record, frozenset(row["ids"] if row is not None and is_here else ())

    def unjoined(self) -> Unjoined | None:
        """How many documents are of no story yet; `None` where stories were never joined."""
        (row,) = self.sql(
            "SELECT max(upto) AS upto, max(changed) AS changed, (SELECT count(*) FROM documents "
            "WHERE document_key > (SELECT max(upto) FROM story_state)) AS later FROM story_state"
        ).to_pylist()
        return None if row["upto"] is None else Unjoined(row["later"], row["changed"])

    def read_codes(self, some: Some) -> tuple[str, ...]:
        """The codes of sides, each given by its code or a name; `UsageError` for what is nobody's."""
        known = knowledge.load(Settings.from_environment().knowledge)
        codes = [read_code(one, known) for one in ask.split(some)]
        for code in codes:
            if not is_known(code, known) and not self._names(code):
                raise UsageError(tell_unknown(code, known))
        return tuple(codes)

    def _names(self, code: str) -> bool:
        """Whether anybody in the archive has a code: what was coded with other knowledge has codes of its own."""
        return bool(
            self.sql("FROM entities SELECT 1 WHERE represents = ? OR country = ? LIMIT 1", [code, code]).num_rows
        )

    def _unpack(self, where: Where, as_coded: bool) -> Iterator[tuple[int, Record, int]]:
        """The records of the documents asked for with their keys, a page at a time, by `document_key`."""
        columns = ("document_key", "record", "text", "read_warnings")
        last = 0
        while True:
            page = where + Where(("document_key > ?",), (last,))
            with self._asking() as ask_for:
                source = ask.find_rows("documents", page, "document_key", PAGE_RECORDS)
                rows = self._take(ask_for, "documents", source, page, "document_key", columns).to_pylist()
                keys = [row["document_key"] for row in rows]
                said = "SELECT document_key, record FROM amended WHERE list_contains(?::BIGINT[], document_key)"
                found = [] if as_coded else ask_for(said, [keys]).to_pylist()
            amended = {one["document_key"]: one["record"] for one in found}
            for row in rows:
                record = amended.get(row["document_key"], row["record"])
                yield row["document_key"], unpack(record, row["text"]), row["read_warnings"]
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
        with self._asking() as ask_for:
            if as_coded:
                # Few of all rows come from elsewhere than the table itself; still they have no numbers in common.
                listed = ", ".join(_name_column(table, name) for name in columns or ["*"])
                return ask_for(ask.take_coded(table, where, order, limit, listed), where.values)
            source = ask.find_rows(table, where, order, limit)
            return self._take(ask_for, table, source, where, order, columns or ["*"])

    def _take(
        self, ask_for: _Asking, table: str, query: str, where: Where, order: str, columns: Sequence[str]
    ) -> pyarrow.Table:
        """The rows whose `number` a query gives, with the other columns that it gives."""
        import pyarrow

        found = ask_for(query, where.values)
        listed = [_name_column(table, name) for name in columns]
        more = [name for name in found.column_names if name != "number"]
        if found.num_rows > MANY_ROWS:
            every = ", ".join([*listed, *(f"told.{name}" for name in more)])
            return ask_for(ask.take_rows(table, query, order, every), where.values)
        source = ask.list_numbers(found["number"].to_pylist())
        if not more:
            return ask_for(ask.take_rows(table, source, order, ", ".join(listed)), ())
        rows = ask_for(ask.take_rows(table, source, order, ", ".join(["told.number AS told_number", *listed])), ())
        places = {number: place for place, number in enumerate(found["number"].to_pylist())}
        beside = found.take(pyarrow.array([places[n] for n in rows["told_number"].to_pylist()], pyarrow.int64()))
        for name in more:
            rows = rows.append_column(name, beside[name])
        return rows.drop_columns(["told_number"])

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
            ask.was_published("published", since, until),
            Where(("relevant = ?",), (relevant,)) if relevant is not None else Where(),
            ask.holds_words("text", text),
        ]
    )


def _name_column(table: str, name: str) -> str:
    """A column to select; `*` is all of the table but what is there for searching alone."""
    if name == "*":
        return f"{table}.* EXCLUDE (actor_codes, recipient_codes)" if table == "events" else f"{table}.*"
    if name == "story" and table in once_told.STORY_OF:
        return f"{once_told.STORY_OF[table]} AS story"
    return f'{table}."{name.replace(chr(34), 2 * chr(34))}"'


def explain(error: duckdb.Error) -> str:
    """What is wrong with a query, on one line; where it names the likely meant, that as well."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    said = [line for line in lines[:2] if not line.startswith(("LINE ", "^"))]
    return " ".join(said) or "the query cannot be run"

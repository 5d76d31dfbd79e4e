"""What a record becomes in the archive: rows of the tables, and the whole of it as JSON.

The rows are those of the exports (`keep/export/tables.py`), under the same names, with what an archive
adds: where they come from, and the few columns that questions are asked by.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from dragoman.keep.export.arrow import _sound
from dragoman.keep.export.tables import Cell, Row, get_columns, make_rows
from dragoman.keep.identity import find_content, find_identity
from dragoman.records import Record, When

if TYPE_CHECKING:
    import pyarrow

FLAT_TABLES = ("entities", "events", "meetings", "positions")


class Kept(NamedTuple):
    """A record with its place in the archive: the number of its document, of its coder, and when.

    `corrected` is the record as people have corrected it, where they have.
    """

    key: int
    coder: int
    kept_at: datetime
    record: Record
    read_warnings: int
    corrected: Record | None = None


# What an archive adds before the columns of a table's export, and after those of `documents`.
_ADDED: dict[str, tuple[tuple[str, Cell], ...]] = {
    "documents": (
        ("document_key", "int"),
        ("coder", "int"),
        ("identity", "text"),
        ("content", "text"),
        ("kept_at", "text"),
        ("read_warnings", "int"),
        ("record", "text"),
    ),
    "entities": (("document_key", "int"), ("coder", "int")),
    "events": (
        ("document_key", "int"),
        ("coder", "int"),
        ("first_day", "text"),
        ("last_day", "text"),
        ("actor_codes", "text"),
        ("recipient_codes", "text"),
    ),
    "meetings": (
        ("document_key", "int"),
        ("coder", "int"),
        ("first_day", "text"),
        ("last_day", "text"),
        ("participant_codes", "text"),
    ),
    "positions": (("document_key", "int"), ("coder", "int")),
}
# Days and times come as ISO text; what is no day of the calendar is null.
DATES = frozenset(["first_day", "last_day", "date_start", "date_end", "published", "document_published", "kept_at"])


def find_columns(table: str) -> list[tuple[str, Cell]]:
    """Names and kinds of a table's columns, in the order of `fill_rows`.

    >>> [name for name, _ in find_columns("meetings")][:6]
    ['document_key', 'coder', 'first_day', 'last_day', 'participant_codes', 'document_id']
    """
    return [*_ADDED[table], *((column.name, column.cell) for column in get_columns(table))]


def fill_rows(kept: Kept, table: str) -> Iterator[Row]:
    """The rows of one record in a table of the archive: as corrected, but that `documents` has the record as coded."""
    answer = kept.corrected or kept.record
    rows = make_rows(answer, table)
    if table == "documents":
        document = kept.record.document
        added = (find_identity(document), find_content(document), kept.kept_at.isoformat(), kept.read_warnings)
        yield from ((kept.key, kept.coder, *added, pack(kept.record), *row) for row in rows)
        return
    yield from ((kept.key, kept.coder, *more, *row) for more, row in zip(_asked_by(answer, table), rows, strict=True))


def _asked_by(record: Record, table: str) -> Iterator[Row]:
    """The columns that questions are asked by, a row for each of the table's."""
    codes = {entity.id: (entity.represents, entity.country) for entity in record.entities}
    published = record.document.published
    if table == "events":
        for event in record.events:
            days = find_days(event.date, published, past=event.auxiliary == "historical")
            yield (*days, _join_codes(codes, event.actors), _join_codes(codes, event.recipients))
    elif table == "meetings":
        for meeting in record.meetings:
            days = find_days(meeting.date, published, past=meeting.status == "past-reference")
            own = {person.entity: (person.represents, *codes.get(person.entity, ())) for person in meeting.participants}
            yield (*days, _join_codes(own, tuple(own)))
    else:
        yield from ((),) * len(getattr(record, table))


def find_days(when: When | None, published: str | None, *, past: bool = False) -> tuple[str | None, str | None]:
    """The first and last day that something counts on: its own, else the day of publication.

    >>> find_days(When("2024-05-01", "2024-05-31"), "2024-06-02"), find_days(None, "2024-06-02")
    (('2024-05-01', '2024-05-31'), ('2024-06-02', '2024-06-02'))

    What a document only looks back on did not happen on the day it was published.
    """
    if when is not None:
        return when.start, when.end
    return (None, None) if past else (published, published)


def _join_codes(codes: Mapping[str, tuple[str | None, ...]], ids: Sequence[str]) -> str:
    """The codes of several entities, sorted, each between two spaces, so that one is found by one search."""
    found = sorted({code for id in ids for code in codes.get(id, ()) if code})
    return "".join(f" {code}" for code in found) + " "


def pack(record: Record) -> str:
    """A record as JSON without its text, which stands beside it. Halves of characters stay, as escapes."""
    plain = record.to_dict()
    del plain["document"]["text"]
    line = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return line if line.isascii() or _is_sound(line) else json.dumps(plain, separators=(",", ":"))


def _is_sound(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def unpack(packed: str, text: str) -> Record:
    """The record that `pack` took apart.

    >>> from dragoman.records import CoderCard, Document
    >>> record = Record(Document("d1", "Talks."), CoderCard("0.1", None, "PLOVER 2.0", "k"))
    >>> unpack(pack(record), "Talks.") == record
    True
    """
    plain = json.loads(packed)
    plain["document"]["text"] = text
    return Record.from_dict(plain)


def make_arrow(kept: Iterable[Kept], table: str) -> pyarrow.Table:
    """The rows of several records as one Arrow table; days are checked, and stay text."""
    import pyarrow

    types = {
        "text": pyarrow.string(),
        "texts": pyarrow.list_(pyarrow.string()),
        "int": pyarrow.int64(),
        "ints": pyarrow.list_(pyarrow.int64()),
        "float": pyarrow.float64(),
        "bool": pyarrow.bool_(),
    }
    columns = find_columns(table)
    rows = [row for one in kept for row in fill_rows(one, table)]
    arrays = []
    for index, (name, cell) in enumerate(columns):
        clean = _as_day if name in DATES and name != "kept_at" else _sound
        arrays.append(pyarrow.array([clean(row[index]) for row in rows], type=types[cell]))
    return pyarrow.Table.from_arrays(arrays, names=[name for name, _ in columns])


def _as_day(value: str | None) -> str | None:
    """An ISO day, or `None` for what is none."""
    try:
        return value and date.fromisoformat(value).isoformat()
    except ValueError:
        return None

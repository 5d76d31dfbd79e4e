"""Puts the rows of documents into an archive's tables, and takes them out: as corrected, and beside that as coded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow

from dragoman.keep.rows import DATES, FLAT_TABLES, Kept, find_columns, make_arrow, pack

if TYPE_CHECKING:
    from dragoman.records import Record

_TABLES = ("documents", *FLAT_TABLES)
_AMENDED = pyarrow.schema(
    [("document_key", pyarrow.int64()), ("relevant", pyarrow.bool_())]
    + [(name, pyarrow.int64()) for name in FLAT_TABLES]
    + [("record", pyarrow.string())]
)

Rows = Mapping[str, pyarrow.Table]


def make_rows(kept: Sequence[Kept]) -> Rows:
    """The rows of several documents for each table, so that the archive need not be open while they are made."""
    rows = {table: make_arrow(kept, table) for table in _TABLES}
    amended = [one for one in kept if one.corrected is not None]
    if amended:
        coded = [one._replace(corrected=None) for one in amended]
        rows |= {f"coded_{table}": make_arrow(coded, table) for table in FLAT_TABLES}
        rows["amended"] = pyarrow.Table.from_pylist([_amended_row(one) for one in amended], schema=_AMENDED)
    return rows


def _amended_row(one: Kept) -> dict[str, Any]:
    coded: Record = one.record
    counts = {name: len(getattr(coded, name)) for name in FLAT_TABLES}
    answer = one.corrected or coded
    return {"document_key": one.key, "relevant": coded.relevant, "record": pack(answer)} | counts


def put_rows(connection: Any, rows: Rows) -> None:
    """Put rows into their tables, by the names of the columns."""
    for table, found in rows.items():
        if found.num_rows:
            _insert(connection, table, found)


def take_out(connection: Any, keys: Sequence[int], *, documents: bool = True) -> None:
    """Take out all rows of some documents, or all but those in `documents`."""
    tables = (*(("documents",) if documents else ()), *FLAT_TABLES, "amended", *(f"coded_{one}" for one in FLAT_TABLES))
    for table in tables:
        connection.execute(f"DELETE FROM {table} WHERE list_contains(?::BIGINT[], document_key)", [keys])


def leave_stories(connection: Any, keys: Sequence[int]) -> None:
    """Take documents that are told otherwise now out of their stories, and count them as changed."""
    connection.execute("DELETE FROM story_reports WHERE list_contains(?::BIGINT[], document_key)", [keys])
    connection.execute(
        "UPDATE story_state SET changed = changed + len(list_filter(?::BIGINT[], lambda key: key <= upto))", [keys]
    )


def _insert(connection: Any, table: str, rows: pyarrow.Table) -> None:
    plain = table.removeprefix("coded_")
    names = rows.column_names if plain == "amended" else [name for name, _ in find_columns(plain)]
    casts = ", ".join(
        f'"{name}"::{"TIMESTAMP" if name == "kept_at" else "DATE"}' if name in DATES else f'"{name}"' for name in names
    )
    connection.register("incoming", rows)
    try:
        listed = ", ".join(f'"{name}"' for name in names)
        connection.execute(f"INSERT INTO {table} ({listed}) SELECT {casts} FROM incoming")
    finally:
        connection.unregister("incoming")

"""Rows of an archive by their keys: what a page of a long list takes out, after the keys of all were found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from dragoman.show.desk.desk import Archive

Table = Literal["documents", "events", "meetings", "positions"]


def take_rows(archive: Archive, table: Table, keys: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows of the keys, in their order: `document_key`, and but for documents `id`."""
    numbers = sorted({key["document_key"] for key in keys})
    columns = "* EXCLUDE (text, record)" if table == "documents" else "*"
    rows = archive.sql(
        f"SELECT {columns} FROM {table} WHERE list_contains(?::BIGINT[], document_key)", (numbers,)
    ).to_pylist()
    found = {(row["document_key"], row.get("id")): row for row in rows}
    wanted = [(key["document_key"], key.get("id")) for key in keys]
    return [found[key] for key in wanted if key in found]

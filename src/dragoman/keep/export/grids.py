"""Any Arrow table as CSV, TSV, JSON, JSON Lines or Parquet: for answers whose columns are the asker's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO

from dragoman.keep.export.sheets import _quoted, make_cell

if TYPE_CHECKING:
    import pyarrow

FORMATS = ("csv", "tsv", "json", "jsonl", "parquet")
# Rows turned into Python at a time.
_ROWS = 1000


def write_grid(table: pyarrow.Table, format: str, sink: BinaryIO) -> None:
    """Write a table in one of `FORMATS`; the same table gives the same bytes."""
    if format == "parquet":
        import pyarrow
        import pyarrow.parquet

        pyarrow.parquet.write_table(table, pyarrow.PythonFile(sink, mode="w"), compression="zstd")
        return
    lines = {"csv": _csv_lines, "tsv": _tsv_lines, "json": _json_lines, "jsonl": _jsonl_lines}[format]
    for line in lines(table):
        sink.write((line + "\n").encode("utf-8", "replace"))


def _rows(table: pyarrow.Table) -> Iterator[dict[str, Any]]:
    for batch in table.to_batches(max_chunksize=_ROWS):
        yield from batch.to_pylist()


def _csv_lines(table: pyarrow.Table) -> Iterator[str]:
    yield ",".join(_quoted(make_cell(name)) for name in table.column_names)
    for row in _rows(table):
        yield ",".join(_quoted(make_cell(_as_cell(value))) for value in row.values())


def _tsv_lines(table: pyarrow.Table) -> Iterator[str]:
    """Tabs and line ends inside a cell become spaces, for TSV has no quotes."""
    yield "\t".join(table.column_names)
    for row in _rows(table):
        yield "\t".join(" ".join(make_cell(_as_cell(value)).split()) for value in row.values())


def _json_lines(table: pyarrow.Table) -> Iterator[str]:
    """An array, a row a line."""
    if not table.num_rows:
        yield "[]"
        return
    for number, line in enumerate(_jsonl_lines(table)):
        yield ("[\n" if number == 0 else "") + f"  {line}" + ("," if number + 1 < table.num_rows else "\n]")


def _jsonl_lines(table: pyarrow.Table) -> Iterator[str]:
    for row in _rows(table):
        yield json.dumps(_as_plain(row), ensure_ascii=False)


def _as_cell(value: Any) -> Any:
    plain = _as_plain(value)
    if isinstance(plain, list):
        return tuple(item if item is None or isinstance(item, int) else _as_word(item) for item in plain)
    return json.dumps(plain, ensure_ascii=False) if isinstance(plain, dict) else plain


def _as_word(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _as_plain(value: Any) -> Any:
    """A value as JSON knows it: days and times as ISO text, what it has no word for as text."""
    if isinstance(value, dict):
        return {str(key): _as_plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_as_plain(item) for item in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, float) and value != value:
        return None
    return value if value is None or isinstance(value, str | int | float) else str(value)

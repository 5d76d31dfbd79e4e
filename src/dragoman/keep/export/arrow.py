"""Records as Arrow tables and Parquet files; pyarrow is loaded only when one is made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, BinaryIO

from dragoman.keep.export.tables import Row, get_columns, make_rows
from dragoman.records import Record

if TYPE_CHECKING:
    import pyarrow

# A row group is written when this many rows wait. A row with its sentence is about 1 kB, so some
# 4 MB are held at most; smaller groups cost a reader more than they save.
ROWS_HELD = 4096


def schema(table: str) -> pyarrow.Schema:
    """The schema of a table: the same whatever the records hold.

    >>> schema("positions").field("explicit").type
    DataType(bool)
    """
    import pyarrow

    types = {
        "text": pyarrow.string(),
        "texts": pyarrow.list_(pyarrow.string()),
        "int": pyarrow.int64(),
        "ints": pyarrow.list_(pyarrow.int64()),
        "float": pyarrow.float64(),
        "bool": pyarrow.bool_(),
    }
    return pyarrow.schema(
        [
            pyarrow.field(column.name, types[column.cell], metadata={"meaning": column.meaning})
            for column in get_columns(table)
        ]
    )


def table(records: Iterable[Record], name: str = "events") -> pyarrow.Table:
    """All rows of `records` in one table: `events`, `entities`, `meetings`, `positions`, `documents`.

    >>> table([], "events").num_rows
    0

    An empty table has the schema of a full one. Wrong names raise `UsageError`.
    """
    found = schema(name)
    return make_table([row for record in records for row in make_rows(record, name)], found)


def make_table(rows: list[Row], found: pyarrow.Schema) -> pyarrow.Table:
    """Rows in the order of a schema's columns as a table."""
    import pyarrow

    arrays = [pyarrow.array([_sound(row[index]) for row in rows], type=field.type) for index, field in enumerate(found)]
    return pyarrow.Table.from_arrays(arrays, schema=found)


def _sound(value: Any) -> Any:
    """The value without half characters (lone surrogates), which no UTF-8 can hold."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, tuple):
        return [_sound(item) for item in value]
    return value


class ParquetWriter:
    """Writes one table as Parquet, a row group at a time."""

    def __init__(self, sink: BinaryIO, table: str) -> None:
        import pyarrow
        import pyarrow.parquet

        self._table, self._schema = table, schema(table)
        self._rows: list[Row] = []
        # The wrapper keeps its own position and never seeks, so that a pipe will do.
        self._file = pyarrow.PythonFile(sink, mode="w")
        self._writer = pyarrow.parquet.ParquetWriter(self._file, self._schema, compression="zstd")

    def write(self, record: Record) -> None:
        """Add the rows of one record."""
        self._rows.extend(make_rows(record, self._table))
        if len(self._rows) >= ROWS_HELD:
            self._flush()

    def close(self) -> None:
        """Write what waits, and the footer; the sink stays open."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(make_table(self._rows, self._schema))
            self._rows.clear()

"""A table as Parquet files in folders by month or day, as DuckDB, Arrow and Spark read them.

The folders are named like `month=2024-05`. A row belongs to the day its event or meeting began, else to the day its
document was published; rows without either lie in `month=__HIVE_DEFAULT_PARTITION__`, the name that these programs
give to a missing value.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from dragoman.errors import UsageError
from dragoman.keep.export.arrow import ROWS_HELD, make_table, schema
from dragoman.keep.export.sides import read_day
from dragoman.keep.export.tables import Row, get_columns, make_rows
from dragoman.records import Record

By = Literal["month", "day"]
MISSING = "__HIVE_DEFAULT_PARTITION__"
# The columns that say when, the most exact first.
_DATES = ("date_start", "document_published", "published")
# How many rows may wait in all: enough for files of a useful size when records come in no order.
MAX_WAITING = 32 * ROWS_HELD


def write_partitions(records: Iterable[Record], folder: str | os.PathLike[str], table: str, by: By = "month") -> int:
    """Write all rows of `records` under `folder`, which must not be there or be empty; how many rows there were."""
    with open_partitions(folder, table, by) as writer:
        for record in records:
            writer.write(record)
    return writer.count


@contextmanager
def open_partitions(folder: str | os.PathLike[str], table: str, by: By = "month") -> Iterator[PartitionsWriter]:
    """A writer of partitions into a folder that must not be there or be empty.

    The folder is whole or not there: it is written beside its place and renamed.
    """
    target = Path(folder)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError(f"cannot write {target}: it is there already")
    waiting = target.with_name(f".{target.name}-{os.getpid()}")
    try:
        waiting.mkdir(parents=True)
        writer = PartitionsWriter(waiting, table, by)
        yield writer
        writer.close()
        if target.exists():
            target.rmdir()
        waiting.rename(target)
    except OSError as error:
        raise UsageError(f"cannot write {target}: {error.strerror or error}") from error
    finally:
        shutil.rmtree(waiting, ignore_errors=True)


class PartitionsWriter:
    """Rows wait by partition; when too many do, all are written as one part each."""

    def __init__(self, folder: Path, table: str, by: By) -> None:
        self._folder, self._table, self._by = folder, table, by
        columns = get_columns(table)
        places = [index for index, column in enumerate(columns) if column.name in _DATES]
        self._order = sorted(places, key=lambda index: _DATES.index(columns[index].name))
        self._held: dict[str, list[Row]] = {}
        self._parts: dict[str, int] = {}
        self._waiting = 0
        self.count = 0

    def write(self, record: Record) -> None:
        """Add the rows of one record."""
        for row in make_rows(record, self._table):
            self._held.setdefault(_find_partition(row, self._order, self._by), []).append(row)
            self.count, self._waiting = self.count + 1, self._waiting + 1
            if self._waiting >= MAX_WAITING:
                self.close()

    def close(self) -> None:
        """Write what waits."""
        import pyarrow.parquet

        for key in sorted(self._held):
            part = self._parts.get(key, 0)
            self._parts[key] = part + 1
            place = self._folder / f"{self._by}={key}"
            place.mkdir(exist_ok=True)
            rows = make_table(self._held[key], schema(self._table))
            pyarrow.parquet.write_table(rows, place / f"part-{part}.parquet", compression="zstd")
        self._held.clear()
        self._waiting = 0


def _find_partition(row: Row, order: list[int], by: By) -> str:
    day = next((day for day in (read_day(row[index]) for index in order) if day), None)
    return MISSING if day is None else day[:7] if by == "month" else day

"""A table as Parquet files in folders by month or day, as DuckDB, Arrow and Spark read them.

The folders are named like `month=2024-05`. A row belongs to the day its event or meeting began, else to the day its
document was published; rows without either lie in `month=__HIVE_DEFAULT_PARTITION__`, the name that these programs
give to a missing value.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
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
    """Write all rows of `records` under `folder`, which must not be there or be empty; how many rows there were.

    The folder is whole or not there: it is written beside its place and renamed.
    """
    target = Path(folder)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError(f"cannot write {target}: it is there already")
    waiting = target.with_name(f".{target.name}-{os.getpid()}")
    try:
        waiting.mkdir(parents=True)
        count = _write_all(records, waiting, table, by)
        if target.exists():
            target.rmdir()
        waiting.rename(target)
    except OSError as error:
        raise UsageError(f"cannot write {target}: {error.strerror or error}") from error
    finally:
        shutil.rmtree(waiting, ignore_errors=True)
    return count


def _write_all(records: Iterable[Record], folder: Path, table: str, by: By) -> int:
    """Rows wait by partition; when too many do, all are written as one part each."""
    places = [index for index, column in enumerate(get_columns(table)) if column.name in _DATES]
    order = sorted(places, key=lambda index: _DATES.index(get_columns(table)[index].name))
    held: dict[str, list[Row]] = {}
    parts: dict[str, int] = {}
    count = waiting = 0
    for row in _rows(records, table):
        held.setdefault(_find_partition(row, order, by), []).append(row)
        count, waiting = count + 1, waiting + 1
        if waiting >= MAX_WAITING:
            _flush(held, parts, folder, table, by)
            waiting = 0
    _flush(held, parts, folder, table, by)
    return count


def _rows(records: Iterable[Record], table: str) -> Iterator[Row]:
    for record in records:
        yield from make_rows(record, table)


def _find_partition(row: Row, order: list[int], by: By) -> str:
    day = next((day for day in (read_day(row[index]) for index in order) if day), None)
    return MISSING if day is None else day[:7] if by == "month" else day


def _flush(held: dict[str, list[Row]], parts: dict[str, int], folder: Path, table: str, by: By) -> None:
    import pyarrow.parquet

    for key in sorted(held):
        part = parts.get(key, 0)
        parts[key] = part + 1
        place = folder / f"{by}={key}"
        place.mkdir(exist_ok=True)
        pyarrow.parquet.write_table(
            make_table(held[key], schema(table)), place / f"part-{part}.parquet", compression="zstd"
        )
    held.clear()

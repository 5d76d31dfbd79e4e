"""A table as a Stata file (.dta, version 118, which Stata 14 and later read).

Needs pandas, which the extra `stata` installs. Dates are Stata dates, longer texts strL, every variable labelled with
its meaning. Lists stand in one cell as in CSV. The file is made in memory: the format counts its rows first.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from dragoman.errors import MissingExtraError
from dragoman.keep.export.sides import read_day
from dragoman.keep.export.tables import Column, Row, get_columns, make_rows
from dragoman.records import Record

if TYPE_CHECKING:
    import pandas

# Stata's own limits: bytes of a str variable, characters of a label.
MAX_STR_BYTES, MAX_LABEL = 2045, 80
# Names that Stata keeps for itself.
RENAMED = {"quad": "quad_class", "explicit": "is_explicit"}
# Stata counts days from 1 January 1960; the years are those that it and pandas both have.
FIRST_YEAR, LAST_YEAR = 1678, 2261
DATES = frozenset(["date_start", "date_end", "document_published", "published"])
# The time of writing is part of the file; a fixed one keeps the bytes the same.
STAMP = datetime(2020, 1, 1)


class StataWriter:
    """Writes one table when closed."""

    def __init__(self, sink: BinaryIO, table: str) -> None:
        try:
            import pandas  # noqa: F401
        except ImportError as error:
            raise MissingExtraError("Stata files need pandas: pip install 'dragoman[stata]'") from error
        self._sink, self._table = sink, table
        self._rows: list[Row] = []

    def write(self, record: Record) -> None:
        """Hold the rows of one record."""
        self._rows.extend(make_rows(record, self._table))

    def close(self) -> None:
        """Write the file; the sink stays open."""
        columns = get_columns(self._table)
        frame = _make_frame(columns, self._rows)
        held = io.BytesIO()
        frame.to_stata(
            held,
            version=118,
            write_index=False,
            time_stamp=STAMP,
            variable_labels={name_variable(column): column.meaning[:MAX_LABEL] for column in columns},
            convert_dates={column.name: "td" for column in columns if column.name in DATES},
            convert_strl=[name for name in frame.columns if _is_long(frame[name])],
        )
        self._sink.write(held.getvalue())
        self._sink.flush()


def _make_frame(columns: tuple[Column, ...], rows: list[Row]) -> pandas.DataFrame:
    import pandas

    series = {
        name_variable(column): _make_series(column, [row[index] for row in rows])
        for index, column in enumerate(columns)
    }
    return pandas.DataFrame(series)


def _make_series(column: Column, values: list[Any]) -> pandas.Series[Any]:
    """One variable: days, numbers with Stata's missing value for none, or text, where missing is empty."""
    import pandas

    if column.name in DATES:
        return pandas.Series(pandas.to_datetime([_day(value) for value in values]), dtype="datetime64[ns]")
    if column.cell in ("int", "float", "bool"):
        return pandas.Series([None if value is None else float(value) for value in values], dtype="float64")
    return pandas.Series([make_text(value) for value in values], dtype="object")


def name_variable(column: Column) -> str:
    """The name of a column in Stata."""
    return RENAMED.get(column.name, column.name)


def _day(value: Any) -> str | None:
    """A day that Stata can count; `None` for any other text."""
    day = read_day(value)
    return day if day and FIRST_YEAR <= int(day[:4]) <= LAST_YEAR else None


def make_text(value: Any) -> str:
    """Text without the zero byte, which ends a text in Stata, and without half characters."""
    if isinstance(value, tuple):
        value = "; ".join("" if item is None else str(item).replace(";", ",") for item in value)
    text = value or ""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def _is_long(values: pandas.Series[Any]) -> bool:
    """Whether a variable holds a text that only a strL can; offsets in other variables point into whole texts."""
    return values.dtype == object and any(len(text.encode()) > MAX_STR_BYTES for text in values)

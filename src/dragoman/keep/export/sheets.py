"""Records as CSV (RFC 4180 quoting, UTF-8, `\\n`), safe to open in a spreadsheet.

Source for the guard: OWASP, "CSV Injection": a cell that starts with `=`, `+`, `-`, `@`, a tab or
a carriage return may be run as a formula.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from dragoman.keep.export.tables import get_columns, make_rows
from dragoman.records import Record

# Full-width forms count too: some spreadsheets take them for the plain sign.
_FORMULA_SIGNS = "=+-@\t\r\n＝＋－＠"


def make_cell(value: Any) -> str:
    """One value as the text of a CSV cell.

    >>> make_cell(("AZE", None, "OSCE")), make_cell(None), make_cell(True), make_cell(-2.5)
    ('AZE; ; OSCE', '', 'true', '-2.5')
    >>> make_cell("=HYPERLINK(1)")
    "'=HYPERLINK(1)"

    A semicolon inside an item of a list becomes a comma, so that aligned lists stay aligned; JSON
    and Parquet keep it. Numbers are never guarded.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, tuple):
        value = "; ".join(_item(item) for item in value)
    return _guarded(value)


def _item(value: Any) -> str:
    """One item of a list; offsets are numbers and need no guard."""
    if isinstance(value, int):
        return repr(value)
    return "" if value is None else _guarded(value.replace(";", ","))


def _guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe is put before one."""
    text = text.replace("\0", "")
    seen = text.lstrip(" \u00a0\ufeff")
    return f"'{text}" if seen[:1] and seen[0] in _FORMULA_SIGNS else text


def _quoted(text: str) -> str:
    """The cell in quotes where a reader might cut it; at a semicolon some spreadsheets do."""
    if any(mark in text for mark in ',;"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def make_lines(rows: Iterable[tuple[Any, ...]]) -> str:
    r"""Rows as lines of CSV.

    >>> make_lines([("name", "days"), ("Łódź, Poland", 2)])
    'name,days\n"Łódź, Poland",2\n'
    """
    return "".join(",".join(_quoted(make_cell(value)) for value in row) + "\n" for row in rows)


class CsvWriter:
    """Writes one table as CSV, a record at a time, its header first."""

    def __init__(self, sink: BinaryIO, table: str) -> None:
        self._sink, self._table = sink, table
        self._put([tuple(column.name for column in get_columns(table))])

    def write(self, record: Record) -> None:
        """Add the rows of one record."""
        self._put(make_rows(record, self._table))

    def close(self) -> None:
        """Nothing waits; the sink stays open."""
        self._sink.flush()

    def _put(self, rows: Iterable[tuple[Any, ...]]) -> None:
        self._sink.write(make_lines(rows).encode("utf-8", "replace"))

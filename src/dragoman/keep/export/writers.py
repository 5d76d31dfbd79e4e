"""Which writer writes which format."""

from __future__ import annotations

from typing import BinaryIO, Protocol

from dragoman.errors import UsageError
from dragoman.keep.export.tables import get_columns
from dragoman.records import Record

FORMATS: tuple[str, ...] = ("json", "jsonl", "csv", "parquet")


class Writer(Protocol):
    """Takes records one by one; what it was given is whole once it is closed."""

    def write(self, record: Record) -> None:
        """Add one record."""

    def close(self) -> None:
        """Finish the file; the sink stays open."""


def make_writer(format: str, sink: BinaryIO, table: str = "events") -> Writer:
    """A writer of `format` into `sink`; `table` counts for csv and parquet alone.

    >>> import io
    >>> make_writer("jsonl", io.BytesIO()).close()
    """
    get_columns(table)
    if format == "json":
        from dragoman.keep.export.lines import JsonWriter

        return JsonWriter(sink)
    if format == "jsonl":
        from dragoman.keep.export.lines import JsonLinesWriter

        return JsonLinesWriter(sink)
    if format == "csv":
        from dragoman.keep.export.sheets import CsvWriter

        return CsvWriter(sink, table)
    if format == "parquet":
        from dragoman.keep.export.arrow import ParquetWriter

        return ParquetWriter(sink, table)
    raise UsageError(f"no format {format!r}: choose from {', '.join(FORMATS)}")

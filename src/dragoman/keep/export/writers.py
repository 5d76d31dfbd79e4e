"""Which writer writes which format."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from typing import BinaryIO, Protocol

from dragoman.errors import UsageError
from dragoman.keep.export.options import Options, parse_auxiliaries
from dragoman.keep.export.tables import get_columns
from dragoman.records import Record

# In the order of the help.
FORMATS: tuple[str, ...] = (
    "json",
    "jsonl",
    "csv",
    "parquet",
    "plover",
    "polecat",
    "icews",
    "gdelt",
    "gdelt-mentions",
    "dyads",
    "stata",
    "geojson",
    "calendar",
    "ftm",
)
# What a file of such a name holds, where nothing else is said.
SUFFIXES = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".parquet": "parquet",
    ".dta": "stata",
    ".geojson": "geojson",
    ".ics": "calendar",
}
# Formats whose files a terminal cannot show.
BINARY = frozenset(["parquet", "stata"])
TABULAR = frozenset(["csv", "parquet", "stata"])
OWN = TABULAR | {"json", "jsonl"}
# Formats of what happened, to which other auxiliaries can be added, and those with fields for words of the text.
PUBLISHED = frozenset(["plover", "polecat", "icews", "gdelt", "gdelt-mentions", "dyads", "ftm"])
WORDED = frozenset(["plover", "ftm"])


class Writer(Protocol):
    """Takes records one by one; what it was given is whole once it is closed."""

    def write(self, record: Record) -> None:
        """Add one record."""

    def close(self) -> None:
        """Finish the file; the sink stays open."""


def make_writer(format: str, sink: BinaryIO, table: str = "events", options: Options | None = None) -> Writer:
    """A writer of `format` into `sink`; `table` counts for csv, parquet and stata alone.

    >>> import io
    >>> make_writer("jsonl", io.BytesIO()).close()
    """
    get_columns(table)
    if format not in FORMATS:
        raise UsageError(f"no format {format!r}: choose from {', '.join(FORMATS)}")
    given = replace(options or Options(), table=table)
    return _make_own(format, sink, given) if format in OWN else _make_published(format, sink, given)


def _make_own(format: str, sink: BinaryIO, options: Options) -> Writer:
    """A writer of a format of records and tables."""
    if format == "json":
        from dragoman.keep.export.lines import JsonWriter

        return JsonWriter(sink)
    if format == "jsonl":
        from dragoman.keep.export.lines import JsonLinesWriter

        return JsonLinesWriter(sink)
    if format == "csv":
        from dragoman.keep.export.sheets import CsvWriter

        return CsvWriter(sink, options.table)
    if format == "parquet":
        from dragoman.keep.export.arrow import ParquetWriter

        return ParquetWriter(sink, options.table)
    from dragoman.keep.export.stata import StataWriter

    return StataWriter(sink, options.table)


def _make_published(format: str, sink: BinaryIO, options: Options) -> Writer:
    """A writer of a format that other programs and data sets brought."""
    if format in ("polecat", "icews", "gdelt", "gdelt-mentions"):
        return _make_tabbed(format, sink, options)
    if format == "plover":
        from dragoman.keep.export.plover import PloverWriter

        return PloverWriter(sink, options)
    if format == "dyads":
        from dragoman.keep.export.dyads import DyadsWriter

        return DyadsWriter(sink, options)
    if format == "geojson":
        from dragoman.keep.export.geojson import GeoJsonWriter

        return GeoJsonWriter(sink)
    if format == "calendar":
        from dragoman.keep.export.calendars import CalendarWriter

        return CalendarWriter(sink)
    from dragoman.keep.export.follow_the_money import FollowTheMoneyWriter

    return FollowTheMoneyWriter(sink, options)


def _make_tabbed(format: str, sink: BinaryIO, options: Options) -> Writer:
    """A writer of rows as POLECAT, ICEWS and GDELT publish them."""
    from dragoman.keep.export import gdelt, icews, polecat
    from dragoman.keep.export.tabbed import TabbedWriter

    if format == "polecat":
        return TabbedWriter(sink, partial(polecat.make_rows, options=options), polecat.COLUMNS)
    if format == "icews":
        return TabbedWriter(sink, partial(icews.make_rows, options=options), icews.COLUMNS)
    if format == "gdelt":
        return TabbedWriter(sink, partial(gdelt.make_event_rows, options=options))
    return TabbedWriter(sink, partial(gdelt.make_mention_rows, options=options))


def make_options(format: str, table: str | None, auxiliary: str | None, with_text: bool) -> Options:
    """What was asked for of a format; `UsageError` for what the format has no use for.

    >>> make_options("gdelt", None, "actual,future", False).auxiliaries
    ('actual', 'future')
    """
    if table is not None and format not in TABULAR:
        raise UsageError(f"--table goes with csv, parquet or stata, not with {format}")
    if auxiliary is not None and format not in PUBLISHED:
        raise UsageError(f"--auxiliary goes with {', '.join(sorted(PUBLISHED))}, not with {format}")
    if with_text and format not in WORDED:
        raise UsageError(f"--with-text goes with {' and '.join(sorted(WORDED))}, not with {format}")
    auxiliaries = parse_auxiliaries(auxiliary) if auxiliary is not None else ("actual",)
    return Options(table or "events", auxiliaries, with_text)


def find_format(path: str) -> str | None:
    """The format that the name of a file says, `None` for none.

    >>> find_format("talks.ICS"), find_format("events.txt")
    ('calendar', None)
    """
    return SUFFIXES.get(os.path.splitext(path)[1].lower())


def describe_left_out(writer: Writer) -> tuple[str, ...]:
    """What a writer could not put into its format, one line a reason.

    >>> import io
    >>> describe_left_out(make_writer("csv", io.BytesIO()))
    ()
    """
    counted = getattr(writer, "left_out", {})
    return tuple(f"left out  {reason}: {counted[reason]:,}" for reason in sorted(counted))

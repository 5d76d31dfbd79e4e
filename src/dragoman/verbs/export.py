"""`dragoman export`: records that were coded before, in the formats of other programs and data sets."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import UsageError
from dragoman.verbs.accounts import Reading
from dragoman.verbs.ask import add_as_coded
from dragoman.verbs.parser import Parser

if TYPE_CHECKING:
    from dragoman.keep.export.options import Options
    from dragoman.records import Record

_DESCRIPTION = """\
Write records that were coded before in the format of another program or data
set. RECORDS is an archive, or what `dragoman code --format jsonl` wrote, also
gzipped. What people have corrected in an archive is written as corrected, and
our own formats say so in `corrected`; --as-coded leaves all corrections out.
"""
_EPILOG = """\
formats:
  json, jsonl, csv, parquet, stata   our own records and tables
  plover                             PLOVER records, one event a line
  polecat                            POLECAT, 40 columns, one row an event
  icews                              ICEWS, 20 columns, one row a pair of sides
  gdelt, gdelt-mentions              GDELT 2.0 Events (61) and Mentions (16)
  dyads                              counts by day and pair of countries
  geojson, calendar, ftm             maps, calendars of meetings, FollowTheMoney

Published data sets hold what happened, so plover, polecat, icews, gdelt, dyads
and ftm have actual events alone; --auxiliary says which others to add.

examples:
  dragoman export news.duckdb --format polecat -o events.txt
  dragoman export all.jsonl --format gdelt --auxiliary actual,historical -o events.csv
  dragoman export all.jsonl --table meetings --partition month -o meetings/
  dragoman export all.jsonl -o meetings.ics

Exit codes: 0; 1 some lines are no records, each named; 2 wrong usage.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of every verb that writes a format."""
    parser.add_argument(
        "--auxiliary",
        metavar="LIST",
        help="events the published formats have: actual (alone by default), future, hypothetical, historical, "
        "negated, all",
    )
    parser.add_argument(
        "--with-text", action="store_true", help="pass on the documents' words: you hold the rights to them"
    )


def run(arguments: list[str]) -> int:
    """Write the export; 1 where a line was no record."""
    from dragoman.keep.export.writers import make_options
    from dragoman.keep.sources import read_sources

    given = _parse(arguments)
    options = make_options(given.format, given.table, given.auxiliary, given.with_text)
    records = Reading(read_sources(given.records, as_coded=given.as_coded))
    if given.partition:
        from dragoman.keep.export.partitions import write_partitions

        write_partitions(records, given.output, options.table, given.partition)
    else:
        _write(records, given.format, given.output, options)
    return int(bool(records.rejected))


def _parse(arguments: list[str]) -> argparse.Namespace:
    from dragoman.keep.export.tables import TABLES
    from dragoman.keep.export.writers import BINARY, FORMATS

    parser = Parser(prog="dragoman export", description=_DESCRIPTION, epilog=_EPILOG)
    add = parser.add_argument
    add("records", nargs="+", type=Path, metavar="RECORDS")
    add("-f", "--format", choices=FORMATS, metavar="FORMAT", help="see below; by default what the name of -o says")
    add("-o", "--output", metavar="FILE", help="write there, all at once when done; a folder with --partition")
    add("--table", choices=TABLES, metavar="TABLE", help=f"what tables hold: {', '.join(TABLES)}; events by default")
    add("--partition", choices=("month", "day"), help="parquet in folders, one for each month or day")
    add_options(parser)
    add_as_coded(parser)
    given = parser.parse_args(arguments)
    given.format = given.format or ("parquet" if given.partition else _find_format(given.output))
    for path in given.records:
        if not path.is_file():
            raise UsageError(f"no such file: {path}")
        with contextlib.suppress(OSError):
            if given.output and os.path.samefile(path, given.output):
                raise UsageError(f"cannot write {given.output}: it is one of the inputs")
    if given.partition and (given.format != "parquet" or not given.output):
        raise UsageError("--partition goes with parquet and -o FOLDER")
    if not given.output and sys.stdout is None:
        raise UsageError("standard output is closed: give -o FILE")
    if given.format in BINARY and not given.output and sys.stdout.isatty():
        raise UsageError(f"{given.format} is not for a terminal: give -o FILE")
    return given


def _find_format(output: str | None) -> str:
    from dragoman.keep.export.writers import find_format

    found = find_format(output or "")
    if found is None:
        raise UsageError("give --format" if output is None else f"the name {output} says no format: give --format")
    return found


def _write(records: Iterable[Record], format: str, output: str | None, options: Options) -> None:
    from dragoman.keep.export.output import open_sink
    from dragoman.keep.export.writers import describe_left_out, make_writer

    with open_sink(output) as sink:
        writer = make_writer(format, sink, options.table, options)
        for record in records:
            writer.write(record)
        writer.close()
    for line in describe_left_out(writer):
        print(line, file=sys.stderr)

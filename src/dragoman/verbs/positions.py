"""`dragoman positions`: what a party said on a subject over time, and where it changed."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, BinaryIO

from dragoman.accounts import Course, Stand
from dragoman.errors import UsageError
from dragoman.verbs.accounts import Reading, read_statements
from dragoman.verbs.ask import FORMATS, find_format
from dragoman.verbs.once import add_reports, describe_once, say, tell_unjoined
from dragoman.verbs.parser import Parser, add_days, check_days

if TYPE_CHECKING:
    import pyarrow

_DESCRIPTION = """\
List a party's statements on a subject by date, with the sentence of each; say
where its force or its content changed against the last on the same matter, and
show both sentences. The subject is matched by meaning as well as by its words,
and each statement carries the score, 0 to 1. Without --on: all, by topic. What
several reports of one story tell is listed once, where the stories of an archive
are joined (dragoman stories ARCHIVE); --reports lists each.

Reads archives, the records that `dragoman code --format jsonl` writes, in files
or folders of them, and texts as `dragoman code` does.
"""
_EPILOG = """\
examples:
  dragoman code reports/*.txt --format jsonl -o records.jsonl
  dragoman positions records.jsonl --of AZE --on "territorial claims"
  dragoman positions news.duckdb --of AZE --on "territorial claims"
  dragoman positions records/ --of Norway --since 2024-01-01 --format csv

Exit codes: 0; 1 some records could not be read, each named on stderr, the
others listed; 2 wrong usage.
"""


def run(arguments: list[str]) -> int:
    """List them; 0, or 1 where something was rejected."""
    given = _parse(arguments)
    from dragoman.uses import trace_told
    from dragoman.verbs.codes import hint_at_code, read_code
    from dragoman.verbs.output import open_sink

    code = read_code(given.of)
    told = Reading(read_statements(given.paths, code, given.since, given.until))
    each = ((record, () if given.reports else again) for record, again in told)
    course = trace_told(each, code, given.on, given.since, given.until)
    with open_sink(given.output) as sink:
        _write(course, given, sink)
    if not course.stands:
        hint_at_code(code)
    if not given.reports:
        _tell_once(course, given.paths)
    return int(bool(told.rejected))


def _tell_once(course: Course, paths: Sequence[str]) -> None:
    """Say how many reports tell the statements of archives, and what of them is in no story."""
    from dragoman.keep.sources import is_archive

    archives = [path for path in paths if path != "-" and is_archive(path)]
    if archives:
        from dragoman.keep.view import open_archive

        say(describe_once(len(course.stands), course.reports, "statement"))
        for path in archives:
            tell_unjoined(open_archive(path))


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = Parser(prog="dragoman positions", description=_DESCRIPTION, epilog=_EPILOG)
    add = parser.add_argument
    add("paths", nargs="+", metavar="PATH", help="an archive, records as JSON Lines, a folder of them, or texts")
    add("--of", required=True, metavar="SIDE", help="whose: a code or a name (AZE, Norway, OSCE)")
    add("--on", metavar="SUBJECT", help="on what")
    add_days(parser)
    add_reports(parser, "a statement")
    add("-f", "--format", choices=FORMATS, metavar="FORMAT", help=f"{', '.join(FORMATS)}")
    add("-o", "--output", metavar="FILE", help="write there, all at once when done")
    given = parser.parse_args(arguments)
    check_days(given)
    given.format = given.format or find_format(given.output)
    if given.format == "parquet" and given.output is None and sys.stdout.isatty():
        raise UsageError("parquet is not for a terminal: give -o FILE")
    if given.on is not None and not given.on.strip():
        raise UsageError("--on is empty")
    return given


def _write(course: Course, given: argparse.Namespace, sink: BinaryIO) -> None:
    from dragoman.verbs.output import open_console

    if given.format == "table":
        from dragoman.show.course import print_course

        with open_console(sink, to_file=given.output is not None) as console:
            print_course(course, console)
    elif given.format == "json":
        sink.write((json.dumps(course.to_dict(), ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"))
    else:
        from dragoman.keep.export.grids import write_grid

        write_grid(_make_table(course), given.format, sink)


def _make_table(course: Course) -> pyarrow.Table:
    """A row for each statement; `before` is the number of the one it is held against."""
    import pyarrow

    types = {
        "number": pyarrow.int64(),
        "matter": pyarrow.int64(),
        "quoted": pyarrow.bool_(),
        "score": pyarrow.float64(),
        "before": pyarrow.int64(),
        "changes": pyarrow.list_(pyarrow.string()),
    }
    rows = [{"number": number, **stand} for number, stand in enumerate(course.to_dict()["stands"])]
    names = ["number", *(field.name for field in fields(Stand))]
    schema = pyarrow.schema([(name, types.get(name, pyarrow.string())) for name in names])
    return pyarrow.Table.from_pylist(rows, schema=schema)

"""`dragoman positions`: what a party said on a subject over time, and where it changed."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from dragoman.errors import UsageError
from dragoman.verbs.accounts import Reading, read_accounts
from dragoman.verbs.parser import Parser, check_day, check_days

if TYPE_CHECKING:
    from dragoman.accounts import Course

FORMATS = ("table", "json", "csv")
_DESCRIPTION = """\
List a party's statements on a subject by date, with the sentence of each; say
where its force or its content changed against the last on the same matter, and
show both sentences. The subject is matched by meaning as well as by its words,
and each statement carries the score, 0 to 1. Without --on: all, by topic.

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
    from dragoman.uses import trace
    from dragoman.verbs.codes import hint_at_codes, read_code

    code = read_code(given.of)
    reading = Reading(read_accounts(given.paths, None, given.since, given.until))
    course = trace(reading, code, given.on, given.since, given.until)
    _WRITERS[given.format](course)
    if not course.stands:
        hint_at_codes([code])
    return int(bool(reading.rejected))


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = Parser(prog="dragoman positions", description=_DESCRIPTION, epilog=_EPILOG)
    add = parser.add_argument
    add("paths", nargs="+", metavar="PATH", help="an archive, records as JSON Lines, a folder of them, or texts")
    add("--of", required=True, metavar="SIDE", help="whose: a code or a name (AZE, Norway, OSCE)")
    add("--on", metavar="SUBJECT", help="on what")
    add("--since", metavar="DATE", help="from this day on (2024-05-03)")
    add("--until", metavar="DATE", help="up to this day")
    add("-f", "--format", choices=FORMATS, default="table", metavar="FORMAT", help=f"{', '.join(FORMATS)}; else table")
    given = parser.parse_args(arguments)
    for day in (given.since, given.until):
        if day:
            check_day(day)
    check_days(given.since, given.until)
    if given.on is not None and not given.on.strip():
        raise UsageError("--on is empty")
    return given


def _write_table(course: Course) -> None:
    from rich.console import Console

    from dragoman.show.course import print_course

    print_course(course, Console(file=sys.stdout, highlight=False, emoji=False, markup=False))


def _write_json(course: Course) -> None:
    print(json.dumps(course.to_dict(), ensure_ascii=False, indent=1))


def _write_csv(course: Course) -> None:
    from dataclasses import fields

    from dragoman.accounts import Stand
    from dragoman.keep.export.sheets import make_lines

    names = [field.name for field in fields(Stand)]
    rows: list[tuple[object, ...]] = [("number", *names)]
    for number, stand in enumerate(course.to_dict()["stands"]):
        stand["changes"] = "; ".join(stand["changes"])
        rows.append((number, *(stand[name] for name in names)))
    print(make_lines(rows), end="")


_WRITERS = {"table": _write_table, "json": _write_json, "csv": _write_csv}

"""`dragoman events`, `meetings` and `sql`: what an archive answers, in any format."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from dragoman.errors import ChoiceError, UsageError
from dragoman.records import MEETING_FORMS, STATUSES
from dragoman.verbs.once import say
from dragoman.verbs.parser import Parser, add_auxiliary, add_days, check_days, read_auxiliary

if TYPE_CHECKING:
    import pyarrow
    from rich.console import Console

FORMATS = ("table", "csv", "tsv", "json", "jsonl", "parquet")
_CODES = """\
A code is that of a country (AZE) or body (OSCE, UNO), or its name: whoever is of
it or speaks for it counts. Options can be given several times: any of the values will do.
"""
_EVENTS = f"""\
Events of an archive: who did what to whom, with the sentence that says so.

{_CODES}An event that several did together ("the sides signed") is found under each of
them, as actor and as recipient. --since and --until look at an event's own days,
else at the day of publication.
"""
_EVENTS_EPILOG = """\
examples:
  dragoman events news.duckdb --actor AZE --recipient ARM --type ACCUSE
  dragoman events news.duckdb --between AZE ARM --since 2024-01-01 --format csv -o dyad.csv
  dragoman events news.duckdb --text "border closed" --min-confidence 0.6
"""
_MEETINGS = """\
Meetings of an archive: who met whom, where, when, and on what.

Of several --with, all sat at the table. --text are words of the agenda.
"""
_MEETINGS_EPILOG = """\
examples:
  dragoman meetings news.duckdb --with AZE --with OSCE
  dragoman meetings news.duckdb --form phone --status held --since 2024-01-01
"""
_SQL = """\
Ask an archive in SQL (DuckDB's). The query can read the archive and nothing else:
no other file, no network. Without a query the tables are explained, column by column.
"""
_SQL_EPILOG = """\
examples:
  dragoman sql news.duckdb
  dragoman sql news.duckdb "select type, count(*) from events group by type order by 2 desc"
  dragoman sql news.duckdb "from rejects" --format csv
"""


def run_events(arguments: list[str]) -> int:
    """Print the events asked for; 0."""
    parser = _parser("events", _EVENTS, _EVENTS_EPILOG)
    add = parser.add_argument
    many: Any = {"action": "append", "metavar": "CODE"}
    add("--actor", help="who did it", **many)
    add("--recipient", help="to whom", **many)
    add("--between", nargs=2, metavar=("CODE", "CODE"), help="either to the other")
    add("--type", action="append", metavar="TYPE", help="ACCUSE, CONSULT, ...")
    add("--mode", action="append", metavar="MODE", help="visit, drone, ...")
    add("--context", action="append", metavar="CONTEXT", help="military, diplomatic, ...")
    add_auxiliary(parser)
    add("--country", help="where it was", **many)
    add("--text", metavar="WORDS", help="words that all stand in the sentence")
    _add_common(parser)
    given = _read(parser, arguments)
    from dragoman.show.listing import EVENT_COLUMNS, print_events

    asked = {
        "actor": given.actor,
        "recipient": given.recipient,
        "between": given.between,
        "type": given.type,
        "mode": given.mode,
        "context": given.context,
        "auxiliary": read_auxiliary(given.auxiliary),
        "place_country": given.country,
    } | _common(given)
    return _answer(_open(given).events, asked, given, print_events, EVENT_COLUMNS)


def run_meetings(arguments: list[str]) -> int:
    """Print the meetings asked for; 0."""
    parser = _parser("meetings", _MEETINGS, _MEETINGS_EPILOG)
    add = parser.add_argument
    add("--with", dest="who", action="append", metavar="CODE", help="who sat at the table")
    add("--form", action="append", choices=MEETING_FORMS, metavar="FORM", help=", ".join(MEETING_FORMS))
    add("--status", action="append", choices=STATUSES, metavar="STATUS", help=", ".join(STATUSES))
    add("--country", action="append", metavar="CODE", help="where it was")
    add("--city", action="append", metavar="CITY", help="where it was")
    add("--text", metavar="WORDS", help="words that all stand in the agenda")
    _add_common(parser)
    given = _read(parser, arguments)
    from dragoman.show.listing import print_meetings

    names = ("who", "form", "status", "country", "city")
    asked = {name: getattr(given, name) for name in names} | _common(given)
    return _answer(_open(given).meetings, asked, given, print_meetings)


def run_sql(arguments: list[str]) -> int:
    """Print what a query gives, or without one what there is to ask; 0."""
    parser = _parser("sql", _SQL, _SQL_EPILOG)
    parser.add_argument("query", nargs="?", metavar="QUERY", help="the query; - reads it from standard input")
    given = _read(parser, arguments)
    view = _open(given)
    if given.query is None:
        from dragoman.keep.archive import read_schema

        print(read_schema(), end="")
        return 0
    query = sys.stdin.read() if given.query == "-" else given.query
    if not query.strip():
        raise UsageError("the query is empty")
    from dragoman.show.listing import print_grid

    table = view.sql(query)
    return _show(table, given, lambda rows, console: print_grid(table.column_names, rows, console))


def _parser(verb: str, description: str, epilog: str) -> Parser:
    parser = Parser(prog=f"dragoman {verb}", description=description, epilog=epilog)
    parser.add_argument("archive", metavar="ARCHIVE", help="the archive's file (dragoman keep makes it)")
    parser.add_argument("-f", "--format", choices=FORMATS, metavar="FORMAT", help=f"{', '.join(FORMATS)}")
    parser.add_argument("-o", "--output", metavar="FILE", help="write there, all at once when done")
    return parser


def _add_common(parser: Parser) -> None:
    add = parser.add_argument
    add_days(parser)
    add("--min-confidence", type=float, metavar="SHARE", help="at least that sure, 0 to 1")
    add("--limit", type=int, metavar="N", help="the first N alone; 0: all, as by default")
    add_as_coded(parser)


def add_as_coded(parser: argparse.ArgumentParser) -> None:
    """The option `--as-coded`."""
    parser.add_argument("--as-coded", action="store_true", help="the coder's own answers, whatever people corrected")


def _read(parser: Parser, arguments: list[str]) -> Any:
    given = parser.parse_intermixed_args(arguments)
    if hasattr(given, "since"):
        check_days(given)
    if getattr(given, "limit", None) is not None and given.limit < 0:
        raise UsageError("--limit is a number from 1, or 0 for all")
    if getattr(given, "min_confidence", None) is not None and not 0 <= given.min_confidence <= 1:
        raise UsageError("--min-confidence is a share from 0 to 1")
    given.format = given.format or find_format(given.output)
    if given.format == "parquet" and given.output is None and sys.stdout.isatty():
        raise UsageError("parquet is not for a terminal: give -o FILE")
    return given


def _answer(
    ask: Callable[..., pyarrow.Table],
    asked: dict[str, Any],
    given: Any,
    print_rows: Callable[[Any, Console], None],
    listed: Sequence[str] | None = None,
) -> int:
    """Show what a question gives, and where it was cut say of how many."""
    is_table = given.format == "table"
    try:
        table = ask(**asked, limit=given.limit or None, columns=listed if is_table else None)
    except ChoiceError as error:
        raise UsageError(f"--{error}") from None
    status = _show(table, given, print_rows)
    if is_table and given.limit and table.num_rows == given.limit:
        total = ask(**asked, columns=["document_key"]).num_rows
        if total > given.limit:
            say(f"{given.limit:,} of {total:,}; --limit 0 gives all")
    return status


def _common(given: Any) -> dict[str, Any]:
    names = ("since", "until", "text", "min_confidence", "as_coded")
    return {name: getattr(given, name) for name in names}


def find_format(output: str | None) -> str:
    """The format that the name of the output says.

    >>> find_format("dyad.csv"), find_format(None)
    ('csv', 'table')
    """
    suffix = os.path.splitext(output)[1].lower().lstrip(".") if output else ""
    if suffix in FORMATS[1:]:
        return suffix
    if suffix in ("", "txt"):
        return "table"
    raise UsageError(f"the name {output} says no format: give --format")


def _open(given: Any) -> Any:
    from dragoman.keep.view import open_archive

    return open_archive(given.archive)


def _show(table: pyarrow.Table, given: Any, print_rows: Callable[[Any, Console], None]) -> int:
    """Print a table, or write it where `-o` says."""
    from dragoman.keep.export.grids import write_grid
    from dragoman.verbs.output import open_console, open_sink

    with open_sink(given.output) as sink:
        if given.format == "table":
            with open_console(sink, to_file=given.output is not None) as console:
                print_rows(table.to_pylist(), console)
        else:
            write_grid(table, given.format, sink)
    return 0

"""`dragoman network`: who met whom over a period, as a page or as numbers."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from dragoman.errors import UsageError
from dragoman.verbs.ask import add_as_coded
from dragoman.verbs.batch import check_day
from dragoman.verbs.parser import Parser, check_days

if TYPE_CHECKING:
    from dragoman.keep.pairs import Pair

FORMATS = ("html", "csv", "json")
_DESCRIPTION = """\
Who met whom: every pair of sides that sat at one table, how often, and what
document says so. Meetings that were held; --status planned shows others.
"""
_EPILOG = """\
What two sides did on one day in one form counts once, however many documents
tell of it.

examples:
  dragoman network news.duckdb -o who-met-whom.html
  dragoman network news.duckdb --since 2024-01-01 --until 2024-12-31 -o 2024.html
  dragoman network news.duckdb --with AZE --format csv

The page needs: pip install 'dragoman[plots]'. CSV and JSON need nothing more.
"""


def run(arguments: list[str]) -> int:
    """Draw or print the pairs; 0."""
    from dragoman.keep.pairs import COLUMNS, count_pairs
    from dragoman.keep.view import open_archive
    from dragoman.verbs.codes import read_code
    from dragoman.verbs.output import open_sink

    given = _parse(arguments)
    given.who = given.who and [read_code(code) for code in given.who]
    found = open_archive(given.archive).meetings(
        who=given.who,
        status=given.status or ["held"],
        since=given.since,
        until=given.until,
        columns=COLUMNS,
        as_coded=given.as_coded,
    )
    pairs = count_pairs(found.to_pylist())
    if given.format == "html" and not pairs:
        raise UsageError(f"no two sides met in {given.archive} (in what was asked for)")
    with open_sink(given.output) as sink:
        sink.write(_write(pairs, given).encode("utf-8", "replace"))
    return 0


def _parse(arguments: list[str]) -> Any:
    from dragoman.records import STATUSES

    parser = Parser(prog="dragoman network", description=_DESCRIPTION, epilog=_EPILOG)
    add = parser.add_argument
    add("archive", metavar="ARCHIVE", help="the archive's file")
    add("--with", dest="who", action="append", metavar="CODE", help="meetings at which that side sat (AZE, OSCE)")
    add("--status", action="append", choices=STATUSES, metavar="STATUS", help=f"{', '.join(STATUSES)}; held if absent")
    add("--since", metavar="DATE", help="from this day on (2024-07-03)")
    add("--until", metavar="DATE", help="up to this day")
    add_as_coded(parser)
    add("-f", "--format", choices=FORMATS, metavar="FORMAT", help=", ".join(FORMATS))
    add("-o", "--output", metavar="FILE", help="write there, all at once when done")
    given = parser.parse_args(arguments)
    check_day(given.since, "--since")
    check_day(given.until, "--until")
    check_days(given.since, given.until)
    suffix = os.path.splitext(given.output or "")[1].lower().lstrip(".").replace("htm", "html").replace("htmll", "html")
    given.format = given.format or (suffix if suffix in FORMATS else None)
    if given.format is None and given.output:
        raise UsageError(f"the name {given.output} says no format: give --format")
    given.format = given.format or "csv"
    return given


def _write(pairs: list[Pair], given: Any) -> str:
    if given.format == "html":
        return _render(pairs, given)
    rows = [pair.to_dict() for pair in pairs]
    if given.format == "json":
        return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    from dragoman.keep.export.sheets import _quoted, make_cell

    names = ("one", "other", "meetings", "first_day", "last_day", "document_ids")
    lines = [
        ",".join(_quoted(make_cell(tuple(row[name]) if isinstance(row[name], list) else row[name])) for name in names)
        for row in rows
    ]
    return "\n".join([",".join(names), *lines]) + "\n"


def _render(pairs: list[Pair], given: Any) -> str:
    from dragoman.show.network import count_sides, render_network
    from dragoman.show.words import count_words

    days = [day for pair in pairs for day in pair.days]
    documents = {meeting["document_key"] for pair in pairs for meeting in pair.meetings}
    period = f"{given.since or min(days)} to {given.until or max(days)}" if days else "undated"
    subtitle = (
        f"{period} · {count_words(len(count_sides(pairs)), 'side')} in {count_words(len(pairs), 'pair')}, "
        f"told by {count_words(len(documents), 'document')}"
    )
    return render_network(pairs, "Who met whom", subtitle)

"""`dragoman timeline`: how two sides stood to each other, week by week, as a picture or as numbers."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

from dragoman.errors import UsageError
from dragoman.verbs.ask import add_as_coded
from dragoman.verbs.once import add_reports, describe_once, say, tell_unjoined
from dragoman.verbs.parser import Parser, add_days, check_days

if TYPE_CHECKING:
    from dragoman.keep.periods import Period

PICTURES, NUMBERS = ("png", "svg", "pdf"), ("csv", "json")
MOST_NOTES = 8
_DESCRIPTION = """\
How two sides stood to each other over time: the scores of the events between
them (-10 conflict to +10 cooperation), summed or averaged, with the events that
moved them most. Events that were only planned, feared, denied or past are left out,
and so are those whose date is longer than the period ("last year"): how many is said.
Reports of one story count once, on its own day, where stories are joined
(dragoman stories ARCHIVE); --reports counts each.
"""
_EPILOG = """\
examples:
  dragoman timeline news.duckdb AZE ARM -o relations.png
  dragoman timeline news.duckdb AZE ARM --by month --score mean --since 2020-01-01 -o relations.svg
  dragoman timeline news.duckdb AZE ARM --format csv

Pictures need: pip install 'dragoman[plots]'. Numbers need nothing more.
"""


def run(arguments: list[str]) -> int:
    """Draw or print the periods; 0."""
    from dragoman.keep.periods import COLUMNS, fold_events, is_too_long
    from dragoman.keep.view import open_archive
    from dragoman.verbs.codes import read_code
    from dragoman.verbs.output import open_sink

    given = _parse(arguments)
    between = (read_code(given.one), read_code(given.other))
    if between[0] == between[1]:
        raise UsageError(f"a timeline takes two sides, not {between[0]} twice")
    view, once = open_archive(given.archive), not (given.reports or given.as_coded)
    found = view.events(
        between=between,
        auxiliary="actual",
        since=given.since,
        until=given.until,
        once=once,
        columns=COLUMNS,
        as_coded=given.as_coded,
    )
    events = found.to_pylist()
    periods = fold_events(events, given.by)
    left_out = _tell_left_out(sum(is_too_long(event, given.by) for event in events), given.by)
    if not periods:
        why = f" ({left_out})" if left_out else ""
        raise UsageError(f"no dated event between {between[0]} and {between[1]} in {given.archive}{why}")
    if left_out:
        print(left_out, file=sys.stderr)
    with open_sink(given.output) as sink:
        if given.format in PICTURES:
            _draw(periods, between, given, sink, left_out)
        else:
            sink.write(_write_numbers(periods, given.format).encode("utf-8", "replace"))
    if once:
        say(_describe(periods, given))
        tell_unjoined(view)
    return 0


def _describe(periods: list[Period], given: Any) -> str:
    from dragoman.show.words import count_words

    events, reports = sum(period.events for period in periods), sum(period.reports for period in periods)
    return count_words(reports, "report") if given.reports else describe_once(events, reports, "event")


def _parse(arguments: list[str]) -> Any:
    parser = Parser(prog="dragoman timeline", description=_DESCRIPTION, epilog=_EPILOG)
    add = parser.add_argument
    add("archive", metavar="ARCHIVE", help="the archive's file")
    add("one", metavar="CODE", help="a country (AZE) or body (OSCE)")
    add("other", metavar="CODE", help="another")
    add("--by", choices=("week", "month"), default="week", metavar="LENGTH", help="week (the default) or month")
    add(
        "--score",
        choices=("sum", "mean"),
        default="sum",
        metavar="HOW",
        help="what a picture shows: sum (the default) or mean",
    )
    add_days(parser)
    add_reports(parser, "an event")
    add_as_coded(parser)
    add("-f", "--format", choices=PICTURES + NUMBERS, metavar="FORMAT", help=", ".join(PICTURES + NUMBERS))
    add("-o", "--output", metavar="FILE", help="write there, all at once when done")
    given = parser.parse_args(arguments)
    check_days(given)
    suffix = os.path.splitext(given.output or "")[1].lower().lstrip(".")
    given.format = given.format or (suffix if suffix in PICTURES + NUMBERS else None)
    if given.format is None and given.output:
        raise UsageError(f"the name {given.output} says no format: give --format")
    given.format = given.format or "csv"
    if given.format in PICTURES and not given.output:
        raise UsageError(f"{given.format} is not for a terminal: give -o FILE")
    return given


def _tell_left_out(events: int, length: str) -> str:
    """How many events say too little of when they were to be counted; nothing where there are none."""
    from dragoman.show.words import count_words

    return f"left out: {count_words(events, 'event')} dated to more than a {length}" if events else ""


def _draw(periods: list[Period], between: tuple[str, str], given: Any, sink: Any, left_out: str) -> None:
    from dragoman.keep.periods import pick_notes
    from dragoman.show.timeline import draw_timeline
    from dragoman.show.words import name_side

    title = " and ".join(name_side(code) for code in between)
    subtitle = f"{periods[0].start} to {periods[-1].end}, by {given.by} · {_describe(periods, given)} between them"
    mean = given.score == "mean"
    subtitle += f" · {left_out}" if left_out else ""
    subtitle += "" if mean else " · line: what is left of the bars"
    draw_timeline(periods, pick_notes(periods, MOST_NOTES, mean=mean), title, subtitle, sink, given.format, mean)


def _write_numbers(periods: list[Period], format: str) -> str:
    """The periods as CSV or JSON; what moved a period is its event's document, type and sentence."""
    rows = [period.to_dict() for period in periods]
    if format == "json":
        return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    from dragoman.keep.export.sheets import _quoted, make_cell

    lines = []
    for row in rows:
        moved = row.pop("moved_by") or {}
        row |= {f"moved_by_{name}": moved.get(name) for name in ("document_id", "type", "score", "sentence")}
        lines.append(",".join(_quoted(make_cell(value)) for value in row.values()))
    return "\n".join([",".join(rows[0]), *lines]) + "\n"

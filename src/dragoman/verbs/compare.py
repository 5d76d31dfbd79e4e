"""`dragoman compare`: accounts of one meeting side by side, as a table, as JSON or as a page."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.errors import DocumentError, UsageError
from dragoman.verbs.parser import Parser, check_day

if TYPE_CHECKING:
    from dragoman.accounts import Comparison
    from dragoman.records import Record

FORMATS = ("table", "json", "html")
MAX_ACCOUNTS = 8
_SUFFIXES = {".json": "json", ".html": "html", ".htm": "html", ".txt": "table"}
_DESCRIPTION = """\
Hold two accounts of one meeting, or more, against each other: are they of one
meeting, and why; which topics are in both and which in one alone; who asked and
who agreed; in what words and with what force; whom one side alone names; what
each puts first. Topics are matched by meaning, not by words alone.

Reads what `dragoman code` reads, and the records that it writes as JSON.
"""
_EPILOG = """\
examples:
  dragoman compare athens.txt ankara.txt
  dragoman compare two-accounts.jsonl                 both in one file
  dragoman compare athens.txt ankara.txt -o both.html side by side in the browser
  dragoman compare a.html b.html c.html --format json

Exit codes: 0 compared, whatever came out; 1 some account could not be read;
2 wrong usage.
"""


def run(arguments: list[str]) -> int:
    """Compare and print; 0, or 1 where an account was rejected and enough others were left."""
    given = _parse(arguments)
    format = given.format or _find_format(given.output)
    from dragoman.uses import compare

    records, rejected = _collect(given.paths, given.published)
    if len(records) < 2:
        raise UsageError(f"a comparison takes two accounts or more, not {len(records)}")
    if len(records) > MAX_ACCOUNTS:
        raise UsageError(f"at most {MAX_ACCOUNTS} accounts can be compared, not {len(records)}")
    _write(compare(*records), format, given.output)
    return int(rejected)


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = Parser(prog="dragoman compare", description=_DESCRIPTION, epilog=_EPILOG)
    add = parser.add_argument
    add("paths", nargs="+", metavar="PATH", help="files with accounts, or their records; - is standard input")
    add(
        "-f", "--format", choices=FORMATS, metavar="FORMAT", help=f"{', '.join(FORMATS)}; else what -o says, else table"
    )
    add("-o", "--output", metavar="FILE", help="write there, all at once when done")
    add("--published", metavar="DATE", help="the day (2024-07-03) that accounts which state none were published")
    given = parser.parse_args(arguments)
    check_day(given.published, "--published")
    return given


def _find_format(output: str | None) -> str:
    if output is None:
        return "table"
    from pathlib import Path

    suffix = Path(output).suffix.lower()
    if suffix not in _SUFFIXES:
        raise UsageError(f"the name {output} says no format: give --format")
    return _SUFFIXES[suffix]


def _collect(paths: Sequence[str], published: str | None) -> tuple[list[Record], bool]:
    """The records of all accounts, those that cannot be read told on stderr."""
    from dragoman.show.words import clean_text
    from dragoman.verbs.accounts import read_accounts

    records: list[Record] = []
    rejected = False
    for found in read_accounts(paths, published):
        if isinstance(found, DocumentError):
            print(f"rejected  {clean_text(str(found))}", file=sys.stderr)
            rejected = True
        else:
            records.append(found)
    return records, rejected


def _write(comparison: Comparison, format: str, output: str | None) -> None:
    if output is None:
        _print(comparison, format)
        return
    from dragoman.keep.export.output import open_output

    with open_output(output) as sink:
        sink.write(_render(comparison, format).encode("utf-8"))


def _print(comparison: Comparison, format: str) -> None:
    if format == "table":
        from dragoman.show.comparison import print_comparison
        from dragoman.show.terminal import Terminal

        print_comparison(comparison, Terminal(sys.stdout))
    else:
        sys.stdout.write(_render(comparison, format))


def _render(comparison: Comparison, format: str) -> str:
    if format == "json":
        return json.dumps(comparison.to_dict(), ensure_ascii=False, indent=1) + "\n"
    if format == "html":
        from dragoman.show.comparison_page import render_comparison

        return render_comparison(comparison)
    import io

    from rich.console import Console

    from dragoman.show.comparison import print_comparison

    page = io.StringIO()
    print_comparison(comparison, Console(file=page, width=100, highlight=False, emoji=False, markup=False))
    return page.getvalue()

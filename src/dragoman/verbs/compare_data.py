"""`dragoman compare-data`: how our coding of the world agrees with somebody else's data, by type and dyad-month."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import DocumentError, UnreadableError, UsageError
from dragoman.verbs.accounts import Reading
from dragoman.verbs.parser import Parser, add_days, check_days

if TYPE_CHECKING:
    from dragoman.keep.imports import Faults, ForeignEvent
    from dragoman.keep.imports.agreement import Agreement, Coding, Window

FORMATS = ("table", "json", "csv")
_DESCRIPTION = """\
Hold our records against event data of others, by PLOVER type and month of each
pair of countries. OURS is an archive, or what `dragoman code --format jsonl`
wrote; THEIRS are files of POLECAT, ICEWS or GDELT 1.0 or 2.0, also gzipped or
zipped.
"""
_EPILOG = """\
Only months that both reach are compared, unless --since and --until say which.
CAMEO codes become PLOVER types by the published crosswalk; its codes 01 and 02
have none. Events inside one country, or of one known side, are in no dyad.

columns:
  ours, theirs       events of dyads
  both, only         dyad-months with such an event in both, in one alone
  of ours, of theirs share of its dyad-months that the other has too
  r                  Pearson's correlation over all dyad-months of either

examples:
  dragoman compare-data all.jsonl ngecEvents.DV.2023.txt
  dragoman compare-data all.jsonl 20240503.export.CSV.zip --countries AZE,ARM
  dragoman compare-data all.jsonl events.2020.tab --since 2020-05-01 --format json

Exit codes: 0; 1 some lines could not be read, each kind named; 2 wrong usage.
"""


def run(arguments: list[str]) -> int:
    """Print the comparison; 1 where a line of either could not be read."""
    from dragoman.keep.imports.agreement import check_window, compare, count_foreign, count_records
    from dragoman.keep.sources import read_sources

    given = _parse(arguments)
    window = check_window(given.since, given.until, _codes(given.countries))
    rejected: list[DocumentError] = []
    records = Reading(read_sources([given.ours]))
    ours = count_records(records, window)
    all_faults: list[Faults] = []
    theirs = count_foreign(_read_theirs(given.theirs, all_faults, rejected), window)
    for line in (line for faults in all_faults for line in faults.describe()):
        print(_clean(line), file=sys.stderr)
    found = compare(ours, theirs, window)
    _print(found, ours, theirs, window, given.format)
    return int(bool(records.rejected or rejected) or any(faults.rejected for faults in all_faults))


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = Parser(prog="dragoman compare-data", description=_DESCRIPTION, epilog=_EPILOG)
    add = parser.add_argument
    add("ours", type=Path, metavar="OURS")
    add("theirs", nargs="+", type=Path, metavar="THEIRS")
    add_days(parser)
    add("--countries", metavar="CODES", help="pairs among these (AZE,ARM), or of this one with anybody")
    add(
        "-f",
        "--format",
        choices=FORMATS,
        default="table",
        metavar="FORMAT",
        help=f"{', '.join(FORMATS)}; table by default",
    )
    given = parser.parse_args(arguments)
    check_days(given)
    for path in (given.ours, *given.theirs):
        if not path.is_file():
            raise UsageError(f"no such file: {path}")
    return given


def _codes(text: str | None) -> frozenset[str]:
    """The codes of a list of names or codes."""
    from dragoman import knowledge
    from dragoman.settings import Settings

    if text is None:
        return frozenset()
    base = knowledge.load(Settings.from_environment().knowledge)
    found = {
        word.strip(): word.strip() if word.strip() in base.codes() else base.code_of(word.strip())
        for word in text.split(",")
        if word.strip()
    }
    unknown = sorted(word for word, code in found.items() if not code)
    if unknown or not found:
        raise UsageError(f"--countries: no country {', '.join(unknown) or 'given'}")
    return frozenset(found.values())


def _read_theirs(paths: list[Path], all_faults: list[Faults], rejected: list[DocumentError]) -> Iterator[ForeignEvent]:
    """The rows of all files; one that is no such data is told and passed over, but for a single one."""
    from dragoman.keep.imports import Faults, read_foreign

    for path in paths:
        faults = Faults(str(path))
        all_faults.append(faults)
        try:
            yield from read_foreign(path, faults)
        except UnreadableError as error:
            if len(paths) == 1:
                raise
            rejected.append(error)
            print(f"rejected  {_clean(str(error))}", file=sys.stderr)


def _print(found: Agreement, ours: Coding, theirs: Coding, window: Window, format: str) -> None:
    if format == "json":
        print(json.dumps(_as_json(found, ours, theirs, window), indent=1))
    elif format == "csv":
        from dragoman.keep.export.sheets import make_lines

        print(make_lines([type(found.total)._fields, *found.types, found.total]), end="")
    else:
        for line in _table(found, ours, theirs):
            print(line)


def _as_json(found: Agreement, ours: Coding, theirs: Coding, window: Window) -> dict[str, Any]:
    def cells(items: Any) -> list[dict[str, Any]]:
        return [{**cell._asdict(), "events": count} for cell, count in items]

    def coding(one: Coding) -> dict[str, int]:
        return {"events": one.events, "without_dyad": one.without_dyad, "without_type": one.untyped}

    return {
        "window": asdict(window) | {"countries": sorted(window.countries)},
        "months": list(found.months) if found.months else None,
        "ours": coding(ours),
        "theirs": coding(theirs),
        "types": [row._asdict() for row in found.types],
        "all": found.total._asdict(),
        "only_ours": cells(found.only_ours),
        "only_theirs": cells(found.only_theirs),
    }


def _table(found: Agreement, ours: Coding, theirs: Coding) -> Iterator[str]:
    for name, one in (("ours", ours), ("theirs", theirs)):
        yield f"{name:7} {one.events:,} events, {one.without_dyad:,} in no dyad, {one.untyped:,} without a type"
    if found.months is None:
        yield "no month that both reach"
        return
    yield f"months  {found.months[0]} to {found.months[1]}"
    yield ""
    columns = ("ours", "theirs", "both", "only ours", "only theirs", "of ours", "of theirs", "r")
    yield f"{'type':10}" + "".join(f"{name:>12}" for name in columns)
    for row in (*found.types, found.total):
        numbers = "".join(f"{count:>12,}" for count in row[1:6])
        yield f"{row.type:10}{numbers}" + "".join(f"{_share(value):>12}" for value in row[6:])
    for title, cells in (("only in ours", found.only_ours), ("only in theirs", found.only_theirs)):
        if cells:
            yield ""
            yield f"{title}, the fullest:"
            yield from (f"  {c.month}  {c.actor} -> {c.recipient}  {c.type:10} {n:,}" for c, n in cells)


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _clean(text: str) -> str:
    from dragoman.show.words import clean_text

    return clean_text(text)

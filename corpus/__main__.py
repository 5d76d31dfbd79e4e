"""`python -m corpus`: `check` says what is wrong in sheets, `build` makes the splits, `count` says what is there,
`agree` how far two annotators agree, `practice` what is wrong in texts that only teach."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from corpus.agree import report as report_agreement
from corpus.build import find_differences, find_doubles, find_faults, make_files, make_rows, write_files
from corpus.practice import find_practice_faults, list_practice
from corpus.sheets import FOLDER, SECOND, SHEETS, list_sheets
from dragoman.evaluate.count import report
from dragoman.evaluate.gold import read_row


def check(paths: Sequence[Path]) -> int:
    """Print one line for each fault; 1 if there is one."""
    sheets, faults = find_faults(paths)
    _print(faults)
    print(f"{len(sheets)} documents, {len(faults)} faults", file=sys.stderr)
    return int(bool(faults))


def build(paths: Sequence[Path], folder: Path, *, only_check: bool) -> int:
    """Write the splits, or with `only_check` say what would change; 1 if sheets are refused or something would."""
    sheets, faults = find_faults(paths)
    if not faults:
        faults, told = find_doubles(sheets)
        _print(told, to_stderr=True)
    if faults:
        _print(faults)
        print(f"not built: {len(faults)} faults", file=sys.stderr)
        return 1
    files = make_files(sheets)
    if only_check:
        differences = find_differences(files, folder)
        _print(differences)
        return int(bool(differences))
    _print(f"wrote: {name}" for name in write_files(files, folder))
    return 0


def count(paths: Sequence[Path]) -> int:
    """Print what is in the sheets; those with faults are left out, and how many they are is said."""
    sheets, faults = find_faults(paths)
    wrong = {(fault.file, fault.line) for fault in faults}
    rows = make_rows([sheet for sheet in sheets if (sheet.file, sheet.line) not in wrong])
    _print(report([read_row(row) for row in rows]))
    if wrong:
        print(f"left out: {len(wrong)} documents with faults", file=sys.stderr)
    return 0


def agree(paths: Sequence[Path]) -> int:
    """Print how far the second annotation agrees with the sheets; 1 where one of the two has faults."""
    first, faults = find_faults(list_sheets())
    second, more = find_faults(paths or list_sheets(SECOND))
    _print(faults + more)
    if not faults + more:
        _print(report_agreement(first, second))
    return int(bool(faults + more))


def practice(paths: Sequence[Path]) -> int:
    """Print one line for each fault of practice texts, and for each two that are too much alike; 1 if there is one."""
    sheets, faults = find_practice_faults(paths or list_practice())
    alike, told = find_doubles(sheets)
    _print(faults + alike)
    _print(told, to_stderr=True)
    events = sum(len(sheet.data["events"]) for sheet in sheets)
    print(f"{len(sheets)} texts, {events} events, {len(faults + alike)} faults", file=sys.stderr)
    return int(bool(faults + alike))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; the exit code."""
    given = _parser().parse_args(arguments)
    if given.verb == "build":
        return build(list_sheets(given.sheets), given.to, only_check=given.check)
    if given.verb == "agree":
        return agree(given.files)
    if given.verb == "practice":
        return practice(given.files)
    paths = given.files or list_sheets()
    return check(paths) if given.verb == "check" else count(paths)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m corpus", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    for verb, does in (
        ("check", "one line for each fault of some sheets"),
        ("count", "what is in some sheets"),
        ("agree", "how far a second annotation agrees with the first"),
        ("practice", "one line for each fault of some practice texts"),
    ):
        reading = verbs.add_parser(verb, help=does)
        reading.add_argument("files", nargs="*", type=Path, metavar="FILE", help="all sheets where none is named")
    building = verbs.add_parser("build", help="write train.jsonl, dev.jsonl and test.jsonl")
    building.add_argument("--check", action="store_true", help="write nothing; say what would change, exit 1 if any")
    building.add_argument("--sheets", type=Path, default=SHEETS, metavar="FOLDER")
    building.add_argument("--to", type=Path, default=FOLDER, metavar="FOLDER")
    return parser


def _print(lines: Iterable[object], *, to_stderr: bool = False) -> None:
    for line in lines:
        print(line, file=sys.stderr if to_stderr else sys.stdout)


if __name__ == "__main__":
    sys.exit(main())

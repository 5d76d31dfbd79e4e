"""`python -m corpus check FILE...` says what is wrong in sheets; `build` and `count` work on all of them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from corpus.check import check_sheets
from corpus.sheets import list_sheets, read_sheets


def check(paths: Sequence[Path]) -> int:
    """Print one line for each fault; 1 if there is one."""
    sheets, faults = read_sheets(paths)
    faults += check_sheets(sheets)
    for fault in faults:
        print(fault)
    print(f"{len(sheets)} documents, {len(faults)} faults", file=sys.stderr)
    return int(bool(faults))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m corpus", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    checking = verbs.add_parser("check", help="one line for each fault of some sheets")
    checking.add_argument("files", nargs="*", type=Path, metavar="FILE", help="all sheets where none is named")
    given = parser.parse_args(arguments)
    return check(given.files or list_sheets())


if __name__ == "__main__":
    sys.exit(main())

"""How far a run is: the options that choose how it is told, and how many documents there will be."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.show.tally import Tally

# Files of one document each, and files with a document on each line that is not empty.
_SINGLE = frozenset([".txt", ".text", ".md", ".html", ".htm", ".xhtml"])
_LINES = frozenset([".jsonl", ".ndjson"])
# To count the lines of more would take seconds; then a bar tells how many are done, and not of how many.
MAX_COUNTED_BYTES = 2_000_000_000


def add_progress(parser: argparse.ArgumentParser, quiet: str = "no progress and no count at the end") -> None:
    """The options `--quiet`, which means what it says there, and `--log-json`."""
    parser.add_argument("-q", "--quiet", action="store_true", help=quiet)
    parser.add_argument(
        "--log-json",
        action="store_true",
        help="tell rejections, progress (every 10 s) and the end as lines of JSON on standard error",
    )


def make_tally(paths: Sequence[str], *, quiet: bool, log: bool, watched: bool = True) -> Tally:
    """A tally with a bar where standard error is a terminal; not `watched` it has none."""
    from dragoman.show.tally import Tally

    bar = watched and not quiet and sys.stderr is not None and sys.stderr.isatty()
    return Tally(quiet=quiet, bar=bar, log=log, total=count_documents(paths) if bar or log else None)


def count_documents(paths: Iterable[str]) -> int | None:
    """How many documents files and folders hold, unless that takes reading them: `None`.

    >>> count_documents(["-"]) is None, count_documents(["missing.txt"])
    (True, 1)
    """
    total = budget = 0
    for path in _walk(paths):
        suffix = path.suffix.lower()
        if suffix in _LINES and path.is_file():
            budget += path.stat().st_size
            if budget > MAX_COUNTED_BYTES:
                return None
            total += _count_lines(path)
        elif suffix in _SINGLE:
            total += 1
        else:
            return None
    return total


def _walk(paths: Iterable[str]) -> Iterator[Path]:
    """Files, and of folders those that are read."""
    from dragoman.read.folders import walk

    for path in paths:
        if not os.path.isdir(path):
            yield Path(path)
            continue
        yield from (found[0] for found in walk(Path(path)) if isinstance(found, tuple))


def _count_lines(path: Path) -> int:
    try:
        with path.open("rb") as file:
            return sum(1 for line in file if not line.isspace())
    except OSError:
        return 1

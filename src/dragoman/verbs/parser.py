"""The parser all verbs use."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any, NoReturn

from dragoman.errors import UsageError


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are usage errors, of one line like all others."""

    def __init__(self, **given: Any) -> None:
        layout = argparse.RawDescriptionHelpFormatter
        super().__init__(formatter_class=layout, allow_abbrev=False, **given)

    def error(self, message: str) -> NoReturn:
        """Raise what `cli.main` prints as one line."""
        raise UsageError(f"{message} (see {self.prog} --help)")


def add_auxiliary(parser: argparse.ArgumentParser, more: str = "") -> None:
    """The option `--auxiliary`, the same wherever events are chosen."""
    from dragoman.records import AUXILIARIES

    help = f"{', '.join(AUXILIARIES)}, all; several by commas{more}"
    parser.add_argument("--auxiliary", action="append", metavar="LIST", help=help)


def join_auxiliary(given: Sequence[str] | None) -> str | None:
    """All that `--auxiliary` names, however often it was given.

    >>> join_auxiliary(["future,actual", "negated"]), join_auxiliary(None)
    ('future,actual,negated', None)
    """
    return None if given is None else ",".join(given)


def read_auxiliary(given: Sequence[str] | None) -> tuple[str, ...] | None:
    """The same one by one; `UsageError` for what is none.

    >>> read_auxiliary(["future,actual"]), read_auxiliary(None)
    (('actual', 'future'), None)
    """
    from dragoman.keep.export.options import parse_auxiliaries

    named = join_auxiliary(given)
    return None if named is None else parse_auxiliaries(named)


def check_days(since: str | None, until: str | None) -> None:
    """Refuse a stretch that ends before it begins."""
    if since and until and since > until:
        raise UsageError(f"--since {since} is behind --until {until}")

"""The parser all verbs use."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Sequence
from datetime import date
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


def add_days(parser: argparse.ArgumentParser) -> None:
    """The options `--since` and `--until`, days that count in."""
    parser.add_argument("--since", metavar="DATE", help="from this day on (2024-07-03)")
    parser.add_argument("--until", metavar="DATE", help="up to this day")


def check_days(given: argparse.Namespace) -> None:
    """Refuse what are no days, and a stretch that ends before it begins."""
    check_day(given.since, "--since")
    check_day(given.until, "--until")
    if given.since and given.until and given.since > given.until:
        raise UsageError(f"--since {given.since} is after --until {given.until}")


def check_day(text: str | None, option: str) -> str | None:
    """The day, where one is given and it is one.

    >>> check_day("2024-07-03", "--since")
    '2024-07-03'
    """
    if text is None:
        return None
    with contextlib.suppress(ValueError):
        if date.fromisoformat(text).isoformat() == text:
            return text
    raise UsageError(f"{option} is no date like 2024-07-03: {text}")

"""The parser all verbs use."""

from __future__ import annotations

import argparse
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


def check_day(text: str) -> None:
    """Refuse what is no ISO day."""
    from datetime import date

    try:
        date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"no date: {text!r} (write it as 2024-05-03)") from None


def check_days(since: str | None, until: str | None) -> None:
    """Refuse a stretch that ends before it begins."""
    if since and until and since > until:
        raise UsageError(f"--since {since} is behind --until {until}")

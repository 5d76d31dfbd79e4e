"""What verbs say of an archive whose stories several reports tell: `--reports`, and what was counted."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.keep.view import View


def add_reports(parser: argparse.ArgumentParser, what: str) -> None:
    """The option `--reports`."""
    parser.add_argument(
        "--reports", action="store_true", help=f"each report of {what} counts; else those of one story count once"
    )


def describe_once(count: int, reports: int, what: str) -> str:
    """How many there are, and in how many reports.

    >>> describe_once(7, 12, "event"), describe_once(1, 1, "event")
    ('7 events of 12 reports', '1 event of 1 report')
    """
    from dragoman.show.words import count_words

    return f"{count_words(count, what)} of {count_words(reports, 'report')}"


def tell_unjoined(view: View) -> None:
    """Say on stderr which reports count each by itself for want of a story, and the command that joins them."""
    from dragoman.show.words import count_words

    found = view.unjoined()
    if found is None:
        say(f"reports are counted, for stories are not joined: dragoman stories {view.path} joins them")
    elif found.changed:
        changed = count_words(found.changed + found.later, "document")
        say(f"reports are counted of {changed} that no story has yet: dragoman stories {view.path} --again joins them")
    elif found.later:
        later = count_words(found.later, "document")
        say(f"reports are counted of {later} that no story has yet: dragoman stories {view.path} joins them")


def say(line: str) -> None:
    """A line on stderr, beside what the answer itself is."""
    from dragoman.show.words import clean_text

    if sys.stderr is not None:
        print(clean_text(line), file=sys.stderr)

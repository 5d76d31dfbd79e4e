"""`dragoman resolve`: what phrases stand for, one JSON object a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict

from dragoman.settings import Settings
from dragoman.verbs.parser import Parser, check_day

KINDS = ("actor", "place", "date")
_DESCRIPTION = """\
Say who, where or when phrases mean: one JSON object a line, with the reason, a
confidence from 0 to 1 and what else the phrase could be. Fields that nothing is
known of are null.
"""
_EPILOG = """\
Without PHRASE, phrases are read from standard input, one a line, as for the
actor column of an old event file.

examples:
  dragoman resolve "the Azerbaijani side" "Sergey Lavrov" --on 2015-03-01
  dragoman resolve --kind place "Tripoli, Lebanon"
  dragoman resolve --kind date "late last month" --on 2024-03-14
  cut -f3 actors.tsv | dragoman resolve --kind actor > actors.jsonl

Exit codes: 0; 2 wrong usage.
"""


def run(arguments: list[str]) -> int:
    """Print one line for each phrase; 0."""
    from dragoman import knowledge
    from dragoman.flow import resolve_phrase

    parser = Parser(prog="dragoman resolve", description=_DESCRIPTION, epilog=_EPILOG)
    parser.add_argument("phrases", nargs="*", metavar="PHRASE")
    parser.add_argument("--on", metavar="DATE", help="as of this day (2024-07-03)")
    parser.add_argument(
        "--kind", choices=KINDS, metavar="KIND", help="actor, place or date; told from the words if absent"
    )
    given = parser.parse_args(arguments)
    check_day(given.on, "--on")
    base = knowledge.load(Settings.from_environment().knowledge)
    for phrase in given.phrases or _lines(sys.stdin.buffer):
        answer = resolve_phrase(phrase, given.on, base, given.kind)
        print(json.dumps(asdict(answer), ensure_ascii=False))
    return 0


def _lines(stream: Iterable[bytes]) -> Iterable[str]:
    """The lines of standard input; bytes that are no UTF-8 become a mark, an empty line stays a phrase of its own."""
    for line in stream:
        yield line.decode("utf-8", "replace").rstrip("\r\n")

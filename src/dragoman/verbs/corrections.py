"""`dragoman corrections`: list what people have said of the answers in an archive, take it back, write it as a file."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dragoman.errors import UsageError
from dragoman.verbs.parser import Parser

if TYPE_CHECKING:
    from dragoman.corrections import Correction

FORMATS = ("table", "json", "jsonl")
_DESCRIPTION = """\
List what people have said of the coder's answers: who confirmed, corrected,
rejected or added what, and what could not be applied to the present coding.
"""
_EPILOG = """\
  dragoman corrections undo ARCHIVE NUMBER           take one back
  dragoman corrections export ARCHIVE -o FILE.jsonl  reviewed documents, to train and to measure with

examples:
  dragoman corrections news.duckdb
  dragoman corrections news.duckdb --document report.txt --history
  dragoman corrections news.duckdb --not-applied --format json
  dragoman corrections export news.duckdb -o reviewed.jsonl
  dragoman evaluate documents reviewed.jsonl
"""
_EXPORT = """\
Write the records of all documents of which somebody has said something, one a
line as `dragoman code --format jsonl` does, with the corrections applied. Beside
the record each line has `corrections` (who said what when, and what the coder
had told) and `review` (how many of its events, meetings and positions a person
has looked at: the others are still the coder's own).

`dragoman evaluate documents FILE.jsonl` measures a coder against it.
"""
_UNDO = "Take a correction back: what stood before it stands again. It stays in the list, with who took it back."


def run(arguments: list[str]) -> int:
    """List, take back or write; 0."""
    if arguments and arguments[0] == "export":
        return _export(arguments[1:])
    if arguments and arguments[0] == "undo":
        return _undo(arguments[1:])
    return _list(arguments)


def _list(arguments: list[str]) -> int:
    from dragoman.keep.corrections import list_corrections
    from dragoman.show.corrections import print_corrections
    from dragoman.verbs.output import open_console, open_sink

    parser = Parser(prog="dragoman corrections", description=_DESCRIPTION, epilog=_EPILOG)
    add = parser.add_argument
    add("archive", metavar="ARCHIVE", help="the archive's file")
    add("--document", metavar="ID", help="of one document, by its id or number")
    add("--by", metavar="NAME", help="of one person")
    add("--history", action="store_true", help="also those that were superseded or taken back")
    add("--not-applied", action="store_true", help="those alone that found no item in the present coding")
    add("-f", "--format", choices=FORMATS, metavar="FORMAT", help=", ".join(FORMATS))
    add("-o", "--output", metavar="FILE", help="write there, all at once when done")
    given = parser.parse_args(arguments)
    found = list_corrections(
        given.archive,
        document=given.document,
        made_by=given.by,
        standing=None if given.history and not given.not_applied else True,
        applied=False if given.not_applied else None,
    )
    format = given.format or _find_format(given.output)
    with open_sink(given.output) as sink:
        if format == "table":
            with open_console(sink, to_file=given.output is not None) as console:
                print_corrections(found, console)
        else:
            sink.write(_make_lines(found, format).encode("utf-8", "replace"))
    return 0


def _find_format(output: str | None) -> str:
    suffix = (output or "").rpartition(".")[2]
    return suffix if suffix in FORMATS else "table"


def _make_lines(corrections: Sequence[Correction], format: str) -> str:
    plain = [one.to_dict() for one in corrections]
    if format == "json":
        return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in plain)


def _export(arguments: list[str]) -> int:
    from dragoman.keep.reviewed import write_reviewed
    from dragoman.show.words import count_words
    from dragoman.verbs.output import open_sink

    parser = Parser(prog="dragoman corrections export", description=_EXPORT)
    add = parser.add_argument
    add("archive", metavar="ARCHIVE", help="the archive's file")
    add("-o", "--output", metavar="FILE", help="write there, all at once when done")
    add(
        "--complete",
        action="store_true",
        help="only documents of which every event, meeting and position was looked at",
    )
    given = parser.parse_args(arguments)
    with open_sink(given.output) as sink:
        written = write_reviewed(given.archive, sink, complete=given.complete)
    print(f"wrote {count_words(written, 'reviewed document')}", file=sys.stderr)
    return 0


def _undo(arguments: list[str]) -> int:
    from dragoman.keep.archive import fold
    from dragoman.keep.corrections import undo
    from dragoman.show.corrections import describe_item
    from dragoman.show.words import clean_text
    from dragoman.verbs.correct import find_user

    parser = Parser(prog="dragoman corrections undo", description=_UNDO)
    add = parser.add_argument
    add("archive", metavar="ARCHIVE", help="the archive's file")
    add("number", metavar="NUMBER", help="the correction's, as the list has it")
    add("--by", metavar="NAME", help="who takes it back; the name of the account by default")
    add("--note", metavar="WORDS", help="why")
    given: Any = parser.parse_args(arguments)
    if not given.number.isdecimal() or len(given.number) > 9:
        raise UsageError(f"no number of a correction: {given.number}")
    made = undo(given.archive, int(given.number), made_by=given.by or find_user(), note=given.note)
    fold(given.archive)
    print(clean_text(f"{made.verdict} {describe_item(made)} of {made.document_id} (correction {made.id})"))
    return 0

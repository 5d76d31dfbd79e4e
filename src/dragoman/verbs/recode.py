"""`dragoman recode`: code the kept documents again where the coder is another, and say what changes."""

from __future__ import annotations

import json
import sys
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TextIO

from dragoman.errors import DocumentError
from dragoman.records import Document, Record
from dragoman.verbs.batch import (
    KeepingLibrary,
    Rejecting,
    add_engine,
    code_each,
    open_library,
    read_engine,
)
from dragoman.verbs.keep import tell_corrections
from dragoman.verbs.parser import Parser, check_days
from dragoman.verbs.progress import add_progress

if TYPE_CHECKING:
    from dragoman.keep.changes import Change
    from dragoman.keep.view import View
    from dragoman.show.tally import Tally

_DESCRIPTION = """\
Code the kept documents again where their coder was another (version, model,
ontology or knowledge), and say event by event what is added, gone or changed.
"""
_EPILOG = """\
The earlier coding goes to the table `history` of the archive, whole. A document
that cannot be coded any more is named and stays as it was. What people have
corrected is corrected in the new coding too; the list compares coder with coder.

examples:
  dragoman recode news.duckdb --dry-run                what would change
  dragoman recode news.duckdb --since 2024-01-01
  dragoman recode news.duckdb --dry-run --all --format json -o changes.json

Exit codes: 0; 1 some documents rejected; 2 wrong usage; 130 interrupted, what was
done is kept.
"""


def run(arguments: list[str], library: KeepingLibrary | None = None) -> int:
    """Code again what was asked for; 0, 1 where documents were rejected, 130 where it was interrupted."""
    from dragoman.keep.view import open_archive

    given = _parse(arguments)
    view = open_archive(given.archive)
    tally = _make_tally(view, given)
    try:
        with open_library(library, given.engine) as coding:
            todo = _Recoding(view, coding, given)
            changes = todo.try_all(tally) if given.dry_run else todo.keep_all(tally)
            _report(changes, todo, given)
    finally:
        tally.stop_bar()
    if given.log_json:
        tally.finish(interrupted=todo.interrupted)
    print(describe_changes(todo.counts, todo.documents, dry_run=given.dry_run), file=_find_place(given))
    return 130 if todo.interrupted else 1 if tally.rejected else 0


def _parse(arguments: list[str]) -> Any:
    parser = Parser(prog="dragoman recode", description=_DESCRIPTION, epilog=_EPILOG)
    add = parser.add_argument
    add("archive", metavar="ARCHIVE", help="the archive's file")
    add("--dry-run", action="store_true", help="write nothing: say what would change")
    add("--all", action="store_true", help="also what this very coder has coded")
    add("--since", metavar="DATE", help="documents published from this day on")
    add("--until", metavar="DATE", help="documents published up to this day")
    add("-f", "--format", choices=("table", "json"), metavar="FORMAT", help="table or json")
    add("-o", "--output", metavar="FILE", help="write the list there")
    add_engine(parser)
    add_progress(parser, quiet="the count alone, no list")
    given = parser.parse_args(arguments)
    check_days(given)
    given.engine = read_engine(given)
    given.format = given.format or ("json" if (given.output or "").endswith(".json") else "table")
    return given


def _make_tally(view: View, given: Any) -> Tally:
    """A tally that tells how far it is, unless changes are printed in the same terminal."""
    from dragoman.show.tally import Tally

    printed = not given.quiet and given.output is None and sys.stdout is not None and sys.stdout.isatty()
    bar = not printed and sys.stderr is not None and sys.stderr.isatty()
    whole = given.all and not given.since and not given.until
    return Tally(bar=bar, log=given.log_json, total=len(view) if whole else None)


class _Recoding:
    """Codes documents again, one after another, and tells of each what changed; nothing is held back."""

    def __init__(self, view: View, library: KeepingLibrary, given: Any) -> None:
        self._view, self._library, self._given = view, library, given
        # What was read and not coded yet, in the order of reading, which is that of coding.
        self._before: deque[Record] = deque()
        self.documents = 0
        self.interrupted = False
        self.counts: Counter[tuple[str, str]] = Counter()

    def try_all(self, tally: Tally) -> Iterator[Change]:
        """What would change."""
        for before, after in self._records(tally):
            yield from self._compare(before, after)

    def keep_all(self, tally: Tally) -> Iterator[Change]:
        """Keep the new codings, and say what changed."""
        from dragoman.keep.export.output import Interrupts
        from dragoman.keep.writer import open_keeper

        with Interrupts() as interrupts, open_keeper(self._view.path, self._library.card, "recode") as keeper:
            try:
                for before, after in self._records(tally):
                    with interrupts.held():
                        keeper.add(after, len(after.document.warnings))
                    yield from self._compare(before, after)
            except KeyboardInterrupt:
                self.interrupted = True
        tell_corrections(keeper, self._view.path)

    def _compare(self, before: Record, after: Record) -> Iterator[Change]:
        from dragoman.keep.changes import find_changes

        self.documents += 1
        for change in find_changes(before, after):
            self.counts[change.table, change.change] += 1
            yield change

    def _records(self, tally: Tally) -> Iterator[tuple[Record, Record]]:
        """Each document's record before and after."""
        leaving_out = _LeavingOut(self._before, tally)
        with closing(code_each(self._documents(), self._library, leaving_out)) as records:
            for after in records:
                tally.add(after)
                yield self._before.popleft(), after

    def _documents(self) -> Iterator[Document | DocumentError]:
        unless = None if self._given.all else self._library.card
        since, until = self._given.since, self._given.until
        for before, read_warnings in self._view.codings(since=since, until=until, unless_by=unless):
            self._before.append(before)
            yield replace(before.document, warnings=before.warnings[:read_warnings])


class _LeavingOut:
    """Takes the record that a rejected document had out of the row, and tells the rejection on."""

    def __init__(self, before: deque[Record], rejecting: Rejecting) -> None:
        self._before, self._rejecting = before, rejecting

    def reject(self, error: DocumentError) -> None:
        self._before.popleft()
        self._rejecting.reject(error)


def _report(changes: Iterator[Change], todo: _Recoding, given: Any) -> None:
    """Write the list as the changes come."""
    from dragoman.show.changes import print_changes
    from dragoman.verbs.output import open_console, open_sink

    if given.quiet and given.output is None and given.format == "table":
        deque(changes, maxlen=0)
        return
    found = (change.to_dict() for change in changes)
    with open_sink(given.output) as sink:
        if given.format == "json":
            for line in _write_json(found, todo):
                sink.write(line.encode("utf-8", "replace"))
        else:
            with open_console(sink, to_file=given.output is not None) as console:
                print_changes(found, console)


def _write_json(changes: Iterator[dict[str, Any]], todo: _Recoding) -> Iterator[str]:
    """One object, a change a line; how many documents were coded is known at the end."""
    yield '{"changes": ['
    for number, change in enumerate(changes):
        yield (",\n " if number else "\n ") + json.dumps(change, ensure_ascii=False)
    yield f'\n], "documents": {todo.documents}}}\n'


def _find_place(given: Any) -> TextIO | None:
    """Where the count goes: beside JSON on standard output it would be in the way."""
    return sys.stderr if given.format == "json" and given.output is None else sys.stdout


def describe_changes(counts: Mapping[tuple[str, str], int], documents: int, *, dry_run: bool) -> str:
    """What changed, counted.

    >>> describe_changes({("events", "added"): 2}, 3, dry_run=True)
    '3 documents would be coded again; events: 2 added, 0 gone, 0 changed'
    >>> describe_changes({}, 3, dry_run=False)
    '3 documents coded again; nothing changed'
    """
    from dragoman.show.words import count_words

    verb = "would be coded again" if dry_run else "coded again"
    kinds = [
        f"{table}: " + ", ".join(f"{counts.get((table, kind), 0):,} {kind}" for kind in ("added", "gone", "changed"))
        for table in ("events", "meetings", "positions")
        if any(name == table for name, _ in counts)
    ]
    nothing = "nothing would change" if dry_run else "nothing changed"
    return f"{count_words(documents, 'document')} {verb}; {'; '.join(kinds) or nothing}"

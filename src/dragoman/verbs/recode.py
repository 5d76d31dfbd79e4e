"""`dragoman recode`: code the kept documents again where the coder is another, and say what changes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dragoman.errors import DocumentError
from dragoman.records import Document, Record
from dragoman.verbs.batch import Installed, KeepingLibrary, check_day, code_each
from dragoman.verbs.parser import Parser

if TYPE_CHECKING:
    from dragoman.keep.changes import Change
    from dragoman.keep.view import View

_DESCRIPTION = """\
Code the kept documents again where their coder was another (version, model,
ontology or knowledge), and say event by event what is added, gone or changed.
"""
_EPILOG = """\
The earlier coding goes to the table `history` of the archive, whole. A document
that cannot be coded any more is named and stays as it was.

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
    from dragoman.show.tally import Tally

    given = _parse(arguments)
    view = open_archive(given.archive)
    library = library or Installed()
    tally = Tally(quiet=True, bar=False)
    todo = _Recoding(view, library, given)
    try:
        changes, interrupted = (_try(todo, tally), False) if given.dry_run else _recode(todo, tally, given.archive)
    finally:
        tally.stop_bar()
    _report(changes, todo, given)
    return 130 if interrupted else 1 if tally.rejected else 0


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
    add("-q", "--quiet", action="store_true", help="the count alone, no list")
    given = parser.parse_args(arguments)
    check_day(given.since, "--since")
    check_day(given.until, "--until")
    given.format = given.format or ("json" if (given.output or "").endswith(".json") else "table")
    return given


class _Recoding:
    """Documents to code again, and beside each record how it was coded before."""

    def __init__(self, view: View, library: KeepingLibrary, given: Any) -> None:
        self._view, self._library, self._given = view, library, given
        self._before: Record | None = None
        self.documents = 0

    def records(self, rejecting: Any) -> Iterator[tuple[Record, Record]]:
        """Each document's record before and after."""
        for after in code_each(self._documents(), self._library, rejecting):
            assert self._before is not None
            self.documents += 1
            yield self._before, after

    def _documents(self) -> Iterator[Document | DocumentError]:
        unless = None if self._given.all else self._library.card
        for before, read_warnings in self._view.codings(
            since=self._given.since, until=self._given.until, unless_by=unless
        ):
            self._before = before
            yield replace(before.document, warnings=before.warnings[:read_warnings])


def _try(todo: _Recoding, tally: Any) -> list[Change]:
    from dragoman.keep.changes import find_changes

    return [change for before, after in todo.records(tally) for change in find_changes(before, after)]


def _recode(todo: _Recoding, tally: Any, archive: str) -> tuple[list[Change], bool]:
    """Keep the new codings; what changed, and whether it was interrupted."""
    from dragoman.keep.changes import find_changes
    from dragoman.keep.export.output import Interrupts
    from dragoman.keep.writer import open_keeper

    changes: list[Change] = []
    with Interrupts() as interrupts, open_keeper(archive, todo._library.card, "recode") as keeper:
        try:
            for before, after in todo.records(tally):
                with interrupts.held():
                    keeper.add(after, len(after.document.warnings))
                    changes += find_changes(before, after)
        except KeyboardInterrupt:
            return changes, True
    return changes, False


def _report(changes: list[Change], todo: _Recoding, given: Any) -> None:
    """The list, where it was asked for, and the count."""
    from dragoman.verbs.output import open_console, open_sink

    count = describe_changes(changes, todo.documents, dry_run=given.dry_run)
    if given.format == "json":
        found = {"documents": todo.documents, "changes": [change.to_dict() for change in changes]}
        with open_sink(given.output) as sink:
            sink.write((json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"))
        if given.output and not given.quiet:
            print(count)
        return
    if changes and not (given.quiet and given.output is None):
        from dragoman.show.changes import print_changes

        with open_sink(given.output) as sink, open_console(sink, to_file=given.output is not None) as console:
            print_changes([change.to_dict() for change in changes], console)
    print(count)


def describe_changes(changes: list[Change], documents: int, *, dry_run: bool) -> str:
    """What changed, counted.

    >>> describe_changes([], 3, dry_run=True)
    '3 documents would be coded again; nothing would change'
    """
    from dragoman.show.words import count_words

    verb = "would be coded again" if dry_run else "coded again"
    counted = Counter((change.table, change.change) for change in changes)
    kinds = [
        f"{table}: " + ", ".join(f"{counted[table, kind]:,} {kind}" for kind in ("added", "gone", "changed"))
        for table in ("events", "meetings", "positions")
        if any(counted[table, kind] for kind in ("added", "gone", "changed"))
    ]
    nothing = "nothing would change" if dry_run else "nothing changed"
    return f"{count_words(documents, 'document')} {verb}; {'; '.join(kinds) or nothing}"

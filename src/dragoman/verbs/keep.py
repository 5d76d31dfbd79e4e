"""`dragoman keep`: code documents into an archive, each once, and go on where it was left."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import DocumentError, UsageError
from dragoman.verbs.batch import (
    KeepingLibrary,
    add_engine,
    code_each,
    describe_others,
    open_library,
    read_documents,
    read_engine,
)
from dragoman.verbs.once import say
from dragoman.verbs.parser import Parser, check_day
from dragoman.verbs.progress import add_progress, make_tally

if TYPE_CHECKING:
    from dragoman.keep.export.output import Interrupts
    from dragoman.keep.writer import Keeper
    from dragoman.records import Document, Record
    from dragoman.show.tally import Tally

_DESCRIPTION = """\
Code documents and keep what they say in an archive, one file that can be asked
(dragoman events, meetings, timeline, network, sql). Made where there is none.
"""
_EPILOG = """\
What the same coder has kept is not coded again, so a run that was stopped, by
Ctrl-C or by a power cut, is gone on with by giving the same command. A document
that cannot be read or coded is named, the others are kept; the next run tries it
again. A changed text under one URL, or one given id, takes the earlier one's place.

Of a folder the documents are read: text, HTML, PDF, Word, JSON Lines, tables,
feeds, crawls. Scripts, pictures and the like are counted. A file that is named by
itself is read whatever it is called.

examples:
  dragoman keep news.duckdb reports/ more.jsonl
  cat feed.jsonl | dragoman keep news.duckdb -

Exit codes: 0 all kept; 1 some documents rejected; 2 wrong usage, or the archive is
being written by another; 130 interrupted, what was done is kept.
"""


def run(arguments: list[str], library: KeepingLibrary | None = None) -> int:
    """Keep what was asked for; 0, 1 where documents were rejected, 130 where it was interrupted."""
    from dragoman.keep.archive import find_files, open_writing

    given = _parse(arguments)
    own = find_files(given.archive)
    with open_writing(given.archive):
        pass  # what cannot be an archive is told before the coder is loaded
    with open_library(library, given.engine) as coding:
        documents = (
            found
            for found in read_documents(given.paths, given.published, coding)
            if not (isinstance(found, DocumentError) and os.path.realpath(found.source) in own)
        )
        tally = make_tally(given.paths, quiet=given.quiet, log=given.log_json)
        status = keep_all(given.archive, documents, coding, tally, quiet=given.quiet)
    others = None if given.quiet or given.log_json else describe_others(given.paths, own)
    if others:
        say(others)
    return status


def _parse(arguments: list[str]) -> Any:
    parser = Parser(prog="dragoman keep", description=_DESCRIPTION, epilog=_EPILOG)
    parser.usage = "dragoman keep ARCHIVE PATH... [options]"
    add = parser.add_argument
    add("archive", metavar="ARCHIVE", help="the archive's file")
    add("paths", nargs="*", metavar="PATH", help="files and folders to read; - is standard input")
    add("--published", metavar="DATE", help="the day (2024-07-03) that documents which state none were published")
    add_engine(parser)
    add_progress(parser)
    given = parser.parse_intermixed_args(arguments)
    if not given.paths:
        raise UsageError("no input: give files or folders, or - for standard input")
    if given.paths.count("-") > 1:
        raise UsageError("standard input can be read only once")
    if any(path != "-" and Path(path).is_file() and _is_same(path, given.archive) for path in given.paths):
        raise UsageError(f"{given.archive} is the archive, not an input: the archive comes first")
    check_day(given.published, "--published")
    given.engine = read_engine(given)
    return given


def _is_same(path: str, archive: str) -> bool:
    return os.path.realpath(path) == os.path.realpath(archive)


def keep_all(
    archive: str,
    documents: Iterable[Document | DocumentError],
    library: KeepingLibrary,
    tally: Tally,
    *,
    verb: str = "keep",
    quiet: bool = False,
) -> int:
    """Code documents into an archive and say how it went; the exit code."""
    from dragoman.keep.export.output import Interrupts
    from dragoman.keep.writer import open_keeper

    interrupted = False
    try:
        with Interrupts() as interrupts, open_keeper(archive, library.card, verb) as keeper:
            edge = _Edge(keeper, tally, interrupts)
            try:
                with closing(code_each(keeper.leave_out_known(documents), library, edge)) as records:
                    for record in records:
                        edge.add(record)
            except KeyboardInterrupt:
                interrupted = True
    except KeyboardInterrupt:  # while the coder was loaded
        tally.finish(interrupted=True)
        return 130
    finally:
        tally.stop_bar()
    tally.finish(interrupted=interrupted)
    if not quiet:
        print(describe_run(keeper.counts, tally.events))
    tell_corrections(keeper, archive)
    return 130 if interrupted else 1 if keeper.counts["rejected"] else 0


class _Edge:
    """Tells both the archive and the terminal what becomes of each document, never half."""

    def __init__(self, keeper: Keeper, tally: Tally, interrupts: Interrupts) -> None:
        self._keeper, self._tally, self._interrupts = keeper, tally, interrupts

    def add(self, record: Record) -> None:
        with self._interrupts.held():
            is_new = self._keeper.add_new(record, len(record.document.warnings))
            self._tally.skipped = self._keeper.counts["skipped"]
            if is_new:
                self._tally.add(record)

    def reject(self, error: DocumentError) -> None:
        with self._interrupts.held():
            self._keeper.reject(error)
            self._tally.skipped = self._keeper.counts["skipped"]
            self._tally.reject(error)


def tell_corrections(keeper: Keeper, archive: str) -> None:
    """Say on stderr where people's corrections did not find what they are of in the new coding."""
    from dragoman.show.words import count_words

    failed, applied = keeper.corrections["failed"], keeper.corrections["applied"]
    if failed:
        line = f"{count_words(failed, 'correction')} found no item in the new coding, {applied:,} did"
        print(f"{line} (dragoman corrections {archive} --not-applied)", file=sys.stderr)


def describe_run(counts: Any, events: int) -> str:
    """How a run went, in one line.

    >>> describe_run({"kept": 2, "replaced": 0, "recoded": 0, "skipped": 1, "rejected": 0}, 9)
    'kept 2 documents with 9 events, skipped 1 kept before'
    """
    from dragoman.show.words import count_words

    written = counts["kept"] + counts["replaced"] + counts["recoded"]
    line = f"kept {count_words(written, 'document')} with {count_words(events, 'event')}"
    of_these = [
        f"{counts[name]:,} {words}"
        for name, words in (("replaced", "in place of an earlier text"), ("recoded", "coded again"))
        if counts[name]
    ]
    line += f" ({', '.join(of_these)})" if of_these else ""
    line += f", skipped {counts['skipped']:,} kept before" if counts["skipped"] else ""
    return line + (f", rejected {counts['rejected']:,}" if counts["rejected"] else "")

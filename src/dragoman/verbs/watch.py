"""`dragoman watch`: follow feeds, code what is new in them."""

from __future__ import annotations

import contextlib
import os
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from dragoman.errors import DocumentError, UsageError
from dragoman.settings import Settings, find_state
from dragoman.verbs.parser import Parser

if TYPE_CHECKING:
    from dragoman.keep.export.output import Interrupts
    from dragoman.keep.export.writers import Writer
    from dragoman.read.watch import Watch
    from dragoman.records import Document, Record
    from dragoman.show.tally import Tally

_DESCRIPTION = """\
Follow feeds (RSS, Atom) and code what is new in them: one record a line, as JSON.
What was seen is remembered from one run to the next and never coded twice.

Servers are asked politely: only for what has changed, one request at a time and
host with a pause between, never against their robots.txt, and less often when
they are busy. DRAGOMAN_USER_AGENT is the name they are told: put in it who you are.
"""
_EPILOG = """\
examples:
  dragoman watch https://example.org/rss.xml -o records.jsonl
  dragoman watch -f feeds.txt --every 1h --full -o records.jsonl
  dragoman watch -f feeds.opml --once --keep news.duckdb

Exit codes: 0; 1 with --once, where a feed or an item could not be read; 2 wrong
usage; 130 stopped with Ctrl-C, what was coded is kept.
"""
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
# Nobody's ministry writes more often, and a feed read each minute is a burden.
MIN_EVERY_SECONDS = 60


def run(arguments: list[str]) -> int:
    """Follow the feeds until told to stop, or once; the exit code."""
    from dragoman.keep.export.output import Interrupts
    from dragoman.read.visits import Visitor
    from dragoman.read.watch import Watch, read_state, write_state
    from dragoman.show.tally import Tally

    parser = _make_parser()
    given = parser.parse_args(arguments)
    every = read_every(given.every)
    feeds = [_check_feed(url) for url in given.feeds + (read_list(given.file) if given.file else [])]
    if not feeds:
        raise UsageError("no feeds: give addresses, or a list of them with -f")
    path = Path(given.state) if given.state else find_state()
    state = read_state(path)
    write_state(state, path)  # what cannot be kept is better known before anything is coded
    watch = Watch(feeds, state, Visitor(replace(Settings.from_environment(), full_pages=given.full)), every)
    tally = Tally(quiet=given.quiet)
    with Interrupts() as interrupts:
        try:
            while True:
                try:
                    # Opened for each round, so that nobody else waits for an archive while nothing comes.
                    with _open_target(given.output, given.keep) as writer:
                        _code_new(watch, writer, tally, interrupts)
                finally:
                    write_state(state, path)
                if given.once:
                    break
                time.sleep(max(1.0, watch.find_wait()))
        finally:
            tally.finish()
    return 1 if tally.rejected else 0


def _make_parser() -> Parser:
    parser = Parser(prog="dragoman watch", description=_DESCRIPTION, epilog=_EPILOG)
    add = parser.add_argument
    add("feeds", nargs="*", metavar="FEED", help="addresses of feeds")
    add("-f", "--file", metavar="FILE", help="a list of feeds: one address a line, or OPML")
    add("--every", metavar="TIME", default="15m", help="how often to ask each feed (30m, 2h, 1d); 15m by default")
    add("--once", action="store_true", help="look once at what is due, and end")
    add("--full", action="store_true", help="read the page that each item links to")
    add("-o", "--output", metavar="FILE", help="add the records to this file; standard output by default")
    add("--keep", metavar="ARCHIVE", help="add the records to this archive")
    add("--state", metavar="FILE", help="where to remember what was seen")
    add("-q", "--quiet", action="store_true", help="no counts at the end")
    return parser


def read_every(text: str) -> int:
    """The seconds of a time such as `15m`.

    >>> read_every("15m"), read_every("2h")
    (900, 7200)
    """
    found = re.fullmatch(r"(\d{1,6})([smhd])", text.strip())
    if not found:
        raise UsageError(f"--every is no time like 15m, 2h or 1d: {text}")
    seconds = int(found[1]) * _UNITS[found[2]]
    if seconds < MIN_EVERY_SECONDS:
        raise UsageError(f"--every {text} is too often: a minute at least")
    return seconds


def read_list(path: str) -> list[str]:
    """The addresses in a list: one a line, with comments after `#`, or an OPML file's."""
    try:
        data = Path(path).read_bytes()
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot read {path}: {getattr(error, 'strerror', None) or error}") from None
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return _read_opml(data, path)
    lines = (re.sub(r"(?:^|\s)#.*", "", line).strip() for line in data.decode("utf-8-sig", "replace").splitlines())
    return [line for line in lines if line]


def _read_opml(data: bytes, path: str) -> list[str]:
    from lxml import etree  # type: ignore[import-untyped]

    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        root = etree.fromstring(data, parser)
    except etree.LxmlError:
        raise UsageError(f"{path}: not OPML that can be read") from None
    found = [outline.get("xmlUrl", "").strip() for outline in root.iter("outline")]
    return [url for url in found if url]


def _check_feed(url: str) -> str:
    from dragoman.read.inputs import is_url

    if not is_url(url):
        raise UsageError(f"no address of a feed: {url[:200]}")
    return url.strip()


def _code_new(watch: Watch, writer: Writer, tally: Tally, interrupts: Interrupts) -> None:
    """Code what is new; what is written counts as seen, whatever comes in between."""
    for found in watch.look():
        record = _code(found)
        with interrupts.held():
            if isinstance(record, DocumentError):
                tally.reject(record)
            else:
                writer.write(record)
                tally.add(record)
            watch.take()


def _code(found: Document | DocumentError) -> Record | DocumentError:
    """The record of a document, or why there is none."""
    from dragoman.flow import code
    from dragoman.scale.plain import code_one

    if isinstance(found, DocumentError):
        return found
    return code_one(found, code, debug=Settings.from_environment().debug)


# -- where records go -------------------------------------------------------------------------


@contextlib.contextmanager
def _open_target(output: str | None, archive: str | None) -> Iterator[Writer]:
    """A writer that adds to what is there."""
    from dragoman.keep.export.writers import make_writer

    if output and archive:
        raise UsageError("--output or --keep, not both")
    if archive:
        with _open_archive(archive) as kept:
            yield kept
        return
    with _open_lines(output) as sink:
        writer = make_writer("jsonl", sink)
        yield writer
        writer.close()


@contextlib.contextmanager
def _open_archive(path: str) -> Iterator[Writer]:
    """An archive to keep records in, each once; what a round brought is in it at the end of the round."""
    from dragoman.flow import load_coder
    from dragoman.keep.writer import Keeper, open_keeper

    class Kept:
        """Writes into the archive as a writer of a format does."""

        def __init__(self, keeper: Keeper) -> None:
            self._keeper = keeper

        def write(self, record: Record) -> None:
            """Keep one."""
            self._keeper.add_new(record, len(record.document.warnings))

        def close(self) -> None:
            """Nothing: the archive writes what waits when it is left."""

    with open_keeper(path, load_coder().card, "watch") as keeper:
        yield Kept(keeper)


@contextlib.contextmanager
def _open_lines(output: str | None) -> Iterator[BinaryIO]:
    """A file to add lines to, each whole in it as soon as it is written; standard output without a name."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        file = open(output, "ab+", buffering=0)  # noqa: SIM115
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot write {output}: {getattr(error, 'strerror', None) or error}") from None
    with file:
        _end_line(file)
        yield file


def _end_line(file: BinaryIO) -> None:
    """End a line that an earlier run was stopped in."""
    if file.seek(0, os.SEEK_END):
        file.seek(-1, os.SEEK_END)
        if file.read(1) != b"\n":
            file.write(b"\n")

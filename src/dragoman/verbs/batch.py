"""How the verbs that code many documents go about it: read, code, and let no bad one stop the rest."""

from __future__ import annotations

import argparse
import contextlib
import os
from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, runtime_checkable

from dragoman.errors import DocumentError, UsageError
from dragoman.scale.plain import code_plain
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.records import CoderCard, Document, Record
    from dragoman.scale.pool import Pool

MAX_WORKERS = 256
# So many kinds of files that are not read are named.
MAX_KINDS = 8


class Library(Protocol):
    """What the command needs of the library."""

    def read_many(self, paths: Sequence[str], settings: Settings) -> Iterable[Document | DocumentError]:
        """The documents of all paths, or why there is none."""

    def code(self, document: Document) -> Record:
        """The record of one document."""


_L = TypeVar("_L", bound=Library)


class KeepingLibrary(Library, Protocol):
    """What `keep` and `recode` need beside: to know who would code."""

    @property
    def card(self) -> CoderCard:
        """The coder that `code` is."""


@runtime_checkable
class ManyCoder(Protocol):
    """A library that goes about many documents in a way of its own."""

    def code_many(self, documents: Iterable[Document | DocumentError]) -> Generator[Record | DocumentError]:
        """What becomes of each document, in their order."""


class Installed:
    """The library itself, loaded when it is first asked; with several `workers` each of them loads it, and not this."""

    def __init__(self, workers: int = 1) -> None:
        self._workers = workers
        self._made: Any = None
        self._opened: Pool | None = None

    @property
    def _coder(self) -> Any:
        if self._made is None:
            from dragoman.flow import Coder

            self._made = Coder()
        return self._made

    @property
    def _pool(self) -> Pool:
        if self._opened is None:
            from dragoman.scale import CODER
            from dragoman.scale.pool import Pool

            self._opened = Pool(self._workers, CODER)
        return self._opened

    def read_many(self, paths: Sequence[str], settings: Settings) -> Iterable[Document | DocumentError]:
        from dragoman.read import read_many

        return read_many(paths, settings)

    def code(self, document: Document) -> Record:
        found: Record = self._coder.code(document)
        return found

    def code_many(self, documents: Iterable[Document | DocumentError]) -> Generator[Record | DocumentError]:
        """What becomes of each document, in their order; the workers end with it."""
        if self._workers == 1:
            yield from code_plain(documents, self.code)
            return
        with self._pool as pool:
            yield from pool.code(documents)

    @property
    def card(self) -> CoderCard:
        found: CoderCard = self._coder.card if self._workers == 1 else self._pool.card
        return found

    def close(self) -> None:
        """End the workers, where there are any."""
        if self._opened is not None:
            self._opened.close()


@contextlib.contextmanager
def open_library(given: _L | None, workers: int) -> Iterator[_L | Installed]:
    """The library that stands in for the installed one, or that one, whose workers end with the block."""
    if given is not None:
        yield given
        return
    with closing(Installed(workers)) as library:
        yield library


class Rejecting(Protocol):
    """Who is told of documents that cannot be coded."""

    def reject(self, error: DocumentError) -> None:
        """Take note of one."""


def read_documents(
    paths: Sequence[str], published: str | None, library: Library, full: bool = False
) -> Iterator[Document | DocumentError]:
    """The documents of all paths, those that state no day with the day `published`.

    `full` reads the page that each item of a feed links to.
    """
    settings = Settings.from_environment()
    for found in library.read_many(paths, replace(settings, full_pages=True) if full else settings):
        if published and not isinstance(found, DocumentError) and not found.published:
            found = replace(found, published=published)
        yield found


def describe_others(paths: Sequence[str], own: Collection[str] = ()) -> str | None:
    """How many files of the folders that were given are of no kind that is read, and of which; files `own` aside."""
    from dragoman.read.folders import count_others
    from dragoman.show.words import count_words

    others = count_others(paths, own)
    kinds = [f"{suffix} {count:,}" for suffix, count in sorted(others.items(), key=lambda one: (-one[1], one[0]))]
    more = f" and {len(kinds) - MAX_KINDS:,} kinds more" if len(kinds) > MAX_KINDS else ""
    told = (
        f"{count_words(others.total(), 'file')} of kinds that are no documents ({', '.join(kinds[:MAX_KINDS])}{more})"
    )
    return f"not read: {told}" if others else None


def code_each(
    documents: Iterable[Document | DocumentError], library: Library, rejecting: Rejecting
) -> Generator[Record]:
    """The records of all documents that can be coded; the others are told to `rejecting`."""
    many = library.code_many(documents) if isinstance(library, ManyCoder) else code_plain(documents, library.code)
    with closing(many) as told:
        for found in told:
            if isinstance(found, DocumentError):
                rejecting.reject(found)
            else:
                yield found


def add_workers(parser: argparse.ArgumentParser) -> None:
    """The option `--workers`."""
    parser.add_argument(
        "--workers",
        metavar="N",
        default="1",
        help="code with N processes, or auto: one a core (default 1; each takes some 270 MB and two seconds to begin)",
    )


def read_workers(text: str) -> int:
    """How many processes `--workers` asks for.

    >>> read_workers("4")
    4
    """
    if text == "auto":
        return count_cores()
    if not text.isdigit() or not 1 <= int(text) <= MAX_WORKERS:
        raise UsageError(f"--workers is a number from 1 to {MAX_WORKERS}, or auto: {text}")
    return int(text)


def count_cores() -> int:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

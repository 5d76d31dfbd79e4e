"""How the verbs that code many documents go about it: read, code, and let no bad one stop the rest."""

from __future__ import annotations

import argparse
import contextlib
import os
from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar, runtime_checkable

from dragoman.errors import DocumentError, UsageError
from dragoman.scale.cores import count_cores
from dragoman.scale.plain import code_plain
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.records import CoderCard, Document, Record
    from dragoman.scale.pool import Pool
    from dragoman.scale.ray import Actors

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


class Engine(NamedTuple):
    """Who codes: how many workers, here or `on` Ray; no number is one here, and one for each core of Ray."""

    workers: int | None = None
    on: str = "here"
    address: str | None = None


class Installed:
    """The library itself, loaded when it is first asked; with several workers each of them loads it, and not this."""

    def __init__(self, engine: Engine = Engine()) -> None:  # noqa: B008  # it is frozen
        self._engine = engine
        self._made: Any = None
        self._opened: Pool | Actors | None = None
        self._open = contextlib.ExitStack()
        self._cores = 0

    @property
    def _is_plain(self) -> bool:
        return self._engine.on == "here" and self._engine.workers in (None, 1)

    @property
    def _coder(self) -> Any:
        if self._made is None:
            from dragoman.flow import Coder

            self._made = Coder()
        return self._made

    def _count_workers(self) -> int:
        """How many are to code; Ray is opened to know."""
        if self._engine.on == "ray" and not self._cores:
            from dragoman.scale.ray import open_ray

            self._cores = self._open.enter_context(open_ray(self._engine.address))
        return self._engine.workers or self._cores

    @property
    def _workers(self) -> Pool | Actors:
        """Those that code, opened."""
        if self._opened is None:
            from dragoman.scale import CODER

            size = self._count_workers()
            if self._engine.on == "ray":
                from dragoman.scale.ray import Actors

                self._opened = Actors(size, CODER)
            else:
                from dragoman.scale.pool import Pool

                self._opened = Pool(size, CODER)
            self._open.callback(self._opened.close)
        return self._opened

    def read_many(self, paths: Sequence[str], settings: Settings) -> Iterable[Document | DocumentError]:
        """The documents of all paths; Ray reads files where it codes, but pages from the web are fetched here."""
        from dragoman.read import read_many

        if self._engine.on == "ray" and not settings.full_pages:
            from dragoman.read.shares import are_files

            if are_files(paths):
                return self._read_on_ray(paths, settings)
        return read_many(paths, settings)

    def _read_on_ray(self, paths: Sequence[str], settings: Settings) -> Iterator[Document | DocumentError]:
        from dragoman.read.shares import Repeats, read_share, share_out
        from dragoman.scale.ray import ACTORS_A_READER, read_shares

        repeats, readers = Repeats(), 1 + self._count_workers() // ACTORS_A_READER
        read = partial(read_share, settings=settings, folder=os.getcwd())
        for found in read_shares([*share_out(paths)], read, readers):
            yield found if isinstance(found, DocumentError) else repeats.warn(found)

    def code(self, document: Document) -> Record:
        found: Record = self._coder.code(document)
        return found

    def code_many(self, documents: Iterable[Document | DocumentError]) -> Generator[Record | DocumentError]:
        """What becomes of each document, in their order; the workers end with it."""
        if self._is_plain:
            yield from code_plain(documents, self.code)
            return
        with closing(self._workers) as workers:
            yield from workers.code(documents)

    @property
    def card(self) -> CoderCard:
        found: CoderCard = self._coder.card if self._is_plain else self._workers.card
        return found

    def close(self) -> None:
        """End the workers, and a Ray that was begun for them."""
        self._open.close()


@contextlib.contextmanager
def open_library(given: _L | None, engine: Engine) -> Iterator[_L | Installed]:
    """The library that stands in for the installed one, or that one, whose workers end with the block."""
    if given is not None:
        yield given
        return
    with closing(Installed(engine)) as library:
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


def add_engine(parser: argparse.ArgumentParser) -> None:
    """The options `--workers`, `--on` and `--ray-address`."""
    parser.add_argument(
        "--workers",
        metavar="N",
        help="code with N processes, or auto: one a core (default 1; each takes some 270 MB and two seconds to begin)",
    )
    parser.add_argument(
        "--on",
        choices=("here", "ray"),
        default="here",
        help="code here, or on Ray (the extra ray): one worker for each of its cores, unless --workers says",
    )
    parser.add_argument(
        "--ray-address",
        metavar="ADDRESS",
        help="the cluster to use, as host:port or auto; without it Ray is begun on this machine",
    )


def read_engine(given: argparse.Namespace) -> Engine:
    """What those options ask for.

    >>> read_engine(argparse.Namespace(workers="4", on="here", ray_address=None))
    Engine(workers=4, on='here', address=None)
    """
    if given.ray_address and given.on != "ray":
        raise UsageError("--ray-address goes with --on ray")
    if given.workers is None or (given.on == "ray" and given.workers == "auto"):
        return Engine(None, given.on, given.ray_address)
    return Engine(_read_workers(given.workers), given.on, given.ray_address)


def _read_workers(text: str) -> int:
    if text == "auto":
        return count_cores()
    if not text.isdigit() or not 1 <= int(text) <= MAX_WORKERS:
        raise UsageError(f"--workers is a number from 1 to {MAX_WORKERS}, or auto: {text}")
    return int(text)

"""The files of a call in shares, each read where it is coded: for engines that read on many machines.

All shares read one after another are what `read_many` reads, but that an id which comes twice carries no warning:
who reads one share does not know the others, so `Repeats` is asked where their documents come together again.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import DocumentError
from dragoman.read.documents import Repeats
from dragoman.read.folders import walk
from dragoman.read.formats import read_input
from dragoman.read.inputs import is_folder, open_path
from dragoman.records import Document
from dragoman.settings import Settings

__all__ = ["File", "Repeats", "Share", "are_files", "read_share", "share_out"]

# Files that hold one document each, as a rule: a share of one would cost more to hand out than to read.
_SINGLE = frozenset(".txt .text .md .html .htm .xhtml .pdf .docx".split())
FILES_A_SHARE = 32


class File(NamedTuple):
    """A file as it was given, and its path inside the folder that was given."""

    path: str
    name: str | None = None


Share = tuple[File | DocumentError, ...]


def are_files(paths: Iterable[str]) -> bool:
    """Whether all paths are files and folders: neither standard input, which only one can read, nor addresses.

    >>> are_files(["reports/", "news.jsonl"]), are_files(["-"]), are_files(["https://example.org/feed"])
    (True, False, False)
    """
    return not any(path == "-" or "://" in path or path.startswith(("/dev/", "/proc/")) for path in paths)


def share_out(paths: Iterable[str]) -> Iterator[Share]:
    """The files of all paths in order: one a share, but of small ones up to `FILES_A_SHARE`.

    >>> [[file.name or file.path for file in share] for share in share_out(["a.txt", "b.html", "c.jsonl", "d.txt"])]
    [['a.txt', 'b.html'], ['c.jsonl'], ['d.txt']]
    """
    waiting: list[File | DocumentError] = []
    for found in (found for path in paths for found in _find_files(path)):
        small = isinstance(found, DocumentError) or Path(found.path.lower()).suffix in _SINGLE
        if waiting and (not small or len(waiting) == FILES_A_SHARE):
            yield tuple(waiting)
            waiting = []
        if small:
            waiting.append(found)
        else:
            yield (found,)
    if waiting:
        yield tuple(waiting)


def _find_files(path: str) -> Iterator[File | DocumentError]:
    if not is_folder(Path(path)):
        yield File(path)
        return
    for found in walk(Path(path)):
        yield found if isinstance(found, DocumentError) else File(os.fspath(found[0]), found[1])


def read_share(share: Share, settings: Settings, folder: str | None = None) -> Iterator[Document | DocumentError]:
    """The documents of a share, and an error in the place of each not readable.

    `folder` is where the paths were given, for who stands elsewhere.

    >>> [str(found) for found in read_share((File("missing.txt"),), Settings())]
    ['missing.txt: no such file']
    """
    for file in share:
        yield from [file] if isinstance(file, DocumentError) else _read_file(file, settings, folder)


def _read_file(file: File, settings: Settings, folder: str | None) -> Iterator[Document | DocumentError]:
    try:
        opened = open_path(Path(file.path), file.name, folder)
    except DocumentError as error:
        yield error
        return
    with opened.stream:
        yield from read_input(opened, settings)

"""Bytes to documents: files, folders, addresses, text, standard input.

    >>> document = read("Envoys met in Geneva on Tuesday, the minister said.")
    >>> document.id, document.language
    ('text-b41d84de6d95', 'en')

`inputs` opens and `web` fetches, `formats` picks one of `text`, `html`, `jsonl`, `tables`, `pdf`, `docx`,
`feeds` and `warc`, and each ends in `documents`, where a text is cleaned (`characters`), its language
told (`languages`) and its head read (`dateline`, `dates`).

Ids: the one given in a row or object, else the file's name (inside a folder, its path in it), with
`:line` for one of many, else `text-` and the start of the text's SHA-256. Two documents may have one
id: nothing is renamed, and the second carries a warning.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import IO

from dragoman.errors import DocumentError, UsageError
from dragoman.read.dateline import Dateline, take_dateline
from dragoman.read.documents import Found, Repeats, make_document
from dragoman.read.folders import walk
from dragoman.read.formats import SUFFIXES, read_input
from dragoman.read.inputs import Input, is_folder, is_url, open_bytes, open_file, open_path, open_stdin
from dragoman.records import Document
from dragoman.settings import Settings

__all__ = ["Dateline", "Source", "read", "read_many", "take_dateline"]

Source = str | os.PathLike[str] | bytes | IO[bytes] | IO[str]

_URL = re.compile(r"\s*(?:https?://\S*|[A-Za-z][A-Za-z0-9+.-]{1,9}://\S+|www\.\S+\.\S+)\s*\Z")
_DEFAULTS = Settings()


def read(source: Source, settings: Settings = _DEFAULTS) -> Document:
    """One document: of a path, a file object, bytes, or a text itself.

    >>> read("missing.txt")
    Traceback (most recent call last):
    ...
    dragoman.errors.UnreadableError: missing.txt: no such file

    A string is a text where it has a line break, or has spaces and looks like no file; otherwise it
    is a path ("-" is standard input), as every `pathlib.Path` is. A file of several documents is for
    `read_many`. An address (`https://...`) is fetched, under the limits that `web` describes.
    """
    if isinstance(source, str):
        _refuse_url(source)
        if not is_url(source) and not is_path(source):
            return _read_string(source, settings)
    opened = _open(source, settings)
    try:
        first, *more = islice(read_input(opened, settings), 2)
    finally:
        if isinstance(source, str | os.PathLike) and source != "-":
            opened.stream.close()
    if more:
        raise UsageError(f"{opened.source} holds several documents: read_many reads them")
    if isinstance(first, DocumentError):
        raise first
    return _with_url(first, source)


def read_many(paths: Source | Iterable[Source], settings: Settings = _DEFAULTS) -> Iterator[Document | DocumentError]:
    """The documents of files and folders, in order, and an error in the place of each not readable.

    >>> [str(found) for found in read_many(["missing.txt"])]
    ['missing.txt: no such file']

    Errors are values here, so that one bad document never stops the rest. Folders are walked,
    sorted, without hidden files and
    those of kinds that are not read (`folders`); "-" is standard input. Only an address that cannot be fetched at all
    (`ftp://...`) raises, before anything is read. Strings are paths or addresses, never texts. To warn of
    an id used twice, every id's digest is kept: about 80 bytes a document.
    """
    one = isinstance(paths, str | bytes | os.PathLike) or hasattr(paths, "read")
    sources = [paths] if one else list(paths)  # type: ignore[arg-type]
    for source in sources:
        if isinstance(source, str):
            _refuse_url(source)
    return _read_each(sources, settings)  # type: ignore[arg-type]


def _read_each(sources: list[Source], settings: Settings) -> Iterator[Document | DocumentError]:
    repeats = Repeats()
    for source in sources:
        for found in _read_source(source, settings):
            yield found if isinstance(found, DocumentError) else repeats.warn(found)


def _read_source(source: Source, settings: Settings) -> Iterator[Document | DocumentError]:
    folder = isinstance(source, str | os.PathLike) and source != "-" and is_folder(Path(source))
    for item in walk(Path(source)) if folder else [None]:  # type: ignore[arg-type]
        if isinstance(item, DocumentError):
            yield item
            continue
        try:
            opened = open_path(*item) if item else _open(source, settings)
        except DocumentError as error:
            yield error
            continue
        try:
            for found in read_input(opened, settings):
                yield found if isinstance(found, DocumentError) else _with_url(found, source)
        finally:
            if isinstance(source, str | os.PathLike) and source != "-":
                opened.stream.close()


def _open(source: Source, settings: Settings) -> Input:
    if isinstance(source, str) and is_url(source):
        from dragoman.read.web import open_url

        return open_url(source, settings)
    if isinstance(source, str | os.PathLike):
        return open_stdin() if source == "-" else open_path(Path(source))
    if isinstance(source, bytes):
        return open_bytes(source, "bytes")
    if hasattr(source, "read"):
        return open_file(source)
    raise UsageError(f"cannot read a {type(source).__name__}: give a path, a file object or a text")


def _read_string(text: str, settings: Settings) -> Document:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    document = make_document(Found(text, "text", f"text-{digest[:12]}"), settings)
    return replace(document, source=None)


def _with_url(document: Document, source: Source) -> Document:
    """The document, with the address it was fetched from where it does not state its own."""
    if document.url is None and isinstance(source, str) and is_url(source):
        return replace(document, url=source.strip())
    return document


def _refuse_url(text: str) -> None:
    if _URL.match(text) and not is_url(text):
        raise UsageError(f"{text.strip()}: only addresses that begin with http:// or https:// are fetched")


def is_path(text: str) -> bool:
    """Whether a string is meant as a path rather than as a text.

    >>> is_path("notes/report.txt"), is_path("my report.html"), is_path("Envoys met in Baku.")
    (True, True, False)
    """
    if "\n" in text or "\r" in text or not text.strip():
        return False
    try:
        if os.path.lexists(text):
            return True
    except ValueError:  # a NUL in it
        return False
    words = text.split()
    return len(words) == 1 or text.startswith(("/", "./", "../")) or Path(words[-1].lower()).suffix in SUFFIXES

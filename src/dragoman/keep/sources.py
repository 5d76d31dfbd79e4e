"""Records from wherever they are kept: archives, files of JSON Lines (also gzipped), JSON, folders, standard input."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman.errors import DocumentError, UnreadableError, UsageError
from dragoman.keep.record_lines import find_fault, read_lines, read_records
from dragoman.records import Record

SUFFIXES = (".jsonl", ".ndjson", ".json", ".jsonl.gz", ".ndjson.gz")
# DuckDB writes this behind the checksum at the beginning of its files.
_ARCHIVE_MARK = b"DUCK"
_MARK_AT = 8
# A record begins with its document; so much of a file tells.
_HEAD_BYTES = 4096


def is_archive(path: str | Path) -> bool:
    """Whether a file is an archive, by its first bytes.

    >>> is_archive("report.txt")
    False
    """
    file = Path(path)
    if not file.is_file():
        return False
    with file.open("rb") as source:
        return source.read(_MARK_AT + len(_ARCHIVE_MARK))[_MARK_AT:] == _ARCHIVE_MARK


def holds_records(path: str) -> bool:
    """Whether a file holds records rather than texts; standard input is taken for texts.

    >>> holds_records("report.txt"), holds_records("-")
    (False, False)
    """
    if path != "-" and is_archive(path):
        return True
    file = Path(path)
    if path == "-" or not file.name.lower().endswith(SUFFIXES) or not file.is_file():
        return False
    if file.name.lower().endswith(".gz"):
        return True
    with file.open("rb") as source:
        return _starts_record(source.read(_HEAD_BYTES))


def _starts_record(head: bytes) -> bool:
    """Whether the first key of the first object is `document`, however the JSON is laid out."""
    squeezed = b"".join(head.lstrip(b"\xef\xbb\xbf").split())[:20].lstrip(b"[")
    return squeezed.startswith(b'{"document":{')


def read_sources(
    paths: Iterable[str | Path], since: str | None = None, until: str | None = None, *, as_coded: bool = False
) -> Iterator[Record | DocumentError]:
    """The records of all paths in their order, or why a line is none; a folder stands for its files by name.

    `since` and `until`, days of publication, spare reading the rest of an archive; files are read whole. An archive's
    are as people have corrected them, or `as_coded`.
    """
    for path in map(str, paths):
        for file in _files(path):
            if file != "-" and is_archive(file):
                from dragoman.keep.view import open_archive

                yield from open_archive(file).records(since=since, until=until, as_coded=as_coded)
            elif file == "-":
                yield from read_lines(sys.stdin.buffer, "standard input")
            elif _is_whole(file):
                yield from _read_whole(file)
            else:
                yield from read_records(Path(file))


def _files(path: str) -> list[str]:
    if path == "-":
        return [path]
    place = Path(path)
    if place.is_dir():
        inside = (file for file in place.rglob("*") if file.is_file())
        found = sorted(str(file) for file in inside if file.name.lower().endswith(SUFFIXES))
        if not found:
            raise UsageError(f"no JSON Lines in {path}")
        return found
    if not place.is_file():
        raise UsageError(f"no such file or folder: {path}")
    return [path]


def _is_whole(file: str) -> bool:
    """Whether a file is one JSON value of one record or a list of them, as `dragoman code --format json` writes."""
    if not file.lower().endswith(".json"):
        return False
    with open(file, "rb") as source:
        first = source.readline().strip()
    return first in (b"[", b"{") or first.startswith(b"[")


def _read_whole(file: str) -> Iterator[Record | DocumentError]:
    try:
        whole = json.loads(Path(file).read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError):
        yield UnreadableError("not JSON", source=file)
        return
    for number, item in enumerate(whole if isinstance(whole, list) else [whole], 1):
        wrong = find_fault(item)
        if wrong:
            yield UnreadableError(f"not a record: {wrong}", source=file, line=number)
        else:
            yield Record.from_dict(item)

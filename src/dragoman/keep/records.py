"""Records read back from the JSON that `dragoman code --format json|jsonl` writes, in files or folders of them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman.errors import DocumentError, UnreadableError, UsageError
from dragoman.records import Record

SUFFIXES = (".jsonl", ".ndjson", ".json")
# A record begins with its document; so much of a file tells.
_HEAD_BYTES = 4096
_KEYS = ("document", "coder", "positions")


def holds_records(path: str) -> bool:
    """Whether a file holds records rather than texts; standard input is taken for texts.

    >>> holds_records("report.txt"), holds_records("-")
    (False, False)
    """
    file = Path(path)
    if path == "-" or file.suffix.lower() not in SUFFIXES or not file.is_file():
        return False
    with file.open("rb") as source:
        head = source.read(_HEAD_BYTES).lstrip()
    return head.startswith((b'{"document":', b'[{"document":', b'{\n "document":')) or _starts_record(head)


def _starts_record(head: bytes) -> bool:
    """Whether the first key of the first object is `document`, however the JSON is laid out."""
    squeezed = head[:80].replace(b" ", b"").replace(b"\n", b"").replace(b"\r", b"").lstrip(b"[")
    return squeezed.startswith(b'{"document":{')


def read_records(paths: Iterable[str]) -> Iterator[Record | DocumentError]:
    """The records of all paths in their order, or why a line is none; a folder stands for its files by name."""
    for path in paths:
        for file in _files(path):
            yield from _read_file(file)


def _files(path: str) -> list[str]:
    if path == "-":
        return [path]
    place = Path(path)
    if place.is_dir():
        found = sorted(str(file) for file in place.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
        if not found:
            raise UsageError(f"no JSON Lines in {path}")
        return found
    if not place.is_file():
        raise UsageError(f"no such file or folder: {path}")
    return [path]


def _read_file(path: str) -> Iterator[Record | DocumentError]:
    """One file: an object a line, or one JSON value of one record or a list of them."""
    raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    text = raw.decode("utf-8-sig", "replace")
    try:
        whole = json.loads(text)
    except ValueError:
        whole = None
    if whole is not None:
        for number, item in enumerate(whole if isinstance(whole, list) else [whole], 1):
            yield _build(item, path, number)
        return
    # Not splitlines(), which also cuts at marks that JSON strings may hold.
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                item = json.loads(line)
            except ValueError:
                yield UnreadableError("not JSON", source=path, line=number)
                continue
            yield _build(item, path, number)


def _build(item: object, path: str, number: int) -> Record | DocumentError:
    if not isinstance(item, dict) or not all(key in item for key in _KEYS):
        return UnreadableError("not a record (dragoman code --format jsonl writes them)", source=path, line=number)
    try:
        return Record.from_dict(item)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        return UnreadableError(f"not a record ({type(error).__name__}: {error})", source=path, line=number)

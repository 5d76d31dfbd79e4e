"""Records read back from the JSON Lines that `dragoman code --format jsonl` writes, plain or gzipped.

A line that is no whole record is an error of that line; the others are read.
"""

from __future__ import annotations

import dataclasses
import gzip
import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from types import UnionType
from typing import IO, Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from dragoman.errors import DocumentError, UnreadableError
from dragoman.records import Record, Span


def read_records(path: Path) -> Iterator[Record | DocumentError]:
    """The records of a file in their order, or why a line has none."""
    try:
        if _is_binary(path):
            yield UnreadableError("no JSON Lines of records", source=str(path))
            return
        with _opened(path) as lines:
            yield from read_lines(lines, str(path))
    except (OSError, EOFError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield UnreadableError(reason, source=str(path))


def read_lines(lines: Iterable[bytes], source: str) -> Iterator[Record | DocumentError]:
    """The record of each line, or why it has none; empty lines are passed over."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _read_line(line, source, number)


def _is_binary(path: Path) -> bool:
    """Whether a file holds a zero byte early on, which JSON never does."""
    with _opened(path) as probe:
        return b"\0" in probe.read(1024)


def _opened(path: Path) -> IO[bytes]:
    with path.open("rb") as probe:
        zipped = probe.read(2) == b"\x1f\x8b"
    return cast(IO[bytes], gzip.open(path, "rb")) if zipped else path.open("rb")


def _read_line(line: bytes, source: str, number: int) -> Record | DocumentError:
    try:
        data = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return UnreadableError("not JSON", source=source, line=number)
    if isinstance(data, dict) and "text" in data and "document" not in data:
        reason = "a text and not a record: dragoman code --format jsonl makes records of texts"
        return UnreadableError(reason, source=source, line=number)
    wrong = find_fault(data)
    if wrong:
        return UnreadableError(f"not a record: {wrong}", source=source, line=number)
    return Record.from_dict(data)


def find_fault(data: Any) -> str | None:
    """What keeps some data from being a record, by the path to it; `None` where nothing does.

    >>> find_fault({"document": {"id": "d1", "text": 7}})
    'document.text is no text'
    """
    return _fault(Record, data, "")


def _fault(kind: Any, value: Any, path: str) -> str | None:
    """The first fault of a value that should be of a kind: a class of the record, a union, a tuple or a plain type."""
    if get_origin(kind) in (Union, UnionType):
        kinds = get_args(kind)
        if value is None:
            return None if type(None) in kinds else f"{path} is missing"
        return _fault(next(one for one in kinds if one is not type(None)), value, path)
    if kind is Span:
        whole = isinstance(value, list) and len(value) == 2 and all(type(part) is int for part in value)
        return None if whole else f"{path} is no [start, end]"
    if dataclasses.is_dataclass(kind):
        return _fault_of_object(kind, value, path)
    if get_origin(kind) is tuple:
        if not isinstance(value, list):
            return f"{path} is no list"
        faults = (_fault(get_args(kind)[0], item, f"{path}[{place}]") for place, item in enumerate(value))
        return next((fault for fault in faults if fault), None)
    return _fault_of_plain(kind, value, path)


def _fault_of_object(kind: Any, value: Any, path: str) -> str | None:
    if not isinstance(value, dict):
        return f"{path or 'it'} is no object"
    hints = _hints(kind)
    for field in dataclasses.fields(kind):
        name = f"{path}.{field.name}" if path else field.name
        needed = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        if field.name not in value:
            if needed:
                return f"{name} is missing"
            continue
        fault = _fault(hints[field.name], value[field.name], name)
        if fault:
            return fault
    return None


def _fault_of_plain(kind: Any, value: Any, path: str) -> str | None:
    if kind is bool:
        return None if isinstance(value, bool) else f"{path} is not true or false"
    if kind in (int, float):
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return None if number and (kind is float or isinstance(value, int)) else f"{path} is no number"
    if kind is str or get_origin(kind) is Literal:
        return None if isinstance(value, str) else f"{path} is no text"
    return None


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)

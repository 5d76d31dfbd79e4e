"""Records as JSON and JSON Lines: UTF-8, keys in the contract's order, the same bytes every time."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from dragoman.records import Record


def make_line(record: Record) -> str:
    """One record as one line of JSON, without its line end."""
    return json.dumps(record.to_dict(), ensure_ascii=False, separators=(", ", ": "))


def make_json(value: Any, indent: str = "") -> str:
    """A plain value as JSON for people: objects over lines, spans and lists of words on one.

    >>> print(make_json({"modes": ["visit"], "mentions": [[0, 4]], "date": {"start": None}}))
    {
      "modes": ["visit"],
      "mentions": [[0, 4]],
      "date": {
        "start": null
      }
    }
    """
    inner = indent + "  "
    if isinstance(value, dict) and value:
        lines = [f"{inner}{_scalar(key)}: {make_json(value[key], inner)}" for key in value]
        return "{\n" + ",\n".join(lines) + f"\n{indent}}}"
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        lines = [inner + make_json(item, inner) for item in value]
        return "[\n" + ",\n".join(lines) + f"\n{indent}]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


class JsonLinesWriter:
    """Writes one record a line, each flushed, so that a reader down the pipe need not wait."""

    def __init__(self, sink: BinaryIO) -> None:
        self._sink = sink

    def write(self, record: Record) -> None:
        """Add one line."""
        self._sink.write((make_line(record) + "\n").encode("utf-8", "replace"))
        self._sink.flush()

    def close(self) -> None:
        """Nothing waits; the sink stays open."""
        self._sink.flush()


class JsonWriter:
    """Writes one object for one record, an array for any other number.

    The first record waits until it is known whether a second comes; no other is held.
    """

    def __init__(self, sink: BinaryIO) -> None:
        self._sink = sink
        self._first: Record | None = None
        self._written = 0

    def write(self, record: Record) -> None:
        """Add one record."""
        if self._first is None and not self._written:
            self._first = record
            return
        if self._first is not None:
            first, self._first = self._first, None
            self._put_item(first)
        self._put_item(record)

    def close(self) -> None:
        """Write the record that waits, or the end of the array; the sink stays open."""
        if self._first is not None:
            self._put(make_json(self._first.to_dict()) + "\n")
        else:
            self._put("\n]\n" if self._written else "[]\n")
        self._sink.flush()

    def _put_item(self, record: Record) -> None:
        self._put((",\n  " if self._written else "[\n  ") + make_json(record.to_dict(), "  "))
        self._written += 1

    def _put(self, text: str) -> None:
        self._sink.write(text.encode("utf-8", "replace"))

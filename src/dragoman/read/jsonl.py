"""JSON Lines, and JSON files of one array: one object a document.

Keys read: id, title, text, publisher, url, published; others are left alone. A text may be a list
of paragraphs. Of a key given twice the last counts. Lines that are blank are passed over. An array
is read whole, since its items end at no line: for more than 256 MiB, JSON Lines is the way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from dragoman.errors import DocumentError, NoTextError, UnreadableError
from dragoman.read.documents import Found, make_document
from dragoman.read.inputs import Input
from dragoman.read.lines import read_lines
from dragoman.read.text import take_text
from dragoman.records import Document
from dragoman.settings import Settings

MAX_ARRAY_BYTES = 256 * 1024 * 1024
_MARK = re.compile(r"[\s,]*")


def read_jsonl(source: Input, settings: Settings) -> Iterator[Document | DocumentError]:
    """A document or an error for each line; an array or one object over many lines, for each item.

    >>> from dragoman.read.inputs import open_bytes
    >>> lines = b'{"text": "Envoys met in Geneva."}\\n{"text": oops}\\n'
    >>> found = list(read_jsonl(open_bytes(lines, "a.jsonl"), Settings()))
    >>> found[0].id, str(found[1])
    ('a.jsonl:1', 'a.jsonl:2: not JSON: Expecting value at character 10')
    """
    if is_array(source.head) or is_spread(source.head):
        yield from _read_array(source, settings)
        return
    empty = True
    for line in read_lines(source, settings.max_line_chars):
        if line.text is None:
            yield UnreadableError(line.reason, source=source.source, line=line.number)
        elif line.text.strip():
            yield _read_line(line.text, line.number, line.warnings, source, settings)
        else:
            continue
        empty = False
    if empty:
        yield NoTextError("empty: no text in it", source=source.source)


def is_array(head: bytes) -> bool:
    """Whether bytes begin a JSON array of objects."""
    return re.match(rb"(?:\xef\xbb\xbf)?\s*\[\s*(?:\{|\]|$)", head) is not None


def is_spread(head: bytes) -> bool:
    """Whether bytes begin a JSON object laid out over several lines."""
    return re.match(rb"(?:\xef\xbb\xbf)?\s*\{\s*\n\s*(?:\"|\}|$)", head) is not None


def _read_line(
    text: str, number: int, warnings: tuple[str, ...], source: Input, settings: Settings
) -> Document | DocumentError:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        reason = f"not JSON: {error.msg.removesuffix(' at')} at character {error.pos + 1}"
        return UnreadableError(reason, source=source.source, line=number)
    except (RecursionError, ValueError):
        reason = "not JSON: nested too deep, or a number too long"
        return UnreadableError(reason, source=source.source, line=number)
    return make_row(value, number, warnings, source, settings)


def _read_array(source: Input, settings: Settings) -> Iterator[Document | DocumentError]:
    """Item by item; what cannot be read ends it, since no later item can be found for sure."""
    text, warnings = take_text(source, source.read(MAX_ARRAY_BYTES))
    decoder, place, number = json.JSONDecoder(), 0, 1
    listed = text.lstrip().startswith("[")
    if listed:
        place = text.index("[") + 1
        number += text.count("\n", 0, place)
    empty = True
    while True:
        start = _MARK.match(text, place).end()  # type: ignore[union-attr]
        number += text.count("\n", place, start)
        if start == len(text) or (listed and text[start] == "]"):
            break
        try:
            value, place = decoder.raw_decode(text, start)
        except (RecursionError, ValueError) as error:
            reason = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deep"
            yield UnreadableError(f"not JSON from here on: {reason}", source=source.source, line=number)
            return
        yield make_row(value, number, warnings, source, settings)
        number += text.count("\n", start, place)
        empty = False
    if listed and start == len(text):
        yield UnreadableError("not JSON: the array never ends", source=source.source, line=number)
    elif listed and text[start + 1 :].strip():
        yield UnreadableError("more behind the end of the array: not read", source=source.source, line=number)
    elif empty:
        yield NoTextError("empty: no text in it", source=source.source)


def make_row(
    value: object, number: int, warnings: tuple[str, ...], source: Input, settings: Settings
) -> Document | DocumentError:
    """The document of one object or table row, or why there is none."""
    if not isinstance(value, Mapping):
        reason = f"{_kind(value)} where an object with a text is needed"
        return UnreadableError(reason, source=source.source, line=number)
    text = _take_text(value.get("text"))
    if not isinstance(text, str):
        reason = "no text" if text is None else f"the text is {_kind(text)}"
        return NoTextError(reason, source=source.source, line=number)
    if not text.strip():
        return NoTextError("an empty text", source=source.source, line=number)
    found: dict[str, str | None] = {}
    noted = list(warnings)
    for key in ("id", "title", "publisher", "url"):
        found[key] = _take_line(key, value.get(key), noted)
    published = value.get("published")
    document = Found(text, source.source, source.name, number, published=published, warnings=tuple(noted), **found)
    try:
        return make_document(document, settings)
    except DocumentError as error:
        return error


def _take_text(value: Any) -> Any:
    """The text; a list of strings is one paragraph each; a number that stands for "nothing" is none."""
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        return "\n\n".join(value)
    return None if value != value else value  # NaN, as pandas writes an empty cell


def _take_line(key: str, value: Any, noted: list[str]) -> str | None:
    if isinstance(value, str):
        return value
    if value is None or value != value:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(int(value)) if value == value // 1 and abs(value) < 1e15 else str(value)
    noted.append(f"{key} is {_kind(value)}: left empty")
    return None


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    names = ((str, "a string"), (int, "a number"), (float, "a number"), (list, "a list"), (dict, "an object"))
    return next((name for kind, name in names if isinstance(value, kind)), "null" if value is None else "no text")

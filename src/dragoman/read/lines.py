"""The lines of a stream, one at a time and no longer than allowed, whatever their encoding."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.errors import UnreadableError
from dragoman.read.characters import decode
from dragoman.read.inputs import Input, Stream

# Nobody's table; a packed file of a few kilobytes may unpack to a hundred million.
MAX_BLANK_LINES = 100_000


class Line(NamedTuple):
    """A line without its end, counted from 1. `text` is `None` where it was too long or no text.

    `reason` then says which; `quotes` is how many quotation marks were passed over.
    """

    number: int
    text: str | None
    warnings: tuple[str, ...] = ()
    reason: str = ""
    quotes: int = 0


def read_lines(source: Input, max_chars: int) -> Iterator[Line]:
    """Each line decoded by itself, so that one in another encoding spoils no other.

    A line longer than `max_chars` is passed over in pieces: memory holds no more than four bytes a
    character of one line. UTF-16 with a byte order mark is read too.
    """
    stream = _narrow(source)
    most = 4 * max_chars
    number = 0
    blank = 0
    while data := stream.readline(most + 1):
        number += 1
        blank = 0 if data.strip(b"\r\n") else blank + 1
        if blank > MAX_BLANK_LINES:
            raise UnreadableError(f"more than {MAX_BLANK_LINES:,} empty lines in a row", source=source.source)
        if len(data) > most and not data.endswith(b"\n"):
            yield _passed(number, _skip_rest(stream) + data.count(b'"'), max_chars)
            continue
        yield _decoded(number, data.rstrip(b"\r\n"), max_chars)


def _narrow(source: Input) -> Stream | _Recoded:
    head = source.head
    if head.startswith(codecs.BOM_UTF8):
        source.stream.read(3)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _Recoded(source.stream)
    return source.stream


class _Recoded:
    """A UTF-16 stream, read as lines of UTF-8."""

    def __init__(self, stream: Stream) -> None:
        self._text = io.TextIOWrapper(stream, "utf-16", "replace", newline="\n")

    def readline(self, size: int) -> bytes:
        return self._text.readline(size).encode("utf-8", "replace")


def _skip_rest(stream: Stream | _Recoded) -> int:
    quotes = 0
    while piece := stream.readline(1 << 20):
        quotes += piece.count(b'"')
        if piece.endswith(b"\n"):
            break
    return quotes


def _decoded(number: int, data: bytes, max_chars: int) -> Line:
    try:
        text, warnings = data.decode("utf-8"), ()
    except UnicodeDecodeError:
        found = decode(data)
        if found.encoding is None:
            return Line(number, None, (), "binary, or in an encoding that cannot be told", data.count(b'"'))
        text, warnings = found.text, found.warnings  # type: ignore[assignment]
    if len(text) > max_chars:
        return _passed(number, data.count(b'"'), max_chars)
    return Line(number, text, warnings)


def _passed(number: int, quotes: int, max_chars: int) -> Line:
    return Line(number, None, (), f"a line of more than {max_chars:,} characters", quotes)

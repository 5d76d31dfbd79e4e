"""Web archives (WARC): every page a crawl was answered with, one record after the other.

Read are answers (`response`) with status 200 and a page or plain text in them; the rest of a crawl
(requests, pictures, redirects, notes) is passed over. `WARC-Date` is the day of the crawl and not of
publication: a document's day is what its page declares, as for any page.

Where a record is damaged, reading goes on at the next place that begins like one, in a packed file
at the next member that does. Only the record at hand is in memory.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from dragoman.errors import DocumentError, NoTextError, UnreadableError
from dragoman.read.documents import Found, make_document
from dragoman.read.html import MAX_PAGE_BYTES, find_page
from dragoman.read.inputs import MAX_GZIP_RATIO, MIN_BOMB_BYTES, Input, Stream
from dragoman.read.text import take_text
from dragoman.records import Document
from dragoman.settings import Settings

MAX_HEADER_BYTES = 64 * 1024
_CHUNK_BYTES = 64 * 1024
_MEMBER = b"\x1f\x8b\x08"
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_RESPONSE = re.compile(rb"^warc-type:[ \t]*response[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_PAGES = frozenset(["text/html", "application/xhtml+xml"])
_ENCODINGS = frozenset(["", "identity", "gzip", "x-gzip", "deflate", "br"])


class Frame(NamedTuple):
    """The bytes of one record (empty: passed over), or why they cannot be had."""

    data: bytes
    reason: str = ""


def read_warc(source: Input, settings: Settings) -> Iterator[Document | DocumentError]:
    """A document or an error for each page of a crawl; `line` counts its records from 1.

    >>> from dragoman.read.inputs import open_bytes
    >>> page = b"HTTP/1.1 200 OK\\r\\nContent-Type: text/html\\r\\n\\r\\n<p>Envoys met in Geneva."
    >>> head = b"WARC/1.0\\r\\nWARC-Type: response\\r\\nWARC-Target-URI: http://a.example/\\r\\nContent-Length: "
    >>> data = head + str(len(page)).encode() + b"\\r\\n\\r\\n" + page + b"\\r\\n\\r\\n"
    >>> [document] = read_warc(open_bytes(data, "a.warc"), Settings())
    >>> document.url, document.text, document.source
    ('http://a.example/', 'Envoys met in Geneva.', 'a.warc:1')
    """
    pages = 0
    for number, frame in enumerate(_find_frames(source), 1):
        if not frame.data and not frame.reason:
            continue
        pages += 1
        try:
            if frame.reason:
                raise UnreadableError(frame.reason, source=source.source, line=number)
            found = _find_answer(frame.data, source, number)
            if found is None:
                pages -= 1
                continue
            yield make_document(found, settings)
        except DocumentError as error:
            yield _place(error, number)
    if not pages:
        raise NoTextError("an archive without a page that was found", source=source.source)


def _place(error: DocumentError, number: int) -> DocumentError:
    """The error with the number of its record."""
    if error.line is None:
        error.line, error.args = number, (f"{error.source}:{number}: {error.reason}",)
    return error


# -- records ----------------------------------------------------------------------------------


def _find_frames(source: Input) -> Iterator[Frame]:
    if source.head.startswith(_MEMBER[:2]):
        members = _Members(source.stream, source.source)
        while True:
            more = members.advance()
            if members.lost:
                yield Frame(b"", "packed bytes in which no record begins: damaged")
            if not more:
                return
            # A reader of its own each: what one member leaves half said, the next cannot go on with.
            yield from _cut(io.BufferedReader(members.open(), _CHUNK_BYTES))
    else:
        yield from _cut(source.stream)


def _cut(stream: Stream) -> Iterator[Frame]:
    """The records of a stream; after a damaged one, from the next line that begins a record."""
    while True:
        try:
            start, lost = _find_start(stream)
            if lost:
                yield Frame(b"", "no record begins here: damaged, or the length of the one before is wrong")
            if not start:
                return
            yield _take_record(stream, start)
        except (zlib.error, EOFError, OSError) as error:
            broken = isinstance(error, zlib.error)
            yield Frame(b"", "packed bytes are damaged" if broken else f"reading broke off: {error}")
            return


def _find_start(stream: Stream) -> tuple[bytes, bool]:
    """The first line of the next record, and whether anything but blank lines was passed over."""
    lost = False
    while line := stream.readline(_CHUNK_BYTES):
        if line.startswith(b"WARC/"):
            return line, lost
        lost = lost or bool(line.strip())
    return b"", lost


def _take_record(stream: Stream, start: bytes) -> Frame:
    header = bytearray(start)
    while line := stream.readline(_CHUNK_BYTES):
        header += line
        if not line.strip():
            break
        if len(header) > MAX_HEADER_BYTES:
            return Frame(b"", "a record's head that never ends")
    found = _LENGTH.search(header)
    if not found:
        return Frame(b"", "a record that does not say how long it is")
    length, wanted = int(found[1]), bool(_RESPONSE.search(header))
    if not wanted or length > MAX_PAGE_BYTES:
        whole = _skip(stream, length)
        if whole and wanted and _is_page(header, length):
            return Frame(b"", f"larger than {MAX_PAGE_BYTES:,} bytes")
        return Frame(b"") if whole else Frame(b"", "the archive breaks off in this record")
    block = stream.read(length)
    if len(block) < length:
        return Frame(b"", "the archive breaks off in this record")
    return Frame(bytes(header) + block + b"\r\n\r\n")


def _is_page(header: bytes | bytearray, length: int) -> bool:
    """Whether a record too large to be read is worth a word: films and archives are not."""
    return not re.search(rb"^warc-identified-payload-type:[ \t]*(?!text/|application/xhtml)", header, re.I | re.M)


def _skip(stream: Stream, length: int) -> bool:
    while length > 0:
        data = stream.read(min(length, 1 << 20))
        if not data:
            return False
        length -= len(data)
    return True


class _Members:
    """The members of a gzip file, one after the other, past those that are damaged."""

    def __init__(self, stream: Stream, source: str) -> None:
        self._stream, self._source = stream, source
        self._packed = b""
        self._inflate: Any = None
        self._taken = self._given = 0
        self.lost = False

    def _take(self) -> bytes:
        data = self._stream.read(_CHUNK_BYTES)
        self._taken += len(data)
        return data

    def advance(self) -> bool:
        """Go to the next member; whether there is one. `lost` then says whether bytes before it are of none."""
        broken = self._inflate is not None and not self._inflate.eof  # and has been told as such
        self._inflate, self.lost = None, False
        found = self._seek()
        self.lost = self.lost and not broken
        return found

    def _seek(self) -> bool:
        while True:
            place = self._packed.find(_MEMBER)
            if place >= 0:
                self._pass_over(place)
                if self._begins_record():
                    return True
                self._pass_over(3)
                continue
            data = self._take()
            if not data:
                self._pass_over(len(self._packed))
                return False
            self._pass_over(max(0, len(self._packed) - 2))
            self._packed += data

    def _pass_over(self, size: int) -> None:
        self.lost = self.lost or bool(self._packed[:size].strip(b"\0"))
        self._packed = self._packed[size:]

    def _begins_record(self) -> bool:
        """Whether the member at hand unpacks to the start of a record: the three bytes stand in packed text too."""
        if len(self._packed) < 4096:
            self._packed += self._take()
        try:
            return zlib.decompressobj(31).decompress(self._packed[:4096], 5) == b"WARC/"
        except zlib.error:
            return False

    def open(self) -> io.RawIOBase:
        """The member at hand, unpacked as it is read."""
        self._inflate = zlib.decompressobj(31)
        return _Member(self)

    def read(self, size: int) -> bytes:
        """The next bytes of the member, none at its end."""
        while not self._inflate.eof:
            packed = self._packed or self._take()
            if not packed:
                raise EOFError("the packed bytes end in the middle")
            # On damage the search for another member begins behind the head of this one.
            self._packed = packed[3:]
            data = self._inflate.decompress(packed, size)
            self._packed = self._inflate.unused_data if self._inflate.eof else self._inflate.unconsumed_tail
            self._given += len(data)
            if self._given > max(MIN_BOMB_BYTES, MAX_GZIP_RATIO * self._taken):
                raise UnreadableError(f"unpacks to more than {MAX_GZIP_RATIO} times its size", source=self._source)
            if data:
                return bytes(data)
        return b""


class _Member(io.RawIOBase):
    """One member of `_Members` as a stream."""

    def __init__(self, members: _Members) -> None:
        self._members = members

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._members.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


# -- pages ------------------------------------------------------------------------------------


def _find_answer(data: bytes, source: Input, number: int) -> Found | None:
    """The page in a record, `None` where it holds none that was found."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        record = next(iter(ArchiveIterator(io.BytesIO(data))), None)
        if record is None or record.http_headers is None or record.http_headers.get_statuscode() != "200":
            return None
        kind, charset = split_type(record.http_headers.get_header("Content-Type") or "")
        if kind not in _PAGES and kind != "text/plain":
            return None
        encoding = (record.http_headers.get_header("Content-Encoding") or "").strip().lower()
        if encoding not in _ENCODINGS:
            raise UnreadableError(f"packed in a way that is not read: {encoding[:20]}", source=source.source)
        body = _read_body(record.content_stream(), source)
    except (ArchiveLoadFailed, zlib.error, EOFError, OSError, ValueError, AttributeError) as error:
        raise UnreadableError("not a record that can be read", source=source.source) from error
    url = record.rec_headers.get_header("WARC-Target-URI") or None
    page = replace(source, charset=charset)
    found = find_page(page, body) if kind in _PAGES else _find_text(page, body)
    return replace(found, line=number, id=url, url=found.url or url)


def _read_body(stream: Any, source: Input) -> bytes:
    parts: list[bytes] = []
    size = 0
    while data := stream.read(_CHUNK_BYTES):
        parts.append(data)
        size += len(data)
        if size > MAX_PAGE_BYTES:
            raise UnreadableError(f"unpacks to more than {MAX_PAGE_BYTES:,} bytes", source=source.source)
    return b"".join(parts)


def _find_text(source: Input, body: bytes) -> Found:
    text, warnings = take_text(source, body)
    return Found(text, source.source, source.name, warnings=warnings)


def split_type(value: str) -> tuple[str, str | None]:
    """A content type and its charset.

    >>> split_type('Text/HTML; charset="utf-8"')
    ('text/html', 'utf-8')
    """
    kind, _, rest = value.partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})", rest, re.IGNORECASE)
    return kind.strip().lower(), charset[1] if charset else None

"""Which reader a file goes to: by its name, else by how it begins."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator

from dragoman.errors import DocumentError, UnreadableError
from dragoman.read.characters import decode
from dragoman.read.docx import read_docx
from dragoman.read.feeds import read_feed
from dragoman.read.html import read_html
from dragoman.read.inputs import Input
from dragoman.read.jsonl import is_array, is_spread, read_jsonl
from dragoman.read.pdf import read_pdf
from dragoman.read.tables import find_delimiter, read_csv, read_parquet
from dragoman.read.text import read_text
from dragoman.read.warc import read_warc
from dragoman.records import Document
from dragoman.settings import Settings

Reader = Callable[[Input, Settings], Iterator[Document | DocumentError]]

_BY_SUFFIX: dict[str, Reader] = {
    **dict.fromkeys((".html", ".htm", ".xhtml"), read_html),
    **dict.fromkeys((".jsonl", ".ndjson", ".json", ".jl"), read_jsonl),
    **dict.fromkeys((".csv", ".tsv", ".tab"), read_csv),
    **dict.fromkeys((".parquet", ".pq"), read_parquet),
    **dict.fromkeys((".rss", ".atom"), read_feed),
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".warc": read_warc,
}
# What is read of a folder by its name alone.
READ_SUFFIXES = frozenset(_BY_SUFFIX) | frozenset((".txt", ".text", ".md"))
# Names that are a file's even where there is none: a missing "annual report.pdf" is no text.
SUFFIXES = frozenset(_BY_SUFFIX) | frozenset(".txt .text .md .doc .odt .rtf .xml .gz .zip .xlsx".split())
_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_FEED = re.compile(r"\s*(?:(?:<\?[^>]*>|<!--.*?-->|<!doctype[^>]*>)\s*)*<(?:rss|feed|rdf:rdf)\b", re.I | re.S)
# A PDF may have up to 1,024 bytes before its mark, and a Word file is a ZIP with these names in it.
_PDF = re.compile(rb"(?s).{0,1024}?%PDF-\d")
_DOCX = re.compile(rb"(?s)PK\x03\x04.*(?:\[Content_Types\]\.xml|word/|_rels/)")


def read_input(source: Input, settings: Settings) -> Iterator[Document | DocumentError]:
    """Every document of an input, and an error in the place of each that cannot be read."""
    try:
        yield from pick_reader(source)(source, settings)
    except DocumentError as error:
        yield error
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield UnreadableError(f"reading broke off: {reason}", source=source.source)


def pick_reader(source: Input) -> Reader:
    """The reader for an input.

    >>> from dragoman.read.inputs import open_bytes
    >>> pick_reader(open_bytes(b'{"text": "Talks"}', "stdin")).__name__
    'read_jsonl'
    >>> pick_reader(open_bytes(b"Talks", "report.html")).__name__
    'read_html'
    """
    if source.suffix in _BY_SUFFIX:
        return _BY_SUFFIX[source.suffix]
    head = source.head
    if head.startswith(b"PAR1"):
        return read_parquet
    if re.match(rb'(?:\xef\xbb\xbf)?\s*\{\s*"', head) or is_array(head) or is_spread(head):
        return read_jsonl
    if found := _pick_packed(head):
        return found
    start = decode(head[:4096]).text
    if _FEED.match(start):
        return read_feed
    if _PAGE.match(start):
        return read_html
    if source.suffix in ("", ".data") and _is_header(start.split("\n")[0].strip("\ufeff\r")):
        return read_csv
    return read_text


def is_document(head: bytes) -> bool:
    """Whether a file begins as pages, feeds, PDFs and crawls do, whatever its name.

    >>> is_document(b"<!DOCTYPE html><title>Talks</title>"), is_document(b"import os")
    (True, False)
    """
    if head.startswith((b"WARC/", b"%PDF", b"PAR1")):
        return True
    start = decode(head).text
    return bool(_FEED.match(start) or _PAGE.match(start))


def _pick_packed(head: bytes) -> Reader | None:
    if head.startswith(b"WARC/"):
        return read_warc
    if head.startswith(b"%PDF") or (b"\0" in head[:4096] and _PDF.match(head[:1040])):
        return read_pdf
    return read_docx if _DOCX.match(head[:4096]) else None


def _is_header(line: str) -> bool:
    names = [name.strip().strip('"').lower() for name in line.split(find_delimiter(line))]
    return len(names) > 1 and "text" in names and all(len(name) <= 40 and "." not in name for name in names)

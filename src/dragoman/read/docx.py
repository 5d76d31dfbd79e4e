"""Word files (.docx): paragraphs, headings and tables in their order, as they read with all changes accepted.

A .docx is a ZIP of XML. The sizes it declares are added up before anything is unpacked (nothing
unpacks to more than it declares), and XML with a document type is refused: Word writes none, and
entities are of no other use here than to bring in more.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from dragoman.errors import DocumentError, NoTextError, UnreadableError
from dragoman.read.characters import clean_line
from dragoman.read.documents import Found, make_document
from dragoman.read.inputs import Input
from dragoman.read.properties import confirm_day, confirm_title
from dragoman.records import Document
from dragoman.settings import Settings

MAX_DOCX_BYTES = 128 * 1024 * 1024
MAX_UNPACKED_BYTES = 256 * 1024 * 1024
MAX_PARTS = 5_000
# Text of 500,000 characters with Word's mark-up.
MAX_XML_BYTES = 64 * 1024 * 1024
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Words struck out while changes were tracked, and what stands in a picture's place for older programs.
_LEFT_OUT = frozenset(
    [f"{_WORD}del", f"{_WORD}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"]
)
_BREAKS = frozenset([f"{_WORD}br", f"{_WORD}cr"])


def read_docx(source: Input, settings: Settings) -> Iterator[Document | DocumentError]:
    """The one document of a Word file.

    >>> from dragoman.read.inputs import open_bytes
    >>> next(read_docx(open_bytes(b"PK cut", "a.docx"), Settings()))
    Traceback (most recent call last):
    ...
    dragoman.errors.UnreadableError: a.docx: not a Word file that can be read
    """
    import docx
    from docx.opc.exceptions import OpcError
    from lxml import etree  # type: ignore[import-untyped]

    data = source.read(MAX_DOCX_BYTES)
    try:
        _check_parts(data, source)
        file = docx.Document(io.BytesIO(data))
        text = "\n\n".join(_find_paragraphs(file.element.body))
        properties = file.core_properties
        title, stamp = properties.title, properties.created
    except DocumentError:
        raise
    except (OpcError, zipfile.BadZipFile, zlib.error, etree.LxmlError, OSError, EOFError) as error:
        raise _unreadable(source) from error
    except (ValueError, KeyError, LookupError, AttributeError, TypeError, NotImplementedError, RecursionError) as error:
        raise _unreadable(source) from error  # parts that are named and not there, or are not what they are named
    if not text.strip():
        raise NoTextError("a Word file without text", source=source.source)
    day = confirm_day(stamp.isoformat() if stamp else None, text)
    found = Found(text, source.source, source.name, title=confirm_title(title, text), published=day)
    yield make_document(found, settings)


def _unreadable(source: Input) -> UnreadableError:
    return UnreadableError("not a Word file that can be read", source=source.source)


def _check_parts(data: bytes, source: Input) -> None:
    """Turn away what unpacks to too much, is encrypted, or declares entities."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = file.infolist()
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
            raise UnreadableError(f"unpacks to more than {MAX_UNPACKED_BYTES:,} bytes", source=source.source)
        if any(part.flag_bits & 1 for part in parts):
            raise UnreadableError("encrypted: it opens only with a password", source=source.source)
        for part in parts:
            if part.filename.lower().endswith((".xml", ".rels")):
                _check_xml(file, part, source)


def _check_xml(file: zipfile.ZipFile, part: zipfile.ZipInfo, source: Input) -> None:
    if part.file_size > MAX_XML_BYTES:
        raise UnreadableError(f"a part of more than {MAX_XML_BYTES:,} bytes", source=source.source)
    # Of UTF-16 every second byte is NUL.
    if b"<!DOCTYPE" in file.read(part).replace(b"\0", b"").upper():
        raise UnreadableError("XML with a document type, which no Word file has: not read", source=source.source)


def _find_paragraphs(body: Any) -> Iterator[str]:
    """The paragraphs in their order; the cells of a table row are one, parted by a bar."""
    for child in body.iterchildren():
        if child.tag == f"{_WORD}p":
            if text := _find_text(child):
                yield text
        elif child.tag == f"{_WORD}tbl":
            yield from _find_rows(child)
        elif child.tag not in _LEFT_OUT:
            yield from _find_paragraphs(child)  # content controls and inserted paragraphs


def _find_rows(table: Any) -> Iterator[str]:
    for row in table.iter(f"{_WORD}tr"):
        cells = [" ".join(_find_paragraphs(cell)) for cell in row.iterchildren(f"{_WORD}tc")]
        if any(cells):
            yield " | ".join(cell for cell in cells if cell)


def _find_text(paragraph: Any) -> str:
    """The words of a paragraph, on one line."""
    parts: list[str] = []
    waiting = [paragraph]
    while waiting:
        node = waiting.pop()
        if node.tag == f"{_WORD}t":
            parts.append(node.text or "")
        elif node.tag == f"{_WORD}tab" or node.tag in _BREAKS:
            parts.append(" ")
        elif node.tag == f"{_WORD}noBreakHyphen":
            parts.append("-")
        elif node.tag not in _LEFT_OUT:
            waiting.extend(reversed(node))
    return clean_line("".join(parts))

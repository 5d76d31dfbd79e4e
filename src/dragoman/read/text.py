"""Plain text: one file, one document, all of it text.

The title, a date line and the dateline are read from its head and stay in the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.errors import DocumentError, UnreadableError
from dragoman.read.characters import decode, find_binary
from dragoman.read.documents import Found, make_document
from dragoman.read.inputs import Input
from dragoman.records import Document
from dragoman.settings import Settings

# UTF-32, the widest encoding, takes four bytes a character.
MAX_CHAR_BYTES = 4


def read_text(source: Input, settings: Settings) -> Iterator[Document | DocumentError]:
    """The one document of a text file.

    >>> from dragoman.read.inputs import open_bytes
    >>> [document] = read_text(open_bytes(b"Envoys met in Geneva.", "a.txt"), Settings())
    >>> document.id, document.language
    ('a.txt', None)
    """
    text, warnings = take_text(source, source.stream.read(settings.max_chars * MAX_CHAR_BYTES + 1))
    yield make_document(Found(text, source.source, source.name, warnings=warnings), settings)


def take_text(source: Input, data: bytes) -> tuple[str, tuple[str, ...]]:
    """The characters of a file and warnings; `UnreadableError` where it is no text."""
    if kind := find_binary(data):
        raise UnreadableError(f"{kind}, not text", source=source.source)
    found = decode(data)
    if found.encoding is None:
        raise UnreadableError("binary, or in an encoding that cannot be told", source=source.source)
    return found.text, found.warnings

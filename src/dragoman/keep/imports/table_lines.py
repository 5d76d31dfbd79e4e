"""The lines of a tab-separated file, plain, gzipped or zipped, one at a time and never longer than memory allows."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, cast

from dragoman.errors import UnreadableError
from dragoman.keep.imports.faults import Faults

# The longest published rows, POLECAT's with all people of a story, have some 20,000 bytes.
MAX_LINE_BYTES = 1_000_000
# What reading may raise where a file or what it is packed in is broken.
BROKEN = (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError)
# What the published files write for nothing.
_NOTHING = frozenset(["", "None", "NA", "NULL", "nan"])


def read_lines(path: Path, faults: Faults) -> Iterator[tuple[int, list[str | None]]]:
    """Each line's number, from 1, and its fields; `None` for an empty one. Empty lines are passed over.

    A line that is no UTF-8 is read as Latin-1, as older files are; one too long is rejected. A file that breaks off
    is read up to there and its end rejected.
    """
    number = 0
    try:
        with open_bytes(path) as stream:
            while line := stream.readline(MAX_LINE_BYTES):
                number += 1
                if len(line) == MAX_LINE_BYTES and not line.endswith(b"\n"):
                    faults.reject(number, "line too long")
                    _skip_line(stream)
                elif line.strip():
                    yield number, split_line(decode_line(line))
    except BROKEN as error:
        if not number:
            reason = getattr(error, "strerror", None) or str(error)
            raise UnreadableError(reason, source=str(path)) from error
        faults.reject(number + 1, "the file breaks off here")


@contextmanager
def open_bytes(path: Path) -> Iterator[IO[bytes]]:
    """The bytes of a file, unpacked; a zip archive must hold one file."""
    with ExitStack() as stack:
        raw = stack.enter_context(path.open("rb"))
        start = raw.read(4)
        raw.seek(0)
        if start[:2] == b"\x1f\x8b":
            yield cast(IO[bytes], stack.enter_context(gzip.open(raw, "rb")))
        elif start == b"PK\x03\x04":
            archive = stack.enter_context(zipfile.ZipFile(raw))
            names = [name for name in archive.namelist() if not name.endswith("/")]
            if len(names) != 1:
                raise UnreadableError(f"{len(names)} files in the archive, not one", source=str(path))
            yield io.BufferedReader(cast(io.RawIOBase, stack.enter_context(archive.open(names[0]))))
        else:
            yield raw


def decode_line(line: bytes) -> str:
    """A line as text, without its end."""
    try:
        return line.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        return line.decode("latin-1").rstrip("\r\n")


def split_line(line: str) -> list[str | None]:
    r"""The fields of a line: quotes around a whole field are taken off, words for nothing are `None`.

    >>> split_line('7\tNone\t"a, b"\t')
    ['7', None, 'a, b', None]
    """
    if '"' in line:
        return [_field(field) for field in line.split("\t")]
    return [None if (text := field.strip()) in _NOTHING else text for field in line.split("\t")]


def _field(field: str) -> str | None:
    text = field.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1].replace('""', '"').strip()
    return None if text in _NOTHING else text


def _skip_line(stream: IO[bytes]) -> None:
    """Read on to the end of a line."""
    while (more := stream.readline(MAX_LINE_BYTES)) and not more.endswith(b"\n"):
        pass

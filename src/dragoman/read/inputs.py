"""Where bytes come from: files, folders, compressed files, standard input, file objects.

An `Input` is open, can be looked into without taking anything (`head`), and knows what to call
itself. Nothing here waits for what may never come: devices and named pipes are turned away, except
those the shell opens itself (`/dev/stdin`, `/dev/fd/63`).
"""

from __future__ import annotations

import gzip
import io
import os
import re
import stat
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO, TypeAlias, cast

from dragoman.errors import UnreadableError

_HEAD_BYTES = 65_536
# Gzip shrinks news 3 times, tables of short repeated rows up to 50 times, and zeros 1,000 times.
MAX_GZIP_RATIO = 200
MIN_BOMB_BYTES = 16 * 1024 * 1024
if TYPE_CHECKING:
    Stream: TypeAlias = io.BufferedReader[Any]  # the class takes no parameter when it runs
else:
    Stream = io.BufferedReader


@dataclass(frozen=True, slots=True)
class Input:
    """An open stream of bytes. `source` is its path as given, `name` what ids are made of.

    `suffix` is the last of the file's name in lower case, without `.gz`; `charset` what a server says of
    the bytes.
    """

    stream: Stream
    source: str
    name: str
    suffix: str = ""
    charset: str | None = None

    @property
    def head(self) -> bytes:
        """The first bytes, up to 64 KiB, left in the stream."""
        return self.stream.peek(_HEAD_BYTES)

    def read(self, max_bytes: int) -> bytes:
        """All bytes; `UnreadableError` where there are more than `max_bytes`."""
        data = self.stream.read(max_bytes + 1)
        if len(data) > max_bytes:
            raise UnreadableError(f"larger than {max_bytes:,} bytes", source=self.source)
        return data


def open_bytes(
    data: bytes, source: str, name: str | None = None, suffix: str | None = None, charset: str | None = None
) -> Input:
    """An input of bytes at hand; `suffix` says what its name does not."""
    stream = io.BufferedReader(io.BytesIO(data), _HEAD_BYTES)
    found = _suffix(name or source) if suffix is None else suffix
    return _unzip(Input(stream, source, name or source, found, charset))


def open_path(path: Path, name: str | None = None, folder: str | None = None) -> Input:
    """A file, opened; `UnreadableError` with a plain reason where it cannot be.

    It is called as given also where its path counts from a `folder` that is not the present one.
    """
    source = os.fspath(path)
    path = Path(folder, path) if folder else path
    try:
        mode = path.stat().st_mode
        _check_mode(mode, source)
        stream = cast(Stream, path.open("rb", buffering=_HEAD_BYTES))
    except (OSError, ValueError) as error:
        raise UnreadableError(describe_failure(error, path), source=source) from None
    try:
        return _unzip(Input(stream, source, name or path.name, _suffix(path.name)))
    except UnreadableError:
        stream.close()
        raise


def open_stdin() -> Input:
    """Standard input, named "stdin"."""
    if sys.stdin is None:
        raise UnreadableError("standard input is closed", source="stdin")
    return open_file(sys.stdin, "stdin")


def open_file(file: IO[bytes] | IO[str], name: str | None = None) -> Input:
    """A file object, binary or text, from where it stands; named for its file where it has one."""
    given = getattr(file, "name", None)
    source = name or (os.fsdecode(given) if isinstance(given, str | bytes) else "file")
    binary = getattr(file, "buffer", file) if name == "stdin" else file
    if isinstance(binary, io.BufferedReader):
        stream = binary
    elif isinstance(binary.read(0), str):
        text = "".join(iter(lambda: cast(str, binary.read(_HEAD_BYTES)), ""))
        return open_bytes(encode(text), source, Path(source).name)
    else:
        # Read whole: a reader laid over it would close the caller's file when it goes.
        return open_bytes(cast(BinaryIO, binary).read(), source, Path(source).name)
    return _unzip(Input(stream, source, Path(source).name or source, _suffix(source)))


def is_url(text: str) -> bool:
    """Whether a string is an address that can be fetched.

    >>> is_url("https://example.org/a"), is_url("example.org"), is_url("ftp://example.org")
    (True, False, False)
    """
    return bool(re.match(r"\s*https?://\S+\s*\Z", text, re.IGNORECASE))


def is_folder(path: Path) -> bool:
    """Whether a path leads to a folder."""
    try:
        return path.is_dir()
    except (OSError, ValueError):  # no permission on the way, or no file name at all: opening says so
        return False


def encode(text: str) -> bytes:
    """UTF-8 of any string; lone surrogates, which have none, as U+FFFD."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode("utf-8")


def _unzip(source: Input) -> Input:
    # A crawl is many gzip files in one, and `warc` reads on where one of them is damaged.
    if not source.head.startswith(b"\x1f\x8b") or source.suffix == ".warc":
        return source
    stream = io.BufferedReader(_Unpacked(source.stream, source.source), _HEAD_BYTES)
    return replace(source, stream=stream)


class _Unpacked(io.RawIOBase):
    """What a gzip stream unpacks to, up to a bomb."""

    def __init__(self, packed: Stream, source: str) -> None:
        self._packed, self._source = _Counted(packed), source
        self._file = gzip.GzipFile(fileobj=self._packed)  # type: ignore[call-overload]
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._file.read1(len(buffer))
        self._given += len(data)
        if self._given > max(MIN_BOMB_BYTES, MAX_GZIP_RATIO * self._packed.taken):
            raise UnreadableError(f"unpacks to more than {MAX_GZIP_RATIO} times its size", source=self._source)
        buffer[: len(data)] = data
        return len(data)


class _Counted:
    """A stream that counts what is taken from it."""

    def __init__(self, stream: Stream) -> None:
        self._stream, self.taken = stream, 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.taken += len(data)
        return data


def _suffix(name: str) -> str:
    path = Path(name.lower())
    return Path(path.stem).suffix if path.suffix == ".gz" else path.suffix


def _check_mode(mode: int, source: str) -> None:
    shell = source.startswith(("/dev/fd/", "/proc/self/fd/")) or source == "/dev/stdin"
    if stat.S_ISDIR(mode):
        raise UnreadableError("a folder, not a file", source=source)
    if not stat.S_ISREG(mode) and not shell:
        kind = "named pipe" if stat.S_ISFIFO(mode) else "device or socket"
        raise UnreadableError(f"a {kind}, not a file", source=source)


def describe_failure(error: OSError | ValueError, path: Path) -> str:
    """Why a file or folder cannot be opened, in plain words."""
    if isinstance(error, PermissionError):
        return "no permission to read it"
    if isinstance(error, FileNotFoundError):
        return "a link to a file that is not there" if path.is_symlink() else "no such file"
    if isinstance(error, OSError) and error.strerror:
        return f"cannot be opened: {error.strerror.lower()}"
    return "cannot be opened: not a file name"

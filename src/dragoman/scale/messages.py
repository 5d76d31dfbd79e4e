"""How a pool and its workers talk: pickled objects over pipes, each behind its length."""

from __future__ import annotations

import pickle
import struct
from typing import Any, BinaryIO, NamedTuple

from dragoman.errors import DragomanError
from dragoman.records import CoderCard

_LENGTH = struct.Struct("<Q")


class Ready(NamedTuple):
    """A worker has its coder."""

    card: CoderCard


class Raised(NamedTuple):
    """A worker cannot go on: an error to be raised as it is, or the traceback of one of ours."""

    error: DragomanError | None
    trace: str = ""


def write_message(pipe: BinaryIO, message: object) -> None:
    """Send one object, whole."""
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def read_message(pipe: BinaryIO) -> Any:
    """The next object; `EOFError` where the other side is gone, also in the middle of one.

    >>> import io
    >>> pipe = io.BytesIO()
    >>> write_message(pipe, ["Baku"])
    >>> _ = pipe.seek(0)
    >>> read_message(pipe)
    ['Baku']
    """
    (length,) = _LENGTH.unpack(_read(pipe, _LENGTH.size))
    return pickle.loads(_read(pipe, length))


def _read(pipe: BinaryIO, size: int) -> bytes:
    data = pipe.read(size)
    if len(data) < size:
        raise EOFError
    return data

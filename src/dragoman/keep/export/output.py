"""A file that takes its place only when it is whole: written beside it, then renamed over it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import UsageError


@contextmanager
def open_output(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """A binary file that becomes `path` when the block ends, and leaves no trace when it fails.

    A link is followed and stays a link; a device or pipe (`/dev/null`) is written straight. The
    mode of a file that was there is kept. What cannot be written raises `UsageError` at once.
    """
    target = Path(os.path.realpath(path))
    if _is_special(target):
        with _opened(target, path, os.O_WRONLY) as sink:
            yield sink
        return
    waiting = target.with_name(f".dragoman-{os.getpid()}-{os.urandom(4).hex()}")
    try:
        with _opened(waiting, path, os.O_WRONLY | os.O_CREAT | os.O_EXCL) as sink:
            yield sink
        if target.exists():
            waiting.chmod(stat.S_IMODE(target.stat().st_mode))
        waiting.replace(target)
    except BaseException:
        with suppress(OSError):
            waiting.unlink()
        raise


def _is_special(target: Path) -> bool:
    """Whether something other than a plain file is there; `UsageError` for a folder."""
    try:
        mode = target.stat().st_mode
    except (OSError, ValueError):
        return False
    if stat.S_ISDIR(mode):
        raise UsageError(f"cannot write {target}: it is a folder")
    return not stat.S_ISREG(mode)


def _opened(target: Path, asked: str | os.PathLike[str], flags: int) -> BinaryIO:
    """The file, open to write, with the mode the user's umask gives."""
    try:
        return os.fdopen(os.open(target, flags, 0o666), "wb")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UsageError(f"cannot write {os.fspath(asked)}: {reason}") from error

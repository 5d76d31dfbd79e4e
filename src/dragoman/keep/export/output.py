"""Output that is whole or not there: files renamed into their place, interrupts held back."""

from __future__ import annotations

import os
import signal
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from dragoman.errors import UsageError


@contextmanager
def open_output(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """A binary file that becomes `path` when the block ends, and leaves no trace when it fails.

    A link is followed and stays a link; a device or pipe (`/dev/null`) is written straight. The
    mode of a file that was there is kept. What cannot be written raises `UsageError` at once.
    """
    target, special = _find_target(path)
    if special:
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


@contextmanager
def open_sink(output: str | None) -> Iterator[BinaryIO]:
    """Where bytes go: a file put in its place when whole, or standard output where no name is given."""
    if output is not None:
        with open_output(output) as sink:
            yield sink
        return
    yield sys.stdout.buffer
    sys.stdout.buffer.flush()


def _find_target(path: str | os.PathLike[str]) -> tuple[Path, bool]:
    """The file that `path` leads to, and whether something other than a plain file is there.

    A folder, or a name no file can have, raises `UsageError` now and not when all work is done.
    """
    try:
        target = Path(os.path.realpath(path))
        mode = target.stat().st_mode
    except FileNotFoundError:
        return target, False
    except (OSError, ValueError) as error:
        raise _refused(path, error) from error
    if stat.S_ISDIR(mode):
        raise UsageError(f"cannot write {os.fspath(path)}: it is a folder")
    return target, not stat.S_ISREG(mode)


def _opened(target: Path, asked: str | os.PathLike[str], flags: int) -> BinaryIO:
    """The file, open to write, with the mode the user's umask gives."""
    try:
        return os.fdopen(os.open(target, flags, 0o666), "wb")
    except OSError as error:
        raise _refused(asked, error) from error


def _refused(asked: str | os.PathLike[str], error: OSError | ValueError) -> UsageError:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return UsageError(f"cannot write {os.fspath(asked)}: {reason}")


class Interrupts:
    """Ctrl-C, held back while a record is being written so that no output ends half way.

    A second Ctrl-C is not held back: the reader of a pipe may be the one that hangs.
    """

    def __init__(self) -> None:
        self._holding = self._waiting = False
        self._before: Any = None

    def __enter__(self) -> Interrupts:
        # Elsewhere than in the main thread no handler can be set, and none is called. A process
        # told to ignore interrupts (nohup, &) goes on ignoring them.
        with suppress(ValueError):
            if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
                self._before = signal.signal(signal.SIGINT, self._on_interrupt)
        return self

    def __exit__(self, *_: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def _on_interrupt(self, *_: object) -> None:
        if self._holding and not self._waiting:
            self._waiting = True
            return
        raise KeyboardInterrupt

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let the block end before an interrupt counts."""
        self._holding = True
        try:
            yield
        finally:
            self._holding = False
        if self._waiting:
            raise KeyboardInterrupt

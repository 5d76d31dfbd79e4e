"""Where a verb's output goes: a file that is put in its place when whole, or standard output."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from dragoman.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console


@contextmanager
def open_sink(output: str | None) -> Iterator[BinaryIO]:
    """Where bytes go, by the value of `-o`."""
    if output is not None:
        from dragoman.keep.export.output import open_output

        with open_output(output) as sink:
            yield sink
        return
    if sys.stdout is None:
        raise UsageError("standard output is closed: give -o FILE")
    yield sys.stdout.buffer
    sys.stdout.buffer.flush()


@contextmanager
def open_console(sink: BinaryIO, *, to_file: bool) -> Iterator[Console]:
    """A console that prints into a sink, which stays open; letters its encoding lacks become question marks."""
    from dragoman.show.terminal import Terminal

    encoding = "utf-8" if to_file else sys.stdout.encoding
    page = io.TextIOWrapper(sink, encoding=encoding, errors="replace", newline="\n")
    try:
        yield Terminal(page)
        page.flush()
    finally:
        page.detach()

"""Whatever a file does, it ends in documents or in one line each, soon, and the next file is read."""

from __future__ import annotations

import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.hostile import make_files

from dragoman.errors import DocumentError
from dragoman.read import read_many
from dragoman.records import Document

# The slowest takes 4 seconds here, the most a tenth of one.
MAX_SECONDS = 60


class TooSlowError(BaseException):
    """No `Exception`, so that nothing that is tested takes it for its own."""


@contextmanager
def limit(name: str) -> Iterator[None]:
    """Break off what takes too long, on systems that have a clock for it."""

    def ring(*_: object) -> None:
        raise TooSlowError(name)

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(MAX_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def test_five_hundred_hostile_files_are_all_accounted_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    counts: Counter[str] = Counter()
    for name, data in make_files():
        path = tmp_path / name
        path.write_bytes(data)
        began = time.monotonic()
        with limit(name):
            found = list(read_many(path))
        assert found, f"{name} came to nothing"
        assert time.monotonic() - began < MAX_SECONDS, name
        for one in found:
            assert isinstance(one, Document) or (isinstance(one, DocumentError) and "\n" not in str(one)), name
            # None but the file's own name is in what came of it.
            assert "root:" not in (one.text if isinstance(one, Document) else str(one))
        counts["read" if any(isinstance(one, Document) for one in found) else "rejected"] += 1
        path.unlink()
    assert counts.total() >= 500
    assert counts["read"] > 100
    with capsys.disabled():
        print(f"\n{counts.total()} hostile files: {counts['read']} read, {counts['rejected']} rejected, 0 lost")


def test_the_files_are_the_same_each_time() -> None:
    first, second = make_files(), make_files()
    for _ in range(100):
        assert next(first) == next(second)

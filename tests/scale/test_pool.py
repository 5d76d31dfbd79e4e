"""A pool gives what one process gives, whatever happens to its workers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.factory import CARD, document
from tests.scale.coders import OTHER, Obedient

from dragoman.errors import DocumentError, DragomanError, KnowledgeError, UnreadableError
from dragoman.records import Document, Record
from dragoman.scale.plain import Given, Told, code_plain
from dragoman.scale.pool import AHEAD, Pool

ROOT = Path(__file__).parents[2]
OBEDIENT = "tests.scale.coders:Obedient"


def texts(*words: str) -> list[Document]:
    """Documents `0`, `1`, ... with what each tells the coder to do."""
    return [document(id=str(number), text=text, source=f"{number}.txt") for number, text in enumerate(words)]


def code(*words: str, workers: int = 2) -> list[Told]:
    with Pool(workers, OBEDIENT) as pool:
        return list(pool.code(texts(*words)))


def summed_up(told: list[Told]) -> list[str]:
    return [one.document.id if isinstance(one, Record) else str(one) for one in told]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_records_come_in_the_order_of_the_documents(workers: int) -> None:
    words = ["slow" if number % 5 == 0 else "quick" for number in range(20)]
    assert summed_up(code(*words, workers=workers)) == [str(number) for number in range(20)]


def test_several_processes_are_at_work() -> None:
    told = code(*["slow"] * 12, workers=2)
    assert len({one.warnings for one in told if isinstance(one, Record)}) == 2


def test_there_are_no_more_workers_than_documents() -> None:
    with Pool(8, OBEDIENT) as pool:
        assert len(list(pool.code(texts("one", "two")))) == 2
        assert len(pool._workers) <= 2


def test_errors_are_the_same_as_in_one_process() -> None:
    given: list[Given] = [*texts("a", "raise", "foreign"), UnreadableError("not JSON", source="x"), *texts("b")]
    with Pool(2, OBEDIENT) as pool:
        told = list(pool.code(given))
    assert summed_up(told) == summed_up(list(code_plain(given, Obedient().code)))
    assert [type(one).__name__ for one in told] == [
        "Record",
        "DocumentError",
        "LanguageError",
        "UnreadableError",
        "Record",
    ]


def test_a_document_that_kills_its_worker_costs_itself_alone() -> None:
    told = code(*["quick"] * 5, "die", *["quick"] * 9, "die", *["quick"] * 20)
    died = [one for one in told if isinstance(one, DocumentError)]
    assert [str(one) for one in died] == [
        "5.txt: the process that coded it ended (SIGKILL)",
        "15.txt: the process that coded it ended (SIGKILL)",
    ]
    assert [one.document.id for one in told if isinstance(one, Record)] == [
        str(number) for number in range(36) if number not in (5, 15)
    ]


def test_every_document_may_kill_its_worker() -> None:
    assert all(isinstance(one, DocumentError) for one in code(*["die"] * 6))


def test_what_a_coder_prints_is_in_nobodys_way(capfd: pytest.CaptureFixture[str]) -> None:
    assert summed_up(code("print", "print")) == ["0", "1"]
    assert capfd.readouterr().out == ""


def test_no_more_than_some_documents_are_read_ahead() -> None:
    read, most = 0, 0

    def reading() -> Iterator[Document]:
        nonlocal read
        for one in texts(*["quick"] * 300):
            read += 1
            yield one

    with Pool(2, OBEDIENT) as pool:
        for given_back, _ in enumerate(pool.code(reading())):
            most = max(most, read - given_back)
    assert read == 300
    assert most <= 2 * AHEAD


def test_what_cannot_be_read_on_is_raised_behind_what_was_read() -> None:
    def reading() -> Iterator[Document]:
        yield from texts("slow", "quick")
        raise OSError("the disk is gone")

    told: list[Told] = []
    with Pool(2, OBEDIENT) as pool, pytest.raises(OSError, match="the disk is gone"):
        told.extend(pool.code(reading()))
    assert summed_up(told) == ["0", "1"]


def test_an_end_of_the_coder_that_is_no_documents_fault_is_raised() -> None:
    with Pool(2, "tests.scale.coders:Unable") as pool, pytest.raises(KnowledgeError, match=r"frames\.json is missing"):
        list(pool.code(texts("a", "b")))
    with Pool(2, "tests.scale.coders:Faulty") as pool, pytest.raises(RuntimeError, match="ZeroDivisionError"):
        list(pool.code(texts("a", "b")))


def test_workers_that_never_begin_are_given_up() -> None:
    with Pool(1, "tests.scale.coders:Mortal") as pool, pytest.raises(DragomanError, match="ended before it could code"):
        list(pool.code(texts("a")))


def test_another_coder_than_the_one_asked_for_is_refused() -> None:
    with Pool(1, OBEDIENT, OTHER) as pool, pytest.raises(DragomanError, match="coder is another"):
        list(pool.code(texts("a")))


def test_the_card_is_the_workers() -> None:
    with Pool(1, OBEDIENT) as pool:
        assert pool.card == CARD


def test_a_fault_is_raised_with_its_traceback_where_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_DEBUG", "1")
    with Pool(1, OBEDIENT) as pool, pytest.raises(RuntimeError, match="KeyError: 'e7'"):
        list(pool.code(texts("raise")))


def test_no_process_is_left_behind() -> None:
    with Pool(2, OBEDIENT) as pool:
        told = pool.code(texts(*["slow"] * 100))
        for _ in range(3):
            next(told)
        left = [worker._process for worker in pool._workers]
    assert len(left) == 2
    assert all(process.poll() is not None for process in left)


_ABANDONED = """
import os, sys
from tests.scale.test_pool import OBEDIENT, texts
from dragoman.scale.pool import Pool
pool = Pool(2, OBEDIENT)
for one in pool.code(texts(*["slow"] * 1000)):
    if len(pool._workers) == 2:
        print(*[worker._process.pid for worker in pool._workers], flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills with a signal")
def test_workers_end_with_a_pool_that_is_killed() -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    process = subprocess.Popen([sys.executable, "-c", _ABANDONED], env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    workers = [int(word) for word in process.stdout.readline().split()]
    process.send_signal(signal.SIGKILL)
    process.communicate()
    until = time.monotonic() + 20
    while any(_is_alive(pid) for pid in workers) and time.monotonic() < until:
        time.sleep(0.05)
    assert len(workers) == 2
    assert not any(_is_alive(pid) for pid in workers)


def _is_alive(pid: int) -> bool:
    """Whether a process runs; one that only waits to be reaped by whoever took it over does not."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().split(") ")[1][0] != "Z"
    except ProcessLookupError:
        return False
    except OSError:
        return True

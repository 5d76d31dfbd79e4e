"""Keeping with several workers: every document exactly once, whoever is killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from dragoman.keep.view import open_archive
from keeping import read_content

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}

# Every tenth document is a later version of an earlier one, every eleventh the same as the one before it, every
# fiftieth cannot be read. What coded it is no part of what is compared.
_RUN = textwrap.dedent(
    """
    import sys, time
    from contextlib import closing
    from dataclasses import replace
    from tests.factory import CARD, document
    from tests.scale.coders import Obedient
    from dragoman.errors import UnreadableError
    from dragoman.keep import writer
    from dragoman.scale.pool import Pool
    from dragoman.scale.plain import code_plain
    from dragoman.show.tally import Tally
    from dragoman.verbs.keep import keep_all
    writer.BATCH_DOCUMENTS = 4

    def documents():
        for number in range(150):
            page = number - 7 if number % 10 == 9 else number - (number % 11 == 5)
            same = number if number % 10 == 9 else page
            if number % 50 == 49:
                yield UnreadableError("odd", source=f"{number}.txt")
            else:
                text = "Talks were slow." if same % 7 == 0 else "Talks."
                yield document(url=f"https://news.example/{page}", publisher=f"Wire {same}", text=text)

    class Library:
        card = CARD
        def code_many(self, given):
            workers = int(sys.argv[2])
            with Pool(workers, "tests.scale.coders:Obedient") as pool:
                told = pool.code(given) if workers > 1 else code_plain(given, Obedient().code)
                for one in told:
                    print("one", file=sys.stderr, flush=True)
                    yield replace(one, warnings=()) if hasattr(one, "warnings") else one
        def code(self, given): ...
        def read_many(self, *given): ...

    sys.exit(keep_all(sys.argv[1], documents(), Library(), Tally(quiet=True), quiet=True))
    """
)


def start(archive: Path, workers: int) -> subprocess.Popen[str]:
    call = [sys.executable, "-c", _RUN, str(archive), str(workers)]
    return subprocess.Popen(call, cwd=ROOT, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True)


def finish(archive: Path, workers: int) -> None:
    process = start(archive, workers)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 1, err
    assert "Traceback" not in err


@pytest.mark.parametrize("workers", [2, 3])
def test_it_is_the_same_archive_for_any_number_of_workers(workers: int, tmp_path: Path) -> None:
    finish(tmp_path / "one.duckdb", 1)
    finish(tmp_path / "many.duckdb", workers)
    assert read_content(tmp_path / "many.duckdb") == read_content(tmp_path / "one.duckdb")


@pytest.mark.skipif(sys.platform == "win32", reason="kills with a signal")
def test_killed_again_and_again_it_ends_as_if_undisturbed(tmp_path: Path) -> None:
    whole, killed = tmp_path / "whole.duckdb", tmp_path / "killed.duckdb"
    finish(whole, 1)
    chance, died = random.Random(7), 0
    for _ in range(8):
        process = start(killed, 2)
        assert process.stderr is not None
        for _ in range(chance.randint(2, 12)):
            process.stderr.readline()
        time.sleep(chance.uniform(0, 0.06))
        process.kill()
        died += process.wait() == -signal.SIGKILL
        process.stderr.close()
    assert died == 8
    finish(killed, 2)
    assert read_content(killed) == read_content(whole)


@pytest.mark.skipif(sys.platform == "win32", reason="interrupts with a signal")
def test_ctrl_c_keeps_what_was_done_and_ends_the_workers(tmp_path: Path) -> None:
    process = start(tmp_path / "news.duckdb", 2)
    assert process.stderr is not None
    for _ in range(6):
        assert process.stderr.readline() == "one\n"
    children = _find_children(process.pid)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "Traceback" not in err
    assert len(open_archive(tmp_path / "news.duckdb")) >= 5
    assert not any(Path(f"/proc/{pid}").exists() for pid in children)


def _find_children(parent: int) -> list[int]:
    """The processes that one has started, where the system tells."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent:
            found.append(int(stat.parent.name))
    return found

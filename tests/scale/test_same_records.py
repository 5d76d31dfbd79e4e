"""One document gives one record, however many workers there are and whatever was coded before it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import dragoman
from dragoman.errors import DocumentError, NoTextError
from dragoman.evaluate.gold import load_split
from dragoman.flow import Coder
from dragoman.records import Document, Record

ROOT = Path(__file__).parents[2]
EXAMPLES = ("report.txt", "wire.txt", "reports.jsonl")


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return [gold.document for gold in load_split("dev")[:40]]


def as_lines(records: list[Record]) -> dict[str, str]:
    return {record.document.id: json.dumps(record.to_dict()) for record in records}


def test_the_examples_are_coded_by_many_as_by_one(coder: Coder) -> None:
    """What one process makes of them is held against the goldens in `tests/test_goldens.py`."""
    found = list(dragoman.read_many([str(ROOT / "examples" / name) for name in EXAMPLES]))
    one, many = (list(coder.pipe(found, workers=workers)) for workers in (1, 2))
    assert [json.dumps(record.to_dict()) for record in many] == [json.dumps(record.to_dict()) for record in one]
    assert len(one) == len(found) > 2


def test_neither_order_nor_repetition_changes_a_record(coder: Coder, documents: list[Document]) -> None:
    once = as_lines(list(coder.pipe(documents)))
    assert as_lines(list(coder.pipe(reversed(documents), workers=2))) == once
    assert as_lines(list(coder.pipe(documents[::3] * 2))) == {one.id: once[one.id] for one in documents[::3]}


def test_what_cannot_be_coded_is_told_and_the_rest_goes_on(coder: Coder) -> None:
    told: list[DocumentError] = []
    given = ["Kenya's president met the Ugandan foreign minister.", "", "Oman's envoy met Iran's minister in Muscat."]
    assert len(list(coder.pipe(given, workers=2, rejected=told.append))) == 2
    assert [type(one) for one in told] == [NoTextError]
    with pytest.raises(NoTextError):
        list(coder.pipe(given))


def test_a_script_needs_no_guard(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import dragoman\n"
        "texts = ['Kenya and Uganda held talks in Kampala.'] * 3\n"
        "print(len([*dragoman.Coder().pipe(texts, workers=2)]))\n"
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=120, cwd=ROOT / "src")
    assert done.stdout == "3\n", done.stderr


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-m", "dragoman", *arguments]
    return subprocess.run(call, capture_output=True, text=True, timeout=120, cwd=ROOT / "src")


def test_the_command_writes_the_same_bytes(tmp_path: Path) -> None:
    inputs = [str(ROOT / "examples" / name) for name in EXAMPLES]
    for workers in ("1", "2"):
        done = run("code", *inputs, "missing.txt", "-o", str(tmp_path / f"{workers}.jsonl"), "--workers", workers)
        assert done.returncode == 1
        assert done.stderr.splitlines()[0] == "rejected  missing.txt: no such file"
    assert (tmp_path / "2.jsonl").read_bytes() == (tmp_path / "1.jsonl").read_bytes()


@pytest.mark.parametrize("workers", ["0", "-1", "many", "1000", "1.5"])
def test_a_number_of_workers_is_asked_for(workers: str) -> None:
    done = run("code", "x.txt", "--workers", workers)
    assert done.returncode == 2
    assert done.stderr == f"dragoman: --workers is a number from 1 to 256, or auto: {workers}\n"

"""What a long run tells of itself, to people and to programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.factory import TEXT, record

from dragoman.errors import UnreadableError
from dragoman.show import tally as tally_module
from dragoman.show.tally import Tally
from dragoman.verbs.progress import count_documents


def test_documents_are_counted_where_that_takes_no_reading(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "b.jsonl").write_text('{"text": "Two."}\n\n{"text": "Three."}\n')
    folder = tmp_path / "in" / ".hidden"
    folder.mkdir(parents=True)
    (tmp_path / "in" / "c.html").write_text("<p>Four.")
    (folder / "d.txt").write_text("Not read.")
    assert count_documents([str(tmp_path)]) == 4
    assert count_documents([str(tmp_path), "missing.txt"]) == 5
    (tmp_path / "table.csv").write_text("text\nFive.\n")
    assert count_documents([str(tmp_path)]) is None
    assert count_documents(["-"]) is None


def test_programs_get_one_object_a_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(tally_module, "perf_counter", lambda: now[0])
    tally = Tally(log=True, total=6)
    tally.add(record())
    tally.reject(UnreadableError("not JSON", source="a.jsonl", line=7))
    now[0] += 20
    tally.add(record())
    tally.finish(interrupted=True)
    rejected, progress, finished = map(json.loads, capsys.readouterr().err.splitlines())
    assert rejected == {"kind": "rejected", "source": "a.jsonl", "line": 7, "reason": "not JSON"}
    words = 2 * len(TEXT.split())
    assert progress == {
        "kind": "progress",
        "documents": 3,
        "of": 6,
        "coded": 2,
        "rejected": 1,
        "skipped": 0,
        "undated": 0,
        "events": 4,
        "words": words,
        "words_per_second": round(words / 20),
        "seconds": 20.0,
        "seconds_left": 20,
    }
    assert finished == progress | {"kind": "finished", "interrupted": True}


def test_people_get_the_pace_in_words(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(tally_module, "perf_counter", lambda: now[0])
    tally = Tally()
    tally.add(record())
    tally.add(record())
    now[0] += 2
    tally.finish()
    expected = f"coded 2 documents, rejected 0, 4 events, 2.0 s, {len(TEXT.split())} words/s, 1.0 documents/s\n"
    assert capsys.readouterr().err == expected


def test_quiet_leaves_rejections(capsys: pytest.CaptureFixture[str]) -> None:
    tally = Tally(quiet=True)
    tally.add(record())
    tally.reject(UnreadableError("not JSON", source="a.jsonl", line=7))
    tally.finish()
    assert capsys.readouterr().err == "rejected  a.jsonl:7: not JSON\n"

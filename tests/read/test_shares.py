"""Files read in shares are the documents that one call of `read_many` reads."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dragoman.errors import DocumentError
from dragoman.read import read_many
from dragoman.read.shares import FILES_A_SHARE, Repeats, are_files, read_share, share_out
from dragoman.records import Document
from dragoman.settings import Settings

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Small files, a file of several documents with one that repeats an id, something unreadable, a hidden file."""
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for number in range(FILES_A_SHARE + 3):
        (tmp_path / "in" / f"{number:03}.txt").write_text(f"Envoys met for the {number}th time in Baku.")
    lines = [
        '{"id": "a", "text": "Talks were held in Oslo."}',
        "not JSON",
        '{"id": "a", "text": "Talks went on there."}',
    ]
    (tmp_path / "in" / "deep" / "news.jsonl").write_text("\n".join(lines))
    (tmp_path / "in" / "noise.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "in" / ".hidden.txt").write_text("Nobody reads this one here.")
    return tmp_path / "in"


def summed_up(found: list[Document | DocumentError]) -> list[object]:
    return [one if isinstance(one, Document) else (type(one), str(one)) for one in found]


def read_in_shares(paths: list[str], folder: str | None = None) -> list[Document | DocumentError]:
    repeats = Repeats()
    found = (one for share in share_out(paths) for one in read_share(share, Settings(), folder))
    return [one if isinstance(one, DocumentError) else repeats.warn(one) for one in found]


def test_shares_in_order_are_what_is_read_at_once(folder: Path) -> None:
    paths = [str(folder), "missing.txt", str(ROOT / "examples" / "reports.jsonl"), str(folder / "000.txt")]
    at_once = summed_up(list(read_many(paths)))
    assert summed_up(read_in_shares(paths)) == at_once
    assert sum(isinstance(one, Document) and bool(one.warnings) for one in at_once) >= 1
    assert sum(isinstance(one, tuple) for one in at_once) == 3


def test_small_files_go_together_and_others_alone(folder: Path) -> None:
    shares = list(share_out([str(folder)]))
    sizes = [len(share) for share in shares]
    assert sum(sizes) == FILES_A_SHARE + 5
    assert max(sizes) == FILES_A_SHARE
    assert [len(share) for share in shares if any("jsonl" in str(file) for file in share)] == [1]


def test_paths_count_from_where_they_were_given(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    here = summed_up(list(read_many(["deep", "000.txt", "missing.txt"])))
    shares = list(share_out(["deep", "000.txt", "missing.txt"]))
    monkeypatch.chdir(os.sep)
    found: list[Document | DocumentError] = []
    for share in shares:
        found += read_share(share, Settings(), str(folder))
    repeats = Repeats()
    assert summed_up([one if isinstance(one, DocumentError) else repeats.warn(one) for one in found]) == here


@pytest.mark.parametrize("path", ["-", "https://example.org/feed.xml", "ftp://example.org/a", "/dev/stdin"])
def test_what_only_one_can_read_is_told_apart(path: str) -> None:
    assert not are_files(["a.txt", path])
    assert are_files(["a.txt", "folder/"])

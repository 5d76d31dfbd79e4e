"""Of a folder the documents are read; scripts, pictures and lock files beside them are counted."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dragoman.read import read_many
from dragoman.read.folders import count_others, find_suffix, is_taken
from dragoman.records import Document

TEXT = "Norway condemned the attack on Ukraine."
PAGE = f"<!doctype html><html><body><p>{TEXT}</p></body></html>"


def fill(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")


def test_documents_are_taken_and_the_others_counted(tmp_path: Path) -> None:
    fill(tmp_path, a__txt=TEXT, b__py="import os", c__php=PAGE, d__lock=TEXT, e=TEXT, f__js="{}", g__html=PAGE)
    fill(tmp_path, news__duckdb="x")
    found = [one.id for one in read_many([str(tmp_path)]) if isinstance(one, Document)]
    assert found == ["a.txt", "c.php", "e", "g.html"]
    assert count_others([str(tmp_path)]) == {".py": 1, ".lock": 1, ".js": 1, ".duckdb": 1}
    assert count_others([str(tmp_path)], {str((tmp_path / "news.duckdb").resolve())}) == {
        ".py": 1,
        ".lock": 1,
        ".js": 1,
    }


def test_a_file_that_is_named_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    fill(tmp_path, b__py=TEXT)
    (found,) = read_many([str(tmp_path / "b.py")])
    assert isinstance(found, Document)
    assert count_others([str(tmp_path / "b.py")]) == {}


def test_a_folder_of_other_things_holds_nothing_to_read(tmp_path: Path) -> None:
    fill(tmp_path, b__py=TEXT)
    assert [str(found) for found in read_many([str(tmp_path)])] == [f"{tmp_path}: a folder without files to read"]


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("a.tar.gz", ".tar"), ("talks of 3.5.2024", ""), ("x.TXT", ".txt"), (".hidden", ".hidden"), ("a.b c", "")],
)
def test_a_suffix_is_told_from_the_end_of_a_title(name: str, suffix: str) -> None:
    assert find_suffix(name) == suffix


def test_what_cannot_be_opened_is_not_taken_and_not_waited_for(tmp_path: Path) -> None:
    assert not is_taken(tmp_path / "gone.php")
    os.mkfifo(tmp_path / "pipe.php")
    assert not is_taken(tmp_path / "pipe.php")

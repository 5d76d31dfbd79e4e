"""Stories in an archive: joined as documents come, found from an event, left by a document that changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.factory import CARD, document, record

from dragoman import Record, join_archive
from dragoman.cli import main
from dragoman.errors import ArchiveError
from dragoman.keep.stories import count_strays, find_progress, read_stories
from dragoman.keep.view import open_archive
from dragoman.keep.writer import open_keeper


def _told(number: int, day: str) -> Record:
    """One report of the factory's meeting, by another publisher on some day."""
    return record(
        document=document(
            id=f"d{number}", url=f"https://a.example/{number}", publisher=f"Paper {number}", published=day
        )
    )


def _keep(path: Path, *records: Record) -> None:
    with open_keeper(path, CARD) as keeper:
        for one in records:
            keeper.add(one)


def test_an_event_finds_its_story(tmp_path: Path) -> None:
    path = tmp_path / "news.duckdb"
    _keep(path, _told(1, "2024-05-14"), _told(2, "2024-05-15"))
    join_archive(path)
    told = open_archive(path).sql("SELECT story, document_key FROM told_events ORDER BY document_key").to_pylist()
    assert {row["document_key"] for row in told} == {1, 2}
    stories = [{row["story"] for row in told if row["document_key"] == key} for key in (1, 2)]
    assert stories[0] == stories[1]
    assert None not in stories[0]


def test_what_comes_later_joins_what_is_there(tmp_path: Path) -> None:
    daily, whole = tmp_path / "daily.duckdb", tmp_path / "whole.duckdb"
    reports = [_told(1, "2024-05-14"), _told(2, "2024-05-15"), _told(3, "2024-07-20")]
    for report in reports:
        _keep(daily, report)
        join_archive(daily)
    _keep(whole, *reports)
    join_archive(whole)
    assert [*read_stories(daily)] == [*read_stories(whole)]
    assert sorted(len(story.documents) for story in read_stories(whole)) == [1, 1, 2, 2]
    assert find_progress(daily).upto == 3
    assert open_archive(daily).sql("SELECT story FROM stories").num_rows == 4


@pytest.mark.parametrize("again", [False, True])
def test_the_file_alone_holds_the_stories(tmp_path: Path, again: bool) -> None:
    path, copied = tmp_path / "news.duckdb", tmp_path / "copied.duckdb"
    _keep(path, _told(1, "2024-05-14"), _told(2, "2024-05-15"))
    join_archive(path)
    join_archive(path, again)
    assert not Path(f"{path}.wal").exists()
    copied.write_bytes(path.read_bytes())
    assert [*read_stories(copied)] == [*read_stories(path)] != []


def test_joining_no_archive_makes_none(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError):
        join_archive(tmp_path / "news.duckdb")
    assert not (tmp_path / "news.duckdb").exists()


def test_joining_twice_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "news.duckdb"
    _keep(path, _told(1, "2024-05-14"))
    join_archive(path)
    once = [*read_stories(path)]
    join_archive(path)
    assert [*read_stories(path)] == once
    join_archive(path, again=True)
    assert [*read_stories(path)] == once


def test_a_document_that_changed_leaves_its_story(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "news.duckdb"
    _keep(path, _told(1, "2024-05-14"))
    join_archive(path)
    assert count_strays(path) == 0
    first = _told(1, "2024-05-14")
    _keep(path, replace(first, document=replace(first.document, text=first.document.text + " All is different.")))
    assert open_archive(path).sql("FROM story_reports").num_rows == 0
    assert count_strays(path) == 1
    assert main(["stories", str(path)]) == 0
    assert "1 document has changed since stories were joined" in capsys.readouterr().err
    assert main(["stories", str(path), "--again"]) == 0
    assert "changed" not in capsys.readouterr().err
    assert open_archive(path).sql("FROM story_reports").num_rows == 2


def test_an_archive_that_is_being_written_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "news.duckdb"
    with open_keeper(path, CARD) as keeper:
        keeper.add(_told(1, "2024-05-14"))
        assert main(["stories", str(path)]) == 2
        assert capsys.readouterr().err.count("\n") == 1

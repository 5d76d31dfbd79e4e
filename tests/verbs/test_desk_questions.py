"""What the desk remembers of an archive it forgets when something is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.factory import CARD, document, record
from tests.show.desk.reports import told

from dragoman.errors import ArchiveError
from dragoman.keep.view import open_archive
from dragoman.keep.writer import open_keeper
from dragoman.verbs.desk_questions import MOST_REMEMBERED, DeskQuestions, Memory


def _keep(path: Path, number: int, day: str) -> None:
    with open_keeper(path, CARD) as keeper:
        keeper.add(told(number, "Fjord Wire", day))


def test_answers_follow_what_is_written(tmp_path: Path) -> None:
    path = tmp_path / "news.duckdb"
    with open_keeper(path, CARD) as keeper:
        keeper.add(record(document=document(id="d1", published="2024-05-14")))
    questions = DeskQuestions(open_archive(path))
    first = questions.find_meetings(who=("NOR",))
    assert questions.find_meetings(who=("NOR",)) is first
    _keep(path, 2, "2024-05-14")
    assert questions.find_meetings(who=("NOR",)).reports == first.reports + 1


def test_few_answers_are_remembered(tmp_path: Path) -> None:
    memory = Memory(str(tmp_path / "none"))
    for number in range(3 * MOST_REMEMBERED):
        assert memory.recall("square", {"of": number}, lambda number=number: number**2) == number**2
    asked = []
    assert memory.recall("square", {"of": 0}, lambda: asked.append("again") or 0) == 0
    assert asked == ["again"]
    last = 3 * MOST_REMEMBERED - 1
    assert memory.recall("square", {"of": last}, lambda: -1) == last**2


def test_reading_all_for_their_meaning_is_for_one_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "news.duckdb"
    _keep(path, 1, "2024-05-14")
    questions = DeskQuestions(open_archive(path))
    with questions._reading, pytest.raises(ArchiveError, match="try again"):
        questions.find_stands("NOR", "shelling", thorough=True)
    assert questions.find_stands("NOR", "shelling", thorough=True).course.stands

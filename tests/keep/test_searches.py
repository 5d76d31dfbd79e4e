"""Saved searches: each name once, no number twice, and a way in between the batches of a long run."""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path

import pytest
from tests.factory import CARD, record

from dragoman.errors import ArchiveError, UsageError
from dragoman.keep.archive import open_changing
from dragoman.keep.searches import delete_search, find_search, list_searches, save_search
from dragoman.keep.writer import open_keeper


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "news.duckdb"
    with open_keeper(found, CARD) as keeper:
        keeper.add(record())
    return found


def test_what_is_saved_is_listed_by_name(path: Path) -> None:
    border = save_search(path, "  border\nclosed ", "?text=border+closed&type=SANCTION")
    accusations = save_search(path, "Accusations", "type=ACCUSE")
    assert list_searches(path) == [accusations, border]
    assert (border.name, border.query) == ("border closed", "text=border+closed&type=SANCTION")
    assert find_search(path, border.id) == border


def test_a_name_saved_anew_keeps_its_number(path: Path) -> None:
    first = save_search(path, "Baku", "actor=AZE")
    later = save_search(path, "Baku", "actor=AZE&type=ACCUSE")
    assert later.id == first.id
    assert list_searches(path) == [later]


def test_a_number_is_never_given_twice(path: Path) -> None:
    first = save_search(path, "Baku", "actor=AZE")
    assert delete_search(path, first.id)
    assert not delete_search(path, first.id)
    assert find_search(path, first.id) is None
    assert save_search(path, "Yerevan", "actor=ARM").id > first.id


@pytest.mark.parametrize(
    ("name", "query"),
    [("", "a=b"), (" \n", "a=b"), ("x" * 201, "a=b"), ("x", " ? "), ("x", "a" * 2001), ("\ud83d", "a")],
)
def test_what_cannot_be_saved_is_said(name: str, query: str, path: Path) -> None:
    with pytest.raises(UsageError):
        save_search(path, name, query)
    assert list_searches(path) == []


def test_hostile_words_stay_words(path: Path) -> None:
    name = "'; DROP TABLE searches; --"
    save_search(path, name, "q=%27--")
    assert [one.name for one in list_searches(path)] == [name]


def test_no_archive_is_made_by_saving(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no archive"):
        save_search(tmp_path / "none.duckdb", "x", "a=b")
    assert list(tmp_path.iterdir()) == []


def test_a_search_is_saved_while_a_run_is_going_on(path: Path) -> None:
    with open_keeper(path, CARD) as keeper:
        keeper.add(record())
        save_search(path, "Baku", "actor=AZE")
    assert [one.name for one in list_searches(path)] == ["Baku"]


def test_threads_do_not_lose_each_others_searches(path: Path) -> None:
    threads = [threading.Thread(target=save_search, args=(path, f"n{number}", "a=b")) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(list_searches(path)) == 8


def test_a_change_that_breaks_off_leaves_all_as_it_was(path: Path) -> None:
    with contextlib.suppress(RuntimeError), open_changing(path) as connection:
        connection.execute("INSERT INTO searches (name, query, saved_at) VALUES ('x', 'y', now())")
        raise RuntimeError
    assert list_searches(path) == []

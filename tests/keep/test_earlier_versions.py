"""An archive of an earlier version: brought up when it is opened, with all that was in it, laid out as a new one is.

`archive-1.duckdb.gz` was written by a dragoman whose archives were of version 1: the factory's record, the same under
another address, and their stories.
"""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from tests.factory import CARD, document, record

from dragoman import join_archive
from dragoman.keep.migrations import FOLDER
from dragoman.keep.searches import list_searches, save_search
from dragoman.keep.stories import read_stories
from dragoman.keep.view import View, open_archive
from dragoman.keep.writer import open_keeper

ROOT = Path(__file__).parents[1]
_LAYOUT = """
SELECT table_name, column_name, column_index, data_type, is_nullable, column_default FROM duckdb_columns()
WHERE NOT internal ORDER BY ALL
"""
_VIEWS = "SELECT view_name, sql FROM duckdb_views() WHERE NOT internal ORDER BY view_name"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.duckdb"
    path.write_bytes(gzip.decompress((ROOT / "data" / "archive-1.duckdb.gz").read_bytes()))
    return path


def _kept() -> list[object]:
    other = document(url="https://b.example/2", publisher="Other Wire", id="d2", published="2024-05-15")
    return [record(), record(document=other)]


def test_it_comes_up_with_all_that_was_in_it(old: Path) -> None:
    view = open_archive(old)
    assert list(view.records()) == _kept()
    assert view.events().num_rows == 4
    assert len(list(read_stories(old))) == 2
    steps = view.sql("SELECT name FROM migrations ORDER BY name")["name"].to_pylist()
    assert steps == sorted(path.stem for path in FOLDER.glob("*.sql"))


def _layout(view: View) -> list[object]:
    return [view.sql(_LAYOUT).to_pylist(), view.sql(_VIEWS).to_pylist()]


def test_it_is_then_laid_out_as_a_new_one_is(old: Path, tmp_path: Path) -> None:
    with open_keeper(tmp_path / "new.duckdb", CARD):
        pass
    assert _layout(open_archive(old)) == _layout(open_archive(tmp_path / "new.duckdb"))


def test_it_is_written_as_a_new_one_is(old: Path) -> None:
    with open_keeper(old, CARD) as keeper:
        assert keeper.knows(record().document)
        keeper.add(record(document=document(url="https://c.example/3", publisher="Third Wire", id="d3")))
    assert open_archive(old).events().num_rows == 6
    assert join_archive(old) == 2
    saved = save_search(old, "Oslo", "text=Oslo")
    assert list_searches(old) == [saved]

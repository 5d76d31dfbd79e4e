"""The user's corrections are read, kept, and win over the list."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge import load
from dragoman.knowledge.overlay import Actor, read_overlay, write_overlay

NEW = """
[[actor]]
name = "Lake Zorn Commission"
names = ["LZC", "NATO"]
kind = "organization"
country = "IGO"
represents = "LZC"

[[actor]]
name = "World Health Organization"
sectors = ["MED", "EDU"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "overlay.toml").write_text(NEW, "utf-8")
    return tmp_path


def test_a_new_actor_is_known_by_all_his_names_and_wins(folder: Path) -> None:
    base = load(folder)
    for name in ("Lake Zorn Commission", "LZC", "NATO"):
        length, [known] = base.match(name.split(), 0)
        assert length == len(name.split())
        assert (known.name, known.country, known.represents) == ("Lake Zorn Commission", "IGO", "LZC")


def test_an_actor_on_the_list_keeps_what_is_not_corrected(folder: Path) -> None:
    old, new = load().get("WHO"), load(folder).get("WHO")
    assert new.sectors == ("MED", "EDU") != old.sectors
    assert new._replace(sectors=old.sectors) == old
    assert load(folder).match(["WHO"], 0)[1][0].sectors == ("MED", "EDU")


def test_the_version_says_that_the_user_added_something(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    built = load().version
    with_overlay = load(folder).version
    (folder / "overlay.toml").write_text(NEW.replace("LZC", "LZK"), "utf-8")
    changed = load(folder).version
    assert len({built, with_overlay, changed}) == 3
    assert with_overlay.startswith(f"{built}+")
    assert load(tmp_path_factory.mktemp("empty")).version == built


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ('names = ["X"]', "no name"),
        ('name = "X"\nkind = "planet"', "X: no kind 'planet'"),
        ('name = "X"\ncountry = "XQX"', "X: no actor code 'XQX'"),
        ('name = "X"\nsectors = ["ABC"]', "X: no sector 'ABC'"),
        ('name = "X"\nsectors = "GOV"', "X: sectors is no list"),
        ('name = "X"\nwikidata = "P31"', "X: no Wikidata id: 'P31'"),
        ('name = "X"\ncolour = "red"', "X: no field 'colour'"),
    ],
)
def test_a_wrong_actor_is_told_and_the_rest_is_read(table: str, fault: str) -> None:
    actors, faults = read_overlay(f'[[actor]]\n{table}\n[[actor]]\nname = "Y"\n', load().codes())
    assert (actors, faults) == ([Actor("Y")], [(1, fault)])


def test_what_is_written_is_read_again() -> None:
    actor = Actor('The "Zorn" Committee', ("ZC",), "group", "KEN", "", ("REB",), "Q1")
    assert read_overlay(write_overlay([actor]), load().codes()) == ([actor], [])


def test_a_fault_in_the_folder_is_an_error_that_names_the_file(folder: Path) -> None:
    (folder / "overlay.toml").write_text('[[actor]]\nname = "X"\nkind = "planet"\n', "utf-8")
    with pytest.raises(KnowledgeError, match=r"overlay\.toml: actor 1: X: no kind 'planet'"):
        load(folder)

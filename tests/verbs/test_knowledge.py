"""`dragoman knowledge` says what is loaded and loads more, and coding then knows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.flow import Coder
from dragoman.records import Document

PEOPLE = """name,country,office,start,end,wikidata,aliases
Ama Testova,Ghana,Foreign Minister,2031-01-01,,,Ama T. Testova
Kofi Probe,Atlantis,President,2031-01-01,,,
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DRAGOMAN_KNOWLEDGE", str(tmp_path / "mine"))
    return tmp_path


def write(path: Path, text: str) -> str:
    path.write_text(text, "utf-8")
    return str(path)


def test_status_names_counts_sources_and_the_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["knowledge", "status"]) == 0
    shown = capsys.readouterr().out
    assert "country" in shown
    assert "factbook, up to 2026-05-31" in shown
    assert shown.rstrip().endswith(f"{folder / 'mine'}: none")


def test_good_rows_are_loaded_and_bad_ones_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write(folder / "people.csv", PEOPLE)
    assert main(["knowledge", "load", file]) == 1
    out, err = capsys.readouterr()
    assert out == f"loaded 1 person in 1 office from {file}\n"
    assert err == f"rejected  {file}:3: no state or organisation known as 'Atlantis'\n"
    main(["knowledge", "status"])
    assert "people/people.csv" in capsys.readouterr().out


def test_a_loaded_person_is_coded_with_his_office_of_the_day(folder: Path) -> None:
    before = Coder().code("Ama Testova arrived in Oslo.").coder.knowledge
    assert main(["knowledge", "load", write(folder / "p.csv", PEOPLE)]) == 1
    text = "Ama T. Testova arrived in Oslo. The Ghanaian foreign minister met Norway's president."
    record = Coder().code(Document(id="d", text=text, published="2031-02-01"))
    person = record.entities[0]
    assert (person.represents, person.office) == ("GHA", "Minister of Foreign Affairs")
    assert person.reason == "known holder of Minister of Foreign Affairs on 2031-02-01"
    assert record.coder.knowledge.startswith(f"{before}+")


def test_an_overlay_is_merged_with_what_was_loaded_before(folder: Path) -> None:
    for name in ("One", "Two"):
        assert main(["knowledge", "load", write(folder / "o.toml", f'[[actor]]\nname = "Body {name}"\n')]) == 0
    assert (folder / "mine" / "overlay.toml").read_text("utf-8").count("[[actor]]") == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["load"], "no file to load"),
        (["load", "no-such.csv"], "no such file: no-such.csv"),
        (["status", "x.csv"], "status takes no file"),
    ],
)
def test_a_wrong_call_is_one_line(
    folder: Path, arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["knowledge", *arguments]) == 2
    assert capsys.readouterr().err.startswith(f"dragoman: {says}")


def test_a_file_that_is_no_toml_is_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["knowledge", "load", write(folder / "o.toml", "actor = [")]) == 2
    assert "not TOML" in capsys.readouterr().err

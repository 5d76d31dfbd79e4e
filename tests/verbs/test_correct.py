"""`dragoman correct` and `corrections`: what they print, what other verbs show then, and the file that comes out."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.factory import CARD, TEXT, document, event, record
from tests.verbs.test_keep import LATER, Fake

from dragoman import cli
from dragoman.evaluate.gold import read_gold
from dragoman.keep.corrections import correct, list_corrections
from dragoman.keep.export import table
from dragoman.keep.record_lines import read_records
from dragoman.keep.view import open_archive
from dragoman.keep.writer import open_keeper
from dragoman.records import Record


@pytest.fixture
def path(tmp_path: Path) -> str:
    found = tmp_path / "news.duckdb"
    with open_keeper(found, CARD) as keeper:
        keeper.add(record())
        keeper.add(record(document=document(id="d2", url="https://b.example/2", publisher="Other Wire")))
    return str(found)


def run(*arguments: str) -> int:
    return cli.main(list(arguments))


def test_each_way_of_saying_it(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("correct", path, "d1", "v1", "--confirm", "--by", "Ana") == 0
    assert (
        run("correct", path, "d1", "v2", "--set", "type=ACCUSE", "--set", "modes=", "--by", "Ana", "--note", "see 4")
        == 0
    )
    assert run("correct", path, "d1", "p2", "--reject", "--by", "Ana") == 0
    words = "--set=type=REQUEST", "--set=trigger=underlined", "--set=actors=e1, e2"
    assert run("correct", path, "d1", "event", "--add", *words, "--by", "Ana") == 0
    assert run("correct", path, "d1", "p2", "--undo", "--by", "Ben") == 0
    assert capsys.readouterr().out.splitlines() == [
        'confirmed event v1 (CONSULT, "met") of d1 (correction 1)',
        'corrected event v2 (RETREAT, "release") of d1 (correction 2)',
        "  type: RETREAT → ACCUSE",
        "  modes: release → none",
        'rejected position p2 (welcome, "the release of the prisoners") of d1 (correction 3)',
        'added event v3 (REQUEST, "underlined") of d1 (correction 4)',
        'withdrawn position (welcome, "the release of the prisoners") of d1 (correction 5)',
    ]
    assert [row["type"] for row in _events(path)] == ["CONSULT", "REQUEST", "ACCUSE"]


def _events(path: str, **given: Any) -> list[dict[str, Any]]:
    return [row for row in open_archive(path).events(**given).to_pylist() if row["document_id"] == "d1"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["d1", "v1"], "nothing is said of it: give --confirm"),
        (["d1", "v1", "--confirm", "--reject"], "not allowed with argument"),
        (["d1", "v1", "--confirm", "--set", "type=AID"], "--set goes alone or with --add"),
        (["d1", "v1", "--set", "type"], "--set is no FIELD=VALUE: type"),
        (["d9", "v1", "--confirm"], "no document 'd9' in the archive"),
        (["d1", "v9", "--confirm"], "no 'v9' in the document: it has e1"),
        (["d1", "v1", "--set", "type=CHAT"], "type: no 'CHAT': choose from"),
        (["d1", "v1", "--undo"], "nothing that stands was said of v1"),
        (["d1", "v1", "--confirm", "--by", " "], "a correction needs the name of who makes it"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(
    arguments: list[str], said: str, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("correct", path, *arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1
    assert list_corrections(path) == []


def test_one_file_is_left(path: str) -> None:
    run("correct", path, "d1", "v1", "--confirm", "--by", "Ana")
    assert sorted(file.name for file in Path(path).parent.iterdir()) == ["news.duckdb", "news.duckdb.lock"]


def test_the_list_says_who_what_and_why(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    run("correct", path, "d1", "v1", "--set", "type=SUPPORT", "--by", "Ana", "--note", "they praised it")
    run("correct", path, "d2", "v1", "--confirm", "--by", "Ben")
    run("correct", path, "d2", "v1", "--undo", "--by", "Ben")
    capsys.readouterr()
    assert run("corrections", path) == 0
    out = capsys.readouterr().out
    assert re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "TIME", out).splitlines() == [
        '    1  TIME  corrected event v1 (CONSULT, "met") · d1, by Ana',
        "       type: CONSULT → SUPPORT",
        "       modes: visit → none",
        "       they praised it",
        "1 correction",
    ]
    assert run("corrections", path, "--history", "--by", "Ben", "-f", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert [(one["verdict"], one["standing"], one["supersedes"]) for one in found] == [
        ("confirmed", False, None),
        ("withdrawn", False, 2),
    ]


def test_what_was_taken_back_is_told_the_other_way_round(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    run("correct", path, "d1", "v1", "--set", "type=SUPPORT", "--by", "Ana")
    run("correct", path, "d1", "v1", "--undo", "--by", "Ben")
    capsys.readouterr()
    assert run("corrections", path, "--history") == 0
    told = [line.strip() for line in capsys.readouterr().out.splitlines()]
    first, then = (next(at for at, line in enumerate(told) if word in line) for word in ("corrected", "withdrawn"))
    assert (told[first + 1], told[then + 1]) == ("type: CONSULT → SUPPORT", "type: SUPPORT → CONSULT")


def test_what_is_not_applied_is_told_after_recoding(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    run("correct", path, "d1", "p2", "--reject", "--by", "Ana")
    run("correct", path, "d1", "v1", "--set", "auxiliary=future", "--by", "Ana")
    capsys.readouterr()

    class WithoutPositions(Fake):
        def code(self, document: Any) -> Record:
            return record(document=document, coder=self.card, events=(event(),), positions=())

    assert cli.main(["recode", path, "-q"], library=WithoutPositions(LATER)) == 0
    err = capsys.readouterr().err
    assert f"1 correction found no item in the new coding, 1 did (dragoman corrections {path} --not-applied)" in err
    run("corrections", path, "--not-applied")
    assert "not applied: no position is told there any more" in capsys.readouterr().out
    assert _events(path)[0]["auxiliary"] == "future"


def test_a_correction_can_be_taken_back_by_its_number(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    run("correct", path, "d1", "v1", "--reject", "--by", "Ana")
    assert run("corrections", "undo", path, "1", "--by", "Ben") == 0
    assert len(_events(path)) == 2
    capsys.readouterr()
    assert run("corrections", "undo", path, "1", "--by", "Ben") == 2
    assert capsys.readouterr().err == "dragoman: correction 1 does not stand any more\n"
    assert run("corrections", "undo", path, "one") == 2


def test_other_verbs_show_the_corrected_answer_or_the_coders(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    run("correct", path, "d1", "v1", "--set", "type=SUPPORT", "--by", "Ana")
    run("correct", path, "d1", "v2", "--reject", "--by", "Ana")
    capsys.readouterr()
    for coded, types in (
        (False, ["CONSULT", "RETREAT", "SUPPORT"]),
        (True, ["CONSULT", "CONSULT", "RETREAT", "RETREAT"]),
    ):
        more = ["--as-coded"] if coded else []
        run("events", path, "-f", "json", *more)
        assert sorted(row["type"] for row in json.loads(capsys.readouterr().out)) == types
        output = f"{path}.csv"
        assert run("export", path, "-o", output, *more) == 0
        lines = Path(output).read_text().splitlines()
        assert ("corrected" in lines[0], len(lines) - 1) == (True, len(types))
        for other in (["timeline", path, "NOR", "OSCE"], ["network", path], ["meetings", path, "-f", "json"]):
            assert run(*other, *more) == 0
        capsys.readouterr()


def test_a_terminal_says_what_a_person_has_looked_at(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    run("correct", path, "d1", "v1", "--confirm", "--by", "Ana")
    capsys.readouterr()
    run("events", path, "--type", "CONSULT")
    assert " ".join(capsys.readouterr().out.split()).count("· confirmed") == 1


def test_exports_say_what_was_corrected(path: str, tmp_path: Path) -> None:
    run("correct", path, "d1", "v1", "--set", "type=SUPPORT", "--by", "Ana")
    for name in ("all.jsonl", "all.geojson", "all.parquet"):
        assert run("export", path, "-o", str(tmp_path / name)) == 0
    found = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text().splitlines()]
    assert [event.get("corrected") for event in found[0]["events"]] == ["corrected", None]
    assert "corrected" not in found[1]["events"][0]
    features = json.loads((tmp_path / "all.geojson").read_text())["features"]
    assert [one["properties"]["corrected"] for one in features] == ["corrected", None, None, None]
    assert run("export", path, "-f", "plover", "-o", str(tmp_path / "all.plover")) == 0
    comments = [json.loads(line)["comment"] or "" for line in (tmp_path / "all.plover").read_text().splitlines()]
    assert sum("corrected by a person" in comment for comment in comments) == 1


# -- the file to train and measure with -------------------------------------------------------


@pytest.fixture
def reviewed(path: str, tmp_path: Path) -> Path:
    run("correct", path, "d1", "v1", "--confirm", "--by", "Ana")
    run("correct", path, "d1", "v2", "--reject", "--by", "Ben", "--note", "it was not yet done")
    run("correct", path, "d1", "p1", "--set", "force=criticise", "--by", "Ana")
    found = tmp_path / "reviewed.jsonl"
    assert run("corrections", "export", path, "-o", str(found)) == 0
    return found


def test_only_reviewed_documents_come_out_with_who_said_what(reviewed: Path) -> None:
    (line,) = [json.loads(line) for line in reviewed.read_text().splitlines()]
    assert (line["document"]["id"], line["document"]["text"]) == ("d1", TEXT)
    assert [event["id"] for event in line["events"]] == ["v1"]
    assert line["review"] == {"items": 6, "reviewed": 3}
    said = [(one["item_id"], one["verdict"], one["made_by"], one["fields"]) for one in line["corrections"]]
    assert said == [
        ("v1", "confirmed", "Ana", []),
        ("v2", "rejected", "Ben", []),
        ("p1", "corrected", "Ana", ["force"]),
    ]
    assert line["corrections"][1]["before"]["type"] == "RETREAT"
    assert line["corrections"][1]["note"] == "it was not yet done"
    assert line["corrections"][2]["before"] == {"force": "reject"}


def test_the_file_is_one_of_records(reviewed: Path, path: str) -> None:
    (found,) = read_records(reviewed)
    assert found == next(open_archive(path).records(id="d1"))
    assert isinstance(found, Record)
    assert table([found], "positions")["corrected"].to_pylist() == ["corrected", None, None]


def test_the_same_archive_gives_the_same_bytes(reviewed: Path, path: str, tmp_path: Path) -> None:
    again = tmp_path / "again.jsonl"
    run("corrections", "export", path, "-o", str(again))
    assert again.read_bytes() == reviewed.read_bytes()


def test_complete_is_what_was_looked_at_whole(path: str, reviewed: Path, tmp_path: Path) -> None:
    found = tmp_path / "complete.jsonl"
    assert run("corrections", "export", path, "--complete", "-o", str(found)) == 0
    assert found.read_text() == ""
    for item in ("m1", "p2", "p3"):
        run("correct", path, "d1", item, "--confirm", "--by", "Ana")
    assert run("corrections", "export", path, "--complete", "-o", str(found)) == 0
    assert len(found.read_text().splitlines()) == 1


def test_an_archive_that_nobody_looked_at_is_said(
    path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "none.jsonl"
    assert run("corrections", "export", path, "-o", str(output)) == 2
    assert "nothing in the archive has been confirmed, corrected or rejected yet" in capsys.readouterr().err
    assert not output.exists()


def test_the_coder_is_measured_against_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A real coding: where its events are rejected or told otherwise, it is measured to be wrong by as much."""
    archive, output = str(tmp_path / "real.duckdb"), str(tmp_path / "reviewed.jsonl")
    assert run("keep", archive, "examples/report.txt", "-q") == 0
    events = open_archive(archive).events()["id"].to_pylist()
    correct(archive, "report.txt", events[0], "confirmed", made_by="Ana")
    scores = []
    for turn in range(3):
        if turn == 1:
            correct(archive, "report.txt", events[0], "rejected", made_by="Ana")
        if turn == 2:
            correct(archive, "report.txt", events[1], "corrected", {"type": "PROTEST"}, made_by="Ana")
        run("corrections", "export", archive, "-o", output)
        capsys.readouterr()
        assert run("evaluate", "documents", output) == 0
        scores.append(json.loads(capsys.readouterr().out)["events"])
    found = len(events)
    assert scores[0] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert (scores[1]["precision"], scores[1]["recall"]) == (round((found - 1) / found, 4), 1.0)
    assert scores[2]["precision"] == round((found - 2) / found, 4)
    assert scores[2]["recall"] < 1


def test_a_record_as_gold_is_the_record(reviewed: Path) -> None:
    (gold,) = read_gold(reviewed)
    (found,) = read_records(reviewed)
    assert isinstance(found, Record)
    back = gold.record()
    assert [one.id for one in back.events] == [one.id for one in found.events]
    assert [(one.speaker, one.force, one.about) for one in back.positions] == [
        (one.speaker, one.force, one.about) for one in found.positions
    ]
    assert back.entities == found.entities
    assert back.document == found.document


def test_what_is_neither_gold_nor_a_record_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for line in ('{"document": 7}', '{"events": []}', "[1]", '"x"', "null"):
        bad = tmp_path / "bad.jsonl"
        bad.write_text(line + "\n")
        assert run("evaluate", "documents", str(bad)) == 1
        assert "not an annotated document" in capsys.readouterr().err

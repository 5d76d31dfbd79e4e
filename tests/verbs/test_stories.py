"""`dragoman stories` prints what the library joins, in every format, and names lines that are no records."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from tests.relate.reports import again, at, event, on, tell

from dragoman.cli import main
from dragoman.keep.export.lines import make_line
from dragoman.reports import Story

TEXT = "Raiders killed 9 people in Kafanbo in northern Benin on Tuesday and burned the market, the mayor said by phone."


# A record with an event whose sentence is none.
BROKEN = (
    '{"document": {"id": "x", "text": "y"}, "events": [{"id": "v1", "type": "AID", "sentence": 5, "trigger": [0, 1]}]}'
)


@pytest.fixture
def records(tmp_path: Path) -> Path:
    raid = event(recipients=("BEN",), date=on("2024-03-05"), place=at("Kafanbo"), sentence=(0, len(TEXT)))
    one = tell("a", TEXT, "2024-03-05", event(**{**_values(raid), "sentence": _whole(TEXT)}), publisher="Wire")
    two = again(one, "b", publisher="Post")
    other = TEXT.replace("killed 9", "killed 12").replace("by phone", "at a funeral on Wednesday")
    three = tell("c", other, "2024-03-06", event(**{**_values(raid), "sentence": _whole(other)}), publisher="Daily")
    path = tmp_path / "all.jsonl"
    path.write_text("".join(make_line(record) + "\n" for record in (one, two, three)), encoding="utf-8")
    return path


def _values(one: object) -> dict[str, object]:
    return {name: getattr(one, name) for name in ("recipients", "date", "place")}


def _whole(text: str) -> object:
    from dragoman.records import Span

    return Span(0, len(text))


def test_the_table_has_one_line_a_story_and_marks_contradictions(
    records: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["stories", str(records)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(
        "2024-03-05  ASSAULT ? > BEN in Kafanbo  [3 reports, 3 publishers, 1 copy]  Raiders killed 9"
    )
    assert lines[1].split() == "! killed: 9 (1) or 12 (1)".split()
    assert lines[2] == "1 story in 3 documents, 1 told by more than one"


def test_json_and_lines_hold_whole_stories(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["stories", str(records), "--format", "json"])
    (as_json,) = json.loads(capsys.readouterr().out)
    main(["stories", str(records), "--format", "jsonl"])
    as_line = json.loads(capsys.readouterr().out)
    assert as_json == as_line
    assert Story.from_dict(as_json).documents == ("a", "b", "c")


def test_csv_has_one_row_a_story(records: Path, tmp_path: Path) -> None:
    assert main(["stories", str(records), "--format", "csv", "-o", str(tmp_path / "out.csv")]) == 0
    (row,) = csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text(encoding="utf-8")))
    assert (row["documents"], row["publishers"], row["contradictions"]) == (
        "3",
        "Wire;Post;Daily",
        "killed: 9 (1) or 12 (1)",
    )


@pytest.mark.parametrize(("option", "value"), [("--since", "2024-03-07"), ("--min-reports", "4")])
def test_stories_that_are_not_wished_for_are_left_out(
    records: Path, option: str, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["stories", str(records), option, value, "--format", "jsonl"])
    assert capsys.readouterr().out == ""


def test_a_line_that_is_no_record_is_named_and_the_rest_goes_on(
    records: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = [
        "no json",
        "[]",
        '{"document": null}',
        '{"document": {"id": 1, "text": "x"}}',
        '{"text": "a document"}',
        "5",
        BROKEN,
    ]
    whole = records.read_text(encoding="utf-8")
    records.write_text("\n".join([*bad, whole]), encoding="utf-8")
    assert main(["stories", str(records), "--format", "jsonl"]) == 1
    out, err = capsys.readouterr()
    assert len(json.loads(out)["reports"]) == 3
    assert [line.split(": ")[0].rpartition(":")[2] for line in err.splitlines()] == [str(n) for n in range(1, 8)]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["nowhere.jsonl"], "no such file or folder: nowhere.jsonl"),
        (["x", "--since", "yesterday"], "--since is no date"),
        (["-", "-"], "only once"),
        ([], "required: RECORDS"),
    ],
)
def test_a_wrong_call_is_one_line(arguments: list[str], reason: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stories", *arguments]) == 2
    err = capsys.readouterr().err
    assert reason in err
    assert err.count("\n") == 1


def test_a_cell_of_csv_is_no_formula(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = tell("a", TEXT, "2024-03-05", event(recipients=("BEN",), date=on("2024-03-05")), publisher="=1+1")
    path = tmp_path / "one.jsonl"
    path.write_text(make_line(told) + "\n", encoding="utf-8")
    assert main(["stories", str(path), "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["publishers"] for row in rows] == ["'=1+1"]


def test_documents_that_come_too_late_to_join_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = [tell(f"d{n}", TEXT, day, event(recipients=("BEN",))) for n, day in enumerate(("2024-03-05", "2024-05-01"))]
    late = again(told[0], "late", publisher="Post")
    path = tmp_path / "all.jsonl"
    path.write_text("".join(make_line(record) + "\n" for record in (*told, late)), encoding="utf-8")
    assert main(["stories", str(path)]) == 0
    assert capsys.readouterr().err.startswith("1 document comes more than 7 days too late to join a story (late first)")
    path.write_text("".join(make_line(record) + "\n" for record in (told[0], late, told[1])), encoding="utf-8")
    assert main(["stories", str(path)]) == 0
    assert capsys.readouterr().err == ""

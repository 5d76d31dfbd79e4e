"""`dragoman positions` lists a side's statements by day from records or texts, and marks what changed."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.factory import CARD, document, record

from dragoman.cli import main
from dragoman.keep.writer import open_keeper

TEXTS = str(Path(__file__).parents[2] / "examples" / "statements.jsonl")
CLAIMS = [TEXTS, "--of", "AZE", "--on", "territorial claims"]


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("records")
    assert main(["code", TEXTS, "--format", "jsonl", "-o", str(folder / "all.jsonl"), "-q"]) == 0
    return folder


def test_a_table_shows_both_sentences_of_a_change(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert main(["positions", *CLAIMS]) == 0
    shown = capsys.readouterr().out
    assert "since 2024-05-21: force: state -> demand" in shown
    assert "still contains claims" in shown.partition("was:")[2]
    assert "25 percent" not in shown


@pytest.mark.parametrize("as_folder", [True, False])
def test_records_are_listed_as_their_texts_are(
    as_folder: bool, records: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["positions", *CLAIMS, "--format", "json"])
    of_texts = capsys.readouterr().out
    path = records if as_folder else records / "all.jsonl"
    assert main(["positions", str(path), *CLAIMS[1:], "--format", "json"]) == 0
    assert capsys.readouterr().out == of_texts


def test_csv_has_a_row_for_each(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["positions", str(records), "--of", "Azerbaijan", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["number"] for row in rows] == [str(n) for n in range(len(rows))]
    assert {row["side"] for row in rows} == {"AZE"}
    assert [row["happened_on"] for row in rows] == sorted(row["happened_on"] for row in rows)


def test_every_format_says_the_same(records: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = ["positions", str(records), "--of", "AZE", "--on", "territorial claims"]
    assert main([*call, "--format", "json"]) == 0
    stands = json.loads(capsys.readouterr().out)["stands"]
    for suffix in ("csv", "tsv", "jsonl", "parquet", "json", "txt"):
        assert main([*call, "-o", str(tmp_path / f"x.{suffix}")]) == 0
    assert capsys.readouterr().out == ""
    lines = [json.loads(line) for line in (tmp_path / "x.jsonl").read_text("utf-8").splitlines()]
    assert lines == [{"number": number, **stand} for number, stand in enumerate(stands)]
    assert pq.read_table(tmp_path / "x.parquet").to_pylist() == lines
    tabs = [line.split("\t") for line in (tmp_path / "x.tsv").read_text("utf-8").splitlines()]
    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as sheet:
        rows = list(csv.reader(sheet))
    assert rows == tabs
    assert rows[0] == list(lines[0])
    assert json.loads((tmp_path / "x.json").read_text("utf-8"))["stands"] == stands
    assert "Azerbaijan (AZE)" in (tmp_path / "x.txt").read_text("utf-8")


def test_what_reports_of_one_story_tell_is_listed_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(tmp_path / "news.duckdb")
    with open_keeper(path, CARD) as keeper:
        for number in (1, 2):
            url, day = f"https://a.example/{number}", f"2024-05-1{number}"
            keeper.add(record(document=document(id=f"d{number}", url=url, published=day), meetings=()))
    call = ["positions", path, "--of", "NOR", "--format", "jsonl"]
    assert main(call) == 0
    before = capsys.readouterr()
    assert len(before.out.splitlines()) == 2
    assert before.err.startswith("2 statements of 2 reports\nreports are counted, for stories are not joined")
    assert main(["stories", path]) == 0
    capsys.readouterr()
    assert main(call) == 0
    after = capsys.readouterr()
    assert [json.loads(line)["document"] for line in after.out.splitlines()] == ["d1"]
    assert after.err == "1 statement of 2 reports\n"
    assert main([*call, "--reports"]) == 0
    each = capsys.readouterr()
    assert (each.out, each.err) == (before.out, "")


def test_days_bound_the_list(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = ["positions", str(records), "--of", "AZE", "--since", "2024-09-01", "--until", "2024-12-31", "-f", "json"]
    assert main(call) == 0
    stands = json.loads(capsys.readouterr().out)["stands"]
    assert {one["happened_on"] for one in stands} == {"2024-09-10"}


def test_a_line_that_is_no_record_is_named_and_the_rest_listed(
    records: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (records / "all.jsonl").read_text("utf-8").splitlines()
    broken = tmp_path / "broken.jsonl"
    broken.write_text("\n".join([lines[0], "{oops", '{"document": 3}', *lines[1:]]) + "\n", "utf-8")
    assert main(["positions", str(broken), *CLAIMS[1:]]) == 1
    told = capsys.readouterr()
    assert "since 2024-05-21" in told.out
    assert [line.split(": ")[0] for line in told.err.splitlines()] == [
        f"rejected  {broken}:2",
        f"rejected  {broken}:3",
    ]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (CLAIMS[:1], "--of"),
        ([TEXTS, "--of", "Atlantis"], "no state or organisation known as 'Atlantis'"),
        ([TEXTS, "--of", "AZE", "--since", "then"], "--since is no date like 2024-07-03: then"),
        ([TEXTS, "--of", "AZE", "-o", "x.docx"], "the name x.docx says no format"),
        ([TEXTS, "--of", "AZE", "--since", "2025-01-01", "--until", "2024-01-01"], "is after"),
        ([TEXTS, "--of", "AZE", "--on", " "], "--on is empty"),
    ],
)
def test_a_wrong_call_is_one_line(arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["positions", *arguments]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert says in line


def test_an_empty_folder_is_said_to_be_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["positions", str(tmp_path), "--of", "AZE"]) == 2
    assert "no JSON Lines in" in capsys.readouterr().err


def test_a_first_line_that_does_not_fit_goes_on_below_the_day(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert main(["positions", *CLAIMS]) == 0
    _, _, listed = capsys.readouterr().out.partition("\n\n")
    lines = [line for line in listed.splitlines() if line]
    assert all(len(line) <= 60 and line == line.rstrip() for line in lines)
    assert all(line.startswith("  ") for line in lines)


def test_a_cell_of_csv_is_no_formula(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = {"id": "=1+1", "text": "Norway condemned the attack on Ukraine.", "published": "2024-01-01"}
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps(text), encoding="utf-8")
    assert main(["positions", str(path), "--of", "NOR", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["document"] for row in rows] == ["'=1+1"]


def test_the_african_union_is_asked_for_by_the_code_it_is_shown_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "au.txt"
    path.write_text("The African Union condemned the coup in Mali.", encoding="utf-8")
    assert main(["positions", str(path), "--of", "AU"]) == 0
    assert capsys.readouterr().out.startswith("African Union (AU)  1 statement")

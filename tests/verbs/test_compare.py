"""`dragoman compare` prints a table, JSON or a page, and says in one line what is wrong with a call."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.cli import main

ROOT = Path(__file__).parents[2]
BOTH = str(ROOT / "examples" / "two-accounts.jsonl")


def test_a_table_tells_the_verdict_and_both_texts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", BOTH]) == 0
    shown = capsys.readouterr().out
    assert "ONE MEETING?  one meeting" in shown
    assert "TOPICS IN BOTH" in shown
    assert "ONLY IN A" in shown
    assert "a two-state" in shown


def test_json_has_the_stable_layout(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", BOTH, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told) == ["accounts", "sameness", "participants", "matters", "first", "warnings"]
    for matter in told["matters"]:
        for account, one in zip(told["accounts"], matter["told"], strict=True):
            if one:
                start, end = one["span"]
                assert " ".join(account["text"][start:end].split()) == one["text"]


def test_records_compare_as_their_texts_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records = tmp_path / "records.jsonl"
    assert main(["code", BOTH, "--format", "jsonl", "-o", str(records), "-q"]) == 0
    main(["compare", BOTH, "--format", "json"])
    of_texts = capsys.readouterr().out
    assert main(["compare", str(records), "--format", "json"]) == 0
    assert capsys.readouterr().out == of_texts


def test_a_page_is_written_where_the_name_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "both.html"
    assert main(["compare", BOTH, "-o", str(page)]) == 0
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert capsys.readouterr().out == ""


def test_a_table_can_be_written_to_a_file(tmp_path: Path) -> None:
    assert main(["compare", BOTH, "-o", str(tmp_path / "both.txt")]) == 0
    assert "TOPICS IN BOTH" in (tmp_path / "both.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "PATH"),
        ([str(ROOT / "examples" / "report.txt")], "two accounts or more, not 1"),
        ([BOTH, BOTH, BOTH, BOTH, BOTH], "at most 8"),
        ([BOTH, "-o", "x.doc"], "says no format"),
        ([BOTH, "--published", "soon"], "--published is no date like 2024-07-03: soon"),
        (["nosuch-a.txt", "nosuch-b.txt"], "not 0"),
    ],
)
def test_a_wrong_call_is_one_line(arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *arguments]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert says in lines[-1]
    assert all(line.startswith(("dragoman: ", "rejected  ")) for line in lines)


def test_a_rejected_account_leaves_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", BOTH, str(tmp_path / "nosuch.txt")]) == 1
    told = capsys.readouterr()
    assert "TOPICS IN BOTH" in told.out
    assert told.err.startswith("rejected  ")

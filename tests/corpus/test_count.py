"""The counts name what there is, and what there is too little of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from corpus.__main__ import main

Data = dict[str, Any]
Write = Callable[[list[Data]], Path]


def count(write: Write, sheets: list[Data], capsys: pytest.CaptureFixture[str]) -> list[str]:
    assert main(["count", str(write(sheets))]) == 0
    return [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]


def test_documents_events_and_negatives_are_counted(
    sheets: list[Data], write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = count(write, sheets, capsys)
    assert {"documents 3", "sentences 9", "events 3", "negatives 1 of 3 documents, 33%"} <= set(lines)
    assert "CONSULT 2 visit 1, third-party 0, multilateral 0, phone 0" in lines
    assert {"3 actual 100%", "1 gulf 33%", "1 readout 33%"} <= set(lines)


def test_types_and_modes_with_few_are_named(
    sheets: list[Data], write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    sheets[1]["events"] *= 9
    under = next(line for line in count(write, sheets, capsys) if line.startswith("under 10: "))
    named = under.removeprefix("under 10: ").split(", ")
    assert "CONSULT" not in named
    assert {"CONSULT visit", "ASSAULT drone", "AID"} <= set(named)


def test_repeated_runs_of_words_are_named(sheets: list[Data], write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    sheets[2]["text"] += " The derby and City surrendered."
    assert "2 1 derby and city surrendered" in count(write, sheets, capsys)


def test_sheets_with_faults_are_left_out(sheets: list[Data], write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    sheets[2]["genre"] = "novel"
    assert "documents 2" in count(write, sheets, capsys)

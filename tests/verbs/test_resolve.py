"""`dragoman resolve` prints one object a phrase, whatever the phrase."""

from __future__ import annotations

import io
import json
import sys

import pytest

from dragoman.cli import main

FIELDS = """phrase name kind country represents office sectors wikidata lat lon geonames date granularity confidence
reason candidates""".split()


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    assert main(["resolve", *arguments]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_every_phrase_has_all_fields(capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys, "the Kremlin", "", "glorp")
    assert [list(one) for one in found] == [FIELDS] * 3
    assert [one["country"] for one in found] == ["RUS", None, None]


def test_a_person_is_coded_as_of_the_day(capsys: pytest.CaptureFixture[str]) -> None:
    (then,) = told(capsys, "Angela Merkel", "--on", "2015-06-01")
    (later,) = told(capsys, "Angela Merkel", "--on", "2023-06-01")
    assert (then["sectors"], later["sectors"]) == (["GOV"], ["ELI"])


def test_places_and_dates_are_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    place, day = told(capsys, "Tripoli, Lebanon", "late March 2024")
    assert (place["kind"], place["country"], place["granularity"]) == ("place", "LBN", "city")
    assert (day["kind"], day["date"]) == ("date", ["2024-03-21", "2024-03-31"])


def test_phrases_are_read_from_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Whitehall\n\xff\n")))
    assert [one["country"] for one in told(capsys, "--kind", "actor")] == ["GBR", None]


def test_a_wrong_day_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["resolve", "x", "--on", "2024-13-01"]) == 2
    assert capsys.readouterr().err == "dragoman: --on is no date like 2024-07-03: 2024-13-01\n"

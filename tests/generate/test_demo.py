"""The invented reports are whole, dated, told apart, and of nobody who lives; their note goes with them."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from generate.demo import read_reports
from generate.exchange import read_rows

import dragoman
from dragoman.knowledge.files import read_json, read_text

FIRST, LAST = date(2026, 11, 2), date(2026, 11, 20)
DATELINE = re.compile(r"^[^\n(]{3,60}, (?:Nov (\d+)|(\d+) November) \(")
REPORTS: list[dict[str, Any]] = [json.loads(line) for line in read_text("demo.jsonl").splitlines()]


def test_the_file_is_read_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "demo.jsonl"
    path.write_text(read_text("demo.jsonl"), "utf-8")
    found = list(dragoman.read_many([str(path)]))
    assert [(d.id, d.title, d.text, d.publisher, d.url, d.published) for d in found] == [
        tuple(report[name] for name in ("id", "title", "text", "publisher", "url", "published")) for report in REPORTS
    ]


def test_ids_and_addresses_are_unique() -> None:
    assert len(REPORTS) > 80
    for field in ("id", "url", "text"):
        assert len({report[field] for report in REPORTS}) == len(REPORTS)


def test_days_are_of_three_weeks_and_in_order() -> None:
    days = [date.fromisoformat(report["published"]) for report in REPORTS]
    assert days == sorted(days)
    assert (days[0], days[-1]) == (FIRST, LAST)


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report["id"])
def test_a_report_is_whole(report: dict[str, Any]) -> None:
    text = report["text"]
    assert 60 <= len(text.split()) <= 350
    assert re.search(r"[.?!][\"”')]?$", text)
    assert text.count("(") == text.count(")")
    assert text.count('"') % 2 == 0
    assert report["title"]
    assert "\n" not in report["title"]
    assert all(paragraph == paragraph.strip() and "\n" not in paragraph for paragraph in text.split("\n\n"))


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report["id"])
def test_a_dateline_has_the_day_of_the_report(report: dict[str, Any]) -> None:
    found = DATELINE.search(report["text"])
    assert found is None or int(found[1] or found[2]) == date.fromisoformat(report["published"]).day


def test_most_wire_reports_have_a_dateline() -> None:
    wires = [report for report in REPORTS if report["publisher"] == "Northgate Wire"]
    assert all(DATELINE.search(report["text"]) for report in wires)


def test_nobody_is_named_who_holds_or_held_an_office() -> None:
    text = " ".join(report["title"] + " " + report["text"] for report in REPORTS).casefold()
    known = {row[0] for row in read_json("people.json.gz")["people"].values()}
    known |= {name for name, _ in read_json("people.json.gz")["names"]}
    full = {name for name in known if " " in name}
    assert len(full) > 2000
    assert [name for name in sorted(full) if re.search(rf"\b{re.escape(name.casefold())}\b", text)] == []


def test_no_press_that_exists_is_made_to_publish_them() -> None:
    media = {
        name for row in read_rows("organisations/media.csv") for name in (row["name"], *row["variants"].split("|"))
    }
    assert {report["publisher"] for report in REPORTS} & {name.rstrip("*") for name in media} == set()


def test_addresses_lead_nowhere_and_say_so() -> None:
    assert all(report["url"].startswith("https://example.org/invented/") for report in REPORTS)


def test_the_note_says_that_they_are_invented() -> None:
    assert read_text("demo_note.txt").startswith("Invented reports.")


def test_every_reviewed_report_is_in_the_file() -> None:
    assert {report["id"] for report in read_reports()} == {report["id"] for report in REPORTS}

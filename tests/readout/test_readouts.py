"""Whole reports in the manner of many ministries: their meetings and positions, fact by fact."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dragoman import flow
from dragoman.records import Document, Meeting, Record

REPORTS = tomllib.loads((Path(__file__).parents[1] / "cases" / "readouts.toml").read_text(encoding="utf8"))["report"]


def coded(report: dict[str, Any]) -> Record:
    return flow.code(Document("d", report["text"].strip(), published=report["published"]))


def people(meeting: Meeting) -> set[str]:
    return {f"{person.name}/{person.represents or ''}" for person in meeting.participants}


def _is_wanted(wanted: list[str], found: set[str]) -> bool:
    """Whether each person wanted is there, of the side wanted or of none that is known."""
    left = set(found)
    for name in wanted:
        who, side = name.split("/")
        fits = [f for f in sorted(left) if f.split("/")[1] in (side, "") and who in ("*", f.split("/")[0])]
        if not fits:
            return False
        left.remove(fits[0])
    return not left


def _marks(report: dict[str, Any]) -> Any:
    reason = report.get("fails")
    return pytest.param(
        report, id=report["name"], marks=[pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    )


@pytest.mark.parametrize("report", [_marks(report) for report in REPORTS])
def test_a_report_gives_its_meetings_and_no_others(report: dict[str, Any]) -> None:
    found = coded(report).meetings
    assert len(found) == len(report.get("meetings", []))
    for wanted, meeting in zip(report.get("meetings", []), found, strict=True):
        assert _is_wanted(wanted["people"], people(meeting)), people(meeting)
        assert meeting.form in wanted.get("form", meeting.form).split("|")
        for name in ("status", "host", "country", "city"):
            assert getattr(meeting, name) == wanted.get(name, getattr(meeting, name)), name
        assert [topic.text for topic in meeting.agenda] == wanted.get("agenda", [])
        if "outcomes" in wanted:
            assert [outcome.text for outcome in meeting.outcomes] == wanted["outcomes"]


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report["name"])
def test_a_report_gives_what_was_said(report: dict[str, Any]) -> None:
    found = coded(report)
    sides = {entity.id: entity.represents or entity.country for entity in found.entities}
    have = {f"{p.represents or ''}{'' if p.explicit else '?'}/{p.force}/{p.about.text}": p for p in found.positions}
    for wanted in report.get("positions", []):
        side, said = wanted["said"].split("/", 1)
        force, about = said.split("/", 1)
        ways = [f"{who}/{one}/{about}" for who in (side, "?" if side.endswith("?") else "") for one in force.split("|")]
        position = next((have[way] for way in ways if way in have), None)
        assert position is not None, wanted["said"]
        assert position.quoted == wanted.get("quoted", False)
        if "target" in wanted:
            assert position.target is not None
            assert sides[position.target] == wanted["target"]


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report["name"])
def test_spans_give_back_their_words(report: dict[str, Any]) -> None:
    found = coded(report)
    text = found.document.text
    for meeting in found.meetings:
        assert all(piece.span.of(text) == piece.text for piece in (*meeting.agenda, *meeting.outcomes))
    for position in found.positions:
        assert position.about.span.of(text) == position.about.text
        assert position.sentence.covers(position.about.span)


def test_where_nobody_is_named_nobody_is_guessed() -> None:
    for report in REPORTS:
        for position in coded(report).positions:
            assert position.explicit or (position.speaker is None and position.confidence < 0.8 and position.reason)


def test_what_the_sides_say_is_a_position_of_the_group() -> None:
    text = (
        "Kenya's Foreign Minister Amina Wako met Oman's Foreign Minister Salim Harthy. "
        "The sides noted the need for peace."
    )
    found = flow.code(text)
    (position,) = found.positions
    (group,) = [entity for entity in found.entities if entity.id == position.speaker]
    sides = {entity.id: entity.represents for entity in found.entities}
    assert (position.represents, position.about.text) == (None, "the need for peace")
    assert (group.kind, {sides[id] for id in group.members}) == ("group", {"KEN", "OMN"})


def test_a_medium_reports_but_takes_no_position() -> None:
    assert flow.code("Kenya's foreign minister met Oman's foreign minister in Muscat, Reuters reports.").positions == ()

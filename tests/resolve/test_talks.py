"""What is said in talks of two sides goes to the other side; what only parties can do, things do not."""

from __future__ import annotations

import pytest

from dragoman import flow
from dragoman.records import Record

MET = "South Korea's Foreign Minister Nam Sang-woo met his Japanese counterpart Hayasaka Kenji in Osaka. "


def _events(text: str) -> list[tuple[str, list[str | None], list[str | None]]]:
    record = flow.code(text)
    return [(e.type, _sides(record, e.actors), _sides(record, e.recipients)) for e in record.events]


def _sides(record: Record, ids: tuple[str, ...]) -> list[str | None]:
    return [record.entity(id).represents for id in ids]


@pytest.mark.parametrize(
    ("said", "event"),
    [
        ("Minister Nam expressed his gratitude for the rescue of the crew.", ("SUPPORT", ["KOR"], ["JPN"])),
        ("Minister Hayasaka asked for an early decision on fishing rights.", ("REQUEST", ["JPN"], ["KOR"])),
    ],
)
def test_what_is_said_in_talks_goes_to_the_other_side(said: str, event: tuple[str, list[str], list[str]]) -> None:
    assert event in _events(MET + said)


def test_what_is_rejected_in_talks_is_not_taken_to_be_the_other_sides() -> None:
    told = _events(MET + "Minister Nam rejected the resolution of the General Assembly.")
    assert all("JPN" not in recipients for type, _, recipients in told if type == "REJECT")


def test_a_report_of_no_talks_gives_nobody_a_side() -> None:
    told = _events("South Korea's Foreign Minister Nam Sang-woo thanked the crew. Japan's team was elsewhere.")
    assert all("JPN" not in recipients for _, _, recipients in told)


def test_a_threat_of_mines_is_no_threat_by_their_owner() -> None:
    told = _events("The mine threat of Armenia continues to threaten the return of Azerbaijani citizens to the region.")
    assert "THREATEN" not in [type for type, _, _ in told]

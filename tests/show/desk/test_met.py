"""Who met whom: one meeting is one however many tell it, each cell leads to its meetings, offices and bodies filter."""

from __future__ import annotations

import re

from fastapi.testclient import TestClient
from tests.show.desk.reports import find_links, read_text


def test_a_meeting_told_twice_is_one(reader: TestClient) -> None:
    text = read_text(reader.get("/met?who=NOR&who=OSCE").text)
    assert "1 meeting that took place" in text
    assert "told by 2 reports" in text


def test_a_cell_counts_the_meetings_it_leads_to(reader: TestClient) -> None:
    html = reader.get("/met").text
    cells = re.findall(r'<td class="w\d"><a href="([^"]+)"[^>]*>(\d+)</a>', html)
    assert len(cells) == 4  # Norway with the OSCE, Norway with Sweden, each from both sides
    for address, times in cells:
        led_to = reader.get(address.replace("&amp;", "&")).text
        assert f"{times} meeting" in read_text(led_to)
        assert find_links(led_to, "/document/")


def test_an_office_leaves_out_those_who_do_not_hold_it(reader: TestClient) -> None:
    text = read_text(reader.get("/met?office=Minister+of+Foreign+Affairs").text)
    assert "Norway and Sweden: 1 meeting" in text
    assert "Norway and Organization" not in text
    assert "Tomasz Wierzba" not in text[: text.index("Meetings")]


def test_an_organisation_is_at_the_table(reader: TestClient) -> None:
    text = read_text(reader.get("/met?organisation=OSCE").text)
    assert "1 meeting" in text
    assert "Maja Lindqvist" not in text


def test_codes_may_stand_in_one_field(reader: TestClient) -> None:
    assert "1 meeting" in read_text(reader.get("/met?who=Norway,+Sweden").text)


def test_days_without_meetings_say_what_to_do(reader: TestClient) -> None:
    text = read_text(reader.get("/met?since=2030-01-01").text)
    assert "No meeting" in text
    assert "Widen the days" in text

"""The front page: each happening once, by importance, those of followed countries first."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.factory import CARD, document, record
from tests.show.desk.conftest import make_client

from dragoman.keep.fronts import find_days, find_front
from dragoman.keep.view import open_archive
from dragoman.keep.writer import open_keeper
from dragoman.show.deeds import DEED_COLUMNS

DAY = date(2024, 5, 14)


def test_the_newest_day_with_anything_to_tell_is_shown(client: TestClient) -> None:
    assert "Tuesday 14 May 2024" in client.get("/").text


def test_a_story_stands_once_with_all_its_reports(client: TestClient) -> None:
    text = client.get("/?day=2024-05-14").text
    assert len(re.findall(r"visited|received", text)) >= 1
    assert "2 reports, 1 official" in text
    assert 'href="/document/1#v1"' in text
    assert 'href="/document/2#v1"' in text


def test_a_week_holds_its_days(client: TestClient) -> None:
    text = client.get("/?day=2024-05-17&span=week").text
    assert "The week of 13 May 2024" in text
    assert "2 reports" in text


def test_a_day_without_anything_says_so_and_leads_to_one_with(client: TestClient) -> None:
    text = client.get("/?day=2024-06-01").text
    assert "Nothing was told on that day." in text
    assert "/?day=2024-05-14" in text


def test_an_empty_archive_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "empty.duckdb"
    with open_keeper(path, CARD):
        pass
    with make_client(path) as client:
        assert "dragoman keep" in client.get("/").text
        assert "is kept here yet" in client.get("/documents").text


def test_what_is_not_joined_stands_for_itself_and_the_page_says_so(tmp_path: Path) -> None:
    path = tmp_path / "news.duckdb"
    with open_keeper(path, CARD) as keeper:
        keeper.add(record())
        keeper.add(record(document=document(id="d2", url="https://a.example/2")))
    with make_client(path) as client:
        text = client.get("/").text
    assert "2 documents are not joined into stories" in text
    assert "dragoman stories" in text
    assert "2 reports" not in text


def test_followed_countries_come_first_and_are_remembered(archive: Path) -> None:
    with make_client(archive) as client:
        assert "first what concerns" not in client.get("/").text
        text = client.get("/?follow=Norway, OSCE").text
        assert "first what concerns Norway and Organization for Security" in text
        assert "first what concerns Norway" in client.get("/").text
        assert client.cookies["dragoman_follow"] == "NOR.OSCE"
        client.get("/?follow=")
        assert "first what concerns" not in client.get("/").text


def test_another_sites_link_changes_nothing_that_is_remembered(archive: Path) -> None:
    with make_client(archive) as client:
        client.get("/?follow=KEN", headers={"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"})
        assert "dragoman_follow" not in client.cookies


@pytest.mark.parametrize("cookie", ["<script>", "NOR.<b>", "." * 9000, "é"])
def test_a_cookie_is_no_way_in(archive: Path, cookie: str) -> None:
    with make_client(archive) as client:
        answer = client.get("/", headers={"cookie": f"dragoman_follow={cookie}".encode()})
        assert answer.status_code == 200
        assert "<script>" not in answer.text


def test_more_reports_of_their_own_matter_more(tmp_path: Path) -> None:
    view = open_archive(_archive_of_three(tmp_path))
    front = find_front(view, DAY, DAY, columns=DEED_COLUMNS)
    meetings = [line for line in front.lines if line.section == "meetings"]
    assert [line.independent for line in meetings] == [1] * len(meetings)
    assert front.totals["meetings"] == len(meetings) == 3
    followed = find_front(view, DAY, DAY, ["KEN"], columns=DEED_COLUMNS)
    assert not any(line.followed for line in followed.lines)
    assert all(line.followed for line in find_front(view, DAY, DAY, ["NOR"], columns=DEED_COLUMNS).lines[:3])
    alone = find_front(view, DAY, DAY, columns=DEED_COLUMNS, section="meetings", most=2)
    assert {line.section for line in alone.lines} == {"meetings"}
    assert (len(alone.lines), alone.totals) == (2, {"meetings": 3})


def test_the_days_of_an_archive_lead_to_each_other(tmp_path: Path) -> None:
    days = find_days(open_archive(_archive_of_three(tmp_path)))
    assert (days.counts, days.unjoined, days.newest) == ({DAY: 3}, 3, DAY)
    assert (days.before(DAY), days.after(date(2024, 1, 1))) == (None, DAY)


def _archive_of_three(folder: Path) -> Path:
    """Three reports that nobody has joined."""
    path = folder / "three.duckdb"
    with open_keeper(path, CARD) as keeper:
        for number in range(3):
            keeper.add(record(document=document(id=f"d{number}", url=f"https://a.example/{number}")))
    return path

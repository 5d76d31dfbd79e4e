"""Search: words and fields, marked and paged; a search that is saved has a feed that is valid Atom."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest
from fastapi.testclient import TestClient
from tests.factory import CARD
from tests.show.desk.reports import accusation, find_links, open_client, read_text

from dragoman.keep.writer import open_keeper

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def writer(reports: Path, tmp_path: Path) -> Iterator[TestClient]:
    """A desk at which searches may be saved, over an archive of its own."""
    for path in (reports, Path(f"{reports}.wal")):
        if path.exists():
            shutil.copy(path, tmp_path / path.name)
    with open_client(tmp_path / reports.name) as client:
        yield client


def test_words_are_marked_whatever_their_case(reader: TestClient) -> None:
    html = reader.get("/search?q=WIERZBA").text
    assert "2 found" in read_text(html)
    assert "<mark>Wierzba</mark>" in html


def test_all_words_must_be_there(reader: TestClient) -> None:
    assert "0 found" in read_text(reader.get("/search?q=Wierzba+volleyball").text)


def test_fields_have_the_names_of_the_record(reader: TestClient) -> None:
    text = read_text(reader.get("/search?in=events&actor=Norway&recipient=SWE&type=ACCUSE&since=2024-06-01").text)
    assert "1 found" in text
    assert "for 12 days" in text
    assert "2 found" in read_text(reader.get("/search?in=meetings&who=OSCE&who=NOR&city=Oslo").text)
    assert "1 found" in read_text(reader.get("/search?in=positions&of=NOR&force=demand").text)


def test_the_newest_come_first(reader: TestClient) -> None:
    text = read_text(reader.get("/search?in=events&type=ACCUSE").text)
    assert text.index("20 Jun 2024") < text.index("2 May 2024")


def test_another_table_takes_words_and_days_along(reader: TestClient) -> None:
    links = find_links(reader.get("/search?q=border&since=2024-01-01").text, "/search?in=events")
    assert links == ["/search?in=events&q=border&since=2024-01-01"]


def test_a_long_list_has_pages(tmp_path: Path) -> None:
    path = tmp_path / "many.duckdb"
    with open_keeper(path, CARD) as keeper:
        for number in range(45):
            keeper.add(accusation(number, f"2024-01-{1 + number % 28:02}"))
    with open_client(path) as client:
        seen: list[str] = []
        address = "/search?in=events&type=ACCUSE"
        while address:
            html = client.get(address).text
            listed = html[html.index('class="entries') :]
            seen += [one for one in find_links(listed, "/document/") if one.endswith("#v1")]
            address = (
                next(iter(find_links(html[html.index("next →") - 90 :], "/search")), "") if "next →" in html else ""
            )
    assert len(seen) == 45
    assert len(set(seen)) == 45


def test_a_search_is_saved_shown_and_deleted(writer: TestClient) -> None:
    saved = writer.post(
        "/search/saved", data={"name": "Border", "query": "in=events&q=border&actor=Norway"}, follow_redirects=False
    )
    assert saved.status_code == 303
    html = writer.get("/search/saved").text
    assert "/search?in=events&q=border&actor=NOR" in find_links(html)
    (feed,) = find_links(html, "/search/1/")
    assert writer.get(feed).status_code == 200
    writer.post("/search/1/delete")
    assert "None yet" in read_text(writer.get("/search/saved").text)
    assert writer.get(feed).status_code == 404


def test_a_search_of_nothing_is_not_saved(writer: TestClient) -> None:
    assert writer.post("/search/saved", data={"name": "All", "query": "in=events"}).status_code == 400
    assert writer.post("/search/saved", data={"name": " ", "query": "q=border"}).status_code == 400


def test_a_desk_for_reading_saves_nothing(reports: Path) -> None:
    with open_client(reports, read_only=True) as client:
        assert client.post("/search/saved", data={"name": "B", "query": "q=border"}).status_code == 403
        assert "save this search" not in client.get("/search?q=border").text


def test_another_site_cannot_save(writer: TestClient) -> None:
    answer = writer.post(
        "/search/saved", data={"name": "B", "query": "q=border"}, headers={"origin": "http://evil.example"}
    )
    assert answer.status_code == 403


@pytest.mark.parametrize("query", ["q=script", "in=events&q=norway", "in=meetings&who=NOR", "in=positions&of=NOR"])
def test_a_feed_is_valid_atom_with_addresses_of_the_desk(writer: TestClient, query: str) -> None:
    writer.post("/search/saved", data={"name": 'Mine & "yours" <b>', "query": query})
    answer = writer.get("/search/1/feed.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.content)
    assert feed.tag == f"{ATOM}feed"
    for element in (feed, *feed.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (one,) = element.findall(f"{ATOM}{name}")
            assert (one.text or "").strip()
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)
    for link in feed.iter(f"{ATOM}link"):
        assert link.attrib["href"].startswith("http://localhost:8765/")
        assert writer.get(link.attrib["href"]).status_code == 200
    parsed = feedparser.parse(answer.content)
    assert not parsed.bozo
    assert parsed.feed.title.startswith('Mine & "yours"')


def test_a_feed_is_the_same_until_something_is_kept(writer: TestClient) -> None:
    writer.post("/search/saved", data={"name": "Norway", "query": "in=events&actor=NOR"})
    assert writer.get("/search/1/feed.atom").content == writer.get("/search/1/feed.atom").content

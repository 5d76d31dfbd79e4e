"""A document: its text whole and unchanged, each item led to and leading back."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient
from tests.factory import TEXT, record

from dragoman.show.desk.evidence import cut_text, make_panel


class Text(HTMLParser):
    """The text of the element whose class is `text`, and all ids and links of the page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self._depth = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if tag == "a" and "href" in given else []
        if tag == "div" and (self._depth or given.get("class") == "text"):
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "div" and self._depth > 0

    def handle_data(self, data: str) -> None:
        self.text += data if self._depth else ""


def test_the_text_is_whole(client: TestClient) -> None:
    assert Text(client.get("/document/1").text).text == TEXT


def test_every_link_within_the_page_leads_somewhere(client: TestClient) -> None:
    for key in (1, 3):
        page = Text(client.get(f"/document/{key}").text)
        assert len(page.ids) == len(set(page.ids))
        assert {link[1:] for link in page.links if link.startswith("#")} <= {*page.ids}


def test_every_item_is_led_to_from_its_words_and_leads_to_them(client: TestClient) -> None:
    page = Text(client.get("/document/1").text)
    for id in ("e1", "e2", "v1", "m1", "p1"):
        assert id in page.ids
        assert f"#{id}" in page.links
        assert f"r-{id}" in page.ids


def test_courtesies_are_no_positions() -> None:
    coded = record()
    shown = {item.id for item in make_panel(coded).positions}
    assert shown == {one.id for one in coded.positions if not one.boilerplate}


def test_the_words_of_an_event_say_what_they_are_to_it() -> None:
    pieces = cut_text(record())
    told = {role: piece.text for piece in pieces for role in piece.roles}
    assert "".join(piece.text for piece in pieces) == TEXT
    assert told["v1:trigger"] in TEXT
    assert any(role.startswith("v1:who") for role in told)


def test_what_else_tells_the_same_is_linked(client: TestClient) -> None:
    text = client.get("/document/1").text
    assert "The same is told in" in text
    assert re.search(r'href="/document/2#v\d+"', text)
    assert "/compare?a=1&amp;b=2" in text or "/compare?a=1&b=2" in text


def test_only_addresses_of_the_web_become_links(client: TestClient) -> None:
    assert not [link for link in Text(client.get("/document/3").text).links if not link.startswith(("/", "#", "http"))]


@pytest.mark.parametrize("key", ["99", "0", "-1", "9" * 40])
def test_a_document_that_is_not_there_is_told_in_one_line(client: TestClient, key: str) -> None:
    answer = client.get(f"/document/{key}")
    assert (answer.status_code, "there is no document" in answer.text) == (404, True)


def test_documents_are_listed_a_page_at_a_time(client: TestClient) -> None:
    assert "3 documents" in client.get("/documents").text
    one = client.get("/documents?publisher=Fjord+Wire&since=&until=").text
    assert "1 document, the newest first, of" in one
    assert "answers to that" in client.get("/documents?since=2030-01-01").text
    assert client.get("/documents?page=2").status_code == 200

"""Every reading page: nothing hostile comes through, all that is shown leads somewhere, bad input gets one line."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient
from tests.show.desk.reports import find_links, read_text

PAGES = (
    "/two",
    "/two/NOR/SWE",
    "/two/NOR/OSCE?by=month",
    "/met",
    "/met?who=NOR&who=OSCE",
    "/map",
    "/map?view=world",
    "/compare",
    "/compare?a=1",
    "/compare?a=1&b=2",
    "/positions",
    "/positions?of=NOR",
    "/positions?of=NOR&on=border",
    "/search",
    "/search?q=script",
    "/search?in=events",
    "/search?in=meetings",
    "/search?in=positions",
    "/search/saved",
)


class Markup(HTMLParser):
    """The tags of a page with their number, all names of attributes, and the addresses of scripts, "" for none."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: set[str] = set()
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes |= {name for name, _ in attrs}
        if tag == "script":
            self.scripts.append(dict(attrs).get("src") or "")


@pytest.mark.parametrize("page", PAGES)
def test_no_markup_of_a_document_comes_through(reader: TestClient, page: str) -> None:
    answer = reader.get(page)
    assert answer.status_code == 200
    found = Markup()
    found.feed(answer.text)
    assert found.scripts
    assert all(address.startswith("/static/") for address in found.scripts)
    assert "img" not in found.tags
    assert not {name for name in found.attributes if name.startswith("on") or name == "style"}
    assert "49" not in read_text(answer.text).split()  # a template would have made it of {{ 7*7 }}
    assert "\u202e" not in answer.text


@pytest.mark.parametrize("page", PAGES)
def test_every_address_on_a_page_leads_somewhere(reader: TestClient, page: str) -> None:
    for address in find_links(reader.get(page).text, "/"):
        parts = urlsplit(address)
        answer = reader.get(address)
        assert answer.status_code == 200, address
        if parts.path.startswith("/document/") and parts.fragment:
            assert f'id="{parts.fragment}"' in answer.text, address


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("/two/NOR/NOR", "two sides"),
        ("/two/Atlantis/NOR", "Atlantis"),
        ("/two/NOR/SWE?since=yesterday", "2026-11-02"),
        ("/two/NOR/SWE?since=2024-06-01&until=2024-05-01", "comes before"),
        ("/met?who=Atlantis", "Atlantis"),
        ("/met?until=tomorrow", "2026-11-02"),
        ("/map?type=HUG", "no such type"),
        ("/map?view=the+moon", "degrees"),
        ("/compare?a=1&b=1", "two documents"),
        ("/compare?a=1&b=999", "no document 999"),
        ("/positions?of=Atlantis", "Atlantis"),
        ("/search?in=rumours", "documents, events"),
        ("/search?in=events&type=HUG", "type is one of"),
        ("/search?in=events&min_confidence=lots", "share"),
        ("/search?q=" + "x" * 400, "at most"),
    ],
)
def test_bad_input_gets_one_line(reader: TestClient, page: str, said: str) -> None:
    answer = reader.get(page)
    assert answer.status_code in (400, 404)
    assert said in read_text(answer.text)
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("page", ["/two/NOR/SWE?page=0", "/compare?a=one", "/met?page=x", "/search?page=-1"])
def test_what_is_no_number_is_refused(reader: TestClient, page: str) -> None:
    assert reader.get(page).status_code in (400, 422)

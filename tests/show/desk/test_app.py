"""Every page opens, escaped and within its policy, and what is wrong is told in one line."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.show.desk.conftest import SCRIPT

from dragoman.show.desk.render import HERE, NAVIGATION

PAGES = [place.path for place in NAVIGATION] + ["/about", "/api", "/document/1", "/document/3"]


@pytest.mark.parametrize("place", NAVIGATION)
def test_every_page_of_the_navigation_opens(client: TestClient, place: tuple[str, str]) -> None:
    answer = client.get(place[0])
    assert answer.status_code == 200
    assert 'aria-current="page"' in answer.text


class Finder(HTMLParser):
    """Finds what a policy would have to forbid."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("style", "iframe", "object", "embed", "base") or (tag == "script" and "src" not in given):
            self.found.append(tag)
        if tag == "img" and not (given.get("src") or "").startswith("/static/"):
            self.found.append(tag)
        self.found += [name for name in given if name.startswith("on") or name == "style"]
        self.found += [value for value in given.values() if (value or "").strip().lower().startswith("javascript:")]


@pytest.mark.parametrize("page", PAGES)
def test_no_page_holds_a_script_or_a_style_of_its_own(client: TestClient, page: str) -> None:
    assert Finder(client.get(page).text).found == []


_BARE = re.compile(r"&(?!(?:[a-z]+|#[0-9]+|#x[0-9a-f]+);)", re.I)


@pytest.mark.parametrize(
    "page",
    [*PAGES, "/?day=2024-05-14&span=week", "/documents?page=2&publisher=Fjord+Wire", "/corrections?state=all&page=2"],
)
def test_every_ampersand_is_escaped(client: TestClient, page: str) -> None:
    text = client.get(page).text
    assert [text[found.start() - 60 : found.end() + 20] for found in _BARE.finditer(text)] == []


def test_hostile_text_is_shown_and_does_nothing(client: TestClient) -> None:
    for answer in (client.get("/document/3"), client.post("/code", data={"text": f"{SCRIPT} Kenya met Uganda."})):
        assert answer.status_code == 200
        assert "&lt;script&gt;alert(1)" in answer.text
        assert Finder(answer.text).found == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_fetches_nothing_from_elsewhere(client: TestClient, page: str) -> None:
    text = client.get(page).text
    assert all(found.startswith("/") for found in re.findall(r"<(?:script|img|iframe)[^>]* src=\"([^\"]*)", text))
    assert all(found.startswith("/static/") for found in re.findall(r"<link[^>]* href=\"([^\"]*)", text))


def test_no_style_fetches_anything_from_elsewhere() -> None:
    for style in (HERE / "static").glob("*.css"):
        assert not re.search(r"url\(['\"]?(?:https?:)?//|@import", style.read_text("utf-8")), style


def test_what_is_not_there_is_told_in_one_line(client: TestClient) -> None:
    answer = client.get("/nowhere")
    assert (answer.status_code, "there is no such page" in answer.text) == (404, True)


def test_a_head_is_a_page_kept_back(client: TestClient) -> None:
    answer = client.head("/about")
    assert (answer.status_code, answer.content) == (200, b"")


def test_an_archive_that_has_gone_is_told_in_one_line(tmp_path: Path, archive: Path) -> None:
    from shutil import copy

    from tests.show.desk.conftest import make_client

    own = tmp_path / "own.duckdb"
    copy(archive, own)
    with make_client(own) as client:
        own.unlink()
        answer = client.get("/")
        assert (answer.status_code, "no archive" in answer.text) == (503, True)
        answer = client.get("/api/v1/events")
        assert (answer.status_code, list(answer.json())) == (503, ["error"])


def test_what_breaks_is_told_in_one_line_and_on_the_terminal(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*given: object, **asked: object) -> None:
        raise RuntimeError("a\nbroken\x1b[31mthing")

    monkeypatch.setattr("dragoman.keep.view.View.records", broken)
    answer = client.get("/document/1")
    assert answer.status_code == 500
    assert "RuntimeError" not in answer.text
    assert capsys.readouterr().err == "desk: RuntimeError: a brokenthing at /document/1\n"


def test_every_licence_of_what_is_served_lies_beside_it(client: TestClient) -> None:
    found = re.findall(r'href="(/static/[^"]*(?:OFL|LICENSE)[^"]*)"', client.get("/about").text)
    assert len(found) >= 2
    assert all(client.get(path).status_code == 200 for path in found)

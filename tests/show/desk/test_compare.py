"""Compare: meetings told twice are offered, two documents stand side by side, pasted texts are not kept."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient
from tests.show.desk.reports import HOSTILE, find_links, read_text

from dragoman.keep.view import open_archive


def test_a_meeting_told_by_two_is_offered(reader: TestClient) -> None:
    html = reader.get("/compare").text
    assert "/compare?a=1&b=2" in find_links(html)
    assert "Fjord Wire" in html
    assert "OSCE Press" in html


def test_a_document_is_told_its_counterparts(reader: TestClient) -> None:
    assert find_links(reader.get("/compare?a=2").text, "/compare?a=2&b=") == ["/compare?a=2&b=1"]


def test_two_accounts_stand_side_by_side(reader: TestClient) -> None:
    html = reader.get("/compare?a=1&b=2").text
    assert "Two accounts of one meeting" in html
    assert html.count('class="account"') == 2
    assert "/document/1" in find_links(html)
    style = next(one for one in find_links(html) if one.startswith("/compare/accounts.css"))
    rules = reader.get(style)
    assert rules.headers["content-type"].startswith("text/css")
    assert ".kt1:hover" in rules.text


def test_pasted_texts_are_compared_and_not_kept(reader: TestClient, reports: Path) -> None:
    before = len(open_archive(reports))
    texts = {
        "text_a": "Minister Amina Diallo met Minister Kofi Asante in Accra on 3 May 2024. She urged lower fees.",
        "text_b": f"Minister Kofi Asante met Minister Amina Diallo in Accra on 3 May 2024. {HOSTILE}",
    }
    answer = reader.post("/compare", data=texts)
    assert answer.status_code == 200
    assert "lower fees" in answer.text
    assert "<script>alert" not in answer.text
    assert "<img" not in answer.text
    assert len(open_archive(reports)) == before


def test_an_empty_text_is_refused(reader: TestClient) -> None:
    answer = reader.post("/compare", data={"text_a": "They met.", "text_b": "  "})
    assert answer.status_code == 400
    assert "two texts" in read_text(answer.text)

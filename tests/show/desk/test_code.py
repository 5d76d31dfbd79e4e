"""A text coded on the spot, kept only where that is asked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.factory import CARD, record
from tests.show.desk.conftest import ADDRESS, make_client

from dragoman.keep.view import open_archive
from dragoman.keep.writer import open_keeper
from dragoman.show.desk import make_app
from dragoman.show.desk.pages.code import MAX_CHARS
from dragoman.verbs.desk import make_desk

TEXT = "The foreign minister of Kenya met the Ugandan president in Kampala on Monday."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "news.duckdb"
    with open_keeper(made, CARD) as keeper:
        keeper.add(record())
    return made


@pytest.fixture
def own(path: Path) -> Iterator[TestClient]:
    with make_client(path) as client:
        yield client


def test_a_text_is_coded_and_not_kept(own: TestClient, path: Path) -> None:
    answer = own.post("/code", data={"text": TEXT, "published": "2026-11-20"})
    assert answer.status_code == 200
    assert "Kampala" in answer.text
    assert "Friday 20 November 2026" in answer.text
    assert 'id="v1"' in answer.text
    assert len(open_archive(path)) == 1


def test_a_text_is_kept_where_that_is_asked(own: TestClient, path: Path) -> None:
    form = {"text": TEXT, "published": "2026-11-20", "publisher": "Lake Wire", "keep": "true"}
    answer = own.post("/code", data=form, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/document/2")
    kept = open_archive(path).documents(publisher="Lake Wire").to_pylist()
    assert [(row["text"], str(row["published"])) for row in kept] == [(TEXT, "2026-11-20")]


def test_a_desk_that_only_reads_keeps_nothing(path: Path) -> None:
    with TestClient(make_app(make_desk(path, read_only=True)), base_url=ADDRESS) as client:
        assert "Keep in the archive" not in client.post("/code", data={"text": TEXT}).text
        answer = client.post("/code", data={"text": TEXT, "keep": "true"})
    assert (answer.status_code, "only reads" in answer.text) == (422, True)
    assert len(open_archive(path)) == 1


def test_a_text_that_looks_like_a_file_is_a_text(own: TestClient) -> None:
    for text in ("/etc/passwd", "-"):
        assert own.post("/code", data={"text": text}).status_code == 422
    assert "https://example.org/a" in own.post("/code", data={"text": "https://example.org/a"}).text
    assert "MAX_CHARS" not in own.post("/code", data={"text": __file__}).text


def test_a_file_is_read_for_what_it_is(own: TestClient) -> None:
    page = f"<html><head><title>Talks</title></head><body><p>{TEXT} They agreed on a road.</p></body></html>"
    answer = own.post("/code", files={"file": ("../../talks.html", page.encode())})
    assert answer.status_code == 200
    assert "Kampala" in answer.text


def test_of_a_file_of_several_each_is_offered(own: TestClient) -> None:
    lines = "".join(json.dumps({"id": f"d{n}", "title": f"Report {n}", "text": TEXT}) + "\n" for n in range(3))
    answer = own.post("/code", files={"file": ("three.jsonl", lines.encode())})
    assert "3 documents in that file" in answer.text
    assert answer.text.count("Report ") >= 3


@pytest.mark.parametrize(
    ("form", "status", "words"),
    [
        ({}, 422, "paste a text"),
        ({"text": "   "}, 422, "paste a text"),
        ({"text": TEXT, "published": "tomorrow"}, 422, "no day like"),
        ({"text": "Le ministre des affaires étrangères a rencontré hier son homologue à Paris."}, 422, "French"),
        ({"text": "a " * MAX_CHARS}, 413, "are the most here"),
    ],
)
def test_what_cannot_be_coded_is_told_in_one_line(
    own: TestClient, form: dict[str, str], status: int, words: str
) -> None:
    answer = own.post("/code", data=form)
    assert (answer.status_code, words in answer.text) == (status, True)


def test_a_damaged_file_is_told_in_one_line(own: TestClient) -> None:
    answer = own.post("/code", files={"file": ("x.pdf", b"%PDF-1.4 nonsense")})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_lines_of_a_form_are_those_that_were_pasted(own: TestClient) -> None:
    answer = own.post("/api/v1/code", json={"text": f"{TEXT}\nThey agreed on a road."})
    sent = own.post("/code", data={"text": f"{TEXT}\r\nThey agreed on a road."})
    assert answer.json()["document"]["id"].startswith("text-")
    assert "\r" not in sent.text

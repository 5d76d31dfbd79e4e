"""Every page opens, guarded, and with an error of one line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.factory import CARD, record

from dragoman.keep.writer import open_keeper
from dragoman.show.desk import make_app
from dragoman.show.desk.render import NAVIGATION
from dragoman.verbs.desk import make_desk


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("desk") / "news.duckdb"
    keep(path)
    with TestClient(make_app(make_desk(path)), base_url="http://localhost:8765", raise_server_exceptions=False) as made:
        yield made


def keep(path: Path) -> None:
    """An archive of one invented record."""
    with open_keeper(path, CARD) as keeper:
        keeper.add_new(record(), 0)


@pytest.mark.parametrize("place", NAVIGATION)
def test_every_page_of_the_navigation_opens(client: TestClient, place: tuple[str, str]) -> None:
    answer = client.get(place[0])
    assert answer.status_code == 200
    assert 'aria-current="page"' in answer.text


def test_what_is_not_there_is_told_in_one_line(client: TestClient) -> None:
    answer = client.get("/nowhere")
    assert (answer.status_code, "there is no such page" in answer.text) == (404, True)


def test_no_page_lets_a_script_run_that_is_not_ours(client: TestClient) -> None:
    policy = client.get("/").headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_another_name_gets_nothing(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example:8765"}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_another_site_cannot_write(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/code", headers=headers).status_code == 403

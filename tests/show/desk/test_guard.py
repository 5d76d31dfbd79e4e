"""Who is let in, and what no page may do."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

from dragoman.show.desk.guard import Guard, Meter, Rules

TOKEN = "a-token-of-some-length"


def make_client(address: str = "http://localhost:8765", **rules: Any) -> TestClient:
    """A client of an application that says what it was sent."""
    app = FastAPI()

    @app.get("/{path:path}")
    def read(path: str) -> str:
        return path

    @app.post("/{path:path}")
    async def write(path: str, request: Request) -> int:
        return len(await request.body())

    app.add_middleware(Guard, rules=Rules(**rules))
    return TestClient(app, base_url=address, follow_redirects=False)


@pytest.mark.parametrize("host", ["localhost:8765", "127.0.0.1:8765", "[::1]:8765", "localhost", "LOCALHOST:1"])
def test_this_machine_is_let_in(host: str) -> None:
    assert make_client().get("/x", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example:8765",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "192.168.0.7",
        "",
        "[::1",
        "a@b",
        "a@localhost",
    ],
)
def test_another_name_gets_nothing(host: str) -> None:
    assert make_client().get("/x", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "http://localhost:3000"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site", "origin": "http://localhost:8765"},
    ],
)
def test_another_site_cannot_write(headers: dict[str, str]) -> None:
    assert make_client().post("/x", headers=headers).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "http://localhost:8765"},
        {"sec-fetch-site": "same-origin", "origin": "http://localhost:8765"},
        # What browsers say of our own forms under a policy of no referrers.
        {"sec-fetch-site": "same-origin", "origin": "null"},
    ],
)
def test_our_own_pages_and_programs_can_write(headers: dict[str, str]) -> None:
    assert make_client().post("/x", headers=headers).status_code == 200


def test_another_site_can_link_here_and_embed_nothing() -> None:
    client, site = make_client(), {"sec-fetch-site": "cross-site"}
    assert client.get("/x", headers=site | {"sec-fetch-mode": "navigate"}).status_code == 200
    assert client.get("/x", headers=site | {"sec-fetch-mode": "no-cors"}).status_code == 403
    assert client.get("/x", headers=site | {"sec-fetch-mode": "cors"}).status_code == 403


def test_every_answer_says_what_no_page_may_do() -> None:
    client = make_client()
    for answer in (client.get("/x"), client.get("/x", headers={"host": "evil.example"})):
        assert answer.headers["content-security-policy"].startswith("default-src 'self';")
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert "access-control-allow-origin" not in answer.headers


def test_what_is_too_large_is_turned_away_before_it_is_read() -> None:
    client = make_client(max_body_bytes=1000)
    assert client.post("/x", content=b"a" * 1000).json() == 1000
    assert client.post("/x", content=b"a" * 1001).status_code == 413


def test_what_does_not_say_its_size_is_measured() -> None:
    client = make_client(max_body_bytes=1000)
    assert client.post("/x", content=iter([b"a" * 600] * 2)).status_code == 413
    assert client.post("/x", content=iter([b"a" * 400] * 2)).json() == 800


def test_who_asks_too_much_is_told_to_wait() -> None:
    client = make_client(writes_per_second=0.5, burst_seconds=4)
    assert [client.post("/x").status_code for _ in range(3)] == [200, 200, 429]
    answer = client.post("/api/v1/x")
    assert (int(answer.headers["retry-after"]) >= 1, list(answer.json())) == (True, ["error"])
    assert client.get("/x").status_code == 200


def test_a_meter_fills_again_and_counts_each_client_for_itself() -> None:
    meter = Meter(per_second=2, burst_seconds=1)
    assert [meter.wait_seconds("a", 0.0) for _ in range(3)] == [0.0, 0.0, 0.5]
    assert meter.wait_seconds("b", 0.0) == 0
    assert meter.wait_seconds("a", 0.5) == 0


class TestToken:
    """A desk that listens to others."""

    def test_without_it_nothing_is_shown(self) -> None:
        client = make_client(token=TOKEN)
        assert client.get("/x").status_code == 401
        assert client.post("/x").status_code == 401
        assert client.get("/x?token=wrong-token-of-length").status_code == 401
        assert client.get("/x", headers={"cookie": "dragoman_desk=" + TOKEN}).status_code == 401

    def test_given_once_it_is_remembered_and_leaves_the_address(self) -> None:
        client = make_client(token=TOKEN)
        answer = client.get(f"/x?day=2026-11-20&token={TOKEN}")
        assert (answer.status_code, answer.headers["location"]) == (303, "/x?day=2026-11-20")
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        assert TOKEN not in cookie
        assert client.get("/x").status_code == 200

    def test_it_leads_to_no_other_site(self) -> None:
        for path in ("//evil.example/x", "/%2F/evil.example", "/\\evil.example"):
            answer = make_client(token=TOKEN).get(f"http://localhost:8765{path}?token={TOKEN}")
            assert answer.status_code == 303
            assert not answer.headers["location"].startswith(("//", "/\\", "http"))

    def test_programs_give_it_as_a_bearer(self) -> None:
        client = make_client(token=TOKEN)
        assert client.get("/api/v1/x", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
        assert client.get("/api/v1/x", headers={"authorization": "Bearer nonsense"}).status_code == 401

    def test_it_cannot_be_guessed_at_speed(self) -> None:
        client = make_client(token=TOKEN)
        assert {client.get(f"/x?token={number}").status_code for number in range(12)} == {401, 429}

    def test_numeric_addresses_are_ours_and_other_names_still_are_not(self) -> None:
        client = make_client(token=TOKEN)
        bearer = {"authorization": f"Bearer {TOKEN}"}
        assert client.get("/x", headers={"host": "192.168.0.7:8765"} | bearer).status_code == 200
        assert client.get("/x", headers={"host": "evil.example"} | bearer).status_code == 421

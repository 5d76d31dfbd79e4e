"""Fetching: what may be reached, how long it may take, how much may come, and what is made of it."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from tests.makers import Site, make_bomb, make_page, make_pdf, make_rss, open_site, squeeze

from dragoman.errors import UnreadableError
from dragoman.read import read, read_many, web
from dragoman.read.addresses import is_public
from dragoman.read.web import fetch
from dragoman.records import Document
from dragoman.settings import Settings

MET = "The ministers met in Baku on Monday and agreed on a road."
HTML = {"Content-Type": "text/html; charset=utf-8"}
LOCAL = Settings(allow_private=True, fetch_seconds=5)


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as opened:
        yield opened


@pytest.mark.parametrize(
    ("path", "kind", "body"),
    [
        ("/a", "text/html", make_page(MET)),
        ("/a.txt", "text/plain", MET.encode()),
        ("/a.pdf", "application/pdf", make_pdf([[(60, 700, MET)]])),
        ("/load?id=7", "application/octet-stream", make_pdf([[(60, 700, MET)]])),
        ("/feed", "application/xml", make_rss(f"<description>{MET}</description>")),
        ("/a.txt.gz", "application/gzip", squeeze(MET.encode())),
        ("/news.rss", "application/x-rss+xml", make_rss(f"<description>{MET}</description>")),
        ("/news", "text/rss+xml; charset=utf-8", make_rss(f"<description>{MET}</description>")),
        ("/news.rss", "application/vnd.some-page+xml", make_page(MET)),
    ],
)
def test_an_address_is_read_by_what_stands_there(site: Site, path: str, kind: str, body: bytes) -> None:
    site.pages[path] = (200, {"Content-Type": kind}, body)
    document = read(site.url + path, LOCAL)
    assert document.text == MET
    assert document.url == site.url + path
    assert document.source is not None
    assert document.source.startswith(site.url + path)


def test_the_name_told_is_the_one_in_the_settings(site: Site) -> None:
    site.pages["/"] = (200, HTML, make_page(MET))
    read(f"{site.url}/", Settings(allow_private=True, user_agent="desk (desk@a.example)"))
    assert site.asked[0][1]["user-agent"] == "desk (desk@a.example)"
    assert site.asked[0][1]["host"] == site.url.removeprefix("http://")


@pytest.mark.parametrize(
    "address",
    """127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.100.100.200 0.0.0.0 224.0.0.1 255.255.255.255
    168.63.129.16 192.0.2.1 ::1 :: fe80::1 fc00::1 fd00:ec2::254 ff02::1 ::ffff:127.0.0.1 ::ffff:169.254.169.254
    64:ff9b::7f00:1 2002:7f00:1:: ::7f00:1 fe80::1%eth0 localhost""".split(),
)
def test_addresses_of_no_public_host_are_barred(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8"])
def test_public_addresses_are_not(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"])
def test_this_machine_is_not_asked_however_it_is_written(site: Site, host: str) -> None:
    port = site.url.rpartition(":")[2]
    with pytest.raises(UnreadableError, match=r"no public address|no host"):
        fetch(f"http://{host}:{port}/", Settings())
    assert site.asked == []


def resolve(monkeypatch: pytest.MonkeyPatch, *rounds: list[str]) -> list[str]:
    """Have every name stand for these addresses, in each look-up for the next; the names looked up."""
    asked: list[str] = []
    whole = socket.getaddrinfo

    def look_up(host: str, port: int, *given: Any, **named: Any) -> Any:
        if host.replace(".", "").isdigit():
            return whole(host, port, *given, **named)
        found = rounds[min(len(asked), len(rounds) - 1)]
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


def test_one_private_address_among_public_ones_bars_the_host(monkeypatch: pytest.MonkeyPatch) -> None:
    resolve(monkeypatch, ["93.184.215.14", "10.0.0.1"])
    with pytest.raises(UnreadableError, match=r"news\.example \(10\.0\.0\.1\) is no public address"):
        fetch("http://news.example/", Settings())


def test_a_name_is_looked_up_once_and_what_was_checked_is_connected_to(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: a second look-up, were there one, would lead to the private address."""
    asked = resolve(monkeypatch, ["93.184.215.14"], ["127.0.0.1"])
    connected: list[tuple[str, int]] = []

    def connect(address: tuple[str, int], timeout: float) -> socket.socket:
        connected.append(address)
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(UnreadableError, match="connection refused"):
        fetch("http://news.example:8080/", Settings())
    assert asked == ["news.example"]
    assert connected == [("93.184.215.14", 8080)]


def test_a_redirect_is_checked_like_the_first_address(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    # The site stands for a public host; where it sends us is looked at again.
    monkeypatch.setattr(web, "is_public", lambda address: address == "127.0.0.1")
    site.pages["/"] = (302, {"Location": "http://169.254.169.254/latest/meta-data/"}, b"")
    with pytest.raises(UnreadableError, match=r"169\.254\.169\.254 is no public address") as error:
        fetch(f"{site.url}/", Settings())
    assert error.value.source == f"{site.url}/"


@pytest.mark.parametrize(
    "place", ["file:///etc/passwd", "ftp://a.example/", "http://user:word@a.example/", "http://[x/"]
)
def test_a_redirect_leads_nowhere_but_to_the_web(site: Site, place: str) -> None:
    site.pages["/"] = (302, {"Location": place}, b"")
    with pytest.raises(UnreadableError, match="not fetched"):
        fetch(f"{site.url}/", LOCAL)


def test_redirects_are_followed_up_to_five(site: Site) -> None:
    for number in range(7):
        site.pages[f"/{number}"] = (301, {"Location": f"/{number + 1}"}, b"")
    site.pages["/7"] = (200, HTML, make_page(MET))
    assert read(f"{site.url}/2", LOCAL).text == MET
    with pytest.raises(UnreadableError, match="more than 5 redirects"):
        read(f"{site.url}/1", LOCAL)


@pytest.mark.parametrize("status", [404, 403, 500, 204])
def test_any_other_status_is_said(site: Site, status: int) -> None:
    site.pages["/"] = (status, {}, b"")
    with pytest.raises(UnreadableError, match=f"the server answers {status}"):
        read(f"{site.url}/", LOCAL)


@pytest.mark.parametrize("kind", ["video/mp4", "image/svg+xml"])
def test_what_is_no_text_is_not_fetched(site: Site, kind: str) -> None:
    site.pages["/"] = (200, {"Content-Type": kind}, b"x")
    with pytest.raises(UnreadableError, match=f"{re.escape(kind)} is no text that is read"):
        read(f"{site.url}/", LOCAL)


@pytest.mark.parametrize("packed", [True, False])
def test_too_much_is_cut_off_packed_or_not(site: Site, packed: bool) -> None:
    body = make_bomb(8 << 20) if packed else bytes(2 << 20)
    site.pages["/"] = (200, {**HTML, **({"Content-Encoding": "gzip"} if packed else {})}, body)
    with pytest.raises(UnreadableError, match="more than 1,000,000 bytes"):
        read(f"{site.url}/", Settings(allow_private=True, max_fetch_bytes=1_000_000))


def test_a_packed_answer_is_unpacked(site: Site) -> None:
    site.pages["/"] = (200, {**HTML, "Content-Encoding": "gzip"}, squeeze(make_page(MET)))
    assert read(f"{site.url}/", LOCAL).text == MET


def test_an_answer_that_breaks_off_is_said(site: Site) -> None:
    site.pages["/"] = (200, {**HTML, "Content-Length": "5000", "Connection": "close"}, make_page(MET))
    with pytest.raises(UnreadableError, match=r"broke off|not fetched"):
        read(f"{site.url}/", Settings(allow_private=True, fetch_seconds=1))


@pytest.mark.parametrize(
    "start", [b"", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: "]
)
def test_a_server_that_sends_a_byte_at_a_time_is_left_in_time(start: bytes) -> None:
    listener = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        connection, _ = listener.accept()
        with connection:
            try:
                connection.sendall(start)
                while True:
                    time.sleep(0.1)
                    connection.sendall(b"x")
            except OSError:
                return

    threading.Thread(target=drip, daemon=True).start()
    began = time.monotonic()
    with listener, pytest.raises(UnreadableError, match="not fetched in 1 seconds"):
        fetch(f"http://127.0.0.1:{listener.getsockname()[1]}/", Settings(allow_private=True, fetch_seconds=1))
    assert time.monotonic() - began < 3


def test_a_look_up_that_never_ends_is_left_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(30))
    with pytest.raises(UnreadableError, match="not fetched in 1 seconds"):
        fetch("http://news.example/", Settings(fetch_seconds=1))


def test_one_address_that_fails_does_not_stop_the_others(site: Site) -> None:
    site.pages["/b"] = (200, HTML, make_page(MET))
    first, second = read_many([f"{site.url}/a", f"{site.url}/b"], LOCAL)
    assert str(first) == f"{site.url}/a: the server answers 404 (not found)"
    assert isinstance(second, Document)

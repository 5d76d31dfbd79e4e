"""Web archives: each page that was found, in order; a damaged record costs itself alone."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable

import pytest
from tests.makers import make_answer, make_bomb, make_page, make_record, squeeze

from dragoman.errors import DocumentError
from dragoman.read import read_many, warc
from dragoman.read.formats import read_input
from dragoman.read.inputs import open_bytes
from dragoman.records import Document
from dragoman.settings import Settings

Pack = Callable[[bytes], bytes]


def text(number: int) -> str:
    return f"The envoys met for the {number}th time and said that they would meet again."


def page_record(number: int, **given: int) -> bytes:
    return make_record(make_answer(make_page(text(number))), f"https://a.example/{number}", **given)


def read_all(data: bytes, name: str = "crawl.warc") -> list[Document | DocumentError]:
    return list(read_input(open_bytes(data, name), Settings()))


def urls(found: list[Document | DocumentError]) -> list[str | None]:
    return [one.url[-1] if isinstance(one, Document) and one.url else None for one in found]


@pytest.mark.parametrize("pack", [bytes, squeeze])
@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz", "stdin"])
def test_every_page_of_a_crawl_is_a_document(pack: Pack, name: str) -> None:
    found = read_all(b"".join(pack(page_record(n)) for n in range(3)), name)
    assert urls(found) == ["0", "1", "2"]
    assert isinstance(found[2], Document)
    assert (found[2].id, found[2].text) == ("https://a.example/2", text(2))
    assert found[2].source == f"{name}:3"
    # The day of the crawl is no day of publication.
    assert found[2].published is None


def test_a_file_packed_as_one_is_read_too() -> None:
    assert urls(read_all(squeeze(page_record(0) + page_record(1)))) == ["0", "1"]


def test_what_is_no_page_that_was_found_is_passed_over() -> None:
    records = [
        make_record(b"software: crawler\r\n", kind="warcinfo"),
        make_record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        make_record(make_answer(make_page(text(0)), status="404 Not Found")),
        make_record(make_answer(b"\x89PNG" + bytes(100), "image/png")),
        page_record(7),
    ]
    assert urls(read_all(b"".join(records))) == ["7"]


def test_a_crawl_without_pages_is_said() -> None:
    [error] = read_all(make_record(b"GET / HTTP/1.1\r\n\r\n", kind="request"))
    assert str(error) == "crawl.warc: an archive without a page that was found"


def test_the_charset_of_the_answer_counts() -> None:
    body = "<p>Erdoğan ve Aliyev met in Şuşa and the two said that they agreed.</p>".encode("iso-8859-9")
    [found] = read_all(make_record(make_answer(body, "text/html; charset=iso-8859-9")))
    assert isinstance(found, Document)
    assert "Şuşa" in found.text


def test_a_packed_and_chunked_answer_is_unpacked() -> None:
    packed = gzip.compress(make_page(text(1)))
    body = f"{len(packed):x}\r\n".encode() + packed + b"\r\n0\r\n\r\n"
    more = "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"
    [found] = read_all(make_record(make_answer(body, more=more)))
    assert isinstance(found, Document)
    assert found.text == text(1)


@pytest.mark.parametrize("pack", [bytes, squeeze])
@pytest.mark.parametrize(
    "bad",
    [
        b"XXXX/1.0\r\n" + page_record(9)[10:],
        page_record(9).replace(b"Content-Length: ", b"Content-Longth: "),
        page_record(9, length=20),
        make_record(make_answer(b"\x1f\x8b\x08" + b"\xff\x01" * 50, more="Content-Encoding: gzip\r\n")),
        make_record(make_answer(make_page("Les ministres se sont rencontrés à Bakou et ont parlé de la paix. " * 5))),
    ],
    ids=["head", "no length", "short length", "not gzip", "French"],
)
def test_a_bad_record_costs_itself_alone(pack: Pack, bad: bytes) -> None:
    found = read_all(b"".join(map(pack, [page_record(0), page_record(1), bad, page_record(2), page_record(3)])))
    assert [url for url in urls(found) if url in set("0123")] == ["0", "1", "2", "3"]
    errors = [one for one in found if isinstance(one, DocumentError)]
    assert errors
    assert all("\n" not in str(error) and error.source == "crawl.warc" and error.line for error in errors)


def test_a_damaged_member_of_a_packed_file_costs_itself_alone() -> None:
    packed = [bytearray(squeeze(page_record(n))) for n in range(4)]
    for place in range(60, 100):
        packed[1][place] ^= 0x5A
    found = read_all(b"".join(packed))
    assert [url for url in urls(found) if url] == ["0", "2", "3"]
    assert [str(one) for one in found if isinstance(one, DocumentError)] == [
        "crawl.warc:2: packed bytes in which no record begins: damaged"
    ]


@pytest.mark.parametrize("pack", [bytes, squeeze])
def test_a_cut_file_ends_with_one_line(pack: Pack) -> None:
    data = b"".join(pack(page_record(n)) for n in range(3))
    found = read_all(data[:-60])
    assert urls(found) == ["0", "1", None]
    assert "breaks off" in str(found[2]) or "broke off" in str(found[2])


def test_a_page_that_unpacks_to_too_much_is_turned_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "MAX_PAGE_BYTES", 1 << 20)
    bomb = make_record(make_answer(make_bomb(4 << 20, b"<"), more="Content-Encoding: gzip\r\n"))
    found = read_all(bomb + page_record(1))
    assert str(found[0]) == "crawl.warc:1: unpacks to more than 1,048,576 bytes"
    assert urls(found[1:]) == ["1"]


def test_a_packed_bomb_ends_the_file_and_keeps_what_was_read() -> None:
    head = f"WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: {64 << 20}\r\n\r\n".encode()
    found = read_all(squeeze(page_record(0)) + squeeze(head + bytes(64 << 20)) + squeeze(page_record(1)))
    assert urls(found) == ["0", None]
    assert str(found[1]) == "crawl.warc: unpacks to more than 200 times its size"


def test_memory_holds_one_record() -> None:
    """A crawl of any length is read as it comes: the first page is there before the second is asked for."""
    taken: list[int] = []

    class Slow(io.RawIOBase):
        def __init__(self) -> None:
            self.left = [page_record(n) for n in range(3)]

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            data = self.left.pop(0) if self.left else b""
            taken.append(len(data))
            buffer[: len(data)] = data
            return len(data)

    documents = read_many(io.BufferedReader(Slow()))
    assert isinstance(next(iter(documents)), Document)
    assert len(taken) < 3

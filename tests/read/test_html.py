from __future__ import annotations

import time
from pathlib import Path

import pytest

from dragoman.errors import DocumentError, NoTextError
from dragoman.read import read, read_many
from dragoman.records import Document

FIRST = "The minister received the envoy on Tuesday and they discussed trade, transit and the security of the region."
SECOND = "Both sides agreed that the talks should go on in the spring, when the envoy will visit the capital again."


def write(tmp_path: Path, page: str | bytes) -> Path:
    path = tmp_path / "a.html"
    path.write_bytes(page.encode() if isinstance(page, str) else page)
    return path


def article(head: str = "", heading: str = "Minister receives envoy for talks") -> str:
    return (
        f"<!doctype html><html><head><title>{heading} | Ministry</title>{head}</head><body>"
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/about'>About us</a></li></ul></nav>"
        f"<article><h1>{heading}</h1><p>{FIRST}</p><p>{SECOND}</p></article>"
        "<footer>Copyright 2021. All rights reserved.</footer><script>var a = 'The end';</script></body></html>"
    )


def test_the_body_is_kept_in_paragraphs_without_furniture(tmp_path: Path) -> None:
    document = read(write(tmp_path, article()))
    assert document.text == f"Minister receives envoy for talks\n\n{FIRST}\n\n{SECOND}"
    assert document.title == "Minister receives envoy for talks"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2024-05-03T10:00:00Z">',
        '<meta name="DC.date.issued" content="3 May 2024">',
        '<script type="application/ld+json">{"@graph": [{"datePublished": "2024-05-03"}]}</script>',
        '<script type="application/ld+json">[{"headline": "x", "datePublished": "2024-05-03"}]</script>',
    ],
)
def test_a_declared_day_is_read(tmp_path: Path, head: str) -> None:
    assert read(write(tmp_path, article(head))).published == "2024-05-03"


def test_no_day_is_guessed_from_the_page(tmp_path: Path) -> None:
    document = read(write(tmp_path, article('<link rel="canonical" href="https://example.org/2020/01/02/a">')))
    assert document.published is None
    assert document.url == "https://example.org/2020/01/02/a"


def test_a_declared_day_with_two_readings_gives_a_warning(tmp_path: Path) -> None:
    document = read(write(tmp_path, article('<meta name="date" content="03/04/2024">')))
    assert document.published is None
    assert "3 April or 4 March" in document.warnings[0]


def test_the_publisher_is_the_declared_site(tmp_path: Path) -> None:
    assert read(write(tmp_path, article('<meta property="og:site_name" content="Ministry">'))).publisher == "Ministry"
    linked = '<script type="application/ld+json">{"headline": "x", "publisher": {"name": "Daily"}}</script>'
    assert read(write(tmp_path, article(linked))).publisher == "Daily"


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<html></html>",
        "<html><body><script>var text = 'The envoys met in Geneva.'</script></body></html>",
        "<html><frameset><frame src='a.html'><noframes>Your browser has no frames at all.</noframes></frameset></html>",
        "<html><body><noscript>Please enable JavaScript to run this app.</noscript></body></html>",
        "<html><head><title>The envoys met in Geneva</title></head><body></body></html>",
        "<html><body><img src='a.png'></body></html>",
        "<!-- The envoys met in Geneva. -->",
        "\x00",
        "<",
    ],
)
def test_a_page_without_text_is_turned_away(tmp_path: Path, page: str) -> None:
    with pytest.raises(NoTextError):
        read(write(tmp_path, page))


def test_a_bare_paragraph_is_enough(tmp_path: Path) -> None:
    assert read(write(tmp_path, "<p>Talks were held in Baku.</p><p>They ended.</p>")).text == (
        "Talks were held in Baku.\n\nThey ended."
    )


@pytest.mark.parametrize("tag", ["div", "span", "ul><li", "table><tr><td", "blockquote", "b"])
@pytest.mark.parametrize("closed", [True, False])
def test_ten_thousand_nested_tags_are_no_trouble(tmp_path: Path, tag: str, closed: bool) -> None:
    end = "".join(f"</{name}>" for name in reversed(tag.split("><"))) if closed else ""
    started = time.perf_counter()
    [found] = read_many(write(tmp_path, f"<{tag}>" * 10_000 + f"<p>{FIRST}</p>" + end * 10_000))
    assert time.perf_counter() - started < 20
    assert FIRST in getattr(found, "text", "")


def test_a_page_of_ten_megabytes_ends(tmp_path: Path) -> None:
    page = article().replace("</head>", "<script>" + "var a = 1;" * 1_000_000 + "</script></head>")
    started = time.perf_counter()
    assert SECOND in read(write(tmp_path, page)).text
    assert time.perf_counter() - started < 20


def test_a_page_that_is_too_large_is_said(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="larger than"):
        read(write(tmp_path, b"<p>" + b"The envoys met. " * 1_100_000))


def test_a_declared_encoding_is_used(tmp_path: Path) -> None:
    page = article('<meta charset="iso-8859-9">', "Erdoğan receives envoy for talks").encode("iso-8859-9")
    assert read(write(tmp_path, page)).title == "Erdoğan receives envoy for talks"


@pytest.mark.parametrize("declared", ["utf-8", "no-such-code", "utf-16", "hex", "idna"])
def test_a_false_declaration_is_survived(tmp_path: Path, declared: str) -> None:
    page = article(f'<meta charset="{declared}">', "Minister in Zürich for more talks").encode("cp1252")
    assert read(write(tmp_path, page)).title == "Minister in Zürich for more talks"


def test_an_xml_declaration_is_no_trouble(tmp_path: Path) -> None:
    found = read(write(tmp_path, '<?xml version="1.0" encoding="utf-16"?>' + article()))
    assert isinstance(found, Document)
    assert SECOND in found.text


@pytest.mark.parametrize("between", [" ", "/", '="1"', "\n"])
def test_a_tag_of_a_hundred_thousand_attributes_ends_soon(tmp_path: Path, between: str) -> None:
    tag = "<p " + between.join(f"a{number}" for number in range(100_000)) + ">"
    began = time.monotonic()
    (tmp_path / "a.html").write_text(f"<html><body>{tag}The envoys met in Geneva on Monday.</p></body></html>")
    assert read(tmp_path / "a.html").text == "The envoys met in Geneva on Monday."
    assert time.monotonic() - began < 10


def test_long_attributes_and_scripts_lose_nothing_around_them(tmp_path: Path) -> None:
    script = "if (a <b && " + "x = y; " * 4_000 + "</script>"
    page = f"<p title='{'word ' * 4_000}'>The envoys met in Geneva.</p><script>{script}<p>They will meet again.</p>"
    (tmp_path / "a.html").write_text(f"<html><body>{page}</body></html>")
    assert read(tmp_path / "a.html").text == "The envoys met in Geneva.\n\nThey will meet again."

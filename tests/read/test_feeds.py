"""Feeds: what RSS and Atom say of each item, and its text; the page behind it where that is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.makers import Site, make_page, make_rss, open_site

from dragoman.errors import DocumentError, UnreadableError
from dragoman.read import read, read_many
from dragoman.read.feeds import parse_feed
from dragoman.records import Document
from dragoman.settings import Settings

MET = "The ministers met in Baku on Monday and agreed on a road."
LOCAL = Settings(allow_private=True, host_delay_seconds=0, full_pages=True)


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as opened:
        yield opened


def read_feed(data: bytes, tmp_path: Path, name: str = "feed.xml") -> list[Document | DocumentError]:
    (tmp_path / name).write_bytes(data)
    return list(read_many(tmp_path / name))


def test_an_item_has_its_feeds_word_for_everything(tmp_path: Path) -> None:
    item = (
        "<title>Ministers &amp; envoys meet</title><link>https://a.example/1</link><guid>tag:1</guid>"
        f"<pubDate>Mon, 04 Mar 2024 23:30:00 +0400</pubDate><description>&lt;p&gt;{MET}&lt;/p&gt;</description>"
    )
    [found] = read_feed(make_rss(item), tmp_path)
    assert isinstance(found, Document)
    assert (found.id, found.title, found.publisher) == ("tag:1", "Ministers & envoys meet", "Ministry")
    assert (found.url, found.published) == ("https://a.example/1", "2024-03-04")
    assert found.text == f"Ministers & envoys meet\n\n{MET}"
    assert found.source == f"{tmp_path}/feed.xml:1"


def test_the_longest_text_counts(tmp_path: Path) -> None:
    content = f"<content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'><![CDATA[<p>{MET}</p><p>They"
    item = f"<guid>1</guid><description>Ministers met.</description>{content} left.</p>]]></content:encoded>"
    [found] = read_feed(make_rss(item), tmp_path)
    assert isinstance(found, Document)
    assert found.text == f"{MET}\n\nThey left."


def test_plain_text_keeps_its_paragraphs(tmp_path: Path) -> None:
    [found] = read_feed(make_rss(f"<description>{MET}\n\nTrade &amp;amp; roads: more.</description>"), tmp_path)
    assert isinstance(found, Document)
    assert found.text == f"{MET}\n\nTrade & roads: more."


def test_atom_is_read_and_its_one_date_is_said_to_be_a_change(tmp_path: Path) -> None:
    entry = f"<entry><id>urn:1</id><title>Talks</title><link href='/1'/><summary>{MET}</summary>"
    entry += "<updated>2024-03-04T10:00:00Z"
    atom = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Ministry</title>{entry}</updated></entry></feed>"
    [found] = read_feed(atom.encode(), tmp_path)
    assert isinstance(found, Document)
    assert (found.id, found.published, found.url) == ("urn:1", "2024-03-04", None)
    assert any("last change" in warning for warning in found.warnings)


def test_an_item_without_text_is_one_line_and_the_others_are_read(tmp_path: Path) -> None:
    found = read_feed(make_rss("<guid>1</guid>", f"<guid>2</guid><description>{MET}</description>"), tmp_path)
    assert str(found[0]) == f"{tmp_path}/feed.xml:1: an item without text"
    assert isinstance(found[1], Document)


@pytest.mark.parametrize("declared", ["<!ENTITY a 'b'>", "<!ENTITY x SYSTEM 'file:///etc/passwd'>", "<!entity a 'b'>"])
def test_entities_are_refused(declared: str, tmp_path: Path) -> None:
    data = f"<?xml version='1.0'?><!DOCTYPE rss [{declared}]><rss version='2.0'><channel/></rss>".encode()
    (tmp_path / "a.rss").write_bytes(data)
    [found] = read_many(tmp_path / "a.rss")
    assert "declares entities" in str(found)


def test_bytes_that_name_a_file_or_address_open_neither(tmp_path: Path, site: Site) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_bytes(make_rss(f"<guid>1</guid><description>{MET}</description>"))
    for name in (str(secret), f"file://{secret}", f"{site.url}/feed"):
        with pytest.raises(UnreadableError, match="not a feed"):
            parse_feed(name.encode(), "a.rss")
    assert site.asked == []


def test_a_feed_without_end_is_turned_away() -> None:
    with pytest.raises(UnreadableError, match="more than 10,000 items"):
        parse_feed(make_rss(*["<guid>1</guid>"] * 10_001), "a.rss")


@pytest.mark.parametrize("link", ["file:///etc/passwd", "javascript:alert(1)", "/etc/passwd", "ftp://a.example/1"])
def test_a_link_that_is_no_web_address_is_none(link: str, tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_bytes(make_rss(f"<link>{link}</link><description>{MET}</description>"))
    [found] = read_many(tmp_path / "a.rss", LOCAL)
    assert isinstance(found, Document)
    assert found.url is None
    assert found.text == MET


def test_the_page_behind_an_item_is_read_where_it_is_asked_for(site: Site) -> None:
    item = f"<guid>1</guid><title>Talks</title><link>{site.url}/1</link><description>Talks were held.</description>"
    site.pages["/feed.xml"] = (200, {"Content-Type": "application/rss+xml"}, make_rss(item))
    site.pages["/1"] = (200, {"Content-Type": "text/html"}, make_page(MET))
    document = read(f"{site.url}/feed.xml", LOCAL)
    assert (document.id, document.text, document.publisher) == ("1", MET, "Ministry")
    assert document.url == f"{site.url}/1"


def test_a_page_that_cannot_be_had_is_replaced_by_the_feeds_text_and_said(site: Site) -> None:
    item = f"<guid>1</guid><link>{site.url}/gone</link><description>{MET}</description>"
    site.pages["/feed.xml"] = (200, {"Content-Type": "text/xml"}, make_rss(item))
    document = read(f"{site.url}/feed.xml", LOCAL)
    assert document.text == MET
    assert any("404 (not found)" in warning for warning in document.warnings)

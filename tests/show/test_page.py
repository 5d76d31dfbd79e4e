"""The page holds all it needs, shows all of a record, and lets no document in."""

import base64
import hashlib
import io
import re
from html.parser import HTMLParser

import pytest
from tests.factory import TEXT, document, empty, hostile, record

from dragoman.records import Record
from dragoman.show.page import PageWriter, render_page

ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style><script>alert(1)</script>",
    "</title></textarea></script><svg onload=alert(1)>",
    "<!-- --!> <![CDATA[ ]]>",
    "javascript:alert(1)",
    'https://a/" onclick="alert(1)',
    "&lt;b&gt; &amp;amp; &#60;",
]
VOID = {"meta", "input", "img", "br", "link"}


class Reader(HTMLParser):
    """What a browser would make of a page: its tags with attributes, and the words of its texts."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self._depth: int | None = None
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in VOID:
            return
        self.open.append(tag)
        if dict(attrs).get("class") == "text":
            self._depth = len(self.open)
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if self._depth is not None and len(self.open) < self._depth:
            self._depth = None

    def handle_data(self, data: str) -> None:
        if self._depth is not None:
            self.texts[-1] += data

    def skeleton(self) -> list[tuple[str, tuple[str, ...]]]:
        return [(tag, tuple(attributes)) for tag, attributes in self.tags]


def read_page(*records: Record) -> Reader:
    page = Reader(render_page(records))
    assert page.open == []
    return page


def test_the_text_of_the_page_is_the_text_of_the_document() -> None:
    assert read_page(record()).texts == [TEXT]


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_is_shown_and_makes_no_tag(attack: str) -> None:
    page = read_page(hostile(attack))
    assert page.texts == [attack]
    allowed = {"html", "head", "meta", "title", "style", "body", "main", "article", "header", "h2", "h3", "p", "bdi"}
    allowed |= {"ul", "li", "span", "div", "aside", "button", "script", "a"}
    assert {tag for tag, _ in page.tags} <= allowed
    assert [tag for tag, _ in page.tags].count("script") == 1
    for _, attributes in page.tags:
        assert not any(name.startswith("on") or name == "style" for name in attributes)
        assert (attributes.get("href") or "https://").startswith("https://")


def test_hostile_text_changes_nothing_but_words() -> None:
    harmless = read_page(hostile("x" * 25)).skeleton()
    assert read_page(hostile("<script>alert(1)</script>")).skeleton() == harmless


def test_the_page_fetches_nothing() -> None:
    page = render_page([record(document=document(url="https://example.org/report"))])
    assert not re.search(r"\bsrc=|<link|@import|url\(|fetch\(|XMLHttp", page)
    assert "default-src 'none'" in page


def test_only_the_scripts_and_styles_of_the_page_may_run() -> None:
    page = render_page([record()])
    for tag, policy in (("script", "script-src"), ("style", "style-src")):
        (code,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
        assert f"{policy} 'sha256-{digest}'" in page


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//a.b", None])
def test_only_web_addresses_become_links(url: str | None) -> None:
    page = read_page(record(document=document(url=url)))
    assert "a" not in {tag for tag, _ in page.tags}


def test_every_item_has_its_evidence_and_every_mark_its_item() -> None:
    page = read_page(record())
    items = {attributes["data-key"] for tag, attributes in page.tags if tag == "button"}
    marks = {key for _, given in page.tags for key in (given.get("data-keys") or "").split()}
    assert items == marks
    assert {"e0", "v0", "v1", "m0", "m0a0", "m0a1", "m0o0", "p0", "p1"} <= items


def test_overlapping_evidence_is_marked_as_both() -> None:
    page = render_page([record()])
    assert '<span class="mark trigger about" data-keys="v1 p1">release</span>' in page


def test_many_records_are_listed_and_one_is_not() -> None:
    many = render_page([record(), empty(title="Rain in the north")])
    assert '<nav class="list"' in many
    assert 'href="#d1"' in many
    assert "<nav" not in render_page([record()])


def test_no_records_make_a_page_that_says_so() -> None:
    assert "No documents." in render_page([])


def test_every_control_can_be_named() -> None:
    page = read_page(record(), empty())
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for tag, attributes in page.tags:
        if tag == "button":
            assert attributes["aria-pressed"] == "false"
        if tag in ("aside", "nav", "input"):
            assert attributes["aria-label"]
        if "aria-labelledby" in attributes:
            assert attributes["aria-labelledby"] in ids


def test_what_html_cannot_hold_is_replaced_character_for_character() -> None:
    text = "a\x00b\x1bc\u202ed\ud800e"
    (shown,) = read_page(hostile(text)).texts
    assert shown == "a\ufffdb\ufffdc\ufffdd\ufffde"


def test_the_page_is_the_same_twice() -> None:
    assert render_page([record(), empty()]) == render_page([record(), empty()])


def test_the_writer_writes_the_page_when_closed() -> None:
    sink = io.BytesIO()
    writer = PageWriter(sink)
    writer.write(record())
    assert sink.getvalue() == b""
    writer.close()
    assert sink.getvalue().decode() == render_page([record()])


CONTRAST = [(text, paper) for text in ("ink", "soft", "strong", "cue", "focus") for paper in ("paper", "panel")] + [
    ("ink", "entity"),
    ("strong", "entity"),
    ("cue", "entity"),
    ("soft", "entity"),
    ("active-ink", "active"),
]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "paper"), CONTRAST)
def test_colours_can_be_told_apart(theme: int, text: str, paper: str) -> None:
    """WCAG 2.1, 1.4.3: text stands out from its ground by 4.5 to 1."""
    style = re.findall(r":root \{(.*?)\}", render_page([]), re.DOTALL)[theme]
    colours = dict(re.findall(r"--([\w-]+): (#\w+)", style))
    lighter, darker = sorted((luminance(colours[text]), luminance(colours[paper])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

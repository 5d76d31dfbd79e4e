"""The page of a comparison links both ways, holds hostile text still and needs no script; so does the terminal."""

from __future__ import annotations

import io
from html.parser import HTMLParser

import pytest
from rich.console import Console

from dragoman.accounts import Account, Check, Comparison, Matter, Named, Part, Sameness, Statement
from dragoman.records import Span
from dragoman.show.comparison import list_parts, name_accounts, print_comparison
from dragoman.show.comparison_page import render_comparison

HOSTILE = '<script>alert(1)</script> "><img src=x onerror=alert(2)> \x1b[31m\u202eevil'
A_TEXT = f"Lind rejected tariffs on steel. {HOSTILE} Only ours."
B_TEXT = "Steel tariffs were regretted. Nothing else."


def account(text: str, **given: str) -> Account:
    return Account(given.get("id", "d"), given.get("title"), given.get("publisher"), "2024-05-03", text, "m1", None)


def statement(number: int, text: str, words: str, force: str | None = None) -> Statement:
    start = text.index(words)
    span = Span(start, start + len(words))
    return Statement(number, "position", words, words, span, span, force, None, ("NOR",))


def make() -> Comparison:
    both = (
        statement(0, A_TEXT, "rejected tariffs on steel", "reject"),
        statement(1, B_TEXT, "Steel tariffs were regretted", "criticise"),
    )
    alone = statement(0, A_TEXT, HOSTILE)
    parts = (Part("asked", ("NOR",), HOSTILE, (0,)), Part("refused", ("SWE",), "to lift tariffs", (1,)))
    checks = (Check("people", HOSTILE, "Lind", "agrees", 1.0), Check("date", None, None, "not told", 0.0))
    return Comparison(
        accounts=(account(A_TEXT, title=HOSTILE, publisher=HOSTILE), account(B_TEXT)),
        sameness=(Sameness(0, 1, "same", 0.97, "people agree", checks),),
        participants=(Named("NOR", (HOSTILE, None)),),
        matters=(
            Matter("t1", "tariffs", "differ", both, 0.8, (f"force: “{HOSTILE}”",), ("NOR",), (), parts=parts),
            Matter("t2", HOSTILE, "only", (alone, None), 1.0),
        ),
        first=("t1", "t1"),
    )


class Page(HTMLParser):
    """The tags, ids, links and visible text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.events: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.events += [name for name in given if name.startswith("on")]
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append((given.get("id", ""), given.get("href", "")))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(render_comparison(make()))


def test_hostile_text_stays_text(page: Page) -> None:
    assert "script" not in page.tags
    assert "img" not in page.tags
    assert page.events == []
    assert "<script>alert(1)</script>" in page.text
    assert "\u202e" not in page.text
    assert "\x1b" not in page.text


def test_words_of_one_thing_link_to_each_other(page: Page) -> None:
    links = dict(link for link in page.links if link[0])
    assert links["a-t1"] == "#b-t1"
    assert links["b-t1"] == "#a-t1"


def test_every_link_leads_somewhere_and_every_id_is_one(page: Page) -> None:
    assert len(page.ids) == len(set(page.ids))
    assert {href.removeprefix("#") for _, href in page.links} <= set(page.ids)


def test_both_texts_are_whole(page: Page) -> None:
    squeezed = " ".join(page.text.split())
    for words in ("Lind rejected tariffs on steel", "Only ours.", "Steel tariffs were regretted", "Nothing else."):
        assert words in squeezed


def test_the_policy_lets_only_the_pages_style_run() -> None:
    html = render_comparison(make())
    policy = html.partition('content="')[2].partition('"')[0]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in html.replace("http-equiv", "")


def test_overlapping_statements_keep_the_text_once() -> None:
    text = "Lind demanded tariffs be cut now."
    outer = statement(0, text, "demanded tariffs be cut now")
    inner = statement(0, text, "tariffs be cut")
    matters = (Matter("t1", "x", "only", (outer, None), 1.0), Matter("t2", "y", "only", (inner, None), 1.0))
    html = render_comparison(Comparison((account(text), account("Other.")), (), (), matters, ("t1", None)))
    body = html.partition('<div class="body">')[2].partition("</div>")[0]
    assert Page(body).text.replace("1", "").replace("2", "") == text
    assert {"a-t1", "a-t2"} <= set(Page(body).ids)


def test_a_title_that_opens_the_text_stands_once() -> None:
    one = account("Ministers meet\n\nThey met.", title="Ministers meet")
    html = render_comparison(Comparison((one, account("Other.")), (), (), (), (None, None)))
    assert html.partition("<body>")[2].count("Ministers meet") == 1
    assert "They met." in html


def test_nothing_in_common_is_a_page_too() -> None:
    told = Sameness(0, 1, "different", 0.02, "people differ", ())
    page = Page(render_comparison(Comparison((account("A."), account("B.")), (told,), (), (), (None, None))))
    assert "Two accounts of different meetings" in page.text


def test_the_terminal_obeys_nothing() -> None:
    sink = io.StringIO()
    print_comparison(make(), Console(file=sink, width=80, highlight=False, emoji=False, markup=True))
    assert "\x1b" not in sink.getvalue()
    assert "\u202e" not in sink.getvalue()
    assert "ONE MEETING?  one meeting (chance 0.97)" in sink.getvalue()


def test_each_side_has_the_words_of_its_account(page: Page) -> None:
    squeezed = " ".join(page.text.split())
    assert "Swedenrefusedto lift tariffs" in squeezed
    assert [name_accounts(part) for _, part in list_parts(make())] == ["A", "B"]

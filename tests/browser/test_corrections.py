"""Corrections by keyboard in a real browser, and by buttons where scripts are blocked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.browser.conftest import serve
from tests.factory import CARD, record

from dragoman.keep.corrections import list_corrections
from dragoman.keep.writer import open_keeper
from dragoman.verbs.desk import make_desk


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "news.duckdb"
    with open_keeper(made, CARD) as keeper:
        keeper.add(record())
    return made


@pytest.fixture
def address(browser: Any, path: Path) -> Iterator[str]:
    """A desk of its own."""
    yield from serve(make_desk(path, user="Ana"))


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def with_scripts(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    yield from _open(browser, address, scripts=True)


def _open(browser: Any, address: str, *, scripts: bool) -> Iterator[Any]:
    """A page of a browser; at the end nothing may have gone wrong in it."""
    context = browser.new_context(java_script_enabled=scripts, base_url=address)
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    yield opened
    context.close()
    assert wrong == []


def _stays_focused(page: Any, key: str) -> bool:
    """Whether the item gets the focus in the end and, two drawn frames later, still has it."""
    has_it = "(key) => document.activeElement.closest('.item[data-kind]')?.dataset.key === key"
    page.wait_for_function(has_it, arg=key, timeout=10_000)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return bool(page.evaluate(has_it, key))


def _press(page: Any, key: str) -> None:
    """A key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def _said(path: Path) -> list[tuple[str, str | None]]:
    return [(one.verdict, one.item_id) for one in list_corrections(path)]


def test_one_key_each(page: Any, path: Path) -> None:
    page.goto("/document/1")
    page.keyboard.press("j")
    assert _stays_focused(page, "m1")
    _press(page, "c")
    assert _stays_focused(page, "m1")
    page.keyboard.press("j")
    assert _stays_focused(page, "p1")
    _press(page, "x")
    assert _stays_focused(page, "p2")
    _press(page, "e")
    assert page.url.endswith("/document/1/correct?item=p2")
    page.select_option("[name=force]", "support")
    page.keyboard.press("Enter")
    with page.expect_navigation():
        page.get_by_role("button", name="Correct it").click()
    assert _stays_focused(page, "p2")
    assert _said(path) == [("confirmed", "m1"), ("rejected", "p1"), ("corrected", "p2")]


def test_keys_do_nothing_while_a_person_types(page: Any, path: Path) -> None:
    page.goto("/document/1/correct?item=v1")
    page.fill("[name=note]", "")
    page.keyboard.type("cexa?")
    assert page.input_value("[name=note]") == "cexa?"
    assert _said(path) == []


def test_selected_words_are_taken_along(page: Any) -> None:
    page.goto("/document/1")
    page.evaluate(
        "() => { const range = document.createRange();"
        " range.selectNodeContents(document.querySelector('.text [data-keys~=p1].cue'));"
        " getSelection().removeAllRanges(); getSelection().addRange(range); }"
    )
    _press(page, "a")
    assert page.input_value("[name=trigger]") == "underlined"


def test_the_keys_are_told(page: Any) -> None:
    page.goto("/document/1")
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("c")  # does nothing behind the dialog
    page.keyboard.press("Escape")
    assert not page.get_by_role("dialog").is_visible()
    assert page.url.endswith("/document/1")


def test_buttons_do_with_and_without_scripts(browser: Any, address: str, path: Path, with_scripts: bool) -> None:
    for page in _open(browser, address, scripts=with_scripts):
        page.goto("/document/1")
        page.get_by_role("button", name="Confirm v1").click()
        page.wait_for_url("**#r-v1")
        page.get_by_role("link", name="Edit v2").click()
        page.select_option("[name=type]", "CONCEDE")
        page.get_by_role("button", name="Correct it").click()
        page.wait_for_url("**#r-v2")
        page.get_by_role("button", name="Reject m1").click()
        page.wait_for_url("**/document/1#*")
        page.goto("/corrections")
        page.get_by_role("button", name="Undo correction 3").click()
        page.wait_for_url("**/document/1#*")
    assert [verdict for verdict, _ in _said(path)] == ["confirmed", "corrected", "rejected", "withdrawn"]

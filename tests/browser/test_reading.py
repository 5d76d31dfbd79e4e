"""The reading pages in a real browser: they fit a telephone, break no rule of their policy, and lead to sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.browser.conftest import serve
from tests.show.desk.reports import keep_reports

from dragoman.verbs.desk import make_desk

PAGES = (
    "/two",
    "/two/NOR/SWE",
    "/met",
    "/map",
    "/map?view=59.9,10.7",
    "/compare",
    "/compare?a=1&b=2",
    "/positions?of=NOR&on=border",
    "/search?q=border",
    "/search?in=events",
    "/search/saved",
)


@pytest.fixture(scope="module")
def address(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A desk of reports that name what the pages show."""
    yield from serve(make_desk(keep_reports(tmp_path_factory.mktemp("reading") / "news.duckdb")))


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_fits_its_width_and_breaks_no_rule(browser: Any, address: str, page: str, width: int) -> None:
    opened = browser.new_page(viewport={"width": width, "height": 800}, base_url=address)
    wrong: list[str] = []
    opened.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.goto(page)
    beyond = opened.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    opened.close()
    assert beyond <= 0
    assert wrong == []


def test_the_borders_are_drawn(browser: Any, address: str) -> None:
    opened = browser.new_page(base_url=address)
    opened.goto("/map")
    opened.wait_for_function("document.querySelector('use.land').getBBox().width > 5000")
    opened.close()


def test_a_mark_leads_to_its_sentence(browser: Any, address: str) -> None:
    opened = browser.new_page(base_url=address)
    opened.goto("/two/NOR/SWE")
    mark = opened.locator("svg a:has(circle.event)").first
    target = mark.get_attribute("href")
    with opened.expect_navigation():
        mark.click()
    assert opened.url.endswith(target)
    assert opened.locator(f"#{target.split('#')[1]}").is_visible()
    opened.close()


def test_without_scripts_forms_and_links_do_all(browser: Any, address: str) -> None:
    opened = browser.new_page(base_url=address, java_script_enabled=False)
    opened.goto("/two")
    opened.fill("#one", "Norway")
    opened.fill("#other", "Sweden")
    with opened.expect_navigation():
        opened.keyboard.press("Enter")
    assert opened.url.endswith("/two/NOR/SWE")
    opened.goto("/search")
    opened.fill("#q", "Svinesund")
    with opened.expect_navigation():
        opened.keyboard.press("Enter")
    assert opened.locator("mark").first.inner_text() == "Svinesund"
    with opened.expect_navigation():
        opened.locator(".tabs a", has_text="events").click()
    assert opened.locator(".entries li").count() == 2
    opened.close()


def test_words_of_one_thing_light_up_together(browser: Any, address: str) -> None:
    opened = browser.new_page(base_url=address)
    opened.goto("/compare?a=1&b=2")
    both = opened.locator("a.m.kt1")
    before = both.last.evaluate("one => getComputedStyle(one).backgroundColor")
    both.first.hover()
    assert both.last.evaluate("one => getComputedStyle(one).backgroundColor") != before
    opened.close()

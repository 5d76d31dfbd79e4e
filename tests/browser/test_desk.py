"""The desk in a real browser: each page at the width of a desk and of a telephone, by keyboard, without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDE, NARROW = (1280, 900), (390, 844)
PAGES = {
    "today": "/?span=week",
    "documents": "/documents",
    "document": "/document/1",
    "code": "/code",
    "two": "/two/AZE/ARM",
    "two-empty": "/two",
    "met": "/met",
    "map": "/map",
    "compare": "/compare",
    "compare-two": "/compare?a=1&b=2",
    "positions": "/positions?of=AZE",
    "search": "/search?q=border",
    "search-saved": "/search/saved",
    "corrections": "/corrections",
    "about": "/about",
    "api": "/api",
    "nowhere": "/nowhere",
}


@contextmanager
def opened(browser: Browser, width: tuple[int, int] = WIDE, **given: Any) -> Iterator[tuple[Page, list[str]]]:
    """A page of its own, and what goes wrong on it: errors of scripts, refusals of the policy, requests elsewhere."""
    context = browser.new_context(viewport={"width": width[0], "height": width[1]}, **given)
    page = context.new_page()
    page.set_default_timeout(5_000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    page.on("console", lambda said: faults.append(f"console: {said.text}") if _is_fault(said) else None)
    page.on("request", lambda asked: faults.append(f"asks {asked.url}") if _is_elsewhere(asked.url) else None)
    page.on("dialog", lambda dialog: (faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    try:
        yield page, faults
    finally:
        context.close()


def _is_fault(said: Any) -> bool:
    # A page that is not there is asked for on purpose below.
    return said.type in ("error", "warning") and "404 (Not Found)" not in said.text


def _is_elsewhere(url: str) -> bool:
    return not re.match(r"(http://127\.0\.0\.1:\d+/|data:|about:|blob:)", url)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_and_is_accessible(
    browser: Browser, address: str, screenshots: Path | None, name: str, width: tuple[int, int], scheme: str
) -> None:
    with opened(browser, width, color_scheme=scheme) as (page, faults):
        page.goto(address + PAGES[name])
        assert page.evaluate("document.documentElement.scrollWidth") <= width[0], "it is wider than the screen"
        assert _find_barriers(page) == []
        assert faults == []
        if screenshots:
            page.screenshot(path=screenshots / f"{name}-{width[0]}-{scheme}.png", full_page=True)


def _find_barriers(page: Page) -> list[str]:
    """What axe-core finds to be serious or critical, WCAG 2.1 AA and its good practices."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['target']}: {node.get('failureSummary', '')[:200]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"][:3]
    ]


def test_reading_works_without_scripts(browser: Browser, address: str) -> None:
    with opened(browser, java_script_enabled=False) as (page, _):
        page.goto(address + "/?span=week")
        link = page.locator("main a[href^='/document/']").first
        asked = link.get_attribute("href") or ""
        link.click()
        assert page.url.endswith(asked)
        assert page.locator("main mark").count() > 0
        id = asked.partition("#")[2]
        assert id
        assert page.locator(f"[id='{id}']").is_visible()


def test_every_page_says_something_without_scripts(browser: Browser, address: str) -> None:
    with opened(browser, java_script_enabled=False) as (page, _):
        for path in PAGES.values():
            page.goto(address + path)
            assert len(page.locator("main").inner_text()) > 20, path


def test_a_text_is_coded_without_scripts(browser: Browser, address: str) -> None:
    with opened(browser, java_script_enabled=False) as (page, _):
        page.goto(address + "/code")
        page.locator("main textarea").fill(
            "Kenya's president met the Ugandan foreign minister in Kampala on 3 May 2024."
        )
        page.locator("main form button[type=submit]").first.click()
        assert page.locator("main").get_by_text("Kampala").first.is_visible()
        assert page.locator("main mark").count() > 0


def test_the_keyboard_alone_leads_from_a_line_to_its_sentence(browser: Browser, address: str) -> None:
    with opened(browser) as (page, faults):
        page.goto(address + "/?span=week")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the page"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("k")
        focused = page.evaluate("document.activeElement.closest('a')?.getAttribute('href') ?? ''")
        assert focused.startswith("/document/")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("/document/"))
        assert faults == []


def test_whatever_has_the_focus_shows_it(browser: Browser, address: str) -> None:
    with opened(browser) as (page, _):
        page.goto(address + "/?span=week")
        for _step in range(15):
            page.keyboard.press("Tab")
            shown = page.evaluate(
                "(() => { const s = getComputedStyle(document.activeElement);"
                " return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none' })()"
            )
            assert shown, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


def test_pages_print_without_what_is_for_the_screen(browser: Browser, address: str) -> None:
    with opened(browser) as (page, _):
        page.goto(address + "/document/1")
        page.emulate_media(media="print")
        assert not page.locator("nav[aria-label=Pages]").is_visible()
        assert page.locator("main mark").first.is_visible()


BAITED = (
    "/?span=week",
    "/documents",
    "/document/1",
    "/search?q=border",
    "/two/KEN/UGA",
    "/met",
    "/map",
    "/positions?of=KEN",
    "/compare?a=1&b=2",
    "/corrections",
)


@pytest.mark.parametrize("path", BAITED)
def test_no_document_runs_a_script(browser: Browser, hostile: str, path: str) -> None:
    with opened(browser) as (page, faults):
        page.goto(hostile + path)
        page.wait_for_timeout(100)
        assert page.evaluate("window.caught") is None
        assert page.locator("[onerror], [onload], main script, a[href^='javascript:' i]").count() == 0
        assert faults == []

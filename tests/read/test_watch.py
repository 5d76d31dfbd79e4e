"""Following feeds: nothing twice, nothing asked for in vain, nobody pressed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from tests.makers import Answer, Site, make_page, make_rss, open_site

from dragoman.errors import DocumentError, UsageError
from dragoman.read.visits import Visitor
from dragoman.read.watch import KEEP_DAYS, State, Watch, read_state, write_state
from dragoman.records import Document
from dragoman.settings import Settings

RSS = {"Content-Type": "application/rss+xml"}


class Clock:
    """Time that passes only when somebody waits."""

    def __init__(self) -> None:
        self.seconds = 1_700_000_000.0
        self.waits: list[float] = []

    def __call__(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.seconds += seconds


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as opened:
        yield opened


@pytest.fixture
def clock() -> Clock:
    return Clock()


def item(number: int) -> str:
    return f"<guid>{number}</guid><description>The ministers met for the {number}th time in Baku.</description>"


def make_watch(site: Site, clock: Clock, state: State, *paths: str, full: bool = False) -> Watch:
    settings = Settings(allow_private=True, full_pages=full)
    visitor = Visitor(settings, clock, clock.sleep)
    return Watch([site.url + path for path in paths or ("/feed",)], state, visitor, 900, clock)


def look(watch: Watch) -> list[str]:
    found = []
    for one in watch.look():
        found.append(one.id if isinstance(one, Document) else str(one))
        watch.take()
    return found


def test_an_item_is_given_out_once_also_after_a_restart(site: Site, clock: Clock, tmp_path: Path) -> None:
    state: State = {}
    site.pages["/feed"] = (200, RSS, make_rss(item(2), item(1)))
    assert look(make_watch(site, clock, state)) == ["2", "1"]
    write_state(state, tmp_path / "deep" / "state.json")
    clock.seconds += 900
    site.pages["/feed"] = (200, RSS, make_rss(item(3), item(2), item(1)))
    assert look(make_watch(site, clock, read_state(tmp_path / "deep" / "state.json"))) == ["3"]


def test_an_item_in_two_feeds_is_one(site: Site, clock: Clock) -> None:
    both = f"<guid>{site.url}/1</guid><description>The ministers met in Baku.</description>"
    site.pages["/a"] = site.pages["/b"] = (200, RSS, make_rss(both))
    assert look(make_watch(site, clock, {}, "/a", "/b")) == [f"{site.url}/1"]


def test_what_was_not_taken_comes_again(site: Site, clock: Clock) -> None:
    state: State = {}
    site.pages["/feed"] = (200, {**RSS, "ETag": '"x"'}, make_rss(item(1), item(2)))
    watch = make_watch(site, clock, state)
    found = watch.look()
    next(found)
    watch.take()
    next(found)
    found.close()  # type: ignore[attr-defined]
    assert look(make_watch(site, clock, state)) == ["2"]


def test_a_feed_is_asked_only_for_what_has_changed(site: Site, clock: Clock) -> None:
    def answer(headers: Mapping[str, str]) -> Answer:
        if headers.get("if-none-match") == '"v1"' and "if-modified-since" in headers:
            return 304, {}, b""
        return 200, {**RSS, "ETag": '"v1"', "Last-Modified": "Mon, 04 Mar 2024 10:00:00 GMT"}, make_rss(item(1))

    site.pages["/feed"] = answer
    watch = make_watch(site, clock, {})
    assert look(watch) == ["1"]
    assert look(watch) == []  # not due
    assert watch.find_wait() == pytest.approx(900, abs=10)
    clock.seconds += 900
    assert look(watch) == []
    assert site.paths() == ["/feed", "/feed"]
    assert site.asked[-1][1]["if-none-match"] == '"v1"'


@pytest.mark.parametrize("asked", ["7200", "Wed, 15 Nov 2023 00:13:22 GMT"])
def test_a_busy_server_is_left_alone_as_long_as_it_asks(site: Site, clock: Clock, asked: str) -> None:
    site.pages["/feed"] = (429, {"Retry-After": asked}, b"")
    watch = make_watch(site, clock, {})
    assert look(watch) == [f"{site.url}/feed: the server answers 429 (too many requests); asked again in 2 h"]
    clock.seconds += 7100
    assert look(watch) == []
    assert site.paths() == ["/feed"]
    clock.seconds += 200
    site.pages["/feed"] = (200, RSS, make_rss(item(1)))
    assert look(watch) == ["1"]


def test_each_failure_doubles_the_wait_and_a_success_ends_it(site: Site, clock: Clock) -> None:
    site.pages["/feed"] = (500, {}, b"")
    watch = make_watch(site, clock, {})
    waits = []
    for _ in range(9):
        assert "500" in look(watch)[0]
        waits.append(watch.find_wait() / 900)
        clock.seconds += watch.find_wait()
    assert waits[:3] == pytest.approx([2, 4, 8])
    assert waits[-1] * 900 == 24 * 3600
    site.pages["/feed"] = (200, RSS, make_rss())
    assert look(watch) == []
    assert watch.find_wait() == pytest.approx(900, abs=10)


def test_robots_are_obeyed(site: Site, clock: Clock) -> None:
    rules = b"User-agent: *\nDisallow: /private\n\nUser-agent: dragoman\nDisallow: /feed$\n"
    site.pages["/robots.txt"] = (200, {"Content-Type": "text/plain"}, rules)
    site.pages["/feed"] = (200, RSS, make_rss(item(1)))
    [found] = look(make_watch(site, clock, {}))
    assert found.startswith(f"{site.url}/feed: its robots.txt forbids it")
    assert site.paths() == []


def test_a_robots_file_that_fails_forbids_and_none_allows(site: Site, clock: Clock) -> None:
    site.pages["/feed"] = (200, RSS, make_rss(item(1)))
    site.pages["/robots.txt"] = (500, {}, b"")
    assert "robots.txt cannot be had" in look(make_watch(site, clock, {}))[0]
    assert site.paths() == []
    del site.pages["/robots.txt"]
    assert look(make_watch(site, clock, {})) == ["1"]


def test_a_host_that_cannot_be_reached_is_tried_once(clock: Clock) -> None:
    visitor = Visitor(Settings(allow_private=True), clock, clock.sleep)
    found = look(Watch([f"http://127.0.0.1:9/{n}" for n in range(3)], {}, visitor, 900, clock))
    assert "connection refused" in found[0]
    assert all("left alone for a while" in error for error in found[1:])


def test_one_host_is_asked_with_a_pause_and_its_crawl_delay_is_kept(site: Site, clock: Clock) -> None:
    site.pages["/a"] = site.pages["/b"] = (200, RSS, make_rss(item(1)))
    look(make_watch(site, clock, {}, "/a", "/b"))
    assert clock.waits == pytest.approx([2, 2])
    clock.waits.clear()
    site.pages["/robots.txt"] = (200, {"Content-Type": "text/plain"}, b"User-agent: *\nCrawl-delay: 9\n")
    look(make_watch(site, clock, {}, "/a", "/b"))
    assert clock.waits == pytest.approx([9, 9])


def test_a_busy_server_is_not_asked_for_the_other_pages(site: Site, clock: Clock) -> None:
    items = [f"<link>{site.url}/{n}</link><description>The ministers met {n} times.</description>" for n in range(3)]
    site.pages["/feed"] = (200, RSS, make_rss(*items))
    site.pages["/0"] = (200, {"Content-Type": "text/html"}, make_page("The ministers met in Baku on Monday."))
    site.pages["/1"] = (429, {}, b"")
    assert len(look(make_watch(site, clock, {}, full=True))) == 3
    assert site.paths() == ["/feed", "/0", "/1"]


def test_what_has_long_left_its_feed_is_forgotten(site: Site, clock: Clock) -> None:
    state: State = {}
    site.pages["/feed"] = (200, RSS, make_rss(item(1), item(2)))
    look(make_watch(site, clock, state))
    site.pages["/feed"] = (200, RSS, make_rss(item(2)))
    clock.seconds += (KEEP_DAYS + 1) * 86400
    assert look(make_watch(site, clock, state)) == []
    assert len(state[f"{site.url}/feed"].seen) == 1


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"feeds": {"a": {"odd": 1}}}', '{"feeds": {"a": {"seen": 3}}}'])
def test_a_state_that_is_none_is_said(text: str, tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text(text)
    with pytest.raises(UsageError, match="not a state of dragoman watch"):
        read_state(tmp_path / "state.json")


def test_the_state_is_plain_json_and_there_is_none_at_first(tmp_path: Path) -> None:
    assert read_state(tmp_path / "none.json") == {}
    write_state({}, tmp_path / "state.json")
    assert json.loads((tmp_path / "state.json").read_text()) == {"feeds": {}}


def test_a_feed_that_is_none_is_one_line(site: Site, clock: Clock) -> None:
    site.pages["/feed"] = (200, {"Content-Type": "text/html"}, make_page("No feed here."))
    [found] = list(make_watch(site, clock, {}).look())
    assert isinstance(found, DocumentError)
    assert "not a feed" in str(found)

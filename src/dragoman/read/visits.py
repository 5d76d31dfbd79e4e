"""Visiting other people's servers as a guest should: robots.txt obeyed, one request at a time and host, with a pause.

`web` guards us from them, this guards them from us. One address that a person names is fetched
by `web` alone, as a browser would; what a feed names is visited.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from dragoman.errors import UnreadableError
from dragoman.read.web import Page, describe_status, fetch
from dragoman.settings import Settings

# A crawl-delay is kept up to here; a longer one would stop the other feeds for the sake of one.
MAX_DELAY_SECONDS = 30.0
# After 429 (too many requests) and 503 (unavailable), whatever less the server asks for.
MIN_REST_SECONDS = 300.0
ROBOTS_SECONDS = 24 * 3600
MAX_ROBOTS_BYTES = 512 * 1024  # RFC 9309 asks for 500 KiB at least


class Visitor:
    """Fetches pages one at a time; remembers each host's rules and when it was last asked.

    `clock` counts seconds and `sleep` waits them; tests give their own.
    """

    def __init__(
        self,
        settings: Settings,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.settings = settings
        self._clock, self._sleep = clock, sleep
        self._asked_at: dict[str, float] = {}
        self._free_at: dict[str, float] = {}
        self._robots: dict[str, tuple[float, Any]] = {}

    def visit(self, url: str, headers: Mapping[str, str] | None = None) -> Page:
        """The answer of an address, whatever its status; `UnreadableError` where robots.txt forbids it."""
        parts = urlsplit(url)
        if parts.netloc in self._free_at and self._clock() < self._free_at[parts.netloc]:
            raise UnreadableError("its host is left alone for a while after it failed", source=url)
        rules = self._find_rules(f"{parts.scheme}://{parts.netloc}", url)
        if not rules.can_fetch(url, self.settings.user_agent):
            raise UnreadableError("its robots.txt forbids it", source=url)
        delay = max(self.settings.host_delay_seconds, rules.crawl_delay(self.settings.user_agent) or 0)
        self._wait(parts.netloc, min(delay, MAX_DELAY_SECONDS))
        try:
            page = fetch(url, self.settings, headers)
        finally:
            self._asked_at[parts.netloc] = self._clock()
        if page.status in (429, 503):
            self._rest(parts.netloc, page)
        return page

    def _rest(self, host: str, page: Page | None = None) -> None:
        """Leave a host alone, for as long as it asks at least."""
        asked = read_wait(page.headers.get("retry-after", ""), time.time()) if page else 0.0
        self._free_at[host] = self._clock() + max(asked, MIN_REST_SECONDS)

    def get(self, url: str) -> Page:
        """The page at an address; `UnreadableError` where it is not answered with one."""
        page = self.visit(url)
        if page.status != 200:
            raise UnreadableError(describe_status(page.status), source=url)
        return page

    def _wait(self, host: str, delay: float) -> None:
        left = self._asked_at[host] + delay - self._clock() if host in self._asked_at else 0
        if left > 0:
            self._sleep(left)

    def _find_rules(self, origin: str, url: str) -> Any:
        """A host's robots.txt, asked for once a day."""
        known = self._robots.get(origin)
        if known and self._clock() - known[0] < ROBOTS_SECONDS:
            return known[1]
        rules = _parse_rules(self._ask_rules(origin, url))
        self._robots[origin] = (self._clock(), rules)
        return rules

    def _ask_rules(self, origin: str, url: str) -> str:
        """The text of a robots.txt; RFC 9309: where there is none all is allowed, where it fails nothing is."""
        host = urlsplit(origin).netloc
        self._wait(host, self.settings.host_delay_seconds)
        try:
            page = fetch(f"{origin}/robots.txt", self.settings)
        except UnreadableError as error:
            self._rest(host)  # it may have a hundred feeds, each of which would wait for it
            raise UnreadableError(error.reason, source=url) from None
        finally:
            self._asked_at[host] = self._clock()
        if page.status == 429 or page.status >= 500:
            self._rest(host, page)
            raise UnreadableError(f"its robots.txt cannot be had: {describe_status(page.status)}", source=url)
        return page.data[:MAX_ROBOTS_BYTES].decode("utf-8", "replace") if page.status == 200 else ""


def _parse_rules(text: str) -> Any:
    from protego import Protego

    return Protego.parse(text)


def read_wait(value: str, now: float) -> float:
    """The seconds that a `Retry-After` asks for, as a number or a date; none where it asks for nothing.

    >>> read_wait("120", 0.0), read_wait("Thu, 01 Jan 1970 00:10:00 GMT", 0.0), read_wait("soon", 0.0)
    (120.0, 600.0, 0.0)
    """
    if value.strip().isdecimal():
        return float(value.strip()[:9])
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - now)
    except (TypeError, ValueError, OverflowError, IndexError):
        return 0.0

"""Following feeds: what is new in each since last time, and when to ask again.

A server is asked with what it said last time (`ETag`, `Last-Modified`), so that a feed without news costs it
nothing, and left alone for longer each time it fails, for as long as it asks (`Retry-After`) at least. An
item is known by its id and never given out twice. All that is in one small JSON file.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import time

from dragoman.errors import DocumentError, UnreadableError, UsageError
from dragoman.read.feeds import MAX_FEED_BYTES, Feed, Item, parse_feed, read_item
from dragoman.read.inputs import Input, is_url
from dragoman.read.visits import Visitor, read_wait
from dragoman.read.web import Page, describe_status, make_input
from dragoman.records import Document

# An item that stood in no feed for so long is forgotten.
KEEP_DAYS = 90
MAX_WAIT_SECONDS = 24 * 3600


@dataclass(slots=True)
class Visit:
    """What is known of one feed: the server's marks, failures in a row, when it may be asked again.

    `seen` has its items' keys with the day on which they last stood in it.
    """

    etag: str = ""
    modified: str = ""
    failures: int = 0
    due_at: float = 0.0
    seen: dict[str, str] = field(default_factory=dict)


State = dict[str, Visit]


def read_state(path: Path) -> State:
    """What a file says of each feed, nothing where there is no file yet."""
    try:
        found = json.loads(path.read_text("utf-8"))
        return {str(url): _check_visit(Visit(**known)) for url, known in found["feeds"].items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UsageError(f"{path}: not a state of dragoman watch; move it away to begin anew") from None


def _check_visit(visit: Visit) -> Visit:
    right = isinstance(visit.seen, dict) and isinstance(visit.due_at, int | float) and isinstance(visit.failures, int)
    if not right or not isinstance(visit.etag, str) or not isinstance(visit.modified, str):
        raise TypeError
    return visit


def write_state(state: State, path: Path) -> None:
    """Put the state in its file, whole or not at all."""
    waiting = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        feeds = {url: asdict(visit) for url, visit in state.items()}
        waiting.write_text(json.dumps({"feeds": feeds}, indent=1, sort_keys=True), "utf-8")
        waiting.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            waiting.unlink()
        raise UsageError(f"cannot write {path}: {error.strerror}") from None


class Watch:
    """Feeds followed: `look` gives out what is new in those that are due."""

    def __init__(
        self, feeds: Sequence[str], state: State, visitor: Visitor, every_seconds: int, now: Callable[[], float] = time
    ) -> None:
        self._feeds = list(dict.fromkeys(feeds))
        self._state, self._visitor, self._every, self._now = state, visitor, every_seconds, now
        self._given: tuple[Visit, str, str] | None = None
        # Of all feeds: one report often stands in several of a publisher's.
        self._seen = {key for visit in state.values() for key in visit.seen}

    def look(self) -> Iterator[Document | DocumentError]:
        """The new items of all feeds that are due, and an error for each feed that cannot be had.

        An item that is not taken (`take`) comes again next time.
        """
        for url in self._feeds:
            visit = self._state.setdefault(url, Visit())
            if self._now() >= visit.due_at:
                yield from self._look_at(url, visit)

    def take(self) -> None:
        """Count the item last given out as seen."""
        if self._given:
            visit, key, day = self._given
            self._seen.add(key)
            visit.seen[key] = day
        self._given = None

    def find_wait(self) -> float:
        """The seconds until a feed is due."""
        due = [self._state.get(url, Visit()).due_at for url in self._feeds]
        return max(0.0, min(due, default=0.0) - self._now())

    def _look_at(self, url: str, visit: Visit) -> Iterator[Document | DocumentError]:
        asked = 0.0
        try:
            page = self._visitor.visit(url, _ask_if_new(visit))
            asked = read_wait(page.headers.get("retry-after", ""), self._now())
            if page.status not in (200, 304):
                raise UnreadableError(describe_status(page.status), source=url)
            # What was not taken last time is not news to the server: the marks are kept once all was.
            if page.status == 200:
                opened = make_input(page, url)
                yield from self._find_new(parse_feed(opened.read(MAX_FEED_BYTES), url), opened, visit)
                visit.etag, visit.modified = _mark(page, "etag"), _mark(page, "last-modified")
        except UnreadableError as error:
            wait = self._back_off(visit, asked)
            yield UnreadableError(f"{error.reason}; asked again in {say_wait(wait)}", source=url)
            return
        visit.failures, visit.due_at = 0, self._now() + max(self._every, asked)

    def _find_new(self, feed: Feed, source: Input, visit: Visit) -> Iterator[Document | DocumentError]:
        settings = self._visitor.settings
        visitor = self._visitor if settings.full_pages else None
        today = datetime.fromtimestamp(self._now(), tz=UTC).date()
        for item in feed.items:
            key = find_key(item, source.source)
            if key not in self._seen:
                found = read_item(item, feed, source, settings, visitor)
                self._given = visit, key, today.isoformat()
                yield found
                self._given = None
            elif key in visit.seen:
                visit.seen[key] = today.isoformat()
        oldest = (today - timedelta(days=KEEP_DAYS)).isoformat()
        visit.seen = {key: day for key, day in visit.seen.items() if day >= oldest}

    def _back_off(self, visit: Visit, asked: float) -> float:
        """Leave a feed alone: twice as long with each failure, and as long as its server asks."""
        visit.failures += 1
        wait = min(max(self._every * 2.0 ** min(visit.failures, 16), asked), MAX_WAIT_SECONDS)
        visit.due_at = self._now() + wait
        return wait


def find_key(item: Item, feed_url: str) -> str:
    """What an item is known by: an id that is an address anywhere, another id within its feed."""
    name = item.id or item.url or f"{item.title} {item.markup}"
    whole = name if is_url(name) else f"{feed_url} {name}"
    return hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()[:20]


def say_wait(seconds: float) -> str:
    """A time to wait in words.

    >>> say_wait(45), say_wait(1800), say_wait(86400)
    ('45 s', '30 min', '24 h')
    """
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.0f} h"


def _ask_if_new(visit: Visit) -> dict[str, str]:
    headers = {"If-None-Match": visit.etag, "If-Modified-Since": visit.modified}
    return {name: value for name, value in headers.items() if value}


def _mark(page: Page, name: str) -> str:
    """A mark as it is sent back: on one line, and short."""
    value = page.headers.get(name, "")
    return value if value.isascii() and value.isprintable() and len(value) < 1000 else ""

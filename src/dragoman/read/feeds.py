"""Feeds (RSS, Atom): every item a document, of the text in the feed or of the page that it links to.

An item's id is its own (`guid`, `id`) or its link, its publisher the feed's title, its text the longest
it carries. The page it links to is read where `Settings.full_pages` asks for it, as `visits` allows.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from dragoman.errors import DocumentError, NoTextError, UnreadableError
from dragoman.read.characters import clean_line
from dragoman.read.documents import Found, make_document
from dragoman.read.html import find_page, find_paragraphs
from dragoman.read.inputs import Input, is_url
from dragoman.records import Document
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.read.visits import Visitor

# Feeds of news are under 1 MB. feedparser takes up to half a minute for 4 MB of nothing but tags.
MAX_FEED_BYTES = 4 * 1024 * 1024
MAX_ITEMS = 10_000
# A document type that brings entities of its own, as no feed needs: `feedparser` is given none to expand.
_ENTITIES = re.compile(rb"<!ENTITY", re.IGNORECASE)
_ITEMS = re.compile(rb"<(?:item|entry)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """One item as its feed has it; `markup` is its text, `number` its place from 1."""

    number: int
    id: str | None
    title: str | None
    url: str | None
    published: str | None
    markup: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's title and items, in its order."""

    title: str | None
    items: tuple[Item, ...]


def read_feed(source: Input, settings: Settings) -> Iterator[Document | DocumentError]:
    """A document or an error for each item of a feed.

    >>> from dragoman.read.inputs import open_bytes
    >>> items = b"<item><guid>7</guid><description>Envoys met in Geneva.</description></item>"
    >>> feed = b"<rss version='2.0'><channel><title>Ministry</title>" + items + b"</channel></rss>"
    >>> [document] = read_feed(open_bytes(feed, "a.rss"), Settings())
    >>> document.id, document.publisher, document.text
    ('7', 'Ministry', 'Envoys met in Geneva.')
    """
    visitor = _make_visitor(settings) if settings.full_pages else None
    feed = parse_feed(source.read(MAX_FEED_BYTES), source.source)
    for item in feed.items:
        yield read_item(item, feed, source, settings, visitor)
    if not feed.items:
        raise NoTextError("a feed without items", source=source.source)


def _make_visitor(settings: Settings) -> Visitor:
    from dragoman.read.visits import Visitor

    return Visitor(settings)


def parse_feed(data: bytes, source: str) -> Feed:
    """The feed in these bytes; `source` is what its relative links are relative to."""
    import feedparser

    if _ENTITIES.search(data.replace(b"\0", b"")):
        raise UnreadableError("XML that declares entities: not read", source=source)
    if len(_ITEMS.findall(data)) > MAX_ITEMS:
        raise UnreadableError(f"a feed of more than {MAX_ITEMS:,} items", source=source)
    try:
        # A stream: from a string or bytes feedparser would open the file or address they name.
        found: Any = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError, AssertionError) as error:
        raise UnreadableError("not a feed that can be read", source=source) from error
    if not found.get("version") and not found.entries:
        raise UnreadableError("not a feed: neither RSS nor Atom", source=source)
    items = tuple(_make_item(entry, number, source) for number, entry in enumerate(found.entries, 1))
    return Feed(_text_of(found.feed, "title"), items)


def _make_item(entry: Any, number: int, source: str) -> Item:
    url = _find_link(entry, source)
    published, warnings = _text_of(entry, "published"), ()
    if not published and (changed := _text_of(entry, "updated")):
        published = changed
        # RSS 1.0 has but the one date, which feedparser calls so; Atom's may be years later.
        warnings = ("published is the day of the last change, the only one in the feed",)  # type: ignore[assignment]
    texts = [_text_of(entry, "summary") or ""]
    texts += [_text_of(part, "value") or "" for part in dict.get(entry, "content", ())]
    return Item(
        number, _text_of(entry, "id") or url, _text_of(entry, "title"), url, published, max(texts, key=len), warnings
    )


def _text_of(entry: Any, key: str) -> str | None:
    # dict.get: feedparser's own answers with other keys where one is missing.
    value = dict.get(entry, key)
    return value.strip() or None if isinstance(value, str) else None


def _find_link(entry: Any, source: str) -> str | None:
    link = _text_of(entry, "link")
    try:
        whole = urljoin(source if is_url(source) else "", link or "")
    except ValueError:
        return None
    return whole if is_url(whole) else None


def read_item(
    item: Item, feed: Feed, source: Input, settings: Settings, visitor: Visitor | None = None
) -> Document | DocumentError:
    """The document of an item; with a visitor, of the page that it links to where that can be had."""
    warnings = item.warnings
    try:
        if visitor and item.url:
            try:
                return make_document(_read_page(item, item.url, feed, source, visitor), settings)
            except UnreadableError as error:
                warnings += (f"the linked page was not read ({error.reason}): the feed's own text instead",)
        body = find_paragraphs(item.markup) if item.markup else ""
        title = clean_line(find_paragraphs(item.title)) if item.title else None
        if not body and not title:
            raise NoTextError("an item without text", source=source.source, line=item.number)
        text = body if title is None or title in clean_line(body[:2_000]) else f"{title}\n\n{body}".strip()
        return make_document(
            replace(_describe(item, feed, source), text=text, title=title, warnings=warnings), settings
        )
    except DocumentError as error:
        return error


def _describe(item: Item, feed: Feed, source: Input) -> Found:
    """What the feed says of an item."""
    return Found(
        "", source.source, source.name, item.number, item.id, item.title, feed.title, item.url, item.published
    )  # fmt: skip


def _read_page(item: Item, url: str, feed: Feed, source: Input, visitor: Visitor) -> Found:
    """The page behind an item; what the page does not say of itself, the feed does."""
    from dragoman.read.web import make_input

    opened = make_input(visitor.get(url), url)
    if opened.suffix not in (".html", ""):
        raise UnreadableError("it is no page", source=url)
    found, given = find_page(opened, opened.read(visitor.settings.max_fetch_bytes)), _describe(item, feed, source)
    return replace(
        given,
        text=found.text,
        title=found.title or given.title,
        published=given.published or found.published,
        warnings=(*item.warnings, *found.warnings),
    )

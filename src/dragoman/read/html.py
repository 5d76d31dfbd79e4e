"""Web pages: the body by trafilatura, what the page says of itself by its own metadata.

Title, day, publisher and address are taken from where pages declare them (Open Graph, schema.org
JSON-LD, Dublin Core, `<time>`, the canonical link) and from nowhere else: a day found in running
text or in an address would be a guess. Paragraphs are set apart by a blank line, and a headline
that the body lacks is put before it, as in a plain text. Tables are left out.

Where trafilatura finds nothing (a bare `<p>`, a page nested thousands deep), the paragraphs of the
page are taken as they come, without navigation and scripts.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from dragoman.errors import DocumentError, NoTextError
from dragoman.read.characters import clean_line
from dragoman.read.dates import read_day
from dragoman.read.documents import Found, make_document
from dragoman.read.inputs import Input
from dragoman.read.text import take_text
from dragoman.records import Document
from dragoman.settings import Settings

# A page of 10 MB takes trafilatura about ten seconds; none that people read is larger.
MAX_PAGE_BYTES = 16 * 1024 * 1024
# libxml2 drops what lies deeper than 256 elements.
MAX_DEPTH = 200
# Trafilatura's answer is kept from this many words; below, paragraphs in plain sight may have more.
MIN_BODY_WORDS = 25

_DATES = (
    "article:published_time og:published_time datepublished date.issued dc.date.issued dcterms.issued "
    "dcterms.created dc.date dcterms.date pubdate publishdate publish_date publish-date publication_date "
    "sailthru.date parsely-pub-date citation_publication_date article.published date"
).split()
_PUBLISHERS = "og:site_name dc.publisher dcterms.publisher publisher application-name".split()
_TITLES = "og:title dc.title dcterms.title twitter:title citation_title".split()
_ADDRESSES = "og:url twitter:url".split()
_LEFT_OUT = frozenset(
    """aside button canvas datalist dialog figcaption footer head iframe nav noframes noscript object option
    script select style svg template textarea title video audio""".split()
)
_BLOCKS = frozenset(
    """address article blockquote body center dd div dl dt fieldset h1 h2 h3 h4 h5 h6 header hr html li main ol p
    pre section ul br td th tr""".split()
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
# Pictures and data packed into one attribute are longer; they are few words.
MAX_TAG_CHARS = 10_000
MAX_TAG_WORDS = 1_000
_TAG = re.compile(r"<[A-Za-z][A-Za-z0-9]*")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_BETWEEN = re.compile(r"[\s/=]+")  # a slash or a quotation mark parts attributes as well
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")


def read_html(source: Input, settings: Settings) -> Iterator[Document | DocumentError]:
    """The one document of a page; `NoTextError` where it has no text of its own.

    >>> from dragoman.read.inputs import open_bytes
    >>> page = b"<title>Talks</title><p>Envoys met in Geneva.</p><script>var a</script>"
    >>> [document] = read_html(open_bytes(page, "a.html"), Settings())
    >>> document.text, document.title
    ('Envoys met in Geneva.', 'Talks')
    """
    yield make_document(find_page(source, source.read(MAX_PAGE_BYTES)), settings)


def find_page(source: Input, data: bytes) -> Found:
    """The body of a page and what the page says of itself."""
    text, warnings = _decode_page(source, data)
    text = _trim_tags(text)
    page = _scan(text)
    body = _take_body(text, page)
    if not body.strip():
        raise NoTextError("a page without text of its own", source=source.source)
    title, published = page.find_title(), page.find_day()
    if title and len(title.split()) > 3 and title not in clean_line(body[:2_000]):
        body = f"{title}\n\n{body}"
    return Found(
        body,
        source.source,
        source.name,
        title=title,
        publisher=page.find(_PUBLISHERS),
        url=page.find_address(),
        published=published,
        warnings=(*warnings, *page.warnings),
    )


def find_paragraphs(markup: str) -> str:
    """The paragraphs of a piece of markup that is all text, such as a feed's item.

    >>> find_paragraphs("<p>Envoys met in <b>Geneva</b>.</p><p>They will meet again.</p>")
    'Envoys met in Geneva.\\n\\nThey will meet again.'

    Without a tag in it, it is plain text, whose own line ends count.
    """
    if not _TAG.search(markup):
        return unescape(markup).strip()
    return "\n\n".join(_scan(_trim_tags(markup)).blocks)


def _decode_page(source: Input, data: bytes) -> tuple[str, tuple[str, ...]]:
    """The page's characters: UTF-8 where it holds, else as server or page declare, else as for any text."""
    declared = _CHARSET.search(data[:4096])
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    for charset in (source.charset, declared[1].decode("ascii") if declared else None):
        if charset and b"\0" not in data[:4096]:
            try:
                return data.decode(charset, "strict"), ()
            except (LookupError, UnicodeError, ValueError):
                pass  # a name that Python does not know, or one that is not true
    return take_text(source, data)


def _trim_tags(text: str) -> str:
    """The page without what no tag has, thousands of attributes, which cost libxml2 the square of their number."""
    if len(text) < MAX_TAG_CHARS:
        return text
    return ">".join(_trim_tag(part) if len(part) > MAX_TAG_CHARS else part for part in text.split(">"))


def _trim_tag(part: str) -> str:
    """What stands before a `>`, without the attributes of a tag that has too many."""
    found = _TAG.search(part)
    if not found or len(_BETWEEN.findall(_QUOTED.sub("", part[found.end() :]))) < MAX_TAG_WORDS:
        return part
    # A comparison in a script looks like a tag; its end stays.
    last = part.rfind("</")
    return part[: found.end()] + (part[last:] if last > found.end() else "")


class _Page:
    """What a page says of itself and its plain paragraphs, gathered in one pass at any depth.

    A target of lxml's parser: `start`, `end`, `data`, `comment` and `close` are its names.
    """

    def __init__(self) -> None:
        self.meta: dict[str, str] = {}
        self.linked: dict[str, Any] = {}
        self.times: list[str] = []
        self.canonical: str | None = None
        self.blocks: list[str] = []
        self.warnings: list[str] = []
        self.deepest = 0
        self._open: list[str] = []
        self._hidden = 0
        self._words: list[str] = []
        self._named: dict[str, list[str]] = {"title": [], "h1": [], "script": []}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _BLOCKS:
            self._end_block()
        if tag == "meta":
            key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
            if key and attributes.get("content", "").strip():
                self.meta.setdefault(key.strip().lower(), attributes["content"])
        elif tag == "link" and attributes.get("rel", "").lower() == "canonical":
            self.canonical = self.canonical or attributes.get("href")
        elif tag == "time" and ("pubdate" in attributes or attributes.get("itemprop") == "datePublished"):
            self.times.append(attributes.get("datetime", ""))
        if tag in _VOID:
            return
        linked = tag == "script" and "ld+json" in attributes.get("type", "").lower()
        self._open.append("ld+json" if linked else tag)
        self._hidden += tag in _LEFT_OUT
        self.deepest = max(self.deepest, len(self._open))

    def end(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_block()
        if tag in _VOID or not self._open:
            return
        opened = self._open.pop()
        self._hidden -= opened in _LEFT_OUT or opened == "ld+json"
        if opened == "ld+json":
            self._take_linked("".join(self._named["script"]))
            self._named["script"] = []

    def data(self, data: str) -> None:
        tag = self._open[-1] if self._open else ""
        if tag == "ld+json":
            self._named["script"].append(data)
        elif tag == "title" and len(self._open) < 6:
            self._named["title"].append(data)
        elif "h1" in self._open[-3:]:
            self._named["h1"].append(data)
        if not self._hidden:
            self._words.append(data)

    def comment(self, text: str) -> None:
        """Comments say nothing of ours."""

    def close(self) -> _Page:
        self._end_block()
        return self

    def _end_block(self) -> None:
        text = clean_line("".join(self._words)) if self._words else ""
        self._words = []
        if text:
            self.blocks.append(text)

    def _take_linked(self, text: str) -> None:
        """Keep the first schema.org object that has a date or headline."""
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            return
        items = found if isinstance(found, list) else [found]
        for item in items:
            graph = item.get("@graph") if isinstance(item, dict) else None
            for node in graph if isinstance(graph, list) else [item]:
                if isinstance(node, dict) and ("datePublished" in node or "headline" in node):
                    self.linked = self.linked or node

    def find(self, keys: list[str]) -> str | None:
        """The first of these metadata that the page has."""
        linked = self.linked.get("publisher") if keys is _PUBLISHERS else None
        if isinstance(linked, dict) and isinstance(linked.get("name"), str) and "og:site_name" not in self.meta:
            return str(linked["name"])
        return next((self.meta[key] for key in keys if key in self.meta), None)

    def find_title(self) -> str | None:
        """The headline: the page's only or first `<h1>` where its title begins with it."""
        title = clean_line("".join(self._named["title"]))
        heading = clean_line("".join(self._named["h1"]))
        given = clean_line(self.find(_TITLES) or "")
        if heading and len(heading) <= 300 and (heading in title or heading in given or not (title or given)):
            return heading
        return given or title or None

    def find_address(self) -> str | None:
        """The page's own address, where it declares a whole one."""
        for url in (self.canonical, self.find(_ADDRESSES)):
            if url and url.strip().lower().startswith(("http://", "https://")):
                return url
        return None

    def find_day(self) -> str | None:
        """The first declared day of publication that names one day."""
        linked = self.linked.get("datePublished")
        given = [linked] if isinstance(linked, str) else []
        given += [self.meta[key] for key in _DATES if key in self.meta] + self.times
        days = [read_day(value) for value in given]
        self.warnings += [] if any(day.iso for day in days) else [day.warning for day in days[:1] if day.warning]
        return next((day.iso for day in days if day.iso), None)


def _scan(text: str) -> _Page:
    from lxml import etree  # type: ignore[import-untyped]

    page = _Page()
    # NUL ends a text for libxml2; a declared encoding is no longer true of characters.
    whole = _DECLARATION.sub("", text).replace("\0", "").encode("utf-8", "replace")
    parser = etree.HTMLParser(target=page, encoding="utf-8", huge_tree=True)
    try:
        etree.fromstring(whole, parser)
    except etree.XMLSyntaxError:
        page.close()  # nothing that is a tag: what came before stays
    return page


def _take_body(text: str, page: _Page) -> str:
    if not page.blocks:
        return ""  # all there is stands in scripts, or in notes to browsers without them
    body = "" if page.deepest > MAX_DEPTH else _extract(text)
    if len(body.split()) >= MIN_BODY_WORDS:
        return body
    plain = "\n\n".join(page.blocks)
    return plain if len(plain.split()) > 2 * len(body.split()) else body


def _extract(text: str) -> str:
    import trafilatura
    from lxml import etree

    # It reports pages it cannot use on stderr; here they become a NoTextError.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.extract(text.replace("\0", ""), include_comments=False, include_tables=False)
    except (etree.LxmlError, ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return ""  # trees it did not foresee; the page's own paragraphs are left
    lines = (line.strip() for line in (found or "").split("\n"))
    return "\n\n".join(line for line in lines if line)

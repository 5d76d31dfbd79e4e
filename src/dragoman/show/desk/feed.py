"""A saved search as an Atom feed (RFC 4287): what it finds, each with the address of its sentence at this desk."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

from dragoman.show.desk.lines import Party, find_address, find_parties, name_publisher, shorten
from dragoman.show.desk.questions import SavedSearch
from dragoman.show.desk.rows import Table
from dragoman.show.words import clean_text, describe_where, name_side

Row = Mapping[str, Any]
_ATOM = "http://www.w3.org/2005/Atom"
# What XML 1.0 cannot hold, besides what `clean_text` takes out.
_NOT_XML = dict.fromkeys([*range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF])


def make_feed(
    saved: SavedSearch, table: Table, rows: Sequence[Row], kept: Mapping[int, datetime], base: str, name: str
) -> bytes:
    """The feed of rows of a table; `kept` says when each document was kept, `base` is the desk's address."""
    ElementTree.register_namespace("", _ATOM)
    feed = ElementTree.Element(f"{{{_ATOM}}}feed")
    _add(feed, "id", _make_id(f"search {saved.id} {saved.name}"))
    _add(feed, "title", f"{saved.name} · {name}")
    newest = max((_when(kept.get(row["document_key"])) for row in rows), default=_when(saved.saved_at))
    _add(feed, "updated", max(newest, _when(saved.saved_at)))
    ElementTree.SubElement(feed, f"{{{_ATOM}}}link", rel="self", href=f"{base}/search/{saved.id}/feed.atom")
    ElementTree.SubElement(feed, f"{{{_ATOM}}}link", rel="alternate", href=f"{base}/search?{saved.query}")
    author = ElementTree.SubElement(feed, f"{{{_ATOM}}}author")
    _add(author, "name", "dragoman")
    for row in rows:
        feed.append(_make_entry(table, row, _when(kept.get(row["document_key"])), base))
    ElementTree.indent(feed, " ")
    written: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _make_entry(table: Table, row: Row, updated: str, base: str) -> ElementTree.Element:
    entry = ElementTree.Element(f"{{{_ATOM}}}entry")
    item = "" if table == "documents" else row["id"]
    address = f"/document/{row['document_key']}" if table == "documents" else find_address(row)
    published = row["published"] if table == "documents" else row["document_published"]
    _add(entry, "id", _make_id(f"{row['document_id']} {item}"))
    _add(entry, "title", _make_title(table, row))
    _add(entry, "updated", updated)
    if published:
        _add(entry, "published", f"{published.isoformat()}T00:00:00Z")
    ElementTree.SubElement(entry, f"{{{_ATOM}}}link", rel="alternate", href=f"{base}{address}")
    author = ElementTree.SubElement(entry, f"{{{_ATOM}}}author")
    _add(author, "name", _name_author(table, row))
    _add(entry, "summary", _make_summary(table, row))
    return entry


def _name_author(table: Table, row: Row) -> str:
    if table == "documents":
        return str(row["publisher"] or row["document_id"])
    return name_publisher(row)


def _make_title(table: Table, row: Row) -> str:
    if table == "documents":
        return str(row["title"] or row["document_id"])
    if table == "events":
        to = _name(find_parties(row, "recipient"))
        return f"{row['type']}: {_name(find_parties(row, 'actor')) or 'nobody named'}{f' to {to}' if to else ''}"
    if table == "meetings":
        where = describe_where(row["city"], row["country"])
        return f"{_name(find_parties(row, 'participant')) or 'a meeting'}{f' in {where}' if where else ''}"
    side = name_side(row["represents"]) if row["represents"] else row["speaker_name"] or "somebody"
    return f"{side}: {row['force']}"


def _make_summary(table: Table, row: Row) -> str:
    if table == "documents":
        return f"{row['events']} events, {row['meetings']} meetings, {row['positions']} positions"
    sentence = next(iter(row["sentence_texts"]), "") if table == "meetings" else row["sentence"]
    return shorten(sentence, 600)


def _name(parties: Sequence[Party]) -> str:
    named = ", ".join(party.name for party in parties[:4])
    return f"{named} and others" if len(parties) > 4 else named


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}").text = clean_text(text).translate(_NOT_XML) or "-"


def _make_id(words: str) -> str:
    """A name that stays the same for the same words, whatever the desk's address.

    >>> _make_id("doc-1 v3") == _make_id("doc-1 v3")
    True
    """
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'dragoman:{words}'.encode('utf-8', 'replace').decode())}"


def _when(moment: datetime | None) -> str:
    """A time as Atom writes it; the archive's times are UTC."""
    known = moment or datetime(1970, 1, 1)
    return known.replace(tzinfo=UTC, microsecond=0).isoformat().replace("+00:00", "Z")

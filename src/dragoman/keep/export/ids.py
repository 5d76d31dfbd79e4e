"""Ids that stay the same when a document is coded again: names for events, numbers where a format wants them."""

from __future__ import annotations

import hashlib

from dragoman.records import Document, Event


def make_key(document: Document, *parts: str) -> str:
    """Sixteen hexadecimal digits for something in a document, told apart by `parts`.

    >>> make_key(Document("d1", "Talks."), "v1")
    '2ebe9bc38994069e'
    """
    told = "\0".join((document.id, document.published or "", *parts))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def make_event_key(document: Document, event: Event, *parts: str) -> str:
    """The key of an event, or of one pair of its sides; a new reading of its words is a new event."""
    trigger = f"{event.trigger.start}-{event.trigger.end}"
    return make_key(document, event.id, event.type, trigger, *parts)


def make_number(key: str) -> int:
    """A key as a number above zero that fits 63 bits, so that no program takes it for a negative one.

    >>> make_number("ffffffffffffffff") == 2**63 - 1, make_number("0000000000000001")
    (True, 1)
    """
    return (int(key, 16) >> 1) or 1

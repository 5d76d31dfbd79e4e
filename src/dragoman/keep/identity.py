"""When two documents are one: what a document is known by, and what it says.

A document's *identity* is its URL, else the id it was given, else its text. An id that reading made of a
file's name is no identity: two folders may both hold a `report.txt`. Its *content* is text, title,
publisher, day and URL. Two documents of one content are one, whatever their ids and files; another content
under one identity is a new version of the document.
"""

from __future__ import annotations

import hashlib
import json

from dragoman.records import Document


def find_identity(document: Document) -> str:
    """The digest of what a document is known by.

    >>> one, two = Document("1", "Talks.", url="https://a.example"), Document("2", "War.", url="https://a.example")
    >>> find_identity(one) == find_identity(two)
    True
    >>> find_identity(Document("a.txt", "Talks.", source="x/a.txt")) == find_identity(
    ...     Document("a.txt", "War.", source="y/a.txt"))
    False
    """
    if document.url:
        return _digest("url", document.url)
    if has_given_id(document):
        return _digest("id", document.id)
    return _digest("text", document.text)


def has_given_id(document: Document) -> bool:
    """Whether the id was given to the document, rather than made of the place it was read from.

    >>> has_given_id(Document("n7", "Talks.", source="news.jsonl:7"))
    True
    >>> has_given_id(Document("news.jsonl:7", "Talks.", source="data/news.jsonl:7"))
    False
    """
    if document.source is None:
        return not document.id.startswith("text-")
    return document.source != document.id and not document.source.endswith((f"/{document.id}", f"\\{document.id}"))


def find_content(document: Document) -> str:
    """The digest of what a document says, and of who said it when.

    >>> find_content(Document("1", "Talks.")) == find_content(Document("2", "Talks.", source="b.txt"))
    True
    >>> find_content(Document("1", "Talks.")) == find_content(Document("1", "Talks.", published="2024-05-03"))
    False
    """
    return _digest(document.text, document.title, document.publisher, document.published, document.url)


def _digest(*parts: str | None) -> str:
    """16 bytes in hexadecimal; JSON keeps the parts apart.

    Halves of characters are taken as an archive holds them, so that what comes out of it is known again.
    """
    kept = [part and part.encode("utf-8", "replace").decode("utf-8") for part in parts]
    return hashlib.blake2b(json.dumps(kept).encode("ascii"), digest_size=16).hexdigest()

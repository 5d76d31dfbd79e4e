"""What `compare` and `positions` read: records as they are, texts as the coder reads them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import DocumentError

if TYPE_CHECKING:
    from dragoman.records import Record


def read_accounts(paths: Sequence[str], published: str | None) -> Iterator[Record | DocumentError]:
    """The records of all paths in their order; `published` is the day of texts that state none."""
    from dragoman.keep.records import holds_records, read_records

    for path in paths:
        if Path(path).is_dir() or holds_records(path):
            yield from read_records([path])
        else:
            yield from _code(path, published)


def _code(path: str, published: str | None) -> Iterator[Record | DocumentError]:
    from dragoman.flow import code
    from dragoman.read import read_many
    from dragoman.settings import Settings

    for document in read_many([path], Settings.from_environment()):
        if isinstance(document, DocumentError):
            yield document
        elif published and not document.published:
            yield code(replace(document, published=published))
        else:
            yield code(document)

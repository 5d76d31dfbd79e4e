"""What `compare`, `positions` and `stories` read: records as they are, texts as the coder reads them."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from dragoman.errors import DocumentError

if TYPE_CHECKING:
    from dragoman.records import Record


T = TypeVar("T")


class Reading(Generic[T]):
    """Records one by one; what is none is named on stderr and counted in `rejected`."""

    def __init__(self, found: Iterable[T | DocumentError]) -> None:
        self._found, self.rejected = found, 0

    def __iter__(self) -> Iterator[T]:
        for found in self._found:
            if isinstance(found, DocumentError):
                self.reject(found)
            else:
                yield found

    def reject(self, error: DocumentError) -> None:
        """Name one on stderr."""
        from dragoman.show.words import clean_text

        self.rejected += 1
        print(f"rejected  {clean_text(str(error))}", file=sys.stderr)


def read_accounts(
    paths: Sequence[str], published: str | None, since: str | None = None, until: str | None = None
) -> Iterator[Record | DocumentError]:
    """The records of all paths in their order; `published` is the day of texts that state none.

    `since` and `until` spare reading the rest of an archive.
    """
    from dragoman.keep.sources import holds_records, read_sources

    for path in paths:
        if Path(path).is_dir() or holds_records(path):
            yield from read_sources([path], since, until)
        else:
            yield from _code(path, published)


def read_statements(
    paths: Sequence[str], of: str, since: str | None = None, until: str | None = None
) -> Iterator[tuple[Record, Collection[str]] | DocumentError]:
    """The same, each with the ids of the positions of a side for which another report of an archive stands."""
    from dragoman.keep.sources import is_archive, read_told

    for path in paths:
        if path != "-" and is_archive(path):
            yield from read_told([path], of, since, until)
        else:
            for found in read_accounts([path], None, since, until):
                yield found if isinstance(found, DocumentError) else (found, ())


def _code(path: str, published: str | None) -> Iterator[Record | DocumentError]:
    from dragoman.scale import code_plain
    from dragoman.verbs.batch import Installed, read_documents

    library = Installed()
    yield from code_plain(read_documents([path], published, library), library.code)

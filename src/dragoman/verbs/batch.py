"""How the verbs that code many documents go about it: read, code, and let no bad one stop the rest."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from dragoman.errors import DocumentError, DragomanError, UsageError
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.records import CoderCard, Document, Record

# What an unexpected error has to say may hold a whole text; a line on stderr should not.
MAX_ERROR_CHARS = 200


class Library(Protocol):
    """What the command needs of the library."""

    def read_many(self, paths: Sequence[str], settings: Settings) -> Iterable[Document | DocumentError]:
        """The documents of all paths, or why there is none."""

    def code(self, document: Document) -> Record:
        """The record of one document."""


class KeepingLibrary(Library, Protocol):
    """What `keep` and `recode` need beside: to know who would code."""

    @property
    def card(self) -> CoderCard:
        """The coder that `code` is."""


class Installed:
    """The library itself, loaded when it is first asked."""

    def __init__(self) -> None:
        self._made: Any = None

    @property
    def _coder(self) -> Any:
        if self._made is None:
            from dragoman.flow import Coder

            self._made = Coder()
        return self._made

    def read_many(self, paths: Sequence[str], settings: Settings) -> Iterable[Document | DocumentError]:
        from dragoman.read import read_many

        return read_many(paths, settings)

    def code(self, document: Document) -> Record:
        found: Record = self._coder.code(document)
        return found

    @property
    def card(self) -> CoderCard:
        found: CoderCard = self._coder.card
        return found


class Rejecting(Protocol):
    """Who is told of documents that cannot be coded."""

    def reject(self, error: DocumentError) -> None:
        """Take note of one."""


def read_documents(paths: Sequence[str], published: str | None, library: Library) -> Iterator[Document | DocumentError]:
    """The documents of all paths, those that state no day with the day `published`."""
    for found in library.read_many(paths, Settings.from_environment()):
        if published and not isinstance(found, DocumentError) and not found.published:
            found = replace(found, published=published)
        yield found


def code_each(
    documents: Iterable[Document | DocumentError], library: Library, rejecting: Rejecting
) -> Iterator[Record]:
    """The records of all documents that can be coded; the others are told to `rejecting`."""
    debug = Settings.from_environment().debug
    for document in documents:
        if isinstance(document, DocumentError):
            rejecting.reject(document)
            continue
        try:
            record = library.code(document)
        except DocumentError as error:
            rejecting.reject(error)
            continue
        except DragomanError:
            raise
        except Exception as error:  # a fault of ours in one document costs that one, not the rest
            if debug:
                raise
            rejecting.reject(_make_report(error, document))
            continue
        yield record


def _make_report(error: Exception, document: Document) -> DocumentError:
    """The rejection of a document at which the coder itself broke down."""
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    shown = what if len(what) <= MAX_ERROR_CHARS else f"{what[:MAX_ERROR_CHARS]}…"
    return DocumentError(f"internal error ({shown}), please report", source=document.source or document.id)


def check_day(text: str | None, option: str) -> str | None:
    """The day, where one is given and it is one.

    >>> check_day("2024-07-03", "--since")
    '2024-07-03'
    """
    if text is None:
        return None
    with contextlib.suppress(ValueError):
        if date.fromisoformat(text).isoformat() == text:
            return text
    raise UsageError(f"{option} is no date like 2024-07-03: {text}")

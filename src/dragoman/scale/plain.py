"""Coding one document after another: what becomes of each, where one that breaks the coder costs only itself."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable

from dragoman.errors import DocumentError, DragomanError
from dragoman.records import Document, Record
from dragoman.settings import Settings

# A document, or why there is none; its record, or why there is none.
Given = Document | DocumentError
Told = Record | DocumentError

# What an unexpected error has to say may hold a whole text; a line on stderr should not.
MAX_ERROR_CHARS = 200


def code_plain(documents: Iterable[Given], code: Callable[[Document], Record]) -> Generator[Told]:
    """The record of each document, or its rejection, in their order and with nothing held back."""
    debug = Settings.from_environment().debug
    for given in documents:
        yield given if isinstance(given, DocumentError) else code_one(given, code, debug=debug)


def code_one(document: Document, code: Callable[[Document], Record], *, debug: bool = False) -> Told:
    """The record of a document, or why it has none; with `debug` a fault of ours is raised.

    >>> def breaks(document: Document) -> Record:
    ...     raise KeyError("e7")
    >>> str(code_one(Document("d1", "Talks.", source="a.txt"), breaks))
    "a.txt: internal error (KeyError: 'e7'), please report"
    """
    try:
        return code(document)
    except DocumentError as error:
        return error
    except DragomanError:
        raise
    except Exception as error:  # a fault of ours in one document costs that one, not the rest
        if debug:
            raise
        report = _make_report(error, document)
        report.__cause__ = error
        return report


def reject(reason: str, document: Document) -> DocumentError:
    """The rejection of a document that was read."""
    return DocumentError(reason, source=document.source or document.id)


def _make_report(error: Exception, document: Document) -> DocumentError:
    """The rejection of a document at which the coder itself broke down."""
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    shown = what if len(what) <= MAX_ERROR_CHARS else f"{what[:MAX_ERROR_CHARS]}…"
    return reject(f"internal error ({shown}), please report", document)

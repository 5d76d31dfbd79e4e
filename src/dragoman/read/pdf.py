"""PDF files: the words by PDFium in a process of its own, the running text by `layout`.

A file without text (a scan), an encrypted one and a damaged one are turned away with the reason.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.errors import DocumentError, NoTextError, TooLongError, UnreadableError
from dragoman.read import pdf_pages
from dragoman.read.documents import Found, make_document
from dragoman.read.inputs import Input
from dragoman.read.layout import Line, Page, join_pages
from dragoman.read.properties import confirm_day, confirm_title
from dragoman.records import Document
from dragoman.settings import Settings

MAX_PDF_BYTES = 128 * 1024 * 1024
# A report of 2,000 pages takes about 20 seconds.
MAX_SECONDS = 60
# Letters that a PDF's fonts give no name: above this share there is nothing to read.
MAX_UNNAMED_SHARE = 0.1


def read_pdf(source: Input, settings: Settings) -> Iterator[Document | DocumentError]:
    """The one document of a PDF file.

    >>> from dragoman.read.inputs import open_bytes
    >>> next(read_pdf(open_bytes(b"%PDF-1.7 cut", "a.pdf"), Settings()))
    Traceback (most recent call last):
    ...
    dragoman.errors.UnreadableError: a.pdf: a damaged PDF file
    """
    found = _find_pages(source, settings)
    pages = [Page(height, tuple(Line(*line) for line in lines)) for _, height, lines in found["pages"]]
    text = join_pages(pages)
    _check_text(text, int(found["count"]), source)
    meta: dict[str, str] = found["meta"]
    yield make_document(
        Found(
            text,
            source.source,
            source.name,
            title=confirm_title(meta.get("Title"), text),
            published=confirm_day(meta.get("CreationDate"), text),
        ),
        settings,
    )


def _find_pages(source: Input, settings: Settings) -> dict[str, Any]:
    """What `pdf_pages` prints; an error of ours where it breaks down."""
    import subprocess

    data = source.read(MAX_PDF_BYTES)
    # -P: the folder of the program, with its `html.py`, is no place to import from.
    call = [sys.executable, "-P", str(Path(pdf_pages.__file__)), str(settings.max_chars)]
    try:
        done = subprocess.run(call, input=data, capture_output=True, timeout=MAX_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise UnreadableError(f"not read in {MAX_SECONDS} seconds", source=source.source) from None
    if done.returncode != 0:
        raise UnreadableError("a PDF file at which the reader of PDF files breaks down", source=source.source)
    found: dict[str, Any] = json.loads(done.stdout)
    if "error" in found:
        raise _make_error(found, source, settings)
    return found


def _make_error(found: dict[str, Any], source: Input, settings: Settings) -> DocumentError:
    if found["error"] == "long":
        return TooLongError(f"longer than {settings.max_chars:,} characters", source=source.source)
    if found["error"] == "pages":
        return TooLongError(f"{found['count']:,} pages; at most {pdf_pages.MAX_PAGES:,} are read", source=source.source)
    reasons = {"encrypted": "encrypted: it opens only with a password", "damaged": "a damaged PDF file"}
    return UnreadableError(reasons[found["error"]], source=source.source)


def _check_text(text: str, pages: int, source: Input) -> None:
    if not text.strip():
        shown = "a page" if pages == 1 else f"{pages:,} pages"
        raise NoTextError(f"{shown} without text: scanned? Only text is read, not pictures", source=source.source)
    unnamed = sum(1 for c in text if c in "\ufffd\0" or "\ue000" <= c <= "\uf8ff" or (c < " " and c != "\n"))
    if unnamed > MAX_UNNAMED_SHARE * len(text):
        raise UnreadableError("its fonts do not say which letters they show", source=source.source)

"""What every reader ends in: a text as found becomes a `Document`, or is turned away with a reason.

Order: nothing there, too long, clean-up, too few words, another language; then the title, day and
publisher, each as given beside the text or else as the head of the text says.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from itertools import islice

from dragoman.errors import LanguageError, NoTextError, TooLongError
from dragoman.read.characters import clean, clean_line
from dragoman.read.dateline import find_dateline, find_published, find_title
from dragoman.read.dates import read_day
from dragoman.read.languages import find_language
from dragoman.records import Document
from dragoman.settings import Settings


@dataclass(frozen=True, slots=True)
class Found:
    """A text and what stood beside it. `published` is as it stood there, `line` for a line or row.

    `source` is the file alone; `id` is as given, and `None` where nothing was.
    """

    text: str
    source: str
    name: str
    line: int | None = None
    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: object = None
    warnings: tuple[str, ...] = ()


_WORD = re.compile(r"[^\W_]+")


def make_document(found: Found, settings: Settings) -> Document:
    """The document of a text as found.

    >>> found = Found("Envoys met in Geneva.", source="/tmp/a.txt", name="a.txt")
    >>> make_document(found, Settings()).id
    'a.txt'
    >>> make_document(Found("Hello", source="a.txt", name="a.txt"), Settings())
    Traceback (most recent call last):
    ...
    dragoman.errors.NoTextError: a.txt: a text of one word; at least 3 are needed

    Its id is the one given, else the name of its file (with the line, for one of many). Ids are not
    made unique: two files of one name keep it, and `read_many` warns.
    """
    text, noted = _take_text(found, settings)
    language = find_language(text)
    if language.foreign:
        reason = f"text is in {language.name}; only English is read"
        raise LanguageError(reason, source=found.source, line=found.line, code=language.code)
    day = read_day(found.published)
    if not day.iso and not day.warning:
        day = find_published(text) or day
    publisher = _line(found.publisher)
    if publisher is None and (dateline := find_dateline(text)):
        publisher = dateline.agency
    at = "" if found.line is None else f":{found.line}"
    return Document(
        id=_line(found.id) or clean_line(found.name) + at,
        text=text,
        title=_line(found.title) or find_title(text),
        publisher=publisher,
        url=_line(found.url),
        published=day.iso,
        language=language.code,
        source=clean(found.source)[0] + at,
        warnings=(*found.warnings, *noted, *((day.warning,) if day.warning else ())),
    )


def _take_text(found: Found, settings: Settings) -> tuple[str, tuple[str, ...]]:
    """The cleaned text of enough words, and what the clean-up has to say."""
    if len(found.text) > settings.max_chars:
        reason = f"longer than {settings.max_chars:,} characters"
        raise TooLongError(reason, source=found.source, line=found.line)
    text, noted = clean(found.text)
    if len(text) > settings.max_chars:  # ligatures spelled out
        reason = f"longer than {settings.max_chars:,} characters"
        raise TooLongError(reason, source=found.source, line=found.line)
    words = sum(1 for _ in islice(_WORD.finditer(text), settings.min_words))
    if words < settings.min_words and not _is_unspaced(text):
        raise NoTextError(_too_short(text, words, settings), source=found.source, line=found.line)
    return text, noted


def _is_unspaced(text: str) -> bool:
    """Whether few "words" are really a text in a script without spaces, which its language tells better."""
    return len(text) >= 10 and not text.isascii() and find_language(text).foreign


def _too_short(text: str, words: int, settings: Settings) -> str:
    if not text:
        return "empty: no text in it"
    if not text.strip():
        return "nothing but white space"
    if words == 0:
        return "a text without words"
    length = "one word" if words == 1 else f"{words} words"
    return f"a text of {length}; at least {settings.min_words} are needed"


def _line(value: str | None) -> str | None:
    return (clean_line(value) or None) if value else None


def with_warning(document: Document, warning: str) -> Document:
    """The document with one more warning."""
    return replace(document, warnings=(*document.warnings, warning))


class Repeats:
    """Knows the ids of documents, and warns of one that comes again; of each it keeps a digest, some 80 bytes."""

    def __init__(self) -> None:
        self._seen: set[bytes] = set()

    def warn(self, document: Document) -> Document:
        """The document, with a warning where its id was here before.

        >>> repeats = Repeats()
        >>> [repeats.warn(Document("a", "Talks.")).warnings for _ in range(2)]
        [(), ('the id "a" was read before',)]
        """
        digest = hashlib.blake2b(document.id.encode(), digest_size=8).digest()
        again = digest in self._seen
        self._seen.add(digest)
        return with_warning(document, f'the id "{document.id}" was read before') if again else document

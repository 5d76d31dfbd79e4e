"""How rows of the archive are worded as lines of a page: who, to whom, what is said of it, and by which reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from dragoman.show.words import clean_text, describe_where, name_side

Row = Mapping[str, Any]

# Of a sentence a line shows so much; the document has it whole.
MOST_CHARS = 340


class Party(NamedTuple):
    """Somebody on a line: by name, and the code of the side where the name does not say it."""

    name: str
    code: str | None = None


class Source(NamedTuple):
    """A report: who published it, when, and the address of the words that say it."""

    publisher: str
    published: date | None
    href: str


class Piece(NamedTuple):
    """Part of a text, and whether it is one of the words asked for."""

    text: str
    is_found: bool


class Line(NamedTuple):
    """One line: what it is of, who did it to whom, the words that say so, and the reports, the one shown first.

    `pieces` are the sentence with the words asked for apart.
    """

    day: date | None
    kind: str
    quad: int
    score: float
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    sentence: str
    pieces: tuple[Piece, ...]
    where: str
    said_by: str | None
    corrected: str | None
    href: str
    sources: tuple[Source, ...]


def make_line(row: Row, reports: Sequence[Row] = (), words: Sequence[str] = ()) -> Line:
    """A row of events as a line; `reports` are all rows that tell it, `words` what was asked for."""
    sentence = cut_around(row["sentence"], words)
    told = [row, *(report for report in reports if report is not row)]
    return Line(
        row["first_day"],
        row["type"],
        row["quad"],
        row["score"],
        find_parties(row, "actor"),
        find_parties(row, "recipient"),
        sentence,
        mark_words(sentence, words),
        describe_where(row["place_name"], row["place_country"]),
        row["said_by_name"],
        row["corrected"],
        find_address(row),
        find_sources(told),
    )


def describe_meeting(row: Row, reports: Sequence[Row] = (), words: Sequence[str] = ()) -> dict[str, Any]:
    """A row of meetings as a line; `reports` are all rows that tell it, `words` what was asked for."""
    told = [row, *(report for report in reports if report is not row)]
    return {
        "day": row["first_day"],
        "form": None if row["form"] == "other" else row["form"],
        "status": None if row["status"] == "held" else row["status"],
        "where": describe_where(row["city"], row["country"]),
        "people": find_parties(row, "participant"),
        "agenda": [mark_words(topic, words) for topic in row["agenda"][:6]],
        "sentence": shorten(next(iter(row["sentence_texts"]), "")),
        "corrected": row["corrected"],
        "href": find_address(row),
        "sources": find_sources(told),
    }


def describe_statement(row: Row, words: Sequence[str] = ()) -> dict[str, Any]:
    """A row of positions as a line."""
    return {
        "day": row["document_published"],
        "side": row["represents"],
        "force": row["force"],
        "speaker": row["speaker_name"],
        "target": row["target_name"],
        "sentence": mark_words(cut_around(row["sentence"], words), words),
        "corrected": row["corrected"],
        "href": find_address(row),
        "sources": find_sources([row]),
    }


def find_sources(rows: Iterable[Row]) -> tuple[Source, ...]:
    """The reports behind rows, each document once."""
    seen: dict[int, Source] = {}
    for row in rows:
        seen.setdefault(row["document_key"], Source(name_publisher(row), row["document_published"], find_address(row)))
    return tuple(seen.values())


def find_address(row: Row) -> str:
    """Where the evidence of a row stands.

    >>> find_address({"document_key": 7, "id": "v3"})
    '/document/7#v3'
    """
    return f"/document/{row['document_key']}#{row['id']}"


def name_publisher(row: Row) -> str:
    """Who published the document of a row, else where it was read from, else its id.

    >>> name_publisher({"document_publisher": None, "document_source": "/in/news.jsonl:7", "document_id": "d"})
    'news.jsonl:7'
    """
    source: str = row["document_source"] or ""
    return str(row["document_publisher"] or source.rsplit("/", 1)[-1] or row["document_id"])


def find_parties(row: Row, role: str) -> tuple[Party, ...]:
    """Those who did it ("actor"), or to whom ("recipient"), each once.

    >>> row = {"actor_names": ["Norway", "Envoy"], "actor_represents": ["NOR", "OSCE"],
    ...        "actor_countries": ["NOR", "IGO"]}
    >>> [tuple(party) for party in find_parties(row, "actor")]
    [('Norway', None), ('Envoy', 'OSCE')]
    """
    sides = zip(row[f"{role}_represents"], row[f"{role}_countries"], strict=True)
    named = zip(row[f"{role}_names"], sides, strict=True)
    return tuple(dict.fromkeys(_make_party(name, represents or country) for name, (represents, country) in named))


def _make_party(name: str, side: str | None) -> Party:
    return Party(name, side if side and side != name and name_side(side) != name else None)


def shorten(text: str, most: int = MOST_CHARS) -> str:
    """Text on one line, cut between words.

    >>> shorten("They met in Baku.", 10)
    'They met …'
    """
    line = clean_text(text).strip()
    return line if len(line) <= most else line[: most + 1].rsplit(" ", 1)[0] + " …"


def find_words(asked: str | None) -> tuple[str, ...]:
    """The words that were asked for, without quotation marks.

    >>> find_words('"border closed"'), find_words(None)
    (('border', 'closed'), ())
    """
    return tuple(word for part in (asked or "").split() if (word := part.strip("\"“”„«»'")))


def mark_words(text: str, words: Sequence[str]) -> tuple[Piece, ...]:
    """The text in pieces, the words asked for apart.

    >>> [tuple(piece) for piece in mark_words("Border closed", ["border"])]
    [('Border', True), (' closed', False)]
    """
    if not words:
        return (Piece(text, False),)
    cut = re.split(f"({'|'.join(re.escape(word) for word in words)})", text, flags=re.IGNORECASE)
    return tuple(Piece(part, number % 2 == 1) for number, part in enumerate(cut) if part)


def cut_around(text: str, words: Sequence[str], most: int = MOST_CHARS) -> str:
    """The part of a text around the first of the words, else its beginning.

    >>> cut_around("One two three four five six seven", ["five"], 14)
    '… four five six …'
    """
    line = clean_text(text).strip()
    if len(line) <= most:
        return line
    found = [at for word in words if (at := line.casefold().find(word.casefold())) >= 0]
    start = max(0, min(found, default=0) - most // 3)
    if start:
        start = line.rfind(" ", 0, start + 1) + 1
    shown = shorten(line[start:], most)
    return f"… {shown}" if start else shown

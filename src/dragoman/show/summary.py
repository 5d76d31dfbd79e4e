"""A record as a summary for a terminal: who met, who said what, what happened, and the proof.

Nothing of a document is ever read as markup: all is put into `rich.text.Text` after `clean_text`.
"""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from rich.console import Console
from rich.text import Text

from dragoman.records import Event, Meeting, Position, Record, Span
from dragoman.show.terminal import Terminal
from dragoman.show.words import (
    clean_text,
    count_words,
    describe_counts,
    describe_meeting,
    describe_participant,
    describe_parties,
    describe_party,
    describe_position,
    describe_when,
    describe_where,
    find_proof,
    group_positions,
    make_title,
)

# Text is never squeezed into fewer columns than this, however narrow the terminal says it is.
MIN_WIDTH = 20
# How many participants, agenda items or outcomes of a meeting are listed; the rest are counted.
MAX_ROWS = 20

_QUAD_STYLES = {1: "green", 2: "bold green", 3: "yellow", 4: "bold red"}
_PROOF = "dim"
_TRIGGER = "not dim bold"
_ABOUT = "not dim underline"


def print_summary(record: Record, console: Console) -> None:
    """Print all of one record: header, meetings, positions by side, events, warnings.

    Each comes with the sentence that proves it, its tell-tale words set off. A sentence that proves
    several things in a row stands once, below them.
    """
    _print_header(record, console)
    for meeting in record.meetings:
        _print_meeting(record, meeting, console)
    _print_positions(record, console)
    if record.events:
        _print_heading("EVENTS", f"{len(record.events):,}", console)
        _print_events(record, console)
    _print_warnings(record, console)


def print_short(record: Record, console: Console) -> None:
    """Print one record of many: a line for the document, a line for each event."""
    document = record.document
    line = Text().append_text(_text(make_title(document), "bold"))
    parts = (document.publisher, document.published, describe_counts(record))
    _join(line, parts, "" if record.relevant else "dim")
    _print(line, console, hang=2)
    for event in record.events:
        _print(_event_line(record, event), console, indent=2, hang=2)


def _print_header(record: Record, console: Console) -> None:
    document = record.document
    _print(_text(make_title(document), "bold"), console)
    relevance = None if record.relevant else "not relevant"
    parts = [
        document.publisher,
        document.published or "no publication date",
        count_words(len(document.text.split()), "word"),
        describe_counts(record),
        relevance,
    ]
    _print(_text(" · ".join(part for part in parts if part), "dim"), console)


def _print_meeting(record: Record, meeting: Meeting, console: Console) -> None:
    _print_heading("MEETING", describe_meeting(meeting), console)
    rows: list[tuple[str, Iterable[str]]] = [
        ("who", [describe_participant(person) for person in meeting.participants]),
        ("where", [describe_where(meeting.city, meeting.country)]),
        ("when", [describe_when(meeting.date)] if meeting.date else []),
        ("agenda", [topic.text for topic in meeting.agenda]),
        ("outcome", [outcome.text for outcome in meeting.outcomes]),
    ]
    for label, values in rows:
        for index, value in enumerate(_first_rows(values)):
            line = Text().append(("" if index else label).ljust(9), "cyan")
            _print(line.append_text(_text(value)), console, indent=2, hang=9)
    triggers = [event.trigger for event in record.events if event.id in meeting.events]
    if proof := find_proof(record, meeting):
        _print_proof(record, proof, console, strong=triggers)


def _first_rows(values: Iterable[str]) -> list[str]:
    """The rows that are not empty; of very many the first, and how many more there are."""
    rows = [value for value in values if value]
    more = len(rows) - MAX_ROWS
    return rows if more < 2 else [*rows[:MAX_ROWS], f"and {more:,} more"]


def _print_positions(record: Record, console: Console) -> None:
    sides = group_positions(record)
    if not sides:
        return
    said = sum(len(positions) for positions in sides.values())
    left_out = sum(position.boilerplate for position in record.positions)
    note = f"{said:,}"
    if left_out:
        note += f", {left_out} of mere courtesy left out"
    _print_heading("POSITIONS", note, console)
    for side, positions in sides.items():
        _print(_text(side, "bold cyan"), console, indent=2)
        for sentence, found in itertools.groupby(positions, key=lambda position: position.sentence):
            _print_said(record, sentence, list(found), console)


def _print_said(record: Record, sentence: Span, positions: list[Position], console: Console) -> None:
    """Positions of one sentence, and the sentence."""
    for position in positions:
        _print_position(record, position, console)
    cues, abouts = [position.cue for position in positions], [position.about.span for position in positions]
    _print_proof(record, sentence, console, strong=cues, under=abouts, indent=6)


def _print_position(record: Record, position: Position, console: Console) -> None:
    line = Text().append_text(_text(describe_position(position), "magenta"))
    if position.speaker:
        line.append("  ").append_text(_text(describe_party(record, position.speaker)))
    if position.target:
        line.append(" → ").append_text(_text(describe_party(record, position.target)))
    _print(line, console, indent=4, hang=4)
    if not position.sentence.covers(position.about.span):
        _print(_text(position.about.text), console, indent=6)


def _print_events(record: Record, console: Console) -> None:
    for sentence, found in itertools.groupby(record.events, key=lambda event: event.sentence):
        events = list(found)
        for event in events:
            _print(_event_line(record, event), console, indent=2, hang=4)
        _print_proof(record, sentence, console, strong=[event.trigger for event in events])


def _event_line(record: Record, event: Event) -> Text:
    """TYPE modes  actors → recipients · when · where · how real · whose word."""
    line = Text().append_text(_text(event.type, _QUAD_STYLES.get(event.quad, "bold")))
    for mode in event.modes:
        line.append(" ").append_text(_text(mode, "italic"))
    line.append("  ").append_text(_text(describe_parties(record, event.actors)))
    if event.recipients:
        line.append(" → ").append_text(_text(describe_parties(record, event.recipients)))
    parts = (
        describe_when(event.date) if event.date else None,
        describe_where(event.place.name, event.place.country) if event.place else None,
        None if event.auxiliary == "actual" else event.auxiliary,
        f"said by {describe_party(record, event.said_by)}" if event.said_by else None,
    )
    _join(line, parts)
    return line


def _print_warnings(record: Record, console: Console) -> None:
    if record.warnings:
        console.print()
    for warning in record.warnings:
        _print(_text(f"warning: {warning}", "yellow"), console, hang=2)


def _print_heading(word: str, note: str, console: Console) -> None:
    console.print()
    line = Text().append(word, "bold").append("  ").append_text(_text(note, "dim"))
    _print(line, console, hang=2)


def _print_proof(
    record: Record,
    sentence: Span,
    console: Console,
    *,
    strong: Iterable[Span] = (),
    under: Iterable[Span] = (),
    indent: int = 4,
) -> None:
    """The sentence, with spans inside it set in bold or underlined."""
    strong, under = tuple(strong), tuple(under)
    text = record.document.text
    edges = {sentence.start, sentence.end}
    for span in strong + under:
        edges.update(edge for edge in span if sentence.start < edge < sentence.end)
    cuts = sorted(edges)
    proof = Text(style=_PROOF)
    for start, end in itertools.pairwise(cuts):
        piece = Span(start, end)
        styles = [_TRIGGER] if any(span.covers(piece) for span in strong) else []
        styles += [_ABOUT] if any(span.covers(piece) for span in under) else []
        proof.append(clean_text(piece.of(text)), " ".join(styles) or None)
    _print(proof, console, indent=indent)


def _text(words: str, style: str = "") -> Text:
    return Text(clean_text(words), style=style)


def _join(line: Text, parts: Iterable[str | None], style: str = "") -> None:
    """Put the parts that are there behind the line, each after a dot."""
    for part in parts:
        if part:
            line.append(" · ", style).append_text(_text(part, style))


def _print(line: Text, console: Console, indent: int = 0, hang: int = 0) -> None:
    """Print wrapped, `indent` columns in and `hang` more from the second line on.

    Words too long for a line are folded. Lines end at their last word, so that what is piped on
    carries no padding.
    """
    width = max(MIN_WIDTH, console.width - indent - hang)
    for index, wrapped in enumerate(line.wrap(console, width, overflow="fold")):
        wrapped.rstrip()
        margin = " " * (indent + (hang if index else 0))
        console.print(Text(margin).append_text(wrapped), soft_wrap=True)


class SummaryWriter:
    """Prints one record in full, or each of many in short.

    The first record waits until it is known whether a second comes; no other is held.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._first: Record | None = None
        self._many = False

    def write(self, record: Record) -> None:
        """Print one record, or hold the first."""
        if self._many:
            print_short(record, self._console)
        elif self._first is None:
            self._first = record
        else:
            self._many = True
            print_short(self._first, self._console)
            print_short(record, self._console)

    def close(self) -> None:
        """Print the record that waits, if it stayed the only one."""
        if self._first is not None and not self._many:
            print_summary(self._first, self._console)
        self._console.file.flush()


@contextmanager
def open_summary(sink: BinaryIO, encoding: str) -> Iterator[SummaryWriter]:
    """A writer of summaries into a binary sink, which stays open.

    Letters that `encoding` lacks become question marks.
    """
    page = io.TextIOWrapper(sink, encoding=encoding, errors="replace", newline="\n")
    try:
        yield SummaryWriter(Terminal(page))
    finally:
        page.detach()

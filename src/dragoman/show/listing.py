"""Rows of an archive for a terminal: events and meetings as a person reads them, any others as a grid.

Text of documents is hostile here as in `summary`: all passes `clean_text`, none is read as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.show.words import clean_text, count_words, describe_where

Row = Mapping[str, Any]

_QUAD_STYLES = {1: "green", 2: "bold green", 3: "yellow", 4: "bold red"}
# What of an event is listed: to read no more of a large archive than is shown.
EVENT_COLUMNS: tuple[str, ...] = tuple(
    "document_key document_id document_publisher document_source first_day last_day type modes auxiliary quad "
    "actor_names actor_represents actor_countries recipient_names recipient_represents recipient_countries "
    "place_name place_country said_by_name sentence sentence_start sentence_end corrected".split()
)
# A cell of a grid is cut there; JSON and CSV hold it whole.
MAX_CELL_CHARS = 60


def print_events(rows: Iterable[Row], console: Console) -> None:
    """A line for each event, by day; the sentence below what it proves, then where it stands."""
    shown = list(rows)
    for number, row in enumerate(shown):
        _print(_event_line(row), console, hang=12)
        following = shown[number + 1] if number + 1 < len(shown) else None
        if following is None or _proof(following) != _proof(row):
            _print_proof(row["sentence"], row, console)
    _print(Text(count_words(len(shown), "event"), "dim"), console)


def print_meetings(rows: Iterable[Row], console: Console) -> None:
    """For each meeting, by day, a line for its kind and place, one for each who sat there, and its subjects."""
    shown = list(rows)
    for row in shown:
        form = None if row["form"] == "other" else row["form"]
        where = describe_where(row["city"], row["country"])
        line = Text(f"{_day(row):12}", "cyan").append_text(_text(row["status"], "bold"))
        _join(line, (form, where, row["corrected"]))
        _print(line, console, hang=12)
        for who in _people(row):
            _print(_text(who), console, indent=12, hang=2)
        for topic in row["agenda"]:
            _print(_text(f"on {topic}", "italic"), console, indent=12, hang=2)
        _print_proof(next(iter(row["sentence_texts"]), ""), row, console)
    _print(Text(count_words(len(shown), "meeting"), "dim"), console)


def print_grid(names: Sequence[str], rows: Iterable[Row], console: Console) -> None:
    """Rows under their headings; long cells are cut."""
    shown = list(rows)
    grid = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for name in names:
        number = any(isinstance(row[name], int | float) and not isinstance(row[name], bool) for row in shown)
        grid.add_column(_text(name), justify="right" if number else "left", overflow="fold")
    for row in shown:
        grid.add_row(*(_text(make_cell(row[name])) for name in names))
    console.print(grid)
    _print(Text(count_words(len(shown), "row"), "dim"), console)


def make_cell(value: Any) -> str:
    """A value as a short word for a grid.

    >>> make_cell(["AZE", None]), make_cell(None), make_cell(True), make_cell(0.5)
    ('AZE; -', '', 'true', '0.5')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list):
        value = "; ".join("-" if item is None else str(item) for item in value)
    words = clean_text(str(value))
    return words if len(words) <= MAX_CELL_CHARS else words[: MAX_CELL_CHARS - 1] + "…"


def describe_sides(row: Row) -> str:
    """Who to whom, by their names and codes.

    >>> describe_sides({"actor_names": ["Ilham Aliyev"], "actor_represents": ["AZE"], "actor_countries": ["AZE"],
    ...     "recipient_names": ["Armenia"], "recipient_represents": [None], "recipient_countries": ["ARM"]})
    'Ilham Aliyev (AZE) → Armenia (ARM)'
    """
    sides = [_names(row, role) for role in ("actor", "recipient")]
    return f"{sides[0] or '—'} → {sides[1]}" if sides[1] else sides[0] or "—"


def _names(row: Row, role: str) -> str:
    aligned = zip(row[f"{role}_names"], row[f"{role}_represents"], row[f"{role}_countries"], strict=True)
    return ", ".join(_with_code(name, represents or country) for name, represents, country in aligned)


def _with_code(name: str | None, code: str | None) -> str:
    if not name:
        return code or "?"
    return f"{name} ({code})" if code and code != name else name


def _people(row: Row) -> list[str]:
    aligned = zip(
        row["participant_names"],
        row["participant_offices"],
        row["participant_represents"],
        row["participant_countries"],
        strict=True,
    )
    return [
        _with_code(f"{name}, {office}" if office and office.casefold() not in name.casefold() else name, side or state)
        for name, office, side, state in aligned
    ]


def _event_line(row: Row) -> Text:
    line = Text(f"{_day(row):12}", "cyan").append_text(_text(row["type"], _QUAD_STYLES.get(row["quad"], "bold")))
    for mode in row["modes"]:
        line.append(" ").append_text(_text(mode, "italic"))
    line.append("  ").append_text(_text(describe_sides(row)))
    auxiliary = None if row["auxiliary"] == "actual" else row["auxiliary"]
    place = describe_where(row["place_name"], row["place_country"])
    _join(line, (place, auxiliary, f"said by {row['said_by_name']}" if row["said_by_name"] else None, row["corrected"]))
    return line


def _day(row: Row) -> str:
    """The day, a stretch by its first with a mark, or dashes."""
    if row["first_day"] is None:
        return "undated"
    return f"{row['first_day']}{'+' if row['last_day'] != row['first_day'] else ''}"


def _proof(row: Row) -> tuple[Any, ...]:
    return row["document_key"], row["sentence_start"], row["sentence_end"]


def _print_proof(sentence: str, row: Row, console: Console) -> None:
    source = row["document_publisher"], row["document_source"] or row["document_id"]
    line = _text(sentence, "dim")
    line.append("  [", "dim").append_text(_text(", ".join(part for part in source if part), "dim")).append("]", "dim")
    _print(line, console, indent=12)


def _text(words: str, style: str = "") -> Text:
    return Text(clean_text(words), style=style)


def _join(line: Text, parts: Iterable[str | None]) -> None:
    for part in parts:
        if part:
            line.append(" · ").append_text(_text(part))


def _print(line: Text, console: Console, indent: int = 0, hang: int = 0) -> None:
    """Print wrapped, `indent` columns in and `hang` more from the second line on."""
    width = max(20, console.width - indent - hang)
    for index, wrapped in enumerate(line.wrap(console, width, overflow="fold")):
        wrapped.rstrip()
        console.print(Text(" " * (indent + (hang if index else 0))).append_text(wrapped), soft_wrap=True)

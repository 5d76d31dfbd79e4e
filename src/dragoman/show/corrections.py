"""What people have said of the coder's answers, as lines for a terminal.

Text of documents and of people is hostile here as in `summary`: all passes `clean_text`, none is read as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from dragoman.corrections import Correction
from dragoman.show.words import clean_text, count_words

_STYLES = {"confirmed": "green", "corrected": "yellow", "rejected": "red", "added": "green", "withdrawn": "dim"}
MAX_VALUE_CHARS = 80
# Fields that hold ids, which tell a person nothing.
_OF_ENTITIES = frozenset(["actors", "recipients", "said_by", "speaker", "target", "members"])


def print_corrections(corrections: Iterable[Correction], console: Console) -> None:
    """Two lines or three for each: who said what of what; what is told otherwise; why it is not applied."""
    shown = list(corrections)
    for one in shown:
        line = Text(f"{one.id:>5}  ").append(f"{one.made_at:%Y-%m-%d %H:%M}  ", "cyan")
        line.append(one.verdict, _STYLES[one.verdict]).append(" ").append(clean_text(describe_item(one)))
        line.append(" · ", "dim").append(clean_text(f"{one.document_id}, by {one.made_by}"), "dim")
        _print(line, console)
        for words in (*describe_changes(one), *([one.note] if one.note else [])):
            _print(Text(clean_text(words)), console, indent=7)
        if one.standing and one.reason:
            _print(Text(clean_text(f"not applied: {one.reason}"), "red"), console, indent=7)
    _print(Text(count_words(len(shown), "correction"), "dim"), console)


def describe_item(one: Correction) -> str:
    """What a correction is of, by its id where it has one now.

    >>> from dragoman.corrections import Anchor, Refers, Words
    >>> from dragoman.records import Span
    >>> from datetime import datetime
    >>> anchor = Anchor("event", "ACCUSE", words=(Words("blamed", Span(0, 6)),))
    >>> describe_item(Correction(1, 1, "d1", "event", "confirmed", None, anchor, {}, {}, Refers(), "Ana",
    ...     datetime(2024, 5, 3), item_id="v1"))
    'event v1 (ACCUSE, "blamed")'
    """
    anchor = one.anchor
    words = anchor.name or next((words.text for words in (*anchor.words, *anchor.sentences)), "")
    quoted = f'"{_cut(words)}"' if not anchor.name else _cut(words)
    return f"{one.item}{f' {one.item_id}' if one.item_id else ''} ({anchor.told}, {quoted})"


def describe_changes(one: Correction) -> list[str]:
    """Each field with what the coder told and what it is to be: "type: CONSULT → SUPPORT".

    Of what is withdrawn it is said the other way round, since that is what becomes of it: "type: SUPPORT → CONSULT".
    """
    if one.before is None:
        return []
    told = []
    for name, value in one.changes.items():
        values = [_describe_in(name, found, one) for found in (one.before.get(name), value)]
        told.append(f"{name}: {' → '.join(values if one.verdict != 'withdrawn' else reversed(values))}")
    return told


def _describe_in(name: str, value: Any, one: Correction) -> str:
    """A value of a field, entities by their names."""
    if name not in _OF_ENTITIES:
        return describe(value)
    names = {id: anchor.name or id for id, anchor in one.refers.entities.items()}
    ids = [value] if isinstance(value, str) else value or []
    return describe([names.get(id, id) for id in ids])


def describe(value: Any) -> str:
    """A value of a record in a few words.

    >>> describe({"start": "2024-05-03", "end": "2024-05-03", "text": "on Friday"}), describe([]), describe(["a", "b"])
    ('2024-05-03', 'none', 'a, b')
    >>> describe({"name": "Oslo", "country": "NOR", "lat": 59.9}), describe({"text": "border talks", "span": [4, 16]})
    ('Oslo, NOR', 'border talks')
    """
    if isinstance(value, Mapping):
        if "start" in value:
            return value["start"] if value["start"] == value["end"] else f"{value['start']} to {value['end']}"
        if "country" in value:
            return ", ".join(part for part in (value["name"], value["country"]) if part)
        return str(value.get("text") or value.get("name") or value)
    if isinstance(value, list | tuple):
        if len(value) == 2 and all(type(part) is int for part in value):
            return f"{value[0]}-{value[1]}"
        return ", ".join(describe(one) for one in value) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value is None else _cut(str(value))


def _cut(words: str) -> str:
    return words if len(words) <= MAX_VALUE_CHARS else words[: MAX_VALUE_CHARS - 1] + "…"


def _print(line: Text, console: Console, indent: int = 0) -> None:
    width = max(20, console.width - indent - 2)
    for index, wrapped in enumerate(line.wrap(console, width, overflow="fold")):
        wrapped.rstrip()
        console.print(Text(" " * (indent + (2 if index else 0))).append_text(wrapped), soft_wrap=True)

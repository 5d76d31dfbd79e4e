"""What another coding changed, as a list for a terminal: document by document, + added, - gone, ~ changed."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from dragoman.show.words import clean_text

_MARKS = {"added": ("+", "green"), "gone": ("-", "red"), "changed": ("~", "yellow")}
# Places in the text follow from the words, and what is shown of a row that is new or gone is what it says.
_HIDDEN = ("_start", "_end", "_starts", "_ends", "_offices", "_sectors")
_SAID: dict[str, tuple[str, ...]] = {
    "events": ("actor_names", "recipient_names"),
    "meetings": ("participant_names",),
    "positions": ("speaker_name", "represents"),
}
_KINDS = {"events": ("type",), "meetings": ("status", "form"), "positions": ("force",)}


def print_changes(changes: Iterable[Mapping[str, Any]], console: Console) -> None:
    """Every change, below its document, with the sentence it is about."""
    for id, found in itertools.groupby(changes, key=lambda change: change["document_id"]):
        console.print(Text(clean_text(id), "bold"))
        for change in found:
            _print_change(change, console)


def _print_change(change: Mapping[str, Any], console: Console) -> None:
    mark, style = _MARKS[change["change"]]
    table, fields = change["table"], change["fields"]
    line = Text(f"  {mark} {table.removesuffix('s')}", style)
    if change["change"] != "changed":
        line.append(f" {_describe(table, fields)}")
    _print(line, console, hang=4)
    if change["change"] == "changed":
        for name in _shown(fields):
            before, after = (_word(value) for value in fields[name])
            _print(Text(f"      {name}: {before} → {after}"), console, hang=8)
    if change["sentence"]:
        _print(Text(f"      {clean_text(change['sentence'])}", "dim"), console, hang=6)


def _shown(fields: Mapping[str, Any]) -> Sequence[str]:
    """The fields worth a line; where only places in the text moved, those."""
    return [name for name in fields if not name.endswith(_HIDDEN)] or list(fields)


def _describe(table: str, fields: Mapping[str, Any]) -> str:
    """A row in short: what it is, and who.

    >>> _describe("positions", {"force": [None, "warn"], "speaker_name": [None, None], "represents": [None, "AZE"]})
    'warn  AZE'
    """
    kind = " ".join(_word(_either(fields[name])) for name in _KINDS[table])
    who = [_word(_either(fields[name])) for name in _SAID[table] if _either(fields[name])]
    return f"{kind}  {(' → ' if table == 'events' else ', ').join(who) or '—'}"


def _either(pair: Sequence[Any]) -> Any:
    return pair[0] if pair[1] is None else pair[1]


def _word(value: Any) -> str:
    if isinstance(value, list):
        value = ", ".join("-" if item is None else str(item) for item in value)
    return clean_text(str(value)) if value not in (None, "") else "none"


def _print(line: Text, console: Console, hang: int) -> None:
    indent = len(line.plain) - len(line.plain.lstrip())
    words = line[indent:]
    width = max(20, console.width - hang)
    for index, wrapped in enumerate(words.wrap(console, width, overflow="fold")):
        wrapped.rstrip()
        console.print(Text(" " * (hang if index else indent)).append_text(wrapped), soft_wrap=True)

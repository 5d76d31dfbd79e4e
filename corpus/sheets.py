"""Reads sheets: JSON Lines files in which people write a document down, in words instead of offsets."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).parent
SHEETS = FOLDER / "sheets"
SECOND = FOLDER / "second"


class Fault(NamedTuple):
    """One thing wrong in a sheet: where, and why.

    >>> str(Fault("a.jsonl", 3, "omn-01", "events[0].type", "no such type 'MEET'"))
    "a.jsonl:3: omn-01: events[0].type: no such type 'MEET'"
    """

    file: str
    line: int
    id: str
    field: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.id}: {self.field}: {self.reason}"


class Sheet(NamedTuple):
    """One document as it was written down. `data` is unproven until `check` has nothing to say."""

    file: str
    line: int
    data: dict[str, Any]

    @property
    def id(self) -> str:
        """The document's id, `?` where it has none."""
        found = self.data.get("id")
        return found if isinstance(found, str) and found else "?"

    def fault(self, field: str, reason: str) -> Fault:
        """A fault of this sheet."""
        return Fault(self.file, self.line, self.id, field, reason)


def list_sheets(folder: Path = SHEETS) -> list[Path]:
    """The sheet files of a folder, sorted by name."""
    return sorted(folder.glob("*.jsonl"))


def read_sheets(paths: Iterable[Path]) -> tuple[list[Sheet], list[Fault]]:
    """The sheets of some files in order, and the lines that are no JSON objects. Empty lines are left out."""
    sheets: list[Sheet] = []
    faults: list[Fault] = []
    for path in paths:
        found, wrong = _read_file(path)
        sheets += found
        faults += wrong
    return sheets, faults


def _read_file(path: Path) -> tuple[list[Sheet], list[Fault]]:
    name = str(path)
    try:
        # Not splitlines(): it also cuts at U+2028 and other marks that JSON strings may hold.
        lines: Sequence[str] = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as wrong:
        return [], [Fault(name, 0, "?", "file", f"cannot be read: {wrong}")]
    sheets: list[Sheet] = []
    faults: list[Fault] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line, object_pairs_hook=_without_twins)
        except ValueError as wrong:
            faults.append(Fault(name, number, "?", "line", f"no JSON: {wrong}"))
            continue
        if isinstance(data, dict):
            sheets.append(Sheet(name, number, data))
        else:
            faults.append(Fault(name, number, "?", "line", "no JSON object"))
    return sheets, faults


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object of the pairs; `ValueError` where a key is written twice, which JSON readers pass over."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"key {next(k for k in keys if keys.count(k) > 1)!r} is written twice")
    return found

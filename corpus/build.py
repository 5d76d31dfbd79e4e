"""Sheets -> train.jsonl, dev.jsonl and test.jsonl: sorted by id, the same bytes every time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from corpus.check import check_sheets
from corpus.pairs import find_other
from corpus.quotes import Page
from corpus.rows import Row, make_row
from corpus.sheets import Fault, Sheet, read_sheets
from corpus.splits import MAX_LIKENESS, find_alike, pick_split
from dragoman.evaluate.gold import SPLITS


def find_faults(paths: Sequence[Path]) -> tuple[list[Sheet], list[Fault]]:
    """The sheets of some files and all that is wrong in them, but for texts that are too much alike."""
    sheets, faults = read_sheets(paths)
    return sheets, faults + check_sheets(sheets)


def find_doubles(sheets: Sequence[Sheet]) -> tuple[list[Fault], list[str]]:
    """Pairs of texts too much alike, as faults of the later sheet, and lines about those that are nearly so."""
    by_id = {sheet.id: sheet for sheet in sheets}
    faults, told = [], []
    for score, first, second in find_alike({sheet.id: sheet.data["text"] for sheet in sheets}):
        if score > MAX_LIKENESS:
            reason = f"{score:.2f} like {first}: the most allowed is {MAX_LIKENESS}"
            faults.append(by_id[second].fault("text", reason))
        else:
            told.append(f"{second} is {score:.2f} like {first}")
    return faults, told


def make_rows(sheets: Sequence[Sheet]) -> list[Row]:
    """The lines of some checked sheets, sorted by id."""
    pages = {sheet.id: Page(sheet.data["text"]) for sheet in sheets}
    rows = []
    for sheet in sorted(sheets, key=lambda sheet: sheet.id):
        other = find_other(sheet, sheets) if sheet.data.get("pair") else None
        rows.append(make_row(sheet.data, pages[sheet.id], (other.id, pages[other.id]) if other else None))
    return rows


def make_files(sheets: Sequence[Sheet]) -> dict[str, str]:
    """The text of every built file by its name."""
    lines: dict[str, list[str]] = {split: [] for split in SPLITS}
    for row in make_rows(sheets):
        line = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
        lines[pick_split(row["family"])].append(line + "\n")
    return {f"{split}.jsonl": "".join(found) for split, found in lines.items()}


def find_differences(files: dict[str, str], folder: Path) -> list[str]:
    """One line for each document that the files in a folder have otherwise, lack, or have too many."""
    found = []
    for name, text in files.items():
        path = folder / name
        if not path.is_file():
            found.append(f"{name}: missing")
            continue
        built, there = _lines_by_id(text), _lines_by_id(path.read_text(encoding="utf-8"))
        for id in sorted(built.keys() | there.keys()):
            if built.get(id) != there.get(id):
                state = "is not there" if id not in there else "should not be there" if id not in built else "differs"
                found.append(f"{name}: {id} {state}")
        if not found and path.read_bytes() != text.encode():
            found.append(f"{name}: bytes differ")
    return found


def write_files(files: dict[str, str], folder: Path) -> list[str]:
    """Write the files that differ; their names."""
    wrote = []
    for name, text in files.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != text.encode():
            path.write_bytes(text.encode())
            wrote.append(name)
    return wrote


def _lines_by_id(text: str) -> dict[str, str]:
    return {json.loads(line)["document"]["id"]: line for line in text.split("\n") if line}

"""Measures the coder on labelled reports: `python bench/run.py [FOLDER] [-v] [--json] [--freeze]`.

Prints precision, recall and F1 of participants, meetings, agenda words, events and positions, the
share of right fields among what was matched, events per 100 texts that hold none, and speed.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

import dragoman
from dragoman.records import Record
from gold import Case, read_negatives, read_reports
from scores import Score, compare

HERE = Path(__file__).parent
FROZEN = HERE / "results.json"
MAIN = ("participants", "meetings", "agenda words", "events", "event types", "positions")


@dataclass(frozen=True)
class Speed:
    """How long coding took, loading left out."""

    documents: int
    words: int
    seconds: float


def main(arguments: list[str] | None = None) -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=HERE / "cases", help="cases (default: bench/cases)")
    parser.add_argument("-v", "--verbose", action="store_true", help="print every error by document")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--freeze", action="store_true", help=f"write {FROZEN.name}, what later runs are held to")
    given = parser.parse_args(arguments)
    if not (given.folder / "reports").is_dir():
        parser.error(f"{given.folder}: no folder reports/ in it")
    results, score = measure(given.folder)
    if given.freeze:
        FROZEN.write_text(json.dumps(results, indent=2) + "\n", "utf-8")
    print(json.dumps(results, indent=2) if given.json else _table(results))
    if given.verbose:
        print(_errors(score.errors))


def measure(folder: Path) -> tuple[dict[str, object], Score]:
    """Code all cases of a folder and compare."""
    reports, negatives = read_reports(folder), read_negatives(folder)
    dragoman.code("Loads what coding needs.")
    records, speed = _code(reports)
    score = Score()
    for case, record in zip(reports, records, strict=True):
        compare(case, record, score)
    quiet, _ = _code(negatives)
    for case, record in zip(negatives, quiet, strict=True):
        _list_false(case, record, score)
    events = sum(len(record.events) for record in quiet)
    results: dict[str, object] = {
        "reports": len(reports),
        "negatives": len(negatives),
        **{name: _numbers(score, name) for name in MAIN},
        "fields": {name: _share(score, name) for name in sorted(score.tallies) if name not in MAIN},
        "events per 100 negatives": round(100 * events / len(negatives), 1) if negatives else None,
        "negatives with an event": sum(bool(record.events) for record in quiet),
        "documents per second": round(speed.documents / speed.seconds, 1) if speed.seconds else None,
        "words per second": round(speed.words / speed.seconds) if speed.seconds else None,
    }
    return results, score


def _code(cases: list[Case]) -> tuple[list[Record], Speed]:
    documents = [replace(dragoman.read(case.text), id=case.name, published=case.published) for case in cases]
    start = perf_counter()
    records = [dragoman.code(document) for document in documents]
    seconds = perf_counter() - start
    return records, Speed(len(cases), sum(len(case.text.split()) for case in cases), seconds)


def _list_false(case: Case, record: Record, score: Score) -> None:
    for event in record.events:
        sentence = event.sentence.of(record.document.text)
        score.miss(case, f"false      {event.type} ({event.trigger.of(record.document.text)!r}): {sentence}")


def _numbers(score: Score, name: str) -> dict[str, float | int]:
    tally = score.tally(name)
    shares = {"precision": tally.precision, "recall": tally.recall, "f1": tally.f1}
    counts = {"right": tally.right, "found": tally.found, "wanted": tally.wanted}
    return {**{key: round(value, 3) for key, value in shares.items()}, **counts}


def _share(score: Score, name: str) -> dict[str, float | int]:
    tally = score.tally(name)
    return {"share": round(tally.precision, 3), "right": tally.right, "of": tally.found}


def _table(results: dict[str, object]) -> str:
    lines = [f"{results['reports']} reports, {results['negatives']} texts without events", ""]
    lines.append(f"{'':16}precision  recall      F1   right  found  wanted")
    for name in MAIN:
        row = results[name]
        assert isinstance(row, dict)
        counts = f"{row['right']:7}{row['found']:7}{row['wanted']:8}"
        lines.append(f"{name:16}{row['precision']:9.3f}{row['recall']:8.3f}{row['f1']:8.3f}{counts}")
    fields = results["fields"]
    assert isinstance(fields, dict)
    lines.append("\nright among the matched")
    lines.extend(f"  {name:20}{row['share']:6.2f}  ({row['right']} of {row['of']})" for name, row in fields.items())
    lines.append("")
    singles = ("events per 100 negatives", "negatives with an event", "documents per second", "words per second")
    lines.extend(f"{name:26}{results[name]}" for name in singles)
    return "\n".join(lines)


def _errors(errors: Iterable[tuple[str, str]]) -> str:
    lines, last = [], ""
    for name, what in errors:
        if name != last:
            lines.append(f"\n{name}")
        lines.append(f"  {what}")
        last = name
    return "\n".join(lines)


if __name__ == "__main__":
    main()

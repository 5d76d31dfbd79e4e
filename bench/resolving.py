"""How well phrases are resolved: `python bench/resolving.py [--errors]` prints the shares that are right.

The labelled tables are in `bench/cases`; its README says how they were made.
"""

from __future__ import annotations

import csv
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dragoman import knowledge
from dragoman.flow import resolve_phrase

CASES = Path(__file__).parent / "cases"


def read_cases(name: str) -> list[dict[str, str]]:
    """The rows of a table of cases."""
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def judge_actors() -> Iterator[tuple[dict[str, str], dict[str, bool], str]]:
    """Each case with what is right of its answer, and the answer in short."""
    base = knowledge.load()
    for case in read_cases("actors.csv"):
        told = resolve_phrase(case["phrase"], case["on"] or None, base)
        right = {"country": (told.country or "") == case["country"]}
        if case["sectors"]:
            right["sector"] = (told.sectors[:1] or ("",))[0] == case["sectors"].split()[0]
        elif case["kind"] not in ("country", ""):
            right["no sector"] = not told.sectors
        if case["kind"]:
            right["kind"] = told.kind == case["kind"]
        yield case, right, f"{told.country} {' '.join(told.sectors)} {told.kind} {told.name} | {told.reason}"


def main() -> int:
    """Print the shares, and with `--errors` every case that is wrong in country or sector."""
    count: Counter[str] = Counter()
    begun = time.perf_counter()
    cases = list(judge_actors())
    seconds = time.perf_counter() - begun
    for case, right, told in cases:
        for name, is_right in right.items():
            count[name] += 1
            count[f"{name} right"] += is_right
            if name == "country":
                count[f"country, {case['region'] or 'negatives'}"] += 1
                count[f"country, {case['region'] or 'negatives'} right"] += is_right
        if "--errors" in sys.argv and not all(right.get(name, True) for name in ("country", "sector")):
            print(f"{case['phrase']} [{case['on']}]: {case['country']} {case['sectors']} -> {told}")
    for name in (name for name in count if not name.endswith(" right")):
        print(f"actors {name:40} {count[f'{name} right'] / count[name]:.3f} of {count[name]}")
    print(f"actors phrases a second {len(cases) / seconds:.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Whether the coder still reaches what it reached: `python bench/floors.py`; exit code 1 where it does not.

Codes the dev and test parts of the corpus and compares F1 with `floors.json`. A floor is lowered on purpose only,
with its reason in the commit; `--raise` writes what is reached now, less `SLACK`, where that is more.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from dragoman.evaluate.documents import Score, compare
from dragoman.evaluate.gold import load_split
from dragoman.flow import Coder

FLOORS = Path(__file__).parent / "floors.json"
# F1 that processors may differ by: they round the sums of an int8 encoder each in their own way.
SLACK = 0.02
FIELDS = ("entities", "participants", "meetings", "agenda", "events", "event_types", "positions")


def measure(split: str, coder: Coder) -> dict[str, float]:
    """F1 of every field on one split, and the macro F1 of auxiliaries; 0 to 1, rounded down to hundredths."""
    score = Score()
    for gold in load_split(split):
        compare(gold.record(), coder.code(gold.document), score)
    reached = {name: int(score.tallies[name].f1 * 100) / 100 for name in FIELDS}
    spare = 1 - score.false_events / max(1, score.negatives)
    return {**reached, "negatives_without_events": int(spare * 100) / 100}


def main() -> int:
    """Print each figure beside its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--raise", dest="rise", action="store_true", help="write what is reached where it is more")
    given = parser.parse_args()
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}
    coder, low = Coder(), 0
    for split in ("dev", "test"):
        floor = floors.setdefault(split, {})
        for name, reached in measure(split, coder).items():
            least = floor.get(name, 0.0)
            low += reached < least
            print(f"{split:4} {name:26} {reached:.2f}  floor {least:.2f}{'  LOW' if reached < least else ''}")
            floor[name] = max(round(max(0.0, reached - SLACK), 2), least)
    if given.rise:
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    return int(bool(low))


if __name__ == "__main__":
    sys.exit(main())

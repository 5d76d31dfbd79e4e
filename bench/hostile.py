"""Hundreds of hostile files through the whole coder: how many were coded, rejected and lost, and the slowest.

    python bench/hostile.py [--seconds 120]

Each file is coded in a process of its own that is stopped after `--seconds`; `lost` counts those that were
stopped, crashed, or came to nothing. The files are made by `tests/hostile.py`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=120)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "tests.hostile", folder], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        paths = sorted(Path(folder).iterdir())
        with ThreadPoolExecutor(2) as pool:
            results = list(pool.map(lambda path: (path.name, *code(path, given.seconds)), paths))
    counts = Counter(outcome for _, outcome, _ in results)
    slowest = sorted(results, key=lambda result: -result[2])[:5]
    shown = {
        "files": len(results),
        **{name: counts[name] for name in ("coded", "rejected", "lost")},
        "lost_files": [name for name, outcome, _ in results if outcome == "lost"],
        "slowest": {name: round(seconds, 1) for name, _, seconds in slowest},
    }
    print(json.dumps(shown, indent=2))


def code(path: Path, max_seconds: float) -> tuple[str, float]:
    """What became of a file, and the seconds it took with the start of the coder."""
    began = perf_counter()
    call = [sys.executable, "-m", "dragoman", "code", str(path), "--format", "jsonl"]
    try:
        done = subprocess.run(call, capture_output=True, timeout=max_seconds, check=False)
    except subprocess.TimeoutExpired:
        return "lost", perf_counter() - began
    seconds = perf_counter() - began
    if done.returncode not in (0, 1) or b"Traceback" in done.stderr or b"internal error" in done.stderr:
        return "lost", seconds
    if done.stdout.strip():
        return "coded", seconds
    return ("rejected" if done.stderr.strip() else "lost"), seconds


if __name__ == "__main__":
    main()

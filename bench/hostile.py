"""Hundreds of hostile files through the whole coder: how many were coded, rejected and lost, and the time of each kind.

    python bench/hostile.py [--seconds 600]

All files of a kind are coded by one call, which is stopped after `--seconds`. `lost` are the files of which
neither a record nor a line on stderr came. The files are made by `tests/hostile.py`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from itertools import groupby
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    given = parser.parse_args()
    outcomes: dict[str, str] = {}
    seconds = {}
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "tests.hostile", folder], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        for kind, paths in groupby(sorted(Path(folder).iterdir()), lambda path: path.name.partition("-")[0]):
            began = perf_counter()
            outcomes |= code(list(paths), given.seconds)
            seconds[kind] = round(perf_counter() - began, 1)
    counts = Counter(outcomes.values())
    lost = [name for name, outcome in outcomes.items() if outcome == "lost"]
    names = ("coded", "rejected", "lost")
    print(json.dumps({"files": len(outcomes), **{n: counts[n] for n in names}, "which": lost, "seconds": seconds}))


def code(paths: list[Path], max_seconds: float) -> dict[str, str]:
    """What became of each file."""
    call = [sys.executable, "-m", "dragoman", "code", *map(str, paths), "--format", "jsonl"]
    try:
        done = subprocess.run(call, capture_output=True, timeout=max_seconds, check=False)
        out, err = done.stdout, done.stderr
    except subprocess.TimeoutExpired as stopped:
        out, err = stopped.stdout or b"", stopped.stderr or b""
    sources = [str(json.loads(line)["document"]["source"]) for line in out.splitlines() if line.endswith(b"}")]
    told = [line for line in err.decode("utf-8", "replace").splitlines() if "internal error" not in line]
    return {path.name: _find_outcome(str(path), sources, told) for path in paths}


def _find_outcome(path: str, sources: list[str], told: list[str]) -> str:
    if any(source == path or source.startswith(f"{path}:") for source in sources):
        return "coded"
    return "rejected" if any(line.startswith(f"rejected  {path}:") for line in told) else "lost"


if __name__ == "__main__":
    main()

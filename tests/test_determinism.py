"""The same text gives the same record, byte for byte, whatever the order of sets and dictionaries by hash."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

REPORTS = Path(__file__).parent.parent / "bench" / "cases"
SCRIPT = """
import json, sys
from pathlib import Path
import dragoman
from gold import read_reports
cases = read_reports(Path(sys.argv[1]))
for case in cases:
    print(json.dumps(dragoman.code(dragoman.read(case.text)).to_dict(), sort_keys=True))
assert len(cases) > 20
"""


def records_under(seed: int) -> str:
    """All reports of the bench coded in a process of its own, with one seed for hashes."""
    path = os.pathsep.join(["bench", *filter(None, sys.path)])
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": path}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(REPORTS)],
        env=environment,
        cwd=REPORTS.parent.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_records_do_not_hang_on_the_hash_seed() -> None:
    first = records_under(1)
    assert first.count("\n") > 20
    assert records_under(2) == first
    assert records_under(3) == first

"""How much faster several workers are: `python bench/scaling.py [--workers 2] [--rounds 3] [FILE.jsonl ...]`.

Codes the same documents (the corpus's dev and train parts, or the files given) with one worker and with several,
in turns, and takes the best of some rounds. The clock starts when all workers have their coder: that takes two
seconds whatever the number of documents, and is told by itself. On a machine that others use too the clock says
less than the processors: `speedup_by_processor` divides the processor time of one worker by that of the busiest of
several, or by that of the process which reads and writes, should that be more.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time

from dragoman.evaluate.gold import load_split
from dragoman.read import read_many
from dragoman.records import Document, Record
from dragoman.scale import CODER
from dragoman.scale.pool import AHEAD, Pool


def measure(documents: list[Document], workers: int) -> dict[str, float]:
    """Seconds by the clock and by the processor that so many workers take, and to begin."""
    begun = time.perf_counter()
    with Pool(workers, CODER) as pool:
        # As many as get every worker started, whose records tell that they are.
        for _ in pool.code(documents[:1] * (workers * AHEAD)):
            pass
        ready = time.perf_counter()
        pids = [worker._process.pid for worker in pool._workers]
        before, own = [_processor_seconds(pid) for pid in pids], time.process_time()
        coded = sum(isinstance(one, Record) for one in pool.code(documents))
        seconds = time.perf_counter() - ready
        each = [_processor_seconds(pid) - at for pid, at in zip(pids, before, strict=True)]
        own = time.process_time() - own
        memory = max(_memory_mb(pid) for pid in pids)
    assert coded == len(documents), f"{len(documents) - coded} rejected"
    return {
        "begin_seconds": ready - begun,
        "seconds": seconds,
        "busiest_worker_seconds": max(each),
        "all_workers_seconds": sum(each),
        "own_seconds": own,
        "worker_memory_mb": memory,
    }


def _processor_seconds(pid: int) -> float:
    """User and system time of a process so far: see proc(5), fields 14 and 15 of `stat`."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory_mb(pid: int) -> float:
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmHWM")) / 1024


def main() -> None:
    """Print what was measured as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    if given.files:
        documents = [found for found in read_many(given.files) if isinstance(found, Document)]
    else:
        documents = [gold.document for split in ("dev", "train") for gold in load_split(split)]
    runs = [(measure(documents, 1), measure(documents, given.workers)) for _ in range(given.rounds)]
    one, many = ({name: min(run[n][name] for run in runs) for name in runs[0][n]} for n in (0, 1))
    path = max(many["busiest_worker_seconds"], many["own_seconds"])
    found = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "load_average": round(os.getloadavg()[0], 1),
        "documents": len(documents),
        "one_worker": {name: round(value, 2) for name, value in one.items()},
        f"{given.workers}_workers": {name: round(value, 2) for name, value in many.items()},
        "speedup": round(one["seconds"] / many["seconds"], 2),
        "speedup_by_processor": round(one["busiest_worker_seconds"] / path, 2),
    }
    json.dump(found, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()

"""How much faster several workers are: `python bench/scaling.py [--workers 2] [--rounds 3] [--ray] [FILE.jsonl ...]`.

Codes the same documents (the corpus's dev and train parts, or the files given) with one worker and with several,
in turns, and takes the best of some rounds. The clock starts when all workers have their coder: that takes two
seconds whatever the number of documents, and is told by itself. On a machine that others use too the clock says
less than the processors: `speedup_by_processor` divides the processor time of one worker by that of the busiest of
several, or by that of the process which reads and writes, should that be more.

`--ray` measures Ray beside them: `ray_over_pool` is its speed over that of as many workers without it, by the clock,
and `ray_over_pool_by_processor` the processor time of all processes of the pool over that of all of Ray's.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Protocol

from dragoman.errors import DocumentError
from dragoman.evaluate.gold import load_split
from dragoman.read import read_many
from dragoman.records import Document, Record
from dragoman.scale import CODER
from dragoman.scale.pool import AHEAD, Pool


def measure(documents: list[Document], workers: int) -> dict[str, float]:
    """Seconds by the clock and by the processor that so many workers take, and to begin."""
    begun = time.perf_counter()
    with Pool(workers, CODER) as pool:
        found = _measure(documents, pool, workers * AHEAD, begun)
        found["worker_memory_mb"] = max(_memory_mb(worker._process.pid) for worker in pool._workers)
    return found


def measure_ray(documents: list[Document], workers: int) -> dict[str, float]:
    """The same on a Ray of this machine; to begin it takes Ray itself too."""
    from dragoman.scale.ray import BUNDLE, IN_HAND, Actors, open_ray

    begun = time.perf_counter()
    with open_ray(), closing(Actors(workers, CODER)) as actors:
        return _measure(documents, actors, workers * IN_HAND * BUNDLE, begun)


def _measure(documents: list[Document], coding: Coding, first: int, begun: float) -> dict[str, float]:
    # As many as get every worker started, whose records tell that they are.
    for _ in coding.code(documents[:1] * first):
        pass
    ready, own, before = time.perf_counter(), time.process_time(), _seconds_below()
    coded = sum(isinstance(one, Record) for one in coding.code(documents))
    seconds, after = time.perf_counter() - ready, _seconds_below()
    assert coded == len(documents), f"{len(documents) - coded} rejected"
    each = [after[pid] - before.get(pid, 0) for pid in after]
    return {
        "begin_seconds": ready - begun,
        "seconds": seconds,
        "busiest_worker_seconds": max(each),
        "all_workers_seconds": sum(each),
        "own_seconds": time.process_time() - own,
    }


class Coding(Protocol):
    """A pool, or actors."""

    def code(self, documents: Iterable[Document]) -> Iterator[Record | DocumentError]:
        """What becomes of each document."""


def _seconds_below() -> dict[int, float]:
    """The processor seconds of every process that this one has begun, or that one of those has."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    below = {os.getpid()}
    while more := {pid for pid, parent in parents.items() if parent in below} - below:
        below |= more
    found = {}
    for pid in below - {os.getpid()}:
        with contextlib.suppress(OSError):
            found[pid] = _processor_seconds(pid)
    return found


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
    parser.add_argument("--ray", action="store_true", help="also on Ray, with as many actors as workers")
    given = parser.parse_args()
    if given.files:
        documents = [found for found in read_many(given.files) if isinstance(found, Document)]
    else:
        documents = [gold.document for split in ("dev", "train") for gold in load_split(split)]
    ways = [partial(measure, workers=1), partial(measure, workers=given.workers)]
    ways += [partial(measure_ray, workers=given.workers)] if given.ray else []
    runs = [[way(documents) for way in ways] for _ in range(given.rounds)]
    one, many, *ray = ({name: min(run[n][name] for run in runs) for name in runs[0][n]} for n in range(len(ways)))
    path = max(many["busiest_worker_seconds"], many["own_seconds"])
    found = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "load_average": round(os.getloadavg()[0], 1),
        "documents": len(documents),
        "one_worker": _rounded(one),
        f"{given.workers}_workers": _rounded(many),
        "speedup": round(one["seconds"] / many["seconds"], 2),
        "speedup_by_processor": round(one["busiest_worker_seconds"] / path, 2),
    }
    for on_ray in ray:
        found["ray"] = _rounded(on_ray)
        found["ray_over_pool"] = round(many["seconds"] / on_ray["seconds"], 2)
        found["ray_over_pool_by_processor"] = round(_all_seconds(many) / _all_seconds(on_ray), 2)
    json.dump(found, sys.stdout, indent=1)
    print()


def _rounded(figures: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 2) for name, value in figures.items()}


def _all_seconds(figures: dict[str, float]) -> float:
    return figures["all_workers_seconds"] + figures["own_seconds"]


if __name__ == "__main__":
    main()

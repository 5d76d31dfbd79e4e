"""How fast the desk is on a large archive: the seconds of each page, and of all of them with many readers at once.

    python bench/desk.py                       100,000 events, 50 readers
    python bench/desk.py --events 20000 --readers 10 --archive big.duckdb

The archive is made of the corpus's train texts, coded once and kept again and again under other ids and days, 32 a
day, its stories joined. With `--archive` it is kept there and used again. Seconds are those between the request and
the last byte, asked over the loopback of a desk in a process of its own; `server` are those of its processor.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from dragoman.evaluate.gold import load_split
from dragoman.flow import Coder
from dragoman.keep.view import open_archive
from dragoman.keep.writer import open_keeper
from dragoman.records import Record, When
from dragoman.uses import join_archive

FIRST_DAY, DOCUMENTS_A_DAY = date(2024, 1, 1), 32
PAGES = (
    "/",
    "/?span=week",
    "/documents",
    "/document/{key}",
    "/two/RUS/UKR",
    "/met",
    "/map",
    "/compare?a={key}&b={other}",
    "/positions?of=TUR",
    "/search?q=ceasefire",
    "/corrections",
    "/api/v1/events?actor=RUS&recipient=UKR",
    "/api/v1/meetings?who=TUR",
    "/api/v1/stories?min_reports=2",
)


def make_archive(path: Path, events: int) -> None:
    """An archive of so many events, or a few more."""
    coder = Coder()
    records = [coder.code(gold.document) for gold in load_split("train")]
    kept = number = 0
    with open_keeper(path, coder.card) as keeper:
        while kept < events:
            record = move(records[number % len(records)], number)
            keeper.add_new(record, 0)
            kept, number = kept + len(record.events), number + 1
    join_archive(path)


def move(record: Record, number: int) -> Record:
    """The same record as another document of another day, the days of its events moved with it."""
    day = FIRST_DAY + timedelta(days=number // DOCUMENTS_A_DAY)
    given = record.document.published
    gap = day - date.fromisoformat(given) if given else timedelta()
    document = replace(record.document, id=f"{record.document.id}-{number}", url=None, published=day.isoformat())
    return replace(
        record,
        document=document,
        events=tuple(replace(one, date=_moved(one.date, gap)) for one in record.events),
        meetings=tuple(replace(one, date=_moved(one.date, gap)) for one in record.meetings),
    )


def _moved(when: When | None, gap: timedelta) -> When | None:
    if when is None:
        return None
    try:
        start, end = (date.fromisoformat(day) + gap for day in (when.start, when.end))
    except (ValueError, OverflowError):
        return when
    return replace(when, start=start.isoformat(), end=end.isoformat())


@contextmanager
def serve(path: Path) -> Iterator[tuple[str, int]]:
    """A desk of that archive; its address, and the number of its process."""
    command = [sys.executable, "-m", "dragoman", "desk", str(path), "--no-browser", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as desk:
        assert desk.stderr
        address = next(word for word in desk.stderr.readline().split() if word.startswith("http://")).rstrip("/")
        try:
            yield address, desk.pid
        finally:
            desk.terminate()


def ask(address: str) -> float:
    """Seconds until the last byte of a page."""
    begun = time.perf_counter()
    with urlopen(Request(address), timeout=60) as answer:
        answer.read()
    return time.perf_counter() - begun


def read_processor_seconds(process: int) -> float:
    """Seconds that a process has had of the processors (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


def measure_page(address: str, process: int, rounds: int = 5) -> dict[str, float]:
    """Median seconds of a page asked for by one reader, after a first time that does not count."""
    ask(address)
    before = read_processor_seconds(process)
    seconds = [ask(address) for _ in range(rounds)]
    server = (read_processor_seconds(process) - before) / rounds
    return {"seconds": round(statistics.median(seconds), 3), "server": round(server, 3)}


def measure_readers(address: str, pages: list[str], readers: int, rounds: int = 4) -> dict[str, Any]:
    """All pages asked by many readers at once: how many a second, and how long the slower ones took."""
    asked = [f"{address}{page}" for _ in range(rounds) for page in pages] * max(1, readers // len(pages))
    begun = time.perf_counter()
    with ThreadPoolExecutor(readers) as pool:
        seconds = sorted(pool.map(ask, asked))
    whole = time.perf_counter() - begun
    return {
        "readers": readers,
        "pages": len(asked),
        "pages_per_second": round(len(asked) / whole, 1),
        "median_seconds": round(statistics.median(seconds), 3),
        "p95_seconds": round(seconds[int(len(seconds) * 0.95)], 3),
    }


def main() -> None:
    """Make the archive where need be, ask all pages, and print what it took as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--archive", type=Path)
    parser.add_argument("--pages", nargs="+", metavar="PAGE", default=PAGES, help="only these: / /map")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.archive or Path(folder) / "big.duckdb"
        if not path.exists():
            make_archive(path, given.events)
        view = open_archive(path)
        key = max(view.documents(columns=["document_key"])["document_key"].to_pylist())
        pages = [page.format(key=key, other=key - 1) for page in given.pages]
        with serve(path) as (address, process):
            found = {page: measure_page(address + page, process) for page in pages}
            light = [page for page in pages if not page.startswith("/compare")]
            told = {
                "documents": len(view),
                "events": view.sql("SELECT count(*) AS n FROM events")["n"][0].as_py(),
                "pages": found,
                "at_once": measure_readers(address, light, given.readers),
            }
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()

"""What keeping costs, whether it survives being killed, and how fast an archive of millions answers.

    python bench/keeping.py                     the share of time that keeping takes beside coding
    python bench/keeping.py --kills 20          killed that often with -9, then compared with an undisturbed run
    python bench/keeping.py --events 10000000   questions to a made-up archive of that many events

The texts are those of the corpus's dev part. The made-up archive is of invented events between real
countries, written by SQL into a folder that is removed again (`--folder` keeps it).
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from dragoman.evaluate.gold import load_split
from dragoman.flow import Coder
from dragoman.keep.archive import open_writing
from dragoman.keep.corrections import correct
from dragoman.keep.view import View, open_archive
from dragoman.keep.writer import open_keeper
from dragoman.show.listing import EVENT_COLUMNS

# What tells one run from another, and is no part of what was kept.
_OF_THE_RUN = {"kept_at", "rejected_at", "replaced_at"}
_TABLES = "documents entities events meetings positions history rejects coders".split()


def read_content(path: Path) -> dict[str, list[str]]:
    """All rows of an archive but those about its runs, without their times, in a fixed order."""
    view = open_archive(path)
    content = {}
    for table in _TABLES:
        found = view.sql(f"FROM {table}")
        kept = found.select([name for name in found.column_names if name not in _OF_THE_RUN])
        content[table] = sorted(json.dumps(row, default=str) for row in kept.to_pylist())
    return content


def measure_cost(folder: Path, rounds: int = 3) -> dict[str, float]:
    """Seconds of coding and of keeping, and their ratio, over the dev texts several times under other ids."""
    from dataclasses import replace

    golds = load_split("dev")
    coder = Coder()
    coder.code(golds[0].document)
    coding = keeping = 0.0
    with open_keeper(folder / "cost.duckdb", coder.card) as keeper:
        for number in range(rounds):
            for gold in golds:
                document = replace(gold.document, url=f"https://news.example/{number}/{gold.document.id}")
                begun = time.perf_counter()
                record = coder.code(document)
                coding += (coded := time.perf_counter()) - begun
                keeper.add(record)
                keeping += time.perf_counter() - coded
        begun = time.perf_counter()
        keeper.flush(last=True)
        keeping += time.perf_counter() - begun
    size = (folder / "cost.duckdb").stat().st_size
    return {
        "documents": rounds * len(golds),
        "coding_seconds": round(coding, 2),
        "keeping_seconds": round(keeping, 2),
        "keeping_over_coding": round(keeping / coding, 3),
        "bytes_per_document": round(size / (rounds * len(golds))),
    }


def measure_kills(folder: Path, kills: int, seed: int) -> dict[str, Any]:
    """Whether a run killed again and again ends with the content of one that nobody disturbed."""
    texts = folder / "texts.jsonl"
    lines = [json.dumps({"id": g.document.id, "text": g.document.text}) for g in load_split("dev")]
    lines.insert(20, "{no JSON")
    texts.write_text("\n".join(lines) + "\n", "utf-8")
    whole, killed = folder / "whole.duckdb", folder / "killed.duckdb"
    begun = time.perf_counter()
    subprocess.run(_keep(whole, texts), check=False, stderr=subprocess.DEVNULL)
    undisturbed = time.perf_counter() - begun
    chance = random.Random(seed)
    died = 0
    for _ in range(kills):
        process = subprocess.Popen(_keep(killed, texts), stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        try:
            process.wait(timeout=chance.uniform(0.1, undisturbed / 2))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            died += 1
    subprocess.run(_keep(killed, texts), check=False, stderr=subprocess.DEVNULL)
    return {"kills": died, "documents": len(open_archive(whole)), "same": read_content(whole) == read_content(killed)}


def _keep(archive: Path, texts: Path) -> list[str]:
    return [sys.executable, "-m", "dragoman", "keep", str(archive), str(texts), "-q"]


_CODES = "AZE ARM RUS USA IRN TUR GEO FRA CHN JPN KOR PRK IND PAK ISR PSE EGY SAU YEM SYR IRQ UKR POL DEU GBR".split()
_TYPES = "CONSULT SUPPORT ACCUSE REJECT REQUEST AGREE THREATEN ASSAULT COERCE PROTEST COOPERATE AID".split()


def make_archive(path: Path, events: int) -> None:
    """An archive of invented events, six a document, of 25 years: no coder was at work.

    Three documents each tell the same six stories.
    """
    with open_writing(path) as connection:
        connection.execute("PRAGMA enable_checkpoint_on_shutdown")
        columns = connection.execute(
            "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'events' ORDER BY column_index"
        ).fetchall()
        step = 500_000
        for first in range(0, events, step):
            last = min(events, first + step)
            listed = ", ".join(_made_up(name, kind) for name, kind in columns)
            connection.execute(
                f"INSERT INTO events SELECT {listed} FROM (SELECT i, i // 6 AS d, hash(i) AS h, "
                f"[{_quoted(_CODES)}][1 + (hash(i + 1) % 25)::INT] AS a, "
                f"[{_quoted(_CODES)}][1 + (hash(i + 2) % 25)::INT] AS r, "
                f"DATE '2000-01-01' + ((i // 6) * 9131 // {max(1, events // 6)})::INT AS day "
                f"FROM range({first}, {last}) AS made(i))"
            )
        story = "'s' || (document_key - 1) // 3 || id"
        connection.execute(
            f"INSERT INTO story_reports SELECT {story}, document_key, id, NULL, 0.9, 'made up' FROM events"
        )
        connection.execute(
            f"INSERT INTO stories SELECT {story}, min(type), min(first_day), min(first_day), NULL, NULL, "
            "min(first_day), '{}' FROM events GROUP BY 1"
        )


def _quoted(words: list[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def _made_up(name: str, kind: str) -> str:
    """A made-up value of a column of `events`, as SQL over i (event), d (document), h, a, r and day."""
    own = {
        "document_key": "1 + d",
        "document_id": "'doc-' || d",
        "document_title": "'Report number ' || d",
        "document_publisher": "'Agency ' || (d % 40)",
        "document_source": "'feed-' || (d // 1000) || '.jsonl:' || (d % 1000)",
        "actor_codes": "' ' || a || ' '",
        "recipient_codes": "' ' || r || ' '",
        "actor_countries": "[a]",
        "actor_represents": "[a]",
        "actor_names": "['Minister of ' || a]",
        "recipient_countries": "[r]",
        "recipient_represents": "[r]",
        "recipient_names": "['President of ' || r]",
        "type": f"[{_quoted(_TYPES)}][1 + (h % 12)::INT]",
        "auxiliary": "CASE WHEN h % 5 = 0 THEN 'hypothetical' ELSE 'actual' END",
        "quad": "(1 + h % 4)::TINYINT",
        "score": "(h % 21)::DOUBLE - 10",
        "confidence": "0.5 + (h % 50) / 100.0",
        "id": "'v' || (1 + i % 6)",
        "modes": "CASE WHEN h % 3 = 0 THEN ['visit'] ELSE [] END",
        "sentence": "'On ' || i || ' the minister of ' || a || ' said of ' || r || ' what ' || (h % 9973) || ' said.'",
    }
    if name == "corrected":
        return "NULL"
    if name in own:
        return own[name]
    plain = {"DATE": "day", "INTEGER": "1", "DOUBLE": "1.5", "BIGINT": "1", "VARCHAR": f"'{name}'"}
    return plain.get(kind, f"[]::{kind}")


def measure_questions(view: View) -> dict[str, Any]:
    """Seconds of each question, the best of three, those of the processors, and how many rows it gave."""
    asked: dict[str, Callable[[], Any]] = {
        "actor, recipient, type, since": lambda: view.events(
            actor="AZE", recipient="ARM", type="ACCUSE", since="2024-01-01"
        ),
        "actor, recipient, all years": lambda: view.events(
            actor="AZE", recipient="ARM", type="ACCUSE", columns=EVENT_COLUMNS
        ),
        "the same, all columns": lambda: view.events(actor="AZE", recipient="ARM", type="ACCUSE"),
        "between, one year": lambda: view.events(between=("AZE", "ARM"), since="2024-01-01", until="2024-12-31"),
        "between, all years, counted": lambda: view.events(between=("AZE", "ARM"), columns=["first_day", "score"]),
        "the same, each story once": lambda: view.events(
            between=("AZE", "ARM"), columns=["first_day", "score"], once=True
        ),
        "mode, newest month": lambda: view.events(actor="IRN", mode="visit", since="2024-12-01"),
        "text, one year": lambda: view.events(text="minister 77", since="2024-01-01"),
        "text, all years": lambda: view.events(text="4711 said", limit=50),
        "first fifty": lambda: view.events(actor="TUR", limit=50),
        "as coded, actor, recipient": lambda: view.events(
            actor="AZE", recipient="ARM", type="ACCUSE", columns=EVENT_COLUMNS, as_coded=True
        ),
        "sql, count by type": lambda: view.sql("SELECT type, count(*) FROM events GROUP BY type"),
    }
    found = {}
    for name, question in asked.items():
        best, worked, rows = 1e9, 1e9, 0
        for _ in range(3):
            begun, cpu = time.perf_counter(), time.process_time()
            rows = question().num_rows
            best = min(best, time.perf_counter() - begun)
            worked = min(worked, time.process_time() - cpu)
        found[name] = {"seconds": round(best, 3), "processor_seconds": round(worked, 3), "rows": rows}
    return found


def measure_correction(path: Path) -> dict[str, Any]:
    """Seconds to correct an event, the best of three: all of it, from opening the file to the rows in their tables."""
    record = Coder().code("Kenya's president met the Ugandan foreign minister in Kampala on 3 May 2024.")
    with open_keeper(path, record.coder) as keeper:
        if not keeper.knows(record.document):
            keeper.add(record)
    best, worked = 1e9, 1e9
    for _ in range(3):
        changes = {"date": f"2{random.randint(100, 999)}-05-03"}
        begun, cpu = time.perf_counter(), time.process_time()
        correct(path, record.document.id, "v1", "corrected", changes, made_by="bench")
        best = min(best, time.perf_counter() - begun)
        worked = min(worked, time.process_time() - cpu)
    return {"a correction": {"seconds": round(best, 3), "processor_seconds": round(worked, 3)}}


def main() -> None:
    """Print what was asked for as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--events", type=int)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp())
    folder.mkdir(exist_ok=True)
    try:
        if given.kills:
            found = measure_kills(folder, given.kills, given.seed)
        elif given.events:
            path = folder / "made-up.duckdb"
            if not path.exists():
                make_archive(path, given.events)
            found = {"events": given.events, "megabytes": path.stat().st_size // 2**20, "duckdb": duckdb.__version__}
            found |= measure_questions(open_archive(path))
            found |= measure_correction(path)
        else:
            found = measure_cost(folder)
        print(json.dumps(found, indent=1))
    finally:
        if given.folder is None:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()

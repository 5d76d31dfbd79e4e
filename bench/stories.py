"""How well reports are joined into stories, and how fast: `python bench/stories.py [--data FOLDER] [--items N]`.

The corpus is always measured. `--data` is a folder with the public sets (they are not part of this project);
`--records` keeps their coded records between runs. `--copies` measures near-duplicates on its texts, `--items`
speed and memory on a made-up stream whose records are made without the coder.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from random import Random

from dragoman.evaluate.gold import load_split
from dragoman.evaluate.story_groups import (
    SOURCES,
    Labelled,
    b_cubed,
    code_once,
    label_corpus,
    read_chains,
    read_source,
)
from dragoman.records import Document, Record
from dragoman.relate.copies import Copies, trace_sketch
from dragoman.relate.joiner import Joiner
from dragoman.relate.sketch import sketch_record
from dragoman.reports import Story
from made_up import DAYS, Newsroom

LABELS = Path(__file__).parent / "cases" / "story_feeds.csv"
HALVES = ("develop", "held")
Stream = list[tuple[Labelled, Record]]


def read_streams(data: Path | None, records: Path | None) -> Iterator[tuple[str, Stream]]:
    """Each source that is there, with its records."""
    from dragoman.flow import Coder

    coder: Coder | None = None

    def code(document: Document) -> Record:
        nonlocal coder
        coder = coder or Coder()
        return coder.code(document)

    for name in SOURCES:
        try:
            labelled = read_source(name, data, LABELS) if data else []
        except OSError as error:
            print(f"{name}: not measured, {error.strerror}: {error.filename}")
            continue
        if labelled:
            kept = records / f"{name}.jsonl" if records else None
            yield name, list(zip(labelled, code_once((one.document for one in labelled), code, kept), strict=True))
        else:
            print(f"{name}: not measured, needs {SOURCES[name]} in the folder of --data")
    yield "corpus", [(one, gold.record()) for gold, one in label_corpus([*load_split("train"), *load_split("dev")])]


def run_stream(records: Iterable[Record]) -> tuple[dict[str, str], list[Story]]:
    """The thread of each document and all stories; days come one after the other."""
    joiner, placed, stories = Joiner(), dict[str, str](), list[Story]()
    sketches = sorted(map(sketch_record, records), key=lambda sketch: sketch.day or 0)
    for _, batch in groupby(sketches, key=lambda sketch: sketch.day):
        stories += joiner.add_sketches(batch)
        placed.update(joiner.placed)
    return placed, stories + joiner.close()


def measure_threads(streams: dict[str, Stream]) -> None:
    """Print B-cubed of each source by itself and of undated, together, for each half."""
    print(f"\n{'threads of documents':28}{'half':>9}{'documents':>11}{'stories':>9}{'P':>8}{'R':>8}{'F1':>8}")
    for half in HALVES:
        for name, stream in streams.items():
            part = [(one, record) for one, record in stream if one.half in (half, None)]
            placed, _ = run_stream(record for _, record in part)
            show_row(name, half, part, placed)
    for half in HALVES:
        mixed = [(one, record) for stream in streams.values() for one, record in stream if one.half in (half, None)]
        placed, _ = run_stream(
            replace(record, document=replace(record.document, published=None)) for _, record in mixed
        )
        for name, stream in streams.items():
            part = [(one, record) for one, record in stream if one.half in (half, None)]
            show_row(f"{name}, undated, together", half, part, placed)


def show_row(name: str, half: str, part: Sequence[tuple[Labelled, Record]], placed: dict[str, str]) -> None:
    """One line of the table."""
    wanted = {one.document.id: one.story for one, _ in part if one.story}
    precision, recall, f1 = b_cubed(wanted, placed)
    stories = len(set(wanted.values()))
    print(f"{name:28}{half:>9}{len(wanted):11}{stories:9}{precision:8.3f}{recall:8.3f}{f1:8.3f}")


def measure_events(stream: Stream, data: Path) -> None:
    """Print B-cubed of the coded events of ECB+ whose trigger is an annotated mention."""
    chains = read_chains(data)
    print(f"\n{'events of ECB+':28}{'half':>9}{'events':>11}{'stories':>9}{'P':>8}{'R':>8}{'F1':>8}")
    for half in HALVES:
        part = [(one, record) for one, record in stream if one.half == half]
        wanted = {}
        for one, record in part:
            for event in record.events:
                named = [chain for span, chain in chains[one.document.id] if span.meets(event.trigger)]
                if named:
                    wanted[f"{one.document.id} {event.id}"] = named[0]
        _, stories = run_stream(record for _, record in part)
        found = {f"{report.document} {report.event}": story.id for story in stories for report in story.reports}
        alone = dict(zip(wanted, wanted, strict=True))
        for name, groups in (("joined", found), ("each by itself", alone)):
            scores = "".join(f"{value:8.3f}" for value in b_cubed(wanted, groups))
            print(f"{name:28}{half:>9}{len(wanted):11}{len(set(wanted.values())):9}{scores}")


# -- near-duplicates --------------------------------------------------------------------------


def measure_copies() -> None:
    """Print how many copies, updates and bulletins of one template are told for what they are."""
    golds = [gold for gold in load_split("train") if len(gold.document.text.split()) > 40]
    random, told = Random(1), dict[str, list[bool]]()
    for gold in golds:
        copies = Copies()
        copies.add(trace_sketch(sketch_record(gold.record())))
        for kind, text in edit(gold.document.text, [e.name for e in gold.entities if e.name.istitle()], random):
            document = replace(gold.document, id=f"{gold.document.id} {kind}", text=text, title=None)
            near = copies.find(trace_sketch(sketch_record(replace(gold.record(), document=document, entities=()))))
            told.setdefault(kind, []).append(any(found.is_copy for found in near))
    print(f"\n{'taken for a copy':44}{'texts':>8}{'share':>8}")
    for kind, answers in told.items():
        print(f"{kind:44}{len(answers):8}{sum(answers) / len(answers):8.3f}")


def edit(text: str, names: Sequence[str], random: Random) -> Iterator[tuple[str, str]]:
    """Versions of a text: four that say the same, two that do not."""
    sentences = text.split(". ")
    yield "copy", text
    yield "copy under a byline", f"By a staff writer\n\n{text}\nAll rights reserved."
    if len(sentences) > 3:
        yield "copy without its last quarter", ". ".join(sentences[: -(-len(sentences) * 3 // 4)]) + "."
    words = text.split(" ")
    for at in random.sample(range(len(words)), len(words) // 20):
        if words[at].islower():
            words[at] = "indeed"
    yield "copy with one word in twenty changed", " ".join(words)
    swapped = text
    for number, name in enumerate(sorted(set(names))):
        swapped = swapped.replace(name, ("Qarvellos", "Wexmundo", "Ybrantine", "Zolkhara")[number % 4])
    if sum(a != b for a, b in zip(text.split(), swapped.split(), strict=False)) > 1:
        yield "other: names swapped", swapped
    raised = "".join(str((int(letter) + 3) % 10) if letter.isdigit() else letter for letter in text)
    if raised != text:
        yield "other: numbers and days changed", raised


# -- speed and memory -------------------------------------------------------------------------


def measure_speed(items: int) -> None:
    """Print seconds and memory of a made-up stream, and how well it is joined."""
    joiner, placed, wanted = Joiner(), dict[str, str](), dict[str, str]()
    seconds, busy, closed, before = 0.0, 0.0, 0, read_memory()
    stream = Newsroom().write(items)
    print(f"\nmade-up stream of {items:,} records over {DAYS} days; records made without the coder")
    print(f"{'day':>5}{'records':>10}{'seconds':>10}{'busy':>10}{'MB above start':>16}{'stories closed':>16}")
    for day, batch in groupby(stream, key=lambda pair: pair[0].document.published):
        records = []
        for record, name in batch:
            records.append(record)
            wanted[record.document.id] = name
        begun, worked = time.perf_counter(), time.process_time()
        closed += len(joiner.add(records))
        seconds, busy = seconds + time.perf_counter() - begun, busy + time.process_time() - worked
        placed.update(joiner.placed)
        if day and int(day[-2:]) % 5 == 0:
            print(
                f"{day[-2:]:>5}{len(wanted):10,}{seconds:10.1f}{busy:10.1f}{read_memory() - before:16.0f}{closed:16,}",
                flush=True,
            )
    begun, worked = time.perf_counter(), time.process_time()
    closed += len(joiner.close())
    seconds, busy = seconds + time.perf_counter() - begun, busy + time.process_time() - worked
    precision, recall, f1 = b_cubed(wanted, placed)
    print(f"{seconds:.0f} seconds, the processor busy for {busy:.0f}; {closed:,} stories; {show_peak()}")
    print(f"{len(set(wanted.values())):,} happenings: B-cubed P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")


def show_peak() -> str:
    """The most memory this process ever held."""
    return f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"


def read_memory() -> float:
    """The memory of this process now, in MB."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * 4096 / 1e6


def main() -> int:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="a folder with the public sets")
    parser.add_argument("--records", type=Path, help="where coded records are kept between runs")
    parser.add_argument("--copies", action="store_true", help="near-duplicates alone")
    parser.add_argument("--items", type=int, help="speed and memory alone, on so many made-up records")
    given = parser.parse_args()
    if given.copies:
        measure_copies()
    if given.items:
        measure_speed(given.items)
    if not given.copies and not given.items:
        streams = dict(read_streams(given.data, given.records))
        measure_threads(streams)
        if "ecb+" in streams:
            measure_events(streams["ecb+"], given.data)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Learn which reports belong together: `python -m train.stories.learn --data DATA [--records FOLDER] [--to FOLDER]`.

Documents of the develop half come as a stream and are put into their true threads; every thread that is compared with a
report is an example. The sources weigh the same. Without `--to` it measures what is learned, by folds of families.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path
from zlib import crc32

import numpy

from dragoman.evaluate.gold import load_split
from dragoman.evaluate.story_groups import SOURCES, Labelled, b_cubed, code_once, label_corpus, read_source
from dragoman.flow import Coder
from dragoman.records import Record
from dragoman.relate.rarity import Rarity
from dragoman.relate.sketch import Sketch, sketch_record
from dragoman.relate.threads import Threads, compare
from dragoman.relate.words import list_words

LABELS = Path(__file__).parents[2] / "bench" / "cases" / "story_feeds.csv"
FOLDS = 5
PENALTY = 0.001
NEWTON_STEPS = 40
MIN_DOCUMENTS = 3  # of a word, to be counted
CHANCES = (0.2, 0.3, 0.4, 0.5, 0.6)
# Undated documents, and those of one day, come in an order that says nothing.
_DAY = 738_000

Weights = Mapping[str, float]


@dataclass
class Told:
    """A document of the stream: what is kept of it, its day, its story and the family of that."""

    sketch: Sketch
    day: int
    story: str | None
    family: str | None


@dataclass
class Example:
    """What was compared, whether the report is of the thread, and its source."""

    features: dict[str, float]
    right: bool
    source: str


def count_words(data: Path) -> tuple[dict[str, int], int]:
    """In how many documents each word stands, and of how many: the corpus's training part, Wikinews, newswire."""
    counts: Counter[str] = Counter()
    documents = 0
    for text in _list_texts(data):
        counts.update(set(list_words(text)))
        documents += 1
    return {word: count for word, count in sorted(counts.items()) if count >= MIN_DOCUMENTS}, documents


def _list_texts(data: Path) -> Iterator[str]:
    yield from (gold.document.text for gold in load_split("train"))
    with (data / "news/wikinews.jsonl").open(encoding="utf-8") as file:
        yield from (f"{row['title']}. {row['text']}" for row in map(json.loads, file))
    with gzip.open(data / "mentions/newswire_train.tsv.gz", "rt", encoding="utf-8") as file:
        words: list[str] = []
        for line in file:
            if line.startswith("# ") and words:
                yield " ".join(words)
                words = []
            elif not line.startswith("# "):
                words.append(line.partition("\t")[0].strip())


def read_streams(data: Path, records: Path | None) -> dict[str, list[Told]]:
    """The develop half of each source, in the order of a stream."""
    coder = Coder()
    streams = {}
    for name in SOURCES:
        labelled = read_source(name, data, LABELS)
        coded = code_once(
            (one.document for one in labelled), coder.code, records / f"{name}.jsonl" if records else None
        )
        streams[name] = _order(labelled, list(coded))
    pairs = list(label_corpus([*load_split("train"), *load_split("dev")]))
    streams["corpus"] = _order([one for _, one in pairs], [gold.record() for gold, _ in pairs])
    return streams


def _order(labelled: Sequence[Labelled], records: Sequence[Record]) -> list[Told]:
    told = []
    for one, record in zip(labelled, records, strict=True):
        if one.half != "held":
            sketch = sketch_record(record)
            told.append(Told(sketch, sketch.day or _DAY, one.story, one.family))
    return sorted(told, key=lambda one: (one.day, crc32(one.sketch.document.encode())))


def make_examples(name: str, stream: Sequence[Told], counts: Mapping[str, int], documents: int) -> Iterator[Example]:
    """What a report is compared with when all reports before it are where they belong."""
    threads = Threads(Rarity(counts, documents))
    true: dict[str, int] = {}
    story_of: dict[int, str | None] = {}
    for told in stream:
        view = threads.view(told.sketch)
        for near in threads.find_near(view, told.day):
            if told.story and story_of[near.id]:
                features = compare(told.sketch, view, told.day, near)
                yield Example(features, told.story == story_of[near.id], name)
        known = threads.open.get(true.get(told.story or "", -1))
        thread = known or threads.begin(told.day)
        threads.add(thread, told.sketch, view, told.day)
        story_of[thread.id] = told.story
        if told.story:
            true[told.story] = thread.id


def learn(examples: Sequence[Example]) -> dict[str, float]:
    """Weights of a logistic regression by Newton's method, every source with the same sum of weights."""
    names = list(examples[0].features)
    rows = numpy.array([[example.features[name] for name in names] for example in examples])
    right = numpy.array([example.right for example in examples], dtype=float)
    sizes = Counter(example.source for example in examples)
    mass = numpy.array([1 / sizes[example.source] / len(sizes) for example in examples])
    penalty = PENALTY * numpy.eye(len(names))
    penalty[0, 0] = 1e-9
    weights = numpy.zeros(len(names))
    for _ in range(NEWTON_STEPS):
        chances = 1 / (1 + numpy.exp(-rows @ weights))
        slope = rows.T @ (mass * (chances - right)) + penalty @ weights
        bend = (rows.T * (mass * chances * (1 - chances))) @ rows + penalty
        weights = weights - numpy.linalg.solve(bend, slope)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def follow(
    stream: Sequence[Told], weights: Weights, counts: Mapping[str, int], documents: int, least: float
) -> dict[str, int]:
    """The thread of each document when learned weights decide."""
    threads = Threads(Rarity(counts, documents))
    found = {}
    for told in stream:
        view = threads.view(told.sketch)
        scored = []
        for near in threads.find_near(view, told.day):
            features = compare(told.sketch, view, told.day, near)
            scored.append((-sum(weights[name] * value for name, value in features.items()), near.id))
        best, id = min(scored, default=(0.0, -1))
        thread = threads.open[id] if id >= 0 and 1 / (1 + exp(best)) >= least else threads.begin(told.day)
        threads.add(thread, told.sketch, view, told.day)
        found[told.sketch.document] = thread.id
    return found


def measure(streams: Mapping[str, Sequence[Told]], counts: Mapping[str, int], documents: int) -> None:
    """Print B-cubed F1 for each least chance: weights of four folds decide, the stories of the fifth are counted."""
    examples = {name: list(make_examples(name, stream, counts, documents)) for name, stream in streams.items()}
    for name, made in examples.items():
        print(f"{name}: {len(made)} examples, {sum(example.right for example in made)} of the thread")
    folds = []
    for fold in range(FOLDS):
        kept = [
            example
            for name, stream in streams.items()
            for example in make_examples(name, [t for t in stream if _fold(t.family) != fold], counts, documents)
        ]
        folds.append(learn(kept))
    print("least   " + "  ".join(f"{name:>20}" for name in streams) + "   mean F1")
    for least in CHANCES:
        shown, scores = [], []
        for stream in streams.values():
            found: dict[str, tuple[int, int]] = {}
            wanted: dict[str, str] = {}
            for fold, weights in enumerate(folds):
                threads = follow(stream, weights, counts, documents, least)
                for told in stream:
                    if told.story and _fold(told.family) == fold:
                        wanted[told.sketch.document] = told.story
                        found[told.sketch.document] = (fold, threads[told.sketch.document])
            precision, recall, f1 = b_cubed(wanted, found)
            shown.append(f"{precision:6.3f} {recall:6.3f} {f1:6.3f}")
            scores.append(f1)
        print(f"{least:5.2f}   " + "  ".join(shown) + f"   {sum(scores) / len(scores):.3f}")


def _fold(family: str | None) -> int:
    return crc32(family.encode()) % FOLDS if family else -1


def main() -> int:
    """Learn and write, or measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--records", type=Path, help="where coded records are kept between runs")
    parser.add_argument("--to", type=Path, help="the model's folder")
    given = parser.parse_args()
    counts, documents = count_words(given.data)
    streams = read_streams(given.data, given.records)
    if given.to is None:
        measure(streams, counts, documents)
        return 0
    examples = [e for name, stream in streams.items() for e in make_examples(name, stream, counts, documents)]
    given.to.mkdir(parents=True, exist_ok=True)
    weights = learn(examples)
    (given.to / "weights.json").write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
    words = json.dumps({"reports": documents, "counts": counts}, ensure_ascii=False, separators=(",", ":"))
    (given.to / "words.json").write_text(words + "\n", encoding="utf-8")
    print(f"{len(examples)} examples, {documents} documents, {len(counts)} words; {weights}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

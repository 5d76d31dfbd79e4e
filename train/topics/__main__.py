"""`python -m train.topics` measures it by leaving out one pair of accounts at a time; `--to FOLDER` writes it.

Two parts. The straightening of the reader's vectors and the rarity of words come from the texts of the corpus's
training part, without their annotation; the weights from the annotated pairs of accounts of the training and dev
parts: from the annotated topics and, as often, from what the coder finds in the same texts.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from dragoman.accounts import Statement, find_sentence
from dragoman.evaluate.gold import Gold, load_split
from dragoman.evaluate.pairs import find_pairs
from dragoman.flow import Coder
from dragoman.inference.heads import Array
from dragoman.inference.meaning import Meaning, find_words, load_meaning, stem
from dragoman.inference.reader import load_reader
from dragoman.inference.scorer import Scorer
from dragoman.readout.compare.aligning import FEATURES, Passage, Table, describe, pick
from dragoman.readout.compare.comparing import take_passage as statement_passage
from dragoman.readout.compare.statements import find_statements
from dragoman.records import Span

# Directions kept of 384: of mean vectors the AUC is 0.91 from 128 to all. The floor keeps narrow ones narrow.
DIRECTIONS = 256
FLOOR = 0.1
PENALTY = 3.0
STEPS = 30
MIN_TEXTS = 2


class Example(NamedTuple):
    """One pair of accounts: the numbers of each pair of topics or, where `coded`, statements; which are one."""

    id: str
    coded: bool
    numbers: dict[str, Table]
    wanted: Table


def straighten(golds: Sequence[Gold]) -> tuple[Array, Array]:
    """The mean of the reader's vectors over texts, and the matrix that brings all directions to one width."""
    reader = load_reader()
    texts = [sentence.of(gold.document.text) for gold in golds for sentence in gold.sentences]
    rows = np.concatenate([reader.read(text).pieces() for text in texts])
    widths, directions = np.linalg.eigh(np.cov(rows.T))
    widths, directions = widths[::-1], directions[:, ::-1]
    turn = directions[:, :DIRECTIONS] / np.sqrt(widths[:DIRECTIONS] + FLOOR * widths.mean())
    return rows.mean(0).astype(np.float32), turn.astype(np.float32)


def count_rarity(golds: Sequence[Gold]) -> dict[str, float]:
    """The inverse document frequency of each stem that is in several texts, and "" for all others."""
    seen = Counter(word for gold in golds for word in {stem(word) for word in find_words(gold.document.text)})
    often = sorted(word for word, count in seen.items() if count >= MIN_TEXTS)
    rarity = {word: round(math.log((len(golds) + 1) / (seen[word] + 1)), 2) for word in often}
    return {"": round(math.log((len(golds) + 1) / 2), 2), **rarity}


def read_pairs(splits: Sequence[str]) -> Iterator[tuple[Gold, Gold]]:
    """The annotated pairs of accounts of some parts of the corpus."""
    for split in splits:
        yield from find_pairs(load_split(split))


def take_passage(gold: Gold, span: Span) -> Passage:
    """A topic of an account as the aligner sees it."""
    text = gold.document.text
    around = next((s for s in gold.sentences if s.covers(span)), None) or find_sentence(gold.record(), span)
    return Passage(span.of(text), around.of(text), span.start / len(text))


def make_example(a: Gold, b: Gold, meaning: Meaning) -> Example:
    """What is to be learned from the annotated topics of one pair."""
    assert a.pair is not None
    left = [(n, topic.a) for n, topic in enumerate(a.pair.topics) if topic.a]
    right = [(n, topic.b) for n, topic in enumerate(a.pair.topics) if topic.b]
    passages = [take_passage(a, span) for _, span in left], [take_passage(b, span) for _, span in right]
    wanted = np.array([[n == m for m, _ in right] for n, _ in left], dtype=float)
    return Example(a.document.id, False, describe(*passages, meaning), wanted)


def make_coded(a: Gold, b: Gold, meaning: Meaning, coder: Coder) -> Example:
    """What is to be learned from the statements that the coder finds in the two texts."""
    assert a.pair is not None
    records = coder.code(a.document), coder.code(b.document)
    left, right = (find_statements(record) for record in records)
    spans = [topic.a for topic in a.pair.topics], [topic.b for topic in a.pair.topics]
    ours, theirs = [find_topics(one, spans[0]) for one in left], [find_topics(one, spans[1]) for one in right]
    passages = (
        [statement_passage(records[0], one) for one in left],
        [statement_passage(records[1], one) for one in right],
    )
    wanted = np.array([[bool(x & y) for y in theirs] for x in ours], dtype=float)
    return Example(a.document.id, True, describe(*passages, meaning), wanted)


def find_topics(one: Statement, spans: Sequence[Span | None]) -> set[int]:
    """The topics a statement is of: those whose words it meets, else those of its sentence."""
    meets = {n for n, span in enumerate(spans) if span and one.span.meets(span)}
    return meets or {n for n, span in enumerate(spans) if span and one.sentence.covers(span)}


def learn(examples: Sequence[Example]) -> dict[str, float]:
    """Weights by Newton's steps on the logistic loss, with an L2 penalty on standardised numbers."""
    rows = np.column_stack([np.concatenate([e.numbers[name].ravel() for e in examples]) for name in FEATURES])
    goal = np.concatenate([e.wanted.ravel() for e in examples])
    mean, width = rows.mean(0), rows.std(0) + 1e-9
    table = np.column_stack([(rows - mean) / width, np.ones(len(rows))])
    penalty = np.diag([PENALTY] * len(FEATURES) + [1e-6])
    weights = np.zeros(table.shape[1])
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (chances - goal) + penalty @ weights
        weights -= np.linalg.solve((table.T * (chances * (1 - chances))) @ table + penalty, slope)
    plain = weights[:-1] / width
    found = {name: round(float(weight), 3) for name, weight in zip(FEATURES, plain, strict=True)}
    return {"bias": round(float(weights[-1] - plain @ mean), 3), **found}


def measure(examples: Sequence[Example]) -> dict[str, object]:
    """F1 of aligned topics, each pair of accounts by weights learned from the others."""
    right = told = wanted = 0
    for left_out in (example for example in examples if not example.coded):
        scorer = Scorer(learn([example for example in examples if example.id != left_out.id]))
        pairs = pick(scorer.weigh(left_out.numbers))
        right += sum(int(left_out.wanted[pair.a, pair.b]) for pair in pairs)
        told, wanted = told + len(pairs), wanted + int(left_out.wanted.sum())
    f1 = round(2 * right / (told + wanted), 3)
    return {"accounts": len(examples) // 2, "aligned": wanted, "told": told, "right": right, "f1": f1}


def write(folder: Path) -> None:
    """All files of the model."""
    golds = load_split("train")
    mean, turn = straighten(golds)
    folder.mkdir(exist_ok=True)
    np.savez_compressed(folder / "meaning.npz", mean=mean.astype(np.float16), turn=turn.astype(np.float16))
    save(folder / "idf.json", count_rarity(golds))


def save(path: Path, numbers: dict[str, float]) -> None:
    path.write_text(json.dumps(numbers, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m train.topics", description=__doc__)
    parser.add_argument("--to", type=Path, help="the model's folder; without it the model is measured")
    given = parser.parse_args()
    if given.to:
        write(given.to)
        load_meaning.cache_clear()
    coder, pairs = Coder(), list(read_pairs(("train", "dev")))
    examples = [make_example(a, b, load_meaning()) for a, b in pairs]
    examples += [make_coded(a, b, load_meaning(), coder) for a, b in pairs]
    if given.to:
        save(given.to / "weights.json", learn(examples))
    else:
        print(json.dumps(measure(examples)))


if __name__ == "__main__":
    main()

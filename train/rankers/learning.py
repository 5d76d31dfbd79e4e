"""Weights for choices: a softmax over what is told of each, with an L2 penalty, by accelerated gradient steps."""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy
from corpus.practice import is_practice

from dragoman import knowledge
from dragoman.evaluate.gold import Gold
from dragoman.flow import understand
from dragoman.inference import Reader
from dragoman.inference.heads import Array, Heads
from dragoman.inference.ranker import Ranker, soften
from dragoman.knowledge import Knowledge
from dragoman.records import Document, Marked
from dragoman.resolve.pointing import Pointing
from train.texts import load_known

FOLDS = 5
# Swept 0.3 to 3 on the folds of the sides: the accuracy is flat from 0.6 to 2.
PENALTY = 1.5
STEPS = 400
# A word told in fewer choices than this has no weight, and one lighter than this is left out.
MIN_SEEN = 3
MIN_WEIGHT = 0.005
# What stands before a word that counts for practice texts only: its weight is learned and left behind.
ASIDE = "aside: "


@dataclass
class Choice:
    """What speaks for each of several choices, the last being "none"; which of them is right; where they are named.

    `heard` is how the encoder sees what is asked about, where that is weighed as well.
    """

    document: str
    told: list[list[str]]
    right: int
    pointing: Pointing | None = None
    heard: Array | None = None


@lru_cache(maxsize=2)
def understood(document: Document, base: Knowledge, reader: Reader | None = None) -> Marked:
    """The layers over a document, kept for whoever asks for the same next.

    The text as a whole is not asked: words learn to choose by themselves, and it adds to what they say.
    """
    return replace(understand(document, base, reader), whole=None)


def learn(choices: Sequence[Choice], penalty: float = PENALTY) -> dict[str, float]:
    """The weights of everything told often enough, but for what counts for practice texts only.

    Beside practice texts other texts count twice: they are whole reports, as those are that will be read.
    """
    seen = Counter(word for choice in choices for word in {word for told in choice.told for word in told})
    others = [choice for choice in choices if not is_practice(choice.document)]
    choices = [*choices, *others] if len(others) < len(choices) else choices
    index = {word: n for n, word in enumerate(sorted(word for word, times in seen.items() if times >= MIN_SEEN))}
    lines = [[index[word] for word in told if word in index] for choice in choices for told in choice.told]
    at = numpy.repeat(numpy.arange(len(lines)), [len(line) for line in lines])
    to = numpy.array([n for line in lines for n in line], dtype=int)
    sizes = numpy.array([len(choice.told) for choice in choices])
    first = numpy.cumsum(sizes) - sizes
    goal = numpy.zeros(len(lines))
    goal[first + numpy.array([choice.right for choice in choices])] = 1
    counts = numpy.bincount(to, minlength=len(index))
    # Each weight goes as far as its word is rare, and all no farther than the steepest slope allows, however many
    # choices there are.
    pace = 1 / ((counts + penalty) * max((len(line) for line in lines), default=1))
    weights = before = numpy.zeros(len(index))
    ahead = 1.0
    for _ in range(STEPS):
        further = (1 + math.sqrt(1 + 4 * ahead**2)) / 2
        here = weights + (ahead - 1) / further * (weights - before)
        scores = numpy.bincount(at, here[to], len(lines))
        parts = numpy.exp(scores - numpy.repeat(numpy.maximum.reduceat(scores, first), sizes))
        chances = parts / numpy.repeat(numpy.add.reduceat(parts, first), sizes)
        slope = numpy.bincount(to, (chances - goal)[at], len(index)) + penalty * here
        before, weights = weights, here - pace * slope
        # Where it begins to go back, it begins anew.
        ahead = 1.0 if slope @ (weights - before) > 0 else further
    kept = {word: n for word, n in index.items() if abs(weights[n]) >= MIN_WEIGHT and not word.startswith(ASIDE)}
    return {word: round(float(weights[n]), 3) for word, n in kept.items()}


# What is learned of how the encoder sees choices, beside the words: layers that add to their scores.
Layers = Callable[[Sequence[Choice], Ranker], Mapping[str, Array]]


def measure(
    choices: Sequence[Choice], penalty: float = PENALTY, layers: Layers | None = None, head: str = ""
) -> dict[str, object]:
    """How often the likeliest is right in documents that were not learned from, and the same by its chance.

    Practice texts are learned from in every fold, and measured in none where there are others.
    """
    names = sorted({choice.document for choice in choices})
    names = [name for name in names if not is_practice(name)] or names
    fold = {name: n % FOLDS for n, name in enumerate(names)}
    count: Counter[str] = Counter()
    tenths: dict[str, list[bool]] = {}
    for number in range(FOLDS):
        others = [choice for choice in choices if fold.get(choice.document) != number]
        ranker = Ranker(learn(others, penalty))
        heads = Heads(layers(others, ranker)) if layers else None
        for choice in (choice for choice in choices if fold.get(choice.document) == number):
            scores = ranker.scores(choice.told)
            if heads is not None and choice.heard is not None:
                scores = [a + b for a, b in zip(scores, heads.deep(head, choice.heard[None])[0].tolist(), strict=True)]
            chances = soften(scores)
            best, none = chances.index(max(chances)), len(chances) - 1
            is_right = best == choice.right
            count.update(choices=1, right=is_right, wanted=choice.right != none, told=best != none)
            count["found"] += is_right and best != none
            if best != none:
                tenths.setdefault(f"0.{min(9, int(max(chances) * 10))}", []).append(is_right)
    told = {tenth: [len(rights), round(sum(rights) / len(rights), 2)] for tenth, rights in sorted(tenths.items())}
    return {**count, "by chance": told}


def run(
    prog: str,
    about: str | None,
    read_choices: Callable[[Knowledge, Sequence[Gold]], Iterable[Choice]],
    arguments: Sequence[str] | None,
    penalty: float = PENALTY,
    golds: Callable[[], Sequence[Gold]] = load_known,
    layers: Layers | None = None,
    head: str = "",
) -> None:
    """What every ranker's command does: learn from texts of the corpus into `--to`, or measure by folds of them.

    They are the training part and the practice texts that the reader learns from, where `golds` gives no others.
    With `layers` what the encoder sees is learned from as well, as the layers called `head`.
    """
    parser = argparse.ArgumentParser(prog=prog, description=about)
    parser.add_argument("--to", type=Path, help="the model's folder; without it the folds are measured")
    given = parser.parse_args(arguments)
    choices = list(read_choices(knowledge.load(), golds()))
    if given.to:
        weights = learn(choices, penalty)
        save(weights, given.to)
        if layers:
            numpy.savez(given.to / "heads.npz", **layers(choices, Ranker(weights)))
    else:
        print(json.dumps(measure(choices, penalty, layers, head)))


def save(weights: dict[str, float], folder: Path) -> None:
    """The weights as the package reads them, the same bytes for the same weights."""
    folder.mkdir(exist_ok=True)
    text = json.dumps(weights, ensure_ascii=False, sort_keys=True, indent=0)
    (folder / "weights.json").write_text(text + "\n", encoding="utf-8")

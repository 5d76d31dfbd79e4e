"""How layers learn to choose one of several candidates, and are measured: for `whose` and `where`; with torch.

The reader and the small models of words know most practice texts by heart, so layers that learn from them are surer
than they should be: their scores are divided by `temper`, which makes chances on kept texts come out best. From those
they do not learn.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import torch
from corpus.practice import load_practice
from torch import Tensor, nn

from dragoman import knowledge
from dragoman.evaluate.gold import Gold
from dragoman.inference.candidates import Candidates, load_candidates
from dragoman.inference.heads import Array
from dragoman.inference.ranker import soften
from dragoman.knowledge import Knowledge
from train.rankers.sets import SEED, Layers, Question, Rows, find_words, fold, save, teach
from train.texts import load_kept

# A word told of fewer candidates than this is not learned.
MIN_SEEN = 200
EPOCHS, RATE = 3, 2e-3

# The chances of the candidates of a question, the last being none.
Chances = Callable[[Question], Sequence[float]]


def learn(questions: Sequence[Question], temper: float, begin: str | None = None) -> dict[str, Array]:
    """The layers, as `Candidates` reads them; they begin with the size of one word, where one is given."""
    words = find_words(questions, MIN_SEEN)
    rows = Rows(questions, words)
    scale = rows.scale()
    torch.manual_seed(SEED)
    layers = Layers(len(words), rows.heard.shape[1], roles=1)
    layers.straight.weight.data.zero_()
    if begin is not None:
        layers.straight.weight.data[0, words.index(begin)] = scale[1][words.index(begin)]
    teach(layers, rows, scale, EPOCHS, RATE, _surprise)
    return fold(layers, words, scale, temper)


def _surprise(logits: Tensor, right: Tensor, there: Tensor) -> Tensor:
    """The cross-entropy of one choice among the candidates that are there."""
    return nn.functional.cross_entropy(logits[..., 0] - 1e4 * (1 - there), right[..., 0].argmax(1))


def weigh_with(layers: Candidates) -> Chances:
    """The chances that layers give."""

    def weigh(one: Question) -> list[float]:
        heard = [*one.heard.astype("float32")]
        return soften(layers.score(one.told, one.asked.astype("float32"), heard)[:, 0].tolist())

    return weigh


def measure(questions: Sequence[Question], weigh: Chances) -> dict[str, float]:
    """How often the likeliest is right of all, of those told some, of those that have one; and the surprise."""
    count: Counter[str] = Counter()
    surprise = 0.0
    for one in questions:
        chances = weigh(one)
        right, best, none = int(one.right[:, 0].argmax()), chances.index(max(chances)), len(chances) - 1
        count.update(choices=1, right=best == right, told=best != none, wanted=right != none)
        count["found"] += best == right != none
        surprise -= math.log(max(chances[right], 1e-9))
    return {**count, "surprise": round(surprise / max(1, len(questions)), 4)}


def run(
    prog: str,
    about: str | None,
    model: str,
    read_questions: Callable[[Knowledge, Iterable[Gold]], Iterator[Question]],
    before: Chances,
    temper: float,
    begin: str | None = None,
    arguments: Sequence[str] | None = None,
) -> None:
    """What the commands do: learn into `--to`, or measure what ships beside what there was `before` it."""
    parser = argparse.ArgumentParser(prog=prog, description=about)
    parser.add_argument("--to", type=Path, help="the model's folder; without it what ships is measured")
    given = parser.parse_args(arguments)
    base = knowledge.load()
    if given.to:
        save(learn([*read_questions(base, load_practice(kept=False))], temper, begin), given.to)
        return
    kept = [*read_questions(base, load_kept())]
    for weigh in (before, weigh_with(load_candidates(model))):
        print(json.dumps(measure(kept, weigh)))

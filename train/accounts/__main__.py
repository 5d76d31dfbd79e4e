"""`python -m train.accounts` measures by folds over pairs of accounts; `--to FOLDER` learns the weights.

What is learned from are the coder's own records of the training and dev parts, not the annotated ones: the model is to
know how far "not the same city" can be trusted where cities are read by the coder.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from dragoman.evaluate.gold import Gold, load_split
from dragoman.evaluate.pairs import Case, make_cases, shift_days
from dragoman.flow import Coder
from dragoman.inference.ranker import Ranker
from dragoman.readout.compare.comparing import share_topics
from dragoman.readout.compare.sameness import UNSURE, ask, tell
from dragoman.records import Record
from dragoman.uses import load_judges
from train.rankers.learning import save

PENALTY = 0.5
# Who asks whether two accounts are of one meeting has some reason to: each pair counts as often as all its negatives.
REPEATS = 22
STEPS, RATE = 3000, 1.0
MIN_WEIGHT = 0.005
BOUNDS = {"agrees": 1, "differs": -1}


class Example(NamedTuple):
    """A case, the family it is left out with, and its signs: 1 for agreement, -1 for difference."""

    case: Case
    family: str
    signs: dict[str, int]


def read_examples() -> Iterator[Example]:
    """Every case with the signs that its two records give."""
    coder = Coder()

    @cache
    def code(gold: Gold) -> Record:
        return coder.code(gold.document)

    for split in ("train", "dev"):
        for case in make_cases(load_split(split)):
            a, b = code(case.a), shift_days(code(case.b), case.days)
            asked = ask(tell(a), tell(b), share_topics((a, b), load_judges()))
            signs = {one.sign: BOUNDS[one.verdict] for one in asked if one.verdict != "not told"}
            yield Example(case, min(case.a.family, case.b.family), signs)


def learn(examples: Sequence[Example]) -> dict[str, float]:
    """Weights of the signs by projected gradient steps on the logistic loss; those of one meeting count more.

    A sign of agreement may not speak against one meeting, nor one of difference for it, whatever a few pairs have.
    """
    bounds = {sign: bound for example in examples for sign, bound in example.signs.items()}
    names = sorted(bounds)
    table = np.array([[1.0, *(name in example.signs for name in names)] for example in examples])
    low = np.array([-np.inf, *(0.0 if bounds[name] > 0 else -np.inf for name in names)])
    high = np.array([np.inf, *(0.0 if bounds[name] < 0 else np.inf for name in names)])
    goal = np.array([float(example.case.same) for example in examples])
    heavy = np.where(goal > 0, REPEATS, 1.0)
    weights = np.zeros(table.shape[1])
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ ((chances - goal) * heavy) + PENALTY * np.array([0.0, *weights[1:]])
        weights = np.clip(weights - RATE / heavy.sum() * slope, low, high)
    found = dict(zip(["bias", *names], weights.tolist(), strict=True))
    return {name: round(weight, 3) for name, weight in found.items() if name == "bias" or abs(weight) > MIN_WEIGHT}


def measure(examples: Sequence[Example]) -> dict[str, object]:
    """The share of right decisions; each family by weights learned from the others. "Cannot tell" is not right."""
    right, unsure = {True: 0, False: 0}, 0
    for family in sorted({example.family for example in examples}):
        weights = learn([example for example in examples if example.family != family])
        for example in (example for example in examples if example.family == family):
            same = example.case.same
            chance = Ranker(weights).chances([["bias", *example.signs], []])[0]
            unsure += UNSURE[0] < chance < UNSURE[1]
            right[same] += chance >= UNSURE[1] if same else chance <= UNSURE[0]
    same_cases = sum(example.case.same for example in examples)
    two_cases = len(examples) - same_cases
    shares = {"of one": round(right[True] / same_cases, 3), "of two": round(right[False] / two_cases, 3)}
    accuracy = round(sum(right.values()) / len(examples), 3)
    return {"cases": len(examples), "cannot tell": unsure, "accuracy": accuracy, **shares}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m train.accounts", description=__doc__)
    parser.add_argument("--to", type=Path, help="the model's folder; without it the folds are measured")
    given = parser.parse_args()
    examples = list(read_examples())
    if given.to:
        save(learn(examples), given.to)
    else:
        print(json.dumps(measure(examples)))


if __name__ == "__main__":
    main()

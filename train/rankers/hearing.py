"""Two light layers over the encoder's vectors that add to what words say of each choice, by plain gradient steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from corpus.practice import is_practice

from dragoman.inference.heads import Array, gelu
from dragoman.inference.ranker import Ranker
from train.rankers.learning import Choice

HIDDEN = 128
ROUNDS, BATCH, RATE, SLOWER, DECAY = 12, 256, 1e-3, 0.85, 0.1
# What is set to nothing while learning: of what goes in, of what the first layer gives. Swept with the rest on the dev
# part and kept practice texts, where the choices right differ by one in a hundred at most.
DROP_IN, DROP_HIDDEN = 0.2, 0.3
# How often words say nothing. They have seen these texts, so they are surer here than they will be.
WORDLESS = 0.5
# A text of the corpus counts as much as so many practice texts: it is as those are that will be read.
CORPUS = 3.0
SEED = 1


def learn_head(choices: Sequence[Choice], ranker: Ranker, name: str) -> Mapping[str, Array]:
    """The layers that add to a ranker's scores, as `Heads` reads them; what the encoder did not see teaches nothing.

    What goes in is brought to one scale while learning, which the first layer then does by itself.
    """
    chance = np.random.default_rng(SEED)
    seen = [choice for choice in choices if choice.heard is not None]
    told = np.array([ranker.scores(choice.told) for choice in seen], np.float32)
    goal = np.eye(told.shape[1], dtype=np.float32)[[choice.right for choice in seen]]
    counts = np.array([1.0 if is_practice(choice.document) else CORPUS for choice in seen], np.float32)
    heard = np.stack([choice.heard for choice in seen if choice.heard is not None]).astype(np.float32)
    middle, scale = heard.mean(0), heard.std(0) + 1e-4
    heard = (heard - middle) / scale
    sizes = ((HIDDEN, heard.shape[1]), (HIDDEN,), (told.shape[1], HIDDEN), (told.shape[1],))
    parts = [chance.uniform(-1, 1, size).astype(np.float32) / np.sqrt(size[-1]) for size in sizes]
    first, second = ([np.zeros_like(part) for part in parts] for _ in range(2))
    step, rate = 0, RATE
    for _ in range(ROUNDS):
        order = chance.permutation(len(heard))
        for at in range(0, len(order), BATCH):
            own = order[at : at + BATCH]
            says = told[own] * (chance.random((len(own), 1)) >= WORDLESS)
            slopes = _slopes(parts, heard[own], says, goal[own], counts[own], chance)
            step += 1
            for n, slope in enumerate(slopes):
                first[n] += 0.1 * (slope - first[n])
                second[n] += 0.001 * (slope * slope - second[n])
                even = (first[n] / (1 - 0.9**step)) / (np.sqrt(second[n] / (1 - 0.999**step)) + 1e-8)
                parts[n] -= rate * (even + DECAY * parts[n])
        rate *= SLOWER
    weights, bias = parts[0] / scale, parts[1] - (parts[0] / scale) @ middle
    names = (f"{name}.0.weight", f"{name}.0.bias", f"{name}.3.weight", f"{name}.3.bias")
    return {key: part.astype(np.float16) for key, part in zip(names, (weights, bias, *parts[2:]), strict=True)}


def _slopes(
    parts: Sequence[Array], heard: Array, told: Array, goal: Array, counts: Array, chance: np.random.Generator
) -> tuple[Array, ...]:
    """Which way each part must go for the right choices to be likelier."""
    given = heard * (chance.random(heard.shape) >= DROP_IN) / (1 - DROP_IN)
    sums = given @ parts[0].T + parts[1]
    kept = (chance.random(sums.shape) >= DROP_HIDDEN) / (1 - DROP_HIDDEN)
    hidden = gelu(sums) * kept
    scores = hidden @ parts[2].T + parts[3] + told
    powers = np.exp(scores - scores.max(1, keepdims=True))
    wrong = (powers / powers.sum(1, keepdims=True) - goal) * (counts / len(counts))[:, None]
    back = (wrong @ parts[2]) * kept * _gelu_slope(sums)
    return tuple(slope.astype(np.float32) for slope in (back.T @ given, back.sum(0), wrong.T @ hidden, wrong.sum(0)))


def _gelu_slope(x: Array) -> Array:
    """How fast GELU rises.

    >>> [round(float(_gelu_slope(np.array(x))), 2) for x in (-3.0, 0.0, 3.0)]
    [-0.01, 0.5, 1.01]
    """
    scale, cubic = float(np.sqrt(2 / np.pi)), 0.044715
    inner = np.tanh(scale * (x + cubic * x**3))
    out: Array = 0.5 * (1 + inner) + 0.5 * x * (1 - inner**2) * scale * (1 + 3 * cubic * x**2)
    return out

"""Light layers over sets of candidates, as `dragoman.inference.candidates` reads them, and how they learn.

It takes torch.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy
import torch
from torch import Tensor, nn

from dragoman.inference.heads import Array

NARROW, FIRST, SECOND = 32, 96, 48
DROP = 0.3
BATCH, DECAY, SEED = 64, 0.05, 0
# Added to the deviations by which sizes are brought to one scale.
LEAST_SCALE = 1e-2

# What is wrong with logits (questions, candidates, roles), where the right answers and the candidates that are there
# are given as 1 and 0, the latter (questions, candidates).
Loss = Callable[[Tensor, Tensor, Tensor], Tensor]


@dataclass
class Question:
    """Something asked of candidates: what is told of each, how the encoder sees them, which roles each plays."""

    document: str
    told: list[dict[str, float]]
    asked: Array
    heard: Array
    right: Array


def make_question(
    document: str,
    told: list[dict[str, float]],
    asked: Array,
    heard: Iterable[Array | None],
    right: Sequence[Sequence[bool]],
) -> Question:
    """A question with its numbers as they are kept; a candidate that the encoder has not seen is all zeros."""
    nothing = numpy.zeros_like(asked)
    seen = numpy.stack([nothing if one is None else one for one in heard])
    return Question(
        document,
        told,
        asked.astype(numpy.float16),
        seen.astype(numpy.float16),
        numpy.array(right, numpy.float32),
    )


def find_words(questions: Iterable[Question], seen: int) -> list[str]:
    """The words told of so many candidates at least, in their order."""
    times = Counter(word for one in questions for signs in one.told for word in signs)
    return sorted(word for word, count in times.items() if count >= seen)


class Rows:
    """Questions as tensors: what is told of all candidates as rows over the words, and where each question begins."""

    def __init__(self, questions: Sequence[Question], words: Sequence[str]) -> None:
        places = {word: n for n, word in enumerate(words)}
        count = sum(len(one.told) for one in questions)
        told = numpy.zeros((count + 1, len(words)), numpy.float16)
        for row, signs in zip(told, (signs for one in questions for signs in one.told), strict=False):
            for word, size in signs.items():
                if word in places:
                    row[places[word]] = size
        self.told = torch.from_numpy(told)
        nothing = numpy.zeros((1, questions[0].heard.shape[1]), numpy.float16)
        self.heard = torch.from_numpy(numpy.concatenate([*(one.heard for one in questions), nothing]))
        self.asked = torch.from_numpy(numpy.stack([one.asked for one in questions]))
        none = numpy.zeros((1, questions[0].right.shape[1]), numpy.float32)
        self.right = torch.from_numpy(numpy.concatenate([*(one.right for one in questions), none]))
        self.sizes = torch.tensor([len(one.told) for one in questions])
        self.first = torch.cumsum(self.sizes, 0) - self.sizes

    def scale(self) -> tuple[Tensor, Tensor]:
        """The mean of each word's sizes, and their deviation."""
        told = self.told[:-1].float()
        return told.mean(0), told.std(0) + LEAST_SCALE

    def batch(self, own: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Some questions side by side, the shorter ones filled up: told, heard, asked, right, and what is there."""
        wide = int(self.sizes[own].max())
        steps = torch.arange(wide)[None]
        there = steps < self.sizes[own][:, None]
        at = torch.where(there, self.first[own][:, None] + steps, len(self.told) - 1)
        return self.told[at].float(), self.heard[at].float(), self.asked[own].float(), self.right[at], there.float()


class Layers(nn.Module):
    """The layers of `dragoman.inference.candidates`, over sizes that were brought to one scale."""

    def __init__(self, words: int, width: int, roles: int) -> None:
        super().__init__()
        self.asked, self.heard = nn.Linear(width, NARROW), nn.Linear(width, NARROW)
        self.first = nn.Linear(words + 3 * NARROW, FIRST)
        self.second, self.out = nn.Linear(3 * FIRST, SECOND), nn.Linear(SECOND, roles)
        self.straight = nn.Linear(words, roles)
        self.drop = nn.Dropout(DROP)

    def forward(self, told: Tensor, heard: Tensor, asked: Tensor, there: Tensor) -> Tensor:
        """The logits of (questions, candidates, roles)."""
        mine = self.asked(self.drop(asked))[:, None].expand(-1, told.shape[1], -1)
        theirs = self.heard(self.drop(heard))
        row = torch.cat([told, mine, theirs, mine * theirs], 2)
        first = nn.functional.gelu(self.first(self.drop(row)), approximate="tanh")
        here = there[..., None]
        most = (first - 1e4 * (1 - here)).amax(1, keepdim=True).expand_as(first)
        mean = ((first * here).sum(1, keepdim=True) / here.sum(1, keepdim=True)).expand_as(first)
        second = nn.functional.gelu(self.second(self.drop(torch.cat([first, most, mean], 2))), approximate="tanh")
        out: Tensor = self.out(second) + self.straight(told)
        return out


def teach(layers: Layers, rows: Rows, scale: tuple[Tensor, Tensor], epochs: int, rate: float, loss: Loss) -> None:
    """Let layers learn from questions, so many times over all of them."""
    middle, spread = scale
    steps = epochs * ((len(rows.sizes) + BATCH - 1) // BATCH)
    steer = torch.optim.AdamW(layers.parameters(), lr=rate, weight_decay=DECAY)
    pace = torch.optim.lr_scheduler.OneCycleLR(steer, rate, total_steps=steps)
    layers.train()
    for _ in range(epochs):
        for own in torch.randperm(len(rows.sizes)).split(BATCH):
            told, heard, asked, right, there = rows.batch(own)
            logits = layers((told - middle) / spread * there[..., None], heard, asked, there)
            steer.zero_grad()
            loss(logits, right, there).backward()  # type: ignore[no-untyped-call]
            steer.step()
            pace.step()


def fold(layers: Layers, words: Sequence[str], scale: tuple[Tensor, Tensor], temper: float = 1.0) -> dict[str, Array]:
    """The layers as arrays that take sizes as they are told; their scores are divided by `temper`."""
    middle, spread = scale
    parts = {name: value.detach().clone() for name, value in layers.state_dict().items()}
    for name in ("first", "straight"):
        weight = parts[f"{name}.weight"]
        weight[:, : len(spread)] /= spread
        parts[f"{name}.bias"] -= weight[:, : len(spread)] @ middle
    for name in ("out", "straight"):
        parts[f"{name}.weight"] /= temper
        parts[f"{name}.bias"] /= temper
    arrays = {name: value.numpy().astype(numpy.float16) for name, value in parts.items()}
    return arrays | {"words": numpy.array(words)}


def save(layers: dict[str, Array], folder: Path) -> None:
    """Write layers into a model's folder."""
    folder.mkdir(exist_ok=True, parents=True)
    numpy.savez(folder / "heads.npz", **layers)

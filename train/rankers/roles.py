"""Learn who plays the roles of acts: `python -m train.rankers.roles --to src/dragoman/models/roles-1`.

Every act of an annotated document that the coder finds as well is asked about; of each side of the text it is known
whether it plays a role. The layers learn first from all practice texts, of which the reader knows most by heart, then
from those that are kept from it and the corpus's development part alone, where it is as sure as it will be of texts
that it has never seen. With `--folds` it learns again without each fold of those, for who must learn from texts that
these layers have not seen (`surety`). It takes torch, and half an hour.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy
import torch
from corpus.practice import load_practice
from torch import Tensor, nn

from dragoman import coding, knowledge
from dragoman.evaluate.documents import share
from dragoman.evaluate.gold import Gold, GoldEvent, load_split
from dragoman.evaluate.measures import side_of
from dragoman.flow import resolve, understand
from dragoman.inference import load_reader
from dragoman.inference.heads import Array
from dragoman.knowledge import Knowledge
from dragoman.readout.positions import find_positions
from dragoman.readout.together import with_groups
from dragoman.records import Entity
from dragoman.resolve.casting import Stage
from dragoman.resolve.events import cast_acts
from dragoman.resolve.recasting import Candidate, find_candidates, hear_act
from dragoman.resolve.told import Told
from train.rankers.folds import FOLDS, fold_of, place_of

# A word told of fewer candidates than this is not learned.
MIN_SEEN = 50
SAME_MENTION = 0.3
NARROW, FIRST, SECOND = 32, 96, 48
DROP = 0.3
# Epochs and rate of all texts, then of those kept from the reader.
BOTH = ((3, 2e-3), (6, 1.2e-3))
BATCH, DECAY, SEED = 64, 0.05, 0


@dataclass
class Question:
    """An act and its candidates: what is told of each, how the encoder sees them, which roles each plays."""

    document: str
    told: list[dict[str, float]]
    asked: Array
    heard: Array
    right: Array


def read_questions(base: Knowledge, golds: Iterable[Gold]) -> Iterator[Question]:
    """The questions of annotated documents."""
    for gold in golds:
        marked = understand(gold.document, base, load_reader())
        drafts = coding.code_events(marked)
        resolved = with_groups(marked, resolve(marked, base, drafts))
        stage, acts = cast_acts(marked, drafts, resolved, find_positions(marked, resolved))
        for told in acts:
            draft = told.drafts[0]
            event = next((e for e in gold.events if e.type == told.type and e.trigger.meets(draft.trigger)), None)
            asked = hear_act(stage, told)
            if event is None or asked is None:
                continue
            found = [*find_candidates(stage, told)]
            if found:
                yield _ask(gold, event, stage, told, found, asked)


def _ask(gold: Gold, event: GoldEvent, stage: Stage, told: Told, found: Sequence[Candidate], asked: Array) -> Question:
    nothing = numpy.zeros_like(asked)
    codes = [_codes(stage, told, candidate) for candidate in found]
    right = [
        [
            any(_is_right(stage, candidate, codes, n, one) for one in gold.entities if one.id in ids)
            for ids in (event.actors, event.recipients)
        ]
        for n, candidate in enumerate(found)
    ]
    heard = numpy.stack([nothing if one.heard is None else one.heard for one in found])
    return Question(
        gold.document.id,
        [one.signs for one in found],
        asked.astype(numpy.float16),
        heard.astype(numpy.float16),
        numpy.array(right, numpy.float32),
    )


def _codes(stage: Stage, told: Told, candidate: Candidate) -> str:
    """The country code of a candidate's side."""
    mine = [one.entity for one in stage.by_side.get(candidate.side, ())]
    mine += [one for one in (*told.actors, *told.recipients) if stage.side(one) == candidate.side]
    found = stage.entities[(mine or [*candidate.who])[0]]
    return side_of(found.country or found.represents)


def _is_right(stage: Stage, candidate: Candidate, codes: Sequence[str], place: int, wanted: Entity) -> bool:
    """Whether a candidate is an annotated entity's side: of several bodies with one code, the one it names."""
    code = side_of(wanted.country or wanted.represents)
    if not code or codes[place] != code:
        return False
    if codes.count(code) == 1:
        return True
    spans = [s for one in stage.by_side.get(candidate.side, ()) for s in stage.entities[one.entity].mentions]
    return any(share(span, other) > SAME_MENTION for span in spans for other in wanted.mentions)


class Rows:
    """Questions as tensors: what is told of all candidates as rows over the words, and where each question begins."""

    def __init__(self, questions: Sequence[Question], words: Sequence[str]) -> None:
        places = {word: n for n, word in enumerate(words)}
        count = sum(len(one.told) for one in questions)
        told = numpy.zeros((count + 1, len(words)), numpy.float32)
        for row, signs in zip(told, (signs for one in questions for signs in one.told), strict=False):
            for word, size in signs.items():
                if word in places:
                    row[places[word]] = size
        self.told = torch.from_numpy(told)
        nothing = numpy.zeros((1, questions[0].heard.shape[1]), numpy.float16)
        self.heard = torch.from_numpy(numpy.concatenate([*(one.heard for one in questions), nothing]))
        self.asked = torch.from_numpy(numpy.stack([one.asked for one in questions]))
        self.right = torch.from_numpy(numpy.concatenate([*(one.right for one in questions), numpy.zeros((1, 2))]))
        self.sizes = torch.tensor([len(one.told) for one in questions])
        self.first = torch.cumsum(self.sizes, 0) - self.sizes

    def batch(self, own: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Some questions side by side, the shorter ones filled up: told, heard, asked, right, and what is there."""
        wide = int(self.sizes[own].max())
        steps = torch.arange(wide)[None]
        there = steps < self.sizes[own][:, None]
        at = torch.where(there, self.first[own][:, None] + steps, len(self.told) - 1)
        return self.told[at], self.heard[at].float(), self.asked[own].float(), self.right[at].float(), there.float()


class Layers(nn.Module):
    """The layers of `dragoman.inference.candidates`, over sizes that were brought to one scale."""

    def __init__(self, words: int, width: int) -> None:
        super().__init__()
        self.asked, self.heard = nn.Linear(width, NARROW), nn.Linear(width, NARROW)
        self.first = nn.Linear(words + 3 * NARROW, FIRST)
        self.second, self.out = nn.Linear(3 * FIRST, SECOND), nn.Linear(SECOND, 2)
        self.straight = nn.Linear(words, 2)
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


def learn(known: Sequence[Question], kept: Sequence[Question]) -> dict[str, Array]:
    """The layers, as `Candidates` reads them, from questions that the reader may know by heart and others."""
    seen = Counter(word for one in (*known, *kept) for signs in one.told for word in signs)
    words = sorted(word for word, times in seen.items() if times >= MIN_SEEN)
    torch.manual_seed(SEED)
    own = Rows(kept, words)
    middle, scale = own.told[:-1].mean(0), own.told[:-1].std(0) + 1e-2
    layers = Layers(len(words), own.heard.shape[1])
    for rows, (epochs, rate) in zip((Rows((*known, *kept), words), own), BOTH, strict=True):
        _learn(layers, rows, middle, scale, epochs, rate)
    return _fold(layers, middle, scale) | {"words": numpy.array(words)}


def _learn(layers: Layers, rows: Rows, middle: Tensor, scale: Tensor, epochs: int, rate: float) -> None:
    steps = epochs * ((len(rows.sizes) + BATCH - 1) // BATCH)
    steer = torch.optim.AdamW(layers.parameters(), lr=rate, weight_decay=DECAY)
    pace = torch.optim.lr_scheduler.OneCycleLR(steer, rate, total_steps=steps)
    layers.train()
    for _ in range(epochs):
        for own in torch.randperm(len(rows.sizes)).split(BATCH):
            told, heard, asked, right, there = rows.batch(own)
            logits = layers((told - middle) / scale * there[..., None], heard, asked, there)
            loss = nn.functional.binary_cross_entropy_with_logits(logits, right, reduction="none")
            steer.zero_grad()
            ((loss * there[..., None]).sum() / there.sum()).backward()  # type: ignore[no-untyped-call]
            steer.step()
            pace.step()


def _fold(layers: Layers, middle: Tensor, scale: Tensor) -> dict[str, Array]:
    """The layers as arrays that take sizes as they are told."""
    parts = {name: value.detach().clone() for name, value in layers.state_dict().items()}
    for name in ("first", "straight"):
        weight = parts[f"{name}.weight"]
        weight[:, : len(scale)] /= scale
        parts[f"{name}.bias"] -= weight[:, : len(scale)] @ middle
    return {name: value.numpy().astype(numpy.float16) for name, value in parts.items()}


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn into `--to`."""
    parser = argparse.ArgumentParser(prog="python -m train.rankers.roles", description=__doc__)
    parser.add_argument("--to", type=Path, required=True, help="the model's folder")
    parser.add_argument("--folds", type=Path, help="where the layers of each fold go")
    given = parser.parse_args(arguments)
    base = knowledge.load()
    known = [*read_questions(base, load_practice(kept=False))]
    kept = [*read_questions(base, (*load_split("dev"), *load_practice(kept=True)))]
    _save(learn(known, kept), given.to)
    for fold in range(FOLDS if given.folds else 0):
        own = [one for one in kept if fold_of(one.document) != fold]
        _save(learn(known, own), place_of(given.folds, fold))


def _save(layers: dict[str, Array], folder: Path) -> None:
    folder.mkdir(exist_ok=True, parents=True)
    numpy.savez(folder / "heads.npz", **layers)


if __name__ == "__main__":
    main()

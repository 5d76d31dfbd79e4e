"""The encoder over whole texts with its heads, as `dragoman.inference.whole` runs them in numpy.

For each task there is one question ("whose is this party?"): every place where it is asked about meets every place
where a choice is named, and the likeliest meetings of a choice make its score.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from dragoman.resolve.casting import ROLES
from train.reader.examples import TYPES
from train.reader.model import Dropout, two_layers

HIDDEN, SMALL = 128, 64
KINDS = {
    "sides": ["side"],
    "links": ["he", "it", "they", "we", "i", "who", "what"],
    "casts": [f"{role} {type}" for role in ROLES for type in TYPES],
}
HOWS = {
    "sides": ["free", "place", "owned", "held", "official", "within"],
    "links": [f"{form} back {gap}" for form in ("named", "pronoun") for gap in range(4)],
    "casts": ["here before", "here after", "back 1", "back 2", "back 3", "later"],
}
# What a choice scores that the text does not name.
ALONE = -3.0

# Row of the batch, first and end piece.
Place = tuple[int, int, int]


@dataclass
class Asked:
    """One question of a text: where it is asked about, where each choice is named and how, and which is right."""

    task: str
    kind: int
    queries: list[Place]
    groups: list[list[tuple[Place, int]]]
    flagged: int | None
    scores: list[float]
    right: int


@dataclass
class Batch:
    """Windows of texts, and what is asked of them."""

    ids: Tensor
    mask: Tensor
    shapes: Tensor
    asked: list[Asked] = field(default_factory=list)


class Task(nn.Module):
    """The heads of one question."""

    def __init__(self, width: int, kinds: int, hows: int, dropout: float) -> None:
        super().__init__()
        self.query, self.choice = nn.Linear(width, HIDDEN), nn.Linear(width, HIDDEN)
        self.kind, self.how = nn.Embedding(kinds, HIDDEN), nn.Embedding(hows, HIDDEN)
        self.none_kind = nn.Embedding(kinds, 1)
        self.pair = two_layers(3 * HIDDEN, HIDDEN, 1, dropout)
        self.none = two_layers(width, SMALL, 1, dropout)
        self.flag = two_layers(width, SMALL, 1, dropout)
        self.scale, self.alone = nn.Parameter(torch.ones(1)), nn.Parameter(torch.full((1,), ALONE))

    def forward(self, totals: Tensor, asked: list[Asked]) -> Tensor:
        """The scores of all choices of each question, and of none at the end of the row; minus infinity behind them."""
        queries = [(n, place) for n, one in enumerate(asked) for place in one.queries]
        named = [
            (n, g, place, how)
            for n, one in enumerate(asked)
            for g, group in enumerate(one.groups)
            for place, how in group
        ]
        kinds = torch.tensor([one.kind for one in asked])
        of = torch.tensor([n for n, _ in queries])
        q = pool(totals, [place for _, place in queries])
        wide = max(len(one.groups) for one in asked) + 1
        logits = self.alone.expand(len(asked), wide).clone()
        if named:
            mine = self.query(q) + self.kind(kinds[of])
            theirs = self.choice(pool(totals, [place for _, _, place, _ in named]))
            theirs = theirs + self.how(torch.tensor([how for *_, how in named]))
            logits = self._meet(mine, theirs, queries, named, logits)
        counts = torch.zeros(len(asked)).index_add(0, of, torch.ones(len(of))).unsqueeze(1)
        none, flag = (torch.zeros(len(asked), 1).index_add(0, of, head(q)) / counts for head in (self.none, self.flag))
        none = none + self.none_kind(kinds)
        place = torch.arange(wide)
        last = torch.tensor([len(one.groups) for one in asked]).unsqueeze(1)
        logits = torch.where(place == last, none, logits)
        flagged = torch.tensor([-1 if one.flagged is None else one.flagged for one in asked]).unsqueeze(1)
        logits = logits + torch.where(place == flagged, flag, torch.zeros(()))
        words = torch.zeros(len(asked), wide)
        for n, one in enumerate(asked):
            words[n, : len(one.scores)] = torch.tensor(one.scores)
        out: Tensor = (logits + self.scale * words).masked_fill(place > last, float("-inf"))
        return out

    def _meet(
        self,
        mine: Tensor,
        theirs: Tensor,
        queries: list[tuple[int, Place]],
        named: list[tuple[int, int, Place, int]],
        logits: Tensor,
    ) -> Tensor:
        by_question: dict[int, list[int]] = {}
        for i, (n, _) in enumerate(queries):
            by_question.setdefault(n, []).append(i)
        pairs = [(i, j, n, g) for j, (n, g, _, _) in enumerate(named) for i in by_question[n]]
        i, j, n, g = torch.tensor(pairs).T
        one, other = mine[i], theirs[j]
        met = self.pair(torch.cat([one, other, one * other], 1)).squeeze(1)
        cell = n * logits.shape[1] + g
        top = torch.full((logits.numel(),), -1e9).scatter_reduce(0, cell, met.detach(), "amax")
        sums = torch.zeros(logits.numel()).index_add(0, cell, (met - top[cell]).exp())
        found = (sums > 0).view_as(logits)
        both = (sums.clamp(min=1e-30).log() + top).view_as(logits)
        return torch.where(found, both, logits)


def pool(totals: Tensor, places: list[Place]) -> Tensor:
    """The mean vector of each place; `totals` are the vectors of all pieces, summed up from the left."""
    rows, first, end = torch.tensor(places).T
    return (totals[rows, end] - totals[rows, first]) / (end - first).clamp(min=1).unsqueeze(1)


class Pointer(nn.Module):
    """An encoder with the heads of all tasks."""

    def __init__(self, encoder: nn.Module, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder, self.dropout = encoder, Dropout(dropout)
        width = encoder.config.hidden_size
        self.tasks = nn.ModuleDict({t: Task(width, len(KINDS[t]), len(HOWS[t]), dropout) for t in KINDS})

    def forward(self, batch: Batch) -> dict[str, tuple[Tensor, list[Asked]]]:
        """For each task its questions and the scores of their choices."""
        given = {"input_ids": batch.ids, "attention_mask": batch.mask, "token_type_ids": batch.shapes}
        with torch.autocast("cpu", torch.bfloat16, enabled=self.training):
            hidden = self.encoder(**given).last_hidden_state
        totals = F.pad(self.dropout(hidden.float()).cumsum(1), (0, 0, 1, 0))
        found = {}
        for name, task in self.tasks.items():
            asked = [one for one in batch.asked if one.task == name]
            if asked:
                found[name] = (task(totals, asked), asked)
        return found

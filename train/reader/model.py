"""The reader: one encoder over windows of a text, and light heads over its vectors.

Every head is linear, or linear after one hidden layer with GELU, so that numpy can run it beside an ONNX encoder. Some
look at words, at events and at pairs of one sentence; some are asked by pointing, of the whole text.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from train.reader.batches import Batch
from train.reader.examples import AUXILIARIES, RELATIONS, ROLES, TASKS, TYPES, Labels

PAIR_HIDDEN = 256
EVENT_HIDDEN = 256
POINT_HIDDEN, POINT_SMALL = 128, 64
# Questions are few and soon known by heart.
POINT_DROPOUT = 0.3
REALIS_SCALE = 3.0
# What a choice scores that the text does not name, and one that there is not.
ALONE, NEVER = -3.0, -1e4


class Dropout(nn.Module):
    """Dropout whose masks are cut from one long row, drawn once: drawing them anew took a quarter of a step."""

    LENGTH = 1 << 23

    def __init__(self, chance: float) -> None:
        super().__init__()
        self.chance = chance
        self._masks: dict[tuple[torch.dtype, torch.device], Tensor] = {}

    def forward(self, given: Tensor) -> Tensor:
        """The same with some numbers set to nothing while training."""
        if not self.training or not self.chance:
            return given
        key, size = (given.dtype, given.device), given.numel()
        if size >= self.LENGTH or given.is_cuda:
            return F.dropout(given, self.chance)
        if key not in self._masks:
            kept = (torch.rand(self.LENGTH, device=given.device) >= self.chance).to(given.dtype)
            self._masks[key] = kept / (1 - self.chance)
        start = int(torch.randint(self.LENGTH - size, ()))
        return given * self._masks[key][start : start + size].view_as(given)


def two_layers(width: int, hidden: int, out: int, dropout: float) -> nn.Sequential:
    """Linear, GELU, dropout, linear."""
    return nn.Sequential(
        nn.Linear(width, hidden), nn.GELU(approximate="tanh"), Dropout(dropout), nn.Linear(hidden, out)
    )


def pool(totals: Tensor, places: Tensor) -> Tensor:
    """The mean vector of each place; `totals` are the vectors of all pieces, summed up from the left."""
    rows, first, end = places.T
    return (totals[rows, end] - totals[rows, first]) / (end - first).clamp(min=1).unsqueeze(1)


class Task(nn.Module):
    """The heads of one question that is asked by pointing: every place asked about meets every place that names a
    choice, and the likeliest meetings of a choice make its score."""

    def __init__(self, width: int, kinds: int, hows: int, dropout: float) -> None:
        super().__init__()
        self.query, self.choice = nn.Linear(width, POINT_HIDDEN), nn.Linear(width, POINT_HIDDEN)
        self.kind, self.how = nn.Embedding(kinds, POINT_HIDDEN), nn.Embedding(hows, POINT_HIDDEN)
        self.none_kind = nn.Embedding(kinds, 1)
        self.pair = two_layers(3 * POINT_HIDDEN, POINT_HIDDEN, 1, dropout)
        self.none = two_layers(width, POINT_SMALL, 1, dropout)
        self.flag = two_layers(width, POINT_SMALL, 1, dropout)
        self.scale, self.alone = nn.Parameter(torch.ones(1)), nn.Parameter(torch.full((1,), ALONE))

    def forward(
        self, totals: Tensor, asked: Tensor, queries: Tensor, named: Tensor, met: Tensor, told: Tensor
    ) -> Tensor:
        """The scores of all choices of each question, and of none of them; `NEVER` behind that."""
        count, wide = told.shape
        kinds, flagged, last = asked[:, 0], asked[:, 1:2], asked[:, 3:4]
        q = pool(totals, queries[:, 1:])
        mine = self.query(q) + self.kind(kinds[queries[:, 0]])
        theirs = self.choice(pool(totals, named[:, 2:5])) + self.how(named[:, 5])
        one, other = mine[met[:, 0]], theirs[met[:, 1]]
        scores = self.pair(torch.cat([one, other, one * other], 1)).squeeze(1)
        cell = named[met[:, 1], 0] * wide + named[met[:, 1], 1]
        top = scores.new_full((count * wide,), -1e9).scatter_reduce(0, cell, scores.detach(), "amax")
        sums = scores.new_zeros(count * wide).index_add(0, cell, (scores - top[cell]).exp())
        both = (sums.clamp(min=1e-30).log() + top).view(count, wide)
        logits = torch.where((sums > 0).view(count, wide), both, self.alone.expand(count, wide))
        many = q.new_zeros(count, 1).index_add(0, queries[:, 0], torch.ones_like(q[:, :1])).clamp(min=1)
        none, flag = (
            q.new_zeros(count, 1).index_add(0, queries[:, 0], head(q)) / many for head in (self.none, self.flag)
        )
        place = torch.arange(wide, device=q.device)
        logits = torch.where(place == last, none + self.none_kind(kinds), logits)
        logits = logits + torch.where(place == flagged, flag, torch.zeros_like(flag))
        return (logits + self.scale * told).masked_fill(place > last, NEVER)


class Reader(nn.Module):
    """An encoder with its heads."""

    def __init__(self, encoder: nn.Module, labels: Labels, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.dropout = Dropout(dropout)
        self.tags = nn.ModuleDict({name: nn.Linear(width, 2 * len(own) + 1) for name, own in labels.layers.items()})
        self.pair = two_layers(4 * width, PAIR_HIDDEN, len(RELATIONS), dropout)
        self.role = two_layers(4 * width + len(TYPES), PAIR_HIDDEN, len(ROLES), dropout)
        sizes = self.sizes = [len(labels.modes), len(labels.contexts), len(AUXILIARIES)]
        self.event = two_layers(2 * width + len(TYPES), EVENT_HIDDEN, sum(sizes), dropout)
        self.realis = nn.Linear(width, 1)
        self.boilerplate = nn.Linear(width, 1)
        self.sentence_types = nn.Linear(width, len(TYPES))
        self.tasks = nn.ModuleDict(
            {t: Task(width, len(labels.kinds[t]), len(labels.hows[t]), POINT_DROPOUT) for t in labels.kinds}
        )

    def forward(self, batch: Batch) -> dict[str, Tensor]:
        """What each head says of what the batch asks it."""
        given = {"input_ids": batch["ids"], "attention_mask": batch["mask"], "token_type_ids": batch["shapes"]}
        with torch.autocast(batch["ids"].device.type, torch.bfloat16, enabled=self.training or batch["ids"].is_cuda):
            hidden = self.encoder(**given).last_hidden_state
        hidden = self.dropout(hidden.float())
        words = hidden.flatten(0, 1)[batch["words"]]
        found = {name: layer(words) for name, layer in self.tags.items()}
        totals = F.pad(hidden.cumsum(1), (0, 0, 1, 0))
        mean = pool(totals, batch["sentences"])
        found |= self._describe(totals, mean, batch["events"], batch["roles"])
        pairs = batch["pairs"]
        if len(pairs):
            s, t = pool(totals, pairs[:, :3]), pool(totals, pairs[:, 3:6])
            found["pair"] = self.pair(torch.cat([s, t, s * t, mean[pairs[:, 6]]], 1))
        if len(batch["realis"]):
            found["realis"] = self.realis(pool(totals, batch["realis"])).squeeze(1)
        found["boilerplate"] = self.boilerplate(mean).squeeze(1)
        found["sentence_types"] = self.sentence_types(mean)
        for name in TASKS:
            if len(batch[f"{name} met"]):
                parts = (batch[f"{name} {part}"] for part in ("asked", "queries", "named", "met", "scores"))
                found[name] = self.tasks[name](totals, *parts)
        return found

    def _describe(self, totals: Tensor, mean: Tensor, events: Tensor, roles: Tensor) -> dict[str, Tensor]:
        """Modes, contexts and auxiliary of each event, and the role of each mention."""
        if not len(events):
            return {}
        trigger, around = pool(totals, events[:, :3]), mean[events[:, 3]]
        types = F.one_hot(events[:, 4], len(TYPES)).float()
        modes, contexts, auxiliary = self.event(torch.cat([trigger, around, types], 1)).split(self.sizes, 1)
        found = {"modes": modes, "contexts": contexts, "auxiliary": auxiliary}
        if len(roles):
            of, mention = roles[:, 0], pool(totals, roles[:, 1:4])
            told = [trigger[of], mention, trigger[of] * mention, around[of], types[of]]
            found["roles"] = self.role(torch.cat(told, 1))
        return found

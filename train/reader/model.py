"""The reader: one encoder, read once a sentence, and light heads over its vectors.

Every head is linear, or linear after one hidden layer with GELU, so that numpy can run it beside an
ONNX encoder. `Batch` carries what each head needs; a head that nobody labelled adds no loss.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from train.reader.examples import AUXILIARIES, RELATIONS, ROLES, TYPES

PAIR_HIDDEN = 256
EVENT_HIDDEN = 256
REALIS_SCALE = 3.0


@dataclass
class Batch:
    """Sentences of one batch and the labels of some, by row.

    Spans are (row, first piece, end piece). `tags` maps a layer to (rows, labels of every piece), `taught` to (rows,
    pieces, probabilities of the labels).
    """

    ids: Tensor
    mask: Tensor
    shapes: Tensor
    tags: dict[str, tuple[Tensor, Tensor]] = field(default_factory=dict)
    taught: dict[str, tuple[list[int], list[int], Tensor]] = field(default_factory=dict)
    pair_spans: list[tuple[int, int, int, int, int]] = field(default_factory=list)
    pair_targets: list[Tensor] = field(default_factory=list)
    triggers: list[tuple[int, int, int]] = field(default_factory=list)
    types: list[int] = field(default_factory=list)
    modes: list[Tensor] = field(default_factory=list)
    contexts: list[Tensor] = field(default_factory=list)
    auxiliaries: list[Tensor] = field(default_factory=list)
    role_spans: list[tuple[int, int, int, int]] = field(default_factory=list)
    roles: list[Tensor] = field(default_factory=list)
    realis_spans: list[tuple[int, int, int]] = field(default_factory=list)
    realis: list[float] = field(default_factory=list)
    boilerplate: list[tuple[int, float]] = field(default_factory=list)
    sentence_types: list[tuple[int, Tensor]] = field(default_factory=list)


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
        if size >= self.LENGTH:
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


class Reader(nn.Module):
    """An encoder with its heads. `layers` names the tag layers and how many labels each has."""

    def __init__(
        self, encoder: nn.Module, layers: dict[str, int], modes: int, contexts: int, dropout: float = 0.1
    ) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.dropout = Dropout(dropout)
        self.tags = nn.ModuleDict({name: nn.Linear(width, 2 * labels + 1) for name, labels in layers.items()})
        self.pair = two_layers(4 * width, PAIR_HIDDEN, len(RELATIONS), dropout)
        self.role = two_layers(4 * width + len(TYPES), PAIR_HIDDEN, len(ROLES), dropout)
        self.event = two_layers(2 * width + len(TYPES), EVENT_HIDDEN, modes + contexts + len(AUXILIARIES), dropout)
        self.realis = nn.Linear(width, 1)
        self.boilerplate = nn.Linear(width, 1)
        self.sentence_types = nn.Linear(width, len(TYPES))
        self.modes, self.contexts = modes, contexts

    def encode(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """The vector of every piece, and the mean of every sentence."""
        mask = batch.mask
        given = {"input_ids": batch.ids, "attention_mask": mask, "token_type_ids": batch.shapes}
        with torch.autocast(batch.ids.device.type, torch.bfloat16, enabled=self.training):
            found = self.encoder(**given).last_hidden_state
        hidden = self.dropout(found.float())
        weight = mask.unsqueeze(-1).to(hidden.dtype)
        return hidden, (hidden * weight).sum(1) / weight.sum(1)

    @staticmethod
    def pool(hidden: Tensor, spans: list[tuple[int, int, int]]) -> Tensor:
        """The mean vector of each span."""
        total = F.pad(hidden.cumsum(1), (0, 0, 1, 0))
        rows, first, end = torch.tensor(spans, device=hidden.device).T
        return (total[rows, end] - total[rows, first]) / (end - first).clamp(min=1).unsqueeze(1)

    def pair_logits(self, hidden: Tensor, mean: Tensor, spans: list[tuple[int, int, int, int, int]]) -> Tensor:
        """What the source of each (row, source, target) does to the target."""
        s = self.pool(hidden, [(r, a, b) for r, a, b, _, _ in spans])
        t = self.pool(hidden, [(r, a, b) for r, _, _, a, b in spans])
        m = mean[[r for r, *_ in spans]].float()
        return self.pair(torch.cat([s, t, s * t, m], 1))

    def event_logits(self, trigger: Tensor, mean: Tensor, types: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Modes, contexts and auxiliary of each event."""
        out = self.event(torch.cat([trigger, mean, types], 1))
        return out.split([self.modes, self.contexts, len(AUXILIARIES)], 1)

    def role_logits(self, trigger: Tensor, mention: Tensor, mean: Tensor, types: Tensor) -> Tensor:
        """The role of each mention in its event."""
        return self.role(torch.cat([trigger, mention, trigger * mention, mean, types], 1))

    def losses(self, batch: Batch) -> dict[str, Tensor]:
        """The loss of each head that the batch has labels for."""
        hidden, mean = self.encode(batch)
        found: dict[str, Tensor] = {}
        for name, (rows, labels) in batch.tags.items():
            logits = self.tags[name](hidden)[rows]
            found[name] = F.cross_entropy(logits.flatten(0, 1), labels.flatten(), ignore_index=-100)
        for name, (at, pieces, goal) in batch.taught.items():
            logits = self.tags[name](hidden[at, pieces]).float()
            found[f"taught {name}"] = F.cross_entropy(logits, goal)
        if batch.pair_spans:
            logits = self.pair_logits(hidden, mean, batch.pair_spans)
            found["pair"] = F.cross_entropy(logits, torch.stack(batch.pair_targets))
        if batch.triggers:
            found |= self._event_losses(hidden, mean, batch)
        if batch.realis_spans:
            told = self.realis(self.pool(hidden, batch.realis_spans)).squeeze(1)
            goal = torch.tensor(batch.realis, device=told.device) / REALIS_SCALE
            found["realis"] = F.smooth_l1_loss(told, goal)
        if batch.boilerplate:
            rows = [row for row, _ in batch.boilerplate]
            goal = torch.tensor([value for _, value in batch.boilerplate], device=mean.device)
            found["boilerplate"] = F.binary_cross_entropy_with_logits(
                self.boilerplate(mean[rows].float()).squeeze(1), goal
            )
        if batch.sentence_types:
            rows = [row for row, _ in batch.sentence_types]
            goal = torch.stack([value for _, value in batch.sentence_types])
            found["sentence_types"] = F.binary_cross_entropy_with_logits(self.sentence_types(mean[rows].float()), goal)
        return found

    def _event_losses(self, hidden: Tensor, mean: Tensor, batch: Batch) -> dict[str, Tensor]:
        trigger = self.pool(hidden, batch.triggers)
        around = mean[[row for row, _, _ in batch.triggers]].float()
        types = F.one_hot(torch.tensor(batch.types, device=trigger.device), len(TYPES)).float()
        modes, contexts, auxiliary = self.event_logits(trigger, around, types)
        found = {
            "modes": F.binary_cross_entropy_with_logits(modes, torch.stack(batch.modes)) * 5,
            "contexts": F.binary_cross_entropy_with_logits(contexts, torch.stack(batch.contexts)) * 5,
            "auxiliary": F.cross_entropy(auxiliary, torch.stack(batch.auxiliaries)),
        }
        if batch.role_spans:
            of = [event for event, *_ in batch.role_spans]
            rows = [batch.triggers[event][0] for event in of]
            spans = [(row, a, b) for row, (_, _, a, b) in zip(rows, batch.role_spans, strict=True)]
            logits = self.role_logits(trigger[of], self.pool(hidden, spans), around[of], types[of])
            found["roles"] = F.cross_entropy(logits, torch.stack(batch.roles))
        return found

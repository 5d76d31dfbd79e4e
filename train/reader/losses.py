"""How far a reader is from its labels, and from its teacher."""

from __future__ import annotations

from torch import Tensor
from torch.nn import functional as F

from train.reader.batches import Batch
from train.reader.examples import TASKS
from train.reader.model import REALIS_SCALE

# Weights of the heads' losses where they are not 1.
WEIGHTS = {
    "names": 0.7,
    "geneva": 0.5,
    "m2e2": 0.5,
    "realis": 0.7,
    "sentence_types": 0.5,
    "trigger": 2.0,
    "roles": 1.5,
    "modes": 5.0,
    "contexts": 5.0,
}
_MANY = ("modes", "contexts", "sentence_types", "boilerplate")


def hard(told: dict[str, Tensor], batch: Batch) -> dict[str, Tensor]:
    """The loss of each head for which the batch has labels; a head without any adds nothing."""
    found: dict[str, Tensor] = {}
    for name, logits in told.items():
        if f"tags {name}" in batch:
            found[name] = _cross(logits, batch[f"tags {name}"])
    if "auxiliary" in told:
        known = (batch["events"][:, 5] >= 0).float().unsqueeze(1)
        found["auxiliary"] = _cross(told["auxiliary"], batch["events"][:, 5])
        for name in ("modes", "contexts"):
            each = F.binary_cross_entropy_with_logits(told[name], batch[name], reduction="none")
            found[name] = (each * known).sum() / (known.sum() * each.shape[1]).clamp(min=1)
    if "roles" in told:
        found["roles"] = _cross(told["roles"], batch["roles"][:, 4])
    if "pair" in told:
        found["pair"] = _cross(told["pair"], batch["pairs"][:, 7])
    if "realis" in told:
        found["realis"] = F.smooth_l1_loss(told["realis"], batch["realis_values"] / REALIS_SCALE)
    if len(batch["boilerplate"]):
        at, goal = batch["boilerplate"].T
        found["boilerplate"] = F.binary_cross_entropy_with_logits(told["boilerplate"][at], goal.float())
    if len(batch["typed"]):
        at = batch["typed"][:, 0]
        found["sentence_types"] = F.binary_cross_entropy_with_logits(told["sentence_types"][at], batch["typed_as"])
    for name in TASKS:
        if name in told:
            found[name] = _cross(told[name], batch[f"{name} asked"][:, 2])
    return found


def soft(told: dict[str, Tensor], taught: dict[str, Tensor]) -> dict[str, Tensor]:
    """How far each head is from what the teacher says."""
    found: dict[str, Tensor] = {}
    for name, logits in told.items():
        if name == "realis":
            continue
        if name in _MANY:
            found[name] = F.binary_cross_entropy_with_logits(logits, taught[name].sigmoid())
        else:
            found[name] = F.cross_entropy(logits, taught[name].softmax(1))
    return found


def total(losses: dict[str, Tensor]) -> Tensor:
    """The weighted sum."""
    parts = [WEIGHTS.get(name, 1.0) * value for name, value in losses.items()]
    out: Tensor = sum(parts[1:], parts[0])
    return out


def _cross(logits: Tensor, labels: Tensor) -> Tensor:
    """The cross entropy of those that have a label."""
    known = (labels >= 0).float()
    each = F.cross_entropy(logits, labels.clamp(min=0), reduction="none")
    return (each * known).sum() / known.sum().clamp(min=1)

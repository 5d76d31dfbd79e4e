"""A trained pointer -> the files beside its encoder: heads in half precision, and a card."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np

from train.whole.model import HOWS, KINDS, Pointer


def write_heads(pointer: Pointer, to: Path) -> None:
    """The weights of all heads by task."""
    np.savez(
        to, **{name: value.detach().numpy().astype(np.float16) for name, value in pointer.tasks.state_dict().items()}
    )


def write_card(folder: Path, temper: dict[str, float], name: str = "whole-1") -> None:
    """What the numbers of the heads stand for, what scores are divided by, and the sum of every file."""
    sums = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.glob("*.[on][np][nz]*"))}
    told = {"name": name, "kinds": KINDS, "hows": HOWS, "temper": temper, "sha256": sums}
    (folder / "card.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")

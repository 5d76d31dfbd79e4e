"""What a model's folder holds: its name, what the numbers of its heads stand for, and the sum of each file."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.errors import KnowledgeError


@dataclass(frozen=True, slots=True)
class Card:
    """A model's card. `layers` maps a tag layer to its labels."""

    name: str
    layers: dict[str, tuple[str, ...]]
    types: tuple[str, ...]
    relations: tuple[str, ...]
    auxiliaries: tuple[str, ...]
    roles: tuple[str, ...]
    modes: tuple[str, ...]
    contexts: tuple[str, ...]


def open_card(folder: Path) -> dict[str, Any]:
    """What a model's card tells; `KnowledgeError` where a file is missing or not what the card says."""
    try:
        told: dict[str, Any] = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise KnowledgeError(f"no model in {folder}: card.json cannot be read") from error
    for name, wanted in told["sha256"].items():
        path = folder / name
        if not path.is_file():
            raise KnowledgeError(f"the model {told['name']} lacks {name}")
        if hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
            raise KnowledgeError(f"the model {told['name']} has another {name} than its card says")
    return told


def read_card(folder: Path) -> Card:
    """The card of the reader's folder, opened as `open_card` does."""
    told = open_card(folder)
    lists = {name: tuple(told[name]) for name in ("types", "relations", "auxiliaries", "roles", "modes", "contexts")}
    layers = {layer: tuple(names) for layer, names in told["layers"].items()}
    return Card(told["name"], layers, **lists)

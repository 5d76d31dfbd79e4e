"""What a model's folder holds: its name, what the numbers of its heads stand for, and the sum of each file."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.errors import KnowledgeError

# The lists of labels that a reader's card has.
_LISTS = ("types", "relations", "auxiliaries", "roles", "modes", "contexts")


@dataclass(frozen=True, slots=True)
class Card:
    """A model's card. `layers` maps a tag layer to its labels.

    `kinds` and `hows` say what can be asked of a text in each of its questions, and how a choice can be named there;
    `temper` what the scores of a question are divided by.
    """

    name: str
    layers: dict[str, tuple[str, ...]]
    types: tuple[str, ...]
    relations: tuple[str, ...]
    auxiliaries: tuple[str, ...]
    roles: tuple[str, ...]
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    kinds: dict[str, tuple[str, ...]]
    hows: dict[str, tuple[str, ...]]
    temper: dict[str, float]


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
    """The card of the reader's folder, opened as `open_card` does; `KnowledgeError` too where it leaves a list out."""
    told = open_card(folder)
    try:
        layers, kinds, hows = (
            {name: tuple(labels) for name, labels in told[table].items()} for table in ("layers", "kinds", "hows")
        )
        lists = {name: tuple(told[name]) for name in _LISTS}
        return Card(told["name"], layers, kinds=kinds, hows=hows, temper=told["temper"], **lists)
    except KeyError as error:
        raise KnowledgeError(f"the model in {folder} has no {error} in its card") from error

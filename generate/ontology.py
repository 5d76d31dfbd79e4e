"""The ontology as data: types, modes, scores, CAMEO codes and the words of contexts, from resources/ontology."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

RESOURCES = Path(__file__).resolve().parent.parent / "resources" / "ontology"


def read_types() -> dict[str, Any]:
    """The ontology's version and types as the file has them, absent values filled."""
    with (RESOURCES / "plover.toml").open("rb") as file:
        found = tomllib.load(file)
    for kind in found["types"].values():
        kind.setdefault("cameo", None)
        kind.setdefault("needs_recipient", False)
        kind.setdefault("by_context", {})
        for mode in kind.setdefault("modes", {}).values():
            mode.setdefault("cameo", None)
    return found


def read_contexts() -> dict[str, list[str]]:
    """Each context with its words, sorted."""
    with (RESOURCES / "contexts.toml").open("rb") as file:
        found = tomllib.load(file)
    return {name: sorted(set(words.split("|"))) for name, words in found.items()}


def build() -> dict[str, bytes]:
    """`ontology.json`, the same bytes each time."""
    ontology = {**read_types(), "contexts": read_contexts()}
    text = json.dumps(ontology, ensure_ascii=False, indent=1, sort_keys=False)
    return {"ontology.json": text.encode() + b"\n"}

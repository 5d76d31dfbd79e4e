"""The frame lexicon as data, from resources/events: checked against the ontology, words split, in a fixed order."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

from generate.ontology import read_contexts, read_types

RESOURCES = Path(__file__).resolve().parent.parent / "resources" / "events"
LISTS = ("verbs", "nouns", "object", "not_object", "oblique", "about", "without", "actor", "recipient", "both",
         "actor_is", "content", "contexts", "also")  # fmt: skip
FLAGS = ("party", "needs_content", "mutual", "control", "deep")
# Kinds of mention a frame may ask for; everything else behind an "@" is a class of words.
MENTION_KINDS = frozenset("party person state place people actor crowd".split())


def _read(name: str) -> dict[str, Any]:
    with (RESOURCES / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def _split(words: str) -> list[str]:
    return [word for word in words.split("|") if word]


def read_frames() -> list[dict[str, Any]]:
    """All frames, in the order of the ontology's types and then of the lines in their file."""
    types, contexts, classes = read_types()["types"], read_contexts(), _read("classes")["nouns"]
    frames = []
    for type_name in types:
        file = _read(type_name.lower())
        for line in file["frames"]:
            frame = {"type": file["type"], "contexts": file.get("contexts", ""), "confidence": 0.8, **line}
            frame = {key: _split(v) if key in LISTS else v for key, v in frame.items()}
            _check(frame, types, contexts, classes)
            frames.append({key: v for key, v in frame.items() if v not in ([], "", False)})
    return frames


def _check(frame: dict[str, Any], types: Any, contexts: Any, classes: Any) -> None:
    where = f"{frame['type']}: {frame.get('verbs') or frame.get('nouns')}"
    known = {*LISTS, *FLAGS, "type", "mode", "confidence"}
    if unknown := sorted(set(frame) - known):
        raise ValueError(f"{where}: unknown keys {unknown}")
    if not frame.get("verbs") and not frame.get("nouns"):
        raise ValueError(f"{where}: neither verbs nor nouns")
    if (mode := frame.get("mode")) and mode not in types[frame["type"]]["modes"]:
        raise ValueError(f"{where}: no mode {mode}")
    if unknown := [name for name in frame["contexts"] if name not in contexts]:
        raise ValueError(f"{where}: no context {unknown}")
    for key in ("object", "not_object", "oblique", "about", "actor_is"):
        for word in frame.get(key, []):
            name = word.partition("@")[2]
            if name and name not in classes and name not in MENTION_KINDS:
                raise ValueError(f"{where}: no class @{name}")


def read_nouns(frames: list[dict[str, Any]]) -> list[str]:
    """The head nouns that report an event: the lemmas that get a clause of their own."""
    nouns = {noun.split()[-1] for frame in frames for noun in frame.get("nouns", [])}
    return sorted(nouns)


def build() -> dict[str, bytes]:
    """`frames.json`: frames, act nouns, word classes, verbs without an event of their own, words for modes."""
    frames = read_frames()
    modes = _read("modes")
    lexicon = {
        "nouns": read_nouns(frames),
        "frames": frames,
        "classes": {name: _split(words) for name, words in _read("classes")["nouns"].items()},
        "verbs": {name: sorted(set(_split(words))) for name, words in _read("verbs").items()},
        "refine": {kind: [[mode, _split(words)] for mode, words in lines] for kind, lines in modes["refine"].items()},
        "content": {
            kind: {mode: _split(words) for mode, words in lines.items()} for kind, lines in modes["content"].items()
        },
    }
    text = json.dumps(lexicon, ensure_ascii=False, separators=(",", ":"), sort_keys=False)
    return {"frames.json": text.replace('},{"type"', '},\n{"type"').encode() + b"\n"}

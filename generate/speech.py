"""Words of speech and of meetings as data, from resources/words/speech.toml and meeting.toml."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

RESOURCES = Path(__file__).resolve().parent.parent / "resources" / "words"


def _split(value: Any) -> Any:
    """Lists for strings of words between bars, in their order and each once."""
    if isinstance(value, dict):
        return {key: _split(inner) for key, inner in value.items()}
    if isinstance(value, str):
        return list(dict.fromkeys(word for word in value.split("|") if word))
    return value


def read_words(name: str) -> dict[str, Any]:
    """One file of word lists; `ValueError` where a verb of saying has two forces."""
    with (RESOURCES / f"{name}.toml").open("rb") as file:
        words: dict[str, Any] = _split(tomllib.load(file))
    for table in ("verbs", "nouns") if name == "speech" else ():
        listed = [word for many in words[table].values() for word in many]
        twice = sorted({word for word in listed if listed.count(word) > 1})
        if twice:
            raise ValueError(f"speech.toml: two forces for {twice}")
    return words


def build() -> dict[str, bytes]:
    """`speech.json` and `meeting.json`."""
    return {
        f"{name}.json": json.dumps(read_words(name), ensure_ascii=False, indent=0, sort_keys=True).encode() + b"\n"
        for name in ("meeting", "speech")
    }

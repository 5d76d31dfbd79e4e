"""The tell-tale words of domains as data, from resources/words/domains.toml: each word with its domain and weight."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

RESOURCES = Path(__file__).resolve().parent.parent / "resources" / "words"
MAX_WORDS = 4


def read_domains() -> dict[str, dict[str, list[str]]]:
    """Each domain's words by weight, as the file has them."""
    with (RESOURCES / "domains.toml").open("rb") as file:
        found: dict[str, dict[str, list[str]]] = tomllib.load(file)
    return found


def make_table(domains: dict[str, dict[str, list[str]]]) -> dict[str, list[Any]]:
    """`word -> [domain, weight]`; a word in two places is an error.

    >>> make_table({"sport": {"4": ["wicket"]}, "none": {"4": ["war of words"]}})
    {'war of words': ['none', 0], 'wicket': ['sport', 4]}
    """
    table: dict[str, list[Any]] = {}
    for domain, weights in domains.items():
        for weight, words in weights.items():
            for word in words:
                if word in table:
                    raise ValueError(f"{word!r} is in {table[word][0]} and again in {domain}")
                if len(word.split()) > MAX_WORDS:
                    raise ValueError(f"{word!r} is longer than {MAX_WORDS} words")
                table[word] = [domain, 0 if domain == "none" else int(weight)]
    return dict(sorted(table.items()))


def build() -> dict[str, bytes]:
    """`domains.json`, the same bytes each time."""
    return {"domains.json": json.dumps(make_table(read_domains()), ensure_ascii=False, indent=0).encode() + b"\n"}

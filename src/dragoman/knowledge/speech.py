"""Words of speech and of meetings: verbs of saying with their force, what agendas and outcomes hang on.

They are edited in resources/words/speech.toml and meeting.toml.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from dragoman.errors import KnowledgeError


class Speech(NamedTuple):
    """How things are said. `verbs` and `nouns` give the force of each; `idioms` their tails by verb."""

    verbs: Mapping[str, str]
    nouns: Mapping[str, str]
    takes: Mapping[str, frozenset[str]]
    prepositions: Mapping[str, frozenset[str]]
    carriers: frozenset[str]
    idioms: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    content: Mapping[str, frozenset[str]]
    press: frozenset[str]

    def force(self, cue: str) -> str:
        """The force of a cue: a verb, a verb with its noun or tail, "according to".

        >>> [load_speech().force(cue) for cue in ("urge", "express gratitude", "be ready to", "according to")]
        ['demand', 'welcome', 'commit', 'state']
        """
        verb, _, rest = cue.partition(" ")
        tails = (force for tail, force in self.idioms.get(verb, ()) if " ".join(tail) == rest)
        return self.verbs.get(cue) or next(tails, None) or self.nouns.get(rest) or self.verbs.get(verb) or "state"


class Encounters(NamedTuple):
    """How meetings are told; `forms` in the order they are tried."""

    forms: Mapping[str, frozenset[str]]
    encounters: Mapping[str, frozenset[str]]
    agenda: Mapping[str, frozenset[str]]
    outcomes: Mapping[str, frozenset[str]]


@cache
def load_speech() -> Speech:
    """The words of speech, read once.

    >>> load_speech().verbs["call for"], load_speech().nouns["gratitude"]
    ('demand', 'welcome')
    """
    data = _read("speech.json")
    idioms: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for verb, tail, force in data["idioms"]["wordings"]:
        idioms.setdefault(verb, []).append((tuple(tail.split()), force))
    return Speech(
        _invert(data["verbs"]),
        _invert(data["nouns"]),
        _sets(data["takes"]),
        _sets(data["prepositions"]),
        frozenset(data["carriers"]["verbs"]),
        {verb: tuple(tails) for verb, tails in idioms.items()},
        _sets(data["content"]),
        frozenset(data["sources"]["press"]),
    )


@cache
def load_encounters() -> Encounters:
    """The words of meetings, read once.

    >>> "sign" in load_encounters().outcomes["signed"]
    True
    """
    data = _read("meeting.json")
    order = ("credentials", "video", "phone", "sidelines", "multilateral", "visit")
    forms = {form: frozenset(data["forms"][form]) for form in order}
    return Encounters(forms, _sets(data["encounters"]), _sets(data["agenda"]), _sets(data["outcomes"]))


def _read(name: str) -> dict[str, Any]:
    path = files("dragoman") / "data" / name
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as missing:
        raise KnowledgeError(f"{name} is missing: run `python -m generate`") from missing
    return found


def _invert(lists: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: name for name, words in lists.items() for word in words}


def _sets(lists: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in lists.items()}

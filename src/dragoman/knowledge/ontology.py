"""PLOVER as the coder needs it: what types and modes weigh, their nearest CAMEO code, the words of contexts.

The numbers come from PLOVER 2.0, the codes from its published CAMEO crosswalk read backwards; both are
edited in resources/ontology.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from dragoman.errors import KnowledgeError


class Mode(NamedTuple):
    """How something was done: its own score and CAMEO code, `None` where there is none."""

    score: float
    cameo: str | None


class EventType(NamedTuple):
    """One of the sixteen types. `by_context` names nearer CAMEO codes, the first that fits counts."""

    name: str
    quad: int
    score: float
    cameo: str | None
    needs_recipient: bool
    modes: Mapping[str, Mode]
    by_context: Mapping[str, str]


class Ontology(NamedTuple):
    """The whole of it; `contexts` gives each context's words."""

    version: str
    types: Mapping[str, EventType]
    contexts: Mapping[str, tuple[str, ...]]

    def score(self, type: str, modes: Sequence[str] = ()) -> float:
        """The first mode's score, else the type's.

        >>> load_ontology().score("CONSULT", ("visit",)), load_ontology().score("CONSULT")
        (4.0, 2.5)
        """
        kind = self.types[type]
        return kind.modes[modes[0]].score if modes else kind.score

    def cameo(self, type: str, modes: Sequence[str] = (), contexts: Collection[str] = ()) -> str | None:
        """The nearest CAMEO code: of the first mode, else of a context, else of the type.

        >>> load_ontology().cameo("CONSULT", ("visit",)), load_ontology().cameo("RETREAT", ("resign",))
        ('042', None)
        """
        kind = self.types[type]
        if modes:
            return kind.modes[modes[0]].cameo
        near = [code for context, code in kind.by_context.items() if context in contexts]
        return near[0] if near else kind.cameo


@cache
def context_words() -> Mapping[str, tuple[str, ...]]:
    """Each word of a context with the contexts it shows.

    >>> context_words()["ceasefire"]
    ('military',)
    """
    found: dict[str, tuple[str, ...]] = {}
    for name, words in load_ontology().contexts.items():
        for word in words:
            found[word] = (*found.get(word, ()), name)
    return found


@cache
def load_ontology() -> Ontology:
    """The ontology, read once.

    >>> len(load_ontology().types), len(load_ontology().contexts)
    (16, 37)
    """
    path = files("dragoman") / "data" / "ontology.json"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as missing:
        raise KnowledgeError("ontology.json is missing: run `python -m generate`") from missing
    types = {
        name: EventType(
            name,
            kind["quad"],
            kind["score"],
            kind["cameo"],
            kind["needs_recipient"],
            {mode: Mode(m["score"], m["cameo"]) for mode, m in kind["modes"].items()},
            kind["by_context"],
        )
        for name, kind in data["types"].items()
    }
    contexts = {name: tuple(words) for name, words in data["contexts"].items()}
    return Ontology(data["version"], types, contexts)

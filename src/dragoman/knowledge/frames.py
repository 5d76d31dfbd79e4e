"""The frame lexicon: which words report which events, and who plays which part in them.

Edited in resources/events; what each key of a frame means is told in its README.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from dragoman.errors import KnowledgeError
from dragoman.knowledge.ontology import load_ontology


class Wanted(NamedTuple):
    """What must stand in a place: one of `words`, or a mention of one of `kinds`; `none` allows nothing there."""

    words: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    none: bool = False

    def __bool__(self) -> bool:
        return bool(self.words or self.kinds or self.none)


class Frame(NamedTuple):
    """One reading of some words as an event. `weight` counts what it asks for: the heaviest that fits wins."""

    type: str
    words: tuple[str, ...]
    is_noun: bool
    object: Wanted
    not_object: frozenset[str]
    oblique: Mapping[str, Wanted]
    about: frozenset[str]
    without: frozenset[str]
    actor_is: Wanted
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    both: tuple[str, ...]
    content: tuple[str, ...]
    contexts: tuple[str, ...]
    mode: str | None
    also: tuple[tuple[str, str], ...]
    party: bool
    needs_content: bool
    mutual: bool
    control: bool
    deep: bool
    confidence: float
    weight: int


class Lexicon(NamedTuple):
    """All frames by the lemma they hang on, and the words that carry no event of their own."""

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    act_nouns: frozenset[str]
    classes: Mapping[str, frozenset[str]]
    bare: Mapping[str, frozenset[str]]
    refine: Mapping[str, tuple[tuple[str, frozenset[str]], ...]]
    content: Mapping[str, Mapping[str, str]]


MENTION_KINDS = frozenset("party person state place people actor crowd".split())
_SECTORS = frozenset(
    """COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL
    SOC""".split()
)


@cache
def load_lexicon() -> Lexicon:
    """The lexicon, read once.

    >>> [frame.type for frame in load_lexicon().verbs["criticise"]]
    ['ACCUSE']
    """
    path = files("dragoman") / "data" / "frames.json"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as missing:
        raise KnowledgeError("frames.json is missing: run `python -m generate`") from missing
    classes = {name: frozenset(words) for name, words in data["classes"].items()}
    verbs: dict[str, list[Frame]] = {}
    nouns: dict[str, list[Frame]] = {}
    for line in data["frames"]:
        for key, table in (("verbs", verbs), ("nouns", nouns)):
            if line.get(key):
                _file(_frame(line, key, classes), table)
    return Lexicon(
        {word: tuple(frames) for word, frames in verbs.items()},
        {word: tuple(frames) for word, frames in nouns.items()},
        frozenset(data["nouns"]),
        classes,
        {name: frozenset(words) for name, words in data["verbs"].items()},
        {kind: tuple((mode, frozenset(words)) for mode, words in lines) for kind, lines in data["refine"].items()},
        {
            kind: {word: mode for mode, words in reversed(list(lines.items())) for word in words}
            for kind, lines in data["content"].items()
        },
    )


@cache
def conflict_words() -> frozenset[tuple[str, str]]:
    """The verbs ("VB") and nouns ("NN") that report nothing but conflict, in words or deeds, each with what it is.

    >>> {("bomb", "VB"), ("accusation", "NN")} <= conflict_words(), ("help", "VB") in conflict_words()
    (True, False)
    """
    types, lexicon = load_ontology().types, load_lexicon()
    tables = (("VB", lexicon.verbs), ("NN", lexicon.nouns))
    return frozenset(
        (word, kind)
        for kind, table in tables
        for word, frames in table.items()
        if all(types[frame.type].quad >= 3 for frame in frames)
    )


def _file(frame: Frame, table: dict[str, list[Frame]]) -> None:
    for word in frame.words:
        table.setdefault(word.split()[-1] if frame.is_noun else word, []).append(frame)


def _frame(line: Mapping[str, Any], key: str, classes: Mapping[str, frozenset[str]]) -> Frame:
    wanted = _wanted(line.get("object", []), classes)
    oblique: dict[str, list[str]] = {}
    for item in line.get("oblique", []):
        preposition, _, what = item.partition(":")
        oblique.setdefault(preposition, []).append(what)
    actor_is = _wanted(line.get("actor_is", []), classes)
    about = _wanted(line.get("about", []), classes).words
    return Frame(
        type=line["type"],
        words=tuple(line[key]),
        is_noun=key == "nouns",
        object=wanted,
        not_object=_wanted(line.get("not_object", []), classes).words,
        oblique={p: _wanted([w for w in words if w], classes) for p, words in oblique.items()},
        about=about,
        without=frozenset(line.get("without", [])),
        actor_is=actor_is,
        actor=tuple(line.get("actor", ["subject"])),
        recipient=tuple(line.get("recipient", [])),
        both=tuple(line.get("both", [])),
        content=tuple(line.get("content", [])),
        contexts=tuple(line.get("contexts", [])),
        mode=line.get("mode"),
        also=tuple((t, m) for t, _, m in (item.partition(":") for item in line.get("also", []))),
        party=line.get("party", False),
        needs_content=line.get("needs_content", False),
        mutual=line.get("mutual", False),
        control=line.get("control", False),
        deep=line.get("deep", False),
        confidence=line["confidence"],
        weight=_weight(wanted, oblique, about, actor_is, line),
    )


def _weight(
    wanted: Wanted,
    oblique: Mapping[str, list[str]],
    about: frozenset[str],
    actor_is: Wanted,
    line: Mapping[str, Any],
) -> int:
    """Two for each place that must hold a word or stand behind a preposition, one for a mere kind."""
    weight = 2 if wanted.words else int(bool(wanted))
    weight += (2 + any(any(v) for v in oblique.values())) if oblique else 0
    weight += 2 if about else 0
    weight += 1 if actor_is else 0
    return weight + (1 if line.get("mutual") else 0)


def _wanted(items: list[str], classes: Mapping[str, frozenset[str]]) -> Wanted:
    words: set[str] = set()
    kinds: set[str] = set()
    for item in items:
        name = item.removeprefix("@")
        if item.startswith("@") and name in MENTION_KINDS:
            kinds.add(name)
        elif item.startswith("@"):
            words |= classes[name]
        elif item in _SECTORS:
            kinds.add(item)
        elif item != "-":
            words.add(item)
    return Wanted(frozenset(words), frozenset(kinds), "-" in items)

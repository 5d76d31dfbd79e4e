"""What a text says of where it is set: the states that its words name, and the places that leave no doubt.

A place's own words are no evidence for it: "miners from León" names no state until León is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dragoman.knowledge import Knowledge, Known
from dragoman.records import Marked, Mention


class Landmark(NamedTuple):
    """A place of the text of which there is no doubt."""

    name: str
    country: str
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for one place of a name: states named in its sentence (`near`) and elsewhere in the text (`named`),
    sure places in its sentence (`beside`) and the states of those elsewhere."""

    near: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    beside: tuple[Landmark, ...] = ()
    elsewhere: frozenset[str] = frozenset()

    @property
    def states(self) -> frozenset[str]:
        """All states that anything speaks for."""
        return self.near | self.named | self.elsewhere | {mark.country for mark in self.beside}


@dataclass(slots=True)
class Setting:
    """The states and sure places of a text by sentence, and the evidence they are for a mention."""

    states: Mapping[int, frozenset[str]]
    landmarks: dict[int, list[Landmark]] = field(default_factory=dict)
    _named: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self._named = frozenset(code for codes in self.states.values() for code in codes)

    def evidence(self, mention: Mention, name: str) -> Evidence:
        """What speaks for one place of a name; sure places of the same name aside."""
        marks = [(at, m) for at, held in self.landmarks.items() for m in held if m.name != name]
        return Evidence(
            near=self.states.get(mention.sentence, frozenset()),
            named=self._named,
            beside=tuple(m for at, m in marks if at == mention.sentence),
            elsewhere=frozenset(m.country for at, m in marks if at != mention.sentence),
        )


def read_setting(marked: Marked, base: Knowledge) -> Setting:
    """The states that each sentence names, by the words for states, their people, bodies and leaders.

    >>> from dragoman import knowledge
    >>> from dragoman.flow import understand
    >>> from dragoman.records import Document
    >>> report = understand(Document("d", "Lebanese soldiers deployed in Tripoli."), knowledge.load())
    >>> sorted(read_setting(report, knowledge.load()).states[0])
    ['LBN']
    """
    found: dict[int, set[str]] = {}
    places = {mention.outer for mention in marked.mentions if mention.kind == "place" and mention.outer is not None}
    for index, mention in enumerate(marked.mentions):
        codes = found.setdefault(mention.sentence, set())
        if index not in places:  # what is named by a place is of its state only if the place is
            codes.update(code for code in mention.of if len(code) == 3)
        codes.update(_own_states(mention, base))
    landmarks: dict[int, list[Landmark]] = {}
    for index, sentence in enumerate(marked.sentences):
        words = [t.text for t in marked.tokens[sentence.tokens.start : sentence.tokens.end]]
        for name, known in _names_of_states(words, base):
            if known.kind == "country" and known.country:
                found.setdefault(index, set()).add(known.country)
            elif known.country:
                landmarks.setdefault(index, []).append(Landmark(name, known.country))
    return Setting({at: frozenset(filter(str.isupper, codes)) for at, codes in found.items()}, landmarks)


def _own_states(mention: Mention, base: Knowledge) -> Iterator[str]:
    if mention.kind in ("person", "organization", "group", "government") and mention.known:
        known = _known(mention.known, base)
        if known is not None and known.country and len(known.country) == 3:
            yield known.country
    elif mention.kind in ("country", "government") and mention.known:
        yield mention.known
    elif mention.kind == "person" and mention.name and not mention.of:
        # A surname that leaders of one state alone have: "Haftar's forces", "Maduro said".
        states = {known.country for known in base.offices_by_surname(mention.name.split()[-1])}
        if len(states) == 1 and (state := states.pop()) and len(state) == 3:
            yield state


def _known(key: str, base: Knowledge) -> Known | None:
    try:
        return base.get(key)
    except KeyError:
        return None


def _names_of_states(words: Sequence[str], base: Knowledge) -> Iterator[tuple[str, Known]]:
    """The states and reviewed regions that words of a sentence name, with every state that a word can mean.

    "Dominican" is of two, "Catalan" and "Scotland" of one; inside "British Columbia" nothing is British.
    """
    at = 0
    while at < len(words):
        found = base.match(words, at) if words[at][:1].isupper() else None
        usual = {known.country for known in found[1] if known.kind == "country" and not known.weak} if found else set()
        for known in found[1] if found else ():
            is_region = known.kind == "place" and known.geonames is None and not known.weak
            if is_region or (
                (known.kind == "country" and known.form in ("adjective", "demonym")) or (not usual and _is_part(known))
            ):
                yield " ".join(words[at : at + found[0]]) if found else "", known
        at += found[0] if found else 1


def _is_part(known: Known) -> bool:
    """Whether a name is of a part that stands for its state: "Scotland"."""
    return known.kind == "country" and known.form == "name" and known.weak

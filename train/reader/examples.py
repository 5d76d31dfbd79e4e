"""What the sources of training say of a text, in the texts' own characters, before it becomes numbers.

Every source labels what it knows. A layer that is absent means "nobody looked", an empty list "somebody looked and
there is none": only the second teaches. `None` for a label means that only a teacher can tell it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

# Characters of the text, end exclusive.
Extent = tuple[int, int]
# Source, target, and the class of what one does to the other.
Pair = tuple[Extent, Extent, str | None]

NAMES = ("Person", "Location", "Organization", "NORP", "Date", "Misc", "Money", "Facility", "Product")
# Who can take part: kinds of mentions that the layer `party` marks, the outermost of those that lie in each other.
PARTIES = ("person", "office", "government", "country", "organization", "group")
TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
    "MOBILIZE COERCE ASSAULT"
).split()
# The classes of the relation set, which knows no difference between CONCEDE and RETREAT.
RELATIONS = tuple(dict.fromkeys("YIELD" if t in ("CONCEDE", "RETREAT") else t for t in TYPES))
AUXILIARIES = ("actual", "future", "hypothetical", "historical", "negated")
ROLES = ("none", "actor", "recipient", "said_by", "place", "date")
# What a text is asked by pointing: whose a party is, whom words stand for, who plays a role that is left open.
TASKS = ("sides", "links", "casts")


# A text as arrays by name (`items.py` makes them).
Item = dict[str, Any]


@dataclass(frozen=True)
class Labels:
    """What the numbers of every head stand for; `kinds` and `hows` are those of each task."""

    layers: dict[str, tuple[str, ...]]
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    kinds: dict[str, tuple[str, ...]]
    hows: dict[str, tuple[str, ...]]


@dataclass
class TrainingEvent:
    """One event; `mentions` pairs each candidate's extent with its role."""

    trigger: Extent
    type: str
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    auxiliary: str | None = "actual"
    mentions: list[tuple[Extent, str | None]] = field(default_factory=list)


@dataclass
class Question:
    """A choice: where it is asked about, where each choice is named and how, and what words say of each.

    Places are extents of the text; `scores` has one more than there are groups, for none of them; so has `right`.
    """

    task: str
    kind: str
    queries: list[Extent]
    groups: list[list[tuple[Extent, str]]]
    flagged: int | None
    scores: list[float]
    right: int | None


@dataclass
class Example:
    """A text with the labels of one source.

    `sentences` are its sentences (none: it is one); `tags` maps a layer to its labelled extents; `realis` gives words a
    value from -3 (did not happen) to 3 (happened); `boilerplate` and `types` are told of sentences by their number.
    """

    text: str
    source: str
    document: str = ""
    sentences: list[Extent] = field(default_factory=list)
    tags: dict[str, list[tuple[Extent, str]]] = field(default_factory=dict)
    events: list[TrainingEvent] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    realis: list[tuple[Extent, float]] = field(default_factory=list)
    boilerplate: dict[int, bool] = field(default_factory=dict)
    types: dict[int, tuple[str, ...]] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)

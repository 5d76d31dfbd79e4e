"""One training example: a sentence and whatever some source says of it.

A source labels only what it knows. `None` for a layer means "nobody looked", an empty list means
"somebody looked and there is none": only the second teaches.
"""

from __future__ import annotations

from dataclasses import dataclass, field

# Characters of the sentence, end exclusive.
Extent = tuple[int, int]
# Source, target, and a class or the probabilities of all classes.
Pair = tuple[Extent, Extent, "str | list[float]"]

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


@dataclass
class Chances:
    """What a teacher thinks of one event: probabilities of every mode, context and auxiliary, and of every role
    of each mention."""

    modes: list[float]
    contexts: list[float]
    auxiliaries: list[float]
    roles: list[list[float]]


@dataclass
class TrainingEvent:
    """One event of a sentence; `mentions` pairs each candidate's extent with its role.

    With `chances` the modes, contexts, auxiliary and roles are a teacher's, and the others are not looked at.
    """

    trigger: Extent
    type: str
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    auxiliary: str = "actual"
    mentions: list[tuple[Extent, str]] = field(default_factory=list)
    chances: Chances | None = None


@dataclass
class Example:
    """A sentence with the labels of one source.

    `tags` maps a layer to its labelled extents; `pairs` are (source, target, class or probabilities of
    all classes); `realis` gives tokens a value from -3 (did not happen) to 3 (happened). `taught` gives a layer the
    probabilities of its labels for every word, by a teacher.
    """

    text: str
    source: str
    document: str = ""
    tags: dict[str, list[tuple[Extent, str]]] = field(default_factory=dict)
    taught: dict[str, list[list[float]]] = field(default_factory=dict)
    events: list[TrainingEvent] | None = None
    pairs: list[Pair] = field(default_factory=list)
    realis: list[tuple[Extent, float]] = field(default_factory=list)
    boilerplate: bool | None = None
    types: tuple[str, ...] | None = None

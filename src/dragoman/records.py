"""The nouns of the house: what goes in, what rooms hand each other, what comes out.

In three parts, in the order a document meets them:

1. `Document`, and `Span`, the `[start, end)` that ties every field to the characters that prove it.
2. The layers that understanding lays over a document (`Marked`), and the `Draft` events coded from them.
3. The `Record`: entities, events, meetings and positions of one document, ready for JSON and tables.

All are frozen. Absent is `None` or `()`, never a guess; what is inferred carries a confidence below 1.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol, get_args

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

# -- documents and spans ----------------------------------------------------------------------


class Span(NamedTuple):
    """Half-open `[start, end)` in Unicode code points of `Document.text`.

    >>> Span(0, 4).of("Baku hosts talks")
    'Baku'
    >>> Span(0, 4).covers(Span(1, 3)), Span(0, 4).meets(Span(4, 6))
    (True, False)
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that the span names."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Document:
    """One text as it was read. Every offset in its record counts in `text`.

    `published` is an ISO date (`2024-07-03`) or `None`; `source` the path or URL it was read from
    (`report.jsonl:7` for the seventh line); `warnings` what reading already has to say about it.
    """

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    source: str | None = None
    warnings: tuple[str, ...] = ()


# -- layers: what understanding lays over a document ------------------------------------------

SentenceKind = Literal["headline", "body", "furniture"]
Form = Literal["name", "nominal", "pronoun", "adjective"]
Kind = Literal[
    "person",
    "office",
    "organization",
    "government",
    "country",
    "group",
    "place",
    "agreement",
    "occasion",
]


class Token(NamedTuple):
    """A word or mark of punctuation: its span, its words, its Penn tag, its lemma in lower case."""

    span: Span
    text: str
    tag: str
    lemma: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its place among the others, its paragraph, and its tokens `[first, last)`.

    `kind` says what it is to a reader: the headline, the body, or furniture (a byline, a caption,
    a "read more"), from which nothing is coded.
    """

    span: Span
    index: int
    paragraph: int
    tokens: Span
    kind: SentenceKind = "body"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name or describe somebody or something, before anyone asks who it is.

    `head` is the noun or name that carries it. `name` is its proper name alone ("Jeyhun Bayramov"),
    `office` the office as the text words it ("Minister of Foreign Affairs"). `of` are the codes of
    the countries or organisations its own words name (`("AZE",)` for "Azerbaijan's minister").
    `known` is its key in the knowledge base where the words themselves are a known name.
    `sectors` are what its own head noun says ("police" is COP). `number` is "one" or "many".
    `outer` is the index of the mention that contains it, `same_as` of the one it stands in
    apposition to ("Schmid, the Secretary General, ...").
    """

    span: Span
    kind: Kind
    sentence: int
    head: Span
    form: Form
    name: str | None = None
    office: str | None = None
    of: tuple[str, ...] = ()
    known: str | None = None
    sectors: tuple[str, ...] = ()
    number: Literal["one", "many"] = "one"
    outer: int | None = None
    same_as: int | None = None


class Time(NamedTuple):
    """Words that name a time: "on Tuesday", "late March", "from 3 to 5 May"."""

    span: Span
    sentence: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase in a clause: its words, its head word, the parties it names.

    `mentions` are indexes into `Marked.mentions`: one for "the minister", two for "Iran and Iraq".
    `pronoun` is set where the whole phrase is one ("they").
    """

    span: Span
    head: Span
    mentions: tuple[int, ...] = ()
    pronoun: str | None = None


class Oblique(NamedTuple):
    """A phrase behind a preposition: "with Iran" is `("with", Iran)`."""

    preposition: str
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate with what hangs on it.

    `lemma` has its particle with it ("call on", "point out"). `form` is "finite", "infinitive",
    "participle" (also gerunds) or "noun" (a nominalised act: "the expulsion of two diplomats").
    `relation` says how it hangs on clause `governor`: "complement" for what is said, wanted or
    begun, "relative", "adverbial", "conjunct", "nominal", or "root" with no governor.
    """

    sentence: int
    span: Span
    verb: Span
    head: Span
    lemma: str
    form: Literal["finite", "infinitive", "participle", "noun"]
    voice: Literal["active", "passive"] = "active"
    tense: Literal["past", "present", "future"] | None = None
    modal: str | None = None
    negated: bool = False
    conditional: bool = False
    subject: Phrase | None = None
    objects: tuple[Phrase, ...] = ()
    obliques: tuple[Oblique, ...] = ()
    governor: int | None = None
    relation: Literal["root", "complement", "relative", "adverbial", "conjunct", "nominal"] = "root"


class Quote(NamedTuple):
    """Direct speech. `span` is inside the marks; a quote running over paragraphs is one per paragraph."""

    span: Span
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody's word for something: who (`source`), by which words (`cue`), what (`content`).

    `explicit` is false where the sentence names nobody ("it was underlined that ..."); then
    `source` is `None`. `clause` is the index of the cue's clause, where it has one. `quoted` says
    that the content is direct speech. `lemma` is the cue's ("say", "call for", "according to").
    """

    sentence: int
    cue: Span
    content: Span
    lemma: str
    source: Phrase | None = None
    explicit: bool = True
    quoted: bool = False
    clause: int | None = None


class Domain(NamedTuple):
    """What a text is about at the coarsest: "politics", or what makes it none of ours.

    `score` is the share of its tell-tale words that say so, `reason` the strongest of them.
    """

    name: str
    score: float
    reason: str


class Vectors(Protocol):
    """One sentence as the encoder sees it; extents are characters of the sentence, end exclusive."""

    def tags(self, layer: str) -> list[tuple[tuple[int, int], str, float]]:
        """The labelled extents of a layer ("trigger", "names", "cue", ...), each with its probability."""

    def describe(self, trigger: tuple[int, int], type: str) -> tuple[tuple[str, ...], tuple[str, ...], str]:
        """Modes, contexts and auxiliary of the event that a trigger tells."""

    def roles(self, trigger: tuple[int, int], type: str, mentions: Sequence[tuple[int, int]]) -> list[dict[str, float]]:
        """For each extent, how likely it plays each role in the event that a trigger tells."""

    def at(self, extent: tuple[int, int]) -> NDArray[float32]:
        """The vector of an extent, that of the whole sentence where nothing of it was read."""

    def side_by_side(self, extents: Sequence[tuple[int, int]]) -> NDArray[float32]:
        """The vectors of extents and of the whole sentence, as one row."""


class Whole(Protocol):
    """A text as the encoder sees it as a whole; extents are characters of the text, end exclusive."""

    def point(
        self,
        task: str,
        kind: str,
        queries: Sequence[tuple[int, int]],
        groups: Sequence[Sequence[tuple[tuple[int, int], str]]],
        flagged: int | None,
        scores: Sequence[float],
    ) -> list[float]:
        """Scores of each group of places and of none: what words gave them, and what the encoder adds."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A document with every layer laid over it. Layers point at each other by index."""

    document: Document
    tokens: tuple[Token, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[Time, ...] = ()
    quotes: tuple[Quote, ...] = ()
    clauses: tuple[Clause, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    boilerplate: frozenset[int] = frozenset()
    domains: tuple[Domain, ...] = ()  # one a sentence, empty where all are politics
    vectors: tuple[Vectors | None, ...] = ()  # one a sentence, `None` where the encoder was not asked
    whole: Whole | None = None  # `None` where nothing in it needs to be asked

    def words(self, sentence: Sentence) -> tuple[Token, ...]:
        """The tokens of one sentence."""
        return self.tokens[sentence.tokens.start : sentence.tokens.end]


_SENTENCE = attrgetter("sentence")


def find_range(layer: Sequence[Mention | Time | Clause | Attribution], sentence: int) -> range:
    """The indexes of one sentence's part of a layer, which lies in the order of the sentences.

    >>> times = [Time(Span(0, 4), 0), Time(Span(9, 13), 2), Time(Span(20, 24), 2)]
    >>> find_range(times, 2), len(find_range(times, 1))
    (range(1, 3), 0)
    """
    first = bisect_left(layer, sentence, key=_SENTENCE)
    return range(first, bisect_right(layer, sentence, first, key=_SENTENCE))


@dataclass(frozen=True, slots=True)
class Draft:
    """An event whose roles are still mentions; resolving makes it an `Event`.

    `actors`, `recipients`, `said_by` and `place` are indexes into `Marked.mentions`, `date` into
    `Marked.times`. `reason` names the rule that made it, `seen` is the chance with which the reader sees
    the same type there, 0 where it does not. `spared` are mentions of whom its words say that they play no
    role: where violence was, who only suffers what is condemned.
    """

    type: str
    sentence: int
    trigger: Span
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    auxiliary: str = "actual"
    actors: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()
    said_by: int | None = None
    place: int | None = None
    date: int | None = None
    confidence: float = 0.5
    reason: str = ""
    clause: int | None = None
    seen: float = 0.0
    spared: tuple[int, ...] = ()


# -- the record: what comes out ---------------------------------------------------------------

Auxiliary = Literal["actual", "future", "hypothetical", "historical", "negated"]
Force = Literal["state", "welcome", "support", "criticise", "demand", "reject", "commit", "warn", "inform"]
MeetingForm = Literal["visit", "bilateral", "phone", "video", "multilateral", "sidelines", "credentials", "other"]
Status = Literal["held", "planned", "cancelled", "past-reference"]

# What somebody has said of an answer of the coder's; an answer that was rejected is not in the record.
Reviewed = Literal["confirmed", "corrected", "added"]

KINDS: tuple[str, ...] = get_args(Kind)
AUXILIARIES: tuple[str, ...] = get_args(Auxiliary)
FORCES: tuple[str, ...] = get_args(Force)
MEETING_FORMS: tuple[str, ...] = get_args(MeetingForm)
STATUSES: tuple[str, ...] = get_args(Status)


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something in the world, as far as this document and the knowledge base tell.

    `represents` is an ISO3 code or an organisation's acronym ("AZE", "OSCE"); `country` the ISO3
    (or PLOVER actor) code; `sectors` PLOVER's, primary first; `wikidata` only where a source gave it.
    `reason` says what the resolution rests on. `members` are the ids of those a group is made of ("the two ministers").
    """

    id: str
    name: str
    kind: Kind
    office: str | None = None
    represents: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    wikidata: str | None = None
    mentions: tuple[Span, ...] = ()
    confidence: float = 0.5
    reason: str = ""
    members: tuple[str, ...] = ()
    corrected: Reviewed | None = None


Granularity = Literal["day", "week", "month", "quarter", "season", "half", "year", "decade", "span"]


@dataclass(frozen=True, slots=True)
class When:
    """A date or stretch of days, ISO `start` and `end` (equal for one day), and the words it rests on.

    `granularity` is how exactly they say it: a calendar unit, or "span" for any other stretch.
    """

    start: str
    end: str
    text: str | None = None
    granularity: Granularity | None = None


PlaceKind = Literal["city", "district", "region", "country", "area", "water", "facility"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where, with coordinates in degrees and the GeoNames id where the gazetteer has the place.

    `granularity` is what kind of place it is: "area" is one that several states share ("the Sahel"). `reason`
    says what the resolution rests on; two resolutions of one place are equal whatever their reasons.
    """

    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    granularity: PlaceKind | None = None
    reason: str = dataclasses.field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Event:
    """One event: who did what to whom, in PLOVER's terms; `actors` and `recipients` are entity ids.

    `quad` is 1 to 4 (verbal and material cooperation, verbal and material conflict), `score` from
    -10 (conflict) to +10 (cooperation), `cameo` the nearest code of the older ontology or `None`.
    `sentence` proves it, `trigger` is the word; `sentences` are all the sentences that report it.
    """

    id: str
    type: str
    sentence: Span
    trigger: Span
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    auxiliary: str = "actual"
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    date: When | None = None
    place: Place | None = None
    said_by: str | None = None
    quad: int = 1
    score: float = 0.0
    cameo: str | None = None
    sentences: tuple[Span, ...] = ()
    confidence: float = 0.5
    reason: str = ""
    corrected: Reviewed | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """Who sat at the table: the entity's id, and its name, office and side as of this meeting."""

    entity: str
    name: str
    office: str | None = None
    represents: str | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A piece of the text that names a subject: an agenda item, or what a position is about."""

    text: str
    span: Span
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """A piece of the text that names a result: signed, agreed, invited."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Meeting:
    """One encounter, however many sentences tell it. `host` is the hosting side's code."""

    id: str
    participants: tuple[Participant, ...]
    form: str = "other"
    host: str | None = None
    country: str | None = None
    city: str | None = None
    date: When | None = None
    status: str = "held"
    agenda: tuple[Topic, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    events: tuple[str, ...] = ()
    sentences: tuple[Span, ...] = ()
    confidence: float = 0.5
    corrected: Reviewed | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """One thing said: by whom, for whom, with what force, about what.

    `speaker` is an entity id, `None` where nobody can be named; `represents` may be inferred where
    `explicit` is false, and `reason` then says from what. `about` is the proposition.
    """

    id: str
    speaker: str | None
    represents: str | None
    explicit: bool
    quoted: bool
    force: str
    about: Topic
    cue: Span
    sentence: Span
    target: str | None = None
    contexts: tuple[str, ...] = ()
    boilerplate: bool = False
    confidence: float = 0.5
    reason: str = ""
    corrected: Reviewed | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """What the mentions and times of one document stand for.

    `entity_of`, `members` and `places` are aligned with `Marked.mentions`, `dates` with `Marked.times`;
    `None` stands where nothing, or more than one thing, is left. `members` are the ids of all that a
    mention stands for: both ministers for "the two ministers", its own one for a mention of one.
    """

    entities: tuple[Entity, ...] = ()
    entity_of: tuple[str | None, ...] = ()
    members: tuple[tuple[str, ...], ...] = ()
    dates: tuple[When | None, ...] = ()
    places: tuple[Place | None, ...] = ()


@dataclass(frozen=True, slots=True)
class CoderCard:
    """What it takes to code a document again, byte for byte."""

    version: str
    model: str | None
    ontology: str
    knowledge: str


@dataclass(frozen=True, slots=True)
class Record:
    """What one document becomes.

    `boilerplate` are the sentences that carry no content ("other issues of mutual interest were
    discussed"); nothing is coded from them. What an archive gives back is as people have corrected it: `corrected`
    of an entity, event, meeting or position is then "confirmed", "corrected" or "added", and `None` where nobody
    has looked at it.
    """

    document: Document
    coder: CoderCard
    relevant: bool = False
    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    positions: tuple[Position, ...] = ()
    boilerplate: tuple[Span, ...] = ()
    warnings: tuple[str, ...] = ()

    def entity(self, id: str) -> Entity:
        """The entity of that id; `KeyError` where the record has none."""
        for entity in self.entities:
            if entity.id == id:
                return entity
        raise KeyError(id)

    def to_dict(self) -> dict[str, Any]:
        """The record as plain dicts, lists, strings and numbers, keys in the contract's order.

        >>> card = CoderCard("0.1", None, "PLOVER 2.0", "k")
        >>> Record(Document("d1", "Talks."), card).to_dict()["relevant"]
        False
        """
        plain: dict[str, Any] = to_plain(self)
        document = plain["document"]
        plain["document"] = {name: document[name] for name in _DOCUMENT_KEYS}
        return plain

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Record:
        """The record that `to_dict` wrote; fields it does not know are left out."""
        found: Record = build(cls, data)
        return found


# The contract's order; `warnings` of reading are part of the record's own.
_DOCUMENT_KEYS = ("id", "title", "text", "publisher", "url", "published", "language", "source")


# Fields that plain values have only where there is something in them: no coder ever fills them.
_IF_ANY = frozenset(["corrected"])


def to_plain(value: Any) -> Any:
    if isinstance(value, Span):
        return [value.start, value.end]
    if dataclasses.is_dataclass(value):
        pairs = [(f, getattr(value, f.name)) for f in dataclasses.fields(value)]
        return {f.name: to_plain(held) for f, held in pairs if held is not None or f.name not in _IF_ANY}
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    return value


# The classes a field of each holder holds; all other fields are plain values or tuples of them.
_HELD: dict[type, dict[str, type]] = {
    Record: {
        "document": Document,
        "coder": CoderCard,
        "entities": Entity,
        "events": Event,
        "meetings": Meeting,
        "positions": Position,
        "boilerplate": Span,
    },
    Entity: {"mentions": Span},
    Event: {"sentence": Span, "trigger": Span, "sentences": Span, "date": When, "place": Place},
    Meeting: {
        "participants": Participant,
        "date": When,
        "agenda": Topic,
        "outcomes": Outcome,
        "sentences": Span,
    },
    Position: {"about": Topic, "cue": Span, "sentence": Span},
    Topic: {"span": Span},
    Outcome: {"span": Span},
}


def build(cls: type, data: Any, held: Mapping[type, Mapping[str, type]] = _HELD) -> Any:
    """What `to_plain` made plain, as the class it was; `held` says which classes stand in which fields.

    Fields that a class does not have are left out.
    """
    if cls is Span:
        return Span(*data)
    fields = held.get(cls, {})
    values = {}
    for field in dataclasses.fields(cls):
        if field.name not in data:
            continue
        value, inner = data[field.name], fields.get(field.name)
        if inner is not None and value is not None:
            many = isinstance(value, list | tuple) and (inner is not Span or _is_many(value))
            value = tuple(build(inner, v, held) for v in value) if many else build(inner, value, held)
        elif isinstance(value, list):
            value = tuple(value)
        values[field.name] = value
    return cls(**values)


def _is_many(value: list[Any] | tuple[Any, ...]) -> bool:
    """Whether a list is a list of spans rather than one `[start, end]`."""
    return not value or isinstance(value[0], list | tuple)

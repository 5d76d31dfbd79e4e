"""An annotated document, typed, as `load_split` gives it: the record's own classes, with what only people write down.

What a person wrote is certain, so every confidence is 1.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from dragoman.errors import KnowledgeError, UnreadableError, UsageError
from dragoman.knowledge.ontology import load_ontology
from dragoman.records import (
    CoderCard,
    Document,
    Entity,
    Event,
    Meeting,
    Outcome,
    Participant,
    Place,
    Position,
    Record,
    Span,
    Topic,
    When,
)

# In a wheel the splits lie beside the other data; in a checkout they are where people look for them.
_PACKED = Path(__file__).parents[1] / "data" / "corpus"
FOLDER = _PACKED if _PACKED.is_dir() else Path(__file__).parents[3] / "corpus"
SPLITS = ("train", "dev", "test")

_Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class GoldEvent(Event):
    """An event with the words of its time and place. `date` is `None` where those words fix no day."""

    date_span: Span | None = None
    place_span: Span | None = None


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """Somebody's word for something; `source` is an entity id, `source_span` the words that name it there."""

    id: str
    sentence: Span
    source: str | None
    source_span: Span | None
    cue: Span
    content: Span
    explicit: bool
    quoted: bool


@dataclass(frozen=True, slots=True)
class GoldPosition:
    """A position as in the record, but that `cue` is `None` where a side speaks for itself without a verb of speech."""

    id: str
    speaker: str | None
    represents: str | None
    explicit: bool
    inferred: bool
    quoted: bool
    force: str
    about: Topic
    cue: Span | None
    sentence: Span
    target: str | None
    contexts: tuple[str, ...]
    boilerplate: bool

    def as_coded(self) -> Position:
        """The position as a record has it; without a verb of speech the proposition is its own cue."""
        return Position(
            id=self.id,
            speaker=self.speaker,
            represents=self.represents,
            explicit=self.explicit,
            quoted=self.quoted,
            force=self.force,
            about=self.about,
            cue=self.cue or self.about.span,
            sentence=self.sentence,
            target=self.target,
            contexts=self.contexts,
            boilerplate=self.boilerplate,
            confidence=1.0,
            reason="annotated",
        )


@dataclass(frozen=True, slots=True)
class GoldTopic:
    """What two accounts of one meeting say of one thing: `a` in this account, `b` in the other.

    `match` is "same" or "differ" in substance, "only_a" or "only_b" where one is silent.
    """

    topic: str
    a: Span | None
    b: Span | None
    match: str
    raised_by: str | None


@dataclass(frozen=True, slots=True)
class GoldPair:
    """This account beside `other`, the id of a document of the same family."""

    other: str
    topics: tuple[GoldTopic, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated document. `family` is shared by accounts of one meeting; `style` says whose manner it has."""

    document: Document
    family: str
    genre: str
    style: str
    region: str
    relevant: bool
    sentences: tuple[Span, ...]
    entities: tuple[Entity, ...]
    events: tuple[GoldEvent, ...]
    attributions: tuple[GoldAttribution, ...]
    positions: tuple[GoldPosition, ...]
    meetings: tuple[Meeting, ...]
    boilerplate: tuple[Span, ...]
    pair: GoldPair | None

    def record(self) -> Record:
        """The document as a record: what a coder that makes no mistake would say of it."""
        return Record(
            document=self.document,
            coder=CoderCard(version="annotated", model=None, ontology=load_ontology().version, knowledge=""),
            relevant=self.relevant,
            entities=self.entities,
            events=self.events,
            meetings=self.meetings,
            positions=tuple(position.as_coded() for position in self.positions),
            boilerplate=self.boilerplate,
        )

    def entity(self, id: str) -> Entity:
        """The entity of that id; `KeyError` where there is none."""
        for entity in self.entities:
            if entity.id == id:
                return entity
        raise KeyError(id)


def load_split(split: str, folder: Path = FOLDER) -> tuple[Gold, ...]:
    """The documents of "train", "dev" or "test", in the order of their ids.

    `KnowledgeError` where the split has not been built.

        >>> any(document.meetings for document in load_split("dev"))
        True
    """
    if split not in SPLITS:
        raise UsageError(f"no split {split!r}: there are {', '.join(SPLITS)}")
    path = folder / f"{split}.jsonl"
    if not path.is_file():
        raise KnowledgeError(f"{path.name} is missing: run `python -m corpus build`")
    return read_gold(path)


def read_gold(path: Path) -> tuple[Gold, ...]:
    """The annotated documents of one file: the corpus's, or records as `dragoman corrections export` writes them.

    `UnreadableError` for a line that is neither.
    """
    try:
        # Not splitlines(), which also cuts at marks that JSON strings may hold.
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError:
        raise UnreadableError("not UTF-8", source=str(path)) from None
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                found.append(read_row(_read_json(line)))
            except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
                raise UnreadableError(_tell_fault(error), source=str(path), line=number) from error
    return tuple(found)


# What a record that somebody wrote down may leave out.
_LEFT_OUT: _Row = {
    "coder": {"version": "annotated", "model": None, "ontology": "", "knowledge": ""},
    "relevant": True,
    "entities": [],
    "events": [],
    "meetings": [],
    "positions": [],
}
_ANSWERS = frozenset(["entities", "events", "meetings", "positions"])


def _read_json(line: str) -> _Row:
    """An object that has all that annotators write down."""
    row = json.loads(line)
    if not isinstance(row, dict):
        raise ValueError("no object")
    if "coder" in row or ("family" not in row and len(_ANSWERS & row.keys()) > 1):
        return {**_LEFT_OUT, **row}  # a record in the layout of the contract, as people have gone over it
    wanted = [field.name for field in fields(Gold)]
    missing = [name for name in wanted if name not in row]
    if len(missing) > len(wanted) // 2:
        raise ValueError("a document without annotations: there is nothing to measure against")
    if missing:
        raise ValueError(f"it has no {', '.join(missing)}")
    return row


def _tell_fault(error: Exception) -> str:
    """Why a line is no annotated document, in one line."""
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON: {error.msg}"
    said = f"it has no {error}" if isinstance(error, KeyError) else str(error)
    return f"not an annotated document ({said})"


def read_row(row: _Row) -> Gold:
    """The annotated document of one line: as the corpus is built, or a record as a person has corrected it."""
    if "family" not in row:
        return _read_record(Record.from_dict(row))
    return Gold(
        document=Document(**row["document"]),
        family=row["family"],
        genre=row["genre"],
        style=row["style"],
        region=row["region"],
        relevant=row["relevant"],
        sentences=_spans(row["sentences"]),
        entities=tuple(_entity(entity) for entity in row["entities"]),
        events=tuple(_event(event) for event in row["events"]),
        attributions=tuple(_attribution(said) for said in row["attributions"]),
        positions=tuple(_position(said) for said in row["positions"]),
        meetings=tuple(_meeting(meeting) for meeting in row["meetings"]),
        boilerplate=_spans(row["boilerplate"]),
        pair=_pair(row["pair"]),
    )


def _read_record(record: Record) -> Gold:
    """A record as an annotated document, with nothing of what only annotators write down."""
    return Gold(
        document=record.document,
        family=record.document.id,
        genre="",
        style="",
        region="",
        relevant=record.relevant,
        sentences=(),
        entities=record.entities,
        events=tuple(GoldEvent(**_fields(event)) for event in record.events),
        attributions=(),
        positions=tuple(GoldPosition(**_fields(said), inferred=not said.explicit) for said in record.positions),
        meetings=record.meetings,
        boilerplate=record.boilerplate,
        pair=None,
    )


def _fields(held: Event | Position) -> dict[str, Any]:
    """The fields of an item; of a position without those that a person has no use for."""
    found = {field.name: getattr(held, field.name) for field in fields(held)}
    if isinstance(held, Position):
        for name in ("confidence", "reason", "corrected"):
            del found[name]
    return found


def _span(value: Sequence[int] | None) -> Span | None:
    return None if value is None else Span(*value)


def _spans(values: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(*value) for value in values)


def _when(value: _Row | None) -> When | None:
    return When(**value) if value else None


def _topic(value: _Row) -> Topic:
    return Topic(value["text"], Span(*value["span"]), tuple(value["contexts"]))


def _entity(row: _Row) -> Entity:
    return Entity(
        **{
            **row,
            "sectors": tuple(row["sectors"]),
            "mentions": _spans(row["mentions"]),
            "members": tuple(row["members"]),
        }
    )


def _event(row: _Row) -> GoldEvent:
    lists = {name: tuple(row[name]) for name in ("modes", "contexts", "actors", "recipients")}
    spans = {name: _span(row[name]) for name in ("sentence", "trigger", "date_span", "place_span")}
    place = Place(**row["place"]) if row["place"] else None
    return GoldEvent(
        **{**row, **lists, **spans, "sentences": _spans(row["sentences"]), "date": _when(row["date"]), "place": place}
    )


def _attribution(row: _Row) -> GoldAttribution:
    spans = {name: _span(row[name]) for name in ("sentence", "source_span", "cue", "content")}
    return GoldAttribution(**{**row, **spans})


def _position(row: _Row) -> GoldPosition:
    spans = {name: _span(row[name]) for name in ("sentence", "cue")}
    return GoldPosition(**{**row, **spans, "about": _topic(row["about"]), "contexts": tuple(row["contexts"])})


def _meeting(row: _Row) -> Meeting:
    return Meeting(
        **{
            **row,
            "participants": tuple(Participant(**who) for who in row["participants"]),
            "date": _when(row["date"]),
            "agenda": tuple(_topic(topic) for topic in row["agenda"]),
            "outcomes": tuple(Outcome(outcome["text"], Span(*outcome["span"])) for outcome in row["outcomes"]),
            "events": tuple(row["events"]),
            "sentences": _spans(row["sentences"]),
        }
    )


def _pair(row: _Row | None) -> GoldPair | None:
    if row is None:
        return None
    topics = (GoldTopic(**{**topic, "a": _span(topic["a"]), "b": _span(topic["b"])}) for topic in row["topics"])
    return GoldPair(row["other"], tuple(topics))

"""The corrected answer: a record as it was coded, and what people have said of it, made one. Pure.

Entities come first, since all others name them. Each correction finds its item by its anchor; one that does not, or
whose values name what is not in the document any more, is left out with its reason. Nothing here knows an archive.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dragoman.corrections import CLASSES, HOLDERS, ITEMS, LETTERS, Correction, Item, Refers, Words
from dragoman.errors import UsageError
from dragoman.keep.anchors import Match, find_item, find_words, is_span, make_anchor, walk_spans
from dragoman.keep.fields import ENTITY_FIELDS, FIELDS
from dragoman.knowledge.ontology import load_ontology
from dragoman.records import Entity, Record, build, to_plain

# What of an item is its answer, and no evidence for it: where these agree, another coding confirms what was confirmed.
_EVIDENCE = frozenset(["mentions", "trigger", "sentence", "sentences", "cue", "members"])


@dataclass(frozen=True, slots=True)
class Amended:
    """A corrected record; the item that each correction was applied to, and why others could not be."""

    record: Record
    applied: Mapping[int, str] = field(default_factory=dict)
    failed: Mapping[int, str] = field(default_factory=dict)


def amend(coded: Record, standing: Iterable[Correction]) -> Amended:
    """The record with all that stands applied, as far as it can be."""
    work = _Work(coded)
    for item in ITEMS:
        work.apply_all([one for one in sorted(standing, key=lambda one: one.id) if one.item == item])
    if not work.applied:
        return Amended(coded, {}, work.failed)
    return Amended(work.finish(), work.applied, work.failed)


def make_refers(items: Sequence[Mapping[str, Any]], records: Sequence[Record]) -> Refers:
    """What the ids and spans in the plain values of items stand for, as the first record that has them tells it."""
    entities = {}
    for id in dict.fromkeys(id for values in items for id in _walk_ids(values)):
        for record in records:
            if any(one.id == id for one in record.entities):
                entities[id] = make_anchor(record, "entity", id)
                break
    text = records[0].document.text
    spans = dict.fromkeys(span for values in items for span in walk_spans(values))
    return Refers(entities, tuple(Words(span.of(text), span) for span in spans))


def _walk_ids(values: Mapping[str, Any]) -> list[str]:
    """The ids of entities in the plain values of an item."""
    found: list[str] = []
    for name, value in values.items():
        if name in ENTITY_FIELDS:
            found += [value] if isinstance(value, str) else value or []
        elif name == "participants":
            found += [one["entity"] for one in value]
    return list(dict.fromkeys(found))


class _Work:
    """One record on its way from what was coded to what stands; made and used by `amend`."""

    def __init__(self, coded: Record) -> None:
        self._coded = coded
        self._now: dict[str, dict[str, Any]] = {
            item: {one.id: one for one in getattr(coded, holder)} for item, holder in HOLDERS.items()
        }
        self._gone: set[str] = set()
        self._told: dict[str, Correction] = {}
        self.applied: dict[int, str] = {}
        self.failed: dict[int, str] = {}

    def apply_all(self, corrections: Sequence[Correction]) -> None:
        """Apply those of one kind of item, in the order they were made."""
        for one in corrections:
            match = find_item(one.anchor, self._coded)
            if one.added is not None and not self._is_told_now(one, match):
                self._apply(one, _new_id(one, self._coded), add=True)
            elif match.id is None:
                self.failed[one.id] = match.reason or ""
            else:
                self._give_way(match.id, one)
                self._apply(one, match.id)

    def _is_told_now(self, one: Correction, match: Match) -> bool:
        """Whether this coding has what an earlier one missed: the same thing, told by the same words."""
        if match.id is None:
            return False
        anchor = make_anchor(self._coded, one.item, match.id)
        near = {words.span for words in (*anchor.words, *anchor.sentences)}
        return anchor.told == one.anchor.told and any(
            span.meets(words.span) for words in (*one.anchor.words, *one.anchor.sentences) for span in near
        )

    def _give_way(self, id: str, later: Correction) -> None:
        """What two corrections are now of, the later one speaks of."""
        earlier = self._told.get(id)
        if earlier is not None:
            del self.applied[earlier.id]
            self.failed[earlier.id] = f"correction {later.id} is of what is now the same {later.item}"
            coded = next(one for one in getattr(self._coded, HOLDERS[later.item]) if one.id == id)
            self._now[later.item][id] = coded
            self._gone.discard(id)

    def _apply(self, one: Correction, id: str, *, add: bool = False) -> None:
        if one.verdict == "rejected":
            self._gone.add(id)
        else:
            try:
                self._now[one.item][id] = self._make_new(one, id) if add else self._change(one, id)
            except UsageError as error:
                self.failed[one.id] = str(error)
                return
        self._told[id] = one
        self.applied[one.id] = id

    def _make_new(self, one: Correction, id: str) -> Any:
        """An item that the coder missed."""
        values = self._move(one.changes, one.refers)
        whole = _score({"confidence": 1.0} | values | {"id": id, "corrected": "added"}, one.item)
        if one.item in ("entity", "event", "position"):
            whole["reason"] = "added by a person"
        return build(CLASSES[one.item], whole)

    def _change(self, one: Correction, id: str) -> Any:
        """An item of the coder's with what was said of it; one that was confirmed tells what it told then."""
        now = to_plain(self._now[one.item][id])
        wanted = dict(one.changes)
        if one.verdict == "confirmed" and one.before is not None:
            wanted = {name: one.before.get(name) for name in FIELDS[one.item] if name not in _EVIDENCE} | wanted
        values = self._move(wanted, one.refers)
        values = {name: value for name, value in values.items() if not _is_same(name, value, now.get(name))}
        touched = bool(values or one.changes)
        if one.added is not None:
            touched = bool(values.keys() - _EVIDENCE)
        whole = now | values | {"confidence": 1.0, "corrected": "corrected" if touched else "confirmed"}
        return build(CLASSES[one.item], _score(whole, one.item) if values else whole)

    def _move(self, values: Mapping[str, Any], refers: Refers) -> dict[str, Any]:
        """Values with the ids and places that they have in this coding."""
        places = {words.span: words for words in refers.words}
        return {name: self._move_value(name, value, refers, places) for name, value in values.items()}

    def _move_value(self, name: str, value: Any, refers: Refers, places: Mapping[Any, Words]) -> Any:
        if value is None:
            return None
        if name in ENTITY_FIELDS:
            return self._find(value, refers) if isinstance(value, str) else [self._find(id, refers) for id in value]
        if name == "participants":
            return [one | {"entity": self._find(one["entity"], refers)} for one in value]
        return _move_spans(value, places, self._coded.document.text)

    def _find(self, id: str, refers: Refers) -> str:
        """The id that an entity has in this coding, as corrected or as coded."""
        anchor = refers.entities.get(id)
        if anchor is None:
            return id
        there = tuple(self._now["entity"].values())
        for record in (replace(self._coded, entities=there), self._coded):
            found = find_item(anchor, record).id
            if found is not None:
                return found
        raise UsageError(f"{anchor.name} is not among the entities of the document any more")

    def finish(self) -> Record:
        """The record without what was rejected, and without mention of it."""
        changed = {id for id, one in self._told.items() if one.item == "entity" and self._is_changed(id)}
        kept: dict[str, Any] = {
            HOLDERS[item]: tuple(
                self._settle(one, changed) for id, one in self._now[item].items() if id not in self._gone
            )
            for item in ITEMS
        }
        told = any(kept[name] for name in ("events", "meetings", "positions"))
        coded = self._coded
        had = any((coded.events, coded.meetings, coded.positions))
        return replace(coded, relevant=told if told != had else coded.relevant, **kept)

    def _is_changed(self, id: str) -> bool:
        return id in self._gone or self._now["entity"][id].corrected == "corrected"

    def _settle(self, one: Any, changed: set[str]) -> Any:
        """An item without those that were rejected; one that names a corrected entity is not as it was coded."""
        if isinstance(one, Entity):
            return replace(one, members=tuple(id for id in one.members if id not in self._gone))
        plain = to_plain(one)
        ids = set(_walk_ids(plain))
        if not ids & changed and not set(plain.get("events", ())) & self._gone:
            return one
        for name in ("actors", "recipients", "events"):
            if name in plain:
                plain[name] = [id for id in plain[name] if id not in self._gone]
        for name in ("said_by", "speaker", "target"):
            if plain.get(name) in self._gone:
                plain[name] = None
        if "participants" in plain:
            plain["participants"] = [
                self._seat(who) for who in plain["participants"] if who["entity"] not in self._gone
            ]
        if plain.get("speaker") in changed:
            plain["represents"] = self._find_side(plain["speaker"], plain["represents"])
        if ids & changed and one.corrected != "added":
            plain["corrected"] = "corrected"
        return build(type(one), plain)

    def _find_side(self, speaker: str, side: str | None) -> str | None:
        """The side of a position: that of its speaker, where it was taken from the speaker and that is now another."""
        coded = next((one for one in self._coded.entities if one.id == speaker), None)
        now: Entity = self._now["entity"][speaker]
        if coded is None or side != (coded.represents or coded.country):
            return side
        return now.represents or now.country

    def _seat(self, who: dict[str, Any]) -> dict[str, Any]:
        """A participant with what was corrected of the entity behind it."""
        told, now = self._told.get(who["entity"]), self._now["entity"].get(who["entity"])
        if told is None or now is None or told.before is None:
            return who
        fields = {name for name in told.changes if name in ("name", "office", "represents")}
        return who | {name: getattr(now, name) for name in fields}


def _new_id(one: Correction, coded: Record) -> str:
    """An id behind all of the coder's, the same as long as the document is not coded again."""
    numbers = [int(other.id[1:]) for other in getattr(coded, HOLDERS[one.item]) if other.id[1:].isdigit()]
    return f"{LETTERS[one.item]}{max(numbers, default=0) + (one.added or 1)}"


def _score(whole: dict[str, Any], item: Item) -> dict[str, Any]:
    """An event's class, score and nearest CAMEO code are those of its type, modes and contexts."""
    if item != "event":
        return whole
    ontology = load_ontology()
    type, modes, contexts = whole["type"], tuple(whole.get("modes", ())), whole.get("contexts", ())
    quad, score = ontology.types[type].quad, ontology.score(type, modes)
    return whole | {"quad": quad, "score": score, "cameo": ontology.cameo(type, modes, contexts)}


def _move_spans(value: Any, places: Mapping[Any, Words], text: str) -> Any:
    """A plain value whose spans lie where their words are now."""
    if isinstance(value, Mapping):
        return {name: _move_spans(inner, places, text) for name, inner in value.items()}
    if is_span(value):
        words = places.get(tuple(value))
        now = find_words(words, text) if words else None
        if now is None:
            said = words.text if words else "some words"
            raise UsageError(f"{said!r} is not in the text any more, or stands there more than once")
        return list(now)
    if isinstance(value, list | tuple):
        return [_move_spans(inner, places, text) for inner in value]
    return value


def _is_same(name: str, value: Any, now: Any) -> bool:
    """Whether two values are one answer; a day is one however it is worded, a place wherever on the globe it lies."""
    if name == "date" and value and now:
        return bool((value["start"], value["end"]) == (now["start"], now["end"]))
    if name == "place" and value and now:
        return bool((value["name"], value["country"]) == (now["name"], now["country"]))
    if name in ("actors", "recipients", "contexts", "sectors"):
        return sorted(value or ()) == sorted(now or ())
    return bool(value == now)

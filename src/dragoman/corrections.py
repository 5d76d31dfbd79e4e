"""What people say of a coder's answers: the nouns of corrections, beside those of one record in `records`.

A correction is of one entity, event, meeting or position of a document. It is held by an `Anchor`, which says what the
item is about and where its words stand, and not by an id: so it is found again when the document is coded again.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, get_args

from dragoman.records import Entity, Event, Meeting, Position, Span, build, to_plain

Item = Literal["entity", "event", "meeting", "position"]
# "withdrawn" takes a correction back where there was none before it.
Verdict = Literal["confirmed", "corrected", "rejected", "added", "withdrawn"]

ITEMS: tuple[str, ...] = get_args(Item)
VERDICTS: tuple[str, ...] = get_args(Verdict)
# The class of each item, the field of a record that holds it, and the letter of its ids.
CLASSES: Mapping[str, type] = {"entity": Entity, "event": Event, "meeting": Meeting, "position": Position}
HOLDERS: Mapping[str, str] = {"entity": "entities", "event": "events", "meeting": "meetings", "position": "positions"}
LETTERS: Mapping[str, str] = {"entity": "e", "event": "v", "meeting": "m", "position": "p"}


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of a document's text, and where it stood."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Anchor:
    """What an item is about, in so far as another coding of the document would tell it too.

    `told` is an event's type, an entity's kind, a meeting's form or a position's force; `name` an entity's name.
    `words` prove the item most closely (trigger, cue and proposition, mentions), `sentences` are those around them.
    `parties` are codes, or names where there is no code: an event's with their roles ("actor AZE").
    """

    item: Item
    told: str
    name: str | None = None
    words: tuple[Words, ...] = ()
    sentences: tuple[Words, ...] = ()
    parties: tuple[str, ...] = ()
    date: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The anchor as plain values."""
        plain: dict[str, Any] = to_plain(self)
        return plain

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Anchor:
        """The anchor that `to_dict` wrote."""
        found: Anchor = build(cls, data, _HELD)
        return found


_HELD: dict[type, dict[str, type]] = {Anchor: {"words": Words, "sentences": Words}, Words: {"span": Span}}


@dataclass(frozen=True, slots=True)
class Refers:
    """What the entity ids and the spans in a correction's values stand for: these only count within one coding."""

    entities: Mapping[str, Anchor] = field(default_factory=dict)
    words: tuple[Words, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Both as plain values."""
        entities = {id: anchor.to_dict() for id, anchor in self.entities.items()}
        return {"entities": entities, "words": [to_plain(words) for words in self.words]}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Refers:
        """What `to_dict` wrote."""
        entities = {id: Anchor.from_dict(anchor) for id, anchor in data["entities"].items()}
        return cls(entities, tuple(build(Words, words, _HELD) for words in data["words"]))


@dataclass(frozen=True, slots=True)
class Correction:
    """What somebody said of one item of one document, and when (UTC).

    `before` is the item as the coder told it, `None` where the coder had missed it; `added` then is its number among
    the missed ones of the document. `changes` are the fields that are told otherwise, in the record's own form.
    `supersedes` is the earlier correction of the item in whose place this one stands; one that does not stand any more
    is kept. `item_id` is the id of the item in the present coding, `reason` why the correction cannot be applied there.
    """

    id: int
    document_key: int
    document_id: str
    item: Item
    verdict: Verdict
    added: int | None
    anchor: Anchor
    before: Mapping[str, Any] | None
    changes: Mapping[str, Any]
    refers: Refers
    made_by: str
    made_at: datetime
    note: str | None = None
    supersedes: int | None = None
    standing: bool = True
    item_id: str | None = None
    reason: str | None = None

    @property
    def is_applied(self) -> bool:
        """Whether the archive's answer shows it."""
        return self.standing and self.reason is None

    def to_dict(self) -> dict[str, Any]:
        """Who said what of what, as plain values; the anchor by its words and parties."""
        shown = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        del shown["refers"]
        return shown | {"anchor": self.anchor.to_dict(), "made_at": self.made_at.isoformat(timespec="seconds") + "Z"}


def digest_item(item: Any) -> str:
    """A mark by which an item is known to be the one that somebody looked at.

    >>> one = Entity("e1", "Norway", "country")
    >>> digest_item(one) == digest_item(one), digest_item(one) == digest_item(Entity("e1", "Sweden", "country"))
    (True, False)
    """
    plain = json.dumps(to_plain(item), sort_keys=True)
    return hashlib.blake2b(plain.encode("ascii"), digest_size=8).hexdigest()

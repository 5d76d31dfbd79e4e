"""What a person sees and fills in to correct an item: a form for each kind, and what was said of a document before.

The fields are those of `keep.fields`, worded as people type them; what is sent back is compared with what was shown, so
that only what was touched is a correction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from dragoman.corrections import HOLDERS, ITEMS, Correction
from dragoman.knowledge.ontology import load_ontology
from dragoman.records import (
    AUXILIARIES,
    FORCES,
    KINDS,
    MEETING_FORMS,
    STATUSES,
    Place,
    Record,
    Topic,
    When,
    to_plain,
)
from dragoman.show.corrections import describe_changes, describe_item
from dragoman.show.desk.desk import Desk
from dragoman.show.desk.evidence import safe_id

# So many corrections are told on a document's own page; all are in the list.
MOST_SAID = 50


class Choice(NamedTuple):
    """What can be chosen: its value, and its words."""

    value: str
    label: str


class Field(NamedTuple):
    """A field of a form. `kind` is line, lines, one (of `choices`) or many; `value` what it holds, a list for many."""

    name: str
    label: str
    kind: str
    value: Any
    choices: tuple[Choice, ...] = ()
    hint: str = ""


class Said(NamedTuple):
    """A correction in words: what it is of, what it changes, and where its item is shown."""

    of: Correction
    what: str
    changes: tuple[str, ...]
    link: str


def find_item(record: Record, id: str) -> tuple[str, Any] | None:
    """The kind and item of an id of the record; `None` where there is none."""
    for kind in ITEMS:
        for one in getattr(record, HOLDERS[kind]):
            if one.id == id:
                return kind, one
    return None


def cut_proof(text: str, item: Any) -> list[tuple[str, bool]]:
    """A text in pieces, and whether each is of what proves an item: its sentences, else the words that name it.

    >>> from dragoman.records import Entity, Span
    >>> cut_proof("He came. They met. It rained.", Entity("e1", "They", "group", mentions=(Span(9, 13),)))
    [('He came. ', False), ('They', True), (' met. It rained.', False)]
    """
    spans = getattr(item, "sentences", ()) or getattr(item, "mentions", ())
    spans = spans or tuple(filter(None, [getattr(item, "sentence", None)]))
    pieces, at = [], 0
    for span in sorted(spans):
        start = max(span.start, at)
        pieces += [(text[at:start], False), (text[start : span.end], True)]
        at = max(at, span.end)
    return [piece for piece in (*pieces, (text[at:], False)) if piece[0]]


def make_form(record: Record, kind: str, item: Any) -> list[Field]:
    """The fields of one kind of item; with `None` for an item the fields to add one by."""
    return [
        field._replace(value=_show(getattr(item, field.name, None), field.kind)) for field in _FORMS[kind](record, item)
    ]


def read_form(fields: Sequence[Field], given: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """What a person has filled in otherwise than it was shown.

    >>> shown = [Field("date", "Date", "line", "2024-05-03")]
    >>> read_form(shown, {"date": ["2024-05-03 "]}), read_form(shown, {"date": ["2024-05-04"]}), read_form(shown, {})
    ({}, {'date': '2024-05-04'}, {})
    """
    found: dict[str, Any] = {}
    for field in fields:
        if field.name not in given:
            continue
        sent = [one for one in given[field.name] if one]
        if field.kind == "many":
            if sorted(sent) != sorted(field.value):
                found[field.name] = sent
        else:
            value = _squeeze(sent[0] if sent else "")
            if value != _squeeze(field.value):
                found[field.name] = value
    return found


def fill_form(fields: Sequence[Field], given: Mapping[str, Sequence[str]]) -> list[Field]:
    """The form as it was sent, to be shown again: nothing that was typed is lost."""
    return [
        field._replace(
            value=[one for one in given[field.name] if one] if field.kind == "many" else given[field.name][0]
        )
        if given.get(field.name)
        else field
        for field in fields
    ]


def _squeeze(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def find_said(desk: Desk, key: int) -> list[Said]:
    """What stands of a document, the latest first, and no more of it than a page can show."""
    found = desk.work.corrections(document=key, standing=True, latest_first=True, limit=MOST_SAID)
    return [describe_said(one) for one in found]


def describe_said(one: Correction) -> Said:
    """A correction in words."""
    shown = one.item_id if one.item_id and one.verdict != "rejected" else None
    anchor = f"#{shown}" if shown and safe_id(shown, "", 0) == shown else "#said"
    return Said(one, describe_item(one), tuple(describe_changes(one)), f"/document/{one.document_key}{anchor}")


# -- the forms --------------------------------------------------------------------------------


def _show(value: Any, kind: str) -> Any:
    """A value of a record as a person types it."""
    if kind == "many":
        return [getattr(one, "entity", one) for one in value or ()]
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, When):
        return value.start if value.start == value.end else f"{value.start}..{value.end}"
    if isinstance(value, Place):
        return ", ".join(part for part in (value.name, value.country) if part)
    if isinstance(value, Topic):
        return value.text
    if isinstance(value, tuple):
        return ("\n" if kind == "lines" else ", ").join(_show(to_text(one), kind) for one in value)
    return str(value)


def to_text(value: Any) -> str:
    """A member of a list: a subject or result by its words, anything else as it is."""
    plain = to_plain(value)
    return str(plain["text"]) if isinstance(plain, Mapping) else str(plain)


def _line(name: str, label: str, hint: str = "") -> Field:
    return Field(name, label, "line", "", (), hint)


def _lines(name: str, label: str, hint: str = "") -> Field:
    return Field(name, label, "lines", "", (), hint)


def _one(name: str, label: str, words: Sequence[str], *, empty: bool = False) -> Field:
    choices = tuple(Choice(word, word.replace("_", " ")) for word in words)
    return Field(name, label, "one", "", (Choice("", "nobody"), *choices) if empty else choices)


def _who(name: str, label: str, record: Record, *, many: bool) -> Field:
    choices = tuple(_people(record))
    return (
        Field(name, label, "many", [], choices)
        if many
        else Field(name, label, "one", "", (Choice("", "nobody"), *choices))
    )


def _people(record: Record) -> Iterator[Choice]:
    for one in record.entities:
        side = one.represents or one.country
        yield Choice(one.id, f"{one.name} ({side})" if side else one.name)


_YES = ("yes", "no")
_DAYS = "2024-05-03, or 2024-05-03..2024-05-05"
_CODES = "ISO3 of a state (AZE) or acronym of a body (OSCE)"


def _event_form(record: Record, item: Any) -> list[Field]:
    ontology = load_ontology()
    kind = ontology.types.get(getattr(item, "type", ""))
    modes = (
        "of this type: " + (", ".join(kind.modes) or "none")
        if kind
        else "visit, phone, troops, ... as the type has them"
    )
    return [
        _one("type", "Type", sorted(ontology.types)),
        _line("modes", "Modes", modes),
        _one("auxiliary", "Auxiliary", AUXILIARIES),
        _who("actors", "Who did it", record, many=True),
        _who("recipients", "To whom", record, many=True),
        _line("date", "When", _DAYS),
        _line("place", "Where", "Oslo, NOR"),
        _who("said_by", "By whose word", record, many=False),
        _line("contexts", "Contexts", "diplomatic, military, ..."),
    ]


def _meeting_form(record: Record, item: Any) -> list[Field]:
    return [
        _who("participants", "Who met", record, many=True),
        _one("form", "Form", MEETING_FORMS),
        _one("status", "Status", STATUSES),
        _line("date", "When", _DAYS),
        _line("city", "City"),
        _line("country", "Country", "ISO3"),
        _line("host", "Hosting side", _CODES),
        _lines("agenda", "Agenda", "words of the text, a subject a line"),
        _lines("outcomes", "Results", "words of the text, a result a line"),
    ]


def _position_form(record: Record, item: Any) -> list[Field]:
    return [
        _one("force", "Force", FORCES),
        _lines("about", "What was said", "words of the text"),
        _who("speaker", "Who said it", record, many=False),
        _line("represents", "For which side", _CODES),
        _who("target", "Of whom", record, many=False),
        _one("explicit", "Speaker is named", _YES),
        _one("quoted", "Direct speech", _YES),
        _one("boilerplate", "Courtesy without content", _YES),
        _line("contexts", "Contexts", "diplomatic, military, ..."),
    ]


def _entity_form(record: Record, item: Any) -> list[Field]:
    return [
        _line("name", "Name"),
        _one("kind", "Kind", KINDS),
        _line("office", "Office"),
        _line("represents", "Speaks for", _CODES),
        _line("country", "Country", "ISO3 or PLOVER's code of an actor"),
        _line("sectors", "Sectors", "GOV, MIL, ... the primary first"),
        _line("wikidata", "Wikidata", "Q42"),
    ]


_FORMS: dict[str, Any] = {
    "event": _event_form,
    "meeting": _meeting_form,
    "position": _position_form,
    "entity": _entity_form,
}
# The words that prove an item that is added.
PROOFS: dict[str, Field] = {
    "event": _line("trigger", "The word that says it", "as it stands in the text"),
    "meeting": _lines("sentences", "Sentences that tell it", "as they stand in the text, one a line"),
    "position": _lines("about", "What was said", "as it stands in the text"),
    "entity": _lines("mentions", "Words that name it", "as they stand in the text, one a line"),
}


def make_new_form(record: Record, kind: str, words: str = "") -> list[Field]:
    """The fields to add an item of a kind by, its proof first, with the words that were chosen in the text."""
    proof = PROOFS[kind]._replace(value=words)
    return [proof, *(field for field in make_form(record, kind, None) if field.name != proof.name)]

"""Which fields of an item a person can set, and what may stand in them: the record's own names, the ontology's words.

How single values are read stands in `field_values`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dragoman.corrections import Item
from dragoman.errors import UsageError
from dragoman.keep import field_values as values
from dragoman.keep.field_values import Plain, Reading, Setting, many, one_of, or_none
from dragoman.knowledge.ontology import load_ontology
from dragoman.knowledge.overlay import SECTORS
from dragoman.records import AUXILIARIES, FORCES, KINDS, MEETING_FORMS, STATUSES, Record, Span


def check_changes(item: Item, given: Mapping[str, Any], record: Record, now: Mapping[str, Any]) -> Plain:
    """Changes in the record's own form, checked; those that change nothing are left out.

    `now` is the item as it stands, `{}` for one that is to be added.
    """
    fields = FIELDS[item]
    for name in given:
        if name not in fields:
            raise UsageError(f"no field {name!r} to set in {_an(item)}: choose from {', '.join(fields)}")
    setting = Setting(record, now, given)
    found = {name: _read(name, given[name], setting, fields[name]) for name in fields if name in given}
    if item == "event":
        _check_event(found, setting)
    return {name: value for name, value in found.items() if name not in now or now[name] != value}


def check_whole(item: Item, given: Mapping[str, Any], record: Record) -> Plain:
    """All that an item the coder missed must have, checked and filled in from the words that prove it."""
    missing = [name for name in _NEEDED[item] if name not in given]
    if missing:
        raise UsageError(f"{_an(item)} that is added needs {' and '.join(missing)}")
    found = check_changes(item, given, record, {})
    text = record.document.text
    if item == "position":
        found.setdefault("cue", found["about"]["span"])
    if item in ("event", "position"):
        proof = found["trigger"] if item == "event" else found["about"]["span"]
        found.setdefault("sentence", list(find_sentence(text, Span(*proof))))
    if item == "event":
        found.setdefault("sentences", [found["sentence"]])
    if item == "position":
        found = {"speaker": None, "represents": _side_of(found.get("speaker"), record), "quoted": False} | found
        found.setdefault("explicit", found["speaker"] is not None)
    return found


def find_sentence(text: str, span: Span) -> Span:
    """The sentence around a piece of a text: to the line's ends, or to a full stop that a capital follows.

    >>> text = "They met. Ms. Solhaug left. It rained."
    >>> find_sentence(text, Span(10, 13)).of(text)
    'Ms. Solhaug left.'
    """
    ends = [
        match.end() for match in _END.finditer(text) if not _TITLE.search(text, max(0, match.end() - 8), match.end())
    ]
    start = max((end for end in ends if end <= span.start), default=0)
    end = min((end for end in ends if end >= span.end), default=len(text))
    inside = text[start:end]
    start += len(inside) - len(inside.lstrip())
    return Span(start, end - (len(inside) - len(inside.rstrip())))


_END = re.compile(r"[.!?][\"'”’)]?(?=\s+[\"'“‘(]?[A-Z0-9])|\n")
_TITLE = re.compile(r"\b(?:[A-Z]|Mr|Ms|Mrs|Dr|Gen|Sen|St|No)\.\Z")


def _an(item: Item) -> str:
    return f"{'an' if item in ('event', 'entity') else 'a'} {item}"


def _read(name: str, value: Any, setting: Setting, reading: Reading) -> Any:
    try:
        return reading(value, setting)
    except UsageError as error:
        raise UsageError(f"{name}: {error}") from None


def _side_of(id: str | None, record: Record) -> str | None:
    """Whom an entity speaks for."""
    found = next((one for one in record.entities if one.id == id), None)
    return (found.represents or found.country) if found else None


def _check_event(found: Plain, setting: Setting) -> None:
    """Modes of another type fall away with it; a type that needs a recipient has one; its sentence holds its word."""
    now = setting.now
    kind = load_ontology().types[found.get("type") or now["type"]]
    if "type" in found and "modes" not in found and now.get("modes"):
        found["modes"] = [mode for mode in now["modes"] if mode in kind.modes]
    if kind.needs_recipient and ({"type", "recipients"} & found.keys()):
        recipients = found.get("recipients", now.get("recipients", []))
        if not recipients:
            raise UsageError(f"{kind.name} needs a recipient: set recipients as well")
    if "trigger" in found or "sentence" in found:
        trigger = Span(*(found["trigger"] if "trigger" in found else now["trigger"]))
        sentence = found.get("sentence", now.get("sentence"))
        if sentence is None or not Span(*sentence).covers(trigger):
            if "sentence" in found:
                raise UsageError(f"the trigger {trigger.of(setting.text)!r} is not in the sentence")
            found["sentence"] = list(find_sentence(setting.text, trigger))


_SPANS = many(values.read_span, ";")

FIELDS: Mapping[str, Mapping[str, Reading]] = {
    "entity": {
        "name": values.read_text,
        "kind": one_of(KINDS),
        "office": or_none(values.read_text),
        "represents": or_none(values.read_side),
        "country": or_none(values.read_code),
        "sectors": many(one_of(sorted(SECTORS), upper=True)),
        "wikidata": or_none(values.read_wikidata),
        "mentions": _SPANS,
        "members": many(values.read_entity),
    },
    "event": {
        "type": values.read_type,
        "modes": values.read_modes,
        "contexts": values.read_contexts,
        "auxiliary": one_of(AUXILIARIES),
        "actors": many(values.read_entity),
        "recipients": many(values.read_entity),
        "date": or_none(values.read_when),
        "place": or_none(values.read_place),
        "said_by": or_none(values.read_entity),
        "trigger": values.read_span,
        "sentence": values.read_span,
        "sentences": _SPANS,
    },
    "meeting": {
        "participants": values.read_people,
        "form": one_of(MEETING_FORMS),
        "host": or_none(values.read_side),
        "country": or_none(values.read_code),
        "city": or_none(values.read_text),
        "date": or_none(values.read_when),
        "status": one_of(STATUSES),
        "agenda": many(values.read_topic, ";"),
        "outcomes": many(values.read_outcome, ";"),
        "sentences": _SPANS,
    },
    "position": {
        "speaker": or_none(values.read_entity),
        "represents": or_none(values.read_side),
        "explicit": values.read_truth,
        "quoted": values.read_truth,
        "force": one_of(FORCES),
        "about": values.read_topic,
        "target": or_none(values.read_entity),
        "contexts": values.read_contexts,
        "boilerplate": values.read_truth,
        "cue": values.read_span,
        "sentence": values.read_span,
    },
}
# What nobody can fill in for a person who adds an item.
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "entity": ("name", "kind", "mentions"),
    "event": ("type", "trigger"),
    "meeting": ("participants", "sentences"),
    "position": ("force", "about"),
}
# The fields that hold ids of entities, one or many.
ENTITY_FIELDS = frozenset(["actors", "recipients", "said_by", "speaker", "target", "members"])

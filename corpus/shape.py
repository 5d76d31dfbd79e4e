"""The fields of a sheet: which there are, which must be there, and what kind of value each holds.

Source: SHEET.md. Nothing here looks at what a value means; that is `check`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple


class Field(NamedTuple):
    """What a field holds: "text", "flag", "number", "texts", "numbers", or the fields of an object.

    `nullable` says that null is an answer, `many` that it is a list of objects.
    """

    holds: str | Mapping[str, Field]
    required: bool = True
    nullable: bool = False
    many: bool = False


TEXT = Field("text")
TEXT_OR_NULL = Field("text", nullable=True)
MAYBE_TEXT = Field("text", required=False, nullable=True)
FLAG = Field("flag")
MAYBE_FLAG = Field("flag", required=False)
NUMBER = Field("number")
TEXTS = Field("texts")
MAYBE_TEXTS = Field("texts", required=False)

DATE = {"text": TEXT, "start": TEXT_OR_NULL, "end": TEXT_OR_NULL}
PLACE = {"text": TEXT, "name": TEXT, "country": MAYBE_TEXT}
ENTITY = {
    "id": TEXT,
    "name": TEXT,
    "kind": TEXT,
    "office": MAYBE_TEXT,
    "represents": MAYBE_TEXT,
    "country": MAYBE_TEXT,
    "sectors": MAYBE_TEXTS,
    "mentions": TEXTS,
    "members": MAYBE_TEXTS,
}
EVENT = {
    "type": TEXT,
    "modes": MAYBE_TEXTS,
    "contexts": MAYBE_TEXTS,
    "auxiliary": TEXT,
    "actors": TEXTS,
    "recipients": TEXTS,
    "sentence": NUMBER,
    "trigger": TEXT,
    "sentences": Field("numbers", required=False),
    "date": Field(DATE, required=False, nullable=True),
    "place": Field(PLACE, required=False, nullable=True),
    "said_by": MAYBE_TEXT,
}
ATTRIBUTION = {
    "sentence": NUMBER,
    "source": TEXT_OR_NULL,
    "source_text": MAYBE_TEXT,
    "cue": TEXT,
    "content": TEXT,
    "explicit": FLAG,
    "quoted": MAYBE_FLAG,
}
POSITION = {
    "sentence": NUMBER,
    "speaker": TEXT_OR_NULL,
    "represents": TEXT_OR_NULL,
    "explicit": FLAG,
    "inferred": MAYBE_FLAG,
    "quoted": MAYBE_FLAG,
    "force": TEXT,
    "about": TEXT,
    "target": MAYBE_TEXT,
    "contexts": MAYBE_TEXTS,
    "boilerplate": MAYBE_FLAG,
}
PARTICIPANT = {"entity": TEXT}
MEETING = {
    "participants": Field(PARTICIPANT, many=True),
    "form": TEXT,
    "host": MAYBE_TEXT,
    "country": MAYBE_TEXT,
    "city": MAYBE_TEXT,
    "date": Field(DATE, required=False, nullable=True),
    "status": TEXT,
    "agenda": MAYBE_TEXTS,
    "outcomes": MAYBE_TEXTS,
    "sentences": Field("numbers"),
}
TOPIC = {
    "topic": TEXT,
    "a": TEXT_OR_NULL,
    "b": TEXT_OR_NULL,
    "match": TEXT,
    "raised_by": MAYBE_TEXT,
}
PAIR = {"topics": Field(TOPIC, many=True)}
SHEET: Mapping[str, Field] = {
    "id": TEXT,
    "family": TEXT,
    "genre": TEXT,
    "style": TEXT,
    "region": TEXT,
    "title": TEXT_OR_NULL,
    "published": TEXT_OR_NULL,
    "publisher": MAYBE_TEXT,
    "text": TEXT,
    "relevant": FLAG,
    "entities": Field(ENTITY, many=True),
    "events": Field(EVENT, many=True),
    "attributions": Field(ATTRIBUTION, required=False, many=True),
    "positions": Field(POSITION, required=False, many=True),
    "meetings": Field(MEETING, required=False, many=True),
    "boilerplate": Field("numbers", required=False),
    "pair": Field(PAIR, required=False, nullable=True),
}


def find_misfits(
    data: Mapping[str, Any], fields: Mapping[str, Field] = SHEET, at: str = ""
) -> Iterator[tuple[str, str]]:
    """Each field that is missing, unknown or of the wrong kind, and why.

    >>> list(find_misfits({"entity": 3, "role": "host"}, PARTICIPANT))
    [('role', 'unknown field'), ('entity', 'must be text')]
    """
    for name in data:
        if name not in fields:
            yield f"{at}{name}", "unknown field"
    for name, field in fields.items():
        if name not in data:
            if field.required:
                yield f"{at}{name}", "missing"
        elif data[name] is not None or not field.nullable:
            yield from _misfits_of(data[name], field, f"{at}{name}")


def _misfits_of(value: Any, field: Field, at: str) -> Iterator[tuple[str, str]]:
    if isinstance(field.holds, str):
        if not _fits(value, field.holds):
            yield at, f"must be {_WORDED[field.holds]}" + (" or null" if field.nullable else "")
    elif field.many:
        if not isinstance(value, list):
            yield at, "must be a list of objects"
            return
        for number, item in enumerate(value):
            yield from _misfits_of(item, field._replace(many=False), f"{at}[{number}]")
    elif isinstance(value, dict):
        yield from find_misfits(value, field.holds, f"{at}.")
    else:
        yield at, "must be an object"


_WORDED = {
    "text": "text",
    "flag": "true or false",
    "number": "a whole number",
    "texts": "a list of texts",
    "numbers": "a list of whole numbers",
}


def _fits(value: Any, holds: str) -> bool:
    if holds in ("texts", "numbers"):
        return isinstance(value, list) and all(_fits(item, holds[:-1]) for item in value)
    if holds == "text":
        return isinstance(value, str) and value.strip() == value != ""
    if holds == "flag":
        return isinstance(value, bool)
    return isinstance(value, int) and not isinstance(value, bool)

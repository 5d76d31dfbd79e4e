"""Single values of a record as people give them: read, checked, and put into the record's own form.

A value comes as the record has it (from Python, from an API) or as people type it (on a command line, in a form):
"visit, phone", "2024-05-03..2024-05-05", "Oslo, NOR", words of the text for a piece of it. What cannot be is refused in
one line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dragoman import knowledge
from dragoman.errors import UsageError
from dragoman.keep.anchors import is_span, walk_spans
from dragoman.knowledge import Knowledge
from dragoman.knowledge.ontology import load_ontology
from dragoman.records import Entity, Record
from dragoman.settings import Settings

# A name, a note: what a person types on a line. Propositions are words of the text and not limited here.
MAX_TEXT_CHARS = 500

Plain = dict[str, Any]


def _known() -> Knowledge:
    """The knowledge base with what the user has added to it, as the coder has it."""
    return knowledge.load(Settings.from_environment().knowledge)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a value is checked against: the record it belongs to, the item as it is now, and all that is to be set."""

    record: Record
    now: Mapping[str, Any]
    given: Mapping[str, Any]

    @property
    def text(self) -> str:
        """The document's text."""
        return self.record.document.text

    def find_entity(self, id: str) -> Entity:
        """The entity of an id; `UsageError` where the record has none."""
        for one in self.record.entities:
            if one.id == id:
                return one
        raise UsageError(f"no entity {id!r} in the document: add it first")


Reading = Callable[[Any, Setting], Any]


def read_text(value: Any, setting: Setting) -> str:
    """Some words on one line."""
    if not isinstance(value, str):
        raise UsageError("no text")
    clean = " ".join(value.split())
    if not clean:
        raise UsageError("is empty")
    if len(clean) > MAX_TEXT_CHARS:
        raise UsageError(f"more than {MAX_TEXT_CHARS} characters")
    return clean.encode("utf-8", "replace").decode("utf-8")


def or_none(reading: Reading) -> Reading:
    """What may be left empty."""

    def read(value: Any, setting: Setting) -> Any:
        empty = value is None or (isinstance(value, str) and not value.strip())
        return None if empty else reading(value, setting)

    return read


def one_of(words: Collection[str], *, upper: bool = False) -> Reading:
    """One of a few words."""

    def read(value: Any, setting: Setting) -> str:
        word = value.strip() if isinstance(value, str) else ""
        word = word.upper() if upper else word
        if word not in words:
            raise UsageError(f"no {value!r}: choose from {', '.join(words)}")
        return word

    return read


def read_truth(value: Any, setting: Setting) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().lower() in ("true", "yes", "false", "no"):
        return value.strip().lower() in ("true", "yes")
    raise UsageError(f"no {value!r}: true or false")


def _split(value: Any, marks: str = ",") -> list[Any]:
    """A list, or the parts of a text between marks."""
    if value is None:
        return []
    if isinstance(value, str):
        return [part.strip() for part in re.split(f"[{marks}\n]", value) if part.strip()]
    if isinstance(value, list | tuple):
        return list(value)
    raise UsageError("no list")


def many(reading: Reading, marks: str = ",") -> Reading:
    """Several values, each once, in their order."""

    def read(value: Any, setting: Setting) -> list[Any]:
        found: list[Any] = []
        for part in _split(value, marks):
            one = reading(part, setting)
            if one not in found:
                found.append(one)
        return found

    return read


def read_entity(value: Any, setting: Setting) -> str:
    return setting.find_entity(read_text(value, setting)).id


def _participant(value: Any, setting: Setting) -> Plain:
    """Who sat there: the entity's id, with its name, office and side unless others are given."""
    given = value if isinstance(value, Mapping) else {"entity": value}
    found = setting.find_entity(read_text(given.get("entity"), setting))
    seated = {one["entity"]: one for one in setting.now.get("participants", ())}
    own = {"entity": found.id, "name": found.name, "office": found.office, "represents": found.represents}
    own |= seated.get(found.id, {})
    for name, reading in (("name", read_text), ("office", or_none(read_text)), ("represents", or_none(read_side))):
        if name in given:
            own[name] = reading(given[name], setting)
    return own


def read_people(value: Any, setting: Setting) -> list[Plain]:
    found: list[Plain] = many(_participant)(value, setting)
    if not found:
        raise UsageError("somebody has to sit at the table: reject a meeting that was none")
    return found


def read_code(value: Any, setting: Setting) -> str:
    """An actor code: ISO3, or PLOVER's of those that are no state."""
    code = read_text(value, setting).upper()
    if code in _known().codes() or code in {one.country for one in setting.record.entities}:
        return code
    raise UsageError(f"no state's code (ISO3) and no actor code of PLOVER's: {value!r}")


def read_side(value: Any, setting: Setting) -> str:
    """A code that somebody can speak for: a state's, or an organisation's acronym."""
    code = read_text(value, setting)
    known = _known()
    states = known.codes()
    if code in states or _is_body(known, code) or code in {one.represents for one in setting.record.entities}:
        return code
    if code.upper() in states:
        return code.upper()
    raise UsageError(f"no state's code (ISO3) and no organisation's acronym: {value!r}")


def _is_body(known: Knowledge, code: str) -> bool:
    try:
        return known.get(code).represents == code
    except KeyError:
        return False


def read_wikidata(value: Any, setting: Setting) -> str:
    id = read_text(value, setting).upper()
    if not re.fullmatch(r"Q[1-9][0-9]{0,11}", id):
        raise UsageError(f"no id of Wikidata's (Q42): {value!r}")
    return id


def read_when(value: Any, setting: Setting) -> Plain:
    """A day, or two with dots between; the words it rests on stay those it had."""
    given = dict(value) if isinstance(value, Mapping) else {}
    if isinstance(value, str):
        first, _, last = value.strip().partition("..")
        given = {"start": first.strip(), "end": (last or first).strip()}
    start, end = _day(given.get("start")), _day(given.get("end") or given.get("start"))
    if start > end:
        raise UsageError(f"{start} is behind {end}")
    words = given.get("text") or (setting.now.get("date") or {}).get("text")
    return {"start": start.isoformat(), "end": end.isoformat(), "text": words, "granularity": _granularity(start, end)}


def _day(value: Any) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise UsageError(f"no day like 2024-05-03: {value!r}") from None


def _granularity(start: date, end: date) -> str:
    """The unit of the calendar that two days are the ends of, else "span"."""
    after = end + timedelta(days=1)
    if start == end:
        return "day"
    if start.day == 1 and after.day == 1:
        months = (after.year - start.year) * 12 + after.month - start.month
        if months == 1:
            return "month"
        if months == 12 and start.month == 1:
            return "year"
    return "span"


def read_place(value: Any, setting: Setting) -> Plain:
    """A name with its state: "Oslo, NOR". Where the gazetteer has one such place, it says where on the globe."""
    if isinstance(value, Mapping):
        given = dict(value)
    else:
        name, _, code = read_text(value, setting).rpartition(",")
        given = {"name": name, "country": code} if name else {"name": code, "country": None}
    name, country = read_text(given.get("name"), setting), or_none(read_code)(given.get("country"), setting)
    empty = {"lat": None, "lon": None, "geonames": None, "granularity": None, "reason": "set by a person"}
    found = {"name": name, "country": country} | empty
    now = setting.now.get("place")
    if now and (now["name"], now["country"]) == (name, country) and not given.keys() - {"name", "country"}:
        return dict(now)
    if given.keys() & {"lat", "lon"}:
        lat, lon = _number(given.get("lat"), 90), _number(given.get("lon"), 180)
        return found | {
            "lat": lat,
            "lon": lon,
            "geonames": given.get("geonames"),
            "granularity": given.get("granularity"),
        }
    return found | find_globe(name, country)


def _number(value: Any, most: int) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not -most <= value <= most:
        raise UsageError(f"no degrees up to {most}: {value!r}")
    return float(value)


def find_globe(name: str, country: str | None) -> Plain:
    """Coordinates and number of the one place that the gazetteer has under a name in a state; nothing where it has not.

    >>> find_globe("Oslo", "NOR")["geonames"], find_globe("Oslo", "KEN")
    (3143244, {})
    """
    known, words = _known(), name.split()
    found = known.match(words, 0) if words else None
    readings = [*(found[1] if found and found[0] == len(words) else ()), *known.towns(name)]
    fit = {one.geonames: one for one in readings if one.geonames and one.country == country}
    if len(fit) != 1:
        return {}
    ((number, one),) = fit.items()
    return {"lat": one.lat, "lon": one.lon, "geonames": number, "granularity": None if one.region else "city"}


def read_span(value: Any, setting: Setting) -> list[int]:
    """A piece of the text: `[start, end]`, "120-135", or its very words, which must stand there once."""
    if is_span(value):
        start, end = value
    elif isinstance(value, str) and (found := re.fullmatch(r"\s*(\d{1,9})-(\d{1,9})\s*", value)):
        start, end = int(found[1]), int(found[2])
    else:
        start, end = _find(value, setting)
    if not 0 <= start < end <= len(setting.text):
        raise UsageError(f"no piece of the text, which has {len(setting.text):,} characters: {start}-{end}")
    return [start, end]


def _find(value: Any, setting: Setting) -> tuple[int, int]:
    """Where words stand: once among those of the item, else once in the text, or in the sentences of the item."""
    words = value.strip() if isinstance(value, str) else ""
    if not words:
        raise UsageError("no words of the text")
    places = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", setting.text)]
    told = {span.start for span in walk_spans(setting.now) if span.of(setting.text) == words}
    if len(told) == 1:
        (at,) = told
        return at, at + len(words)
    if len(places) > 1:
        inside = [*setting.now.get("sentences", ()), *filter(is_span, [setting.now.get("sentence")])]
        given = setting.given.get("sentence")
        inside += [read_span(given, Setting(setting.record, {}, {}))] if given else []
        near = [at for at in places if any(start <= at and at + len(words) <= end for start, end in inside)]
        places = near if len(near) == 1 else places
    if not places:
        raise UsageError(f"not in the text: {words!r}")
    if len(places) > 1:
        raise UsageError(f"{len(places)} times in the text: {words!r} (say which as START-END, or give more words)")
    return places[0], places[0] + len(words)


def read_topic(value: Any, setting: Setting) -> Plain:
    """A subject: words of the text, with the contexts they had."""
    given = value if isinstance(value, Mapping) else {"span": value}
    start, end = read_span(given.get("span", given.get("text")), setting)
    words = setting.text[start:end]
    told = [*setting.now.get("agenda", ()), *filter(None, [setting.now.get("about")])]
    same: list[str] = next((one["contexts"] for one in told if one["span"] == [start, end]), [])
    contexts = read_contexts(given["contexts"], setting) if "contexts" in given else list(same)
    return {"text": words, "span": [start, end], "contexts": contexts}


def read_outcome(value: Any, setting: Setting) -> Plain:
    topic = read_topic(value, setting)
    return {"text": topic["text"], "span": topic["span"]}


def read_type(value: Any, setting: Setting) -> str:
    return str(one_of(load_ontology().types, upper=True)(value, setting))


def read_contexts(value: Any, setting: Setting) -> list[str]:
    found: list[str] = many(one_of(load_ontology().contexts))(value, setting)
    return found


def read_modes(value: Any, setting: Setting) -> list[str]:
    """Modes of the type that the event has, or is to have."""
    given = setting.given.get("type") or setting.now.get("type")
    kind = load_ontology().types[read_type(given, setting)]
    words = _split(value)
    if words and not kind.modes:
        raise UsageError(f"{kind.name} has none")
    found: list[str] = many(one_of(kind.modes))(words, setting)
    return found

"""Whether a sheet keeps the rules of SHEET.md and GUIDELINE.md: one fault for each thing that does not.

A sheet whose fields are not in shape is asked no further. What is asked: the document's own fields,
its entities, then events, attributions, positions, meetings, and what they say of each other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from corpus import codes
from corpus.meets import finds_consult
from corpus.pairs import check_pair
from corpus.quotes import Page, QuoteError
from corpus.shape import find_misfits
from corpus.sheets import Fault, Sheet
from dragoman.knowledge.ontology import load_ontology
from dragoman.records import AUXILIARIES, FORCES, KINDS, MEETING_FORMS, STATUSES, Span

# What is wrong at a field: its path and the reason.
Found = Iterator[tuple[str, str]]

_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


def check_sheets(sheets: Sequence[Sheet]) -> list[Fault]:
    """Every fault of some sheets, in their order; an id told twice is one of the later sheet."""
    faults: list[Fault] = []
    seen: dict[str, Sheet] = {}
    for sheet in sheets:
        first = seen.setdefault(sheet.id, sheet)
        if first is not sheet and sheet.id != "?":
            faults.append(sheet.fault("id", f"is also the id of {first.file}:{first.line}"))
        faults += check_sheet(sheet) or check_pair(sheet, sheets)
    return faults


def check_sheet(sheet: Sheet) -> list[Fault]:
    """The faults of one sheet."""
    misfits = [sheet.fault(field, reason) for field, reason in find_misfits(sheet.data)]
    if misfits:
        return misfits
    page = Page(sheet.data["text"])
    return [sheet.fault(field, reason) for ask in _QUESTIONS for field, reason in ask(sheet.data, page)]


def _ask_document(data: Mapping[str, Any], page: Page) -> Found:
    if not _ID.fullmatch(data["id"]):
        yield "id", "must be lower-case letters and digits joined by - or _"
    yield from _ask_choice("genre", data["genre"], codes.GENRES)
    yield from _ask_choice("region", data["region"], codes.REGIONS)
    if data["published"] is not None:
        yield from _ask_day("published", data["published"])
    if data["genre"] == "negative" and data["relevant"]:
        yield "relevant", "a negative is not relevant"
    if not data["relevant"]:
        for field in ("events", "meetings", "positions"):
            if data.get(field):
                yield field, "must be empty: the document is not relevant"
    yield from _ask_sentences("boilerplate", data.get("boilerplate", ()), page)


def _ask_entities(data: Mapping[str, Any], page: Page) -> Found:
    ids = Counter(entity["id"] for entity in data["entities"])
    owners: dict[Span, str] = {}
    for number, entity in enumerate(data["entities"]):
        at = f"entities[{number}]"
        if ids[entity["id"]] > 1:
            yield f"{at}.id", f"{entity['id']!r} is the id of {ids[entity['id']]} entities"
        yield from _ask_choice(f"{at}.kind", entity["kind"], KINDS)
        yield from _ask_choices(f"{at}.sectors", entity.get("sectors", ()), codes.SECTORS)
        yield from _ask_code(f"{at}.country", entity.get("country"))
        yield from _ask_side(f"{at}.represents", entity.get("represents"), page)
        yield from _ask_ids(f"{at}.members", entity.get("members", ()), ids)
        yield from _ask_mentions(at, entity, page, owners)


def _ask_mentions(at: str, entity: Mapping[str, Any], page: Page, owners: dict[Span, str]) -> Found:
    """Its mentions are in the text, apart from each other, and nobody else's."""
    if not entity["mentions"]:
        yield f"{at}.mentions", "no words of the text name it"
    own: list[Span] = []
    for number, quote in enumerate(entity["mentions"]):
        field = f"{at}.mentions[{number}]"
        try:
            span = page.find(quote)
        except QuoteError as wrong:
            yield field, str(wrong)
            continue
        for other in own:
            if span.meets(other):
                yield field, f"{quote!r} overlaps {other.of(page.text)!r} of the same entity"
        owner = owners.setdefault(span, entity["id"])
        if owner != entity["id"]:
            yield field, f"{quote!r} is also a mention of {owner}"
        own.append(span)


def _ask_events(data: Mapping[str, Any], page: Page) -> Found:
    ids = [entity["id"] for entity in data["entities"]]
    for number, event in enumerate(data["events"]):
        at = f"events[{number}]"
        yield from _ask_type(at, event)
        yield from _ask_choices(f"{at}.contexts", event.get("contexts", ()), codes.CONTEXTS)
        yield from _ask_choice(f"{at}.auxiliary", event["auxiliary"], AUXILIARIES)
        yield from _ask_ids(f"{at}.actors", event["actors"], ids)
        yield from _ask_ids(f"{at}.recipients", event["recipients"], ids)
        yield from _ask_ids(f"{at}.said_by", _one(event.get("said_by")), ids)
        yield from _ask_sentences(f"{at}.sentences", event.get("sentences", ()), page)
        yield from _ask_sentence_quotes(at, event, page, inside=("trigger",))
        find = partial(page.find_near, sentence=event["sentence"])
        yield from _ask_date(at, event.get("date"), find)
        yield from _ask_place(at, event.get("place"), find)
        if event["sentence"] in data.get("boilerplate", ()):
            yield f"{at}.sentence", "is boilerplate, which holds no event"


def _ask_type(at: str, event: Mapping[str, Any]) -> Found:
    """The type is one of the sixteen, its modes its own, and its roles are filled."""
    types = load_ontology().types
    kind = types.get(event["type"])
    if kind is None:
        yield from _ask_choice(f"{at}.type", event["type"], tuple(types))
        return
    modes = tuple(kind.modes)
    for mode in event.get("modes", ()):
        if mode not in modes:
            yield f"{at}.modes", f"{kind.name} has no mode {mode!r}" + (f"; it has {', '.join(modes)}" if modes else "")
    if not event["actors"] and not event["recipients"]:
        yield f"{at}.actors", "an event needs an actor or a recipient"
    if kind.needs_recipient and not event["recipients"]:
        yield f"{at}.recipients", f"{kind.name} needs a recipient"
    for both in sorted(set(event["actors"]) & set(event["recipients"])):
        yield f"{at}.recipients", f"{both!r} is an actor too"


def _ask_attributions(data: Mapping[str, Any], page: Page) -> Found:
    ids = [entity["id"] for entity in data["entities"]]
    for number, said in enumerate(data.get("attributions", ())):
        at = f"attributions[{number}]"
        yield from _ask_ids(f"{at}.source", _one(said["source"]), ids)
        yield from _ask_sentence_quotes(at, said, page, inside=("cue",), near=("content", "source_text"))


def _ask_positions(data: Mapping[str, Any], page: Page) -> Found:
    ids = [entity["id"] for entity in data["entities"]]
    for number, said in enumerate(data.get("positions", ())):
        at = f"positions[{number}]"
        yield from _ask_choice(f"{at}.force", said["force"], FORCES)
        yield from _ask_choices(f"{at}.contexts", said.get("contexts", ()), codes.CONTEXTS)
        yield from _ask_ids(f"{at}.speaker", _one(said["speaker"]), ids)
        yield from _ask_ids(f"{at}.target", _one(said.get("target")), ids)
        yield from _ask_side(f"{at}.represents", said["represents"], page)
        yield from _ask_sentence_quotes(at, said, page, near=("about",))
        if said["speaker"] is not None and not said["explicit"]:
            yield f"{at}.speaker", "must be null where explicit is false"


def _ask_meetings(data: Mapping[str, Any], page: Page) -> Found:
    ids = [entity["id"] for entity in data["entities"]]
    for number, meeting in enumerate(data.get("meetings", ())):
        at = f"meetings[{number}]"
        yield from _ask_choice(f"{at}.form", meeting["form"], MEETING_FORMS)
        yield from _ask_choice(f"{at}.status", meeting["status"], STATUSES)
        yield from _ask_side(f"{at}.host", meeting.get("host"), page)
        yield from _ask_code(f"{at}.country", meeting.get("country"))
        yield from _ask_sentences(f"{at}.sentences", meeting["sentences"], page)
        if not meeting["participants"]:
            yield f"{at}.participants", "a meeting needs a participant"
        yield from _ask_ids(f"{at}.participants", [who["entity"] for who in meeting["participants"]], ids)
        find = partial(page.find_among, sentences=meeting["sentences"])
        for field in ("agenda", "outcomes"):
            for place, quote in enumerate(meeting.get(field, ())):
                yield from _ask_quote(f"{at}.{field}[{place}]", quote, find)
        yield from _ask_date(at, meeting.get("date"), find)
        if meeting["status"] == "held" and not finds_consult(meeting, data["events"], data["entities"]):
            yield f"{at}.status", "held, but no CONSULT event has its parties or its sentences"


_QUESTIONS: tuple[Callable[[Mapping[str, Any], Page], Found], ...] = (
    _ask_document,
    _ask_entities,
    _ask_events,
    _ask_attributions,
    _ask_positions,
    _ask_meetings,
)


def _one(value: str | None) -> tuple[str, ...]:
    return () if value is None else (value,)


def _ask_choice(at: str, value: str, choices: Sequence[str]) -> Found:
    if value not in choices:
        yield at, f"{value!r} is none of {', '.join(choices)}"


def _ask_choices(at: str, values: Sequence[str], choices: Sequence[str]) -> Found:
    for value in values:
        yield from _ask_choice(at, value, choices)
    yield from _ask_twins(at, values)


def _ask_ids(at: str, values: Sequence[str], ids: Iterable[str]) -> Found:
    known = set(ids)
    for value in values:
        if value not in known:
            yield at, f"no entity has the id {value!r}"
    yield from _ask_twins(at, values)


def _ask_twins(at: str, values: Sequence[object]) -> Found:
    for value, times in Counter(values).items():
        if times > 1:
            yield at, f"{value!r} is there {times} times"


def _ask_sentences(at: str, numbers: Sequence[int], page: Page) -> Found:
    for number in numbers:
        if not page.has_sentence(number):
            yield at, f"no sentence {number}: the text has 0 to {len(page.sentences) - 1}"
    yield from _ask_twins(at, numbers)


def _ask_sentence_quotes(
    at: str, data: Mapping[str, Any], page: Page, *, inside: Sequence[str] = (), near: Sequence[str] = ()
) -> Found:
    """The sentence exists, holds the quotes `inside` it, and those `near` are there or in the text."""
    number = data["sentence"]
    if not page.has_sentence(number):
        yield from _ask_sentences(f"{at}.sentence", (number,), page)
        return
    for field in inside:
        yield from _ask_quote(f"{at}.{field}", data[field], partial(page.find_in, sentence=number))
    for field in near:
        if data.get(field) is not None:
            yield from _ask_quote(f"{at}.{field}", data[field], partial(page.find_near, sentence=number))


def _ask_quote(at: str, quote: str, find: Callable[[str], Span]) -> Found:
    try:
        find(quote)
    except QuoteError as wrong:
        yield at, str(wrong)


def _ask_code(at: str, code: str | None) -> Found:
    reason = codes.country_fault(code) if code is not None else None
    if reason:
        yield at, reason


def _ask_side(at: str, code: str | None, page: Page) -> Found:
    reason = codes.side_fault(code, page.text) if code is not None else None
    if reason:
        yield at, reason


def _ask_place(at: str, place: Mapping[str, Any] | None, find: Callable[[str], Span]) -> Found:
    if place is not None:
        yield from _ask_quote(f"{at}.place.text", place["text"], find)
        yield from _ask_code(f"{at}.place.country", place.get("country"))


def _ask_date(at: str, when: Mapping[str, Any] | None, find: Callable[[str], Span]) -> Found:
    if when is None:
        return
    yield from _ask_quote(f"{at}.date.text", when["text"], find)
    start, end = when["start"], when["end"]
    if (start is None) != (end is None):
        yield f"{at}.date", "start and end are both days or both null"
    if start is None or end is None:
        return
    wrong = [*_ask_day(f"{at}.date.start", start), *_ask_day(f"{at}.date.end", end)]
    yield from wrong
    if not wrong and start > end:
        yield f"{at}.date", f"starts on {start}, after its end {end}"


def _ask_day(at: str, day: str) -> Found:
    try:
        iso = date.fromisoformat(day).isoformat() == day
    except ValueError:
        iso = False
    if not iso:
        yield at, f"{day!r} is no ISO day (2024-05-07)"

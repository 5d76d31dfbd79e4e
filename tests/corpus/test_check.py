"""A sheet without fault is taken; each way of spoiling it is refused, at the field that was spoiled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from corpus.__main__ import main
from corpus.check import check_sheets
from corpus.sheets import Sheet, read_sheets

Data = dict[str, Any]
Write = Callable[[list[Data]], Path]

# What is put where in the first sheet, the field that is named, and a word of the reason.
SPOILS: dict[str, tuple[str, Any, str, str]] = {
    "an id in capitals": ("id", "OMN", "id", "lower-case"),
    "no such genre": ("genre", "novel", "genre", "none of"),
    "no such region": ("region", "mars", "region", "none of"),
    "a date in words": ("published", "9 May 2024", "published", "ISO day"),
    "a day that is none": ("published", "2024-02-30", "published", "ISO day"),
    "an ISO week": ("published", "2024-W19-4", "published", "ISO day"),
    "an empty text": ("text", "", "text", "must be text"),
    "a flag in words": ("relevant", "yes", "relevant", "true or false"),
    "an unknown field": ("mood", "friendly", "mood", "unknown field"),
    "an unknown field inside": ("events.0.actor", "e1", "events[0].actor", "unknown field"),
    "a list that is none": ("events", {}, "events", "list of objects"),
    "no such kind": ("entities.0.kind", "human", "entities[0].kind", "none of"),
    "two entities of one id": ("entities.1.id", "e1", "entities[0].id", "2 entities"),
    "no such sector": ("entities.0.sectors", ["GOVT"], "entities[0].sectors", "none of"),
    "no such country": ("entities.0.country", "OMA", "entities[0].country", "no country"),
    "no such side": ("entities.0.represents", "OMA", "entities[0].represents", "no known body"),
    "a body's other name": ("entities.0.represents", "UN", "entities[0].represents", "write UNO"),
    "no such member": ("entities.2.members", ["e9"], "entities[2].members", "e9"),
    "words not in the text": ("entities.0.mentions", ["Salma Rashidi"], "entities[0].mentions[0]", "not in the text"),
    "part of a word": ("entities.0.mentions", ["tank"], "entities[0].mentions[0]", "not in the text"),
    "words in two places": ("entities.0.mentions", ["Muscat"], "entities[0].mentions[0]", "add @n"),
    "a third of two": ("entities.0.mentions", ["Muscat@3"], "entities[0].mentions[0]", "no @3"),
    "no mention": ("entities.0.mentions", [], "entities[0].mentions", "no words"),
    "mentions that overlap": ("entities.1.mentions", ["Peter Otieno", "Otieno"], "entities[1].mentions[1]", "overlaps"),
    "a mention of two": ("entities.1.mentions", ["She"], "entities[1].mentions[0]", "also a mention of e1"),
    "no such type": ("events.0.type", "MEET", "events[0].type", "none of"),
    "another type's mode": ("events.0.modes", ["drone"], "events[0].modes", "no mode 'drone'"),
    "no such context": ("events.0.contexts", ["sport"], "events[0].contexts", "none of"),
    "no such auxiliary": ("events.0.auxiliary", "past", "events[0].auxiliary", "none of"),
    "no such actor": ("events.0.actors", ["e9"], "events[0].actors", "e9"),
    "no such speaker of an event": ("events.0.said_by", "e9", "events[0].said_by", "e9"),
    "no actor, no recipient": ("events.1.actors", [], "events[1].actors", "actor or a recipient"),
    "help for nobody": ("events.1.type", "AID", "events[1].recipients", "needs a recipient"),
    "sanctions on nobody": ("events.1.type", "SANCTION", "events[1].recipients", "needs a recipient"),
    "an actor on itself": ("events.0.recipients", ["e2"], "events[0].recipients", "actor too"),
    "no such sentence": ("events.0.sentence", 6, "events[0].sentence", "0 to 5"),
    "no such further sentence": ("events.0.sentences", [1, 9], "events[0].sentences", "no sentence 9"),
    "a trigger elsewhere": ("events.0.trigger", "condemned", "events[0].trigger", "but in 4"),
    "an event in boilerplate": ("boilerplate", [1], "events[0].sentence", "boilerplate"),
    "an end before its start": ("events.0.date.end", "2024-05-06", "events[0].date", "after its end"),
    "an end of no ISO day": ("events.0.date.end", "May", "events[0].date.end", "ISO day"),
    "a start without an end": ("events.0.date.end", None, "events[0].date", "both"),
    "date words not there": ("events.0.date.text", "on Monday", "events[0].date.text", "not in the text"),
    "place words not there": ("events.0.place.text", "Salalah", "events[0].place.text", "not in the text"),
    "a place in no country": ("events.0.place.country", "OM", "events[0].place.country", "no country"),
    "a cue elsewhere": ("attributions.0.cue", "condemned", "attributions[0].cue", "but in 4"),
    "no such source": ("attributions.0.source", "e9", "attributions[0].source", "e9"),
    "content not there": ("attributions.0.content", "safe lanes", "attributions[0].content", "not in the text"),
    "no such force": ("positions.0.force", "shout", "positions[0].force", "none of"),
    "no such target": ("positions.0.target", "e9", "positions[0].target", "e9"),
    "a speaker nobody names": ("positions.0.explicit", False, "positions[0].speaker", "null"),
    "no such form": ("meetings.0.form", "lunch", "meetings[0].form", "none of"),
    "no such status": ("meetings.0.status", "done", "meetings[0].status", "none of"),
    "no such participant": ("meetings.0.participants", [{"entity": "e9"}], "meetings[0].participants", "e9"),
    "nobody at the table": ("meetings.0.participants", [], "meetings[0].participants", "needs a participant"),
    "a host of no side": ("meetings.0.host", "Oman", "meetings[0].host", "no code"),
    "an agenda not there": ("meetings.0.agenda", ["tourism"], "meetings[0].agenda[0]", "not in the text"),
    "held without an event": ("events.0.type", "SUPPORT", "meetings[0].status", "no CONSULT event"),
    "held, the event negated": ("events.0.auxiliary", "negated", "meetings[0].status", "no CONSULT event"),
    "boilerplate past the end": ("boilerplate", [6], "boilerplate", "no sentence 6"),
    "boilerplate told twice": ("boilerplate", [5, 5], "boilerplate", "2 times"),
    "events in what is not relevant": ("relevant", False, "events", "must be empty"),
    "a negative with events": ("genre", "negative", "relevant", "not relevant"),
    "no such match": ("pair.topics.0.match", "equal", "pair.topics[0].match", "none of"),
    "a match with one account": ("pair.topics.0.b", None, "pair.topics[0].match", "null"),
    "words of the other account not there": ("pair.topics.1.b", "coffee", "pair.topics[1].b", "not in the text"),
}


def spoil(data: Data, path: str, value: Any) -> None:
    """Put a value at a path such as `events.0.type`."""
    held: Any = data
    *steps, last = path.split(".")
    for step in steps:
        held = held[int(step)] if step.isdigit() else held[step]
    held[last] = value


def faults_of(sheets: list[Data]) -> list[tuple[str, str]]:
    found = check_sheets([Sheet("batch.jsonl", line, data) for line, data in enumerate(sheets, 1)])
    return [(fault.field, fault.reason) for fault in found]


def test_sheets_without_fault_are_taken(sheets: list[Data]) -> None:
    assert faults_of(sheets) == []


@pytest.mark.parametrize(("path", "value", "field", "reason"), SPOILS.values(), ids=SPOILS.keys())
def test_a_spoiled_sheet_is_refused(sheets: list[Data], path: str, value: Any, field: str, reason: str) -> None:
    spoil(sheets[0], path, value)
    assert [why for where, why in faults_of(sheets) if where == field and reason in why]


@pytest.mark.parametrize(
    "field", ["id", "family", "genre", "style", "region", "text", "relevant", "entities", "events"]
)
def test_a_required_field_is_asked_for(sheets: list[Data], field: str) -> None:
    del sheets[1][field]
    assert (field, "missing") in faults_of(sheets)


def test_an_id_is_given_once(sheets: list[Data]) -> None:
    sheets[2]["id"] = sheets[1]["id"]
    assert ("id", "is also the id of batch.jsonl:2") in faults_of(sheets)


def test_a_pair_needs_its_other_account(sheets: list[Data]) -> None:
    assert faults_of(sheets[:1]) == [("pair", "family 'omn-ken' is not of two documents")]


@pytest.mark.parametrize("line", ["{", "[]", '{"id": "a", "id": "b"}'])
def test_a_line_that_is_no_object_is_a_fault(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"\n{line}\n", encoding="utf-8")
    sheets, faults = read_sheets([path])
    assert not sheets
    assert [(fault.line, fault.field) for fault in faults] == [(2, "line")]


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    assert [fault.field for fault in read_sheets([tmp_path / "none.jsonl"])[1]] == ["file"]


def test_check_prints_a_line_for_each_fault(
    sheets: list[Data], write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(sheets[0], "events.0.type", "MEET")
    path = write(sheets)
    assert main(["check", str(path)]) == 1
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith(f"{path}:1: omn-ken-a: events[0].type: 'MEET' is none of")


def test_check_says_nothing_of_good_sheets(
    sheets: list[Data], write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(write(sheets))]) == 0
    assert capsys.readouterr().out == ""

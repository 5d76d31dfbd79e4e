"""Corrections: kept beside the coder's answer, shown in its place, found again when the document is coded again."""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.factory import CARD, TEXT, at, document, event, record

from dragoman import join_archive
from dragoman.corrections import Correction, digest_item
from dragoman.errors import ArchiveError, OutdatedError, UsageError
from dragoman.keep import stories
from dragoman.keep.archive import open_reading, open_writing
from dragoman.keep.corrections import add_item, correct, list_corrections, undo
from dragoman.keep.stories import count_strays, read_stories
from dragoman.keep.view import View, open_archive
from dragoman.keep.writer import open_keeper
from dragoman.records import CoderCard, Participant, Record

LATER = CoderCard(version="0.2.0", model="reader-2", ontology="PLOVER 2.0", knowledge="test")
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def two_documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("kept") / "news.duckdb"
    with open_keeper(found, CARD) as keeper:
        keeper.add(record())
        keeper.add(record(document=document(id="d2", url="https://b.example/2", publisher="Other Wire")))
    return found


@pytest.fixture
def path(two_documents: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(two_documents, tmp_path / "news.duckdb"))


def say(path: Path, item: str, verdict: Any, **changes: Any) -> Correction:
    return correct(path, "d1", item, verdict, changes or None, made_by="Ana")


def recode(path: Path, **given: Any) -> View:
    """The first document coded again by a later coder."""
    with open_keeper(path, LATER, "recode") as keeper:
        keeper.add(replace(record(**given), coder=LATER))
    return open_archive(path)


def first(path: Path, as_coded: bool = False) -> Record:
    return next(open_archive(path).records(id="d1", as_coded=as_coded))


# -- what is shown ----------------------------------------------------------------------------


def test_a_confirmed_event_is_certain_and_says_so(path: Path) -> None:
    made = say(path, "v1", "confirmed")
    row, _ = _events(path)
    assert (row["corrected"], row["confidence"]) == ("confirmed", 1.0)
    assert (made.verdict, made.made_by, made.item_id, made.is_applied) == ("confirmed", "Ana", "v1", True)
    assert abs((datetime.now(UTC).replace(tzinfo=None) - made.made_at).total_seconds()) < 60


def _events(path: Path, **given: Any) -> list[dict[str, Any]]:
    return [row for row in open_archive(path).events(**given).to_pylist() if row["document_id"] == "d1"]


def test_a_corrected_event_is_shown_and_the_coders_stays_beside_it(path: Path) -> None:
    before = first(path)
    say(path, "v1", "corrected", type="SUPPORT", recipients="e1, e3", date="2024-05-13", place="Bergen, NOR")
    row = _events(path)[0]
    assert (row["type"], row["modes"], row["quad"], row["score"], row["cameo"]) == ("SUPPORT", [], 1, 5.0, "050")
    assert row["recipient_names"] == ["Ingrid Solhaug", "the prisoners"]
    assert (str(row["date_start"]), str(row["first_day"]), row["date_text"]) == (
        "2024-05-13",
        "2024-05-13",
        "on Tuesday",
    )
    assert (row["place_name"], row["place_geonames"], row["corrected"]) == ("Bergen", 3161732, "corrected")
    assert first(path).events[0].corrected == "corrected"
    coded = _events(path, as_coded=True)[0]
    assert (coded["type"], coded["modes"], coded["corrected"]) == ("CONSULT", ["visit"], None)
    assert first(path, as_coded=True) == before
    assert (
        json.loads(_one(path, "SELECT record FROM documents WHERE document_id = 'd1'"))["events"][0]["type"]
        == "CONSULT"
    )


def _one(path: Path, query: str) -> Any:
    with open_reading(path) as connection:
        return connection.execute(query).fetchall()[0][0]


def test_the_other_documents_are_as_they_were(path: Path) -> None:
    before = next(open_archive(path).records(id="d2"))
    say(path, "v1", "rejected")
    assert next(open_archive(path).records(id="d2")) == before
    assert {row["corrected"] for row in open_archive(path).events(as_coded=True).to_pylist()} == {None}


def test_a_rejected_event_is_left_out_everywhere(path: Path) -> None:
    say(path, "v1", "rejected")
    assert [row["id"] for row in _events(path)] == ["v2"]
    assert [row["id"] for row in _events(path, as_coded=True)] == ["v1", "v2"]
    found = first(path)
    assert [one.id for one in found.events] == ["v2"]
    assert found.meetings[0].events == ()
    view = open_archive(path)
    assert view.documents(id="d1")["events"].to_pylist() == [1]
    assert view.documents(id="d1", as_coded=True)["events"].to_pylist() == [2]


def test_a_document_of_which_all_is_rejected_is_not_relevant(path: Path) -> None:
    for item in ("v1", "v2", "m1", "p1", "p2", "p3"):
        say(path, item, "rejected")
    view = open_archive(path)
    assert view.documents(relevant=True)["document_id"].to_pylist() == ["d2"]
    assert view.documents(relevant=True, as_coded=True).num_rows == 2


def test_a_corrected_actor_is_another_in_all_that_names_it(path: Path) -> None:
    say(path, "e2", "corrected", name="Tomasz Wierzbicki", represents="UNO", country="UNO")
    row = _events(path)[0]
    assert (row["actor_names"], row["actor_represents"], row["corrected"]) == (
        ["Tomasz Wierzbicki"],
        ["UNO"],
        "corrected",
    )
    found = first(path)
    assert found.meetings[0].participants[1] == Participant("e2", "Tomasz Wierzbicki", "Special Representative", "UNO")
    assert {one.represents for one in found.positions if one.speaker == "e2"} == {"UNO"}
    assert found.meetings[0].corrected == "corrected"
    assert open_archive(path).events(actor="UNO").num_rows == 1
    assert open_archive(path).events(actor="UNO", as_coded=True).num_rows == 0


def test_nothing_names_a_rejected_actor(path: Path) -> None:
    say(path, "e2", "rejected")
    found = first(path)
    assert [one.id for one in found.entities] == ["e1", "e3"]
    assert found.events[0].actors == ()
    assert found.events[1].said_by is None
    assert [who.entity for who in found.meetings[0].participants] == ["e1"]
    assert all(one.speaker != "e2" for one in found.positions)


def test_a_meeting_and_a_position_can_be_corrected(path: Path) -> None:
    say(path, "m1", "corrected", status="planned", form="phone", city="", agenda="election observation")
    say(path, "p1", "corrected", force="criticise", target="e2", speaker="e1", explicit="yes")
    found = first(path)
    (met,) = found.meetings
    assert (met.status, met.form, met.city, [one.text for one in met.agenda]) == (
        "planned",
        "phone",
        None,
        ["election observation"],
    )
    assert met.agenda[0].contexts == ("election",)
    said = found.positions[0]
    assert (said.force, said.target, said.speaker, said.explicit, said.corrected) == (
        "criticise",
        "e2",
        "e1",
        True,
        "corrected",
    )
    assert open_archive(path).positions(force="criticise").num_rows == 1


def test_what_the_coder_missed_is_added_with_its_words(path: Path) -> None:
    made = add_item(
        path,
        "d1",
        "event",
        {"type": "ACCUSE", "trigger": "unacceptable", "actors": ["e1"], "date": "2024-05-14"},
        made_by="Ana",
    )
    row = next(row for row in _events(path) if row["type"] == "ACCUSE")
    assert (row["id"], row["corrected"], row["confidence"], row["reason"]) == ("v3", "added", 1.0, "added by a person")
    assert row["trigger"] == "unacceptable"
    assert row["sentence"] == "It was underlined that the shelling of villages is unacceptable."
    assert (row["quad"], row["score"], made.item_id, made.before) == (3, -2.0, "v3", None)
    assert len(_events(path, as_coded=True)) == 2


def test_an_added_actor_can_be_named_by_an_added_position(path: Path) -> None:
    add_item(path, "d1", "entity", {"name": "villages", "kind": "group", "mentions": "villages"}, made_by="Ana")
    fields = {"force": "demand", "about": "the state of the border talks", "speaker": "e4", "target": "e1"}
    add_item(path, "d1", "position", fields, made_by="Ana")
    found = first(path)
    said = found.positions[-1]
    assert found.entity("e4").corrected == "added"
    assert (said.id, said.speaker, said.target, said.explicit, said.corrected) == ("p4", "e4", "e1", True, "added")
    assert said.sentence.of(TEXT) == "The sides discussed the state of the border talks and election observation."


def test_a_meeting_that_was_missed_has_its_people(path: Path) -> None:
    fields = {
        "participants": "e1, e2",
        "sentences": "Other issues of mutual interest were also discussed.",
        "form": "other",
    }
    add_item(path, "d1", "meeting", fields, made_by="Ana")
    found = first(path).meetings[1]
    assert [who.name for who in found.participants] == ["Ingrid Solhaug", "Tomasz Wierzba"]
    assert (found.id, found.status, found.corrected) == ("m2", "held", "added")


# -- one correction after another -------------------------------------------------------------


def test_a_later_correction_goes_on_from_the_earlier(path: Path) -> None:
    one = say(path, "v1", "corrected", type="SUPPORT")
    two = say(path, "v1", "corrected", auxiliary="future")
    row = _events(path)[0]
    assert (row["type"], row["auxiliary"]) == ("SUPPORT", "future")
    assert (two.supersedes, [found.standing for found in list_corrections(path)]) == (one.id, [False, True])


def test_confirming_what_was_corrected_keeps_what_was_corrected(path: Path) -> None:
    say(path, "v1", "corrected", type="SUPPORT")
    correct(path, "d1", "v1", "confirmed", made_by="Ben")
    row = _events(path)[0]
    assert (row["type"], row["corrected"]) == ("SUPPORT", "corrected")
    assert [(one.made_by, one.verdict) for one in list_corrections(path)] == [
        ("Ana", "corrected"),
        ("Ben", "confirmed"),
    ]


def test_a_key_pressed_twice_is_one_correction(path: Path) -> None:
    assert say(path, "v1", "confirmed") == say(path, "v1", "confirmed")
    assert len(list_corrections(path)) == 1


def test_what_was_rejected_can_be_confirmed_after_all(path: Path) -> None:
    say(path, "v1", "rejected")
    say(path, "v1", "confirmed")
    assert [(row["id"], row["corrected"]) for row in _events(path)] == [("v1", "confirmed"), ("v2", None)]


def test_undo_goes_back_a_step_and_stays_in_the_list(path: Path) -> None:
    untouched = first(path)
    one = say(path, "v1", "corrected", type="SUPPORT")
    two = say(path, "v1", "rejected")
    back = undo(path, two.id, made_by="Ben")
    assert (back.verdict, back.changes["type"], _events(path)[0]["type"]) == ("corrected", "SUPPORT", "SUPPORT")
    with pytest.raises(UsageError, match=f"correction {one.id} does not stand any more"):
        undo(path, one.id, made_by="Ben")
    again = undo(path, back.id, made_by="Ben")
    assert (again.verdict, [row["id"] for row in _events(path)]) == ("rejected", ["v2"])
    assert len(list_corrections(path)) == 4
    assert first(path) != untouched


def test_undoing_the_only_correction_gives_the_coders_answer(path: Path) -> None:
    untouched, rows = first(path), open_archive(path).events().to_pylist()
    undo(path, say(path, "v1", "corrected", type="SUPPORT").id, made_by="Ana")
    assert first(path) == untouched
    assert open_archive(path).events().to_pylist() == rows
    assert _one(path, "SELECT count(*) FROM amended") == 0
    assert _one(path, "SELECT count(*) FROM coded_events") == 0
    assert [one.verdict for one in list_corrections(path)] == ["corrected", "withdrawn"]
    assert list_corrections(path, standing=True) == []


def test_undoing_an_addition_takes_it_out_and_other_ids_stay(path: Path) -> None:
    fields = {"type": "ACCUSE", "trigger": "unacceptable"}
    made = add_item(path, "d1", "event", fields, made_by="Ana")
    add_item(path, "d1", "event", {"type": "CONSULT", "trigger": "talks"}, made_by="Ana")
    undo(path, made.id, made_by="Ana")
    assert {row["id"] for row in _events(path)} == {"v1", "v2", "v4"}


def test_an_addition_can_be_corrected_and_rejected(path: Path) -> None:
    add_item(path, "d1", "event", {"type": "ACCUSE", "trigger": "unacceptable"}, made_by="Ana")
    say(path, "v3", "corrected", type="REJECT", actors="e1")
    row = next(row for row in _events(path) if row["id"] == "v3")
    assert (row["type"], row["actors"], row["corrected"]) == ("REJECT", ["e1"], "added")
    undo(path, say(path, "v3", "rejected").id, made_by="Ana")
    assert next(row for row in _events(path) if row["id"] == "v3")["type"] == "REJECT"


# -- what cannot be ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("item", "changes", "said"),
    [
        ("v1", {"type": "CHAT"}, "type: no 'CHAT': choose from AGREE"),
        ("v1", {"modes": "drone"}, "modes: no 'drone': choose from visit"),
        ("v1", {"type": "SUPPORT", "modes": "visit"}, "modes: SUPPORT has none"),
        ("v1", {"contexts": "gossip"}, "contexts: no 'gossip'"),
        ("v1", {"actors": "e9"}, "actors: no entity 'e9' in the document: add it first"),
        ("v1", {"type": "AID", "recipients": ""}, "AID needs a recipient"),
        ("v1", {"date": "May"}, "date: no day like 2024-05-03: 'May'"),
        ("v1", {"date": "2024-05-14..2024-05-01"}, "date: 2024-05-14 is behind 2024-05-01"),
        ("v1", {"place": "Oslo, Norge"}, "place: no state's code"),
        ("v1", {"score": 4}, "no field 'score' to set in an event: choose from type"),
        ("v1", {"trigger": "not there"}, "trigger: not in the text: 'not there'"),
        ("v1", {"sentence": "0-100000"}, "sentence: no piece of the text"),
        ("v1", {"type": "CONSULT"}, "v1 is told so already: confirm it"),
        ("e1", {"represents": "Norway Inc"}, "represents: no state's code (ISO3) and no organisation's acronym"),
        ("e1", {"country": "NORGE"}, "country: no state's code (ISO3)"),
        ("e1", {"sectors": "GOV, ABC"}, "sectors: no 'ABC'"),
        ("e1", {"wikidata": "42"}, "wikidata: no id of Wikidata's"),
        ("e1", {"name": " "}, "name: is empty"),
        ("e1", {"kind": "cat"}, "kind: no 'cat'"),
        ("m1", {"participants": ""}, "participants: somebody has to sit at the table"),
        ("m1", {"status": "maybe"}, "status: no 'maybe'"),
        ("p1", {"force": "shout"}, "force: no 'shout'"),
        ("p1", {"quoted": "perhaps"}, "quoted: no 'perhaps': true or false"),
        ("v1", {"trigger": "on"}, "times in the text: 'on'"),
        ("v7", {"type": "SUPPORT"}, "no 'v7' in the document: it has e1, e2, e3, v1, v2, m1, p1, p2, p3"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(path: Path, item: str, changes: dict[str, Any], said: str) -> None:
    before = first(path)
    with pytest.raises(UsageError) as caught:
        say(path, item, "corrected", **changes)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert (first(path), list_corrections(path)) == (before, [])


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        ("event", {"type": "ACCUSE"}, "an event that is added needs trigger"),
        ("position", {}, "a position that is added needs force and about"),
        ("event", {"type": "ACCUSE", "trigger": "met", "sentence": "Other issues"}, "is not in the sentence"),
        ("story", {}, "no 'story' can be added"),
    ],
)
def test_what_cannot_be_added_is_said(path: Path, kind: Any, fields: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        add_item(path, "d1", kind, fields, made_by="Ana")
    assert list_corrections(path) == []


def test_who_says_it_is_named(path: Path) -> None:
    for name in ("", " \n", "x" * 101):
        with pytest.raises(UsageError, match="name of who"):
            correct(path, "d1", "v1", "confirmed", made_by=name)


def test_a_document_is_named_by_its_id_or_number(path: Path) -> None:
    assert correct(path, 2, "v1", "confirmed", made_by="Ana").document_id == "d2"
    assert correct(path, "2", "v2", "confirmed", made_by="Ana").document_id == "d2"
    with pytest.raises(UsageError, match="no document 'd9' in the archive"):
        correct(path, "d9", "v1", "confirmed", made_by="Ana")
    with open_keeper(path, CARD) as keeper:
        keeper.add(record(document=document(id="d2", url="https://c.example/9", publisher="Third Wire")))
    with pytest.raises(UsageError, match=r"2 documents have the id 'd2': give the number of one \(2, 3\)"):
        correct(path, "d2", "v1", "confirmed", made_by="Ana")


def test_what_is_another_than_was_looked_at_is_not_corrected(path: Path) -> None:
    seen = digest_item(first(path).events[0])
    assert correct(path, "d1", "v1", "confirmed", made_by="Ana", seen=seen).is_applied
    with pytest.raises(OutdatedError, match="v1 is told otherwise by now: look at it again"):
        correct(path, "d1", "v1", "rejected", made_by="Ben", seen=seen)


@pytest.mark.parametrize("words", ["'; DROP TABLE corrections; --", "<script>alert(1)</script>", "a \ud83d b", "x\0y"])
def test_hostile_notes_and_names_are_words(path: Path, words: str) -> None:
    correct(path, "d1", "v1", "confirmed", made_by=words, note=words)
    correct(path, "d1", "e1", "corrected", {"name": words}, made_by=words)
    assert len(list_corrections(path)) == 2


# -- coded again ------------------------------------------------------------------------------


def test_a_correction_finds_its_event_under_another_id(path: Path) -> None:
    say(path, "v1", "corrected", auxiliary="future")
    other, release = record().events
    view = recode(path, events=(replace(release, id="v1"), replace(other, id="v2", modes=())))
    rows = {row["id"]: row for row in view.events().to_pylist() if row["document_id"] == "d1"}
    assert (rows["v2"]["auxiliary"], rows["v2"]["modes"], rows["v2"]["corrected"]) == ("future", [], "corrected")
    assert rows["v1"]["corrected"] is None
    (made,) = list_corrections(path)
    assert (made.item_id, made.is_applied) == ("v2", True)


def test_entities_are_found_again_under_other_ids(path: Path) -> None:
    say(path, "v1", "corrected", recipients="e3")
    ministers, envoy, prisoners = record().entities
    entities = (replace(prisoners, id="e1"), replace(ministers, id="e2"), replace(envoy, id="e3"))
    events = (event(actors=("e3",), recipients=("e2",)),)
    recode(path, entities=entities, events=events, meetings=(), positions=())
    row = _events(path)[0]
    assert (row["recipients"], row["recipient_names"], row["actor_names"]) == (
        ["e1"],
        ["the prisoners"],
        ["Tomasz Wierzba"],
    )


def test_what_was_confirmed_stays_right_whatever_is_coded_later(path: Path) -> None:
    say(path, "v1", "confirmed")
    recode(path, events=(event(type="THREATEN", modes=(), quad=3, score=-3.5),))
    row = _events(path)[0]
    assert (row["type"], row["modes"], row["score"], row["corrected"]) == ("CONSULT", ["visit"], 4.0, "corrected")
    assert _events(path, as_coded=True)[0]["type"] == "THREATEN"


def test_what_was_confirmed_and_is_coded_the_same_stays_confirmed(path: Path) -> None:
    say(path, "v1", "confirmed")
    recode(path, events=(event(id="v5", confidence=0.3, reason="another rule"),))
    assert [(row["id"], row["corrected"]) for row in _events(path)] == [("v5", "confirmed")]


def test_what_is_not_found_is_kept_and_says_why(path: Path) -> None:
    say(path, "v1", "corrected", type="SUPPORT")
    say(path, "p2", "rejected")
    recode(path, events=(), positions=())
    assert _events(path) == []
    found = list_corrections(path, applied=False)
    assert [(one.item_id, one.reason) for one in found] == [
        (None, "no event is told there any more"),
        (None, "no position is told there any more"),
    ]
    assert all(one.standing for one in found)
    recode(path)
    assert [one.item_id for one in list_corrections(path, applied=True)] == ["v1", "p2"]
    assert _events(path)[0]["type"] == "SUPPORT"


def test_a_rejection_is_found_again(path: Path) -> None:
    say(path, "v1", "rejected")
    recode(path, events=(event(id="v8", modes=()),))
    assert _events(path) == []
    assert len(_events(path, as_coded=True)) == 1


def test_two_that_fit_equally_are_not_chosen_between(path: Path) -> None:
    say(path, "v1", "corrected", auxiliary="future")
    recode(path, events=(event(), event(id="v2")))
    assert [row["corrected"] for row in _events(path)] == [None, None]
    assert list_corrections(path)[0].reason == "2 events are told there, and none fits better than the others"


def test_an_addition_that_the_coder_finds_at_last_is_one_event(path: Path) -> None:
    fields = {"type": "ACCUSE", "trigger": "unacceptable", "actors": "e1", "date": "2024-05-14"}
    add_item(path, "d1", "event", fields, made_by="Ana")
    sentence = at("It was underlined that the shelling of villages is unacceptable.")
    found = event(type="ACCUSE", trigger=at("unacceptable"), sentence=sentence, modes=(), actors=("e2",), recipients=())
    recode(path, events=(found,))
    (row,) = _events(path)
    assert (row["id"], row["actors"], row["corrected"]) == ("v1", ["e1"], "corrected")
    recode(path, events=())
    assert [(row["id"], row["actors"], row["corrected"]) for row in _events(path)] == [("v1", ["e1"], "added")]


def test_a_text_that_grew_keeps_its_corrections(tmp_path: Path) -> None:
    path = tmp_path / "news.duckdb"
    page = document(id="d1", url="https://a.example/1")
    with open_keeper(path, CARD) as keeper:
        keeper.add(record(document=page))
    say(path, "v1", "corrected", type="SUPPORT")
    say(path, "m1", "corrected", agenda="election observation")
    say(path, "p1", "corrected", force="criticise")
    say(path, "e2", "corrected", office="Envoy")
    more = "Updated on Wednesday.\n\n"
    with open_keeper(path, CARD) as keeper:
        keeper.add(_moved(record(document=page), more))
    found = first(path)
    assert found.document.text.startswith(more)
    assert (found.events[0].type, found.positions[0].force, found.entity("e2").office) == (
        "SUPPORT",
        "criticise",
        "Envoy",
    )
    (topic,) = found.meetings[0].agenda
    assert topic.span.of(found.document.text) == "election observation"
    assert [one.reason for one in list_corrections(path)] == [None] * 4


def _moved(whole: Record, more: str) -> Record:
    """The record of a text with more before it."""

    def move(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: move(inner) for name, inner in value.items()}
        if isinstance(value, list) and len(value) == 2 and all(type(part) is int for part in value):
            return [part + len(more) for part in value]
        return [move(inner) for inner in value] if isinstance(value, list) else value

    plain = move(whole.to_dict())
    plain["document"]["text"] = more + whole.document.text
    return Record.from_dict(plain)


def test_words_that_are_gone_are_said(tmp_path: Path) -> None:
    path = tmp_path / "news.duckdb"
    page = document(id="d1", url="https://a.example/1")
    with open_keeper(path, CARD) as keeper:
        keeper.add(record(document=page))
    say(path, "v1", "confirmed")
    with open_keeper(path, CARD) as keeper:
        keeper.add(Record(replace(page, text="It was all different."), CARD))
    (made,) = list_corrections(path)
    assert made.reason == "its words are not in the text any more, or stand there more than once"


def test_the_counts_of_a_run_say_what_became_of_corrections(path: Path) -> None:
    say(path, "v1", "corrected", type="SUPPORT")
    say(path, "p2", "rejected")
    with open_keeper(path, LATER, "recode") as keeper:
        keeper.add(replace(record(positions=()), coder=LATER))
    assert dict(keeper.corrections) == {"applied": 1, "failed": 1}


_CORRECTING = textwrap.dedent(
    """
    import sys
    from dataclasses import replace
    from tests.factory import CARD, record, document, event
    from dragoman.records import CoderCard
    from dragoman.keep.corrections import correct, list_corrections
    from dragoman.keep.writer import open_keeper
    path, number = sys.argv[1], int(sys.argv[2])
    while True:
        number += 1
        made = correct(path, "d1", "v1", "corrected", {"date": f"{2000 + number}-01-01"}, made_by="Ana")
        print(made.id, flush=True)
        card = CoderCard(f"0.{number}", None, "PLOVER 2.0", "test")
        with open_keeper(path, card, "recode") as keeper:
            keeper.add(replace(record(events=(event(id="v1"),)), coder=card))
    """
)


def test_killed_again_and_again_no_correction_that_was_told_is_lost(path: Path) -> None:
    """Corrects and recodes without end, and is killed: what it had printed is there, and the answer shows the last."""
    chance, told = random.Random(7), 0
    for turn in range(4):
        call = [sys.executable, "-c", _CORRECTING, str(path), str(100 * turn)]
        process = subprocess.Popen(call, cwd=ROOT, stdout=subprocess.PIPE)
        assert process.stdout is not None
        for _ in range(chance.randint(1, 4)):
            told = int(process.stdout.readline())
        time.sleep(chance.uniform(0, 0.1))
        process.kill()
        assert process.wait() == -signal.SIGKILL
        process.stdout.close()
        made = list_corrections(path)
        assert {one.id for one in made} >= {told}
        (standing,) = [one for one in made if one.standing]
        assert standing.is_applied
        assert str(_events(path)[0]["date_start"]) == standing.changes["date"]["start"]
        assert [one.supersedes for one in made] == [None, *(one.id for one in made[:-1])]


# -- others at work ---------------------------------------------------------------------------


def test_a_correction_goes_in_between_the_batches_of_a_long_run(path: Path) -> None:
    with open_keeper(path, CARD) as keeper:
        keeper.add(record(document=document(url="https://c.example/3", publisher="Third Wire")))
        say(path, "v1", "corrected", type="SUPPORT")
        keeper.flush()
    assert _events(path)[0]["type"] == "SUPPORT"
    assert len(open_archive(path)) == 3


def test_a_correction_made_while_the_document_is_coded_again_is_in_the_new_coding(path: Path) -> None:
    with open_keeper(path, LATER, "recode") as keeper:
        keeper.add(replace(record(events=(event(id="v4", modes=()),)), coder=LATER))
        say(path, "v1", "corrected", type="SUPPORT")  # of the coding that is about to be replaced
    assert [(row["id"], row["type"]) for row in _events(path)] == [("v4", "SUPPORT")]


def test_threads_that_correct_and_keep_at_once_lose_nothing(path: Path) -> None:
    items = ("v1", "v2", "p1", "p2", "m1")

    def work(number: int) -> None:
        if number % 2:
            correct(path, 2, items[number // 2], "confirmed", made_by=f"n{number}")
            return
        with open_writing(path) as connection:
            connection.begin()
            connection.execute("DELETE FROM events WHERE document_key = 1")
            connection.execute("UPDATE corrections SET note = 'seen'")
            connection.commit()

    with ThreadPoolExecutor(10) as threads:
        list(threads.map(work, range(10)))
    assert {one.item_id for one in list_corrections(path)} == {*items}


def test_who_finds_no_gap_is_told_and_nothing_is_changed(path: Path) -> None:
    hold = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print(1, flush=True); sys.stdin.read()"
    holder = subprocess.Popen(
        [sys.executable, "-c", hold, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    holder.stdout.readline()
    try:
        with pytest.raises(ArchiveError, match="is busy: another program has it open"):
            correct(path, "d1", "v1", "confirmed", made_by="Ana", wait_seconds=0.2)
    finally:
        holder.communicate()
    assert list_corrections(path) == []


# -- stories ----------------------------------------------------------------------------------


def test_a_corrected_document_leaves_its_story_and_a_confirmed_one_stays(path: Path) -> None:
    join_archive(path)
    say(path, "v1", "confirmed")
    assert count_strays(path) == 0
    say(path, "v1", "corrected", type="THREATEN")
    assert count_strays(path) == 1
    join_archive(path, again=True)
    told = {report.type for story in read_stories(path) for report in story.reports if report.document == "d1"}
    assert "THREATEN" in told
    assert count_strays(path) == 0


def test_what_is_corrected_while_stories_are_joined_counts_as_changed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = stories.read_after

    def read_and_correct(*given: Any) -> Any:
        yield from real(*given)
        say(path, "v1", "corrected", type="THREATEN")

    monkeypatch.setattr(stories, "read_after", read_and_correct)
    join_archive(path)
    assert count_strays(path) == 1


def test_without_corrections_both_answers_are_one(path: Path) -> None:
    view = open_archive(path)
    asks: list[Callable[..., Any]] = [view.events, view.meetings, view.positions, view.documents]
    for ask in asks:
        assert ask(as_coded=True).to_pylist() == ask().to_pylist()
    assert list(view.records(as_coded=True)) == list(view.records())

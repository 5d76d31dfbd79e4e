"""Asking an archive: what is found, under which name, and that a question can do nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.factory import CARD, document, record

from dragoman.errors import ChoiceError, UsageError
from dragoman.keep.view import MANY_ROWS, View, open_archive
from dragoman.keep.writer import open_keeper
from dragoman.records import Document, Entity, Event, Meeting, Participant, Position, Record, Span, Topic, When

TEXT = "Baku accused Yerevan of shelling. They signed a note with the OSCE."
AZE = Entity("e1", "Azerbaijan", "country", represents="AZE", country="AZE")
ARM = Entity("e2", "Armenia", "country", represents="ARM", country="ARM")
ENVOY = Entity("e3", "Helga Schmid", "person", represents="OSCE", country="IGO")
CROWD = Entity("e4", "villagers", "group")


def event(id: str, actors: str, recipients: str = "", **given: Any) -> Event:
    """An event of the first sentence; actors and recipients are ids, one after another: "e1 e2"."""
    values: dict[str, Any] = {"type": "ACCUSE", "sentence": Span(0, 33), "trigger": Span(5, 12), "quad": 3}
    return Event(id, actors=tuple(actors.split()), recipients=tuple(recipients.split()), **(values | given))


EVENTS = (
    event("accused", "e1", "e2", date=When("2024-05-03", "2024-05-03"), confidence=0.9, contexts=("military",)),
    event("answered", "e2", "e1", type="REJECT", confidence=0.4),
    event(
        "signed",
        "e1 e2",
        type="AGREE",
        modes=("meet",),
        sentence=Span(34, len(TEXT)),
        date=When("2024-05-01", "2024-05-31"),
    ),
    event("received", "e3", "e1", type="CONSULT", auxiliary="future"),
    event("fled", "e4", auxiliary="historical"),
    event("alone", "e1", type="PROTEST"),
)


@pytest.fixture
def view(tmp_path: Path) -> View:
    one = Record(
        Document("d1", TEXT, published="2024-05-14", publisher="Wire", source="a.txt"),
        CARD,
        True,
        (AZE, ARM, ENVOY, CROWD),
        EVENTS,
        meetings=(
            Meeting(
                "m1", (_person("e1"), _person("e2"), _person("e3")), form="multilateral", country="CHE", city="Geneva"
            ),
            Meeting(
                "m2", (_person("e1"), _person("e2")), status="planned", agenda=(Topic("Border crossings", Span(0, 4)),)
            ),
        ),
        positions=(
            _position("p1", "e1", "AZE", "criticise"),
            _position("p2", None, "ARM", "reject"),
            _position("p3", None, None, "state", boilerplate=True),
        ),
    )
    with open_keeper(tmp_path / "news.duckdb", CARD) as keeper:
        keeper.add(one)
        keeper.add(record(document=document(id="d2", published="2024-06-01")))
    return open_archive(tmp_path / "news.duckdb")


def _person(entity: str) -> Participant:
    found = {one.id: one for one in (AZE, ARM, ENVOY)}[entity]
    return Participant(entity, found.name, None, found.represents)


def _position(id: str, speaker: str | None, represents: str | None, force: str, **given: Any) -> Position:
    return Position(
        id, speaker, represents, True, False, force, Topic("shelling", Span(24, 32)), Span(5, 12), Span(0, 33), **given
    )


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"actor": "AZE"}, ["signed", "accused", "alone"]),
        ({"actor": "aze"}, ["signed", "accused", "alone"]),
        ({"actor": "Azerbaijan", "recipient": ["Armenia"]}, ["signed", "accused"]),
        ({"actor": "FRA"}, []),
        ({"actor": "OSCE"}, ["received", "v1"]),
        ({"actor": "IGO", "auxiliary": "future"}, ["received"]),
        ({"actor": ["OSCE", "ARM"]}, ["signed", "answered", "received", "v1"]),
        ({"recipient": "ARM"}, ["signed", "accused"]),
        ({"actor": "AZE", "recipient": "ARM"}, ["signed", "accused"]),
        ({"actor": "ARM", "recipient": "AZE"}, ["signed", "answered"]),
        ({"actor": "AZE", "recipient": "AZE"}, []),
        ({"between": ("ARM", "AZE")}, ["signed", "accused", "answered"]),
        ({"type": "reject"}, ["answered"]),
        ({"type": ["REJECT", "PROTEST"]}, ["alone", "answered"]),
        ({"mode": "meet"}, ["signed"]),
        ({"mode": ["Meet", "arrest"]}, ["signed"]),
        ({"context": "military"}, ["accused"]),
        ({"auxiliary": "historical", "type": "ACCUSE"}, ["fled"]),
        ({"actor": "AZE", "since": "2024-05-04"}, ["signed", "alone"]),
        ({"actor": "AZE", "until": "2024-05-02"}, ["signed"]),
        ({"actor": "AZE", "since": "2024-05-03", "until": "2024-05-03"}, ["signed", "accused"]),
        ({"text": "SIGNED note"}, ["signed"]),
        ({"min_confidence": 0.85, "type": "ACCUSE"}, ["accused"]),
        ({"actor": "AZE", "limit": 1}, ["signed"]),
    ],
)
def test_events_are_found(asked: dict[str, Any], found: list[str], view: View) -> None:
    assert view.events(**asked)["id"].to_pylist() == found


@pytest.mark.parametrize(
    ("table", "asked", "said"),
    [
        ("events", {"type": "ACUSE"}, "type ACUSE: choose from ACCUSE, AGREE"),
        ("events", {"mode": ["meet", "visitt"]}, "mode visitt: choose from abduct"),
        ("events", {"context": "foo"}, "context foo: choose from asylum"),
        ("events", {"auxiliary": "maybe"}, "auxiliary maybe: choose from actual"),
        ("meetings", {"form": "tea"}, "form tea: choose from visit"),
        ("meetings", {"status": "hoped"}, "status hoped: choose from"),
        ("positions", {"force": "shout"}, "force shout: choose from state"),
        ("positions", {"context": "foo"}, "context foo: choose from asylum"),
    ],
)
def test_a_word_that_nothing_can_have_is_refused(table: str, asked: dict[str, Any], said: str, view: View) -> None:
    with pytest.raises(ChoiceError) as told:
        getattr(view, table)(**asked)
    assert str(told.value).startswith(said)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"actor": "Swedn"}, "no state or organisation known as 'Swedn'; did you mean Sweden (SWE)?"),
        ({"actor": "Atlantis"}, "no state or organisation known as 'Atlantis'"),
        ({"between": ("AZE", "QQQ")}, "no state or organisation known as 'QQQ'"),
        ({"recipient": "'; DROP TABLE events; --"}, 'no state or organisation known as "\'; DROP TABLE events; --"'),
    ],
)
def test_who_is_nobody_is_told_rather_than_not_found(asked: dict[str, Any], said: str, view: View) -> None:
    with pytest.raises(UsageError) as error:
        view.events(**asked)
    assert str(error.value) == said


def test_a_code_that_the_archive_alone_has_is_found(tmp_path: Path) -> None:
    rebels = Entity("e1", "Quaint Rebels", "group", represents="QQQ", country="QQQ")
    with open_keeper(tmp_path / "own.duckdb", CARD) as keeper:
        keeper.add(Record(Document("d1", TEXT), CARD, True, (rebels,), (event("v1", "e1"),)))
    assert open_archive(tmp_path / "own.duckdb").events(actor="QQQ")["id"].to_pylist() == ["v1"]


def test_events_of_the_past_do_not_count_on_the_day_of_publication(view: View) -> None:
    rows = view.sql("SELECT id, first_day FROM events WHERE id IN ('fled', 'alone') ORDER BY id").to_pylist()
    assert rows == [{"id": "alone", "first_day": date(2024, 5, 14)}, {"id": "fled", "first_day": None}]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"who": "OSCE", "country": "che"}, ["m1"]),
        ({"who": ["AZE", "OSCE"]}, ["m1"]),
        ({"who": "AZE", "status": "planned"}, ["m2"]),
        ({"who": "AZE", "form": ["phone", "multilateral"]}, ["m1"]),
        ({"text": "CROSSINGS border"}, ["m2"]),
        ({"city": "Geneva"}, ["m1"]),
        ({"city": "GENEVA", "country": "Switzerland"}, ["m1"]),
        ({"who": "FRA"}, []),
    ],
)
def test_meetings_are_found(asked: dict[str, Any], found: list[str], view: View) -> None:
    assert view.meetings(**asked)["id"].to_pylist() == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"of": "AZE"}, ["p1"]),
        ({"of": ["AZE", "ARM"]}, ["p1", "p2"]),
        ({"of": "ARM", "force": "reject"}, ["p2"]),
        ({"of": "Armenia"}, ["p2"]),
        ({"speaker": "azerbaijan"}, ["p1"]),
        ({"boilerplate": True, "until": "2024-05-14"}, ["p3"]),
        ({"until": "2024-05-14"}, ["p1", "p2"]),
    ],
)
def test_positions_are_found(asked: dict[str, Any], found: list[str], view: View) -> None:
    assert view.positions(**asked)["id"].to_pylist() == found


def test_documents_are_found_by_their_text_and_day(view: View) -> None:
    assert view.documents(text="yerevan")["document_id"].to_pylist() == ["d1"]
    assert view.documents(since="2024-05-20")["published"].to_pylist() == [date(2024, 6, 1)]
    assert [one.document.id for one in view.records(publisher="Wire")] == ["d1"]


def test_columns_can_be_chosen(view: View) -> None:
    assert view.events(type="REJECT", columns=["id", "score"]).to_pylist() == [{"id": "answered", "score": 0.0}]


def test_many_rows_come_as_few_do(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    few = view.events(limit=3), view.events()
    monkeypatch.setattr("dragoman.keep.view.MANY_ROWS", 0)
    assert (view.events(limit=3), view.events()) == few
    assert MANY_ROWS > 0


def test_records_come_page_by_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_keeper(tmp_path / "a.duckdb", CARD) as keeper:
        for number in range(7):
            keeper.add(record(document=document(id=str(number), url=f"https://a.example/{number}")))
    monkeypatch.setattr("dragoman.keep.view.PAGE_RECORDS", 3)
    assert [one.document.id for one in open_archive(tmp_path / "a.duckdb").records()] == list("0123456")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT * FROM read_csv('/etc/passwd')", "file system operations are disabled"),
        ("SELECT * FROM read_text('/etc/passwd')", "file system operations are disabled"),
        ("SELECT * FROM glob('/*')", "file system operations are disabled"),
        ("FROM '/etc/passwd'", "does not exist"),
        ("COPY events TO '/tmp/dragoman-test.csv'", "file system operations are disabled"),
        ("ATTACH '/tmp/dragoman-test.db'", "file system operations are disabled"),
        ("EXPORT DATABASE '/tmp/dragoman-test'", "file system operations are disabled"),
        ("INSTALL httpfs", "disabled"),
        ("LOAD '/tmp/x.so'", "disabled"),
        ("SET enable_external_access = true", "locked"),
        ("SET lock_configuration = false", "locked"),
        ("DELETE FROM events", "read-only"),
        ("UPDATE documents SET text = ''", "read-only"),
        ("DROP TABLE events", "read-only"),
        ("SELECT 1; DROP TABLE events", "read-only"),
        ("CREATE TABLE x AS SELECT 1", "read-only"),
        ("SELECT nothing FROM events", "not found"),
        ("SELEC 1", "syntax error"),
        ("", "asks for nothing"),
    ],
)
def test_a_query_can_read_the_archive_and_nothing_else(query: str, said: str, view: View) -> None:
    with pytest.raises(UsageError) as error:
        view.sql(query)
    assert said in str(error.value)
    assert "\n" not in str(error.value)
    assert len(view) == 2


def test_lists_of_meetings_can_be_asked_as_rows(view: View) -> None:
    people = view.sql("SELECT name, represents FROM participants WHERE document_id = 'd1' AND meeting = 'm1'")
    assert people.num_rows == 3
    assert view.sql("SELECT text FROM agenda WHERE meeting = 'm2' AND document_id = 'd1'").to_pylist() == [
        {"text": "Border crossings"}
    ]
    assert view.sql("SELECT count(*) AS n FROM mentions").to_pylist()[0]["n"] > 0
    assert view.sql("FROM outcomes").num_rows > 0

"""Tables: every row stands alone, every schema stays, every column is said what it means."""

import pyarrow as pa
import pytest
from tests.factory import TEXT, document, empty, event, hostile, position, record

from dragoman.errors import UsageError
from dragoman.keep.export import TABLES, schema, table
from dragoman.keep.export.tables import COLUMNS, make_rows
from dragoman.records import CoderCard, Record


@pytest.mark.parametrize("name", TABLES)
def test_rows_have_a_cell_for_every_column(name: str) -> None:
    for given in (record(), hostile("x y"), empty()):
        assert all(len(row) == len(COLUMNS[name]) for row in make_rows(given, name))


@pytest.mark.parametrize("name", TABLES)
def test_column_names_are_unique_and_explained(name: str) -> None:
    names = [column.name for column in COLUMNS[name]]
    assert len(names) == len(set(names))
    assert names[0] == "document_id"
    assert all(column.meaning for column in COLUMNS[name])


@pytest.mark.parametrize("name", TABLES)
def test_an_empty_table_keeps_its_schema(name: str) -> None:
    assert table([], name).schema.equals(table([record(), hostile("x y")], name).schema, check_metadata=True)
    assert table([], name).num_rows == 0
    assert table([], name).schema == schema(name)


@pytest.mark.parametrize(
    ("name", "rows"), [("documents", 2), ("entities", 3), ("events", 2), ("meetings", 1), ("positions", 3)]
)
def test_there_is_one_row_for_each_item(name: str, rows: int) -> None:
    assert table([record(), empty()], name).num_rows == rows


def test_an_event_stands_alone() -> None:
    first = table([record()], "events").to_pylist()[0]
    wanted = {
        "document_id": "d1",
        "document_published": "2024-05-14",
        "document_source": "report.txt",
        "id": "v1",
        "type": "CONSULT",
        "modes": ["visit"],
        "actors": ["e2"],
        "actor_names": ["Tomasz Wierzba"],
        "actor_offices": ["Special Representative"],
        "actor_countries": ["IGO"],
        "actor_sectors": ["GOV"],
        "recipient_names": ["Ingrid Solhaug"],
        "recipient_represents": ["NOR"],
        "date_start": "2024-05-14",
        "place_name": "Oslo",
        "place_geonames": 3143244,
        "quad": 1,
        "score": 4.0,
        "cameo": "043",
        "trigger": "met",
    }
    assert {key: first[key] for key in wanted} == wanted
    assert TEXT[first["sentence_start"] : first["sentence_end"]] == first["sentence"]
    assert first["sentence_texts"] == [first["sentence"]]


def test_what_an_entity_lacks_keeps_its_place() -> None:
    both = record(events=(event(actors=("e3", "e1", "e9")),))
    row = table([both], "events").to_pylist()[0]
    assert row["actors"] == ["e3", "e1", "e9"]
    assert row["actor_names"] == ["the prisoners", "Ingrid Solhaug", None]
    assert row["actor_countries"] == [None, "NOR", None]
    assert row["actor_sectors"] == [None, "GOV", None]


def test_a_position_of_nobody_has_nothing_beside_it() -> None:
    row = table([record(positions=(position(),))], "positions").to_pylist()[0]
    assert (row["speaker"], row["speaker_name"], row["speaker_sectors"], row["represents"]) == (None, None, [], "NOR")
    assert (row["explicit"], row["cue"]) == (False, "underlined")


def test_a_meeting_has_its_agenda_aligned() -> None:
    row = table([record()], "meetings").to_pylist()[0]
    spans = zip(row["agenda"], row["agenda_starts"], row["agenda_ends"], strict=True)
    assert all(TEXT[start:end] == words for words, start, end in spans)
    assert row["agenda_contexts"] == ["territory", "election"]
    assert row["participant_countries"] == ["NOR", "IGO"]


def test_documents_carry_the_text_and_what_coded_it() -> None:
    row = table([Record(document(), CoderCard("1", None, "PLOVER 2.0", "k"))], "documents").to_pylist()[0]
    assert (row["text"], row["coder_version"], row["coder_model"], row["events"]) == (TEXT, "1", None, 0)


def test_half_characters_do_not_stop_a_table() -> None:
    assert table([hostile("a\ud800b")], "events").to_pylist()[0]["actor_names"] == ["a?b"]


def test_an_unknown_table_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="no table 'verbs': choose from documents"):
        table([], "verbs")


def test_types_are_what_a_reader_expects() -> None:
    found = schema("events")
    assert found.field("actors").type == pa.list_(pa.string())
    assert found.field("sentence_starts").type == pa.list_(pa.int64())
    assert found.field("score").type == pa.float64()
    assert found.field("type").metadata == {b"meaning": b"PLOVER type"}

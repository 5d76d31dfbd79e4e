"""Exports for other programs: Stata, maps, calendars, FollowTheMoney, Parquet in folders, each read back by its own."""

from __future__ import annotations

import builtins
import dataclasses
import json
from datetime import date
from pathlib import Path
from typing import Any

import icalendar
import pandas
import pyarrow.dataset
import pyreadstat
import pytest
from tests.factory import document, empty, entity, event, hostile, meeting, record
from tests.keep.export.written import HOSTILE, worded, write, write_and_tell

from dragoman.errors import MissingExtraError, UsageError
from dragoman.keep.export import FORMATS, table
from dragoman.keep.export.partitions import write_partitions
from dragoman.keep.export.stata import RENAMED
from dragoman.keep.export.tables import TABLES, get_columns
from dragoman.records import Place, Record, When


def stata(path: Path, *records: Record, table: str = "events") -> tuple[pandas.DataFrame, Any]:
    path.write_bytes(write("stata", *records, table=table))
    found: tuple[pandas.DataFrame, Any] = pyreadstat.read_dta(path)
    return found


@pytest.mark.parametrize("name", TABLES)
def test_stata_has_every_column_with_its_meaning(tmp_path: Path, name: str) -> None:
    found, told = stata(tmp_path / "x.dta", record(), table=name)
    columns = [column.name for column in get_columns(name)]
    assert [{name: column for column, name in RENAMED.items()}.get(one, one) for one in found.columns] == columns
    assert told.column_labels == [column.meaning for column in get_columns(name)]
    assert len(found) == table([record()], name).num_rows


def test_stata_has_dates_as_dates_and_missing_as_missing(tmp_path: Path) -> None:
    found, told = stata(tmp_path / "x.dta", record())
    assert told.original_variable_types["date_start"].startswith("%td")
    assert found["date_start"].iloc[0] == date(2024, 5, 14)
    assert pandas.isna(found["date_start"][1])
    assert pandas.isna(found["place_lat"][1])
    assert found["place_lat"][0] == 59.91
    assert list(found["cameo"]) == ["043", ""]
    assert list(found["auxiliary"]) == ["actual", "historical"]


def test_stata_holds_texts_longer_than_its_short_ones(tmp_path: Path) -> None:
    text = "Łódź 北京 🕊 " * 2000
    found, _ = stata(tmp_path / "x.dta", record(document=document(text=text)), table="documents")
    assert found["text"].item() == text
    short, _ = stata(tmp_path / "y.dta", record(document=document(text="é" * 1022)), table="documents")
    assert short["text"].item() == "é" * 1022


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_survive_in_stata(tmp_path: Path, text: str) -> None:
    found, _ = stata(tmp_path / "x.dta", worded(text), empty(), table="events")
    assert found["document_publisher"].item() == text.replace("\0", "").replace("\ud800", "?")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "soon", ""])
def test_a_day_that_stata_cannot_count_is_missing(tmp_path: Path, day: str) -> None:
    found, _ = stata(tmp_path / "x.dta", record(events=(event(date=When(day, day)),)))
    assert found["date_start"].isna().all()


def test_no_records_are_a_file_without_rows(tmp_path: Path) -> None:
    found, _ = stata(tmp_path / "x.dta")
    assert found.shape == (0, len(get_columns("events")))


def test_geojson_is_one_collection_with_a_feature_an_event() -> None:
    found = json.loads(write("geojson", record(), record(document=document(id="d2"))))
    assert (found["type"], len(found["features"])) == ("FeatureCollection", 4)
    first, second = found["features"][:2]
    assert first["geometry"] == {"type": "Point", "coordinates": [10.75, 59.91]}
    assert first["properties"]["recipient_countries"] == ["NOR"]
    assert second["geometry"] is None
    assert second["properties"]["auxiliary"] == "historical"
    assert len({feature["id"] for feature in found["features"]}) == 4
    assert json.loads(write("geojson")) == {"type": "FeatureCollection", "features": []}


@pytest.mark.parametrize("point", [(91.0, 0.0), (0.0, 181.0), (None, 3.0)])
def test_a_point_on_no_globe_is_none(point: tuple[float | None, float]) -> None:
    (feature,) = json.loads(write("geojson", record(events=(event(place=Place("X", None, *point)),))))["features"]
    assert feature["geometry"] is None


def entries(data: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


@pytest.mark.parametrize(
    ("status", "shown"),
    [("held", "CONFIRMED"), ("past-reference", "CONFIRMED"), ("planned", "TENTATIVE"), ("cancelled", "CANCELLED")],
)
def test_a_calendar_has_the_meetings_on_their_days(status: str, shown: str) -> None:
    (entry,) = entries(write("calendar", record(meetings=(meeting(status=status),))))
    assert (entry["dtstart"].dt, entry["dtend"].dt) == (date(2024, 5, 14), date(2024, 5, 15))
    assert entry["status"] == shown
    assert entry["summary"] == "visit: NOR - OSCE"
    assert entry["location"] == "Oslo, NOR"
    assert "Agenda: election observation" in entry["description"]
    assert {"uid", "dtstamp"} <= {name.lower() for name in entry}


@pytest.mark.parametrize("when", [None, When("2024-05-01", "2024-05-31", "in May"), When("x", "y")])
def test_a_meeting_without_a_day_is_in_no_calendar(when: When | None) -> None:
    data, left_out = write_and_tell("calendar", [record(meetings=(meeting(date=when),))])
    assert entries(data) == []
    assert left_out == ("left out  meetings without a day: 1",)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_leave_an_entry_an_entry(text: str) -> None:
    (entry,) = entries(write("calendar", worded(text)))
    plain = entries(write("calendar", worded("plain")))[0]
    assert list(entry) == [name for name in plain if name != "URL" or "URL" in entry]
    if text.isprintable():
        assert text.replace("\\N", "\\ N") in entry["location"]


def test_followthemoney_takes_every_line() -> None:
    model = pytest.importorskip("followthemoney").model
    body = entity(id="e4", name="Fjord Bank", kind="organization", wikidata="Q1", sectors=("BUS",))
    state = entity(id="e5", name="Norway", kind="country", office=None)
    given = record(
        entities=(*record().entities, body, state), events=(event(actors=("e1", "e2", "e3"), recipients=("e4", "e5")),)
    )
    lines = [json.loads(line) for line in write("ftm", given, with_text=True).splitlines()]
    proxies = {line["id"]: model.get_proxy(line, cleaned=False) for line in lines}
    for line in lines:
        model.get(line["schema"]).validate(line)
        kept = proxies[line["id"]]
        assert {name: sorted(kept.get(name)) for name in line["properties"]} == {
            name: sorted(values) for name, values in line["properties"].items()
        }
    assert [line["schema"] for line in lines] == [
        "Person",
        "Person",
        "LegalEntity",
        "Organization",
        "PublicBody",
        "Event",
    ]
    happened = lines[-1]
    assert set(happened["properties"]["involved"]) == set(proxies) - {happened["id"]}
    assert happened["properties"]["country"] == ["no"]
    assert {"Q1", "country-NOR"} <= set(proxies)


def test_people_of_two_documents_are_not_taken_for_one() -> None:
    both = write("ftm", record(), record(document=document(id="d2"))).splitlines()
    assert len({json.loads(line)["id"] for line in both}) == len(both)


def test_places_and_agreements_are_no_parties() -> None:
    given = record(entities=(entity(kind="place"), entity(id="e2")))
    assert [json.loads(line)["schema"] for line in write("ftm", given).splitlines()] == ["Person", "Event"]


@pytest.mark.parametrize("by", ["month", "day"])
@pytest.mark.parametrize("name", TABLES)
def test_partitions_hold_the_rows_of_the_one_file(tmp_path: Path, name: str, by: Any) -> None:
    given = [record(), record(document=document(id="d2", published="2024-06-01")), empty(id="d3", published=None)]
    assert write_partitions(given, tmp_path / "out", name, by) == table(given, name).num_rows
    found = pyarrow.dataset.dataset(tmp_path / "out", partitioning="hive").to_table()
    whole = table(given, name)
    assert sorted(map(repr, found.select(whole.column_names).to_pylist())) == sorted(map(repr, whole.to_pylist()))


def test_partitions_are_named_by_the_day_of_the_event(tmp_path: Path) -> None:
    late = record(document=document(id="d2", published="2024-06-01"))
    write_partitions([record(), late, record(document=document(published=None))], tmp_path / "out", "events", "day")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "day=2024-05-14",
        "day=2024-06-01",
        "day=__HIVE_DEFAULT_PARTITION__",
    ]


def test_duckdb_reads_the_partitions(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    write_partitions([record()], tmp_path / "out", "events", "month")
    sql = f"select month, count(*) from read_parquet('{tmp_path}/out/*/*.parquet', hive_partitioning=true) group by 1"
    assert [(str(month)[:7], count) for month, count in duckdb.sql(sql).fetchall()] == [("2024-05", 2)]


def test_partitions_written_in_parts_are_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.keep.export.partitions.MAX_WAITING", 3)
    given = [record(document=document(id=f"d{n}")) for n in range(5)]
    write_partitions(given, tmp_path / "out", "events", "month")
    assert len(list((tmp_path / "out").rglob("*.parquet"))) == 4
    assert pyarrow.dataset.dataset(tmp_path / "out", partitioning="hive").count_rows() == 10


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="it is there already"):
        write_partitions([record()], tmp_path / "out", "events")
    assert [path.name for path in tmp_path.rglob("*")] == ["out", "mine.txt"]


def test_a_failure_leaves_no_folder(tmp_path: Path) -> None:
    def broken() -> Any:
        yield record()
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError):
        write_partitions(broken(), tmp_path / "out", "events")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("format", "package", "extra"), [("stata", "pandas", "stata"), ("calendar", "icalendar", "calendar")]
)
def test_a_missing_package_is_named_with_its_extra(
    monkeypatch: pytest.MonkeyPatch, format: str, package: str, extra: str
) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: Any) -> Any:
        if name == package:
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(MissingExtraError, match=rf"dragoman\[{extra}\]"):
        write(format, record())


@pytest.mark.parametrize("format", FORMATS)
def test_a_record_of_nothing_but_hostile_words_breaks_no_format(format: str) -> None:
    for text in HOSTILE:
        once, again = (write(format, hostile(text), auxiliaries=("actual", "future")) for _ in range(2))
        assert once == again


def test_frozen_records_stay_as_they_were() -> None:
    given = record()
    before = dataclasses.replace(given)
    for format in ("stata", "calendar", "ftm", "geojson", "plover"):
        write(format, given)
    assert given == before

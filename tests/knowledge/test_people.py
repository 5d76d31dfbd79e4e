"""Lists of people are read from three formats; a row that is wrong is told, and costs only itself."""

from __future__ import annotations

import json

import pytest

from dragoman.knowledge import load
from dragoman.knowledge.people import Fault, PersonRow, read_people, write_csv


def read(text: str, country: str = "") -> tuple[list[PersonRow], list[Fault]]:
    return read_people(text, load().code_of, load().office_name, country)


def test_csv_needs_only_names_and_countries() -> None:
    rows, faults = read("name,country\nAma Testova,Ghana\n")
    assert rows == [PersonRow("Ama Testova", "GHA")]
    assert not faults


def test_offices_and_countries_take_the_names_of_the_list() -> None:
    rows, _ = read(
        "name,country,office,start,end,wikidata,aliases\n"
        "Ama Testova,gh,Foreign Minister of Ghana,2031-01-01,,Q1,A. Testova|Ama T. Testova\n"
    )
    wanted = PersonRow(
        "Ama Testova", "GHA", "Minister of Foreign Affairs", "2031-01-01", "", "Q1", ("A. Testova", "Ama T. Testova")
    )
    assert rows == [wanted]
    assert read(write_csv(rows))[0] == rows


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("X Y,Atlantis,,,", "no state or organisation known as 'Atlantis'"),
        ("X Y,,,,", "X Y: no country"),
        (",KEN,,,", "no name"),
        ("X Y,KEN,President,2020-13-01,", "X Y: no date like 2024-07-03: '2020-13-01'"),
        ("X Y,KEN,President,spring,", "X Y: no date like 2024-07-03: 'spring'"),
        ("X Y,KEN,President,2020-05-01,2019", "X Y: ends on 2019, before it begins on 2020-05-01"),
        ("X Y,KEN", "not 5 fields as in the header"),
    ],
)
def test_a_wrong_row_is_told_by_its_line_and_the_rest_is_read(row: str, reason: str) -> None:
    rows, faults = read(f"name,country,office,start,end\n{row}\nAma Testova,GHA,,,\n")
    assert faults == [Fault(2, reason)]
    assert [row.name for row in rows] == ["Ama Testova"]


def test_a_file_without_the_columns_says_which_are_wanted() -> None:
    _, [fault] = read("who,where\nX,Y\n")
    assert fault.reason.startswith("no column 'name': the header is name,country,office")


def test_popolo_memberships_are_offices() -> None:
    whole = {
        "persons": [
            {
                "id": "p1",
                "name": "Ama Testova",
                "identifiers": [{"scheme": "wikidata", "identifier": "Q1"}],
                "other_names": [{"name": "A. Testova"}],
            },
            {"id": "p2", "name": "Kofi Probe"},
        ],
        "organizations": [{"id": "o1", "name": "Cabinet", "area": {"name": "Ghana"}}],
        "posts": [{"id": "q1", "label": "Defence Minister", "organization_id": "o1"}],
        "memberships": [
            {"person_id": "p1", "post_id": "q1", "start_date": "2031-01-01", "end_date": "2032-01-01"},
        ],
    }
    rows, faults = read(json.dumps(whole))
    wanted = PersonRow("Ama Testova", "GHA", "Minister of Defence", "2031-01-01", "2032-01-01", "Q1", ("A. Testova",))
    assert rows == [wanted]
    assert faults == [Fault(2, "Kofi Probe: no country")]
    assert read(json.dumps(whole), "KEN")[0][1] == PersonRow("Kofi Probe", "KEN")


def ftm(schema: str, id: str, **properties: list[str]) -> str:
    return json.dumps({"id": id, "schema": schema, "properties": properties})


def test_followthemoney_occupancies_join_people_and_positions() -> None:
    lines = [
        ftm("Occupancy", "o1", holder=["Q1"], post=["pos"], startDate=["2031-01-01"]),
        ftm("Position", "pos", name=["Minister of Foreign Affairs of Ghana"], country=["gh"]),
        ftm("Person", "Q1", name=["Ama Testova"], alias=["Testova Ama"], country=["gh"]),
        ftm("Person", "x2", name=["Kofi Probe"], citizenship=["ke"]),
        ftm("Company", "c", name=["Probe Ltd"]),
        "{broken",
        ftm("Occupancy", "o2", holder=["nobody"], post=["pos"]),
    ]
    rows, faults = read("\n".join(lines))
    assert rows == [
        PersonRow("Ama Testova", "GHA", "Minister of Foreign Affairs", "2031-01-01", "", "Q1", ("Testova Ama",)),
        PersonRow("Kofi Probe", "KEN"),
    ]
    assert faults == [Fault(6, "not JSON"), Fault(7, "an occupancy whose person or position is not in the file")]


def test_an_office_without_a_first_day_says_nothing_of_any_day() -> None:
    lines = [
        ftm("Person", "x1", name=["Ama Testova"], country=["gh"]),
        ftm("Position", "pos", name=["President"], country=["gh"]),
        ftm("Occupancy", "o1", holder=["x1"], post=["pos"], status=["unknown"]),
    ]
    assert read("\n".join(lines))[0] == [PersonRow("Ama Testova", "GHA")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"persons": {}}',
        '{"persons": [1, {"name": 3}], "memberships": [2], "posts": {"a": 1}}',
        '{"id": 1, "schema": "Person", "properties": [1]}',
        '{"id": 1, "schema": ["Person"], "properties": {"name": "X"}}',
        '{"id": 1, "schema": "Person", "properties": {"name": [1, null]}}',
    ],
)
def test_nonsense_gives_faults_and_no_people(text: str) -> None:
    assert read(text)[0] == []

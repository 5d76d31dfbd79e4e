"""Who held an office depends on the day asked for, and what nobody knows stays unsaid."""

from __future__ import annotations

import pytest

from dragoman.knowledge import load
from dragoman.knowledge.holders import Added, Holders, Person, Stint


@pytest.mark.parametrize(
    ("code", "office", "day", "name"),
    [
        ("AZE", "President", "2024-07-03", "Ilham Aliyev"),
        ("RUS", "Minister of Foreign Affairs", "2014-03-01", "Sergey Lavrov"),
        ("USA", "Secretary of State", "2010-06-01", "Hillary Clinton"),
        ("USA", "Minister of Foreign Affairs", "2010-06-01", "Hillary Clinton"),
        ("FRA", "President", "2011-05-01", "Nicolas Sarkozy"),
        ("GBR", "Prime Minister", "2025-01-01", "Keir Starmer"),
        ("NATO", "Secretary-General", "2024-09-30", "Jens Stoltenberg"),
        ("NATO", "Secretary-General", "2024-10-01", "Mark Rutte"),
        ("UNO", "Secretary-General", "2008-01-01", "Ban Ki-moon"),
        ("DEU", "Chancellor", "2015-09-01", "Angela Merkel"),
        ("NOR", "Prime Minister", "2010-09-01", "Jens Stoltenberg"),
        ("EGY", "President", "2009-06-04", "Hosni Mubarak"),
        ("AZE", "President", "1999-01-01", "Heydar Aliyev"),
        ("GEO", "President", "2008-08-08", "Mikheil Saakashvili"),
        ("LBY", "Leader", "2011-03-17", "Muammar Gaddafi"),
        ("USA", "National Security Adviser", "2018-06-01", "John Bolton"),
        ("GBR", "King", "2020-01-01", "Elizabeth II"),
    ],
)
def test_the_holder_of_the_day_is_found(code: str, office: str, day: str, name: str) -> None:
    assert [known.name for known in load().holders(code, office, day)] == [name]


@pytest.mark.parametrize(
    ("code", "office", "day"),
    [
        ("AZE", "President", "1985-01-01"),
        ("RUS", "Minister of Foreign Affairs", "2024-01-01"),  # the list ends in 2022
        ("AZE", "Dog Catcher", "2024-01-01"),
        ("AZE", "President", "2031-01-01"),
    ],
)
def test_what_no_source_speaks_for_is_not_known(code: str, office: str, day: str) -> None:
    assert load().holders(code, office, day) == ()


def test_a_person_has_his_offices_of_a_day() -> None:
    key = "Vladimir Putin (RUS)"
    offices = {day: [k.office for k in load().offices_of(key, day)] for day in ("2005-01-01", "2010-01-01")}
    assert offices == {"2005-01-01": ["President"], "2010-01-01": ["Prime Minister"]}
    assert len(load().offices_of(key)) > 2


def test_a_surname_alone_names_no_minister() -> None:
    base = load()
    assert base.match(["Sergey", "Lavrov"], 0)[1][0].wikidata == "Q58217"
    assert base.match(["Lavrov"], 0) is None
    assert [k.name for k in base.holders_by_surname("Lavrov", "2020-01-01")] == ["Sergey Lavrov"]
    assert base.holders_by_surname("Lavrov", "2001-01-01") == ()


def test_days_of_a_month_that_is_known_only_as_such_are_left_out() -> None:
    stint = Stint("KEN", "President", "x", "2013-04", "2022-09", "")
    assert [stint.is_on(day) for day in ("2013-04-30", "2013-05-01", "2022-08-31", "2022-09-01")] == [
        False,
        True,
        True,
        False,
    ]


def test_what_the_user_says_of_a_day_wins() -> None:
    stint = Stint("FRA", "President", "X Y (FRA)", "2020-01-01", "", "", is_users=True)
    holders = Holders(lambda: [Added("X Y (FRA)", Person("X Y", "", "FRA"), ("X Y",), (stint,))])
    assert [s.key for s in holders.of("FRA", "President", "2021-01-01")] == ["X Y (FRA)"]
    assert [s.key for s in holders.of("FRA", "President", "2019-01-01")] != ["X Y (FRA)"]


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Moammar Gadhafi", "Muammar Gaddafi"),
        ("Viktor Yanukovich", "Viktor Yanukovych"),
        ("Bibi Netanyahu", "Benjamin Netanyahu"),
        ("Aleksander Lukashenko", "Alyaksandr Lukashenka"),
        ("Heidar Aliyev", "Heydar Aliyev"),
    ],
)
def test_the_usual_spellings_of_a_name_are_one_person(spelling: str, name: str) -> None:
    found = load().match(spelling.split(), 0)
    assert found is not None
    assert {known.name for known in found[1]} == {name}

"""A party or an armed group is what it was on the day: in opposition or not, at war or at peace."""

from __future__ import annotations

import pytest

from dragoman.knowledge import load


@pytest.mark.parametrize(
    ("key", "day", "sectors"),
    [
        ("GBR.labour", "2015-03-01", ("PTY", "OPP")),
        ("GBR.labour", "2025-03-01", ("PTY",)),
        ("IND.bjp", "2010-03-01", ("PTY", "OPP")),
        ("IND.bjp", "2019-03-01", ("PTY",)),
        ("group.TALIBAN", "2000-03-01", ("GOV", "UAF")),
        ("group.TALIBAN", "2021-08-14", ("REB", "UAF")),
        ("group.TALIBAN", "2021-08-15", ("GOV", "UAF")),
        ("group.RSF", "2020-03-01", ("MIL",)),
        ("group.RSF", "2024-03-01", ("REB",)),
        ("group.UNITA", "1999-03-01", ("REB",)),
        ("UNHCR", "2019-03-01", ("REF",)),
    ],
)
def test_sectors_are_those_of_the_day(key: str, day: str, sectors: tuple[str, ...]) -> None:
    assert load().get(key, day).sectors == sectors


def test_without_a_day_it_is_what_the_list_says() -> None:
    assert load().get("IND.bjp").sectors == ("PTY",)


@pytest.mark.parametrize(
    ("key", "day", "office", "sectors"),
    [
        ("Hakan Fidan (TUR)", "2018-03-01", "Director of the National Intelligence Organization", ("SPY",)),
        ("Hakan Fidan (TUR)", "2024-03-01", "Minister of Foreign Affairs", ("GOV",)),
        ("Jonas Savimbi (AGO)", "1999-03-01", "Leader of UNITA", ("REB",)),
        ("Keir Starmer (GBR)", "2022-03-01", "Leader of the opposition", ("OPP",)),
        ("Péter Szijjártó (HUN)", "2023-03-01", "Minister of Foreign Affairs", ("GOV",)),
    ],
)
def test_a_person_has_the_sectors_of_his_role(key: str, day: str, office: str, sectors: tuple[str, ...]) -> None:
    assert [(known.office, known.sectors) for known in load().offices_of(key, day)] == [(office, sectors)]

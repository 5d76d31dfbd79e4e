"""Offices are read off their wording."""

from __future__ import annotations

import pytest

from dragoman.knowledge import load
from dragoman.understand.tokens import tokenize

FOREIGN = "Minister of Foreign Affairs"


@pytest.mark.parametrize(
    ("text", "name", "level", "time"),
    [
        ("Foreign Minister", FOREIGN, "minister", None),
        ("foreign minister", FOREIGN, "minister", None),
        ("Minister of Foreign Affairs", FOREIGN, "minister", None),
        ("Minister for External Affairs", FOREIGN, "minister", None),
        ("foreign ministers", FOREIGN, "minister", None),
        ("Ministers of Foreign Affairs", FOREIGN, "minister", None),
        ("FOREIGN MINISTER", FOREIGN, "minister", None),
        ("Deputy Foreign Minister", f"Deputy {FOREIGN}", "deputy", None),
        ("First Deputy Minister of Foreign Affairs", f"First Deputy {FOREIGN}", "deputy", None),
        ("acting Foreign Minister", FOREIGN, "minister", "acting"),
        ("former Prime Minister", "Prime Minister", "government", "former"),
        ("ex-President", "President", "state", "former"),
        ("Vice President", "Vice President", "state", None),
        ("deputy prime minister", "Deputy Prime Minister", "government", None),
        ("Secretary of State", "Secretary of State", "minister", None),
        ("Secretary General", "Secretary-General", "state", None),
        ("Secretary-General", "Secretary-General", "state", None),
        ("Deputy Secretary-General", "Deputy Secretary-General", "deputy", None),
        ("Chairperson-in-Office", "Chairperson-in-Office", "state", None),
        ("High Representative for Foreign Affairs and Security Policy", "High Representative", "minister", None),
        ("Chargé d'Affaires", "Chargé d'Affaires", "diplomat", None),
        ("Charge d'Affaires a.i.", "Chargé d'Affaires", "diplomat", None),
        ("Special Envoy", "Special Envoy", "diplomat", None),
        ("Permanent Representative", "Permanent Representative", "diplomat", None),
        ("ambassador", "Ambassador", "diplomat", None),
        ("spokeswoman", "Spokesperson", "official", None),
        ("Speaker of the Parliament", "Speaker of Parliament", "legislator", None),
        ("Defence Secretary", "Minister of Defence", "minister", None),
        ("Minister of Energy and Water Resources", "Minister of Energy and Water Resources", "minister", None),
        ("Energy Minister", "Minister of Energy", "minister", None),
        ("Minister of Economy and Finance", "Minister of Finance", "minister", None),
        ("Crown Prince", "Crown Prince", "state", None),
        ("Chief of the General Staff", "Chief of the General Staff", "military", None),
        ("attorney general", "Prosecutor General", "judge", None),
        ("rebel leader", "Rebel Leader", "rebel", None),
    ],
)  # fmt: skip
def test_an_office_is_read_from_its_wording(text: str, name: str, level: str, time: str | None) -> None:
    office = load().office([span.of(text) for span in tokenize(text)])
    assert office is not None
    assert (office.name, office.level, office.time) == (name, level, time)


@pytest.mark.parametrize("text", ["general", "major", "official", "speaker", "foreign", "energy", "state"])
def test_a_word_that_may_be_no_office_is_none_in_lower_case(text: str) -> None:
    assert load().office([text]) is None


def test_who_held_an_office_is_of_the_elite() -> None:
    assert load().office("former foreign minister".split()).sectors == ("ELI",)


def test_the_state_after_an_office_is_no_part_of_it() -> None:
    length, office = load().match_office("Minister of Foreign Affairs of Georgia".split(), 0)
    assert (length, office.name) == (4, FOREIGN)

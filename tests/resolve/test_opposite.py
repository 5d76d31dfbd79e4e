"""Of which delegation somebody is, and whose he cannot be as he meets somebody of that side."""

from __future__ import annotations

import pytest

from dragoman.flow import load_coder


def _side(text: str, name: str) -> str | None:
    return next(e.represents or e.country for e in load_coder().code(text).entities if e.name == name)


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        ("The Omani side was chaired by Undersecretary Nasser Hinai, and the Uzbek side by Bobur Rahimov, Deputy "
         "Minister of Trade.", "Bobur Rahimov", "UZB"),
        ("Speaker Anwar Chehab on Thursday received the Egyptian Ambassador to Lebanon, Hatem Shafik.",
         "Anwar Chehab", "LBN"),
        ("Minister of Climate Huda Nuaimi held a virtual meeting with Cyrus Wanjohi, Cabinet Secretary for Trade of "
         "the Republic of Kenya. Kenya sends goats.", "Huda Nuaimi", None),
        ("The Omani delegation was headed by Undersecretary Nasser Hinai and that of the other side by Minister of "
         "Trade Juma Otieno of Kenya.", "Juma Otieno", "KEN"),
    ],
)  # fmt: skip
def test_who_sits_opposite_is_of_another_side(text: str, name: str, side: str | None) -> None:
    assert _side(text, name) == side


def test_whoever_goes_on_to_meet_others_is_the_first() -> None:
    text = (
        "Korea's Prime Minister Lee Byung met Premier Bat Sodnom on Monday and then called on the Speaker of Mongolia."
    )
    assert _side(text, "Bat Sodnom") == "MNG"


def test_a_side_that_only_tells_something_has_no_members() -> None:
    text = (
        "As the Russian side said that ships would sail in Japan's sea, Mr. Kashiwagi Hiroto, Director-General of the "
        "Trade Bureau, protested to Mr. Anatoly Zhdanov, Minister of the Embassy of Russia."
    )
    assert _side(text, "Kashiwagi Hiroto") != "RUS"

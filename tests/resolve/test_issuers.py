"""Whose a text is: by its headline, its first words, or how it styles people; and titles of one state or body."""

from __future__ import annotations

import pytest

from dragoman.flow import load_coder, understand
from dragoman.knowledge import load
from dragoman.records import Document
from dragoman.resolve.issuers import find_home
from dragoman.resolve.party_search import gather_parties
from dragoman.resolve.sides import settle_told


def _home(text: str) -> str | None:
    gathering = gather_parties(understand(Document("d", text), load()), load())
    settle_told(gathering)
    return find_home(gathering)


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("Statement by the Permanent Representative of Guyana. Venezuela must stop.", "GUY"),
        ("Remarks to the press by the Minister of Trade of Nepal after talks with Chad. We agreed.", "NPL"),
        ("The Ministry of Foreign Affairs of Colombia informs public opinion that Nicaragua has agreed.", "COL"),
        ("Briefing by the Foreign Ministry Spokeswoman, Moscow, March 3, 2026. Poland has closed it.", "RUS"),
        ("Shri Anil Menon met the envoy of Chad. He thanked Chad.", "IND"),
        ("Statement on the attack by the Russian army. Ukraine condemns it.", None),
        ("Joint statement by the President of Chad and the President of Mali. They agreed.", None),
        ("Communiqué on the visit of the President of Chad. Mali thanks Chad.", None),
        ("The Embassy of Angola in Windhoek informs that Namibia has agreed.", None),
    ],
)
def test_first_words_tell_whose_a_text_is(text: str, home: str | None) -> None:
    assert _home(text) == home


@pytest.mark.parametrize(
    ("text", "words", "side"),
    [
        ("High Representative/Vice-President Ana Prado met the President of Moldova.", "Ana Prado", "EUR"),
        ("The Secretary-General spoke by phone with the President of Guyana. He thanked Guyana.", "Secretary-General",
         "UNO"),
        ("Readout of the Secretary-General's call with Guyana's President\n\nThe Secretary-General thanked CARICOM.",
         "Secretary-General", "UNO"),
        ("EAM Asha Rao thanked Oman.", "Asha Rao", "IND"),
    ],
)  # fmt: skip
def test_some_titles_are_one_bodys(text: str, words: str, side: str) -> None:
    assert next(e.represents for e in load_coder().code(text).entities if words in e.name) == side


def test_an_office_is_not_the_one_it_calls() -> None:
    text = "Foreign Secretary's call with Oman's Foreign Minister\n\nThe Foreign Secretary spoke to Oman's Foreign "
    record = load_coder().code(text + "Minister Salim Harthy on Monday.")
    told = [{span.of(text + "Minister Salim Harthy on Monday.") for span in e.mentions} for e in record.entities]
    assert not any("The Foreign Secretary" in called and "Oman's Foreign Minister" in called for called in told)

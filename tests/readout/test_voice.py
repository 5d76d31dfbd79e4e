"""Whose words a document's own are."""

from dragoman.flow import code
from dragoman.records import Document


def represented(text: str) -> set[str | None]:
    return {position.represents for position in code(Document("d", text)).positions}


def test_the_words_of_a_firm_are_no_states() -> None:
    text = "Statement by Huawei\n\nWe reject the ban. Sweden should reconsider the ban. We will go to court."
    assert "SWE" not in represented(text)


def test_a_ministrys_statement_speaks_for_its_state() -> None:
    text = (
        "Statement by the Ministry of Foreign Affairs of Peru\n\nWe reject the ban. Sweden should reconsider the ban."
    )
    assert represented(text) == {"PER"}

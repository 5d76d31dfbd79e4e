"""Whose words a document's own are."""

from dragoman.flow import code, resolve, understand
from dragoman.knowledge import load
from dragoman.readout.cast import Cast
from dragoman.readout.voice import find_voice
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


def voice_of(text: str) -> str | None:
    marked = understand(Document("d", text), load())
    found = find_voice(Cast(marked, resolve(marked, load())))
    return None if found is None else found.side


def test_a_spokesperson_of_an_embassy_speaks_for_its_state() -> None:
    text = (
        "Spokesperson of the Chinese Embassy in Canada on remarks of the Canadian Minister of Defence\n\n"
        "It is regretted that the remarks were made. Canada sent ships."
    )
    assert voice_of(text) == "CHN"


def test_the_communique_of_a_summit_speaks_for_the_body_that_met() -> None:
    text = (
        "Communiqué of the Extraordinary Summit of the Organ Troika of the Southern African Development Community\n\n"
        "The President of Tanzania opened the summit. It was noted that the United Nations had sent trucks."
    )
    assert voice_of(text) == "SADC"


def test_a_joint_text_speaks_for_no_side_alone() -> None:
    told = "\n\nCanada's minister opened the meeting. It was noted that trade had grown."
    for title in (
        "CARICOM-Canada Foreign Ministers' Working Group: Joint Communiqué",
        "Final statement of the tripartite coordination mechanism between Egypt, Jordan and Iraq",
    ):
        assert voice_of(title + told) is None

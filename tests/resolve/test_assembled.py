"""Whose ministers and leaders are who come together in a body's text."""

import pytest

from dragoman.flow import Coder
from dragoman.records import Document


def sides(text: str) -> dict[str, str | None]:
    return {one.name: one.represents for one in Coder().code(Document("d", text)).entities if one.kind == "group"}


OPENING = "The Ministerial Committee of the SADC Organ on Politics met in Windhoek, Namibia, on 24 July 2023."


@pytest.mark.parametrize("who", ["Ministers", "Leaders", "Delegates"])
def test_bare_plurals_are_of_the_body_that_the_text_opens_with(who: str) -> None:
    assert sides(f"{OPENING}\n\n{who} commended Mozambique for its efforts.")[who] == "SADC"


def test_what_a_body_says_through_its_ministers_is_its_event() -> None:
    record = Coder().code(Document("d", f"{OPENING}\n\nMinisters urged Rwanda to withdraw its troops."))
    (event,) = [one for one in record.events if one.type == "REQUEST"]
    assert [one.represents for one in record.entities if one.id in event.actors] == ["SADC"]


@pytest.mark.parametrize(
    "text",
    [
        "The ministers of Kenya and Uganda met at the seat of IGAD.\n\nLeaders urged Eritrea to withdraw its troops.",
        "The SADC and the East African Community met in Windhoek.\n\nLeaders urged Rwanda to withdraw its troops.",
        "The Arctic Council met in Tromsø.\n\nMinisters from Denmark and Iceland urged Russia to share data.",
        "Kenya's president met the head of IGAD.\n\nMembers urged Eritrea to withdraw its troops.",
        "A committee met in Windhoek.\n\nMinisters urged Rwanda to withdraw its troops.",
    ],
)
def test_nobody_knows_whose_they_are_where_several_open_the_text(text: str) -> None:
    assert not {"SADC", "IGAD", "EAC", "AC"} & set(sides(text).values())


def test_those_told_by_more_than_a_bare_word_stay_whose_they_are() -> None:
    found = sides(f"{OPENING}\n\nOpposition leaders urged Rwanda to withdraw its troops.")
    assert "SADC" not in {found.get("Opposition leaders")}

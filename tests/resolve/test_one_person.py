"""A person with an office is one person, however the text parts the two."""

from __future__ import annotations

import pytest

from dragoman import flow
from dragoman.records import Document
from dragoman.understand.sentences import sketch_sentences


def people(text: str) -> list[tuple[str, str | None, str | None]]:
    found = flow.code(Document("d", text, published="2024-06-03")).entities
    return [(e.name, e.office, e.represents) for e in found if e.kind in ("person", "office")]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "The Ambassador of the Kingdom of the Netherlands to the Sultanate, Stella Kloth, thanked Chad.",
            ("Stella Kloth", "Ambassador", "NLD"),
        ),
        (
            "The Indian delegation was led by Shri Arvind Rao, Secretary (West), Ministry of External Affairs, while "
            "the Norwegian delegation stayed.",
            ("Arvind Rao", "Secretary", "IND"),
        ),
        (
            "Ms. Nina Rao, Additional Secretary (Consular), met the Ambassador of Norway.",
            ("Nina Rao", "Additional Secretary", None),
        ),
        ("The Mayor of Tbilisi City, Kakha Beridze, spoke.", ("Kakha Beridze", "Mayor", "GEO")),
        ("The Governor of Osaka Prefecture, Hiroshi Mori, spoke.", ("Hiroshi Mori", "Governor", "JPN")),
        (
            "The Commander of EUFOR Operation Althea, Major General Helmut Gruber, spoke.",
            ("Helmut Gruber", "Commander", "EUR"),
        ),
        (
            "Undersecretary Ma. Theresa Lopez of the Philippines spoke.",
            ("Ma. Theresa Lopez", "Undersecretary", "PHL"),
        ),
        (
            "The Chairwoman of the Council of Ministers, Jelena Babić, met the Ambassador of Norway.",
            ("Jelena Babić", "Chairwoman of the Council of Ministers", None),
        ),
        (
            "She presented her credentials to His Excellency the President of Fiji, Ratu Jone Tora, in Suva.",
            ("Jone Tora", "President", "FJI"),
        ),
        (
            "The Ambassador of Australia, Kirsten Bishop, thanked Fiji.",
            ("Kirsten Bishop", "Ambassador", "AUS"),
        ),
        (
            "The UN special rapporteur on Myanmar, Tom Berg, called for a truce.",
            ("Tom Berg", "Special Rapporteur", "UNO"),
        ),
        (
            "The UN rapporteur on freedom of expression and the press, Tom Berg, called for his release.",
            ("Tom Berg", "Rapporteur", "UNO"),
        ),
        ("UN envoy on Myanmar Tom Berg called for a truce.", ("Tom Berg", "Envoy", "UNO")),
    ],
)
def test_an_office_and_the_name_beside_it_are_one_person(text: str, who: tuple[str, str | None, str | None]) -> None:
    found = people(text)
    assert who in found
    assert not [one for one in found if one[0] != who[0] and one[1] == who[1]]


@pytest.mark.parametrize("text", ["M23 rebels seized Masisi Goma.", "The Sheraton Basra was attacked by gunmen."])
def test_towns_one_after_the_other_are_nobody(text: str) -> None:
    assert not people(text)


@pytest.mark.parametrize("name", ["Excellency", "Operation Althea", "Ma", "Secretary", "Bishop"])
def test_no_part_of_a_title_or_name_is_somebody(name: str) -> None:
    text = (
        "The Ambassador of Peru, Karina Bishop, met Undersecretary Ma. Theresa Lopez, the Commander of EUFOR Operation "
        "Althea, General Helmut Gruber, H.E. the Prime Minister of Fiji, Ratu Jone Tora, and Mr. Anil Rao, Secretary "
        "(East), in Suva."
    )
    assert name not in {who for who, _, _ in people(text)}


def test_a_title_told_again_with_its_honorific_is_whoever_has_it() -> None:
    text = (
        "His Excellency Mr. SOK Dara, Deputy Prime Minister, Minister of Foreign Affairs and International Cooperation "
        "of Cambodia, met Foreign Minister Anan Wongsa of Thailand in Phnom Penh. His Excellency Deputy Prime Minister "
        "deplored the clashes."
    )
    record = flow.code(Document("d", text, published="2024-06-03"))
    names = {entity.id: entity.name for entity in record.entities}
    assert [(names[p.speaker or ""], p.represents) for p in record.positions] == [("SOK Dara", "KHM")]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Adviser Md. Karim Hossain met Ms. Ma. Teresa Lopez. They left.", 2),
        ("He called on Vice Minister Ma. The two discussed trade.", 2),
        ("He met Mr. Ma. They discussed trade.", 2),
    ],
)
def test_a_short_given_name_ends_no_sentence(text: str, sentences: int) -> None:
    assert len(sketch_sentences(text)) == sentences


@pytest.mark.parametrize(
    ("text", "side"),
    [
        (
            "Readout of the Secretary-General's meeting with Mr. Karl Berg, Minister for Foreign Affairs of Hungary\n\n"
            "The Secretary-General met with Mr. Karl Berg, Minister for Foreign Affairs of Hungary. The "
            "Secretary-General thanked Hungary for its contribution to United Nations peacekeeping operations.",
            "UNO",
        ),
        (
            "The Secretary-General met with the President of Chad. They discussed the Charter of the United Nations "
            "and the Security Council.",
            "UNO",
        ),
        (
            "The Secretary General met with the Foreign Minister of Moldova. The Secretary General thanked Moldova for "
            "its support to the OSCE Mission to Moldova.",
            "OSCE",
        ),
        (
            "The Secretary-General of NATO met the Foreign Minister of Moldova. The Secretary-General thanked Moldova "
            "for its contribution to United Nations peacekeeping.",
            "NATO",
        ),
        (
            "The Secretary-General of the Ministry of Foreign Affairs met the Ambassador of Japan. The "
            "Secretary-General recalled Peru's candidacy for the United Nations Security Council.",
            "PER",
        ),
    ],
)
def test_the_secretary_general_is_of_the_one_organisation_that_a_text_names(text: str, side: str | None) -> None:
    found = flow.code(Document("d", text, published="2024-06-03")).meetings[0].participants
    assert [p.represents for p in found if (p.office or "").startswith("Secretary")] == [side]


MET = "Anna Wong, Foreign Minister of Australia, and Jone Tora, Prime Minister of Fiji, met in Suva. "


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        (f"{MET}Ministers condemned Russia's invasion of Ukraine.", {"AUS", "FJI"}),
        (f"{MET}Leaders condemned the raid on Sudan.", {"AUS", "FJI"}),
        (f"{MET}They discussed trade. Interlocutors condemned the raid on Sudan.", {"AUS", "FJI"}),
    ],
)
def test_bare_ministers_behind_a_meeting_of_two_are_the_two(text: str, actors: set[str | None]) -> None:
    record = flow.code(Document("d", text, published="2024-06-03"))
    sides = {entity.id: entity.represents for entity in record.entities}
    found = next((event for event in record.events if event.type == "ACCUSE"), None)
    assert found is not None
    assert {sides[id] for id in found.actors} == actors


@pytest.mark.parametrize(
    ("text", "side"),
    [
        (f"{MET}Ministers from the region condemned the raid on Sudan.", None),
        (f"{MET}Leaders of the African Union condemned the raid on Sudan.", "AU"),
        ("Prime Minister Jone Tora of Fiji said that taxes would fall. Ministers condemned the strike.", None),
    ],
)
def test_ministers_of_others_or_behind_no_meeting_are_not_the_two(text: str, side: str | None) -> None:
    record = flow.code(Document("d", text, published="2024-06-03"))
    sides = {entity.id: entity.represents for entity in record.entities}
    found = next((event for event in record.events if event.type == "ACCUSE"), None)
    assert found is None or {sides[one] for one in found.actors} <= {side}

"""Who else sat at a meeting, and who is only spoken of."""

from __future__ import annotations

import pytest

from dragoman import flow
from dragoman.records import Document

MET = "Foreign Minister Amina Wako of Kenya received Foreign Minister Salim Harthy of Oman in Nairobi. "
CALLED = "Foreign Minister Amina Wako of Kenya spoke by phone with Foreign Minister Salim Harthy of Oman. "
TWO = {"Amina Wako", "Salim Harthy"}


def seated(text: str) -> list[set[str]]:
    found = flow.code(Document("d", text, published="2024-06-03")).meetings
    return [{person.name for person in meeting.participants} for meeting in found]


@pytest.mark.parametrize(
    ("told", "who"),
    [
        ("Also present was the Ambassador of Oman to Kenya, Badr Lawati.", {"Badr Lawati"}),
        (
            "Present at the meeting were the Ambassador of Oman to Kenya, Badr Lawati, and the Ambassador of Kenya to "
            "Oman, Ali Rono.",
            {"Badr Lawati", "Ali Rono"},
        ),
        ("Also attending the meeting was Deputy Minister Ali Rono.", {"Ali Rono"}),
        ("In attendance were Ambassador Ali Rono and Director Eva Lund.", {"Ali Rono", "Eva Lund"}),
        ("Accompanying the Minister was Ambassador Ali Rono.", {"Ali Rono"}),
        ("The meeting was attended by Ambassador Ali Rono.", {"Ali Rono"}),
        ("Not present was the Ambassador of Oman, Badr Lawati.", set()),
        ("Ambassador Ali Rono and Director Eva Lund also attended.", {"Ali Rono", "Eva Lund"}),
        ("The trade delegation headed by Director Ali Rono visited the port.", set()),
        ("The trade delegation, headed by Director Ali Rono, held talks with Oman.", {"Ali Rono"}),
        ("Hundreds of farmers and Prime Minister Ali Rono attended last year.", set()),
        ("Joining the European Union was a goal of Prime Minister Ana Prado of Albania.", set()),
        ("Also present in the region were troops of General Milan Lukin.", set()),
    ],
)
def test_those_who_were_present_sat_there_wherever_the_verb_stands(told: str, who: set[str]) -> None:
    assert seated(MET + told) == [TWO | who]


@pytest.mark.parametrize(
    "text",
    [
        f"{CALLED}A mission headed by Ambassador Anna Otieno will travel to Muscat next week.",
        f"{CALLED}A delegation led by Ambassador Anna Otieno visited Muscat last week.",
        f"{MET}He praised the EU mission in Libya, headed by Nicola Rossi.",
        f"{MET}They discussed the work of the observation mission headed by Nicola Rossi.",
        f"{MET}The Kenyan delegation at the next round will be headed by Ambassador Anna Otieno.",
    ],
)
def test_whoever_leads_another_mission_sits_at_another_table(text: str) -> None:
    assert seated(text)[0] == TWO


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Consultations between Kenya and Oman were held in Muscat. The Kenyan delegation was headed by Ali Rono. "
            "The Omani delegation, led by Salim Harthy, visited the port.",
            {"Ali Rono", "Salim Harthy"},
        ),
        (
            "The government delegations of the Republic of Kenya and the Sultanate of Oman, headed respectively by Ali "
            "Rono and Salim Harthy, met in Geneva on 5 May.",
            {"Ali Rono", "Salim Harthy"},
        ),
        (
            "Foreign Minister Amina Wako of Kenya met a delegation of Chad's Parliament led by Speaker Ali Brahim.",
            {"Amina Wako", "Ali Brahim"},
        ),
    ],
)
def test_whoever_leads_a_delegation_that_meets_sits_there(text: str, who: set[str]) -> None:
    assert seated(text) == [who]


@pytest.mark.parametrize(
    ("told", "who"),
    [
        ("The meeting was attended by officials of Chad and Mali.", {"Chad", "Mali"}),
        ("The meeting was attended by Ambassador Ali Rono, together with the Pacific Community.",
         {"Ali Rono", "Pacific Community"}),
        ("The meeting was attended by the Ambassador of Oman, Badr Lawati, and by officials of Oman.", {"Badr Lawati"}),
        ("They condemned the presence of Chad in Mali.", set()),
    ],
)  # fmt: skip
def test_states_and_bodies_attend_where_nobody_of_theirs_is_named(told: str, who: set[str]) -> None:
    (found,) = seated(MET + told)
    assert {name.removeprefix("officials of ") for name in found} == TWO | who

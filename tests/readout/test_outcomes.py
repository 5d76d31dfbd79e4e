"""What came of a meeting is told one thing at a time."""

from __future__ import annotations

import pytest

from dragoman import flow

MET = "Kenya's Foreign Minister Amina Wako met Oman's Foreign Minister Salim Harthy in Muscat. "


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        (
            "They agreed to raise trade to 2 billion dollars and to set up a hotline.",
            ["agreed to raise trade to 2 billion dollars", "to set up a hotline"],
        ),
        (
            "The ministers agreed on opening a port and on building a road.",
            ["agreed on opening a port", "on building a road"],
        ),
        ("They agreed to submit a paper, to which Oman has given money.", ["agreed to submit a paper"]),
        (
            "They agreed to strengthen political, trade and cultural ties.",
            ["agreed to strengthen political, trade and cultural ties"],
        ),
        ("They agreed today to open a border post.", ["agreed today to open a border post"]),
        ("The two ministers agreed to stay in touch.", []),
        ("Ten documents were signed, including a treaty on extradition.", ["Ten documents were signed"]),
        ("A memorandum on fisheries was signed by the two ports.", ["A memorandum on fisheries was signed"]),
        ("They witnessed the signing of a protocol on fisheries.", ["the signing of a protocol on fisheries"]),
        ("They witnessed a parade.", []),
        ("They reached an agreement on direct flights.", ["reached an agreement on direct flights"]),
        (
            "An understanding was reached on the release of two sailors.",
            ["An understanding was reached on the release of two sailors"],
        ),
        ("No agreement was reached on visas.", []),
        ("The sides exchanged notes on visas.", ["exchanged notes on visas"]),
        ("The sides exchanged gifts.", []),
        ("The visit saw the signing of a protocol on fisheries.", ["the signing of a protocol on fisheries"]),
        (
            "The two states established diplomatic relations at the level of ambassador.",
            ["established diplomatic relations at the level of ambassador"],
        ),
        ("The two sides pledged to double trade by 2030.", ["pledged to double trade by 2030"]),
        ("Two hundred teachers pledged to march again.", []),
        (
            "The ministers directed the Secretariat to commission a paper on feeder ships.",
            ["directed the Secretariat to commission a paper on feeder ships"],
        ),
        (
            "They endorsed the second phase of the fisheries plan and accepted the offer of Oman to host a session.",
            [
                "endorsed the second phase of the fisheries plan",
                "accepted the offer of Oman to host a session",
            ],
        ),
        ("The minister endorsed the candidate.", []),
        (
            "They agreed that a commission would convene in May, and that troops would return to barracks.",
            ["agreed that a commission would convene in May", "that troops would return to barracks"],
        ),
        ("The minutes were signed.", ["The minutes were signed"]),
        (
            "Upon completion of the meeting the Ministers adopted the Muscat Statement and approved the Action Plan.",
            ["adopted the Muscat Statement", "approved the Action Plan"],
        ),
        ("The two sides agreed in principle to set up a channel.", ["agreed in principle to set up a channel"]),
        (
            "Oman undertook to raise the matter of visas, and the infrastructure fund is extended by two years.",
            ["undertook to raise the matter of visas"],
        ),
        (
            "The two confirmed that they would continue consultations on visas.",
            ["confirmed that they would continue consultations on visas"],
        ),
        ("They resolved to meet every year.", ["resolved to meet every year"]),
        ("They finalised the text of an agreement on gas.", ["finalised the text of an agreement on gas"]),
        (
            "The two sides extended the mandate of the mission by one year.",
            ["extended the mandate of the mission by one year"],
        ),
        ("Chad had been invited but did not come.", []),
        ("The truce to which they agreed on 27 April has been breached.", []),
        (
            "They agreed to set up a roster of experts, to be hosted by Oman.",
            ["agreed to set up a roster of experts, to be hosted by Oman"],
        ),
        ("The Omani minister promised an answer by Easter.", ["promised an answer by Easter"]),
        ("The Omani minister promised to look into it.", []),
        (
            "Oman pledged a further 15 million euros for the schools.",
            ["pledged a further 15 million euros for the schools"],
        ),
        ("Oman pledged its support.", []),
        ("The Omani side accepted to send two inspectors.", ["accepted to send two inspectors"]),
        (
            "The ministers tasked the senior officials to explore a free trade area.",
            ["tasked the senior officials to explore a free trade area"],
        ),
        ("It was settled that patrols shall be joint.", ["settled that patrols shall be joint"]),
        (
            "A protocol was signed between the two ministries on the exchange of archives in Muscat.",
            ["A protocol was signed between the two ministries on the exchange of archives"],
        ),
        ("A protocol was signed between the two ministries on Friday.", ["A protocol was signed"]),
        (
            "They signed a joint statement, including a clause on borders, and a roadmap on energy.",
            ["signed a joint statement", "a roadmap on energy"],
        ),
        (
            "They signed a joint statement, including a clause on borders, and a walk began.",
            ["signed a joint statement"],
        ),
        (
            "They agreed to draft a treaty, to be followed by a summit, and to set up a fund.",
            ["agreed to draft a treaty", "to set up a fund"],
        ),
        (
            "They agreed to draft a treaty, to which Oman has added an annex, and to set up a fund.",
            ["agreed to draft a treaty", "to set up a fund"],
        ),
        (
            "Minister Wako invited the minister to the fair that will be held in Mombasa.",
            ["invited the minister to the fair"],
        ),
        (
            "Minister Wako was invited by Minister Harthy to a fair.",
            ["invited by Minister Harthy to a fair"],
        ),
        ("Minister Wako was invited by Minister Harthy to visit Salalah but declined the invitation.", []),
        ("An invitation was addressed to the port authority.", ["An invitation was addressed to the port authority"]),
        ("Minister Wako said that Kenya had decided to extend the loan.", []),
        ("If the protocol is approved, the border could be opened.", []),
    ],
)
def test_what_was_agreed_signed_or_accepted_came_of_a_meeting(text: str, outcomes: list[str]) -> None:
    (found,) = flow.code(MET + text).meetings
    assert [outcome.text for outcome in found.outcomes] == outcomes


def test_what_was_agreed_came_of_what_was_held_and_not_of_what_is_planned() -> None:
    held, planned = flow.code(
        MET + "The two sides agreed to open a port and to hold the next round in Nairobi."
    ).meetings
    assert (held.status, planned.status) == ("held", "planned")
    assert len(held.outcomes) == 2
    assert planned.outcomes == ()


def test_numbered_decisions_are_outcomes_each() -> None:
    text = (
        "The Council of the League of Arab States convened in Cairo and was chaired by the Foreign Minister of Oman. "
        "The Council decided to: (i) close the border; (ii) suspend all trade."
    )
    (found,) = flow.code(text).meetings
    assert [outcome.text for outcome in found.outcomes] == ["close the border", "suspend all trade"]


@pytest.mark.parametrize(
    "broken_off",
    [
        "The two ministers adopted",
        "The ministers approved",
        "The two sides confirmed that they",
        "They agreed in",
        "They agreed at the",
        "The two ministers promised",
        "The two sides signed a protocol, and",
    ],
)
def test_a_sentence_that_breaks_off_tells_no_outcome_of_what_is_missing(broken_off: str) -> None:
    (found,) = flow.code(MET + broken_off).meetings
    assert all(outcome.text in broken_off for outcome in found.outcomes)

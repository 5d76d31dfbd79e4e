"""What a statement says by itself, where nobody is told to say it."""

from __future__ import annotations

import pytest

import dragoman
from dragoman import flow
from dragoman.knowledge import load
from dragoman.records import Document


def own(text: str) -> list[str]:
    marked = flow.understand(Document("d", text), load())
    return [said.content.of(text) for said in marked.attributions if said.cue == said.content]


STATEMENT = "Statement by the Ministry of Foreign Affairs of Chad\n\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("We do not seek a quarrel. Access to the port must be restored.", ["We do not seek a quarrel"]),
        ("2. We will follow this closely; the courts are not for sale.", ["We will follow this closely"]),
        ("We stand where we stood, but we will not be insulted.", ["We stand where we stood"]),
    ],
)
def test_a_statement_speaks_for_itself(text: str, said: list[str]) -> None:
    found = own(STATEMENT + text)
    assert len(found) == 2
    assert found[:1] == said


@pytest.mark.parametrize(
    "text",
    [
        "The border with Chad was shut on Monday. Lorries wait on both sides.",
        'The minister left. "We do not seek a quarrel," he said. "Our port is open."',
        "Foreign Minister Okello: We do not seek a quarrel. Our port is open to all.",
        STATEMENT + "Do we seek a quarrel?",
    ],
)
def test_a_report_and_a_transcript_do_not(text: str) -> None:
    assert own(text) == []


def test_own_words_are_positions_of_the_side_that_issues_them() -> None:
    text = (
        "Statement by the Ministry of Foreign Affairs of Chad\n\n"
        "The Ministry of Foreign Affairs of Chad condemns the attack on the convoy. We do not accept these charges, "
        "which are groundless. We will never give up our land. We had a pleasant flight home on Tuesday evening."
    )
    found = [(p.represents, p.about.text) for p in dragoman.code(text).positions]
    assert ("TCD", "We will never give up our land") in found
    assert not any("flight" in about for _, about in found)

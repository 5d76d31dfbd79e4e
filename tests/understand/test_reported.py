"""Where what somebody says ends and the report goes on."""

from __future__ import annotations

import pytest

from dragoman import flow, knowledge
from dragoman.inference import load_reader
from dragoman.records import Document


def contents(text: str) -> list[str]:
    marked = flow.understand(Document("d", text), knowledge.load(), load_reader())
    return [said.content.of(text) for said in marked.attributions]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Washington promised to help, NATO condemned the intrusion.", ["help", "the intrusion"]),
        (
            "The attackers threatened to publish tax records and the president said no ransom would be paid.",
            ["publish tax records", "no ransom would be paid"],
        ),
        (
            'Brazil praised the "courage" of the strikers, prompting Argentina to recall its envoy.',
            ['the "courage" of the strikers'],
        ),
        (
            "Her lawyer had asked the court to stop the transfer; a Russian request is unlikely to be granted.",
            ["stop the transfer"],
        ),
        pytest.param(
            "The guerrillas threatened to shoot at any helicopter that lands in Tibu, the ombudsman warned, hours "
            "after the defence minister ruled out a ceasefire.",
            ["shoot at any helicopter that lands in Tibu", "a ceasefire"],
            marks=pytest.mark.xfail(strict=True, reason="read right before the reader learned from whole texts"),
        ),
    ],
)
def test_a_clause_of_the_report_is_not_said(text: str, said: list[str]) -> None:
    assert [one.removeprefix("to ") for one in contents(text)] == said


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("He said that the talks would go on; that nobody would leave; and that the border would open.", "would open"),
        ("Kenya demanded the release of two sailors; the return of their ship; and an apology from Uganda.", "Uganda"),
        ('He said: "The talks go on; nobody leaves."', "nobody leaves"),
        ("The minister promised to tell parliament that the army had left and the border was open.", "was open"),
        ("Kenya asked Uganda to free the sailors who were caught in May and the fishermen.", "the fishermen"),
    ],
)
def test_what_goes_on_with_it_is_said(text: str, end: str) -> None:
    assert any(one.endswith(end) for one in contents(text))


def test_what_only_opens_a_sentence_is_not_all_that_is_said() -> None:
    assert contents("In 2020, according to the army, 21 rebels were killed in the north.") == [
        "21 rebels were killed in the north"
    ]
    assert contents("Talks will resume, according to Minsk, in May.") == ["Talks will resume"]
    assert contents("Two men were killed, according to the army.") == ["Two men were killed"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Kenya said that Uganda had fired first, a day after shells killed two farmers.", "Uganda had fired first"),
        ("The envoy said that Oman would help, hours before the council met.", "Oman would help"),
    ],
)
def test_when_it_was_said_is_not_said(text: str, said: str) -> None:
    assert contents(text) == [said]


def test_what_its_speaker_does_next_is_not_said() -> None:
    text = "The minister answered that Kenya needed no lessons from anyone, and condemned the raid on the port."
    assert contents(text) == ["Kenya needed no lessons from anyone", "the raid on the port"]
    within = "The minister said that Kenya had answered the note and condemned the raid on the port."
    assert any(one.startswith("Kenya had answered the note") for one in contents(within))

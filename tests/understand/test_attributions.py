"""Who says what, by which words: tables of labelled sentences."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman import flow
from dragoman.knowledge import load
from dragoman.records import Attribution, Document, Marked

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "attributions.toml").read_text(encoding="utf8"))


def understood(text: str) -> Marked:
    return replace(flow.understand(Document("d", text), load()), domains=())


def facts(text: str) -> list[tuple[str, str, str]]:
    return [
        (a.source.span.of(text) if a.source else "", a.lemma, a.content.of(text)) for a in understood(text).attributions
    ]


@pytest.mark.parametrize(("text", "source", "lemma", "content"), CASES["made_up"])
def test_what_is_said_is_found_with_its_source_and_cue(text: str, source: str, lemma: str, content: str) -> None:
    found = [(s.rpartition(" - ")[2], *rest) for s, *rest in facts(text)]
    assert (source, lemma, content) in found


@pytest.mark.parametrize(("text", "source", "lemma", "content"), CASES["made_up"])
def test_nobody_named_is_not_explicit(text: str, source: str, lemma: str, content: str) -> None:
    found = [a for a in understood(text).attributions if a.lemma == lemma]
    assert [a.explicit for a in found] == [bool(source)]


@pytest.mark.parametrize(("text", "source", "content"), CASES["quoted"])
def test_direct_speech_is_quoted_and_goes_on(text: str, source: str, content: str) -> None:
    found = [(a.source.span.of(text) if a.source else "", a.content.of(text), a.quoted) for a in _all(text)]
    assert (source, content, True) in found


@pytest.mark.parametrize("text", CASES["negative"])
def test_where_nothing_is_said_nothing_is_found(text: str) -> None:
    assert facts(text) == []


def test_attributions_are_in_the_order_of_the_text_and_their_spans_hold() -> None:
    text = (
        "The minister said the talks were useful. It was noted that trade grew. Kenya urged Sudan to reopen the road."
    )
    found = _all(text)
    assert [a.sentence for a in found] == [0, 1, 2]
    assert [a.cue.of(text) for a in found] == ["said", "was noted", "urged"]


@pytest.mark.parametrize(
    "text",
    [
        "Many people argue that",
        "Kenya said to",
        "The minister was quoted as saying that",
        "The minister urged all parties to the conflict, including rebels,",
        "The minister urged all parties to the conflict, including rebels, to",
        "The minister thanked his hosts, in particular the donors,",
        "The minister said in a statement to the press, which was long, that",
    ],
)
def test_a_text_that_breaks_off_says_nothing(text: str) -> None:
    assert all(attribution.content.of(text).strip() for attribution in _all(text))


def _all(text: str) -> tuple[Attribution, ...]:
    return understood(text).attributions


@pytest.mark.parametrize(
    "title",
    [
        "Belarus: Statement by the High Representative on political prisoners",
        "Foreign Minister of Kenya: Statement on the elections in Uganda",
        "Iran: The High Representative condemns the executions",
        "Togo: Meeting with the Foreign Minister of Oman",
    ],
)
def test_a_title_with_its_topic_before_a_colon_is_nobodys_word(title: str) -> None:
    assert not [a for a in _all(f"{title}\n\nEnvoys met in Geneva on Monday.") if a.lemma == ":"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Kenya's foreign minister: Sudan must reopen the road\n\nEnvoys met on Monday.", "Kenya's foreign minister"),
        ("Briefing\n\nMinister Amina Wako: We do not accept the claim.", "Minister Amina Wako"),
        ("Briefing\n\nSpokesperson: We do not accept the claim.", "Spokesperson"),
    ],
)
def test_somebody_before_a_colon_speaks(text: str, source: str) -> None:
    assert source in [a.source.span.of(text) for a in _all(text) if a.lemma == ":" and a.source]


@pytest.mark.parametrize("opening", ["Asked about the report", "Questioned about the talks", "Asked whether it was so"])
def test_what_a_speaker_was_asked_is_not_what_is_said(opening: str) -> None:
    found = facts(f"{opening}, the foreign minister of Kenya said the claim was false.")
    assert [(lemma, content) for _, lemma, content in found] == [("say", "the claim was false")]


def test_a_speaker_of_a_transcript_goes_on_to_the_end_of_the_paragraph() -> None:
    text = (
        "Briefing\n\nMinister Amina Wako: We do not accept the claim. Kenya is no party to that dispute. Thanks. "
        "Who else could it be today?\n\nThe dispute has gone on for many years."
    )
    said = [(a.source.span.of(text), a.content.of(text)) for a in _all(text) if a.source and a.lemma == ":"]
    assert said == [
        ("Minister Amina Wako", "We do not accept the claim"),
        ("Minister Amina Wako", "Kenya is no party to that dispute"),
    ]


def test_what_follows_a_states_name_and_a_colon_is_nobodys_in_person() -> None:
    text = "Kenya: the drought goes on. The rains have failed for a third year. Herds are dying in the north."
    assert len([a for a in _all(text) if a.lemma == ":"]) <= 1

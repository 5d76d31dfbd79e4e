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


@pytest.mark.parametrize("text", ["Many people argue that", "Kenya said to", "The minister was quoted as saying that"])
def test_a_text_that_breaks_off_says_nothing(text: str) -> None:
    assert all(attribution.content.of(text).strip() for attribution in _all(text))


def _all(text: str) -> tuple[Attribution, ...]:
    return understood(text).attributions

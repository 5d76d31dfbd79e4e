"""The clause reader keeps the promises of tests/cases/clauses.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dragoman import coding, knowledge
from dragoman.records import Clause, Document
from dragoman.understand.clauses import find_clauses
from dragoman.understand.mentions import find_mentions
from dragoman.understand.times import find_times
from dragoman.understand.tokens import tokenize_document

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "clauses.toml").read_text(encoding="utf8"))


def clauses_of(text: str) -> list[Clause]:
    document = Document("d", text)
    tokens, sentences = tokenize_document(document)
    mentions = find_mentions(document, tokens, sentences, knowledge.load())
    times = find_times(document, tokens, sentences)
    return list(find_clauses(tokens, sentences, mentions, times, coding.act_nouns()))


def matches(clause: Clause, text: str, wanted: str) -> bool:
    lemma, rest = wanted.split(":", 1)
    roles, _, phrases = rest.partition("|")
    subject, _, objects = roles.partition(">")
    has = clause.subject.span.of(text) if clause.subject else ""
    held = [phrase.span.of(text) for phrase in clause.objects]
    hung = [f"{o.preposition} {o.phrase.span.of(text)}" for o in clause.obliques]
    return (
        clause.lemma == lemma
        and has == subject.strip()
        and all(o.strip() in held for o in objects.split(";") if o.strip())
        and all(p.strip() in hung for p in phrases.split(";") if p.strip())
    )


def check(case: dict[str, list[str]]) -> None:
    text = str(case["text"])
    found = clauses_of(text)
    missing = [wanted for wanted in case["clauses"] if not any(matches(c, text, wanted) for c in found)]
    assert not missing, found


@pytest.mark.parametrize("case", CASES["made_up"], ids=lambda case: case["text"][:40])
def test_clauses_are_read_with_their_parts(case):
    check(case)


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize("case", CASES["known_failures"], ids=lambda case: case["text"][:40])
def test_clauses_not_read_yet(case):
    check(case)


def test_negation_tense_and_voice_are_told():
    first, second = clauses_of("Peru will not attend. The envoy was expelled by Ghana.")
    assert (first.negated, first.tense, first.modal) == (True, "future", "will")
    assert (second.voice, second.tense) == ("passive", "past")


def test_furniture_has_no_clauses():
    assert clauses_of("Read more: Peru attacks Chile") == []

"""Reports of politics stay open to coding; sport, business, films and weather do not get in."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dragoman.records import Document
from dragoman.understand.domains import find_domains
from dragoman.understand.tokens import tokenize_document

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "domains.toml").read_text(encoding="utf8"))
FAILING = CASES.get("known_failures", {"other": [], "politics": []})
OTHER = [(name, text) for name, texts in CASES["other"].items() for text in texts]


def domains(text):
    return find_domains(*tokenize_document(Document("d", text)))


def is_other(text):
    found = domains(text)
    return bool(found) and all(domain.name != "politics" for domain in found)


@pytest.mark.parametrize("text", CASES["politics"])
def test_politics_stays_politics(text):
    assert domains(text) == ()


@pytest.mark.parametrize(("name", "text"), OTHER)
def test_no_sentence_of_another_domain_is_politics(name, text):
    assert is_other(text)
    assert name in {domain.name for domain in domains(text)}


@pytest.mark.parametrize("case", CASES["mixed"], ids=lambda case: case["text"][:30])
def test_a_text_of_two_domains_is_told_apart_by_sentence(case):
    assert [domain.name == "politics" for domain in domains(case["text"])] == case["politics"]


@pytest.mark.xfail(reason="read wrongly today", strict=True)
@pytest.mark.parametrize("text", FAILING["other"])
def test_known_failures_of_other_domains(text):
    assert is_other(text)


@pytest.mark.xfail(reason="read wrongly today", strict=True)
@pytest.mark.parametrize("text", FAILING["politics"])
def test_known_failures_of_politics(text):
    assert domains(text) == ()


def test_score_and_reason_say_why():
    (domain,) = domains("The striker scored a hat-trick in the cup final.")
    assert (domain.name, domain.reason) == ("sport", "hat-trick")
    assert 0.55 <= domain.score <= 1


def test_a_text_without_evidence_is_politics():
    assert domains("They left early. Nobody knew why.") == ()
    assert domains("") == ()

"""Times are found as long as they are, and nothing else is taken for one."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dragoman.records import Document
from dragoman.understand.times import find_times
from dragoman.understand.tokens import tokenize_document

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "times.toml").read_text(encoding="utf8"))


def times_of(text: str) -> list[str]:
    document = Document("d", text)
    return [time.span.of(text) for time in find_times(document, *tokenize_document(document))]


@pytest.mark.parametrize("case", CASES["made_up"], ids=lambda case: case["text"][:40])
def test_times_are_found_whole(case: dict[str, Any]) -> None:
    assert times_of(case["text"]) == case["times"]


@pytest.mark.parametrize("case", CASES["negative"], ids=lambda case: case["text"][:40])
def test_what_looks_like_a_time_is_left(case: dict[str, Any]) -> None:
    assert times_of(case["text"]) == []


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize("case", CASES["known_failures"], ids=lambda case: case["why"])
def test_times_not_read_yet(case: dict[str, Any]) -> None:
    assert times_of(case["text"]) == case["times"]


def test_a_time_knows_its_sentence() -> None:
    document = Document("d", "Envoys met. They left on Friday.")
    (time,) = find_times(document, *tokenize_document(document))
    assert time.sentence == 1

"""Two annotations of one text are compared; the same one agrees in everything."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from typing import Any

import pytest
from corpus.agree import kappa, report
from corpus.sheets import Sheet

Data = dict[str, Any]


def sheets_of(data: list[Data]) -> list[Sheet]:
    return [Sheet("batch.jsonl", line, one) for line, one in enumerate(data, 1)]


def lines(first: list[Data], second: list[Data]) -> dict[str, str]:
    shown = [line.split() for line in report(sheets_of(first), sheets_of(second))]
    return {" ".join(words[:-6]): words[-6] for words in shown if words[0] == "F1"}


def test_a_text_agrees_with_itself(sheets: list[Data]) -> None:
    assert set(lines(sheets, deepcopy(sheets)).values()) == {"1.00"}


def test_a_missed_event_lowers_events_alone(sheets: list[Data]) -> None:
    other = deepcopy(sheets)
    other[0]["events"].pop()
    found = lines(sheets, other)
    assert found["F1 events"] < "1.00"
    assert found["F1 mentions"] == "1.00"


def test_only_texts_that_both_annotated_are_compared(sheets: list[Data]) -> None:
    first_line = next(iter(report(sheets_of(sheets), sheets_of(deepcopy(sheets[:1])))))
    assert first_line.startswith("1 documents")


@pytest.mark.parametrize(
    ("pairs", "wanted"),
    [({}, 1.0), ({("a", "a"): 3, ("b", "b"): 1}, 1.0), ({("a", "b"): 1, ("b", "a"): 1}, -1.0)],
)
def test_kappa(pairs: dict[tuple[str, str], int], wanted: float) -> None:
    assert kappa(Counter(pairs)) == wanted

"""Groups are measured as the literature does, and families stay in one half."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from dragoman.evaluate.story_groups import b_cubed, pick_half, read_chains, read_source

LABELS = Path(__file__).parents[2] / "bench" / "cases" / "story_feeds.csv"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with two made-up documents in the layout of ECB+."""
    mention = {"sentence": 1, "tokens": [1, 2], "chain": "c1", "validated": True}
    rows = [
        {
            "doc_id": f"7_{n}",
            "topic": 7,
            "subtopic": f"7_{n}",
            "sentences": [["Rain", "."], ["Envoys", "sat", "down", "."]],
            "events": [mention, mention | {"validated": False}],
        }
        for n in range(2)
    ]
    (tmp_path / "coreference").mkdir()
    with gzip.open(tmp_path / "coreference/ecbplus_train.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    return tmp_path


def test_both_happenings_of_a_topic_are_in_one_half(data: Path) -> None:
    first, second = read_source("ecb+", data, LABELS)
    assert first.story != second.story
    assert first.half == second.half == pick_half("ecb 7")


def test_an_annotated_mention_lies_on_its_words(data: Path) -> None:
    (document, _) = read_source("ecb+", data, LABELS)
    ((span, chain),) = read_chains(data)[document.document.id]
    assert (span.of(document.document.text), chain) == ("sat down", "c1")


def test_a_source_that_is_not_there_is_an_error_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="basil"):
        read_source("basil", tmp_path, LABELS)


def test_both_halves_get_stories() -> None:
    assert {pick_half(f"basil {n}") for n in range(20)} == {"develop", "held"}


def test_groups_that_are_right_score_one_and_others_less() -> None:
    wanted = {"a": "x", "b": "x", "c": "y"}
    assert b_cubed(wanted, {"a": 1, "b": 1, "c": 2, "never asked": 2}) == (1, 1, 1)
    assert b_cubed(wanted, {"a": 1, "b": 2, "c": 3}) == pytest.approx((1, 2 / 3, 0.8))

"""A party's statements over time: its own only, by day, on the subject, with what changed."""

from __future__ import annotations

import pytest

import dragoman
from dragoman.records import Document, Record

SAID = (
    ("2024-06-01", "The Foreign Ministry of Norway firmly rejected the new fishing quota. Sweden praised the quota."),
    ("2024-02-01", "The Foreign Ministry of Norway expressed concern over the new fishing quota."),
    ("2024-04-01", "Norway welcomed the election of the new president of Chile."),
    ("2024-07-01", "The Foreign Ministry of Norway demanded that the catch limit for cod be set at 400 tonnes."),
)


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return [dragoman.code(Document(f"d{n}", text, published=day)) for n, (day, text) in enumerate(SAID)]


def test_a_party_is_listed_by_day_with_its_own_words_only(records: list[Record]) -> None:
    stands = dragoman.trace(records, "NOR").stands
    assert [one.happened_on for one in stands] == ["2024-02-01", "2024-04-01", "2024-06-01", "2024-07-01"]
    assert {one.side for one in stands} == {"NOR"}
    assert {one.score for one in stands} == {1.0}


def test_what_is_on_another_subject_is_left_out(records: list[Record]) -> None:
    stands = dragoman.trace(records, "NOR", on="fishing quotas").stands
    assert [one.happened_on for one in stands][:2] == ["2024-02-01", "2024-06-01"]
    assert not any("president" in one.text for one in stands)
    assert all(0 < one.score <= 1 for one in stands)


def test_a_harder_force_is_told_against_the_last_on_the_matter(records: list[Record]) -> None:
    first, second = dragoman.trace(records, "NOR", on="fishing quota").stands[:2]
    assert first.before is None
    assert second.before == 0
    assert second.matter == first.matter
    assert second.changes[0] == f"force: {first.force} -> {second.force}"


def test_another_matter_is_not_held_against_it(records: list[Record]) -> None:
    stands = {one.happened_on: one for one in dragoman.trace(records, "NOR").stands}
    assert stands["2024-04-01"].before is None
    assert stands["2024-04-01"].matter != stands["2024-02-01"].matter


def test_days_bound_both_ends(records: list[Record]) -> None:
    stands = dragoman.trace(records, "NOR", since="2024-04-01", until="2024-06-01").stands
    assert [one.happened_on for one in stands] == ["2024-04-01", "2024-06-01"]


def test_the_same_text_in_two_files_is_listed_once(records: list[Record]) -> None:
    assert len(dragoman.trace([*records, *records], "NOR").stands) == len(dragoman.trace(records, "NOR").stands)


def test_nobody_of_that_side_is_an_empty_list(records: list[Record]) -> None:
    assert dragoman.trace(records, "PER").stands == ()


@pytest.mark.xfail(strict=True, reason="read right before the reader learned from whole texts")
def test_two_clauses_of_one_sentence_are_no_change_of_position() -> None:
    said = (
        ("2024-04-02", "The Turkish Foreign Ministry demanded that Sweden extradite 33 suspects."),
        (
            "2024-09-20",
            "Turkish Foreign Minister Hakan Fidan said that Sweden has taken steps to extradite suspects, but that"
            " Ankara expects that Sweden extradites 12 suspects.",
        ),
    )
    records = [dragoman.code(Document(f"t{n}", text, published=day)) for n, (day, text) in enumerate(said)]
    stands = dragoman.trace(records, "TUR").stands
    assert len(stands) == 3
    assert all(one.before is None or stands[one.before].sentence != one.sentence for one in stands)
    assert stands[2].before == 0
    assert "figures: 33 -> 12" in stands[2].changes

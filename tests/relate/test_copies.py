"""Copies are known by their words; templates and updates, as near in words, are not copies."""

from __future__ import annotations

import pytest
from tests.relate.reports import KIDNAPPING, OTHER_QUAKE, OTHER_WORDS, QUAKE, tell

from dragoman.records import Record
from dragoman.relate.copies import Copies, Near, Trace, trace_sketch
from dragoman.relate.sketch import sketch_record


def trace(record: Record) -> Trace:
    return trace_sketch(sketch_record(record))


def look(first: str, second: str) -> list[Near]:
    """What is found for a second text where a first is known."""
    copies = Copies()
    copies.add(trace(tell("first", first)))
    return copies.find(trace(tell("second", second)))


@pytest.mark.parametrize(
    "text",
    [
        KIDNAPPING,
        f"By a staff writer\n\n{KIDNAPPING}",
        KIDNAPPING.replace("before dawn", "at night"),
        KIDNAPPING[: KIDNAPPING.index("Parents")],
    ],
    ids=["reprint", "byline", "edited", "cut"],
)
def test_a_reprint_however_handled_is_a_copy(text: str) -> None:
    assert [near.is_copy for near in look(KIDNAPPING, text)] == [True]


def test_a_bulletin_with_another_place_and_day_is_no_copy() -> None:
    assert [(near.is_copy, near.is_other) for near in look(QUAKE, OTHER_QUAKE)] == [(False, True)]


def test_a_bulletin_of_another_day_is_no_copy() -> None:
    assert [near.is_other for near in look(QUAKE, QUAKE.replace("4 January", "5 January"))] == [True]


def test_a_new_number_makes_an_update_and_not_a_copy() -> None:
    told = "At least 12 people were killed when a bus fell into a river near Kafanbo in Benin, police in the town said."
    (near,) = look(told, told.replace("12", "15"))
    assert (near.is_update, near.is_copy, near.is_other) == (True, False, False)


def test_other_words_for_the_same_are_no_copy() -> None:
    assert not look(KIDNAPPING, OTHER_WORDS)


def test_what_is_dropped_is_not_found() -> None:
    copies = Copies()
    copies.add(trace(tell("first", KIDNAPPING)))
    copies.drop("first")
    assert not copies.find(trace(tell("second", KIDNAPPING)))


def test_what_is_kept_as_rows_finds_the_same() -> None:
    copies = Copies()
    for number, text in enumerate([KIDNAPPING, QUAKE, OTHER_QUAKE]):
        copies.add(trace(tell(f"d{number}", text)))
    again = Copies.from_rows(copies.to_rows())
    asked = trace(tell("new", QUAKE))
    assert again.find(asked) == copies.find(asked) != []

"""What another coding changed: matched by the place in the text, told field by field."""

from __future__ import annotations

from dataclasses import replace

from tests.factory import event, record

from dragoman.keep.changes import find_changes
from dragoman.records import Place, Record


def changes(before: Record, after: Record) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.table, one.change, one.fields) for one in find_changes(before, after)]


def test_the_same_coding_changes_nothing() -> None:
    assert find_changes(record(), record()) == []


def test_ids_alone_are_no_change() -> None:
    after = record()
    assert changes(record(), replace(after, events=tuple(replace(e, id=f"x{e.id}") for e in after.events))) == []


def test_a_field_that_changed_is_named_with_both_values() -> None:
    first = event()
    before, after = record(events=(first,)), record(events=(replace(first, place=Place("Bergen", "NOR")),))
    (change,) = find_changes(before, after)
    fields = change.to_dict()["fields"]
    assert fields["place_name"] == [first.place.name if first.place else None, "Bergen"]
    assert "type" not in fields


def test_another_type_at_the_same_word_is_a_change_and_not_two() -> None:
    first = event()
    assert changes(record(events=(first,)), record(events=(replace(first, type="AID"),))) == [
        ("events", "changed", ("type",))
    ]


def test_what_came_and_what_went_is_told() -> None:
    whole, bare = record(), record(events=(), meetings=(), positions=())
    assert {change for _, change, _ in changes(bare, whole)} == {"added"}
    assert {change for _, change, _ in changes(whole, bare)} == {"gone"}
    tables = [table for table, _, _ in changes(bare, whole)]
    assert tables.count("events") == len(whole.events)
    assert tables.count("positions") == len(whole.positions)


def test_one_of_two_alike_is_gone() -> None:
    twice = record(events=(event(id="v1"), event(id="v2")))
    assert changes(twice, record(events=(event(id="v1"),))) == [("events", "gone", ())]

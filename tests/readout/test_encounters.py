"""Encounters that are taken apart are told on alone."""

from __future__ import annotations

from dataclasses import fields

from dragoman.readout.encounters import Encounter, alone_with


def test_a_part_of_an_encounter_changes_without_the_whole() -> None:
    whole = Encounter(
        "held", ["a", "b", "c"], [], {0}, None, None, {"visit", "multilateral"}, ["c"], {"meet"}, 0.5, {0}
    )
    part = alone_with(whole, ["a", "b"])
    assert (part.ids, part.hosts, part.modes, part.lemmas) == (["a", "b"], [], {"visit"}, {"meet"})
    kept = [field.name for field in fields(Encounter) if isinstance(getattr(whole, field.name), list | set)]
    assert {"events", "states", "hosts"} <= set(kept)
    assert not [name for name in kept if getattr(part, name) is getattr(whole, name)]

"""Every side of a text is weighed for both roles of an act, beside the others."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman import coding, knowledge
from dragoman.flow import resolve, understand
from dragoman.inference import load_reader
from dragoman.inference.candidates import Candidates
from dragoman.records import Document
from dragoman.resolve import recasting
from dragoman.resolve.casting import Stage
from dragoman.resolve.events import cast_acts
from dragoman.resolve.recasting import find_candidates, recast
from dragoman.resolve.told import Told

TEXT = (
    "Norway hosted the talks. Peru's foreign minister, Ana Rojas, condemned Chile on Monday for its ban on "
    "fishing. Ecuador kept silent. Unknown gunmen fled."
)


class Fixed(Candidates):
    """Chances by side instead of learned ones: (acts, is acted on)."""

    def __init__(self, chances: dict[str, tuple[float, float]], asked: list[str]) -> None:
        self.chances, self.asked = chances, asked

    def weigh(self, signs, asked, heard):  # type: ignore[no-untyped-def]
        return np.array([self.chances.get(side, (0.45, 0.45)) for side in self.asked], np.float32)


def make() -> tuple[Stage, Told]:
    base = knowledge.load()
    marked = understand(Document("d", TEXT, published="2024-05-06"), base, load_reader())
    drafts = coding.code_events(marked)
    stage, told = cast_acts(marked, drafts, resolve(marked, base, drafts))
    return stage, next(one for one in told if one.type == "ACCUSE")


def sides(stage: Stage, ids: list[str]) -> set[str]:
    return {stage.side(one) for one in ids}


def with_chances(monkeypatch: pytest.MonkeyPatch, stage: Stage, told: Told, **chances: tuple[float, float]) -> None:
    asked = [candidate.side for candidate in find_candidates(stage, told)]
    monkeypatch.setattr(recasting, "load_candidates", lambda name: Fixed(chances, asked))


def test_every_side_of_the_text_is_a_candidate_those_of_the_sentence_first() -> None:
    stage, told = make()
    found = [candidate.side for candidate in find_candidates(stage, told)]
    assert set(found[:2]) == {"PER", "CHL"}
    assert set(found[2:]) == {"NOR", "ECU"}


def test_what_is_told_of_a_candidate_says_where_and_as_what_it_is_named() -> None:
    stage, told = make()
    signs = {candidate.side: candidate.signs for candidate in find_candidates(stage, told)}
    assert {"actor told", "kind person", "form name", "before", "type ACCUSE"} <= signs["PER"].keys()
    assert {"not here", "back 1"} <= signs["NOR"].keys()
    assert {"not here", "never before", "only later"} <= signs["ECU"].keys()


def test_who_is_unlikely_in_a_role_leaves_it_and_who_is_likely_takes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    stage, told = make()
    assert (sides(stage, told.actors), sides(stage, told.recipients)) == ({"PER"}, {"CHL"})
    with_chances(monkeypatch, stage, told, PER=(0.1, 0.1), NOR=(0.9, 0.1), CHL=(0.1, 0.9), ECU=(0.1, 0.8))
    recast(stage, [told])
    assert (sides(stage, told.actors), sides(stage, told.recipients)) == ({"NOR"}, {"CHL", "ECU"})
    assert sides(stage, told.filled) == {"NOR", "ECU"}


def test_what_is_neither_likely_nor_unlikely_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    stage, told = make()
    before = [*told.actors], [*told.recipients]
    with_chances(monkeypatch, stage, told)
    recast(stage, [told])
    assert ([*told.actors], [*told.recipients]) == before


def test_nobody_plays_both_roles(monkeypatch: pytest.MonkeyPatch) -> None:
    stage, told = make()
    with_chances(monkeypatch, stage, told, PER=(0.9, 0.9), CHL=(0.1, 0.9))
    recast(stage, [told])
    assert not {*told.actors} & {*told.recipients}


def test_an_act_whose_sentence_was_not_read_keeps_its_parties() -> None:
    stage, told = make()
    before = [*told.actors], [*told.recipients]
    stage.marked = understand(stage.marked.document, knowledge.load())
    recast(stage, [told])
    assert ([*told.actors], [*told.recipients]) == before


def test_who_is_of_no_side_stays_and_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    stage, told = make()
    someone = next(e.id for e in stage.entities.values() if not e.country and not e.represents)
    told.recipients.append(someone)
    with_chances(monkeypatch, stage, told, PER=(0.9, 0.1), CHL=(0.1, 0.1), NOR=(0.1, 0.1), ECU=(0.1, 0.1))
    assert someone not in {candidate.side for candidate in find_candidates(stage, told)}
    recast(stage, [told])
    assert told.recipients == [someone]

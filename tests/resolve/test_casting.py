"""A role that a sentence leaves open goes to the side of the text that plays it, where one is likelier than not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman import knowledge
from dragoman.flow import resolve, understand
from dragoman.inference.ranker import Ranker
from dragoman.records import Document, Draft, Span
from dragoman.resolve import pointing
from dragoman.resolve.casting import Past, Stage, fill, tell, tell_nobody, walk
from dragoman.resolve.events import set_stage
from dragoman.resolve.told import Act

TEXT = (
    "Slovakia's foreign ministry named two employees of the Russian embassy. "
    "On Tuesday somebody was told to leave. Hungary kept silent."
)


def make(text: str, *triggers: tuple[str, str]) -> tuple[Stage, list[Act]]:
    """The stage of a text, and its acts by (type, trigger) with nobody in their roles."""
    base = knowledge.load()
    marked = understand(Document("d", text), base)
    drafts = []
    for type, words in triggers:
        span = Span(text.index(words), text.index(words) + len(words))
        sentence = next(s.index for s in marked.sentences if s.span.covers(span))
        drafts.append(Draft(type, sentence, span))
    return set_stage(marked, drafts, resolve(marked, base))


def with_weights(monkeypatch: pytest.MonkeyPatch, weights: dict[str, float]) -> None:
    monkeypatch.setattr(pointing, "load_ranker", lambda name: Ranker(weights))


def test_each_side_is_one_choice_and_the_last_named_before_comes_first() -> None:
    stage, (act,) = make(TEXT, ("SANCTION", "told to leave"))
    assert [*stage.choices(act, "actor")] == ["RUS", "SVK", "HUN"]


def test_an_open_role_goes_to_the_likeliest_side(monkeypatch: pytest.MonkeyPatch) -> None:
    stage, acts = make(TEXT, ("SANCTION", "told to leave"))
    with_weights(monkeypatch, {"actor named first": 5.0, "no recipient": 9.0})
    (asked,) = fill(stage, acts)
    assert (asked.place, asked.role, [stage.side(one) for one in asked.found]) == (0, "actor", ["SVK"])
    assert asked.chances["SVK"] > 0.9 > asked.nobody


def test_nobody_plays_a_role_that_no_side_is_likely_for(monkeypatch: pytest.MonkeyPatch) -> None:
    stage, acts = make(TEXT, ("SANCTION", "told to leave"))
    with_weights(monkeypatch, {})
    assert [(asked.role, asked.found) for asked in fill(stage, acts)] == [("actor", ()), ("recipient", ())]


def test_a_role_that_is_played_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    stage, (act,) = make(TEXT, ("SANCTION", "told to leave"))
    whole = act._replace(actors=["e1"], recipients=["e2"])
    with_weights(monkeypatch, {"actor named first": 9.0, "recipient named first": 9.0})
    assert [*fill(stage, [whole])] == []


def test_a_role_whose_name_is_told_is_not_open() -> None:
    text = "Prosecutors charged Severino Choque. Bolivia kept silent."
    stage, (act,) = make(text, ("ACCUSE", "charged"))
    named = [n for n, m in enumerate(stage.marked.mentions) if m.span.of(text) == "Severino Choque"]
    described = [n for n, m in enumerate(stage.marked.mentions) if m.span.of(text) == "Prosecutors"]
    assert stage.how_open(act, "recipient") == "silent"
    told = act._replace(draft=replace(act.draft, actors=tuple(described), recipients=tuple(named)))
    assert (stage.how_open(told, "actor"), stage.how_open(told, "recipient")) == (None, None)


def test_nobody_acts_on_himself_or_on_his_own_state() -> None:
    text = "Chile's foreign minister, Ana Rojas, spoke. Peru listened. Chile was praised."
    stage, (act,) = make(text, ("SUPPORT", "praised"))
    minister = next(e.id for e in stage.entities.values() if e.name == "Ana Rojas")
    assert {*stage.choices(act._replace(actors=[minister]), "recipient")} == {"PER"}
    assert {*stage.choices(act._replace(type="COOPERATE", actors=[minister]), "recipient")} == {"PER", "CHL"}


def test_those_who_met_have_no_host_that_nobody_told() -> None:
    stage, (act,) = make(TEXT, ("CONSULT", "named"))
    both = [*stage.choices(act, "actor").values()][:2]
    assert stage.how_open(act._replace(actors=both), "recipient") is None


def test_what_is_told_of_a_side_is_where_it_stands_and_what_it_did_before() -> None:
    stage, acts = make(TEXT, ("ACCUSE", "named"), ("SANCTION", "told to leave"))
    choices = stage.choices(acts[1], "actor")
    before = acts[0]._replace(actors=[choices["SVK"]], recipients=[choices["RUS"]])
    told, past_of = {}, {}
    for place, past in walk(stage, [before, acts[1]]):
        past_of[place] = {*past.acted}
        if place == 1:
            told["SVK"] = {*tell(stage, acts[1], past, "actor", "SVK", choices["SVK"])}
            told["RUS"] = {*tell(stage, acts[1], past, "recipient", "RUS", choices["RUS"])}
    assert past_of == {0: set(), 1: {"SVK"}}
    assert {"actor not here", "actor back 1", "actor last actor", "actor SANCTION last actor of ACCUSE"} <= told["SVK"]
    assert {"recipient last recipient", "recipient suffered before"} <= told["RUS"]
    assert {"no actor SANCTION alone", "no actor silent"} <= {*tell_nobody(stage, acts[1], "actor")}


def test_a_text_without_parties_has_no_choices(monkeypatch: pytest.MonkeyPatch) -> None:
    stage, acts = make("Rain fell. It was told to leave.", ("SANCTION", "told to leave"))
    assert stage.choices(acts[0], "actor") == {}
    with_weights(monkeypatch, {"actor named first": 9.0})
    assert not any(asked.found for asked in fill(stage, acts))


def test_the_other_of_two_sides_is_told_so() -> None:
    stage, (act,) = make("Chile thanked Peru. It asked for more.", ("REQUEST", "asked"))
    choices = stage.choices(act, "actor")
    whole = act._replace(actors=[choices["CHL"]])
    assert "recipient only other side" in {*tell(stage, whole, Past(), "recipient", "PER", choices["PER"])}


def test_nobody_from_elsewhere_is_protested_against() -> None:
    stage, (march, demand) = make(TEXT, ("PROTEST", "told to leave"), ("REQUEST", "told to leave"))
    assert not stage.choices(march, "recipient")
    assert stage.choices(demand, "recipient")

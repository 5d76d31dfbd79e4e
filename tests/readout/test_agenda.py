"""Agendas are found and cut into items as a person would cut them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dragoman import flow
from dragoman.knowledge import load
from dragoman.readout.agenda import find_talks
from dragoman.readout.cast import Cast
from dragoman.readout.lines import Line
from dragoman.records import Document

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "agendas.toml").read_text(encoding="utf8"))


def items(text: str) -> list[str]:
    marked = flow.understand(Document("d", text), load())
    cast = Cast(marked, flow.resolve(marked, load()))
    clauses = [clause for clause in marked.clauses if clause.form != "noun"]
    return [span.of(text) for talk in find_talks(Line(cast, 0, clauses)) for span in talk.items]


@pytest.mark.parametrize(("text", "wanted"), CASES["made_up"])
def test_an_agenda_is_cut_into_its_items(text: str, wanted: list[str]) -> None:
    assert items(text) == wanted


@pytest.mark.parametrize("text", CASES["negative"])
def test_what_is_not_talked_about_is_no_agenda(text: str) -> None:
    assert items(text) == []

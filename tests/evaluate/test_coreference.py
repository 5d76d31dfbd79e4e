"""Coreference scores: the worked examples of the papers, and records compared by their mentions."""

from __future__ import annotations

import pytest

from dragoman.evaluate.coreference import Links


def links(wanted: list[str], found: list[str]) -> Links:
    made = Links()
    made.add([frozenset(chain) for chain in wanted], [frozenset(chain) for chain in found])
    return made


def test_the_same_chains_are_all_right() -> None:
    assert links(["abc", "d"], ["abc", "d"]).mean() == pytest.approx(1)


def test_one_chain_for_two_keeps_all_links_but_mixes_the_parties() -> None:
    made = links(["abcde", "fg", "hijkl"], ["abcde", "fghijkl"])  # the example of Bagga and Baldwin
    assert made.f1("muc") == pytest.approx(2 * 1 * (9 / 10) / (1 + 9 / 10))
    assert made.f1("b_cubed") < 1


def test_a_mention_nobody_annotated_costs_precision() -> None:
    assert links(["ab"], ["ab", "x"]).f1("b_cubed") < links(["ab"], ["ab"]).f1("b_cubed")

"""Tolls are read as sentences say them."""

from __future__ import annotations

import pytest

from dragoman.relate.tolls import Toll, can_both_hold, find_toll, read_toll

CASES = {
    "in_the_wild": [
        ("At least 12 people were killed in the blast.", "killed", "at least 12"),
        ("Nine dead in clashes in the north", "killed", "9"),
        ("The strike killed two Lebanese soldiers and wounded a dozen others.", "killed", "2"),
        ("The death toll rose to over 1,200 dead.", "killed", "at least 1200"),
        ("More than 40 villagers, many of them children, were injured.", "wounded", "at least 40"),
        ("The 12 states, which met in Rome, said two men were killed.", "killed", "2"),
        ("Rebels killed three soldiers, Chad said, after one of the wounded died.", "killed", "3"),
        ("Rebels killed three soldiers, Chad said, after one of the wounded died.", "wounded", None),
        ("Drivers refuse the road after 20 die", "killed", "20"),
        ("The ambush cost 12 lives.", "killed", "12"),
        ("The raid claimed the lives of at least 12 people.", "killed", "at least 12"),
        ("Some 30 people have been wounded.", "wounded", "about 30"),
        ("up to 15 miners died", "killed", "at most 15"),
    ],
    "negative": [
        ("He was killed 12 years ago.", "killed", None),
        ("A mother of two was killed.", "killed", None),
        ("No one was injured.", "wounded", None),
        ("A boy attacked by 3 dogs has died.", "killed", None),
        ("Three were killed in the first raid and five killed in the second.", "killed", None),
        ("The minister signed 12 accords.", "killed", None),
    ],
}


@pytest.mark.parametrize(("sentence", "harm", "toll"), [case for cases in CASES.values() for case in cases])
def test_a_toll_is_read_as_it_is_said(sentence: str, harm: str, toll: str | None) -> None:
    found = find_toll(sentence, harm)
    assert (str(found) if found else None) == toll


def test_a_toll_in_a_noun_phrase_is_read() -> None:
    assert find_toll("The death toll stands at 12.", "killed") == Toll(12)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("9", "9", True),
        ("9", "12", False),
        ("at least 5", "9", True),
        ("at least 12", "9", False),
        ("at most 5", "9", False),
        ("about 100", "95", True),
        ("about 100", "120", False),
    ],
)
def test_tolls_that_can_both_be_true_do_not_clash(one: str, other: str, both: bool) -> None:
    assert can_both_hold(read_toll(one), read_toll(other)) is both
    assert can_both_hold(read_toll(other), read_toll(one)) is both

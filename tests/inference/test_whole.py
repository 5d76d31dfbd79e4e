"""A text is read in windows of whole sentences, only where it is asked something, and answers the same every time."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from dragoman.errors import KnowledgeError
from dragoman.inference import load_pointer
from dragoman.inference.encoder import Pieces
from dragoman.inference.whole import FOLDER, Pointer, cut_windows

TEXT = "Kenya's president met Uganda's foreign minister in Nairobi. The unions of Kampala struck on Friday."
SIDES = [[((0, 5), "owned")], [((22, 28), "owned"), ((71, 78), "place")]]
UNIONS = [(60, 70)]
STARTS = [0, 60]


def pieces_at(*starts: int) -> Pieces:
    return Pieces([7] * len(starts), [0] * len(starts), list(starts), [s + 1 for s in starts], [])


@pytest.mark.parametrize(
    ("sentences", "windows"),
    [
        ([0], [(0, 3), (3, 6)]),
        ([0, 20], [(0, 2), (2, 5), (5, 6)]),
        ([0, 20, 40], [(0, 2), (2, 4), (4, 6)]),
        ([0, 10, 20, 30], [(0, 3), (3, 6)]),
    ],
)
def test_windows_are_cut_between_sentences(sentences: list[int], windows: list[tuple[int, int]]) -> None:
    assert cut_windows(pieces_at(0, 10, 20, 30, 40, 50), sentences, most=3) == windows


def test_a_text_without_words_has_no_window() -> None:
    assert cut_windows(pieces_at(), [0]) == []


def test_the_unions_of_a_town_are_of_its_state() -> None:
    kenya, uganda, none = load_pointer().open(TEXT, STARTS).point("sides", "side", UNIONS, SIDES, None, [0.0] * 3)
    assert uganda > max(kenya, none)


def test_the_same_is_answered_in_any_order() -> None:
    first, again = (load_pointer().open(TEXT, STARTS) for _ in range(2))
    asked = ("sides", "side", UNIONS, SIDES, 0, [0.5, 0.0, 0.0])
    first.point("links", "who", [(31, 47)], [[((8, 17), "named back 0")]], None, [0.0, 0.0])
    assert first.point(*asked) == again.point(*asked)


def test_what_is_asked_of_nobody_stays_as_words_say() -> None:
    scores = load_pointer().open(TEXT, STARTS).point("sides", "side", [], SIDES, None, [1.0, 0.0, -1.0])
    assert scores[0] > scores[1] > scores[2]


def test_a_choice_that_the_text_does_not_name_can_be_asked_for() -> None:
    scores = load_pointer().open(TEXT, STARTS).point("sides", "side", UNIONS, [*SIDES, []], 2, [0.0] * 4)
    assert len(scores) == 4


def test_long_texts_are_read_window_by_window() -> None:
    text = " ".join(f"On day {number} the ministers of Peru and Chile met again in Lima." for number in range(90))
    starts = [n for n in range(len(text)) if text.startswith("On day", n)]
    last = starts[-1]
    at = text.index("ministers", last)
    groups = [[((text.index("Peru", last),) * 2, "free")], [((4, 9), "free")]]
    named = [[((start, start + 4), how) for (start, _), how in groups[0]], groups[1]]
    scores = load_pointer().open(text, starts).point("sides", "side", [(at, at + 9)], named, None, [0.0] * 3)
    assert all(isinstance(score, float) for score in scores)


def test_a_changed_model_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "whole-1"
    shutil.copytree(FOLDER, folder)
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    card["sha256"]["heads.npz"] = "0" * 64
    (folder / "card.json").write_text(json.dumps(card), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"whole-1 has another heads\.npz"):
        Pointer(folder)

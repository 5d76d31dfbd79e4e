"""A text is read in windows of whole sentences, only where it is asked something, and answers the same every time."""

from __future__ import annotations

import json
import math
import shutil
from pathlib import Path

import pytest

from dragoman.errors import KnowledgeError
from dragoman.inference import load_pointer
from dragoman.inference.encoder import Pieces
from dragoman.inference.whole import FOLDER, MAX_PIECES, Pointer, cut_windows

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


def test_what_speaks_for_a_choice_from_outside_the_text_counts_for_it_alone() -> None:
    asked = ("sides", "side", UNIONS, [*SIDES, []])
    plain, flagged = (load_pointer().open(TEXT, STARTS).point(*asked, flag, [0.0] * 4) for flag in (None, 2))
    assert flagged[2] != plain[2]
    assert [*flagged[:2], flagged[3]] == [*plain[:2], plain[3]]


def test_only_the_windows_that_are_asked_about_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    text = " ".join(f"On day {number} the ministers of Peru and Chile met again in Lima." for number in range(90))
    starts = [n for n in range(len(text)) if text.startswith("On day", n)]
    pointer, last = load_pointer(), starts[-1]
    lengths: list[int] = []
    run = pointer.encoder.run

    def counted(ids: list[int], shapes: list[int]) -> object:
        lengths.append(len(ids))
        return run(ids, shapes)

    monkeypatch.setattr(pointer.encoder, "run", counted)
    ministers, peru = (text.index(word, last) for word in ("ministers", "Peru"))
    groups = [[((peru, peru + 4), "free")], [((starts[0] + 29, starts[0] + 33), "free")]]
    pointer.open(text, starts).point("sides", "side", [(ministers, ministers + 9)], groups, None, [0.0] * 3)
    assert len(lengths) == 2
    assert max(lengths) <= MAX_PIECES < len(pointer.encoder.cut(text).ids)


def test_characters_that_no_piece_has_are_answered_too() -> None:
    text = "Kenya's unions struck. \u0000\u0001"
    scores = load_pointer().open(text, [0]).point("sides", "side", [(23, 25)], [[((0, 5), "owned")]], None, [0.0, 0.0])
    assert all(map(math.isfinite, scores))


def test_a_changed_model_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "whole-1"
    shutil.copytree(FOLDER, folder)
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    card["sha256"]["heads.npz"] = "0" * 64
    (folder / "card.json").write_text(json.dumps(card), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"whole-1 has another heads\.npz"):
        Pointer(folder)


def test_a_missing_model_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"card\.json cannot be read"):
        Pointer(tmp_path)

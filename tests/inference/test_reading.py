"""A text is read in windows of whole sentences, each once and where it is needed; all is answered from the same."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from dragoman.inference import Reader, load_reader
from dragoman.inference.heads import Array
from dragoman.inference.reading import Reading
from dragoman.inference.windows import MAX_PIECES, Extent

TINY = Path(__file__).parents[1] / "data" / "tiny_model"
# The tiny model's pieces are letters, so that four of these sentences go into a window.
SENTENCE = "On day {} the ministers of Peru and Chile met again in Lima, and the unions of Cusco struck."
TEXT = " ".join(SENTENCE.format(number) for number in range(10, 22))
SENTENCES = [(at, at + len(SENTENCE)) for at in range(0, len(TEXT), len(SENTENCE) + 1)]
LONG = "Oman met Iran. " + "so " * MAX_PIECES + "on. Peru met Chile."
LONG_SENTENCES = [(0, 14), (15, 18 + 3 * MAX_PIECES), (19 + 3 * MAX_PIECES, len(LONG))]

UNIONS = "Kenya's president met Uganda's foreign minister in Nairobi. The unions of Kampala struck on Friday."
UNIONS_SENTENCES = [(0, 59), (60, 99)]
SIDES = [[((0, 5), "owned")], [((22, 28), "owned"), ((71, 78), "place")]]


class Counted(Reader):
    """A reader that notes how many pieces each of its windows has."""

    def __init__(self) -> None:
        super().__init__(TINY)
        self.windows: list[int] = []

    def _run(self, ids: Sequence[int], shapes: Sequence[int]) -> Array:
        self.windows.append(len(ids))
        return super()._run(ids, shapes)


@pytest.fixture
def reader() -> Counted:
    return Counted()


def open_unions() -> Reading:
    return load_reader().open(UNIONS, UNIONS_SENTENCES, [0, 1])


def ask(reading: Reading, query: Extent, *places: Extent) -> list[float]:
    groups = [[(place, "free")] for place in places]
    return reading.point("sides", "side", [query], groups, None, [0.0] * (len(groups) + 1))


def place(sentence: int, word: str) -> Extent:
    start = TEXT.index(word, SENTENCES[sentence][0])
    return start, start + len(word)


def test_nothing_wanted_is_not_even_cut(reader: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader.encoder, "cut", None)
    assert reader.open(TEXT, SENTENCES, []).sentences == (None,) * len(SENTENCES)
    assert reader.windows == []


def test_each_window_with_a_wanted_sentence_is_read_once(reader: Counted) -> None:
    all_of_it = len(reader.encoder.cut(TEXT).ids)
    found = reader.open(TEXT, SENTENCES, [0, 1, 2, 3]).sentences
    assert [vectors is not None for vectors in found] == [True] * 4 + [False] * 8
    assert len(reader.windows) == 1
    reader.open(TEXT, SENTENCES, range(12))
    assert len(reader.windows) == 3
    assert sum(reader.windows) == all_of_it
    assert max(reader.windows) <= MAX_PIECES


def test_windows_that_come_again_are_not_read_again(reader: Counted) -> None:
    reader.open(TEXT, SENTENCES, [0])
    reader.open(f"\n{TEXT} And so on.", [(a + 1, b + 1) for a, b in SENTENCES], [0])
    assert len(reader.windows) == 1
    reader.open(TEXT.replace("Peru", "peru"), SENTENCES, [0])  # other shapes
    assert len(reader.windows) == 2
    reader.forget()
    reader.open(TEXT, SENTENCES, [0])
    assert len(reader.windows) == 3


def test_windows_are_read_when_something_in_them_is_pointed_at(reader: Counted) -> None:
    reading = reader.open(TEXT, SENTENCES, [0])
    ask(reading, place(1, "unions"), place(0, "Peru"))
    assert len(reader.windows) == 1
    ask(reading, place(1, "unions"), place(11, "Peru"))
    assert len(reader.windows) == 2
    ask(reading, place(10, "unions"), place(11, "Chile"))
    assert len(reader.windows) == 2


@pytest.mark.parametrize(("text", "sentences"), [(TEXT, SENTENCES), (LONG, LONG_SENTENCES)])
def test_sentences_are_slices_of_what_was_read(reader: Counted, text: str, sentences: list[Extent]) -> None:
    windows = reader.encode_text(text, [start for start, _ in sentences])
    found = reader.open(text, sentences, range(len(sentences))).sentences
    of_each = [vectors.pieces() for vectors in found if vectors is not None]
    assert len(windows) > 1
    assert len(of_each) == len(sentences)
    np.testing.assert_array_equal(np.concatenate(of_each), np.concatenate([rows[1:-1] for rows in windows]))
    np.testing.assert_allclose(found[1].mean, of_each[1].mean(0), rtol=1e-5)  # type: ignore[union-attr]


@pytest.mark.parametrize(("text", "sentences"), [(TEXT, SENTENCES), (LONG, LONG_SENTENCES)])
def test_extents_are_counted_from_the_start_of_a_sentence(reader: Counted, text: str, sentences: list[Extent]) -> None:
    for vectors, (start, end) in zip(reader.open(text, sentences, range(99)).sentences, sentences, strict=True):
        assert vectors is not None
        words, at = vectors.words(), 0
        assert [word for word, _ in words] == [word for word, _ in reader.read(text[start:end]).words()]
        for word, vector in words:
            at = text.index(word, start + at) - start
            np.testing.assert_allclose(vectors.pool((at, at + len(word))), vector, rtol=1e-4, atol=1e-6)
            at += len(word)
        for (first, last), _, _ in vectors.tags("names"):
            assert 0 <= first < last <= end - start


def test_all_of_a_sentence_longer_than_a_window_is_read(reader: Counted) -> None:
    _, long, last = reader.open(LONG, LONG_SENTENCES, [1, 2]).sentences
    assert long is not None
    assert last is not None
    assert len(long.pieces()) > MAX_PIECES
    assert long.pool((3 * MAX_PIECES, 3 * MAX_PIECES + 2)) is not None
    assert [word for word, _ in last.words()] == ["Peru", "met", "Chile", "."]


def test_a_window_depends_on_itself_alone(reader: Counted) -> None:
    alone, beside = reader.open(TEXT, SENTENCES, [9]), Reader(TINY).open(TEXT, SENTENCES, range(12))
    elsewhere = Reader(TINY).open(TEXT.replace("day 10", "day 99"), SENTENCES, [9])
    rows = [reading.sentences[9].pieces() for reading in (alone, beside, elsewhere)]  # type: ignore[union-attr]
    np.testing.assert_array_equal(rows[0], rows[1])
    np.testing.assert_array_equal(rows[0], rows[2])


def test_a_sentence_is_read_with_those_beside_it(reader: Counted) -> None:
    beside = reader.open(TEXT, SENTENCES, [9]).sentences[9]
    alone = reader.read(TEXT[slice(*SENTENCES[9])])
    assert beside is not None
    assert np.abs(beside.pieces() - alone.pieces()).max() > 1e-3


@pytest.mark.parametrize("lost", ["\u0000\u0001", "\u200b\u200b"])
def test_a_sentence_that_no_piece_has_says_nothing(reader: Counted, lost: str) -> None:
    reading = reader.open(f"Oman met Iran. {lost} It rained.", [(0, 14), (15, 17), (18, 28)], [0, 1, 2])
    first, nothing, last = reading.sentences
    assert first is not None
    assert nothing is not None
    assert last is not None
    assert [len(vectors.words()) for vectors in (first, nothing, last)] == [4, 0, 3]
    assert nothing.tags("trigger") == []
    assert not nothing.mean.any()
    assert sum(nothing.roles((0, 1), "CONSULT", [(1, 2)])[0].values()) == pytest.approx(1, abs=1e-5)
    assert all(map(math.isfinite, ask(reading, (15, 17), (0, 4))))


def test_a_text_without_any_piece_is_not_run(reader: Counted) -> None:
    reading = reader.open("\u200b\u200b", [(0, 2)], [0])
    assert reading.sentences[0] is not None
    assert reading.sentences[0].words() == []
    assert reading.point("sides", "side", [(0, 1)], [[((1, 2), "free")]], None, [1.0, 0.0]) == [1.0, 0.0]
    assert reader.windows == []


def test_a_word_across_the_border_of_sentences_belongs_to_both(reader: Counted) -> None:
    """No piece is lost, and each sentence has a word of its own there."""
    before, behind = reader.open("Oman met", [(0, 6), (6, 8)], [0, 1]).sentences
    assert before is not None
    assert behind is not None
    assert [word for word, _ in before.words()] == ["Oman", "m"]
    assert [word for word, _ in behind.words()] == ["et"]


def test_the_unions_of_a_town_are_of_its_state() -> None:
    kenya, uganda, none = open_unions().point("sides", "side", [(60, 70)], SIDES, None, [0.0] * 3)
    assert uganda > max(kenya, none)


def test_the_same_is_answered_in_any_order() -> None:
    first, again = open_unions(), open_unions()
    asked = ("sides", "side", [(60, 70)], SIDES, 0, [0.5, 0.0, 0.0])
    first.point("links", "who", [(31, 47)], [[((8, 17), "named back 0")]], None, [0.0, 0.0])
    answer = first.point(*asked)
    load_reader().forget()
    assert answer == again.point(*asked) == open_unions().point(*asked)


def test_what_is_asked_of_nobody_stays_as_words_say() -> None:
    assert open_unions().point("sides", "side", [], SIDES, None, [1.0, 0.0, -1.0]) == [1.0, 0.0, -1.0]


def test_what_speaks_for_a_choice_from_outside_the_text_counts_for_it_alone() -> None:
    asked = ("sides", "side", [(60, 70)], [*SIDES, []])
    plain, flagged = (open_unions().point(*asked, flag, [0.0] * 4) for flag in (None, 2))
    assert flagged[2] != plain[2]
    assert [*flagged[:2], flagged[3]] == [*plain[:2], plain[3]]


def test_what_is_added_does_not_depend_on_what_words_gave(reader: Counted) -> None:
    reading = reader.open(TEXT, SENTENCES, [0])
    groups = [[(place(0, "Peru"), "free")], [(place(0, "Chile"), "place")]]
    asked = ("sides", "side", [place(1, "unions")], groups, None)
    plain, told = reading.point(*asked, [0.0] * 3), reading.point(*asked, [1.0, 0.0, -1.0])
    assert [b - a for a, b in zip(plain, told, strict=True)] == pytest.approx([1, 0, -1], abs=1e-3)

"""A folder is opened when it is what its card says; a phrase read twice says the same."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from dragoman.errors import KnowledgeError
from dragoman.inference import Reader
from dragoman.inference.reader import MAX_KEPT, MAX_KEPT_CHARS
from dragoman.inference.windows import MAX_PIECES

TINY = Path(__file__).parents[1] / "data" / "tiny_model"
TEXT = "Oman met Iran."


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(TINY)


def test_a_phrase_read_twice_says_the_same(reader: Reader) -> None:
    assert reader.read(TEXT).tags("trigger") == reader.read(TEXT).tags("trigger")


def test_extents_lie_in_the_sentence(reader: Reader) -> None:
    for (start, end), name, chance in reader.read(TEXT).tags("names"):
        assert 0 <= start < end <= len(TEXT)
        assert name in reader.card.layers["names"]
        assert 0 < chance <= 1


def test_probabilities_of_roles_and_relations_sum_to_one(reader: Reader) -> None:
    vectors = reader.read(TEXT)
    for chances in vectors.roles((5, 8), "CONSULT", [(0, 4), (9, 13)]):
        assert sum(chances.values()) == pytest.approx(1, abs=1e-5)
    assert sum(vectors.relation((0, 4), (9, 13)).values()) == pytest.approx(1, abs=1e-5)


def test_an_event_has_modes_of_its_own_type_only(reader: Reader) -> None:
    modes, contexts, auxiliary = reader.read(TEXT).describe((5, 8), "CONSULT")
    assert set(modes) <= {"visit"}
    assert set(contexts) <= set(reader.card.contexts)
    assert auxiliary in reader.card.auxiliaries


def test_a_phrase_longer_than_a_window_is_read_to_its_end(reader: Reader) -> None:
    text = "a " * (MAX_PIECES + 50)
    vectors = reader.read(text)
    assert len(vectors.pieces()) == len(vectors.words()) == MAX_PIECES + 50
    assert vectors.pool((len(text) - 2, len(text) - 1)) is not None


def test_marks_are_no_part_of_what_is_read(reader: Reader) -> None:
    [hidden] = reader.encode_text(TEXT, [0])
    vectors = reader.read(TEXT)
    np.testing.assert_array_equal(vectors.pieces(), hidden[1:-1])
    np.testing.assert_allclose(vectors.mean, hidden[1:-1].mean(0), rtol=1e-5)


@pytest.mark.parametrize("text", ["", " ", "\u200b"])
def test_an_empty_phrase_is_read(reader: Reader, text: str) -> None:
    vectors = reader.read(text)
    assert vectors.tags("trigger") == []
    assert vectors.words() == []
    assert not vectors.mean.any()


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(TINY, folder)
    (folder / "heads.npz").write_bytes(b"other")
    with pytest.raises(KnowledgeError, match=r"tiny has another heads\.npz"):
        Reader(folder)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(TINY, folder)
    (folder / "encoder.onnx").unlink()
    with pytest.raises(KnowledgeError, match=r"tiny lacks encoder\.onnx"):
        Reader(folder)


def test_a_card_of_another_time_is_told_in_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(TINY, folder)
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    del card["temper"]
    (folder / "card.json").write_text(json.dumps(card), encoding="utf-8")
    with pytest.raises(KnowledgeError, match="has no 'temper' in its card"):
        Reader(folder)


def test_a_folder_without_a_card_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "card.json").write_text(json.dumps([])[:1])
    with pytest.raises(KnowledgeError, match="no model"):
        Reader(tmp_path)


def test_a_phrase_that_comes_again_is_not_read_again(reader: Reader) -> None:
    once = reader.read(TEXT)
    assert reader.read(TEXT) is once
    for number in range(MAX_KEPT):
        reader.read(f"{number}")
    assert reader.read(TEXT) is not once
    assert reader.read(TEXT).tags("trigger") == once.tags("trigger")


def test_what_takes_much_room_is_not_kept(reader: Reader) -> None:
    text = "a" * (MAX_KEPT_CHARS + 1)
    assert reader.read(text) is not reader.read(text)


def test_nothing_is_kept_that_is_to_be_forgotten(reader: Reader) -> None:
    once = reader.read(TEXT)
    reader.forget()
    assert reader.read(TEXT) is not once

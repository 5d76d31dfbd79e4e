import numpy as np
from train.rankers.hearing import learn_head
from train.rankers.learning import Choice

from dragoman.inference.heads import Heads
from dragoman.inference.ranker import Ranker


def test_what_words_do_not_tell_is_learned_from_vectors() -> None:
    chance = np.random.default_rng(3)
    rows = chance.normal(size=(9000, 8)).astype(np.float32)
    choices = [Choice(f"d{n}", [["a"], ["b"]], int(row[2] > 0), heard=row) for n, row in enumerate(rows)]
    head = learn_head(choices[:8000], Ranker({}), "force")
    told = Heads(head).deep("force", rows[8000:]).argmax(1)
    assert (told == (rows[8000:, 2] > 0)).mean() > 0.9


def test_what_was_not_heard_teaches_nothing_and_the_same_is_learned_twice() -> None:
    rows = np.random.default_rng(4).normal(size=(40, 4)).astype(np.float32)
    heard = [Choice("d", [["a"], ["b"]], n % 2, heard=row) for n, row in enumerate(rows)]
    unheard = [Choice("e", [["a"], ["b"]], 1), Choice("f", [["a"], ["b"]], 0)]
    first, second = (learn_head(given, Ranker({}), "x") for given in (heard, [*heard, *unheard]))
    assert all(np.array_equal(first[name], second[name]) for name in first)

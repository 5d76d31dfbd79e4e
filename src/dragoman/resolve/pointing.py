"""Chances of choices between parties: what the small models of words say, and where the text was read as a whole, that.

A `Pointing` says where in the text what is asked about stands, and where each choice is named.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from dragoman.inference.heads import Array
from dragoman.inference.ranker import load_ranker, soften
from dragoman.records import Marked, Span, Whole

# What words say with this chance is not asked again. F1 of whole events is 0.471 so on the corpus's dev part and 0.456
# where all is asked, on kept practice texts 0.416 and 0.419.
SURE = 0.9
# No chance is told as smaller than this, as a logarithm.
LEAST = -8.0
# No chance is told as surer than this, in logits.
SUREST = 6.0


class Pointing(NamedTuple):
    """What is asked of a text as a whole: `groups` are the places that name each choice, and how they do.

    The `flagged` group is one that something outside the text speaks for, as its publisher does.
    """

    task: str
    kind: str
    queries: Sequence[Span]
    groups: Sequence[Sequence[tuple[Span, str]]]
    flagged: int | None = None


def weigh(
    model: str, told: Sequence[Iterable[str]], whole: Whole | None, pointing: Callable[[], Pointing]
) -> list[float]:
    """The chance of each choice, the last being none of them, from what is told of it in words.

    >>> [round(chance, 1) for chance in weigh("sides-1", [[], []], None, lambda: Pointing("sides", "side", (), ()))]
    [0.5, 0.5]
    """
    return soften(score(model, told, whole, pointing)[1])


def score(
    model: str, told: Sequence[Iterable[str]], whole: Whole | None, pointing: Callable[[], Pointing]
) -> tuple[list[float], list[float]]:
    """The scores that words give each choice, and those that the reader makes of them; the same where it is not asked.

    >>> told, pointed = score("sides-1", [["home"], []], None, lambda: Pointing("sides", "side", (), ()))
    >>> told == pointed, len(told)
    (True, 2)
    """
    scores = load_ranker(model).scores(told)
    if whole is None or max(soften(scores)) >= SURE:
        return scores, scores
    asked = pointing()
    return scores, whole.point(asked.task, asked.kind, asked.queries, asked.groups, asked.flagged, scores)


def tell_scores(signs: Sequence[dict[str, float]], told: Sequence[float], pointed: Sequence[float]) -> None:
    """Add to what is told of each choice what both scores make of it, as logarithms of chances.

    >>> signs: list[dict[str, float]] = [{}, {}]
    >>> tell_scores(signs, [0.0, 0.0], [9.0, -9.0])
    >>> round(signs[0]["told"], 2), round(signs[1]["pointed"])
    (-0.69, -8)
    """
    for name, scores in (("told", told), ("pointed", pointed)):
        for one, chance in zip(signs, soften(scores), strict=True):
            one[name] = max(LEAST, math.log(chance)) if chance else LEAST


def hear(marked: Marked, sentence: int, span: Span) -> Array | None:
    """How the encoder sees a stretch of a sentence; `None` where that was not read."""
    vectors = marked.vectors[sentence] if marked.vectors else None
    start = marked.sentences[sentence].span.start
    return vectors.at((span.start - start, span.end - start)) if vectors is not None else None


def tell_logit(chance: float) -> float:
    """The logit of a chance, within bounds.

    >>> [round(tell_logit(chance), 1) for chance in (0.0, 0.5, 0.9)]
    [-6.0, 0.0, 2.2]
    """
    return max(-SUREST, min(SUREST, math.log((chance + 1e-4) / (1 - chance + 1e-4))))

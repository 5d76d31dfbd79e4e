"""Chances of choices between parties: what the small models of words say, and where the text was read as a whole, that.

A `Pointing` says where in the text what is asked about stands, and where each choice is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from dragoman.inference.ranker import load_ranker, soften
from dragoman.records import Span, Whole

# What words say with this chance is not asked again. F1 of whole events is 0.471 so on the corpus's dev part and 0.456
# where all is asked, on kept practice texts 0.416 and 0.419.
SURE = 0.9


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
    scores = load_ranker(model).scores(told)
    chances = soften(scores)
    if whole is None or max(chances) >= SURE:
        return chances
    asked = pointing()
    return soften(whole.point(asked.task, asked.kind, asked.queries, asked.groups, asked.flagged, scores))

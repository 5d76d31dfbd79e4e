"""Which of several parties words point at: the heads that are asked it, over vectors of a text that was read.

Whose "the unions" are, whom "he" stands for, and who acts where a sentence does not say, stands in other sentences.
They are asked only in those cases, and add to what the small models of words (`ranker`) say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise

import numpy as np

from dragoman.inference.card import Card
from dragoman.inference.heads import Array, Heads


class Questions:
    """The heads of every question, by its task: "sides", "links", "casts"."""

    def __init__(self, heads: Heads, card: Card) -> None:
        self._heads = heads
        self._kinds, self._hows = _number(card.kinds), _number(card.hows)
        # What scores are divided by, so that the chances they make are as often right as they say.
        self._temper = card.temper

    def score(
        self,
        task: str,
        kind: str,
        asked: Array,
        named: Sequence[tuple[Array, Sequence[str]] | None],
        flagged: int | None,
        scores: Sequence[float],
    ) -> list[float]:
        """The scores of each choice and, last, of none of them: what words gave them, and what the heads add.

        `asked` are the vectors of what is asked about, `named` those of the places that name each choice with how they
        do, `None` where the text does not; the `flagged` one is a choice that something outside the text speaks for.
        """
        heads, number = self._heads, self._kinds[task][kind]
        added = np.full(len(named) + 1, heads.table(f"{task}.alone")[0])
        added[-1] = float(heads.deep(f"{task}.none", asked).mean())
        added[-1] += float(heads.table(f"{task}.none_kind.weight")[number, 0])
        places = [place for place, choice in enumerate(named) if choice is not None]
        if places:
            mine = heads.linear(f"{task}.query", asked) + heads.table(f"{task}.kind.weight")[number]
            added[places] = self._meet(task, mine, [choice for choice in named if choice is not None])
        if flagged is not None:
            added[flagged] += float(heads.deep(f"{task}.flag", asked).mean())
        scale, temper = float(heads.table(f"{task}.scale")[0]), self._temper[task]
        return [(scale * score + more) / temper for score, more in zip(scores, added.tolist(), strict=True)]

    def _meet(self, task: str, mine: Array, named: Sequence[tuple[Array, Sequence[str]]]) -> list[float]:
        """How well what is asked about and each choice go together: every place of the one with every of the other."""
        heads, name, numbers = self._heads, f"{task}.pair", self._hows[task]
        how = heads.table(f"{task}.how.weight")[[numbers[one] for _, hows in named for one in hows]]
        theirs = heads.linear(f"{task}.choice", np.concatenate([rows for rows, _ in named])) + how
        width = mine.shape[1]
        first = (heads.part(name, mine, 0) + heads.table(f"{name}.0.bias"))[:, None]
        first = first + heads.part(name, theirs, width) + heads.part(name, mine[:, None] * theirs, 2 * width)
        scores = heads.finish(name, first)[..., 0]
        ends = list(accumulate((len(hows) for _, hows in named), initial=0))
        return [_log_sum(scores[:, start:end]) for start, end in pairwise(ends)]


def _number(names: Mapping[str, Sequence[str]]) -> dict[str, dict[str, int]]:
    return {task: {name: n for n, name in enumerate(told)} for task, told in names.items()}


def _log_sum(scores: Array) -> float:
    """The logarithm of the sum of the powers of some scores.

    >>> round(_log_sum(np.zeros((2, 1), dtype=np.float32)), 3)
    0.693
    """
    top = float(scores.max())
    return top + float(np.log(np.exp(scores - top).sum()))

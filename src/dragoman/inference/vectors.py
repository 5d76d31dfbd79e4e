"""One sentence as the encoder sees it, and what the heads say of it: labels, roles, modes, relations."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np

from dragoman.inference.card import Card
from dragoman.inference.heads import Array, Heads, sigmoid, softmax
from dragoman.inference.windows import Extent

# A mode or context is told when it is likelier than not.
LIKELY = 0.5


class Layers:
    """What every sentence is asked with: a card, its heads, and those that label words, side by side as one."""

    def __init__(self, heads: Heads, card: Card) -> None:
        self.heads, self.card = heads, card
        self.weights, self.biases = heads.side_by_side([f"tags.{name}" for name in card.layers])
        sizes = [1 + 2 * len(names) for names in card.layers.values()]
        ends = [sum(sizes[: n + 1]) for n in range(len(sizes))]
        self.places = {name: slice(end - size, end) for name, size, end in zip(card.layers, sizes, ends, strict=True)}
        # The vectors of a text in which the tokenizer finds no piece.
        self.nothing: Array = np.zeros((0, self.weights.shape[0]), np.float32)


class Vectors:
    """One sentence as the reader sees it; extents are characters of the sentence.

    `hidden` has the vectors of its pieces alone, the marks at the ends of what was read left out; `starts` and `ends`
    say where each piece stands in the sentence, `heads` which pieces begin words.
    """

    def __init__(
        self, layers: Layers, text: str, hidden: Array, starts: list[int], ends: list[int], heads: list[int]
    ) -> None:
        self._layers, self._text, self._hidden, self._starts, self._ends = layers, text, hidden, starts, ends
        self._heads = heads
        self._pooled: dict[Extent, Array | None] = {}
        self._tags: dict[str, list[tuple[Extent, str, float]]] = {}
        self._casts: dict[tuple[Extent, ...], tuple[Array, Array]] = {}
        self._mean_parts: dict[str, Array] = {}

    @cached_property
    def mean(self) -> Array:
        """The mean vector of all pieces; zeros where there is none."""
        return _mean(self._hidden)

    def pool(self, extent: Extent) -> Array | None:
        """The mean vector of an extent; `None` where nothing of it was read."""
        if extent not in self._pooled:
            first, end = bisect_right(self._ends, extent[0]), bisect_left(self._starts, extent[1])
            self._pooled[extent] = _mean(self._hidden[first:end]) if first < end else None
        return self._pooled[extent]

    def words(self) -> list[tuple[str, Array]]:
        """Each word with the mean vector of its pieces."""
        bounds = [*self._heads, len(self._starts)]
        return [
            (self._text[self._starts[first] : self._ends[end - 1]], self._hidden[first:end].mean(0))
            for first, end in pairwise(bounds)
        ]

    def pieces(self) -> Array:
        """The vector of each piece."""
        return self._hidden

    def tags(self, layer: str) -> list[tuple[Extent, str, float]]:
        """The labelled extents of a layer, each with its mean probability."""
        if layer not in self._tags:
            self._tags[layer] = self._find_tags(layer)
        return self._tags[layer]

    @cached_property
    def _labels(self) -> Array:
        """For each word, what every layer that labels words says of every label."""
        out: Array = self._hidden[self._heads] @ self._layers.weights + self._layers.biases
        return out

    def _find_tags(self, layer: str) -> list[tuple[Extent, str, float]]:
        names = self._layers.card.layers[layer]
        logits = self._labels[:, self._layers.places[layer]]
        labels = logits.argmax(-1)
        (labelled,) = labels.nonzero()
        if not len(labelled):
            return []
        told = logits[labelled]
        # The softmax of the likeliest label.
        chances = (1 / np.exp(told - told.max(-1, keepdims=True)).sum(-1)).tolist()
        bounds = [*self._heads, len(self._starts)]
        found: list[tuple[Extent, str, float]] = []
        sums: list[list[float]] = []
        last, before = -2, 0
        for row, label, chance in zip(labelled.tolist(), labels[labelled].tolist(), chances, strict=True):
            start, end = self._starts[bounds[row]], self._ends[bounds[row + 1] - 1]
            if label % 2 == 0 and row == last + 1 and before in (label, label - 1):
                found[-1] = ((found[-1][0][0], end), *found[-1][1:])
                sums[-1].append(chance)
            else:
                found.append(((start, end), names[(label - 1) // 2], 0.0))
                sums.append([chance])
            last, before = row, label
        return [(extent, name, sum(s) / len(s)) for (extent, name, _), s in zip(found, sums, strict=True)]

    def describe(self, trigger: Extent, type: str) -> tuple[tuple[str, ...], tuple[str, ...], str]:
        """Modes, contexts and auxiliary of the event that a trigger tells."""
        card, heads, t = self._layers.card, self._layers.heads, self.at(trigger)
        width = len(t)
        first = heads.part("event", t, 0) + self._mean_part("event", width)
        first += heads.switch("event", 2 * width + card.types.index(type))
        logits = heads.finish("event", first[None])[0]
        many = sigmoid(logits[: len(card.modes) + len(card.contexts)])
        own = [
            (chance, name.partition(" ")[2])
            for name, chance in zip(card.modes, many, strict=False)
            if name.startswith(f"{type} ")
        ]
        contexts = tuple(n for n, chance in zip(card.contexts, many[len(card.modes) :], strict=True) if chance > LIKELY)
        auxiliary = card.auxiliaries[int(logits[len(many) :].argmax())]
        return tuple(name for chance, name in own if chance > LIKELY), contexts, auxiliary

    def roles(self, trigger: Extent, type: str, mentions: Sequence[Extent]) -> list[dict[str, float]]:
        """For each extent, how likely it plays each role in the event that a trigger tells."""
        if not mentions:
            return []
        card, heads, t = self._layers.card, self._layers.heads, self.at(trigger)
        width = len(t)
        rows, first = self._cast(tuple(mentions))
        same = heads.part("role", t, 0) + self._mean_part("role", 3 * width)
        same += heads.switch("role", 4 * width + card.types.index(type))
        chances = softmax(heads.finish("role", first + heads.part("role", rows * t, 2 * width) + same))
        return [dict(zip(card.roles, row, strict=True)) for row in chances.tolist()]

    def _cast(self, mentions: tuple[Extent, ...]) -> tuple[Array, Array]:
        """The vectors of extents, and what they add to the question for roles, whatever the trigger is."""
        if mentions not in self._casts:
            rows = np.stack([self.at(mention) for mention in mentions])
            self._casts[mentions] = rows, self._layers.heads.part("role", rows, rows.shape[1])
        return self._casts[mentions]

    def _mean_part(self, head: str, start: int) -> Array:
        """What the mean vector adds to a question, whatever it is asked of."""
        if head not in self._mean_parts:
            self._mean_parts[head] = self._layers.heads.part(head, self.mean, start)
        return self._mean_parts[head]

    def relation(self, source: Extent, target: Extent) -> dict[str, float]:
        """How likely the source does each class of thing to the target, 0 to 1."""
        s, t = self.at(source), self.at(target)
        chances = softmax(self._layers.heads.deep("pair", np.concatenate([s, t, s * t, self.mean])[None]))[0]
        return dict(zip(self._layers.card.relations, chances.tolist(), strict=True))

    def side_by_side(self, extents: Sequence[Extent]) -> Array:
        """The vectors of extents and of the whole, as one row."""
        return np.concatenate([*(self.at(extent) for extent in extents), self.mean])

    def boilerplate(self) -> float:
        """How likely the sentence carries no content."""
        return float(sigmoid(self._layers.heads.linear("boilerplate", self.mean[None]))[0, 0])

    def at(self, extent: Extent) -> Array:
        """The mean vector of an extent, that of all pieces where nothing of it was read."""
        found = self.pool(extent)
        return self.mean if found is None else found


def _mean(rows: Array) -> Array:
    """The mean of rows, zeros of none, without what numpy's own asks of its arguments first."""
    out: Array = np.add.reduce(rows, 0) / max(1, len(rows))
    return out

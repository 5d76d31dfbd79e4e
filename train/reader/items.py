"""Texts with labels -> numbers: windows of pieces, and labels as places in them. What `train.py` learns from.

A place is a row (a window of the item), its first and its end piece, the mark at the start of the window counted.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dragoman.inference.encoder import Pieces, cut
from dragoman.inference.windows import MAX_PIECES, cut_windows, locate
from train.reader.examples import AUXILIARIES, RELATIONS, ROLES, TASKS, TYPES, Example, Extent, Item, Labels, Question

Place = tuple[int, int, int]
# A label that only a teacher can tell, and one of a piece that nobody looked at.
UNTOLD, UNSEEN = -1, -100


class Maker:
    """Makes items; `most` pieces of a text are read at once."""

    def __init__(self, tokenizer: Tokenizer, labels: Labels, most: int = MAX_PIECES) -> None:
        self.tokenizer, self.labels, self.most = tokenizer, labels, most
        self.first, self.last = (tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]"))

    def make(self, example: Example) -> Item | None:
        """The item of a text; `None` where no piece of it is known."""
        pieces = cut(self.tokenizer, example.text)
        if not pieces.ids:
            return None
        sentences = example.sentences or [(0, len(example.text))]
        windows = cut_windows(pieces, [start for start, _ in sentences], self.most)
        text = _Text(pieces, windows, sentences)
        item = self._rows(pieces, windows)
        item["sentences"] = _table([text.place(extent) for extent in sentences], 3)
        item |= self._tags(example, text)
        item |= self._events(example, text)
        pairs = [(a, b, c, text.sentence(a)) for a, b, c in example.pairs]
        item["pairs"] = _table(
            [(*text.place(a), *text.place(b), s, UNTOLD if c is None else RELATIONS.index(c)) for a, b, c, s in pairs],
            8,
        )
        item["realis"] = _table([text.place(extent) for extent, _ in example.realis], 3)
        item["realis_values"] = np.array([value for _, value in example.realis], np.float32)
        item["boilerplate"] = _table(sorted(example.boilerplate.items()), 2)
        item["typed"] = _table([(n,) for n in sorted(example.types)], 1)
        item["typed_as"] = _many([example.types[n] for n in sorted(example.types)], TYPES)
        for task in TASKS:
            item |= self._asked(task, [q for q in example.questions if q.task == task], text)
        return item

    def _rows(self, pieces: Pieces, windows: Sequence[tuple[int, int]]) -> Item:
        ids: list[int] = []
        shapes: list[int] = []
        words: list[int] = []
        begins = set(pieces.heads)
        for start, end in windows:
            ids += [self.first, *pieces.ids[start:end], self.last]
            shapes += [0, *pieces.shapes[start:end], 0]
            words += [0, *(int(n in begins) for n in range(start, end)), 0]
        lengths = [end - start + 2 for start, end in windows]
        return {
            "ids": np.array(ids, np.int32),
            "shapes": np.array(shapes, np.int32),
            "words": np.array(words, np.int32),
            "lengths": np.array(lengths, np.int32),
        }

    def _tags(self, example: Example, text: _Text) -> Item:
        """For each layer the label of every word; the words are those that `words` marks, in their order."""
        heads, found = text.pieces.heads, {}
        for layer, names in self.labels.layers.items():
            row = np.full(len(heads), 0 if layer in example.tags else UNSEEN, np.int32)
            for extent, name in example.tags.get(layer, ()):
                if name in names:
                    first, end = text.words(extent)
                    row[first:end] = 2 * names.index(name) + 2
                    row[first : min(end, first + 1)] = 2 * names.index(name) + 1
            found[f"tags {layer}"] = row
        return found

    def _events(self, example: Example, text: _Text) -> Item:
        events, roles, modes, contexts = [], [], [], []
        for number, event in enumerate(example.events):
            told = UNTOLD if event.auxiliary is None else AUXILIARIES.index(event.auxiliary)
            place = text.place(event.trigger)
            events.append((*place, text.sentence(event.trigger), TYPES.index(event.type), told))
            modes.append([f"{event.type} {mode}" for mode in event.modes])
            contexts.append(event.contexts)
            for extent, role in event.mentions:
                roles.append((number, *text.place(extent), UNTOLD if role is None else ROLES.index(role)))
        return {
            "events": _table(events, 6),
            "roles": _table(roles, 5),
            "modes": _many(modes, self.labels.modes),
            "contexts": _many(contexts, self.labels.contexts),
        }

    def _asked(self, task: str, questions: Sequence[Question], text: _Text) -> Item:
        kinds, hows = self.labels.kinds[task], self.labels.hows[task]
        asked, queries, named, scores = [], [], [], []
        for number, one in enumerate(questions):
            flagged = UNTOLD if one.flagged is None else one.flagged
            right = UNTOLD if one.right is None else one.right
            asked.append((kinds.index(one.kind), flagged, right, len(one.groups)))
            queries += [(number, *text.place(extent)) for extent in one.queries]
            for g, group in enumerate(one.groups):
                named += [(number, g, *text.place(extent), hows.index(how)) for extent, how in group]
            scores += one.scores
        return {
            f"{task} asked": _table(asked, 4),
            f"{task} queries": _table(queries, 4),
            f"{task} named": _table(named, 6),
            f"{task} scores": np.array(scores, np.float32),
        }


class _Text:
    """Where things of one text stand."""

    def __init__(self, pieces: Pieces, windows: list[tuple[int, int]], sentences: Sequence[Extent]) -> None:
        self.pieces, self.windows = pieces, windows
        self._starts = [start for start, _ in sentences]
        self._heads = [pieces.starts[head] for head in pieces.heads]

    def place(self, extent: Extent) -> Place:
        """The place of an extent; of one that goes on behind its window, the part that lies in it."""
        return locate(self.pieces, self.windows, extent)

    def sentence(self, extent: Extent) -> int:
        """The number of the sentence in which an extent begins."""
        return max(0, bisect_right(self._starts, extent[0]) - 1)

    def words(self, extent: Extent) -> tuple[int, int]:
        """The first and end word of those that begin in an extent, or that it begins in."""
        first = max(0, bisect_right(self._heads, extent[0]) - 1)
        if self.pieces.ends[self._last(first)] <= extent[0]:
            first += 1
        return first, max(first, bisect_right(self._heads, extent[1] - 1))

    def _last(self, word: int) -> int:
        heads = self.pieces.heads
        return (heads[word + 1] if word + 1 < len(heads) else len(self.pieces.ends)) - 1


def _table(rows: Sequence[Sequence[int]], width: int) -> NDArray[np.int32]:
    return np.array(rows, np.int32).reshape(len(rows), width)


def _many(given: Sequence[Sequence[str]], names: Sequence[str]) -> NDArray[np.float32]:
    """For each row which of the names it has."""
    found = np.zeros((len(given), len(names)), np.float32)
    for row, own in enumerate(given):
        for name in own:
            if name in names:
                found[row, names.index(name)] = 1
    return found


def make_items(maker: Maker, examples: Sequence[Example]) -> Iterator[Item]:
    """The items of texts of which something can be read."""
    for example in examples:
        if item := maker.make(example):
            yield item

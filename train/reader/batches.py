"""Examples -> batches: pieces by the tokenizer, extents as runs of pieces, labels as numbers."""

from __future__ import annotations

import random
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer

from dragoman.inference.encoder import cut
from train.reader.examples import AUXILIARIES, RELATIONS, ROLES, TYPES, Example, Extent
from train.reader.model import Batch

MAX_PIECES = 160
# A batch is as wide as one of these.
WIDTHS = (16, 24, 32, 40, 48, 56, 64, 80, 96, 128, MAX_PIECES)


def width_of(pieces: int) -> int:
    """How wide a batch is whose longest sentence has so many pieces.

    >>> width_of(33), width_of(160)
    (40, 160)
    """
    return next(width for width in WIDTHS if width >= pieces)


@dataclass(frozen=True)
class Labels:
    """What the numbers of every head stand for."""

    layers: Mapping[str, tuple[str, ...]]
    modes: tuple[str, ...]
    contexts: tuple[str, ...]


@dataclass
class Pieces:
    """The pieces of one sentence: ids, shapes of their words, where each stands; the marks at both ends stand nowhere.

    `heads` are the pieces that begin a word: they carry its label.
    """

    ids: list[int]
    shapes: list[int]
    starts: list[int]
    ends: list[int]
    heads: list[int]

    def span(self, extent: Extent) -> tuple[int, int] | None:
        """First and end piece of an extent; `None` where it lies behind the last piece that was kept."""
        first = bisect_right(self.ends, extent[0])
        end = bisect_left(self.starts, extent[1])
        return (first + 1, end + 1) if first < end else None


class Batcher:
    """Turns examples into batches of about equal work."""

    def __init__(self, tokenizer: Tokenizer, labels: Labels, device: str = "cpu") -> None:
        self.tokenizer, self.labels, self.device = tokenizer, labels, device
        self.cls, self.sep, self.pad = (
            next(i for name in names if (i := tokenizer.token_to_id(name)) is not None)
            for names in (("[CLS]", "<s>"), ("[SEP]", "</s>"), ("[PAD]", "<pad>"))
        )
        self._pieces: dict[str, Pieces] = {}

    def pieces(self, text: str) -> Pieces:
        """The pieces of a sentence, made once."""
        if text not in self._pieces:
            found = cut(self.tokenizer, text, MAX_PIECES - 2)
            ids, shapes = [self.cls, *found.ids, self.sep], [0, *found.shapes, 0]
            self._pieces[text] = Pieces(ids, shapes, found.starts, found.ends, found.heads)
        return self._pieces[text]

    def order(self, examples: Sequence[Example], budget: int, chance: random.Random) -> Iterator[list[Example]]:
        """Batches of examples of like length, in random order; `budget` is pieces a batch."""
        noisy = [(len(self.pieces(e.text).ids) + chance.uniform(0, 6), n) for n, e in enumerate(examples)]
        batches: list[list[Example]] = [[]]
        longest = 0
        for _, n in sorted(noisy):
            longest = max(longest, width_of(len(self.pieces(examples[n].text).ids)))
            if batches[-1] and longest * (len(batches[-1]) + 1) > budget:
                batches.append([])
                longest = width_of(len(self.pieces(examples[n].text).ids))
            batches[-1].append(examples[n])
        chance.shuffle(batches)
        yield from batches

    def batch(self, examples: Sequence[Example], budget: int = 0) -> Batch:
        """One batch with all labels that its examples have.

        It has as many rows as fit into `budget` pieces, the last ones empty: processors prepare their sums anew for
        every shape, and of a few shapes only once.
        """
        pieces = [self.pieces(example.text) for example in examples]
        width = width_of(max(len(p.ids) for p in pieces))
        height = max(len(pieces), budget // width)
        ids = torch.full((height, width), self.pad)
        mask, shapes = torch.zeros(2, height, width, dtype=torch.long)
        mask[:, 0] = 1
        for row, found in enumerate(pieces):
            ids[row, : len(found.ids)] = torch.tensor(found.ids)
            mask[row, : len(found.ids)] = 1
            shapes[row, : len(found.ids)] = torch.tensor(found.shapes)
        batch = Batch(ids.to(self.device), mask.to(self.device), shapes.to(self.device))
        self._add_tags(batch, examples, pieces, width)
        self._add_taught(batch, examples, pieces)
        for row, (example, found) in enumerate(zip(examples, pieces, strict=True)):
            self._add_pairs(batch, row, example, found)
            self._add_events(batch, row, example, found)
            for extent, value in example.realis:
                if span := found.span(extent):
                    batch.realis_spans.append((row, *span))
                    batch.realis.append(value)
            if example.boilerplate is not None:
                batch.boilerplate.append((row, float(example.boilerplate)))
            if example.types is not None:
                batch.sentence_types.append((row, self._many(example.types, TYPES)))
        return batch

    def _add_tags(self, batch: Batch, examples: Sequence[Example], pieces: list[Pieces], width: int) -> None:
        for layer, names in self.labels.layers.items():
            rows = [row for row, example in enumerate(examples) if layer in example.tags]
            if not rows:
                continue
            labels = torch.full((len(rows), width), -100)
            for line, row in enumerate(rows):
                labels[line, [head + 1 for head in pieces[row].heads]] = 0
                for extent, name in examples[row].tags[layer]:
                    span = pieces[row].span(extent)
                    if span and name in names:
                        number = names.index(name)
                        inside = [head + 1 for head in pieces[row].heads if span[0] <= head + 1 < span[1]]
                        labels[line, inside] = 2 * number + 2
                        labels[line, inside[:1]] = 2 * number + 1
            batch.tags[layer] = (torch.tensor(rows, device=self.device), labels.to(self.device))

    def _add_taught(self, batch: Batch, examples: Sequence[Example], pieces: list[Pieces]) -> None:
        for layer in self.labels.layers:
            places = [
                (row, head + 1, chances)
                for row, example in enumerate(examples)
                for head, chances in zip(pieces[row].heads, example.taught.get(layer, ()), strict=False)
            ]
            if places:
                rows, at, goals = zip(*places, strict=True)
                batch.taught[layer] = (list(rows), list(at), torch.tensor(goals, device=self.device))

    def _add_pairs(self, batch: Batch, row: int, example: Example, found: Pieces) -> None:
        for source, target, goal in example.pairs:
            spans = found.span(source), found.span(target)
            if spans[0] and spans[1]:
                batch.pair_spans.append((row, *spans[0], *spans[1]))
                told = self._many((goal,), RELATIONS) if isinstance(goal, str) else torch.tensor(goal)
                batch.pair_targets.append(told.to(self.device))

    def _add_events(self, batch: Batch, row: int, example: Example, found: Pieces) -> None:
        for event in example.events or ():
            span = found.span(event.trigger)
            if span is None:
                continue
            number, told = len(batch.triggers), event.chances
            batch.triggers.append((row, *span))
            batch.types.append(TYPES.index(event.type))
            if told is None:
                batch.modes.append(self._many([f"{event.type} {mode}" for mode in event.modes], self.labels.modes))
                batch.contexts.append(self._many(event.contexts, self.labels.contexts))
                batch.auxiliaries.append(self._many([event.auxiliary], AUXILIARIES))
            else:
                batch.modes.append(self._row(told.modes))
                batch.contexts.append(self._row(told.contexts))
                batch.auxiliaries.append(self._row(told.auxiliaries))
            for n, (extent, role) in enumerate(event.mentions):
                if mention := found.span(extent):
                    batch.role_spans.append((number, 0, *mention))
                    batch.roles.append(self._many([role], ROLES) if told is None else self._row(told.roles[n]))

    def _row(self, chances: Sequence[float]) -> torch.Tensor:
        return torch.tensor(chances, device=self.device)

    def _many(self, given: Sequence[str], names: Sequence[str]) -> torch.Tensor:
        return torch.tensor([float(name in given) for name in names], device=self.device)

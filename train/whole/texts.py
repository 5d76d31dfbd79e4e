"""Annotated texts -> what is asked of them as a whole: whose a party is, whom words mean, who plays an open role."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import torch
from tokenizers import Tokenizer

from dragoman.evaluate.gold import Gold
from dragoman.inference import load_reader
from dragoman.inference.encoder import Pieces, cut
from dragoman.inference.ranker import load_ranker
from dragoman.inference.whole import MAX_PIECES, cut_windows, locate
from dragoman.knowledge import Knowledge
from dragoman.records import Span
from dragoman.resolve import belonging, casting, linking
from train.rankers import casts, links, sides
from train.rankers.learning import Choice, understood
from train.whole.model import HOWS, KINDS, Asked, Batch, Place

# A batch is as wide as one of these, with a mark at each end.
WIDTHS = (32, 64, 96, 128, 160, 192, 256, 320, MAX_PIECES + 2)


@dataclass
class Question:
    """A choice with the score that words give each, as spans of the text."""

    task: str
    kind: int
    queries: list[Span]
    groups: list[list[tuple[Span, int]]]
    flagged: int | None
    scores: list[float]
    right: int


@dataclass
class Text:
    """An annotated text, where its sentences start, and what is asked of it."""

    id: str
    text: str
    starts: list[int]
    questions: list[Question] = field(default_factory=list)


def read_texts(base: Knowledge, golds: Sequence[Gold]) -> Iterator[Text]:
    """The texts of which something is asked."""
    reader = load_reader()
    for gold in golds:
        asked = [
            *_ask(sides.read_choices(base, [gold], reader), belonging.MODEL),
            *_ask(links.read_choices(base, [gold], reader), linking.MODEL),
            *_ask(casts.read_choices(base, [gold]), casting.MODEL),
        ]
        if asked:
            starts = [s.span.start for s in understood(gold.document, base, reader).sentences]
            yield Text(gold.document.id, gold.document.text, starts, asked)


def _ask(choices: Iterator[Choice], model: str) -> Iterator[Question]:
    for choice in choices:
        asked = choice.pointing
        if asked is None or not asked.queries:
            continue
        hows = HOWS[asked.task]
        yield Question(
            asked.task,
            KINDS[asked.task].index(asked.kind),
            list(asked.queries),
            [[(span, hows.index(how)) for span, how in group] for group in asked.groups],
            asked.flagged,
            load_ranker(model).scores(choice.told),
            choice.right,
        )


class Batcher:
    """Turns texts into batches of about equal work."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.first, self.last = (tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]"))
        self._cut: dict[str, tuple[Pieces, list[tuple[int, int]]]] = {}

    def windows(self, text: Text) -> tuple[Pieces, list[tuple[int, int]]]:
        """The pieces of a text and its windows, made once."""
        if text.id not in self._cut:
            pieces = cut(self.tokenizer, text.text)
            self._cut[text.id] = pieces, cut_windows(pieces, text.starts)
        return self._cut[text.id]

    def width(self, text: Text) -> int:
        """How wide a batch must be for a text."""
        most = max(end - start for start, end in self.windows(text)[1]) + 2
        return next(width for width in WIDTHS if width >= most)

    def order(self, texts: Sequence[Text], budget: int, chance: random.Random) -> Iterator[list[Text]]:
        """Batches of texts of like width, in random order."""
        batches: list[list[Text]] = [[]]
        rows = wide = 0
        for text in sorted(texts, key=lambda t: (self.width(t), chance.random())):
            rows += len(self.windows(text)[1])
            wide = self.width(text)
            if batches[-1] and rows * wide > budget:
                batches.append([])
                rows = len(self.windows(text)[1])
            batches[-1].append(text)
        chance.shuffle(batches)
        yield from batches

    def batch(self, texts: Sequence[Text]) -> Batch:
        """One batch with all questions of its texts."""
        width = max(self.width(text) for text in texts)
        rows: list[tuple[list[int], list[int]]] = []
        asked: list[Asked] = []
        for text in texts:
            pieces, windows = self.windows(text)
            base = len(rows)
            rows += [(pieces.ids[a:b], pieces.shapes[a:b]) for a, b in windows]

            def place(
                span: Span, pieces: Pieces = pieces, windows: list[tuple[int, int]] = windows, base: int = base
            ) -> Place:
                number, first, end = locate(pieces, windows, span)
                return base + number, first, end

            for one in text.questions:
                queries = [place(span) for span in one.queries]
                groups = [[(place(span), how) for span, how in group] for group in one.groups]
                asked.append(Asked(one.task, one.kind, queries, groups, one.flagged, one.scores, one.right))
        ids, mask, shapes = torch.zeros(3, len(rows), width, dtype=torch.long)
        for row, (own, told) in enumerate(rows):
            length = len(own) + 2
            ids[row, :length] = torch.tensor([self.first, *own, self.last])
            shapes[row, :length] = torch.tensor([0, *told, 0])
            mask[row, :length] = 1
        return Batch(ids, mask, shapes, asked)

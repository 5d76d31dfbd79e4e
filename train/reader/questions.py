"""What a text is asked as a whole: whose a party is, whom words stand for, who plays a role that is left open."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from unittest.mock import patch

from dragoman import coding
from dragoman.evaluate.gold import Gold
from dragoman.flow import find_positions, resolve, settle_events, understand, with_groups
from dragoman.inference import load_reader
from dragoman.inference.ranker import load_ranker
from dragoman.knowledge import Knowledge
from dragoman.records import Document, Marked
from dragoman.resolve import belonging, casting, linking, pointing
from train.rankers import casts, links, sides
from train.rankers.learning import Choice
from train.reader.data import at
from train.reader.examples import TYPES, Example, Extent, Question, TrainingEvent

# Of a longer text the rest is not read; so many pairs of a sentence are asked about.
MAX_CHARS, MAX_PAIRS = 6000, 4

KINDS = {
    "sides": ("side",),
    "links": ("he", "it", "they", "we", "i", "who", "what"),
    "casts": tuple(f"{role} {type}" for role in casting.ROLES for type in TYPES),
}
HOWS = {
    "sides": ("free", "place", "owned", "held", "official", "within"),
    "links": tuple(f"{form} back {gap}" for form in ("named", "pronoun") for gap in range(4)),
    "casts": ("here before", "here after", "back 1", "back 2", "back 3", "later"),
}


def ask(base: Knowledge, gold: Gold) -> list[Question]:
    """What is asked of an annotated text, with the right answers."""
    reader = load_reader()
    return [
        *_ask(sides.read_choices(base, [gold], reader), belonging.MODEL),
        *_ask(links.read_choices(base, [gold], reader), linking.MODEL),
        *_ask(casts.read_choices(base, [gold]), casting.MODEL),
    ]


def _ask(choices: Iterator[Choice], model: str) -> Iterator[Question]:
    for choice in choices:
        asked = choice.pointing
        if asked is not None and asked.queries:
            yield Question(
                asked.task,
                asked.kind,
                [(a, b) for a, b in asked.queries],
                [[((a, b), how) for (a, b), how in group] for group in asked.groups],
                asked.flagged,
                load_ranker(model).scores(choice.told),
                choice.right,
            )


class _Listener:
    """Stands in for a text read as a whole: keeps what is asked, and answers what words say."""

    def __init__(self) -> None:
        self.asked: list[Question] = []

    def point(
        self,
        task: str,
        kind: str,
        queries: Sequence[Extent],
        groups: Sequence[Sequence[tuple[Extent, str]]],
        flagged: int | None,
        scores: Sequence[float],
    ) -> list[float]:
        """The scores as they are."""
        places = [[((a, b), how) for (a, b), how in group] for group in groups]
        if queries:
            self.asked.append(Question(task, kind, [(a, b) for a, b in queries], places, flagged, [*scores], None))
        return [*scores]


def read_untold(base: Knowledge, texts: Iterable[tuple[str, str]]) -> Iterator[Example]:
    """Texts that nobody annotated, with all that a teacher may be asked of them, as the coder asks it.

    The triggers are those that the reader sees that ships; whoever plays a role is one of the mentions of a sentence.
    """
    for name, text in texts:
        document = Document(name, text[:MAX_CHARS])
        with patch.object(pointing, "SURE", 2.0):  # also what words are sure of
            marked, questions = _listen(document, base)
        example = Example(document.text, "untold", name, [at(s.span) for s in marked.sentences], questions=questions)
        spans = [at(one.span) for one in (*marked.mentions, *marked.times)]
        names = [at(one.span) for one in marked.mentions]
        for (start, end), vectors in zip(example.sentences, marked.vectors, strict=True):
            inside = [extent for extent in spans if start <= extent[0] and extent[1] <= end]
            for (a, b), type, _ in vectors.tags("trigger") if vectors else ():
                mentions = [(extent, None) for extent in inside]
                example.events.append(TrainingEvent((start + a, start + b), type, auxiliary=None, mentions=mentions))
            first = [extent for extent in inside if extent in names][:4] if vectors else []
            example.pairs += [(a, b, None) for a, b in itertools.permutations(first, 2)][:MAX_PAIRS]
        yield example


def _listen(document: Document, base: Knowledge) -> tuple[Marked, list[Question]]:
    """The layers over a document, and what it is asked as a whole while it is coded."""
    marked, listener = understand(document, base, load_reader()), _Listener()
    if marked.whole is not None:
        heard = replace(marked, whole=listener)
        resolved = with_groups(heard, resolve(heard, base))
        settle_events(heard, coding.code_events(heard), resolved, find_positions(heard, resolved))
    return marked, listener.asked

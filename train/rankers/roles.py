"""Learn who plays the roles of acts: `python -m train.rankers.roles --to src/dragoman/models/roles-1`.

Every act of an annotated document that the coder finds as well is asked about; of each side of the text it is known
whether it plays a role. The layers learn first from all practice texts, of which the reader knows most by heart, then
from those that are kept from it and the corpus's development part alone, where it is as sure as it will be of texts
that it has never seen. With `--folds` it learns again without each fold of those, for who must learn from texts that
these layers have not seen (`surety`). It takes torch, and half an hour.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import torch
from corpus.practice import is_practice, load_practice
from torch import Tensor, nn

from dragoman import coding, knowledge
from dragoman.evaluate.documents import share
from dragoman.evaluate.gold import Gold, GoldEvent
from dragoman.evaluate.measures import side_of
from dragoman.flow import resolve, understand
from dragoman.inference import load_reader
from dragoman.inference.heads import Array
from dragoman.knowledge import Knowledge
from dragoman.readout.positions import find_positions
from dragoman.readout.together import with_groups
from dragoman.records import Entity
from dragoman.resolve.casting import Stage
from dragoman.resolve.events import cast_acts
from dragoman.resolve.recasting import Candidate, find_candidates, hear_act
from dragoman.resolve.told import Told
from train.rankers.folds import FOLDS, fold_of, place_of
from train.rankers.sets import SEED, Layers, Question, Rows, find_words, fold, make_question, save, teach
from train.texts import load_kept

# A word told of fewer candidates than this is not learned.
MIN_SEEN = 50
# Told of every candidate of a practice text, and of none when the layers are asked: those texts tell more acts whose
# recipient the reader has to infer than the reports do that will be read.
DRILL = "a practice text"
SAME_MENTION = 0.3
# Epochs and rate of all texts, then of those kept from the reader.
BOTH = ((3, 2e-3), (4, 1.2e-3))


def read_questions(base: Knowledge, golds: Iterable[Gold]) -> Iterator[Question]:
    """The questions of annotated documents."""
    for gold in golds:
        marked = understand(gold.document, base, load_reader())
        drafts = coding.code_events(marked)
        resolved = with_groups(marked, resolve(marked, base, drafts))
        stage, acts = cast_acts(marked, drafts, resolved, find_positions(marked, resolved))
        for told in acts:
            draft = told.drafts[0]
            event = next((e for e in gold.events if e.type == told.type and e.trigger.meets(draft.trigger)), None)
            asked = hear_act(stage, told)
            if event is None or asked is None:
                continue
            found = [*find_candidates(stage, told)]
            if found:
                yield _ask(gold, event, stage, told, found, asked)


def _ask(gold: Gold, event: GoldEvent, stage: Stage, told: Told, found: Sequence[Candidate], asked: Array) -> Question:
    codes = [_codes(stage, told, candidate) for candidate in found]
    drill = {DRILL: 1.0} if is_practice(gold.document.id) else {}
    right = [
        [
            any(_is_right(stage, candidate, codes, n, one) for one in gold.entities if one.id in ids)
            for ids in (event.actors, event.recipients)
        ]
        for n, candidate in enumerate(found)
    ]
    return make_question(gold.document.id, [c.signs | drill for c in found], asked, [c.heard for c in found], right)


def _codes(stage: Stage, told: Told, candidate: Candidate) -> str:
    """The country code of a candidate's side."""
    mine = [one.entity for one in stage.by_side.get(candidate.side, ())]
    mine += [one for one in (*told.actors, *told.recipients) if stage.side(one) == candidate.side]
    mine += [one for ids in candidate.who.values() for one in ids]
    return side_of(stage.entities[mine[0]].country or stage.entities[mine[0]].represents) if mine else ""


def _is_right(stage: Stage, candidate: Candidate, codes: Sequence[str], place: int, wanted: Entity) -> bool:
    """Whether a candidate is an annotated entity's side: of several bodies with one code, the one it names."""
    code = side_of(wanted.country or wanted.represents)
    if not code or codes[place] != code:
        return False
    if codes.count(code) == 1:
        return True
    spans = [s for one in stage.by_side.get(candidate.side, ()) for s in stage.entities[one.entity].mentions]
    return any(share(span, other) > SAME_MENTION for span in spans for other in wanted.mentions)


def learn(known: Sequence[Question], kept: Sequence[Question]) -> dict[str, Array]:
    """The layers, as `Candidates` reads them, from questions that the reader may know by heart and others."""
    words = find_words((*known, *kept), MIN_SEEN)
    torch.manual_seed(SEED)
    own = Rows(kept, words)
    scale = own.scale()
    layers = Layers(len(words), own.heard.shape[1], roles=2)
    for rows, (epochs, rate) in zip((Rows((*known, *kept), words), own), BOTH, strict=True):
        teach(layers, rows, scale, epochs, rate, _surprise)
    return fold(layers, words, scale)


def _surprise(logits: Tensor, right: Tensor, there: Tensor) -> Tensor:
    """The mean cross-entropy of each role of each candidate that is there."""
    loss = nn.functional.binary_cross_entropy_with_logits(logits, right, reduction="none")
    return (loss * there[..., None]).sum() / there.sum()


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn into `--to`."""
    parser = argparse.ArgumentParser(prog="python -m train.rankers.roles", description=__doc__)
    parser.add_argument("--to", type=Path, required=True, help="the model's folder")
    parser.add_argument("--folds", type=Path, help="where the layers of each fold go")
    given = parser.parse_args(arguments)
    base = knowledge.load()
    known = [*read_questions(base, load_practice(kept=False))]
    kept = [*read_questions(base, load_kept())]
    save(learn(known, kept), given.to)
    for number in range(FOLDS if given.folds else 0):
        own = [one for one in kept if fold_of(one.document) != number]
        save(learn(known, own), place_of(given.folds, number))


if __name__ == "__main__":
    main()

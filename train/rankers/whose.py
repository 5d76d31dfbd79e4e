"""Learn whose a party is by all sides: `python -m train.rankers.whose --to src/dragoman/models/whose-1`.

Every party of a practice text to which its own words give no side is a choice between the sides of its text and none.
Without `--to` it measures what ships on the kept texts and the corpus's development part. It takes torch, and a quarter
of an hour.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import torch
from corpus.practice import load_practice
from torch import Tensor, nn

from dragoman import knowledge
from dragoman.evaluate.gold import Gold, load_split
from dragoman.flow import understand
from dragoman.inference import load_reader
from dragoman.inference.candidates import Candidates, load_candidates
from dragoman.inference.heads import Array
from dragoman.inference.ranker import soften
from dragoman.knowledge import Knowledge
from dragoman.resolve.belonging import fled_from, make_scene
from dragoman.resolve.party_search import gather_parties
from dragoman.resolve.sides import find_barred, find_home, is_open, settle_told
from dragoman.resolve.whose import MODEL, ask_sides
from train.rankers.sets import SEED, Layers, Question, Rows, find_words, fold, make_question, save, teach
from train.rankers.sides import find_entity, place_of_side

# A word told of fewer sides than this is not learned.
MIN_SEEN = 200
EPOCHS, RATE = 3, 2e-3
# The reader and `sides-1` know most of the texts by heart, so layers that learn from them are surer than they should
# be: their scores are divided by this. Swept 1 to 1.6 on kept texts: the surprise at what is right is least at 1.4.
TEMPER = 1.4


def read_questions(base: Knowledge, golds: Iterable[Gold]) -> Iterator[Question]:
    """The questions of annotated documents."""
    for gold in golds:
        gathering = gather_parties(understand(gold.document, base, load_reader()), base)
        settle_told(gathering)
        scene = make_scene(gathering, find_home(gathering))
        for party in gathering.parties if scene.sides else ():
            entity = find_entity(gathering, party, gold.entities) if is_open(gathering, party) else None
            if entity is None or fled_from(gathering, party) is not None:
                continue
            asked = ask_sides(gathering, party, scene, find_barred(gathering, party, scene))
            if asked.party is not None:
                place = place_of_side(base, scene.sides, entity)
                right = [[n == place] for n in range(len(asked.sides))]
                yield make_question(gold.document.id, asked.signs, asked.party, asked.heard, right)


def learn(questions: Sequence[Question]) -> dict[str, Array]:
    """The layers, as `Candidates` reads them; they begin with what the reader says."""
    words = find_words(questions, MIN_SEEN)
    rows = Rows(questions, words)
    scale = rows.scale()
    torch.manual_seed(SEED)
    layers = Layers(len(words), rows.heard.shape[1], roles=1)
    pointed = words.index("pointed")
    layers.straight.weight.data.zero_()
    layers.straight.weight.data[0, pointed] = scale[1][pointed]
    teach(layers, rows, scale, EPOCHS, RATE, _surprise)
    return fold(layers, words, scale, TEMPER)


def _surprise(logits: Tensor, right: Tensor, there: Tensor) -> Tensor:
    """The cross-entropy of one choice among the candidates that are there."""
    return nn.functional.cross_entropy(logits[..., 0] - 1e4 * (1 - there), right[..., 0].argmax(1))


def measure(questions: Sequence[Question], layers: Candidates | None) -> dict[str, float]:
    """How often the likeliest is right of all, of those told somebody, of those that have one; and the surprise.

    Without layers it is what words and the reader say.
    """
    count: Counter[str] = Counter()
    surprise = 0.0
    for one in questions:
        chances = [math.exp(signs["pointed"]) for signs in one.told]
        if layers is not None:
            heard = [*one.heard.astype("float32")]
            chances = soften(layers.score(one.told, one.asked.astype("float32"), heard)[:, 0].tolist())
        right, best, none = int(one.right[:, 0].argmax()), chances.index(max(chances)), len(chances) - 1
        count.update(choices=1, right=best == right, told=best != none, wanted=right != none)
        count["found"] += best == right != none
        surprise -= math.log(chances[right])
    return {**count, "surprise": round(surprise / max(1, len(questions)), 4)}


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn into `--to`, or measure what ships beside what it begins with."""
    parser = argparse.ArgumentParser(prog="python -m train.rankers.whose", description=__doc__)
    parser.add_argument("--to", type=Path, help="the model's folder; without it what ships is measured")
    given = parser.parse_args(arguments)
    base = knowledge.load()
    if given.to:
        save(learn([*read_questions(base, load_practice(kept=False))]), given.to)
        return
    kept = [*read_questions(base, (*load_split("dev"), *load_practice(kept=True)))]
    for layers in (None, load_candidates(MODEL)):
        print(json.dumps(measure(kept, layers)))


if __name__ == "__main__":
    main()

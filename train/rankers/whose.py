"""Learn whose a party is by all sides: `python -m train.rankers.whose --to src/dragoman/models/whose-1`.

Every party of a practice text to which its own words give no side is a choice between the sides of its text and none.
Without `--to` it measures what ships on the kept texts and the corpus's development part. It takes torch, and a quarter
of an hour.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from dragoman.evaluate.gold import Gold
from dragoman.flow import understand
from dragoman.inference import load_reader
from dragoman.knowledge import Knowledge
from dragoman.resolve.belonging import fled_from, make_scene
from dragoman.resolve.issuers import find_home
from dragoman.resolve.party_search import gather_parties
from dragoman.resolve.sides import find_barred, is_open, settle_told
from dragoman.resolve.whose import MODEL, ask_sides
from train.rankers.choosing import run
from train.rankers.sets import Question, make_question
from train.rankers.sides import find_entity, place_of_side

# Swept 1 to 1.6 on kept texts: the surprise at what is right is least at 1.4.
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


def _pointed(question: Question) -> Sequence[float]:
    """The chances that words and the reader give."""
    return [math.exp(told["pointed"]) for told in question.told]


if __name__ == "__main__":
    run("python -m train.rankers.whose", __doc__, MODEL, read_questions, _pointed, TEMPER, "pointed")

"""Learn how sure a position is: `python -m train.rankers.stated --to src/dragoman/models/positions-1`.

Every position that the coder finds in the texts that are kept from the reader is right, or it is not: the weights make
the one or the other likeliest. Without `--to` it measures, by folds of documents.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from dragoman import coding
from dragoman.evaluate.gold import Gold
from dragoman.evaluate.readouts import pair_positions
from dragoman.flow import resolve, understand
from dragoman.inference import load_reader
from dragoman.knowledge import Knowledge
from dragoman.readout.cast import Cast
from dragoman.readout.forces import hear
from dragoman.readout.positions import read_positions
from dragoman.readout.sureness import HEAD, count_beside, tell_position
from dragoman.readout.together import with_groups
from dragoman.records import CoderCard, Record
from train.rankers.hearing import learn_head
from train.rankers.learning import Choice, run
from train.texts import load_kept

# Swept 3 to 10 on the kept practice texts: the surprise at what is right is least here.
PENALTY = 10.0


def read_choices(base: Knowledge, golds: Sequence[Gold]) -> Iterator[Choice]:
    """One choice a position: right or not."""
    card = CoderCard("-", None, "-", base.version)
    for gold in golds:
        marked = understand(gold.document, base, load_reader())
        resolved = with_groups(marked, resolve(marked, base, coding.code_events(marked)))
        cast = Cast(marked, resolved)
        told = read_positions(cast)
        positions = tuple(position for _, position in told)
        record = Record(gold.document, card, bool(positions), resolved.entities, positions=positions)
        right = {found.id for wanted, found, agrees in pair_positions(gold.record(), record) if agrees}
        for said, position in told:
            if not position.boilerplate:
                words = [*tell_position(cast, said, position, count_beside(position, positions))]
                is_right = 0 if position.id in right else 1
                yield Choice(gold.document.id, [words, []], is_right, heard=hear(cast, said))


if __name__ == "__main__":
    run(
        "python -m train.rankers.stated",
        __doc__,
        read_choices,
        None,
        PENALTY,
        load_kept,
        partial(learn_head, name=HEAD),
        HEAD,
    )

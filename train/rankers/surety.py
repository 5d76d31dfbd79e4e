"""Learn how sure an event is: `python -m train.rankers.surety --folds folds --to src/dragoman/models/events-1`.

Every event that the coder tells of the corpus's development part, and of the practice texts that are kept from the
reader, is right, in its type and the countries of all its parties, or not. Those and not the training part: of what
it has learned from the reader is surer than of anything else. `roles-1` has learned from them all, so each is asked
with the layers of the fold that left it out (`roles --folds`). Of the kept texts `casts-1` has learned the open roles;
the folds below measure the development part alone. Without `--to` it measures.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from dragoman import coding
from dragoman.evaluate.documents import pair_events
from dragoman.evaluate.gold import Gold
from dragoman.flow import resolve, understand
from dragoman.inference import load_reader
from dragoman.knowledge import Knowledge
from dragoman.readout.positions import find_positions
from dragoman.readout.together import with_groups
from dragoman.records import CoderCard, Record
from dragoman.resolve.events import tell_events
from train.rankers.folds import open_folds
from train.rankers.learning import Choice, run
from train.texts import load_kept

# Swept 3 to 8 on the kept practice texts: the surprise at what is right is least here.
PENALTY = 8.0


def read_choices(folds: Path, base: Knowledge, golds: Sequence[Gold]) -> Iterator[Choice]:
    """One choice an event: right or not."""
    card, layers = CoderCard("-", None, "-", base.version), open_folds(folds)
    for gold in golds:
        marked = understand(gold.document, base, load_reader())
        drafts = coding.code_events(marked)
        resolved = with_groups(marked, resolve(marked, base, drafts))
        positions = find_positions(marked, resolved)
        told = [*tell_events(marked, drafts, resolved, positions, layers(gold.document.id))]
        events = tuple(event for event, _ in told)
        record = Record(gold.document, card, bool(events), resolved.entities, events)
        right = {found.id for _, found in pair_events(gold.record(), record)}
        for event, words in told:
            yield Choice(gold.document.id, [words, []], 0 if event.id in right else 1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--folds", type=Path, required=True)
    given, others = parser.parse_known_args()
    run(
        "python -m train.rankers.surety --folds FOLDER",
        __doc__,
        partial(read_choices, given.folds),
        others,
        PENALTY,
        load_kept,
    )

"""Learn how sure an event is: `python -m train.rankers.surety --to src/dragoman/models/events-1`.

Every event that the coder tells of the corpus's development part, and of the practice texts that are kept from the
reader, is right, in its type and the countries of all its parties, or not. Those and not the training part: of what
it has learned from the reader is surer than of anything else. Of the kept texts `casts-1` has learned the open roles;
the folds below measure the development part alone. Without `--to` it measures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.practice import load_practice

from dragoman import coding
from dragoman.evaluate.documents import pair_events
from dragoman.evaluate.gold import Gold, load_split
from dragoman.flow import resolve, understand
from dragoman.inference import load_reader
from dragoman.knowledge import Knowledge
from dragoman.readout.positions import find_positions
from dragoman.readout.together import with_groups
from dragoman.records import CoderCard, Record
from dragoman.resolve.events import tell_events
from train.rankers.learning import Choice, run

# Swept 3 to 8 on the kept practice texts: the surprise at what is right is least here.
PENALTY = 8.0


def read_choices(base: Knowledge, golds: Sequence[Gold]) -> Iterator[Choice]:
    """One choice an event: right or not."""
    card = CoderCard("-", None, "-", base.version)
    for gold in golds:
        marked = understand(gold.document, base, load_reader())
        drafts = coding.code_events(marked)
        resolved = with_groups(marked, resolve(marked, base, drafts))
        told = [*tell_events(marked, drafts, resolved, find_positions(marked, resolved))]
        events = tuple(event for event, _ in told)
        record = Record(gold.document, card, bool(events), resolved.entities, events)
        right = {found.id for _, found in pair_events(gold.record(), record)}
        for event, words in told:
            yield Choice(gold.document.id, [words, []], 0 if event.id in right else 1)


if __name__ == "__main__":
    run(
        "python -m train.rankers.surety",
        __doc__,
        read_choices,
        None,
        PENALTY,
        lambda: (*load_split("dev"), *load_practice(kept=True)),
    )

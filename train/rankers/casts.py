"""Learn who acts where the sentence does not say: `python -m train.rankers.casts --to src/dragoman/models/casts-1`.

Every annotated event of the corpus's training part, and of the practice texts that are kept from the reader, is a
choice between the sides of its text and nobody for each role that is left open once the reader has given the others.
Practice texts leave more unsaid than others do, so each of their words counts once for all texts and once for practice
texts alone; the weights of the latter do not ship. Without `--to` it measures, by folds of documents.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.practice import is_practice, load_practice

from dragoman.coding.reading import Reading
from dragoman.coding.seen import REASON, read_roles
from dragoman.evaluate.gold import Gold, GoldEvent
from dragoman.flow import resolve
from dragoman.inference import load_reader
from dragoman.knowledge import Knowledge
from dragoman.readout.positions import find_positions
from dragoman.readout.together import with_groups
from dragoman.records import Draft
from dragoman.resolve.casting import ROLES, point_at_roles, tell, tell_nobody, walk
from dragoman.resolve.events import set_stage
from train.rankers.learning import ASIDE, Choice, run, understood
from train.texts import load_taught

PENALTY = 3.0


def read_choices(base: Knowledge, golds: Sequence[Gold]) -> Iterator[Choice]:
    """The choices of annotated documents."""
    reader = load_reader()
    for gold in golds:
        marked = understood(gold.document, base, reader)
        reading = Reading(marked)
        pairs = [(e, d) for e in gold.events if (d := read_draft(reading, e)) is not None]
        pairs.sort(key=lambda pair: (pair[1].sentence, pair[1].trigger))
        drafts = [draft for _, draft in pairs]
        resolved = with_groups(marked, resolve(marked, base, drafts))
        stage, acts = set_stage(marked, drafts, resolved, find_positions(marked, resolved))
        countries = {e.id: e.country or e.represents for e in gold.entities}
        for place, past in walk(stage, acts):
            event, act = pairs[place][0], acts[place]
            for role in ROLES:
                if stage.how_open(act, role) is None:
                    continue
                wanted = {countries[i] for i in (event.actors if role == "actor" else event.recipients)} - {None}
                choices = stage.choices(act, role)
                told = [[*tell(stage, act, past, role, side, entity)] for side, entity in choices.items()]
                told.append([*tell_nobody(stage, act, role)])
                codes = [stage.entities[e].country or stage.entities[e].represents for e in choices.values()]
                right = next((n for n, code in enumerate(codes) if code in wanted), len(codes))
                if is_practice(gold.document.id):
                    told = [[*words, *(f"{ASIDE}{word}" for word in words)] for words in told]
                yield Choice(gold.document.id, told, right, point_at_roles(stage, act, role, choices))


def read_draft(reading: Reading, event: GoldEvent) -> Draft | None:
    """The annotated act with the roles that the reader gives it; `None` where its sentence is not read."""
    for sentence in reading.marked.sentences:
        vectors = reading.marked.vectors[sentence.index]
        if sentence.span.covers(event.trigger) and vectors is not None:
            draft = Draft(
                event.type, sentence.index, event.trigger, event.modes, auxiliary=event.auxiliary, reason=REASON
            )
            return read_roles(reading, vectors, draft)
    return None


if __name__ == "__main__":
    run(
        "python -m train.rankers.casts",
        __doc__,
        read_choices,
        None,
        PENALTY,
        lambda: (*load_taught(), *load_practice(kept=True)),
    )

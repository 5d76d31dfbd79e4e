"""Learn the force of what is said: `python -m train.rankers.forces --to src/dragoman/models/forces-1`.

Every annotated position of the corpus's training part with words of saying is a choice among the nine forces. What is
told of it comes from the attribution that the coder finds there, else from the annotated words, and with it how the
reader sees them. Practice texts teach too. Without `--to` it measures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from dragoman.evaluate.gold import Gold, GoldPosition
from dragoman.evaluate.measures import MIN_SHARED, share
from dragoman.flow import resolve
from dragoman.inference import load_reader
from dragoman.knowledge import Knowledge
from dragoman.readout.cast import Cast
from dragoman.readout.forces import HEAD, hear, tell_for, tell_force
from dragoman.readout.stance import find_ruled_force
from dragoman.records import FORCES, Attribution
from train.rankers.hearing import learn_head
from train.rankers.learning import Choice, run, understood


def read_choices(base: Knowledge, golds: Sequence[Gold]) -> Iterator[Choice]:
    """The choices of annotated documents."""
    reader = load_reader()
    for gold in golds:
        if not any(not position.boilerplate for position in gold.positions):
            continue
        marked = understood(gold.document, base, reader)
        cast = Cast(marked, resolve(marked, base))
        for position in gold.positions:
            said = None if position.boilerplate else _find_attribution(cast, position)
            if said is not None:
                ruled = find_ruled_force(cast, said, position.represents)
                told = list(tell_force(cast, said, position.represents, ruled))
                words = [tell_for(force, told) for force in FORCES]
                yield Choice(gold.document.id, words, FORCES.index(position.force), heard=hear(cast, said))


def _find_attribution(cast: Cast, position: GoldPosition) -> Attribution | None:
    """The attribution that lies over a position; one made of its own words where the coder finds none."""
    near = [(share(said.content, position.about.span), said) for said in cast.marked.attributions]
    best = max(near, key=lambda one: one[0], default=None)
    if best is not None and best[0] > MIN_SHARED:
        return best[1]
    tokens = cast.tokens_in(position.cue) if position.cue is not None else ()
    sentence = next((s for s in cast.marked.sentences if s.span.covers(position.about.span)), None)
    if not tokens or sentence is None or position.cue is None:
        return None
    verb = next((token for token in tokens if token.tag.startswith("VB")), tokens[-1])
    return Attribution(sentence.index, position.cue, position.about.span, verb.lemma, quoted=position.quoted)


if __name__ == "__main__":
    layers = partial(learn_head, name=HEAD)
    run("python -m train.rankers.forces", __doc__, read_choices, None, layers=layers, head=HEAD)

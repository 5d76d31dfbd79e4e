"""How far resolving alone lets events come: `python bench/ceiling.py [SPLIT]` (dev by default).

Every annotated trigger with its type and roles is given to the coder as if it had been read; what is then lost is lost
by telling whose the parties are and what is one event. Mentions that the coder does not find stay lost.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from dragoman import knowledge
from dragoman.evaluate.documents import Score, compare, share
from dragoman.evaluate.gold import Gold, load_split
from dragoman.flow import resolve, understand
from dragoman.inference import load_reader
from dragoman.readout.positions import find_positions
from dragoman.records import CoderCard, Draft, Marked, Record, Span, find_range
from dragoman.resolve.events import settle_events

# A mention is the annotated one when they share this part of their union.
SAME_MENTION = 0.3


def give_drafts(gold: Gold, marked: Marked) -> Iterator[Draft]:
    """The annotated events as drafts over the coder's own mentions."""
    spans = {entity.id: entity.mentions for entity in gold.entities}
    for event in gold.events:
        sentence = next((s for s in marked.sentences if s.span.covers(event.trigger)), None)
        if sentence is None:
            continue

        def find(entity: str, inside: Span = sentence.span, number: int = sentence.index) -> list[int]:
            named = [span for span in spans[entity] if inside.covers(span)]
            near = find_range(marked.mentions, number)
            best = [max(((share(span, marked.mentions[m].span), m) for m in near), default=(0.0, -1)) for span in named]
            return [m for shared, m in best if shared > SAME_MENTION]

        actors = dict.fromkeys(m for one in event.actors for m in find(one))
        recipients = dict.fromkeys(m for one in event.recipients for m in find(one) if m not in actors)
        said_by = find(event.said_by) if event.said_by else []
        yield Draft(
            event.type, sentence.index, event.trigger, modes=event.modes, contexts=event.contexts,
            auxiliary=event.auxiliary, actors=tuple(actors), recipients=tuple(recipients),
            said_by=next(iter(said_by), None), confidence=0.9, reason="reader", seen=0.95,
        )  # fmt: skip


def main(split: str = "dev") -> None:
    """Print precision, recall and F1 of whole events, and of types."""
    base, score = knowledge.load(), Score()
    for gold in load_split(split):
        marked = understand(gold.document, base, load_reader())
        drafts = tuple(give_drafts(gold, marked))
        resolved = resolve(marked, base, drafts)
        events = settle_events(marked, drafts, resolved, find_positions(marked, resolved))
        coder = CoderCard("-", None, "-", base.version)
        compare(gold.record(), Record(gold.document, coder, bool(events), resolved.entities, events), score)
    for name in ("events", "event_types"):
        tally = score.tallies[name]
        print(f"{split} {name:12} precision {tally.precision:.3f} recall {tally.recall:.3f} F1 {tally.f1:.3f}")


if __name__ == "__main__":
    main(*sys.argv[1:2])

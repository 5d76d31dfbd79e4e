"""Learn where acts happened: `python -m train.rankers.where --to src/dragoman/models/where-1`.

Every act of a practice text that the coder finds as well is a choice between the places that its sentence names and
none. Without `--to` it measures what ships on the kept texts and the corpus's development part, beside what rules say.
It takes torch, and a quarter of an hour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dragoman import coding
from dragoman.evaluate.documents import judge_place
from dragoman.evaluate.gold import Gold, GoldEvent
from dragoman.flow import resolve, understand
from dragoman.inference import load_reader
from dragoman.knowledge import Knowledge
from dragoman.records import Marked, Resolved
from dragoman.resolve.event_places import find_by_rule
from dragoman.resolve.where import MODEL, ask_where
from train.rankers.choosing import run
from train.rankers.sets import Question, make_question

# Swept 1 to 1.8 on kept texts: the surprise at what is right is least at 1.2.
TEMPER = 1.2


def read_questions(base: Knowledge, golds: Iterable[Gold]) -> Iterator[Question]:
    """The questions of annotated documents."""
    for gold in golds:
        marked = understand(gold.document, base, load_reader())
        drafts = coding.code_events(marked)
        resolved = resolve(marked, base, drafts)
        for draft in drafts:
            event = next((e for e in gold.events if e.type == draft.type and e.trigger.meets(draft.trigger)), None)
            asked = None
            if event is not None:
                asked = ask_where(draft, marked, resolved, find_by_rule(draft, marked, resolved))
            if event is not None and asked is not None:
                place = _right(event, marked, resolved, asked.mentions)
                right = [[n == place] for n in range(len(asked.mentions))]
                yield make_question(gold.document.id, asked.signs, asked.act, asked.heard, right)


def _right(event: GoldEvent, marked: Marked, resolved: Resolved, mentions: Sequence[int | None]) -> int:
    """The place of the mention that an event is annotated with, else of one of the same name; else behind the last."""
    none = len(mentions) - 1
    known = [i for i in mentions if i is not None]
    if event.place_span is not None:
        over = [n for n, i in enumerate(known) if marked.mentions[i].span.meets(event.place_span)]
        if over:
            return over[0]
    alike = [n for n, i in enumerate(known) if "name" in judge_place(event.place, resolved.places[i])]
    return alike[0] if event.place is not None and alike else none


def _by_rule(question: Question) -> Sequence[float]:
    """The chances that rules would give: all to what they take."""
    taken = [float("the rule's" in told) for told in question.told]
    return taken if any(taken) else [*taken[:-1], 1.0]


if __name__ == "__main__":
    run("python -m train.rankers.where", __doc__, MODEL, read_questions, _by_rule, TEMPER, "the rule's")

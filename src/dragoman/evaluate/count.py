"""What is in annotated documents: how much, of what, how varied, and what there is too little of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import quantiles
from typing import NamedTuple

from dragoman.evaluate.gold import Gold, GoldEvent
from dragoman.knowledge.ontology import load_ontology
from dragoman.records import Span

# Fewer examples than this are too few to learn or measure a type or mode by.
FEW = 10
SHOWN_GRAMS = 20
GRAM_WORDS = 4


class Prose(NamedTuple):
    """The texts as language. `words` are tokens with a letter, in lower case; `grams` are runs of four of them."""

    sentence_tokens: list[int]
    words: Counter[str]
    grams: Counter[str]
    gram_documents: Counter[str]


def report(golds: Sequence[Gold]) -> Iterator[str]:
    """The counts of some documents, line by line."""
    events = [event for gold in golds for event in gold.events]
    yield from _report_prose(len(golds), measure_prose([(gold.document.text, gold.sentences) for gold in golds]))
    irrelevant = sum(not gold.relevant for gold in golds)
    yield f"negatives    {irrelevant} of {len(golds)} documents, {_share(irrelevant, len(golds))}"
    pairs = sum(gold.pair is not None for gold in golds)
    yield f"{'pairs':12} {pairs}"
    yield f"{'entities':12} {sum(len(gold.entities) for gold in golds)}"
    yield f"{'mentions':12} {sum(len(entity.mentions) for gold in golds for entity in gold.entities)}"
    yield f"{'attributions':12} {sum(len(gold.attributions) for gold in golds)}"
    yield f"{'positions':12} {sum(len(gold.positions) for gold in golds)}"
    yield f"{'meetings':12} {sum(len(gold.meetings) for gold in golds)}"
    yield f"{'events':12} {len(events)}"
    yield from _report_types(events)
    yield from _table("auxiliaries", Counter(event.auxiliary for event in events))
    yield from _table("forces", Counter(position.force for gold in golds for position in gold.positions))
    meetings = [meeting for gold in golds for meeting in gold.meetings]
    yield from _table("forms", Counter(meeting.form for meeting in meetings))
    yield from _table("statuses", Counter(meeting.status for meeting in meetings))
    yield from _table("regions", Counter(gold.region for gold in golds))
    yield from _table("genres", Counter(gold.genre for gold in golds))


def measure_prose(texts: Sequence[tuple[str, Sequence[Span]]]) -> Prose:
    """Sentence lengths, words and runs of words of some texts with their sentences.

    >>> prose = measure_prose([("The envoys met in Oslo.", [Span(0, 23)]), ("The envoys met in Rome.", [Span(0, 23)])])
    >>> prose.sentence_tokens, prose.words["envoys"], prose.grams["the envoys met in"]
    ([6, 6], 2, 2)
    """
    prose = Prose([], Counter(), Counter(), Counter())
    for text, sentences in texts:
        here = Counter[str]()
        for sentence in sentences:
            tokens = re.findall(r"\w+(?:[-'’]\w+)*|[^\w\s]", sentence.of(text))
            prose.sentence_tokens.append(len(tokens))
            words = [token.lower() for token in tokens if re.search(r"[^\W\d_]", token)]
            prose.words.update(words)
            here.update(" ".join(words[n : n + GRAM_WORDS]) for n in range(len(words) - GRAM_WORDS + 1))
        prose.grams.update(here)
        prose.gram_documents.update(here.keys())
    return prose


def _report_prose(documents: int, prose: Prose) -> Iterator[str]:
    tokens, words = sum(prose.sentence_tokens), prose.words.total()
    yield f"documents    {documents}"
    yield f"sentences    {len(prose.sentence_tokens)}"
    yield f"tokens       {tokens}"
    yield f"vocabulary   {len(prose.words)} words, type/token {len(prose.words) / max(1, words):.3f}"
    if len(prose.sentence_tokens) > 1:
        low, middle, high = quantiles(prose.sentence_tokens, n=4)
        yield f"sentence     {low:g} | {middle:g} | {high:g} tokens (quartiles)"
    yield f"{GRAM_WORDS}-grams most repeated (times, documents)"
    ranked = sorted(prose.grams.items(), key=lambda item: (-item[1], item[0]))
    for gram, times in ranked[:SHOWN_GRAMS]:
        if times > 1:
            yield f"  {times:5} {prose.gram_documents[gram]:5}  {gram}"


def _report_types(events: Sequence[GoldEvent]) -> Iterator[str]:
    """Every type of the ontology with its modes, also those nobody wrote; then those with few."""
    types = Counter(event.type for event in events)
    modes = Counter((event.type, mode) for event in events for mode in event.modes)
    few = []
    for name, kind in load_ontology().types.items():
        within = ", ".join(f"{mode} {modes[name, mode]}" for mode in kind.modes)
        yield f"  {name:10} {types[name]:5}  {within}".rstrip()
        few += [name] if types[name] < FEW else []
        few += [f"{name} {mode}" for mode in kind.modes if modes[name, mode] < FEW]
    yield f"under {FEW}: {', '.join(few) or 'none'}"


def _table(title: str, counts: Counter[str]) -> Iterator[str]:
    yield title
    for name, times in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"  {times:5}  {name} {_share(times, counts.total())}"


def _share(part: int, whole: int) -> str:
    """A part as a share of the whole.

    >>> _share(1, 8), _share(0, 0)
    ('12%', '0%')
    """
    return f"{part / max(1, whole):.0%}"

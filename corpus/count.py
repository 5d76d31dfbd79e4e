"""What is in the sheets: how much, of what, how varied, and what there is too little of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from statistics import quantiles
from typing import NamedTuple

from corpus.quotes import Page
from corpus.sheets import Sheet
from dragoman.knowledge.ontology import load_ontology

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


def report(sheets: Sequence[Sheet]) -> Iterator[str]:
    """The counts of some checked sheets, line by line."""
    data = [sheet.data for sheet in sheets]
    events = [event for document in data for event in document["events"]]
    yield from _report_prose(len(sheets), measure_prose([document["text"] for document in data]))
    irrelevant = sum(not document["relevant"] for document in data)
    yield f"negatives    {irrelevant} of {len(data)} documents, {_share(irrelevant, len(data))}"
    for field in ("entities", "attributions", "positions", "meetings"):
        yield f"{field:12} {sum(len(document.get(field, ())) for document in data)}"
    yield f"{'mentions':12} {sum(len(entity['mentions']) for document in data for entity in document['entities'])}"
    yield f"{'events':12} {len(events)}"
    yield from _report_types(events)
    yield from _table("auxiliaries", Counter(event["auxiliary"] for event in events))
    positions = [position for document in data for position in document.get("positions", ())]
    yield from _table("forces", Counter(position["force"] for position in positions))
    meetings = [meeting for document in data for meeting in document.get("meetings", ())]
    yield from _table("forms", Counter(meeting["form"] for meeting in meetings))
    yield from _table("statuses", Counter(meeting["status"] for meeting in meetings))
    yield from _table("regions", Counter(document["region"] for document in data))
    yield from _table("genres", Counter(document["genre"] for document in data))


def measure_prose(texts: Sequence[str]) -> Prose:
    """Sentence lengths, words and runs of words of some texts.

    >>> prose = measure_prose(["The envoys met in Oslo.", "The envoys met in Rome."])
    >>> prose.sentence_tokens, prose.words["envoys"], prose.grams["the envoys met in"]
    ([6, 6], 2, 2)
    """
    prose = Prose([], Counter(), Counter(), Counter())
    for text in texts:
        page, here = Page(text), Counter[str]()
        for sentence in page.sentences:
            tokens = [token for token in page.tokens if sentence.covers(token.span)]
            prose.sentence_tokens.append(len(tokens))
            words = [token.text.lower() for token in tokens if re.search(r"[^\W\d_]", token.text)]
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


def _report_types(events: Sequence[Mapping[str, object]]) -> Iterator[str]:
    """Every type of the ontology with its modes, also those nobody wrote; then those with few."""
    types: Counter[str] = Counter(str(event["type"]) for event in events)
    modes: Counter[tuple[str, str]] = Counter()
    for event in events:
        given = event.get("modes", ())
        assert isinstance(given, list | tuple)
        modes.update((str(event["type"]), str(mode)) for mode in given)
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

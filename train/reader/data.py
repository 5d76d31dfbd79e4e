"""The sources of training examples, one function each: files of other people, read as `Example`s.

Their texts train and measure and are stored nowhere in the project; README.md says what each file is.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO

import corpus
import torch
from corpus.practice import is_practice

from dragoman.evaluate.relations import read_relations
from dragoman.records import Document, Span
from dragoman.understand.tokens import tokenize_document
from train.reader.examples import PARTIES, Example, Extent, Pair, TrainingEvent


def open_text(path: Path) -> TextIO:
    """A text file, unpacked where its name ends in .gz."""
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")


def read_lines(path: Path) -> Iterator[Any]:
    """The objects of a JSON Lines file."""
    with open_text(path) as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def join_tokens(tokens: Sequence[str]) -> tuple[str, list[Extent]]:
    """The tokens with a space between them, and where each stands.

    >>> join_tokens(["Envoys", "met", "."])
    ('Envoys met .', [(0, 6), (7, 10), (11, 12)])
    """
    extents, at = [], 0
    for token in tokens:
        extents.append((at, at + len(token)))
        at += len(token) + 1
    return " ".join(tokens), extents


def read_pairs(path: Path) -> Iterator[Example]:
    """Pairs of a sentence, marked `<s>` and `<t>`, with the class of what one does to the other."""
    for number, told in enumerate(read_relations(path)):
        pairs: list[Pair] = [(told.source, told.target, told.root)]
        yield Example(told.text, "relations", document=f"r{number}", pairs=pairs)


def read_names(path: Path) -> Iterator[Example]:
    """Sentences with their names, from two columns of tokens and BIO labels."""
    tokens: list[str] = []
    labels: list[str] = []
    document = ""
    with open_text(path) as lines:
        for line in [*lines, "\n"]:
            word, _, label = line.rstrip("\n").partition("\t")
            if label:
                tokens.append(word)
                labels.append(label)
            elif tokens:
                text, extents = join_tokens(tokens)
                yield Example(text, "names", document, tags={"names": read_bio(labels, extents)})
                tokens, labels = [], []
            if line.startswith("# doc_id"):
                document = line.split("=")[-1].strip()


def read_bio(labels: Sequence[str], extents: Sequence[Extent]) -> list[tuple[Extent, str]]:
    """The labelled extents of a BIO sequence; an I- that begins one counts as its B-.

    >>> read_bio(["B-Person", "I-Person", "O"], [(0, 3), (4, 7), (8, 9)])
    [((0, 7), 'Person')]
    """
    found: list[tuple[Extent, str]] = []
    before = "O"
    for label, (start, end) in zip(labels, extents, strict=True):
        if label != "O":
            kind = label[2:]
            if label.startswith("I-") and before[2:] == kind and found:
                found[-1] = ((found[-1][0][0], end), kind)
            else:
                found.append(((start, end), kind))
        before = label
    return found


def read_sentences(text: str) -> list[Extent]:
    """Where the sentences of a text stand, as the coder cuts them."""
    _, sentences = tokenize_document(Document("d", text))
    return [(s.span.start, s.span.end) for s in sentences]


def read_attributions(path: Path) -> Iterator[Example]:
    """Sentences of documents with source, cue and content of reported speech; nested ones lie over each other."""
    for row in read_lines(path):
        for start, end in read_sentences(row["text"]):
            tags: dict[str, list[tuple[Extent, str]]] = {"source": [], "cue": [], "content": []}
            for said in row["attributions"]:
                for layer, spans in tags.items():
                    spans += [(cut, layer) for span in said[layer] if (cut := clip(span, start, end))]
            yield Example(row["text"][start:end], "attributions", row["doc_id"], tags=tags)


def clip(span: Sequence[int], start: int, end: int) -> Extent | None:
    """The part of a span that lies in a sentence, counted from the sentence's start.

    >>> clip((5, 20), 10, 15), clip((0, 5), 10, 15)
    ((0, 5), None)
    """
    first, last = max(span[0], start), min(span[1], end)
    return (first - start, last - start) if first < last else None


def read_happenings(path: Path, layer: str, types: frozenset[str] | None = None) -> Iterator[Example]:
    """Sentences with triggers of another ontology's events, as a layer of their own."""
    for row in read_lines(path):
        text, extents = join_tokens(row["tokens"])
        tags = [
            ((extents[e["trigger"][0]][0], extents[e["trigger"][1] - 1][1]), e["type"])
            for e in row["events"]
            if types is None or e["type"] in types
        ]
        yield Example(text, layer, row["doc_id"], tags={layer: tags})


def read_realis(path: Path) -> Iterator[Example]:
    """Sentences with words that tell events, and how sure it is that they happened."""
    for row in read_lines(path):
        text, extents = join_tokens(row["text"].split(" "))
        targets = [((extents[t["start"]][0], extents[t["end"] - 1][1]), float(t["value"])) for t in row["targets"]]
        yield Example(text, "realis", row["id"], realis=targets)


def read_stories(path: Path) -> Iterator[Example]:
    """Opening sentences of machine-written stories with the type they were written for."""
    for number, row in enumerate(read_lines(path)):
        start, end = next(iter(read_sentences(row["text"])), (0, 0))
        if 20 < end - start < 400:
            yield Example(row["text"][start:end], "stories", f"s{number}", types=(row["label"],))


def read_corpus(split: str) -> Iterator[Example]:
    """The sentences of a split of the project's own corpus with all that its annotators wrote down."""
    yield from read_golds(corpus.load_split(split))


def read_golds(golds: Sequence[corpus.Gold]) -> Iterator[Example]:
    """The sentences of annotated documents."""
    for gold in golds:
        owners = [(m, entity.id) for entity in gold.entities for m in entity.mentions]
        for sentence in gold.sentences:
            yield _read_gold(gold, sentence, owners)


def _read_gold(gold: corpus.Gold, sentence: Span, owners: Sequence[tuple[Span, str]]) -> Example:
    def at(span: Span) -> Extent:
        return (span.start - sentence.start, span.end - sentence.start)

    inside = [(at(span), owner) for span, owner in owners if sentence.covers(span)]
    happening = [event for event in gold.events if sentence.covers(event.trigger)]
    dates = {at(e.date_span) for e in happening if e.date_span and sentence.covers(e.date_span)}
    example = Example(gold.document.text[sentence.start : sentence.end], "corpus", gold.document.id, events=[])
    example.boilerplate = None if is_practice(gold.document.id) else sentence in gold.boilerplate
    example.types = tuple({event.type for event in happening})
    example.tags = {"trigger": [(at(e.trigger), e.type) for e in happening], "source": [], "cue": [], "content": []}
    for said in gold.attributions:
        for layer, span in (("source", said.source_span), ("cue", said.cue), ("content", said.content)):
            if span is not None and (cut := clip(span, sentence.start, sentence.end)):
                example.tags[layer].append((cut, layer))
    kinds = {entity.id: entity.kind for entity in gold.entities}
    parties = [(extent, owner) for extent, owner in inside if kinds[owner] in PARTIES]
    example.tags["party"] = [(extent, kinds[owner]) for extent, owner in outermost(parties)]
    for event in happening:
        example.events.append(_read_event(event, inside, dates, at))
        example.pairs += _pairs(event, inside)
    return example


def outermost(inside: Sequence[tuple[Extent, str]]) -> Iterator[tuple[Extent, str]]:
    """The mentions that lie in no other, from left to right.

    >>> list(outermost([((0, 5), "e2"), ((0, 20), "e1"), ((22, 24), "e3")]))
    [((0, 20), 'e1'), ((22, 24), 'e3')]
    """
    end = -1
    for extent, owner in sorted(inside, key=lambda one: (one[0][0], -one[0][1])):
        if extent[0] >= end:
            yield extent, owner
            end = extent[1]


def _read_event(
    event: corpus.GoldEvent,
    inside: Sequence[tuple[Extent, str]],
    dates: set[Extent],
    at: Callable[[Span], Extent],
) -> TrainingEvent:
    place = at(event.place_span) if event.place_span else None
    date = at(event.date_span) if event.date_span else None

    def role(extent: Extent, owner: str) -> str:
        if owner in event.actors:
            return "actor"
        if owner in event.recipients:
            return "recipient"
        if owner == event.said_by:
            return "said_by"
        return "place" if extent == place else "none"

    mentions = [(extent, role(extent, owner)) for extent, owner in inside]
    mentions += [(extent, "date" if extent == date else "none") for extent in sorted(dates)]
    return TrainingEvent(at(event.trigger), event.type, event.modes, event.contexts, event.auxiliary, mentions)


def _pairs(event: corpus.GoldEvent, inside: Sequence[tuple[Extent, str]]) -> list[tuple[Extent, Extent, str]]:
    """The event as the relation set tells it: one pair of words, actor and recipient."""
    if event.auxiliary == "negated":
        return []
    relation = "YIELD" if event.type in ("CONCEDE", "RETREAT") else event.type
    first = {owner: extent for extent, owner in reversed(inside)}
    return [
        (first[actor], first[recipient], relation)
        for actor in event.actors[:2]
        for recipient in event.recipients[:2]
        if actor in first and recipient in first
    ]


def read_taught(path: Path) -> Iterator[Example]:
    """Sentences with what a teacher thinks of their triggers, events and pairs (`teach.py` writes them)."""
    for row in torch.load(path, weights_only=False):
        events = [
            TrainingEvent(e["trigger"], e["type"], mentions=[(m, "none") for m in e["mentions"]], chances=e["chances"])
            for e in row["events"]
        ]
        example = Example(row["text"], "taught", row["id"], events=events, pairs=row["pairs"])
        example.taught = {"trigger": row["trigger"].float().tolist()}
        yield example


def read_texts(folder: Path) -> Iterator[tuple[str, str]]:
    """The sentences of all sources of running text, annotated or not, with the name of their document."""
    for name, key in (
        ("readouts/us_china_tracker_train.jsonl", "text"),
        ("news/wikinews.jsonl", "text"),
        ("attribution/seer_train.jsonl", "body"),
        ("attribution/polnear_train.jsonl.gz", "text"),
    ):
        for number, row in enumerate(read_lines(folder / name)):
            yield from ((f"{name}:{number}", row[key][a:b]) for a, b in read_sentences(row[key]))
    for number, row in enumerate(read_lines(folder / "news/basil_train.jsonl")):
        for paragraph in row["paragraphs"]:
            yield from ((f"basil:{number}", paragraph[a:b]) for a, b in read_sentences(paragraph))
    for number, row in enumerate(read_lines(folder / "news/feeds_2026-01.jsonl")):
        told = f"{row['title']}. {row['description'] or ''}"
        yield from ((f"feeds:{number}", told[a:b]) for a, b in read_sentences(told))
    for row in read_lines(folder / "events/m2e2.jsonl.gz"):
        yield f"m2e2:{row['doc_id']}", row["text"]

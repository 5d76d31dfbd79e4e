"""The sources of training examples, one function each: files of other people, read as `Example`s.

Their texts train and measure and are stored nowhere in the project; README.md says what each file is.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO

import corpus
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
        yield Example(told.text, "relations", f"r{number}", pairs=[(told.source, told.target, told.root)])


def read_names(path: Path) -> Iterator[Example]:
    """Documents with their names, from two columns of tokens and BIO labels; a space between sentences."""
    for name, sentences in _read_columns(path):
        example = Example("", "names", name, tags={"names": []})
        for tokens, labels in sentences:
            text, extents = join_tokens(tokens)
            at = len(example.text)
            example.text += f"{text} "
            example.sentences.append((at, at + len(text)))
            example.tags["names"] += [((at + a, at + b), kind) for (a, b), kind in read_bio(labels, extents)]
        yield example


def _read_columns(path: Path) -> Iterator[tuple[str, list[tuple[list[str], list[str]]]]]:
    """Each document's name, and the tokens and labels of its sentences."""
    name, sentences = "", [([], [])]
    with open_text(path) as lines:
        for line in [*lines, "# doc_id = "]:
            word, _, label = line.rstrip("\n").partition("\t")
            if label:
                sentences[-1][0].append(word)
                sentences[-1][1].append(label)
            elif sentences[-1][0]:
                sentences.append(([], []))
            if line.startswith("# doc_id"):
                if told := [one for one in sentences if one[0]]:
                    yield name, told
                name, sentences = line.split("=")[-1].strip(), [([], [])]


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
    """Documents with source, cue and content of reported speech; nested ones lie over each other."""
    for row in read_lines(path):
        tags: dict[str, list[tuple[Extent, str]]] = {"source": [], "cue": [], "content": []}
        for said in row["attributions"]:
            for layer, spans in tags.items():
                spans += [((start, end), layer) for start, end in said[layer]]
        yield Example(row["text"], "attributions", row["doc_id"], read_sentences(row["text"]), tags)


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
            yield Example(row["text"][start:end], "stories", f"s{number}", types={0: (row["label"],)})


def read_golds(golds: Sequence[corpus.Gold], source: str) -> Iterator[Example]:
    """Annotated documents with all that their annotators wrote down."""
    for gold in golds:
        inside = [((m.start, m.end), entity.id) for entity in gold.entities for m in entity.mentions]
        sentences = [(s.start, s.end) for s in gold.sentences]
        example = Example(gold.document.text, source, gold.document.id, sentences)
        if not is_practice(gold.document.id):
            example.boilerplate = {n: s in gold.boilerplate for n, s in enumerate(gold.sentences)}
        example.tags = {
            "trigger": [(at(e.trigger), e.type) for e in gold.events],
            "source": [],
            "cue": [],
            "content": [],
        }
        for said in gold.attributions:
            for layer, span in (("source", said.source_span), ("cue", said.cue), ("content", said.content)):
                if span is not None:
                    example.tags[layer].append((at(span), layer))
        kinds = {entity.id: entity.kind for entity in gold.entities}
        parties = [(extent, owner) for extent, owner in inside if kinds[owner] in PARTIES]
        example.tags["party"] = [(extent, kinds[owner]) for extent, owner in outermost(parties)]
        dates = {at(e.date_span) for e in gold.events if e.date_span}
        for number, sentence in enumerate(gold.sentences):
            happening = [event for event in gold.events if sentence.covers(event.trigger)]
            example.types[number] = tuple({event.type for event in happening})
            own = [(extent, owner) for extent, owner in inside if sentence.covers(Span(*extent))]
            days = {day for day in dates if sentence.covers(Span(*day))}
            for event in happening:
                example.events.append(_read_event(event, own, days))
                example.pairs += _pairs(event, own)
        yield example


def at(span: Span) -> Extent:
    """A span as an extent."""
    return (span.start, span.end)


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


def _read_event(event: corpus.GoldEvent, inside: Sequence[tuple[Extent, str]], dates: set[Extent]) -> TrainingEvent:
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


def _pairs(event: corpus.GoldEvent, inside: Sequence[tuple[Extent, str]]) -> list[Pair]:
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


def read_texts(folder: Path) -> Iterator[tuple[str, str]]:
    """All sources of running text, annotated or not, with the name of each."""
    for name, key in (
        ("readouts/us_china_tracker_train.jsonl", "text"),
        ("news/wikinews.jsonl", "text"),
        ("attribution/seer_train.jsonl", "body"),
        ("attribution/polnear_train.jsonl.gz", "text"),
        ("events/ngec_synthetic.jsonl.gz", "text"),
        ("events/isaf.jsonl", "text"),
    ):
        for number, row in enumerate(read_lines(folder / name)):
            yield f"{name}:{number}", row[key]
    for number, row in enumerate(read_lines(folder / "news/basil_train.jsonl")):
        yield f"basil:{number}", "\n\n".join(row["paragraphs"])
    for number, row in enumerate(read_lines(folder / "news/feeds_2026-01.jsonl")):
        yield f"feeds:{number}", f"{row['title']}. {row['description'] or ''}"

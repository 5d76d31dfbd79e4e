"""Documents whose stories are known, from public sets and the corpus, in two halves; and how well groups agree.

Whole families (both seminal events of an ECB+ topic, the reports of a BASIL story, both accounts of a meeting) fall
into one half by the hash of their name. What is tuned or learned is so on the half "develop"; "held" only measures.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from dragoman.evaluate.gold import Gold
from dragoman.records import Document, Record, Span

SOURCES = {
    "ecb+": "coreference/ecbplus_train.jsonl.gz",
    "basil": "news/basil_train.jsonl",
    "feeds": "news/feeds_2026-01.jsonl",
}
# Characters of an article that are read: more than is compared.
MAX_CHARS = 4000
# A week of its own, into which all BASIL stories are moved, so that they compete.
_WEEK = date(2024, 7, 1)

Half = Literal["develop", "held"]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document, the story it tells (`None` where nobody said), and the family of that story.

    Stories of a family are alike, so they are never parted.
    """

    document: Document
    story: str | None
    family: str | None

    @property
    def half(self) -> Half | None:
        """The half it is in; `None` is in both."""
        return pick_half(self.family) if self.family else None


def read_source(name: str, folder: Path, labels: Path) -> list[Labelled]:
    """The documents of one source under `folder`; `labels` is the table of the feeds' stories.

    `OSError` where it is not there.
    """
    if name == "ecb+":
        return list(_read_ecb(folder / SOURCES[name]))
    if name == "basil":
        return list(_read_basil(folder / SOURCES[name]))
    return list(_read_feeds(folder / SOURCES[name], labels))


def code_once(
    documents: Iterable[Document], code: Callable[[Document], Record], path: Path | None = None
) -> Iterator[Record]:
    """The records of documents; with a `path` they are written there, and read from there the next time."""
    if path and path.is_file():
        with path.open(encoding="utf-8") as file:
            for document, line in zip(documents, file, strict=True):
                yield replace(Record.from_dict(json.loads(line)), document=document)
        return
    records = [code(document) for document in documents]
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = (json.dumps(record.to_dict(), ensure_ascii=False) + "\n" for record in records)
        path.write_text("".join(lines), encoding="utf-8")
    yield from records


def label_corpus(golds: list[Gold]) -> Iterator[tuple[Gold, Labelled]]:
    """Each annotated text with its family as its story."""
    for gold in golds:
        yield gold, Labelled(gold.document, gold.family, f"corpus {gold.family}")


def pick_half(family: str) -> Half:
    """The half of a family, the same whenever it is asked.

    >>> pick_half("ecb 12") in ("develop", "held")
    True
    """
    digest = hashlib.sha256(f"stories {family}".encode()).digest()
    return "held" if digest[-1] % 2 else "develop"


def b_cubed(wanted: Mapping[str, str], found: Mapping[str, object]) -> tuple[float, float, float]:
    """Precision, recall and F1 of groups, a mean over documents (Bagga and Baldwin 1998).

    >>> [round(value, 2) for value in b_cubed({"a": "x", "b": "x", "c": "y"}, {"a": 1, "b": 1, "c": 1})]
    [0.56, 1.0, 0.71]

    Documents without a wanted group are not counted, whatever group they were put in.
    """
    theirs: dict[str, set[str]] = defaultdict(set)
    ours: dict[object, set[str]] = defaultdict(set)
    for document, story in wanted.items():
        theirs[story].add(document)
        ours[found[document]].add(document)
    precision = recall = 0.0
    for document, story in wanted.items():
        shared = len(theirs[story] & ours[found[document]])
        precision += shared / len(ours[found[document]])
        recall += shared / len(theirs[story])
    precision, recall = precision / len(wanted), recall / len(wanted)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _read_ecb(path: Path) -> Iterator[Labelled]:
    """Without dates: the set has none that can be relied on."""
    for row in _rows(path):
        text = "\n".join(" ".join(sentence) for sentence in row["sentences"])
        yield Labelled(Document(row["doc_id"], text), row["subtopic"], f"ecb {row['topic']}")


def read_chains(folder: Path) -> dict[str, list[tuple[Span, str]]]:
    """For each ECB+ document the validated mentions of events, as extents of its text, with the happening of each."""
    found: dict[str, list[tuple[Span, str]]] = {}
    for row in _rows(folder / SOURCES["ecb+"]):
        places = _place_tokens(row["sentences"])
        found[row["doc_id"]] = [
            (Span(place[m["tokens"][0]].start, place[m["tokens"][-1]].end), m["chain"])
            for m in row["events"]
            if m["validated"]
            for place in [places[m["sentence"]]]
        ]
    return found


def _place_tokens(sentences: list[list[str]]) -> list[list[Span]]:
    """Where tokens stand in a text of one sentence a line, with a space between tokens."""
    at = 0
    places: list[list[Span]] = []
    for sentence in sentences:
        places.append([])
        for token in sentence:
            places[-1].append(Span(at, at + len(token)))
            at += len(token) + 1
    return places


def _read_basil(path: Path) -> Iterator[Labelled]:
    rows = list(_rows(path))
    first: dict[str, str] = {}
    for row in rows:
        first[row["triplet"]] = min(row["date"][:10], first.get(row["triplet"], "9999"))
    for row in rows:
        late = date.fromisoformat(row["date"][:10]) - date.fromisoformat(first[row["triplet"]])
        document = Document(
            id=row["id"],
            text="\n\n".join([row["title"], *row["paragraphs"]])[:MAX_CHARS],
            title=row["title"],
            publisher=row["source"],
            url=row["url"],
            published=(_WEEK + late).isoformat(),
        )
        yield Labelled(document, row["triplet"], f"basil {row['triplet']}")


def _read_feeds(path: Path, labels: Path) -> Iterator[Labelled]:
    with labels.open(encoding="utf-8", newline="") as file:
        stories = {row["link_sha256"]: row["story"] for row in csv.DictReader(file)}
    for row in _rows(path):
        document = Document(
            id=row["link"],
            text="\n\n".join(filter(None, [row["title"], row["description"]])),
            title=row["title"],
            publisher=urlsplit(row["source_url"]).hostname,
            url=row["link"],
            published=row["date_published"][:10],
        )
        story = stories.get(hashlib.sha256(row["link"].encode()).hexdigest()[:16])
        yield Labelled(document, story, f"feeds {story}" if story else None)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)

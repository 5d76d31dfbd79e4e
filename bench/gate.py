"""What the gate before the encoder lets through: `python bench/gate.py [FILE.jsonl ...]`.

`recall` is the part of the annotated events of the corpus's train and dev parts that stand in sentences the encoder
reads. Of these texts, of the bench's negatives and of the files given (`--most` documents of each) it tells the part
of the sentences that is read, and processor seconds of the whole coder over those of the bare encoder on all windows.
`changed` counts the records of the corpus's two parts that are others without the gate, and those of them whose events
are.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any
from unittest.mock import patch

from dragoman import coding, flow, knowledge
from dragoman.evaluate.gold import Gold, load_split
from dragoman.flow import Coder, understand
from dragoman.inference import Reader, load_reader
from dragoman.read import read, read_many
from dragoman.records import Document, Marked
from dragoman.understand.gate import find_worth_reading
from dragoman.understand.tokens import tokenize_document
from gold import read_negatives

CASES = Path(__file__).parent / "cases"
ROUNDS = 3


def measure_recall(golds: Sequence[Gold]) -> dict[str, float]:
    """Annotated events in sentences that are let through."""
    base = knowledge.load()
    events = passed = 0
    for gold in golds:
        marked = understand(gold.document, base)
        worth = find_worth_reading(marked, coding.act_nouns())
        for event in gold.events:
            here = {s.index for s in marked.sentences if s.span.covers(event.trigger)}
            events += 1
            passed += bool(here & worth)
    return {"events": events, "let_through": passed, "recall": round(passed / events, 4)}


def measure_cost(documents: Sequence[Document]) -> dict[str, float]:
    """The part of the sentences that is read, and the whole coder's time over the bare encoder's."""
    base, reader, coder = knowledge.load(), load_reader(), Coder()
    texts, worth = [], 0
    for document in documents:
        worth += len(find_worth_reading(understand(document, base), coding.act_nouns()))
        texts.append((document.text, [s.span.start for s in tokenize_document(document)[1]]))
    sentences = sum(len(starts) for _, starts in texts)
    whole = min(_seconds(lambda: [coder.code(document) for document in documents], reader) for _ in range(ROUNDS))
    bare = min(_seconds(lambda: [reader.encode_text(*text) for text in texts], reader) for _ in range(ROUNDS))
    return {
        "documents": len(documents),
        "sentences": sentences,
        "read": round(worth / sentences, 3),
        "coder_seconds": round(whole, 2),
        "encoder_seconds": round(bare, 2),
        "coder_over_encoder": round(whole / bare, 2),
    }


def measure_change(golds: Sequence[Gold]) -> dict[str, int]:
    """How many records are others where the encoder reads every sentence, and in how many of them the events are."""
    coder = Coder()
    gated = [coder.code(gold.document).to_dict() for gold in golds]
    with patch.object(flow, "find_worth_reading", _all_sentences):
        whole = [coder.code(gold.document).to_dict() for gold in golds]
    others = [(a, b) for a, b in zip(gated, whole, strict=True) if a != b]
    return {"documents": len(golds), "records": len(others), "in_events": sum(map(_is_in_events, others))}


def _all_sentences(marked: Marked, acts: object) -> frozenset[int]:
    return frozenset(range(len(marked.sentences)))


def _is_in_events(records: tuple[dict[str, Any], dict[str, Any]]) -> bool:
    one, other = ([(event["type"], event["trigger"]) for event in record["events"]] for record in records)
    return one != other


def _seconds(work: Callable[[], object], reader: Reader) -> float:
    """Processor seconds of some work, with no text known from before."""
    reader.forget()
    begun = time.process_time()
    work()
    return time.process_time() - begun


def main() -> None:
    """Print what was measured as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--most", type=int, default=500)
    given = parser.parse_args()
    train, dev = load_split("train"), load_split("dev")
    negatives = [read(case.text) for case in read_negatives(CASES)]
    sets = {"dev": [gold.document for gold in dev], "negatives": negatives}
    for file in given.files:
        documents = (one for one in read_many([file]) if isinstance(one, Document))
        sets[Path(file).name] = list(islice(documents, given.most))
        if not sets[Path(file).name]:
            parser.error(f"no document with a text in {file}")
    both = [*train, *dev]
    figures = {"recall": measure_recall(both), "changed": measure_change(both)} | {
        name: measure_cost(many) for name, many in sets.items()
    }
    json.dump(figures, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()

"""What a larger reader thinks of texts that nobody annotated: `python -m train.reader.teach`.

For every sentence: the chances of each label for each word of the trigger layer; for each trigger it sees, those of
modes, contexts, auxiliaries and of the role of each mention and time (found as the coder finds them); and the
relation of the likeliest actor to the likeliest recipient, and of one more pair. A small reader that learns from these
learns what the large one would say of far more sentences than are annotated.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from dragoman import knowledge
from dragoman.knowledge import Knowledge
from dragoman.records import Document
from dragoman.understand.mentions import find_mentions
from dragoman.understand.times import find_times
from dragoman.understand.tokens import tokenize_document
from train.reader import data
from train.reader.batches import Batcher, Pieces
from train.reader.examples import ROLES, TYPES, Chances, Example, Extent
from train.reader.export import load
from train.reader.measure import decode
from train.reader.model import Reader

# Shorter sentences say little, longer ones are lists.
MIN_CHARS, MAX_CHARS = 25, 400
BATCH = 48


def find_extents(text: str, base: Knowledge) -> tuple[list[Extent], list[Extent]]:
    """The mentions and times of one sentence."""
    document = Document("s", text)
    tokens, sentences = tokenize_document(document)
    mentions = [(m.span.start, m.span.end) for m in find_mentions(document, tokens, sentences, base)]
    return mentions, [(t.span.start, t.span.end) for t in find_times(document, tokens, sentences)]


def teach(
    reader: Reader, batcher: Batcher, texts: Sequence[tuple[str, str]], base: Knowledge
) -> Iterator[dict[str, Any]]:
    """One row for each sentence, in the order of their lengths."""
    ordered = sorted(texts, key=lambda one: len(one[1]))
    chance = random.Random(0)
    for at in range(0, len(ordered), BATCH):
        part = ordered[at : at + BATCH]
        examples = [Example(text, "taught", name, events=[]) for name, text in part]
        with torch.no_grad(), torch.autocast(batcher.device, torch.bfloat16):
            hidden, mean = reader.encode(batcher.batch(examples))
            tags = reader.tags["trigger"](hidden).float().softmax(-1)
        for row, example in enumerate(examples):
            pieces = batcher.pieces(example.text)
            words = tags[row, [head + 1 for head in pieces.heads]].half()
            best = tags[row].argmax(-1).tolist()[1 : len(pieces.starts) + 1]
            found = decode(best, pieces, batcher.labels.layers["trigger"])
            mentions, times = find_extents(example.text, base)
            events, pairs = _describe(reader, hidden[row], mean[row], found, pieces, mentions, times, chance)
            yield {"text": example.text, "id": example.document, "trigger": words, "events": events, "pairs": pairs}


def _describe(
    reader: Reader,
    hidden: torch.Tensor,
    mean: torch.Tensor,
    found: Sequence[tuple[Extent, str]],
    pieces: Pieces,
    mentions: Sequence[Extent],
    times: Sequence[Extent],
    chance: random.Random,
) -> tuple[list[dict[str, Any]], list[tuple[Extent, Extent, list[float]]]]:
    """The events and pairs of one sentence, from the vectors of its pieces and their mean."""
    hidden, mean = hidden[None].float(), mean[None].float()
    spans = {extent: span for extent in (*mentions, *times) if (span := pieces.span(extent))}
    events, chosen = [], []
    for trigger, name in found:
        span = pieces.span(trigger)
        if span is None:
            continue
        kind = torch.nn.functional.one_hot(torch.tensor([TYPES.index(name)]), len(TYPES)).float()
        with torch.no_grad():
            at = reader.pool(hidden, [(0, *span)])
            modes, contexts, auxiliary = reader.event_logits(at, mean, kind)
            extents = list(spans)
            roles: list[list[float]] = []
            if extents:
                n = len(extents)
                vectors = reader.pool(hidden, [(0, *spans[e]) for e in extents])
                told = reader.role_logits(at.expand(n, -1), vectors, mean.expand(n, -1), kind.expand(n, -1))
                roles = told.softmax(-1).tolist()
        told_of = Chances(
            modes.sigmoid()[0].tolist(), contexts.sigmoid()[0].tolist(), auxiliary.softmax(-1)[0].tolist(), roles
        )
        events.append({"trigger": trigger, "type": name, "mentions": extents, "chances": told_of})
        best = [max(range(len(extents)), key=lambda i: roles[i][ROLES.index(r)], default=None) for r in ROLES[1:3]]
        if None not in best and best[0] != best[1]:
            chosen.append((extents[best[0]], extents[best[1]]))
    usable = [m for m in mentions if m in spans]
    if len(usable) > 1:
        chosen.append(tuple(chance.sample(usable, 2)))
    pairs = []
    if chosen:
        with torch.no_grad():
            logits = reader.pair_logits(hidden, mean, [(0, *spans[a], *spans[b]) for a, b in chosen])
        pairs = [(a, b, c) for (a, b), c in zip(chosen, logits.softmax(-1).tolist(), strict=True)]
    return events, pairs


def main(arguments: Sequence[str] | None = None) -> None:
    """Teach by the command line's words."""
    parser = argparse.ArgumentParser(prog="python -m train.reader.teach", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--from", dest="start", type=Path, required=True, help="the teacher that train.py saved")
    parser.add_argument("--encoder", type=Path, required=True, help="its encoder")
    parser.add_argument("--sentences", type=int, default=40_000)
    parser.add_argument("--to", type=Path, required=True)
    given = parser.parse_args(arguments)
    reader, labels = load(given.start, given.encoder)
    tokenizer = Tokenizer.from_file(str(given.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    texts = [(n, t) for n, t in data.read_texts(given.data) if MIN_CHARS <= len(t) <= MAX_CHARS]
    random.Random(0).shuffle(texts)
    rows = []
    for row in teach(reader.to(device), Batcher(tokenizer, labels, device), texts[: given.sentences], knowledge.load()):
        rows.append(row)
        if len(rows) % 2000 == 0:
            print(len(rows), sum(len(r["events"]) for r in rows), flush=True)
    torch.save(rows, given.to)


if __name__ == "__main__":
    main()

"""Five-fold measure of the relations: `python -m train.reader.folds --data FOLDER --encoder FOLDER --start FILE`.

`--start` is a reader that has seen no relation, or none: the bare encoder. Every fold goes on from it with the
pairs of the other four (and of the corpus), and is measured on its own. A sentence is in one fold with all its pairs.
With `--few` it is the other way round: one fold teaches (three times an epoch beside the corpus), four measure.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer

from dragoman.evaluate.documents import macro_f1
from dragoman.evaluate.relations import QUADS
from train.reader import data
from train.reader.batches import Batcher, Labels
from train.reader.examples import RELATIONS, Example
from train.reader.export import load
from train.reader.model import Reader
from train.reader.train import BUDGET_PIECES, make_reader, train

FOLDS = 5


def split(examples: Sequence[Example], seed: int) -> list[list[Example]]:
    """The examples in folds of about equal size."""
    texts = sorted({e.text for e in examples})
    random.Random(seed).shuffle(texts)
    fold = {text: n % FOLDS for n, text in enumerate(texts)}
    return [[e for e in examples if fold[e.text] == n] for n in range(FOLDS)]


def tell(reader: Reader, batcher: Batcher, examples: Sequence[Example]) -> list[str]:
    """The likeliest class of each example's pair."""
    reader.eval()
    told = []
    with torch.no_grad():
        for at in range(0, len(examples), 32):
            batch = batcher.batch(examples[at : at + 32])
            hidden, mean = reader.encode(batch)
            told += [RELATIONS[n] for n in reader.pair_logits(hidden, mean, batch.pair_spans).argmax(1).tolist()]
    return told


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure by the command line's words; one JSON object."""
    parser = argparse.ArgumentParser(prog="python -m train.reader.folds", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--few", action="store_true")
    parser.add_argument("--taught", type=Path)
    parser.add_argument("--no-corpus", action="store_true", help="leave the corpus's pairs out")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    tokenizer = Tokenizer.from_file(str(given.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    relations = list(data.read_pairs(given.data / "relations/plv_train.tsv"))
    extra = [] if given.no_corpus else [_alone(e) for e in data.read_corpus("train") if e.pairs]
    extra += list(data.read_taught(given.taught)) if given.taught else []
    roots: Counter[tuple[str, str]] = Counter()
    for number, held in enumerate(folds := split(relations, given.seed)):
        torch.manual_seed(given.seed)
        reader, labels = load(given.start, given.encoder) if given.start else _bare(given.encoder)
        batcher = Batcher(tokenizer, labels, device)
        rest = [e for n, fold in enumerate(folds) if n != number for e in fold]
        if given.few:
            rest, held = held * (3 if extra else 1), rest
        rest += extra
        steps = given.epochs * sum(1 for _ in batcher.order(rest, BUDGET_PIECES // 2, random.Random(0)))
        epochs = iter([rest] * given.epochs)
        train(
            reader.to(device),
            batcher,
            epochs,
            steps,
            rate=given.rate,
            head_rate=5 * given.rate,
            budget=BUDGET_PIECES // 2,
        )
        told = tell(reader, batcher, held)
        roots.update((e.pairs[0][2], t) for e, t in zip(held, told, strict=True))
        print(number, round(macro_f1(roots, RELATIONS), 4), flush=True)
    quads = Counter[tuple[str, str]]()
    for (wanted, found), n in roots.items():
        quads[QUADS[wanted], QUADS[found]] += n
    per_class = {name: round(macro_f1(roots, [name]), 4) for name in RELATIONS}
    macro, quad = round(macro_f1(roots, RELATIONS), 4), round(macro_f1(quads, "1234"), 4)
    print(json.dumps({"macro_f1": macro, "quad_macro_f1": quad, "per_class": per_class, "seed": given.seed}))


def _bare(encoder: Path) -> tuple[Reader, Labels]:
    """An encoder with new heads that nobody has trained."""
    labels = Labels({}, ("-",), ("-",))
    return make_reader(encoder, labels), labels


def _alone(example: Example) -> Example:
    """The example with its pairs only."""
    return Example(example.text, example.source, example.document, pairs=example.pairs)


if __name__ == "__main__":
    main()

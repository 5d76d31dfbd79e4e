"""Measure relations by folds of the training pairs: `python -m train.reader.folds`.

`--start` is a reader that has seen no pair. Four fifths of the pairs are added, with some of all else, and it is asked
the last fifth; five times. No fold shares a text with another.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import torch

from dragoman.evaluate.documents import macro_f1
from dragoman.evaluate.relations import QUADS
from train.reader import prepared
from train.reader.batches import make_batch, order
from train.reader.examples import RELATIONS, Item
from train.reader.model import Reader
from train.reader.train import BUDGET_PIECES, SHARES, Plan, load, train

FOLDS = 5
# How much an epoch sees of each source beside all pairs.
BESIDE = {"relations": 1.0, "practice": 0.05, "corpus": 0.1, "names": 0.01, "attributions": 0.01}


def split(items: Sequence[Item], seed: int) -> list[list[Item]]:
    """The items in folds of about equal size."""
    texts = [tuple(item["ids"].tolist()) for item in items]
    unlike = sorted(set(texts))
    random.Random(seed).shuffle(unlike)
    fold = {text: n % FOLDS for n, text in enumerate(unlike)}
    return [[item for item, text in zip(items, texts, strict=True) if fold[text] == n] for n in range(FOLDS)]


@torch.no_grad()
def tell(reader: Reader, items: Sequence[Item], device: str) -> list[tuple[str, str]]:
    """The class of each item's pair, and the likeliest to the reader."""
    reader.eval()
    told = []
    for numbers in order(items, range(len(items)), BUDGET_PIECES, random.Random(0)):
        batch = make_batch([items[n] for n in numbers], device)
        found = reader(batch)["pair"].argmax(1).tolist()
        told += [(RELATIONS[a], RELATIONS[b]) for a, b in zip(batch["pairs"][:, 7].tolist(), found, strict=True)]
    return told


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure by the command line's words; one JSON object."""
    parser = argparse.ArgumentParser(prog="python -m train.reader.folds", description=__doc__)
    parser.add_argument("--from", dest="items", type=Path, required=True, help="what prepare.py wrote")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    _, sources = prepared.read(given.items)
    roots: Counter[tuple[str, str]] = Counter()
    folds = split(sources["relations"], given.seed)
    for number, held in enumerate(folds):
        torch.manual_seed(given.seed)
        reader = load(given.start, given.encoder)[0].to(device)
        rest = [item for n, fold in enumerate(folds) if n != number for item in fold]
        shares = dict.fromkeys(SHARES, 0.0) | BESIDE
        plan = Plan({**sources, "relations": rest}, shares, BUDGET_PIECES // 2, given.epochs, given.seed)
        train(reader, plan, rate=given.rate, head_rate=5 * given.rate)
        roots.update(tell(reader, held, device))
        print(number, round(macro_f1(roots, RELATIONS), 4), flush=True)
    quads = Counter[tuple[str, str]]()
    for (wanted, found), n in roots.items():
        quads[QUADS[wanted], QUADS[found]] += n
    per_class = {name: round(macro_f1(roots, [name]), 4) for name in RELATIONS}
    macro, quad = round(macro_f1(roots, RELATIONS), 4), round(macro_f1(quads, "1234"), 4)
    print(json.dumps({"macro_f1": macro, "quad_macro_f1": quad, "per_class": per_class, "seed": given.seed}))


if __name__ == "__main__":
    main()

"""Train the encoder that reads a text as a whole: `python -m train.whole --encoder FOLDER --start FILE --to FILE`.

It begins from a reader's encoder, and learns from the corpus's training part and the practice texts that the reader
learns from. What the small models of words say is given; it learns what to add. `--export FOLDER` writes what ships. At
the end it measures: how often the likeliest choice is right on the corpus's dev part and on the practice texts that are
kept, and in brackets how often by words alone.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import torch
from corpus.practice import load_practice
from tokenizers import Tokenizer
from torch.nn import functional as F

from dragoman import knowledge
from dragoman.evaluate.gold import load_split
from train.reader.export import load, write_encoder
from train.whole.export import write_card, write_heads
from train.whole.model import Pointer
from train.whole.texts import Batcher, Text, read_texts

BUDGET_PIECES = 3000
WARM_STEPS = 40
TEMPERS = (1.0, 1.3, 1.6, 2.0, 2.4, 2.8, 3.3)


def train(
    pointer: Pointer, batcher: Batcher, texts: Sequence[Text], *, seconds: float, rate: float, head_rate: float
) -> None:
    """Train for so long; the rate falls to nothing by then."""
    body = [p for p in pointer.encoder.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": body, "base": rate}, {"params": pointer.tasks.parameters(), "base": head_rate}], weight_decay=0.01
    )
    pointer.train()
    gc.freeze()
    begun, step, epoch = time.time(), 0, 0
    while True:
        sums: Counter[str] = Counter()
        for part in batcher.order(texts, BUDGET_PIECES, random.Random(epoch)):
            progress = (time.time() - begun) / seconds
            if progress >= 1:
                return
            factor = min(1.0, (step + 1) / WARM_STEPS, (1 - progress) / 0.9)
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * factor
            losses = {
                name: F.cross_entropy(scores, torch.tensor([one.right for one in asked]))
                for name, (scores, asked) in pointer(batcher.batch(part)).items()
            }
            torch.stack([*losses.values()]).sum().backward()
            torch.nn.utils.clip_grad_norm_(pointer.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            step += 1
            for name, value in losses.items():
                sums[name] += float(value.detach())
                sums[f"{name} steps"] += 1
        epoch += 1
        told = " ".join(f"{name}={sums[name] / max(1, sums[f'{name} steps']):.3f}" for name in pointer.tasks)
        print(epoch, step, f"{time.time() - begun:.0f}s", told, flush=True)


def measure(pointer: Pointer, batcher: Batcher, texts: Sequence[Text]) -> dict[str, str]:
    """For each task how often the likeliest is right, of how many, and how often by words alone."""
    pointer.eval()
    count: Counter[str] = Counter()
    with torch.no_grad():
        for part in batcher.order(texts, BUDGET_PIECES, random.Random(0)):
            for name, (scores, asked) in pointer(batcher.batch(part)).items():
                for row, one in zip(scores.tolist(), asked, strict=True):
                    count[name] += 1
                    count[f"{name} right"] += row.index(max(row)) == one.right
                    count[f"{name} words"] += one.scores.index(max(one.scores)) == one.right
    found = {}
    for name in pointer.tasks:
        own, words = (count[f"{name} {what}"] / max(1, count[name]) for what in ("right", "words"))
        found[name] = f"{own:.3f} ({words:.3f}) of {count[name]}"
    return found


def find_temper(pointer: Pointer, batcher: Batcher, texts: Sequence[Text]) -> dict[str, float]:
    """For each task what its scores are best divided by: then the right choices surprise least."""
    pointer.eval()
    surprise: Counter[tuple[str, float]] = Counter()
    with torch.no_grad():
        for part in batcher.order(texts, BUDGET_PIECES, random.Random(0)):
            for name, (scores, asked) in pointer(batcher.batch(part)).items():
                right = torch.tensor([one.right for one in asked])
                for temper in TEMPERS:
                    surprise[name, temper] += float(F.cross_entropy(scores / temper, right, reduction="sum"))
    return {name: min(TEMPERS, key=lambda temper: surprise[name, temper]) for name in pointer.tasks}


def main(arguments: Sequence[str] | None = None) -> None:
    """Train by the command line's words."""
    parser = argparse.ArgumentParser(prog="python -m train.whole", description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True, help="the folder of the encoder that the reader has")
    parser.add_argument("--start", type=Path, required=True, help="the saved reader to begin from")
    parser.add_argument("--go-on", type=Path, help="what `--to` saved before, to go on from")
    parser.add_argument("--seconds", type=float, default=1500)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--to", type=Path, help="where the weights are saved")
    parser.add_argument("--export", type=Path, help="the folder that ships")
    given = parser.parse_args(arguments)
    torch.manual_seed(given.seed)
    tokenizer = Tokenizer.from_file(str(given.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    batcher, base = Batcher(tokenizer), knowledge.load()
    pointer = Pointer(load(given.start, given.encoder)[0].encoder)
    if given.go_on:
        pointer.load_state_dict(torch.load(given.go_on, map_location="cpu"))
    if given.seconds:
        texts = list(read_texts(base, [*load_split("train"), *load_practice(kept=False)]))
        print(len(texts), Counter(one.task for text in texts for one in text.questions), flush=True)
        train(pointer, batcher, texts, seconds=given.seconds, rate=given.rate, head_rate=given.head_rate)
    if given.to:
        torch.save(pointer.state_dict(), given.to)
    others = {"dev": load_split("dev"), "kept": load_practice(kept=True)}
    held = {name: list(read_texts(base, golds)) for name, golds in others.items()}
    for name, texts in held.items():
        print(name, json.dumps(measure(pointer, batcher, texts)), flush=True)
    if given.export:
        given.export.mkdir(parents=True, exist_ok=True)
        write_encoder(pointer.eval(), given.export / "encoder.onnx")
        write_heads(pointer, given.export / "heads.npz")
        write_card(given.export, find_temper(pointer, batcher, held["kept"]))


if __name__ == "__main__":
    main()

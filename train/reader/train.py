"""Train the reader: `python -m train.reader.train --from FILE --encoder FOLDER --to FILE`.

`--from` is what `prepare.py` wrote. Sources are mixed in every epoch; `SHARES` says how much of each an epoch sees.
With teachers (larger readers that this command trained before) it learns what they say beside what people wrote, also
of texts that nobody annotated. The seed fixes the order, the sample and the new weights.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy
import torch
from torch import Tensor

from train.reader import prepared
from train.reader.batches import Batch, collate, make_batch, order, pack, unpack
from train.reader.encoders import make_reader
from train.reader.examples import AUXILIARIES, ROLES, TASKS, Item, Labels
from train.reader.losses import WEIGHTS, hard, soft, total
from train.reader.model import Reader

# How much of a source an epoch sees, 2 being twice all of it.
SHARES = {
    "corpus": 2.0,
    "practice": 1.0,
    "swapped": 0.0,
    "relations": 2.0,
    "names": 0.5,
    "attributions": 0.25,
    "m2e2": 0.35,
    "geneva": 0.55,
    "realis": 0.25,
    "stories": 0.35,
    "untold": 0.0,
}
# How often a text is cut into short windows rather than read whole.
SHORT = 0.35
# The encoders' marks at the ends of a window, and of a piece that is hidden: what words say is learned by heart, and a
# text whose words are not all seen must be understood by the others.
OPENS, CLOSES, HIDDEN = 101, 102, 103
# The pieces of a batch before some were hidden.
WHOLE = "whole ids"
BUDGET_PIECES = 3000
WARM_STEPS = 60
# How much what teachers say counts beside what people wrote.
SOFT = 1.0


class Plan:
    """Batches of as many epochs as one asks for, each made when it is its turn."""

    def __init__(
        self,
        sources: Mapping[str, list[Item]],
        shares: Mapping[str, float],
        budget: int,
        epochs: int,
        seed: int,
        hidden: float = 0.0,
    ) -> None:
        self.seed, self.hidden = seed, hidden
        self.items = [item for items in sources.values() for item in items]
        starts, at = {}, 0
        for name, items in sources.items():
            starts[name] = range(at, at + len(items))
            at += len(items)
        self.batches: list[list[int]] = []
        for epoch in range(epochs):
            chance = random.Random(seed * 1000 + epoch)
            self.batches += order(self.items, [*_sample(starts, shares, chance)], budget, chance)

    def __len__(self) -> int:
        return len(self.batches)

    def __getitem__(self, number: int) -> Any:
        found = collate([self.items[n] for n in self.batches[number]])
        if self.hidden:
            found[WHOLE] = found["ids"].copy()
            hide(found["ids"], found["mask"], self.hidden, numpy.random.default_rng([self.seed, number]))
        return pack(found)


def hide(ids: Any, mask: Any, share: float, chance: numpy.random.Generator) -> None:
    """Put the mark of a hidden piece in place of a share of a batch's pieces, but for the marks at the ends of windows.

    >>> ids, mask = numpy.array([[101, 2004, 7592, 102, 0]]), numpy.array([[1, 1, 1, 1, 0]])
    >>> hide(ids, mask, 1.0, numpy.random.default_rng(1))
    >>> ids.tolist()
    [[101, 103, 103, 102, 0]]
    """
    ids[(mask > 0) & (ids != OPENS) & (ids != CLOSES) & (chance.random(ids.shape) < share)] = HIDDEN


def _sample(starts: Mapping[str, range], shares: Mapping[str, float], chance: random.Random) -> Iterator[int]:
    for name, share in shares.items():
        own, short = starts.get(name, range(0)), starts.get(f"{name} short", range(0))
        while share > 0 and own:
            for n in own if share >= 1 else chance.sample(own, round(share * len(own))):
                yield short[n - own.start] if len(short) == len(own) and chance.random() < SHORT else n
            share -= 1


def load_batches(plan: Plan, workers: int) -> Iterator[Any]:
    """The batches of a plan, made by other processes where there are processors for them."""
    if not workers:
        yield from (plan[n] for n in range(len(plan)))
        return
    loader = torch.utils.data.DataLoader(
        plan, batch_size=None, shuffle=False, num_workers=workers, prefetch_factor=8, collate_fn=_same
    )
    yield from loader


def _same(given: Any) -> Any:
    return given


def train(
    reader: Reader,
    plan: Plan,
    *,
    rate: float,
    head_rate: float,
    seconds: float | None = None,
    teachers: Sequence[Reader] = (),
    workers: int = 0,
    log: Callable[[str], None] = print,
) -> None:
    """Train on a plan's batches, or for so long: then the rate falls to nothing by that time."""
    device = next(reader.parameters()).device
    heads = [p for n, p in reader.named_parameters() if not n.startswith("encoder") and p.requires_grad]
    body = [p for n, p in reader.named_parameters() if n.startswith("encoder") and p.requires_grad]
    groups = [{"params": body, "lr": rate, "base": rate}, {"params": heads, "lr": head_rate, "base": head_rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=device.type == "cuda")
    reader.train()
    gc.freeze()  # millions of labels, which Python would go through again and again
    begun, sums, steps = time.time(), Counter[str](), Counter[str]()
    kept: list[dict[str, Tensor]] = []
    for step, packed in enumerate(load_batches(plan, workers)):
        progress = (time.time() - begun) / seconds if seconds else step / len(plan)
        if progress >= 1:
            break
        factor = min(1.0, (step + 1) / WARM_STEPS, (1 - progress) / 0.9)
        for group in optimizer.param_groups:
            group["lr"] = group["base"] * factor
        batch = unpack(packed, str(device))
        told = reader(batch)
        losses = hard(told, batch)
        loss = total(losses)
        if teachers:
            loss = loss + SOFT * total(soft(told, ask(teachers, batch)))
        loss.backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        kept.append({name: value.detach() for name, value in losses.items()} | {"all": loss.detach()})
        if step % 200 == 199:
            for one in kept:
                for name, value in one.items():
                    sums[name] += float(value)
                    steps[name] += 1
            log(
                f"{step + 1} {progress:.2f} {time.time() - begun:.0f}s "
                + " ".join(f"{n}={v / steps[n]:.3f}" for n, v in sums.items())
            )
            kept, sums, steps = [], Counter(), Counter()


@torch.no_grad()
def ask(teachers: Sequence[Reader], batch: Batch) -> dict[str, Tensor]:
    """What teachers say of a batch, together: the mean of what they give, from which chances are made.

    They see the pieces that are hidden from who learns.
    """
    seen = batch | {"ids": batch[WHOLE]} if WHOLE in batch else batch
    told = [teacher.eval()(seen) for teacher in teachers]
    return {name: torch.stack([one[name] for one in told]).mean(0) for name in told[0]}


@torch.no_grad()
def measure(reader: Reader, items: Sequence[Item], budget: int = BUDGET_PIECES) -> dict[str, float]:
    """F1 of words with their labels by layer, of what is told of true events, and choices right by task."""
    reader.eval()
    device = str(next(reader.parameters()).device)
    count: Counter[str] = Counter()
    for numbers in order(items, range(len(items)), budget, random.Random(0)):
        batch = make_batch([items[n] for n in numbers], device)
        told = reader(batch)
        for name in ("trigger", "names", "source", "cue", "content", "party"):
            gold = batch[f"tags {name}"]
            _count(count, name, told[name].argmax(1)[gold >= 0], gold[gold >= 0])
        if "auxiliary" in told:
            _count_each(count, "", AUXILIARIES, told["auxiliary"].argmax(1), batch["events"][:, 5])
            _count(count, "modes", (told["modes"] > 0).flatten().long(), batch["modes"].flatten().long())
        if "roles" in told:
            _count_each(count, "role ", ROLES, told["roles"].argmax(1), batch["roles"][:, 4])
        for task in TASKS:
            if task in told:
                right = batch[f"{task} asked"][:, 2]
                count[f"{task} of"] += int((right >= 0).sum())
                count[f"{task} yes"] += int((told[task].argmax(1) == right).sum())
    found = {}
    for name in [name.removesuffix(" true") for name in count if name.endswith(" true")]:
        right, told, true = (count[f"{name} {what}"] for what in ("right", "told", "true"))
        found[name] = round(2 * right / max(1, told + true), 3)
    return found | {t: round(count[f"{t} yes"] / count[f"{t} of"], 3) for t in TASKS if count[f"{t} of"]}


def _count(count: Counter[str], name: str, told: Tensor, gold: Tensor) -> None:
    count[f"{name} told"] += int((told > 0).sum())
    count[f"{name} true"] += int((gold > 0).sum())
    count[f"{name} right"] += int(((told == gold) & (gold > 0)).sum())


def _count_each(count: Counter[str], prefix: str, names: Sequence[str], told: Tensor, gold: Tensor) -> None:
    for number, name in enumerate(names):
        count[f"{prefix}{name} told"] += int((told == number).sum())
        count[f"{prefix}{name} true"] += int((gold == number).sum())
        count[f"{prefix}{name} right"] += int(((told == number) & (gold == number)).sum())


def save(reader: Reader, labels: Labels, file: Path) -> None:
    """The trained weights with what their numbers stand for."""
    torch.save({"state": reader.state_dict(), "labels": labels}, file)


def count_layers(state: Mapping[str, Tensor]) -> int:
    """How many layers the encoder has whose weights these are.

    >>> count_layers({"encoder.encoder.layer.0.output.dense.weight": torch.ones(1), "encoder.encoder.layer.1.x": None})
    2
    """
    return len({name.partition(".layer.")[2].partition(".")[0] for name in state if ".layer." in name})


def load(file: Path, encoder: Path, tokenizer: Path | None = None) -> tuple[Reader, Labels]:
    """A trained reader as `save` wrote it."""
    saved = torch.load(file, map_location="cpu", weights_only=False)
    reader = make_reader(encoder, saved["labels"], tokenizer, count_layers(saved["state"]))
    reader.load_state_dict(saved["state"])
    return reader.eval(), saved["labels"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Train by the command line's words, measure on the dev parts, save."""
    parser = argparse.ArgumentParser(prog="python -m train.reader.train", description=__doc__)
    parser.add_argument("--from", dest="items", type=Path, required=True, help="what prepare.py wrote")
    parser.add_argument("--encoder", type=Path, required=True, help="the folder of the encoder to begin from")
    parser.add_argument("--tokenizer", type=Path, help="what cut the pieces, if not the encoder's own")
    parser.add_argument("--start", type=Path, help="a saved reader to go on from")
    parser.add_argument("--teacher", type=Path, nargs="*", default=[], help="saved larger readers to learn from")
    parser.add_argument("--teacher-encoder", type=Path, help="their encoder")
    parser.add_argument("--without", nargs="*", default=[], help="sources to leave out")
    parser.add_argument("--share", nargs="*", default=[], help="how much an epoch takes of a source: untold=1 ...")
    parser.add_argument("--weight", nargs="*", default=[], help="how much a head's loss counts: sides=0.4 ...")
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--seconds", type=float, help="train so long, rather than for --epochs")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--budget", type=int, default=BUDGET_PIECES, help="pieces of a batch")
    parser.add_argument("--workers", type=int, default=0, help="processes that make batches")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hide", type=float, default=0.0, help="the share of the pieces that is hidden: 0.1 ...")
    given = parser.parse_args(arguments)
    shares = SHARES | {name: float(number) for name, _, number in (told.partition("=") for told in given.share)}
    shares |= dict.fromkeys(given.without, 0.0)
    WEIGHTS.update((name, float(number)) for name, _, number in (told.partition("=") for told in given.weight))
    torch.manual_seed(given.seed)
    torch.set_float32_matmul_precision("high")
    device = "cuda" if torch.cuda.is_available() else "cpu"
    labels, sources = prepared.read(given.items)
    if given.start:
        reader, _ = load(given.start, given.encoder, given.tokenizer)
    else:
        reader = make_reader(given.encoder, labels, given.tokenizer)
    own = given.encoder / "tokenizer.json"
    teachers = [load(file, given.teacher_encoder, own)[0].to(device) for file in given.teacher]
    plan = Plan(sources, shares, given.budget, 200 if given.seconds else given.epochs, given.seed, given.hide)
    train(
        reader.to(device),
        plan,
        rate=given.rate,
        head_rate=given.head_rate,
        seconds=given.seconds,
        teachers=teachers,
        workers=given.workers,
        log=lambda line: print(line, flush=True),
    )
    save(reader, labels, given.to)
    for name in ("dev", "kept", "late", "names_dev", "attr_dev"):
        print(name, json.dumps(measure(reader, sources[name])), flush=True)


if __name__ == "__main__":
    main()

"""Train the reader: `python -m train.reader.train --data FOLDER --encoder FOLDER --to FILE`.

Sources are mixed in every batch of an epoch; `QUOTAS` says how many sentences of each an epoch sees.
The seed fixes the order, the sample and the new weights. Two cores do it in an hour; a GPU is used where there is one.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import torch
from corpus.practice import load_practice
from tokenizers import Tokenizer
from transformers import AutoModel

from dragoman.inference.shapes import SHAPES
from dragoman.knowledge.ontology import load_ontology
from train.reader import data
from train.reader.batches import Batcher, Labels
from train.reader.examples import NAMES, PARTIES, TYPES, Example
from train.reader.measure import measure
from train.reader.model import Dropout, Reader

# Sentences of a source that one epoch sees: a sample where there are more, again and again where there are fewer.
QUOTAS = {
    "corpus": 9000,
    "practice": 9000,
    "relations": 2000,
    "names": 7000,
    "attributions": 6000,
    "m2e2": 1500,
    "geneva": 1500,
    "realis": 3000,
    "stories": 1000,
    "taught": 6000,
}
# Weights of the heads' losses where they are not 1.
WEIGHTS = {"names": 0.7, "geneva": 0.5, "m2e2": 0.5, "realis": 0.7, "sentence_types": 0.5, "trigger": 2.0, "roles": 1.5}
BUDGET_PIECES = 3000
GENEVA_FEW = 40
WARM_STEPS = 60


def read_sources(folder: Path) -> dict[str, list[Example]]:
    """All training sentences by source; of the corpus its train split and its practice texts."""
    geneva = list(data.read_happenings(folder / "events/geneva.jsonl", "geneva"))
    found = {
        "corpus": list(data.read_corpus("train")),
        "practice": list(data.read_golds(load_practice(kept=False))),
        "relations": list(data.read_pairs(folder / "relations/plv_train.tsv")),
        "names": list(data.read_names(folder / "mentions/newswire_train.tsv.gz")),
        "attributions": list(data.read_attributions(folder / "attribution/polnear_train.jsonl.gz")),
        "m2e2": list(data.read_happenings(folder / "events/m2e2.jsonl.gz", "m2e2")),
        "geneva": geneva,
        "realis": [
            e for name in ("uw", "meantime", "uds_ih2") for e in data.read_realis(folder / f"realis/{name}_train.jsonl")
        ],
        "stories": list(data.read_stories(folder / "events/ngec_synthetic.jsonl.gz")),
    }
    return found


def make_labels(sources: dict[str, list[Example]]) -> Labels:
    """What every head tells apart."""
    kinds = {layer: sorted({n for e in sources[layer] for _, n in e.tags[layer]}) for layer in ("m2e2", "geneva")}
    often = {
        n for n in kinds["geneva"] if sum(n == m for e in sources["geneva"] for _, m in e.tags["geneva"]) >= GENEVA_FEW
    }
    layers = {
        "trigger": tuple(TYPES),
        "names": NAMES,
        "source": ("source",),
        "cue": ("cue",),
        "content": ("content",),
        "party": PARTIES,
        "m2e2": tuple(kinds["m2e2"]),
        "geneva": tuple(n for n in kinds["geneva"] if n in often),
    }
    ontology = load_ontology()
    modes = tuple(f"{name} {mode}" for name, kind in ontology.types.items() for mode in kind.modes)
    return Labels(layers, modes, tuple(ontology.contexts))


def sample(
    sources: dict[str, list[Example]], chance: random.Random, quotas: Mapping[str, int] = QUOTAS
) -> list[Example]:
    """The sentences of one epoch."""
    found: list[Example] = []
    for name, examples in sources.items():
        quota = quotas[name] if examples else 0
        whole, rest = divmod(quota, max(1, len(examples)))
        found += examples * whole + chance.sample(examples, rest if examples else 0)
    return found


def make_reader(encoder: Path, labels: Labels) -> Reader:
    """An encoder with new heads; its table of words stays as it is."""
    model = AutoModel.from_pretrained(encoder, attn_implementation="eager", attention_probs_dropout_prob=0.0)
    for part in [*model.modules()]:
        for name, inner in part.named_children():
            if isinstance(inner, torch.nn.Dropout) and inner.p:
                setattr(part, name, Dropout(inner.p))
    model.embeddings.word_embeddings.weight.requires_grad = False
    if not hasattr(model.embeddings, "token_type_embeddings"):
        model = WithShapes(model)
    else:
        # What the encoder learned to take for "first or second sentence" says here how a word is written.
        plain = model.embeddings.token_type_embeddings.weight.detach()[:1]
        model.embeddings.token_type_embeddings = torch.nn.Embedding.from_pretrained(
            plain.repeat(len(SHAPES), 1), freeze=False
        )
    return Reader(model, {n: len(v) for n, v in labels.layers.items()}, len(labels.modes), len(labels.contexts))


class WithShapes(torch.nn.Module):
    """An encoder that knows no first and second sentence (MPNet), told how words are written all the same."""

    def __init__(self, model: torch.nn.Module) -> None:
        super().__init__()
        self.model, self.config = model, model.config
        self.shapes = torch.nn.Embedding.from_pretrained(
            torch.zeros(len(SHAPES), self.config.hidden_size), freeze=False
        )

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> torch.Tensor:
        """What the encoder gives, its words marked by their shapes."""
        words = self.model.embeddings.word_embeddings(input_ids) + self.shapes(token_type_ids)
        return self.model(inputs_embeds=words, attention_mask=attention_mask)


def train(
    reader: Reader,
    batcher: Batcher,
    epochs: Iterator[list[Example]],
    steps: int,
    *,
    rate: float,
    head_rate: float,
    seconds: float | None = None,
    budget: int = BUDGET_PIECES,
    log: Callable[[str], None] = print,
) -> None:
    """Train on one list of examples after another. With `seconds` the rate falls to nothing by then."""
    heads = [p for n, p in reader.named_parameters() if not n.startswith("encoder") and p.requires_grad]
    body = [p for n, p in reader.named_parameters() if n.startswith("encoder") and p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": rate, "base": rate}, {"params": heads, "lr": head_rate, "base": head_rate}],
        weight_decay=0.01,
    )
    reader.train()
    gc.freeze()  # millions of labels, which Python would go through again and again
    begun, step = time.time(), 0
    sums: dict[str, list[float]] = {}
    for number, examples in enumerate(epochs):
        for part in batcher.order(examples, budget, random.Random(number)):
            progress = (time.time() - begun) / seconds if seconds else step / steps
            if progress >= 1:
                return
            factor = min(1.0, (step + 1) / WARM_STEPS, (1 - progress) / 0.9)
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * factor
            losses = reader.losses(batcher.batch(part, budget))
            loss = sum(WEIGHTS.get(name, 1.0) * value for name, value in losses.items())
            loss.backward()
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            step += 1
            for name, value in losses.items():
                sums.setdefault(name, []).append(float(value.detach()))
            if step % 100 == 0:
                told = " ".join(f"{n}={sum(v) / len(v):.3f}" for n, v in sums.items())
                log(f"{step} {progress:.2f} {time.time() - begun:.0f}s {told}")
                sums = {}


def epochs_of(
    sources: dict[str, list[Example]], seed: int, quotas: Mapping[str, int] = QUOTAS
) -> Iterator[list[Example]]:
    """Samples without end."""
    number = 0
    while True:
        yield sample(sources, random.Random(seed * 1000 + number), quotas)
        number += 1


def go_on(reader: Reader, state: Mapping[str, torch.Tensor]) -> None:
    """Take a saved reader's weights; a layer of tags that it had not learned begins new, anything else is refused."""
    told = reader.load_state_dict(state, strict=False)
    other = [name for name in told.missing_keys if not name.startswith("tags.")] + told.unexpected_keys
    if other:
        raise SystemExit(f"not a reader of this shape: {', '.join(other[:3])}")


def save(reader: Reader, labels: Labels, file: Path) -> None:
    """The trained weights with what their numbers stand for."""
    told = {"layers": dict(labels.layers), "modes": labels.modes, "contexts": labels.contexts}
    torch.save({"state": reader.state_dict(), "labels": told}, file)


def main(arguments: Sequence[str] | None = None) -> None:
    """Train by the command line's words, measure on the dev parts, save."""
    parser = argparse.ArgumentParser(prog="python -m train.reader.train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the sources")
    parser.add_argument("--encoder", type=Path, required=True, help="the folder of the encoder to begin from")
    parser.add_argument("--taught", type=Path, help="pairs labelled by a teacher (teach.py)")
    parser.add_argument("--start", type=Path, help="a saved reader to go on from")
    parser.add_argument("--without", nargs="*", default=[], help="sources to leave out")
    parser.add_argument("--quota", nargs="*", default=[], help="sentences an epoch takes of a source: corpus=4000 ...")
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--seconds", type=float, help="train so long, rather than for --epochs")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    quotas = QUOTAS | {name: int(number) for name, _, number in (told.partition("=") for told in given.quota)}
    torch.manual_seed(given.seed)
    sources = read_sources(given.data)
    labels = make_labels(sources)
    for name in given.without:
        sources[name] = []
    if given.taught:
        sources["taught"] = list(data.read_taught(given.taught))
    device = "cuda" if torch.cuda.is_available() else "cpu"
    tokenizer = Tokenizer.from_file(str(given.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    batcher = Batcher(tokenizer, labels, device)
    reader = make_reader(given.encoder, labels).to(device)
    if given.start:
        go_on(reader, torch.load(given.start, map_location=device, weights_only=False)["state"])
    one = sum(1 for _ in batcher.order(sample(sources, random.Random(0), quotas), BUDGET_PIECES, random.Random(0)))
    print({name: len(examples) for name, examples in sources.items()}, one, "batches an epoch", flush=True)
    train(
        reader,
        batcher,
        epochs_of(sources, given.seed, quotas),
        one * given.epochs,
        rate=given.rate,
        head_rate=given.head_rate,
        seconds=given.seconds,
        log=lambda line: print(line, flush=True),
    )
    save(reader, labels, given.to)
    print(json.dumps(measure(reader, batcher, given.data), indent=1))


if __name__ == "__main__":
    main()

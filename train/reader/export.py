"""A trained reader -> the folder that ships: `python -m train.reader.export`.

The encoder becomes int8 ONNX (weights per channel, activations as they come), the heads one file of numpy arrays in
half precision, the tokenizer stays as it is, and a card says what all of it is. On the practice texts that were kept
from the reader it finds what the scores of each question are best divided by.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as F

from train.reader import prepared
from train.reader.batches import make_batch, order
from train.reader.examples import AUXILIARIES, RELATIONS, ROLES, TASKS, TYPES, Item, Labels
from train.reader.model import Reader
from train.reader.train import BUDGET_PIECES, load

KEPT_LAYERS = ("trigger", "names", "source", "cue", "content", "party")
# How much less it counts that a word begins nothing of a layer: more is seen, and what comes later judges it (acts
# `events-1`). On practice texts that were kept F1 of words is the same up to here or higher, recall by 2 to 6 points.
EAGER = {"trigger": 0.6, "source": 0.8, "cue": 0.8, "content": 0.8}
# Learned beside a teacher, chances are more modest than they are right; the layers' scores are made so much sharper. F1
# of positions on the kept practice texts rises from 0.58 to 0.60 so, as what is seen at 0.7 is taken.
SHARPER = 1.3
TEMPERS = (1.0, 1.3, 1.6, 2.0, 2.4, 2.8, 3.3, 4.0)


class _Encoder(nn.Module):
    """The encoder alone: ids and mask in, one vector a piece out."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.encoder = reader.encoder

    def forward(self, input_ids: Tensor, attention_mask: Tensor, shapes: Tensor) -> Tensor:
        given = {"input_ids": input_ids, "attention_mask": attention_mask, "token_type_ids": shapes}
        hidden: Tensor = self.encoder(**given).last_hidden_state
        return hidden


def write_encoder(reader: Reader, to: Path) -> None:
    """The encoder in int8."""
    names = ["input_ids", "attention_mask", "shapes"]
    axes = {name: {0: "windows", 1: "pieces"} for name in [*names, "hidden"]}
    ids = torch.ones(1, 8, dtype=torch.long)
    reader.encoder.config._attn_implementation = "eager"
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            _Encoder(reader),
            (ids, ids, ids * 0),
            str(whole),
            input_names=names,
            output_names=["hidden"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            whole, to, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gather"]
        )


def write_heads(reader: Reader, to: Path) -> None:
    """The weights of all heads that reading needs; of those that label words the `KEPT_LAYERS`."""
    left_out = [f"tags.{name}." for name in reader.tags if name not in KEPT_LAYERS]
    arrays = {
        name.removeprefix("tasks."): value.detach().numpy().astype(np.float16)
        for name, value in reader.state_dict().items()
        if not name.startswith(("encoder.", "realis.", "sentence_types.", *left_out))
    }
    for layer in set(KEPT_LAYERS) & set(reader.tags):
        arrays[f"tags.{layer}.bias"][0] -= EAGER.get(layer, 0.0)
        for part in ("weight", "bias"):
            arrays[f"tags.{layer}.{part}"] *= SHARPER
    np.savez(to, **arrays)


def write_card(labels: Labels, folder: Path, name: str, told: dict[str, object]) -> None:
    """What the folder is: names of all labels, and the sum of every file."""
    sums = {
        p.name: hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.iterdir())
        if p.suffix in (".onnx", ".npz", ".json") and p.name != "card.json"
    }
    card = {
        "name": name,
        "layers": {layer: list(names) for layer, names in labels.layers.items() if layer in KEPT_LAYERS},
        "types": TYPES,
        "relations": RELATIONS,
        "auxiliaries": AUXILIARIES,
        "roles": ROLES,
        "modes": labels.modes,
        "contexts": labels.contexts,
        "kinds": labels.kinds,
        "hows": labels.hows,
        **told,
        "sha256": sums,
    }
    (folder / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


@torch.no_grad()
def find_temper(reader: Reader, items: Sequence[Item]) -> dict[str, float]:
    """For each task what its scores are best divided by: then the right choices surprise least."""
    surprise: Counter[tuple[str, float]] = Counter()
    for numbers in order(items, range(len(items)), BUDGET_PIECES, random.Random(0)):
        batch = make_batch([items[n] for n in numbers])
        for name, scores in reader.eval()(batch).items():
            if name in TASKS:
                right = batch[f"{name} asked"][:, 2]
                for temper in TEMPERS:
                    surprise[name, temper] += float(F.cross_entropy(scores / temper, right, reduction="sum"))
    return {name: min(TEMPERS, key=lambda temper: surprise[name, temper]) for name in TASKS}


def main(arguments: Sequence[str] | None = None) -> None:
    """Export by the command line's words."""
    parser = argparse.ArgumentParser(prog="python -m train.reader.export", description=__doc__)
    parser.add_argument("--from", dest="file", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--items", type=Path, required=True, help="what prepare.py wrote")
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--name", default="reader-2")
    given = parser.parse_args(arguments)
    reader, labels = load(given.file, given.encoder)
    temper = find_temper(reader, prepared.read(given.items)[1]["kept"])
    given.to.mkdir(parents=True, exist_ok=True)
    write_encoder(reader, given.to / "encoder.onnx")
    write_heads(reader, given.to / "heads.npz")
    (given.to / "tokenizer.json").write_bytes((given.encoder / "tokenizer.json").read_bytes())
    write_card(labels, given.to, given.name, {"temper": temper})


if __name__ == "__main__":
    main()

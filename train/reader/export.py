"""A trained reader -> the folder that ships: `python -m train.reader.export --from FILE --encoder FOLDER --to FOLDER`.

The encoder becomes int8 ONNX (weights per channel, activations as they come), the heads one file of
numpy arrays in half precision, the tokenizer stays as it is, and a card says what all of it is.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from train.reader.batches import Labels
from train.reader.examples import AUXILIARIES, RELATIONS, ROLES, TYPES
from train.reader.model import Reader
from train.reader.train import make_reader


class _Encoder(nn.Module):
    """The encoder alone: ids and mask in, one vector a piece out."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.encoder = reader.encoder

    def forward(self, input_ids: Tensor, attention_mask: Tensor, shapes: Tensor) -> Tensor:
        given = {"input_ids": input_ids, "attention_mask": attention_mask, "token_type_ids": shapes}
        hidden: Tensor = self.encoder(**given).last_hidden_state
        return hidden


def load(file: Path, encoder: Path) -> tuple[Reader, Labels]:
    """A trained reader as `train.py` saved it."""
    saved = torch.load(file, map_location="cpu", weights_only=False)
    told = saved["labels"]
    labels = Labels(told["layers"], tuple(told["modes"]), tuple(told["contexts"]))
    reader = make_reader(encoder, labels)
    reader.load_state_dict(saved["state"])
    return reader.eval(), labels


def write_encoder(reader: Reader, to: Path) -> None:
    """The encoder in int8."""
    names = ["input_ids", "attention_mask", "shapes"]
    axes = {name: {0: "sentences", 1: "pieces"} for name in [*names, "hidden"]}
    ids = torch.ones(1, 8, dtype=torch.long)
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


def write_heads(reader: Reader, to: Path, keep: Sequence[str]) -> None:
    """The weights of all heads that reading needs: tag layers of `keep`, events, roles, pairs, boilerplate."""
    left_out = [f"tags.{name}." for name in reader.tags if name not in keep]
    arrays = {
        name: value.detach().numpy().astype(np.float16)
        for name, value in reader.state_dict().items()
        if not name.startswith(("encoder.", "realis.", "sentence_types.", *left_out))
    }
    np.savez(to, **arrays)


def write_card(labels: Labels, folder: Path, keep: Sequence[str], name: str, told: dict[str, object]) -> None:
    """What the folder is: names of all labels, and the sum of every file."""
    sums = {
        p.name: hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.iterdir())
        if p.suffix in (".onnx", ".npz", ".json") and p.name != "card.json"
    }
    card = {
        "name": name,
        "layers": {layer: list(names) for layer, names in labels.layers.items() if layer in keep},
        "types": TYPES,
        "relations": RELATIONS,
        "auxiliaries": AUXILIARIES,
        "roles": ROLES,
        "modes": labels.modes,
        "contexts": labels.contexts,
        **told,
        "sha256": sums,
    }
    (folder / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Export by the command line's words."""
    parser = argparse.ArgumentParser(prog="python -m train.reader.export", description=__doc__)
    parser.add_argument("--from", dest="file", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--name", default="reader-1")
    given = parser.parse_args(arguments)
    reader, labels = load(given.file, given.encoder)
    given.to.mkdir(parents=True, exist_ok=True)
    write_encoder(reader, given.to / "encoder.onnx")
    keep = ("trigger", "names", "source", "cue", "content", "party")
    write_heads(reader, given.to / "heads.npz", keep)
    (given.to / "tokenizer.json").write_bytes((given.encoder / "tokenizer.json").read_bytes())
    write_card(labels, given.to, keep, given.name, {})


if __name__ == "__main__":
    main()

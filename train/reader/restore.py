"""The folder that ships -> a reader to train on from: `python -m train.reader.restore --encoder FOLDER --to FILE`.

Its int8 weights become floats again, and what `export.py` changed in the heads is undone. The heads that only help to
learn (`m2e2`, `geneva`, whether a word happened, the type of a whole story) do not ship and begin anew.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from dragoman.inference.reader import FOLDER
from train.reader import prepared
from train.reader.encoders import make_reader
from train.reader.examples import TASKS
from train.reader.export import EAGER, KEPT_LAYERS, SHARPER
from train.reader.model import Reader
from train.reader.train import save

_QUANTIZED, _MATMUL = "_quantized", "/MatMul_quant"


def read_encoder(file: Path) -> Iterator[tuple[str, Tensor]]:
    """The weights of an encoder by the names PyTorch gives them; its table of words was not learned and is left out."""
    graph = onnx.load(str(file)).graph
    arrays = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    for name, array in arrays.items():
        if name.startswith("encoder.") and array.dtype == np.float32 and not name.endswith("_scale"):
            yield name, torch.tensor(array)
    for name in ("token_type_embeddings", "position_embeddings"):
        yield f"encoder.embeddings.{name}.weight", _as_floats(arrays, f"encoder.embeddings.{name}.weight")
    for node in graph.node:
        if node.op_type == "MatMulInteger" and node.name.endswith(_MATMUL):
            name = node.name.removesuffix(_MATMUL).removeprefix("/encoder/").replace("/", ".")
            yield f"encoder.{name}.weight", _as_floats(arrays, node.input[1].removesuffix(_QUANTIZED)).T.contiguous()


def _as_floats(arrays: dict[str, np.ndarray], name: str) -> Tensor:
    whole, zero = arrays[name + _QUANTIZED].astype(np.float32), arrays[f"{name}_zero_point"].astype(np.float32)
    return torch.tensor((whole - zero) * arrays[f"{name}_scale"])


def read_heads(file: Path) -> Iterator[tuple[str, Tensor]]:
    """The weights of the heads, as they were before export made some words likelier and the scores sharper."""
    with np.load(file) as arrays:
        for name in arrays:
            array = arrays[name].astype(np.float32)
            kind, _, rest = name.partition(".")
            layer, _, part = rest.partition(".")
            if kind == "tags" and layer in KEPT_LAYERS:
                array = array / SHARPER
                if part == "bias":
                    array[0] += EAGER.get(layer, 0.0)
            yield (f"tasks.{name}" if kind in TASKS else name), torch.tensor(array)


def restore(reader: Reader, folder: Path) -> list[str]:
    """Give a new reader the weights of a folder that ships; returns the names of those that it has not."""
    told = dict([*read_encoder(folder / "encoder.onnx"), *read_heads(folder / "heads.npz")])
    missing, unknown = reader.load_state_dict(told, strict=False)
    if unknown:
        raise ValueError(f"the reader has no weights named {', '.join(unknown)}")
    return list(missing)


def main(arguments: Sequence[str] | None = None) -> None:
    """Restore by the command line's words."""
    parser = argparse.ArgumentParser(prog="python -m train.reader.restore", description=__doc__)
    parser.add_argument("--model", type=Path, default=FOLDER, help="the folder that ships")
    parser.add_argument("--from", dest="items", type=Path, required=True, help="what prepare.py wrote")
    parser.add_argument("--encoder", type=Path, required=True, help="the folder of the encoder it began from")
    parser.add_argument("--to", type=Path, required=True)
    given = parser.parse_args(arguments)
    labels, _ = prepared.read(given.items)
    reader = make_reader(given.encoder, labels)
    print("begins anew:", ", ".join(restore(reader, given.model)))
    save(reader, labels, given.to)


if __name__ == "__main__":
    main()

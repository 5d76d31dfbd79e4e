"""A reader -> the same with more layers: `python -m train.reader.deepen --from FILE --layers 8 --to DEEPER ...`.

The new layers stand above the others and leave what they are given nearly as it is, until they learn to do more
(after Wu et al. 2024, arXiv:2401.02415): they are the last layer again, with nothing coming out of its sums, and a norm
that undoes itself on the whole.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from train.reader import prepared
from train.reader.batches import Batch, make_batch
from train.reader.encoders import make_reader
from train.reader.model import Reader
from train.reader.train import count_layers, load, save

# So many texts show what the vectors of the last layer are like.
SEEN = 64


@torch.no_grad()
def deepen(state: dict[str, Tensor], layers: int, mean: float, spread: float) -> dict[str, Tensor]:
    """The weights of a reader with so many layers.

    `mean` and `spread` are what the numbers of one vector of its last layer are like: mean and standard deviation.
    """
    last = count_layers(state) - 1
    found = dict(state)
    for name, value in state.items():
        before, own, after = name.partition(f".layer.{last}.")
        for number in range(last + 1, layers) if own else ():
            if "LayerNorm" in after:
                again = torch.full_like(value, spread if after.endswith("weight") else mean)
            else:
                again = torch.zeros_like(value) if "output.dense" in after else value.clone()
            found[f"{before}.layer.{number}.{after}"] = again
    return found


@torch.no_grad()
def describe(reader: Reader, batch: Batch) -> tuple[float, float]:
    """What the numbers of one vector are like, on the whole: their mean and their standard deviation."""
    given = {"input_ids": batch["ids"], "attention_mask": batch["mask"], "token_type_ids": batch["shapes"]}
    vectors = reader.encoder(**given).last_hidden_state[batch["mask"] > 0]
    return float(vectors.mean()), float(vectors.std(1).mean())


def main(arguments: Sequence[str] | None = None) -> None:
    """Deepen by the command line's words."""
    parser = argparse.ArgumentParser(prog="python -m train.reader.deepen", description=__doc__)
    parser.add_argument("--from", dest="file", type=Path, required=True, help="what train.py saved")
    parser.add_argument("--layers", type=int, required=True)
    parser.add_argument("--items", type=Path, required=True, help="what prepare.py wrote")
    parser.add_argument("--encoder", type=Path, required=True, help="the folder of the encoder it began from")
    parser.add_argument("--to", type=Path, required=True)
    given = parser.parse_args(arguments)
    reader, labels = load(given.file, given.encoder)
    batch = make_batch(prepared.read(given.items)[1]["dev"][:SEEN])
    state = deepen(reader.state_dict(), given.layers, *describe(reader, batch))
    deeper = make_reader(given.encoder, labels, layers=given.layers)
    deeper.load_state_dict(state)
    save(deeper, labels, given.to)


if __name__ == "__main__":
    main()

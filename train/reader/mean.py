"""The mean of readers that began alike: `python -m train.reader.mean ONE.pt OTHER.pt ... --to FILE`.

What one learned by chance the other did not, so that their mean is often better than each (Wortsman et al. 2022,
arXiv:2203.05482).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch


def main(arguments: Sequence[str] | None = None) -> None:
    """Read them all, save the mean of their weights with the labels of the first."""
    parser = argparse.ArgumentParser(prog="python -m train.reader.mean", description=__doc__)
    parser.add_argument("readers", type=Path, nargs="+", help="what train.py saved")
    parser.add_argument("--to", type=Path, required=True)
    given = parser.parse_args(arguments)
    saved = [torch.load(file, map_location="cpu", weights_only=False) for file in given.readers]
    states = [one["state"] for one in saved]
    mean = {
        name: torch.stack([state[name] for state in states]).mean(0) if value.is_floating_point() else value
        for name, value in states[0].items()
    }
    torch.save({"state": mean, "labels": saved[0]["labels"]}, given.to)


if __name__ == "__main__":
    main()

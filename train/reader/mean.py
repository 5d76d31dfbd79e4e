"""Two trained readers taken together: `python -m train.reader.mean ONE OTHER --share 0.6 --to FILE`.

Every weight is the mean of both, OTHER's counting for its share. Both must come from one line of training.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch


def mean(one: Mapping[str, torch.Tensor], other: Mapping[str, torch.Tensor], share: float) -> dict[str, torch.Tensor]:
    """The mean of two states; what is no number with a fraction stays the other's."""
    return {
        name: torch.lerp(one[name], value, share) if value.is_floating_point() else value
        for name, value in other.items()
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the mean by the command line's words."""
    parser = argparse.ArgumentParser(prog="python -m train.reader.mean", description=__doc__)
    parser.add_argument("one", type=Path)
    parser.add_argument("other", type=Path)
    parser.add_argument("--share", type=float, default=0.6)
    parser.add_argument("--to", type=Path, required=True)
    given = parser.parse_args(arguments)
    one, other = (torch.load(file, map_location="cpu", weights_only=False) for file in (given.one, given.other))
    torch.save({**other, "state": mean(one["state"], other["state"], given.share)}, given.to)


if __name__ == "__main__":
    main()

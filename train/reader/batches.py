"""Items -> batches: windows side by side, places counted on, all of it two rows of numbers that travel as one.

Nothing here needs the coder, so that a machine with a GPU needs PyTorch and what `prepare.py` wrote.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor

from train.reader.examples import TASKS, Item

Batch = dict[str, Tensor]
# A batch is as wide as one of these, with a mark at each end: processors prepare their sums anew for every shape.
WIDTHS = (16, 24, 32, 40, 48, 56, 64, 80, 96, 128, 160, 192, 256, 320, 386)

# Tables of places, and in which of their columns something is counted on from item to item.
_COUNTED = {
    "sentences": {0: "rows"},
    "events": {0: "rows", 3: "sentences"},
    "roles": {0: "events", 1: "rows"},
    "pairs": {0: "rows", 3: "rows", 6: "sentences"},
    "realis": {0: "rows"},
    "boilerplate": {0: "sentences"},
    "typed": {0: "sentences"},
}


def width_of(pieces: int) -> int:
    """How wide a batch is whose longest window has so many pieces.

    >>> width_of(33), width_of(386)
    (40, 386)
    """
    return next(width for width in WIDTHS if width >= pieces)


def order(items: Sequence[Item], numbers: Sequence[int], budget: int, chance: random.Random) -> list[list[int]]:
    """Batches of items of like width, in random order; `budget` is pieces a batch, those that pad it counted."""
    wide = {n: int(items[n]["lengths"].max()) for n in numbers}
    batches: list[list[int]] = []
    rows = width = 0
    for n in sorted(numbers, key=lambda n: wide[n] * chance.uniform(1, 1.1)):
        width = max(width, width_of(wide[n]))
        rows += len(items[n]["lengths"])
        if not batches or rows * width > budget:
            batches.append([])
            rows, width = len(items[n]["lengths"]), width_of(wide[n])
        batches[-1].append(n)
    chance.shuffle(batches)
    return batches


def collate(items: Sequence[Item]) -> dict[str, np.ndarray[Any, Any]]:
    """The arrays of one batch."""
    lengths = np.concatenate([item["lengths"] for item in items])
    height, width = len(lengths), width_of(int(lengths.max()))
    inside = np.arange(width) < lengths[:, None]
    ids, shapes, words = (np.zeros((height, width), np.int32) for _ in range(3))
    for name, table in (("ids", ids), ("shapes", shapes), ("words", words)):
        table[inside] = np.concatenate([item[name] for item in items])
    found = {"ids": ids, "shapes": shapes, "mask": inside.astype(np.int32), "words": np.flatnonzero(words)}
    for name in items[0]:
        if name.startswith("tags "):
            found[name] = np.concatenate([item[name] for item in items])
    starts = {
        "rows": np.cumsum([0, *(len(item["lengths"]) for item in items)]),
        "sentences": np.cumsum([0, *(len(item["sentences"]) for item in items)]),
        "events": np.cumsum([0, *(len(item["events"]) for item in items)]),
    }
    for name, columns in _COUNTED.items():
        found[name] = _join([item[name] for item in items], columns, starts)
    for name in ("modes", "contexts", "realis_values", "typed_as"):
        found[name] = np.concatenate([item[name] for item in items])
    for task in TASKS:
        _add_asked(found, task, items, starts["rows"])
    return found


def _join(
    tables: Sequence[np.ndarray[Any, Any]], columns: dict[int, str], starts: dict[str, np.ndarray[Any, Any]]
) -> np.ndarray[Any, Any]:
    sizes = [len(table) for table in tables]
    whole = np.concatenate(tables)
    for column, what in columns.items():
        whole[:, column] += np.repeat(starts[what][:-1], sizes).astype(np.int32)
    return whole


def _add_asked(
    found: dict[str, np.ndarray[Any, Any]], task: str, items: Sequence[Item], rows: np.ndarray[Any, Any]
) -> None:
    """What a task asks, with every place asked about beside every place where a choice is named (`met`)."""
    start = {"rows": rows, "asked": np.cumsum([0, *(len(item[f"{task} asked"]) for item in items)])}
    asked = np.concatenate([item[f"{task} asked"] for item in items])
    queries = _join([item[f"{task} queries"] for item in items], {0: "asked", 1: "rows"}, start)
    named = _join([item[f"{task} named"] for item in items], {0: "asked", 2: "rows"}, start)
    many = np.bincount(queries[:, 0], minlength=len(asked))
    before = np.cumsum(many) - many
    times = many[named[:, 0]]
    other = np.repeat(np.arange(len(named)), times)
    one = np.arange(len(other)) - np.repeat(np.cumsum(times) - times, times) + before[named[other, 0]]
    scores = np.zeros((len(asked), int(asked[:, 3].max(initial=0)) + 1), np.float32)
    scores[np.arange(scores.shape[1]) <= asked[:, 3:]] = np.concatenate([item[f"{task} scores"] for item in items])
    found[f"{task} asked"], found[f"{task} queries"], found[f"{task} named"] = asked, queries, named
    found[f"{task} met"], found[f"{task} scores"] = np.stack([one, other], 1), scores


def pack(found: dict[str, np.ndarray[Any, Any]]) -> tuple[list[tuple[str, bool, tuple[int, ...]]], Tensor, Tensor]:
    """Arrays as one row of whole numbers and one of others, and how to find them again."""
    told = [(name, value.dtype == np.float32, value.shape) for name, value in found.items()]
    rows = [
        np.concatenate([value.ravel() for value in found.values() if (value.dtype == np.float32) == real])
        for real in (False, True)
    ]
    return told, torch.from_numpy(rows[0].astype(np.int32)), torch.from_numpy(rows[1].astype(np.float32))


def unpack(packed: tuple[list[tuple[str, bool, tuple[int, ...]]], Tensor, Tensor], device: str) -> Batch:
    """The tensors of a batch on a device, from what `pack` made."""
    told, whole, real = packed
    rows = {False: whole.to(device, non_blocking=True).long(), True: real.to(device, non_blocking=True)}
    at, found = {False: 0, True: 0}, {}
    for name, kind, shape in told:
        size = int(np.prod(shape))
        found[name] = rows[kind][at[kind] : at[kind] + size].view(shape)
        at[kind] += size
    return found


def make_batch(items: Sequence[Item], device: str = "cpu") -> Batch:
    """One batch of items."""
    return unpack(pack(collate(items)), device)

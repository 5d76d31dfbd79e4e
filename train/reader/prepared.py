"""Items in a file: all arrays of a source end to end, in as few bits as they need, so that they travel light."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from train.reader.examples import Item, Labels

_KINDS = (np.int8, np.uint8, np.int16, np.uint16, np.int32)


def write(file: Path, labels: Labels, sources: Mapping[str, Sequence[Item]]) -> None:
    """Write items by source, and what their numbers stand for."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as packed:
        packed.writestr("labels.json", json.dumps(asdict(labels)))
        for source, items in sources.items():
            for name in items[0] if items else ():
                whole = np.concatenate([item[name] for item in items])
                with packed.open(f"{source}/{name}.npy", "w") as out:
                    np.save(out, _shrink(whole))
                with packed.open(f"{source}/{name}.sizes.npy", "w") as out:
                    np.save(out, _shrink(np.array([len(item[name]) for item in items], np.int32)))


def read(file: Path) -> tuple[Labels, dict[str, list[Item]]]:
    """What `write` wrote."""
    sources: dict[str, list[Item]] = {}
    with zipfile.ZipFile(file) as packed:
        told = json.loads(packed.read("labels.json"))
        for path in packed.namelist():
            source, _, name = path.removesuffix(".npy").partition("/")
            if not name or name.endswith(".sizes"):
                continue
            whole = np.load(io.BytesIO(packed.read(path)))
            sizes = np.load(io.BytesIO(packed.read(f"{source}/{name}.sizes.npy"))).astype(np.int64)
            whole = whole.astype(np.float32 if whole.dtype.kind == "f" else np.int32)
            items = sources.setdefault(source, [{} for _ in sizes])
            for item, part in zip(items, np.split(whole, np.cumsum(sizes)[:-1]), strict=True):
                item[name] = part
    layers, kinds, hows = ({k: tuple(v) for k, v in told[part].items()} for part in ("layers", "kinds", "hows"))
    return Labels(layers, tuple(told["modes"]), tuple(told["contexts"]), kinds, hows), sources


def _shrink(whole: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    if whole.dtype.kind == "f":
        return whole.astype(np.float16)
    low, high = whole.min(initial=0), whole.max(initial=0)
    return whole.astype(next(k for k in _KINDS if np.iinfo(k).min <= low and high <= np.iinfo(k).max))

"""Reads what people edit: CSV with `#` comments and `|` lists, and TOML."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path
from typing import Any

RESOURCES = Path(__file__).parent.parent / "resources"


class ResourceError(Exception):
    """A reviewed file says something that cannot be; the message names the file and the line."""


def read_rows(path: str) -> list[dict[str, str]]:
    """The rows of one CSV file under `resources`; every row must fill the columns exactly."""
    lines = (RESOURCES / path).read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.strip() and not line.startswith("#")]
    header, *rows = csv.reader(kept)
    for row in rows:
        if len(row) != len(header):
            raise ResourceError(f"{path}: {len(row)} fields where {len(header)} belong: {row[:3]}")
    return [dict(zip(header, row, strict=True)) for row in rows]


def read_toml(path: str) -> dict[str, Any]:
    """One TOML file under `resources`."""
    return tomllib.loads((RESOURCES / path).read_text(encoding="utf-8"))


def split_list(cell: str) -> list[str]:
    """The items of a `|` list.

    >>> split_list("UAE | U.A.E.")
    ['UAE', 'U.A.E.']
    """
    return [item.strip() for item in cell.split("|") if item.strip()]

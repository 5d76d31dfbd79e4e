"""Days known by name as data, from resources/words/calendar.toml; every day is checked to be one."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

RESOURCES = Path(__file__).resolve().parent.parent / "resources" / "words"
_NTH = re.compile(r"(?:[1-4]|-1) (?:mon|tue|wed|thu|fri|sat|sun) (?:1[0-2]|[1-9])")


def read_calendar() -> dict[str, Any]:
    """The file as it is, after a look at each of its days."""
    with (RESOURCES / "calendar.toml").open("rb") as file:
        found = tomllib.load(file)
    for day in (*found["fixed"].values(), *(day for states in found["national"].values() for day in states.values())):
        check_day(day)
    for days in found["moving"].values():
        if [date.fromisoformat(day) for day in days] != sorted({date.fromisoformat(day) for day in days}):
            raise ValueError(f"days out of order from {days[0]}")
    return found


def check_day(day: str) -> None:
    """Raise where a day of the year is none.

    >>> check_day("02-29"), check_day("4 thu 11")
    (None, None)
    """
    if not _NTH.fullmatch(day):
        date.fromisoformat(f"2024-{day}")


def build() -> dict[str, bytes]:
    """`calendar.json`, the same bytes each time."""
    return {"calendar.json": json.dumps(read_calendar(), ensure_ascii=False, sort_keys=True).encode() + b"\n"}

"""Days known by name, and the fiscal years of states: resources/words/calendar.toml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from dragoman.knowledge.files import read_json


class Calendar(NamedTuple):
    """What the file says; keys are feasts in small letters, days as the file has them ("12-25", "4 thu 11")."""

    names: tuple[str, ...]
    """Every name as it is written, the longest first."""
    meant: Mapping[str, str]
    """Names in small letters that stand for another."""
    fixed: Mapping[str, str]
    easter: Mapping[str, int]
    orthodox_easter: Mapping[str, int]
    moving: Mapping[str, tuple[str, ...]]
    lasting: Mapping[str, int | str]
    national: Mapping[str, Mapping[str, str]]
    fiscal: Mapping[str, tuple[int, bool]]
    """Of a state, the month its fiscal year begins in and whether it is named after the year it ends in."""


@cache
def load_calendar() -> Calendar:
    """The days known by name, read once.

    >>> load_calendar().fixed["boxing day"], load_calendar().national["thanksgiving"]["CAN"]
    ('12-26', '2 mon 10')
    """
    data = read_json("calendar.json")
    kinds = ("fixed", "easter", "orthodox_easter", "moving", "national")
    named = [*(name for kind in kinds for name in data[kind]), *(n for names in data["names"].values() for n in names)]
    lower = {kind: {name.lower(): day for name, day in data[kind].items()} for kind in (*kinds, "lasting")}
    return Calendar(
        names=tuple(sorted(named, key=lambda name: (-len(name), name))),
        meant={other.lower(): name.lower() for name, others in data["names"].items() for other in others},
        fixed=lower["fixed"],
        easter=lower["easter"],
        orthodox_easter=lower["orthodox_easter"],
        moving={name: tuple(days) for name, days in lower["moving"].items()},
        lasting={name: days.lower() if isinstance(days, str) else days for name, days in lower["lasting"].items()},
        national=lower["national"],
        fiscal={state: (int(way.split()[0]), way.endswith("end")) for state, way in data["fiscal"].items()},
    )

"""Reads the user's corrections of actors: TOML tables `[[actor]]`.

    [[actor]]
    name = "Lake Chad Basin Commission"
    names = ["LCBC"]
    kind = "organization"
    country = "IGO"
    represents = "LCBC"

`name` is that of an actor on the list, who is then corrected, or of a new one. What is left out stays as
it is on the list. `names` are further names for it; they win over what the list says of them.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple, get_args

from dragoman.errors import KnowledgeError
from dragoman.records import Kind

_ID = re.compile(r"Q\d+")
_TEXTS = ("name", "kind", "country", "represents", "wikidata")
_LISTS = ("names", "sectors")
SECTORS = frozenset(
    """COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC
    IGO""".split()
)


class Actor(NamedTuple):
    """One correction; an empty field leaves what the list says."""

    name: str
    names: tuple[str, ...] = ()
    kind: str = ""
    country: str = ""
    represents: str = ""
    sectors: tuple[str, ...] = ()
    wikidata: str = ""


def read_overlay(text: str, codes: Collection[str]) -> tuple[list[Actor], list[tuple[int, str]]]:
    """The actors, and the number and fault of each that was left out. `codes` are the actor codes there are.

    >>> read_overlay('[[actor]]\\nname = "LCBC"\\nkind = "planet"', ["IGO"])[1]
    [(1, "LCBC: no kind 'planet'")]
    """
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"not TOML: {error}") from error
    if not isinstance(given.get("actor"), list):
        raise KnowledgeError("no [[actor]] in it")
    actors, faults = [], []
    for number, table in enumerate(given["actor"], start=1):
        fault = _find_fault(table, codes)
        if fault:
            faults.append((number, fault))
        else:
            lists = {key: tuple(value) for key, value in table.items() if key in _LISTS}
            actors.append(Actor(**{**table, **lists}))
    return actors, faults


def _find_fault(table: Any, codes: Collection[str]) -> str:
    """What is wrong with one table, or nothing."""
    if not isinstance(table, dict) or not isinstance(table.get("name"), str) or not table["name"].strip():
        return "no name"
    name = table["name"]
    for key, value in table.items():
        if key not in _TEXTS + _LISTS:
            return f"{name}: no field {key!r}"
        if not isinstance(value, str if key in _TEXTS else list):
            return f"{name}: {key} is no {'text' if key in _TEXTS else 'list'}"
        if key in _LISTS and not all(isinstance(item, str) and item.strip() for item in value):
            return f"{name}: {key} holds something other than texts"
    if (kind := table.get("kind", "")) and kind not in get_args(Kind):
        return f"{name}: no kind {kind!r}"
    if (code := table.get("country", "")) and code not in codes:
        return f"{name}: no actor code {code!r}"
    if unknown := set(table.get("sectors", ())) - SECTORS:
        return f"{name}: no sector {min(unknown)!r}"
    if (id := table.get("wikidata", "")) and not _ID.fullmatch(id):
        return f"{name}: no Wikidata id: {id!r}"
    return ""


def write_overlay(actors: Iterable[Actor]) -> str:
    """The actors as TOML that `read_overlay` reads."""
    blocks = []
    for actor in actors:
        fields = [(key, value) for key, value in actor._asdict().items() if value]
        # A string of JSON is one of TOML too.
        lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in fields]
        blocks.append("\n".join(["[[actor]]", *lines]) + "\n")
    return "\n".join(blocks)

"""Capitals that are told and not named: "the Egyptian capital", "Kenya's capital", "the capital" in a story from Suva.

They are places with the name that their state's capital has. Money ("the capital of the bank", "Chinese capital") and
a province's capital are none, nor is "his capital", which is the government that an envoy writes to. What is told
of a city right behind its name is that city.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.knowledge import Knowledge, Known
from dragoman.understand.finds import Atom, Find, Line
from dragoman.understand.standing import stands_as_place

if TYPE_CHECKING:
    from dragoman.understand.phrases import Scanner

_DAYS = frozenset(["today", "yesterday", "tomorrow", "overnight"])
_DATELINE = frozenset([",", "(", "-", "–", "—", "/", "--"])


def add_capitals(scanned: Sequence[tuple[Scanner, list[Find]]], base: Knowledge) -> None:
    """Give each sentence the capitals it tells of; those whose state nothing says are left alone."""
    lines = [scanner.line for scanner, _ in scanned]
    if not any("capital" in line.lowers for line in lines):
        return
    home = _home(lines)
    for scanner, finds in scanned:
        for i, word in enumerate(scanner.line.lowers):
            if word == "capital" and not scanner.line.is_capital(i):
                finds.extend(_find(scanner.line, i, home, base, finds))


def _find(line: Line, i: int, home: str | None, base: Knowledge, others: Sequence[Find]) -> list[Find]:
    last = i + 1 + (line.low(i + 1) == "city")
    is_money = line.tag(last).startswith(("NN", "VBG")) and line.low(last) not in _DAYS
    if is_money or _is_named_behind(line, last):
        return []
    first, last, code = _side(line, i, last)
    if first is None and line.low(i - 1) == "the" and line.low(last) != "of" and stands_as_place(line, i, last):
        first, code = i - 1, home
    if first is None or code is None:
        return []
    name = base.capital_of(code) or line.text(first, last)
    found = Find(first, last, "place", (i, i + 1), "nominal", name, of=(code,), known=_city(name, code, base))
    if _is_named_before(line, first, code):
        found.same_as = next((f for f in others if f.last == first - 1 and f.kind == "place"), None)
        return [found] if found.same_as is not None else []
    return [found]


def _is_named_before(line: Line, first: int, code: str) -> bool:
    """Whether words only tell what the name before the comma is: "Oslo, Norway's capital,"."""
    named = line.ends.get(first - 1) if line.low(first - 1) == "," else None
    return named is not None and any(r.country == code and _is_city(r) for r in named.readings)


def _is_city(reading: Known) -> bool:
    return reading.kind == "place" or reading.form == "capital"


def _city(name: str, code: str, base: Knowledge) -> str | None:
    """The key under which the city is known where a text names it."""
    words = name.split()
    match = base.match(words, 0)
    if match is None or match[0] != len(words):
        return None
    return next((r.key for r in match[1] if r.kind == "place" and r.country == code), None)


def _side(line: Line, i: int, last: int) -> tuple[int | None, int, str | None]:
    """Where a capital begins and ends whose state stands right by it, and that state."""
    owner = line.ends.get(i - 1) if line.tag(i - 1) == "POS" else None
    if owner is not None and (code := _state(owner, "name")):
        return owner.first, last, code
    before = line.ends.get(i)
    if before is not None and line.low(before.first - 1) == "the":
        code = _state(before, "adjective") or _state(before, "acronym")
        return (before.first - 1, last, code) if code else (None, last, None)
    if line.low(i - 1) == "the" and line.low(last) == "of":
        behind = line.atoms.get(last + 1 + (line.low(last + 1) == "the"))
        if behind is not None and line.tag(behind.last) != "POS" and (code := _state(behind, "name")):
            return i - 1, behind.last, code
    return None, last, None


def _state(atom: Atom, form: str) -> str | None:
    """The state that a known name names in a form, if it is one alone."""
    codes = {r.country for r in atom.readings if r.kind == "country" and r.form == form}
    return codes.pop() if len(codes) == 1 else None


def _is_named_behind(line: Line, last: int) -> bool:
    """Whether the name follows: "the capital Tripoli", "the capital, Sana'a,"."""
    return line.is_capital(last) or (line.low(last) == "," and line.is_capital(last + 1) and last + 1 in line.atoms)


def _home(lines: Sequence[Line]) -> str | None:
    """The state of the dateline's city, else the only state that the text names."""
    opening = next((line for line in lines if line.sentence.kind == "body"), None)
    atom = opening.atoms.get(0) if opening is not None else None
    if opening is not None and atom is not None and opening.low(atom.last) in _DATELINE:
        here = {r.country for r in atom.readings[:1] if r.kind == "place" or r.form == "capital"}
        if len(here) == 1 and (code := here.pop()) is not None:
            return code
    named = {r.country for line in lines for atom in line.atoms.values() for r in atom.readings[:1] if _names(r.kind)}
    return named.pop() if len(named) == 1 else None


def _names(kind: str) -> bool:
    return kind in ("country", "place")

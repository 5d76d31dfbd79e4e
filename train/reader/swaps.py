"""Annotated texts with other countries: what "Kenyan" is to Nairobi, "Peruvian" becomes to Lima, all through a text.

A reader that learns its texts by heart learns that the minister of this one is Kenya's. With other countries in the
same places it has to see by what words that is told. A country whose other names (the Kremlin, its leaders) stand in
a text as well stays as it is.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from dragoman.evaluate.gold import Gold
from dragoman.flow import resolve, understand
from dragoman.knowledge import Knowledge
from dragoman.records import Span
from dragoman.resolve.sides import FITS_BEST

_COUNTRIES = Path(__file__).parents[2] / "resources" / "countries" / "countries.csv"
# Whose name takes "the", whose adjective has no plural in "s", or whose name is another word as well.
_PLURAL = re.compile(r"[ai]n?$")
_UNLIKE = frozenset("GEO JOR TCD MDV COM COG COD GNB GIN GNQ NER DMA DOM MMR CHN TWN HKG PSE USA GBR RUS".split())
_TRIES = 4

T = TypeVar("T")


@dataclass(frozen=True)
class Country:
    """How a country is told: its name, whatever is its own or of its people, and its capital."""

    code: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    capitals: tuple[str, ...]


def read_countries(file: Path = _COUNTRIES) -> dict[str, Country]:
    """All countries by code."""
    with file.open(encoding="utf-8") as lines:
        rows = [*csv.DictReader(lines)]
    return {row["code"]: _read_country(row) for row in rows}


def _read_country(row: Mapping[str, str]) -> Country:
    def several(field: str) -> tuple[str, ...]:
        return tuple(name for name in row[field].split("|") if name and not name.endswith("*"))

    names, adjectives = (row["name"], *several("variants")), (*several("adjectives"), *several("demonyms"))
    return Country(row["code"], row["name"], names, adjectives, several("capitals"))


def may_stand_in(country: Country) -> bool:
    """Whether its name, its adjective and its capital fit wherever another's stood."""
    told = bool(country.adjectives and country.capitals)
    return told and country.code not in _UNLIKE and bool(_PLURAL.search(country.adjectives[0]))


def swap_all(golds: Iterable[Gold], base: Knowledge, seed: int = 1) -> Iterator[Gold]:
    """The texts of which at least one country could become another."""
    countries = read_countries()
    for gold in golds:
        found = _swap_safely(gold, base, countries, random.Random(f"{seed} {gold.document.id}"))
        if found is not None:
            yield found


def _swap_safely(gold: Gold, base: Knowledge, countries: Mapping[str, Country], chance: random.Random) -> Gold | None:
    """The text with other countries, of which no name that the coder knows tells of the old ones."""
    old = {e.country for e in gold.entities} & countries.keys()
    for _ in range(_TRIES):
        swaps = _choose(sorted(filter(None, old)), countries, chance)
        if not swaps:
            return None
        found = swap(gold, swaps, countries)
        left = _told(found, base) & swaps.keys()
        if not left:
            return found if found.document.text != gold.document.text else None
        old -= left
    return None


def _choose(old: Sequence[str], countries: Mapping[str, Country], chance: random.Random) -> dict[str, str]:
    free = [code for code, one in countries.items() if may_stand_in(one) and code not in old]
    return dict(zip(old, chance.sample(free, len(old)), strict=True)) if len(old) <= len(free) else {}


def _told(gold: Gold, base: Knowledge) -> set[str]:
    """The countries that the text's own names tell, without what is only inferred."""
    resolved = resolve(understand(gold.document, base), base)
    sure = [entity for entity in resolved.entities if entity.reason != FITS_BEST]
    return {code for entity in sure for code in (entity.country, entity.represents) if code}


def swap(gold: Gold, swaps: Mapping[str, str], countries: Mapping[str, Country]) -> Gold:
    """The text with the names of some countries replaced, and all that is annotated moved along.

    >>> from dragoman.evaluate.gold import load_split
    >>> gold = next(g for g in load_split("train") if "Kenya" in g.document.text)
    >>> found = swap(gold, {"KEN": "PER"}, read_countries())
    >>> "Peru" in found.document.text, "Kenya" in found.document.text
    (True, False)
    """
    forms = {}
    for old, new in swaps.items():
        forms.update(_forms(countries[old], countries[new]))
    edits = [*_find_edits(gold.document.text, forms)]
    found: Gold = _move(gold, edits, swaps)
    text, publisher = (_apply(told, forms) for told in (gold.document.text, gold.document.publisher or ""))
    return replace(found, document=replace(found.document, text=text, publisher=publisher or None))


def _forms(old: Country, new: Country) -> dict[str, str]:
    """Each word for the old country, and the new one's."""
    adjective = new.adjectives[0]
    told = dict.fromkeys(old.names, new.name)
    told |= dict.fromkeys(old.capitals, new.capitals[0])
    told |= {old_name.upper(): new_name.upper() for old_name, new_name in told.items()}
    told |= {f"{word}s": f"{adjective}s" for word in old.adjectives}
    return told | dict.fromkeys(old.adjectives, adjective)


Edit = tuple[int, int, str]


def _find_edits(text: str, forms: Mapping[str, str]) -> Iterator[Edit]:
    """Which characters become what, "a" and "an" with them."""
    if not forms:
        return
    names = "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
    for found in re.finditer(rf"(?:\b([Aa]n?) )?(?<![\w-])({names})(?!\w)", text):
        new = forms[found[2]]
        if found[1]:
            article = found[1][0] + ("n" if new[0] in "AEIO" else "")
            yield found.start(1), found.end(1), article
        yield found.start(2), found.end(2), new


def _apply(text: str, forms: Mapping[str, str]) -> str:
    for start, end, new in [*_find_edits(text, forms)][::-1]:
        text = text[:start] + new + text[end:]
    return text


def _move(told: Any, edits: Sequence[Edit], swaps: Mapping[str, str]) -> Any:
    """Anything annotated with its spans moved and its codes of countries replaced."""
    if isinstance(told, Span):
        return Span(_moved(told.start, edits, at_end=False), _moved(told.end, edits, at_end=True))
    if isinstance(told, str):
        return swaps.get(told, told)
    if isinstance(told, tuple):
        return tuple(_move(one, edits, swaps) for one in told)
    if is_dataclass(told) and not isinstance(told, type):
        return replace(told, **{f.name: _move(getattr(told, f.name), edits, swaps) for f in fields(told)})
    return told


def _moved(place: int, edits: Sequence[Edit], at_end: bool) -> int:
    shift = 0
    for start, end, new in edits:
        if place >= end:
            shift += len(new) - (end - start)
        elif place > start:
            return start + shift + (len(new) if at_end else 0)
    return place + shift

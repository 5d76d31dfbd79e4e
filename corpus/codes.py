"""What values a sheet may hold: the lists of the records and the ontology, and the codes of countries and bodies."""

from __future__ import annotations

import re
from functools import cache

from dragoman.knowledge import load
from dragoman.knowledge.ontology import load_ontology

GENRES = ("readout", "wire", "communique", "statement", "transcript", "negative", "snippet")
REGIONS = (
    "central_asia caucasus gulf middle_east north_africa west_africa east_africa southern_africa central_africa "
    "latin_america caribbean north_america east_asia south_asia southeast_asia oceania europe global"
).split()
# PLOVER's sectors, primary and secondary.
SECTORS = (
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC"
).split()
# PLOVER's codes for actors that belong to no state.
STATELESS = ("UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC")
CONTEXTS = tuple(load_ontology().contexts)
# One name for one body: the left is what people write, the right what the record says.
_BETTER = {"UN": "UNO", "EU": "EUR", "XKX": "KOS", "ROM": "ROU", "ZAR": "COD"}

_ISO3 = re.compile(r"[A-Z]{3}")
# Two capitals at least: "OSCE", "CoE", but not "Oman".
_ACRONYM = re.compile(r"[A-Z][a-z0-9&./-]*[A-Z][A-Za-z0-9&./-]*")


@cache
def country_fault(code: str) -> str | None:
    """Why the code is no country and no code for actors without one, `None` where it is.

    >>> country_fault("KEN"), country_fault("UNO"), country_fault("KNY")
    (None, None, "no country has the code 'KNY'")
    """
    if code in _BETTER:
        return f"write {_BETTER[code]} for {code}"
    if code in STATELESS:
        return None
    known = load().country_of(code) if _ISO3.fullmatch(code) else None
    return None if known and known.kind == "country" else f"no country has the code {code!r}"


def side_fault(code: str, text: str) -> str | None:
    """Why nobody can represent the code: neither a country, nor a body we know, nor an acronym of the text.

    >>> side_fault("OSCE", ""), side_fault("NUT", "the Nigeria Union of Teachers said"), side_fault("KZK", "")
    (None, None, "'KZK' is no country, no known body and not in the text")
    """
    if code in _BETTER or not country_fault(code):
        return country_fault(code)
    if _is_body(code):
        return None
    if not _ACRONYM.fullmatch(code):
        return f"{code!r} is no code: ISO3 or an acronym"
    if not _ISO3.fullmatch(code) or _is_in_text(code, text):
        return None
    return f"{code!r} is no country, no known body and not in the text"


def _is_body(name: str) -> bool:
    """Whether the word names an organisation or an armed or political group we know ("AU", "Hamas")."""
    found = load().match([name], 0)
    return bool(found and {known.kind for known in found[1]} & {"organization", "group"})


def _is_in_text(acronym: str, text: str) -> bool:
    """Whether the acronym stands in the text, or words in a row that begin with its letters."""
    small = r"(?:\s+(?:of|for|the|and|in|on))*\s+"
    spelt = small.join(rf"{letter}[\w’'-]*" for letter in acronym)
    return bool(re.search(rf"\b(?:{acronym}|{spelt})\b", text))

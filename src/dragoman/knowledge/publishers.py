"""For which state or organisation of states a publisher speaks, by the name it goes by.

A body's name with a state's in it speaks for that state ("Ministry of Foreign Affairs of Kenya"), an organisation's
own name for the organisation. The press speaks for nobody, whatever city or state its name has ("The Jakarta Post").
"""

from __future__ import annotations

import re
from functools import lru_cache

from dragoman.knowledge import Known, load

_BODY = re.compile(
    r"\b(?:ministry|ministries|minist[eè]re|minist[eé]rio|canciller[ií]a|pr[eé]sidence|presidencia|mfa|department"
    r"|secretariat|council|commission|government|presidency|embassy|consulate"
    r"|high commission|mission|delegation|chancellery|cabinet|kremlin|white house|office of|foreign office"
    r"|press service of|presidential press service"
    r"|parliament|senate|(?:president|prime minister)(?:['’]s)? office|spokesperson)\b",
    re.IGNORECASE,
)
# What a name with such a word is, whatever else is in it.
_PRESS = re.compile(
    r"\b(?:news|times|post|press agency|wire|gazette|herald|tribune|daily|journal|courier|standard|ledger|observer"
    r"|university|institute|centre for|center for|foundation|council (?:on|for)|chamber|bar council|city council"
    r"|research|refugee council|churches)\b",
    re.IGNORECASE,
)


# An embassy speaks for the state it is of, wherever it sits.
_SEATED = re.compile(r"\b(embassy|consulate|mission|high commission|delegation)\b(.*?) (?:in|to|at) .*", re.IGNORECASE)


@lru_cache(maxsize=4096)
def side_of_publisher(publisher: str | None) -> str | None:
    """The code of the state or organisation that a publisher speaks for; `None` for the press and for nobody known.

    >>> side_of_publisher("Ministry of Foreign Affairs of Kenya"), side_of_publisher("The Jakarta Post")
    ('KEN', None)
    >>> side_of_publisher("Council of the European Union"), side_of_publisher("African Union Commission")
    ('EUR', 'AU')
    """
    name = publisher or ""
    if _PRESS.search(name):
        return None
    words = _SEATED.sub(r"\1\2", name).replace(",", " ").replace("'s ", " 's ").replace("’s ", " 's ").split()
    whole = load().match(words, 0) if words else None
    if whole is not None and whole[0] == len(words) and (known := _of_states(whole[1])) is not None:
        return known
    if not _BODY.search(name):
        return None
    found: list[tuple[str, bool]] = []
    i = 0
    while i < len(words):
        match = load().match(words, i)
        code = _code(match[1][0]) if match else None
        found += [(code, match[1][0].kind == "country")] if match and code else []
        i += match[0] if match else 1
    # A state's name says more than a body's, which several states can have: "Department of Foreign Affairs, Ireland".
    codes = {code for code, is_state in found if is_state} or {code for code, _ in found}
    return codes.pop() if len(codes) == 1 else None


def _of_states(readings: tuple[Known, ...]) -> str | None:
    """The code of an organisation of states, or of a body of one."""
    known = readings[0]
    is_of_states = known.kind == "organization" and (
        known.country in ("IGO", "EUR", "UNO") or known.represents == "EUR"
    )
    return known.represents if is_of_states else None


def _code(known: Known) -> str | None:
    """What a name in a publisher's stands for: a state, or an organisation of states."""
    if known.kind == "country" and known.form in ("name", "adjective", "official", "acronym"):
        return known.key if len(known.key) == 3 else known.represents
    return known.represents if known.kind in ("government", "organization") else None

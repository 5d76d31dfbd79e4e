"""The codes of sides, as people give them: a code, or the name of a state or organisation."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.knowledge import Knowledge


def read_code(given: str) -> str:
    """The code that is meant. What is written as codes are and is none is left: an archive may have codes of its own.

    >>> [read_code(given) for given in ("AZE", "aze", "south korea", "UN", "AU", "igo", "XYZ")]
    ['AZE', 'AZE', 'KOR', 'UNO', 'AU', 'IGO', 'XYZ']
    """
    from dragoman import knowledge

    known = knowledge.load()
    codes = known.codes()
    # The African Union's code is AU, which is Australia's by two letters: what we write ourselves comes first.
    if given in codes or _is_body(known, given):
        return given
    code = known.code_of(given)
    if code:
        return code
    if given.upper() in codes or (given.isupper() and " " not in given):
        return given.upper()
    raise UsageError(f"no state or organisation known as {given!r}")


def _is_body(known: Knowledge, code: str) -> bool:
    try:
        return known.get(code).represents == code
    except KeyError:
        return False


def hint_at_codes(codes: Iterable[str]) -> None:
    """Where nothing was found, name the codes that are nobody's."""
    from dragoman import knowledge

    known = knowledge.load()
    for code in dict.fromkeys(codes):
        if code not in known.codes() and not known.code_of(code):
            print(f"no state or organisation known as {code!r}", file=sys.stderr)

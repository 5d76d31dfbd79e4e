"""The codes of sides, as people give them: a code, or the name of a state or organisation."""

from __future__ import annotations

import difflib

from dragoman.errors import UsageError
from dragoman.knowledge import Knowledge

# Two names so alike (difflib's ratio) are taken for a slip of the pen: "Swedn" has 0.91 of Sweden; but "Atlantis" has
# 0.75 of Palantir.
MIN_LIKENESS = 0.8


def read_code(given: str, known: Knowledge) -> str:
    """The code that is meant; `UsageError`, with what may be meant, where it is nobody's.

    >>> from dragoman import knowledge
    >>> [read_code(given, knowledge.load()) for given in ("AZE", "aze", "south korea", "UN", "AU", "igo", "XYZ")]
    ['AZE', 'AZE', 'KOR', 'UNO', 'AU', 'IGO', 'XYZ']
    >>> read_code("Swedn", knowledge.load())
    Traceback (most recent call last):
    ...
    dragoman.errors.UsageError: no state or organisation known as 'Swedn'; did you mean Sweden (SWE)?

    What is written as codes are and is none is left: an archive may have codes of its own.
    """
    codes = known.codes()
    # The African Union's code is AU, which is Australia's by two letters: what we write ourselves comes first.
    if given in codes or _is_body(known, given):
        return given
    code = known.code_of(given)
    if code:
        return code
    if given.upper() in codes or (given.isupper() and " " not in given):
        return given.upper()
    raise UsageError(tell_unknown(given, known))


def is_known(code: str, known: Knowledge) -> bool:
    """Whether a code is that of a state, body or group.

    >>> from dragoman import knowledge
    >>> is_known("AZE", knowledge.load()), is_known("QQQ", knowledge.load())
    (True, False)
    """
    return code in known.codes() or bool(known.code_of(code)) or _is_body(known, code)


def tell_unknown(given: str, known: Knowledge) -> str:
    """That nobody goes by a name, and whose name is most like it."""
    said = f"no state or organisation known as {given!r}"
    names = {name.casefold(): (name, code) for name, code in known.sides().items()}
    like = difflib.get_close_matches(given.casefold(), names, 1, MIN_LIKENESS)
    return f"{said}; did you mean {names[like[0]][0]} ({names[like[0]][1]})?" if like else said


def _is_body(known: Knowledge, code: str) -> bool:
    try:
        return known.get(code).represents == code
    except KeyError:
        return False

"""The codes of sides that a call asks for, by the knowledge base and what the user has added to it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.knowledge import Knowledge


def read_code(given: str) -> str:
    """The code that is meant.

    >>> read_code("south korea")
    'KOR'
    """
    from dragoman.knowledge import codes

    return codes.read_code(given, _load())


def hint_at_code(code: str) -> None:
    """Where nothing was found, say so if the code is nobody's."""
    from dragoman.knowledge.codes import is_known, tell_unknown

    known = _load()
    if not is_known(code, known):
        print(tell_unknown(code, known), file=sys.stderr)


def _load() -> Knowledge:
    from dragoman import knowledge
    from dragoman.settings import Settings

    return knowledge.load(Settings.from_environment().knowledge)

"""How one reviewed name is written in texts: plain letters, both apostrophes, capitals."""

from __future__ import annotations

from dragoman.knowledge.spelling import plain_letters
from dragoman.understand.tokens import tokenize


def spellings(name: str) -> list[str]:
    """The name as given, with plain letters, with either apostrophe, and in capitals where long enough.

    >>> "Cote d’Ivoire" in spellings("Côte d'Ivoire")
    True
    >>> spellings("Chad"), spellings("UN")
    (['CHAD', 'Chad'], ['UN'])
    """
    found = {name, plain_letters(name)}
    found |= {spelling.replace("'", "’") for spelling in found}
    found |= {spelling.replace("’", "'") for spelling in found}
    if sum(c.isalpha() for c in name) > 3 and name != name.lower():
        found |= {spelling.upper() for spelling in found}
    return sorted(found)


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, as the tokenizer will meet them in a text."""
    return tuple(span.of(name) for span in tokenize(name))

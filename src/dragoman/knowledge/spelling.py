"""One name in its spellings: plain letters for marked ones, a space for a hyphen."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters that do not fall apart into a plain letter and a mark.
_PLAIN = str.maketrans(
    {
        "ø": "o",
        "Ø": "O",
        "ı": "i",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "ə": "a",
        "Ə": "A",
        "ð": "d",
        "þ": "th",
        "Þ": "Th",
        "œ": "oe",
        "Œ": "Oe",
        "ʻ": "'",
        "ʼ": "'",
    }
)


def plain_letters(name: str) -> str:
    """The name without marks on its letters.

    >>> plain_letters("Türkiye"), plain_letters("Łódź")
    ('Turkiye', 'Lodz')
    """
    apart = unicodedata.normalize("NFKD", name.translate(_PLAIN))
    return "".join(c for c in apart if not unicodedata.combining(c))


@lru_cache(maxsize=50_000)
def pieces(word: str) -> tuple[str, ...]:
    """A word in small plain letters, parted at its hyphens: what all spellings of a name have alike.

    >>> pieces("Jong-un"), pieces("Traoré"), pieces("-")
    (('jong', 'un'), ('traore',), ())
    """
    bare = word if word.isascii() else plain_letters(word.replace("’", "'")).replace("‑", "-").replace("–", "-")
    return tuple(filter(None, bare.lower().split("-")))


def fold(name: str) -> str:
    """All pieces of a name's words, with spaces between.

    >>> fold("Kim Jong-Un") == fold("KIM JONG UN")
    True
    """
    return " ".join(piece for word in name.split() for piece in pieces(word))

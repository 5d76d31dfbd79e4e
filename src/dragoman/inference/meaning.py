"""How near two pieces of text are in meaning and in letters, whatever words they use.

The reader was trained to tell triggers, names and roles, so a few directions of its vectors carry most of their
length. Here they are laid straight: the mean of the corpus's training part is taken off, each direction is brought
to the same width, and a word counts by how rare it is (its inverse document frequency, `idf`). Two texts are then
held against each other word by word: each word's best counterpart, averaged (as in BERTScore, Zhang et al. 2020,
arXiv:1904.09675). `models/topics-1` has the numbers, `train/topics` makes them.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np

from dragoman.errors import KnowledgeError
from dragoman.inference.heads import Array
from dragoman.inference.reader import load_reader
from dragoman.inference.vectors import Vectors

FOLDER = Path(__file__).parents[1] / "models" / "topics-1"
# Letters a stem keeps: "smuggling" and "smugglers" meet, "minister" and "ministry" too.
STEM_LETTERS = 5
# Words that share fewer of their runs of three letters than this have nothing in common ("export", "expert": 0.43).
MIN_LETTERS_SHARED = 0.35
# Gists kept at once, of about 20 kB each; a comparison has a hundred, an archive any number.
MAX_KEPT = 10_000
_WORD = re.compile(r"\w[\w'’-]*")


class Reads(Protocol):
    """What gives a sentence's vectors."""

    def read(self, text: str) -> Vectors:
        """The vectors of one sentence."""


@dataclass(frozen=True)
class Gist:
    """A text as it is held against others: of each word how rare it is, its direction, its runs of letters."""

    weights: Array
    directions: Array
    rarities: tuple[float, ...]
    letters: tuple[frozenset[str], ...]
    stems: frozenset[str]


class Meaning:
    """Takes the gist of texts and compares gists."""

    def __init__(self, reader: Reads, mean: Array, turn: Array, idf: dict[str, float]) -> None:
        self._reader, self._mean, self._turn, self._idf = reader, mean, turn, idf
        self._rarest = max(idf.values(), default=1.0)
        self._known: dict[str, Gist] = {}

    def rarity(self, word: str) -> float:
        """The inverse document frequency of a word's stem; a word never seen is as rare as any."""
        return self._idf.get(stem(word), self._rarest)

    def gist(self, text: str) -> Gist:
        """The gist of a text, taken once and kept while there is room."""
        known = self._known.get(text)
        if known is None:
            if len(self._known) >= MAX_KEPT:
                self._known.clear()
            known = self._known[text] = self._take(text)
        return known

    def letters(self, text: str) -> Gist:
        """The gist of a text by its letters alone: unread, so near nothing in meaning, and taken in no time."""
        words = sorted({word.lower() for word in _WORD.findall(text)})
        nothing = np.zeros((0, len(self._mean)), np.float32)
        return Gist(
            weights=np.zeros(0, np.float32),
            directions=nothing,
            rarities=tuple(self.rarity(word) for word in words),
            letters=tuple(_runs(word) for word in words),
            stems=frozenset(stem(word) for word in words),
        )

    def nearness(self, a: Gist, b: Gist) -> float:
        """How near in meaning, at most 1: every word's best counterpart on the other side, rare words counting more."""
        if not len(a.weights) or not len(b.weights):
            return 0.0
        table = a.directions @ b.directions.T
        forth = float((table.max(1) * a.weights).sum() / (a.weights.sum() + 0.1))
        back = float((table.max(0) * b.weights).sum() / (b.weights.sum() + 0.1))
        return (forth + back) / 2

    def direction(self, a: Gist) -> Array:
        """The mean of a text's words, rare ones counting more, of length 1; nothing (zeros) for an unread text."""
        mean = a.weights @ a.directions if len(a.weights) else np.zeros(len(self._mean), np.float32)
        found: Array = mean / (np.linalg.norm(mean) + 1e-6)
        return found

    def likeness(self, a: Gist, b: Gist) -> float:
        """How much of their rare words is written alike, 0 to 1: "Ta Muen Thom" and "Ta Moan Thom" are near."""
        total = sum(a.rarities) + sum(b.rarities) + 2
        return (_written_alike(a, b) + _written_alike(b, a)) / total

    def coverage(self, a: Gist, b: Gist) -> float:
        """How much of `a` has a counterpart of like meaning in `b`, at most 1; rare words count more."""
        if not len(a.weights) or not len(b.weights):
            return 0.0
        best = (a.directions @ b.directions.T).max(1)
        return float((best * a.weights).sum() / (a.weights.sum() + 0.1))

    def written(self, a: Gist, b: Gist) -> float:
        """How much of `a` is written alike in `b`, 0 to 1; rare words count more."""
        return _written_alike(a, b) / (sum(a.rarities) + 0.1)

    def added(self, a: Gist, text: str) -> list[str]:
        """The words of a text that are written like none of `a`, in their order, each once."""
        found: dict[str, None] = {}
        for word in find_words(text):
            runs = _runs(word.lower())
            if stem(word) not in a.stems and max((_share(runs, other) for other in a.letters), default=0.0) == 0:
                found[word] = None
        return list(found)

    def _take(self, text: str) -> Gist:
        told = [(word, vector) for word, vector in self._reader.read(text).words() if word[:1].isalnum()]
        weights = np.array([self.rarity(word) for word, _ in told], dtype=np.float32)
        raw = np.stack([vector for _, vector in told]) if told else np.zeros((0, len(self._mean)), np.float32)
        turned = (raw - self._mean) @ self._turn
        lengths = np.linalg.norm(turned, axis=1, keepdims=True)
        directions = (turned / (lengths + 1e-6)).astype(np.float32)
        return replace(self.letters(text), weights=weights, directions=directions)


def stem(word: str) -> str:
    """A word cut to what its forms share.

    >>> stem("Smuggling"), stem("smugglers"), stem("islands'"), stem("2025")
    ('smugg', 'smugg', 'islan', '2025')
    """
    plain = unicodedata.normalize("NFKD", word.lower().replace("’", "'"))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = re.sub(r"'s?$", "", plain)
    if plain[:1].isdigit():
        return plain
    if len(plain) > STEM_LETTERS:
        return plain[:STEM_LETTERS]
    return plain[:-1] if plain.endswith("s") and len(plain) > 3 else plain


def find_words(text: str) -> list[str]:
    """The words of a text as they are counted here."""
    return _WORD.findall(text)


@cache
def load_meaning() -> Meaning:
    """The meaning that ships with the package, over the reader that ships; `KnowledgeError` where a file is missing.

    >>> meaning = load_meaning()
    >>> gist = meaning.gist
    >>> smuggling = gist("joint efforts to stop arms smuggling")
    >>> firearms = gist("reinforce controls against the southbound flow of firearms")
    >>> meaning.nearness(smuggling, firearms) > meaning.nearness(smuggling, gist("preparations for the anniversary"))
    True
    """
    try:
        with np.load(FOLDER / "meaning.npz") as found:
            mean, turn = found["mean"].astype(np.float32), found["turn"].astype(np.float32)
        idf = json.loads((FOLDER / "idf.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError) as error:
        raise KnowledgeError("no model topics-1: its numbers cannot be read") from error
    return Meaning(load_reader(), mean, turn, idf)


def _runs(word: str) -> frozenset[str]:
    """The runs of three letters of a word with its ends marked."""
    marked = f"<{word}>"
    return frozenset(marked[n : n + 3] for n in range(len(marked) - 2))


def _written_alike(a: Gist, b: Gist) -> float:
    return math.fsum(
        rarity * max((_share(runs, other) for other in b.letters), default=0.0)
        for rarity, runs in zip(a.rarities, a.letters, strict=True)
    )


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    share = len(a & b) / len(a | b)
    return share if share > MIN_LETTERS_SHARED else 0.0

"""How rare a word is as of now: counted over the stream, on top of what is known before the first report.

Old counts fade: a word that was news last year is rare again, and the table never grows past a bound.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from math import log
from typing import Any

from dragoman.errors import KnowledgeError
from dragoman.inference.ranker import FOLDER

# Reports counted before all counts are halved, and words of less than one report forgotten. Half the bound always
# remains, so a burst of one topic cannot make all other words look rare.
MAX_REPORTS = 40_000


class Rarity:
    """Counts of the reports that hold each word.

    >>> rarity = Rarity({"attack": 9}, 10)
    >>> rarity.weigh("attack") < rarity.weigh("tonga")
    True
    """

    def __init__(self, counts: Mapping[str, float], reports: float) -> None:
        self._counts, self._reports = dict(counts), reports

    def add(self, words: Iterable[str]) -> None:
        """Count one report more."""
        self._reports += 1
        for word in words:
            self._counts[word] = self._counts.get(word, 0) + 1
        if self._reports > MAX_REPORTS:
            self._reports /= 2
            self._counts = {word: count / 2 for word, count in self._counts.items() if count >= 2}

    def weigh(self, word: str) -> float:
        """The logarithm of one over the share of reports that hold a word: 0 for a word of all reports."""
        return log((self._reports + 1) / (self._counts.get(word, 0) + 0.5))

    def to_dict(self) -> dict[str, Any]:
        """The counts, to be kept."""
        return {"counts": self._counts, "reports": self._reports}


def load_rarity(model: str = "stories-1") -> Rarity:
    """How rare words are before the first report; `KnowledgeError` where the model's file cannot be read.

    >>> rarity = load_rarity()
    >>> rarity.weigh("minister") < rarity.weigh("zambezi")
    True
    """
    try:
        told = json.loads((FOLDER / model / "words.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise KnowledgeError(f"no model {model}: its words cannot be read") from error
    return Rarity(told["counts"], told["reports"])

"""How much a person's name is spelled like those of a state's own office holders.

Nobody's state is told by his name. But where a text names two states and two people, and not who is whose, the
spelling is evidence as the order of the words is: "Nihal Weerakkody" is spelled like names of Sri Lanka's ministers and
unlike those of Korea's. Runs of two to four letters are counted in the names of all listed people of a state, and
weighed against how common they are in all names.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from dragoman.knowledge.holders import plain

# Runs of so many letters, a word's two ends among them.
SIZES = (2, 3, 4)
# How many runs of a state's own names those of all names count for. Swept 15 to 200 on the people of the corpus's
# training part: at 30 the likelier of two states that a text names is the right one for 89 of 100.
PRIOR = 30.0
# So that a run nobody on the list has is rare and not impossible.
UNSEEN = 0.5


class NameOrigins:
    """The runs of letters in the names of each state's people.

    >>> origins = NameOrigins([("Kim Chul-soo", "KOR"), ("Lee Young-ho", "KOR"), ("Jean Dupont", "FRA")])
    >>> origins.likeness("Kim Young-chul", "KOR") > origins.likeness("Kim Young-chul", "FRA")
    True
    """

    def __init__(self, people: Iterable[tuple[str, str]]) -> None:
        self._of: dict[str, Counter[str]] = {}
        for name, code in people:
            self._of.setdefault(code, Counter()).update(runs(name))
        # What a run that nobody of the state has says of it; a state's own runs say more.
        self._strange = {code: math.log(PRIOR / (counts.total() + PRIOR)) for code, counts in self._of.items()}
        self._all: Counter[str] = Counter()
        for counts in self._of.values():
            self._all.update(counts)
        self._whole = self._all.total() + len(self._all) * UNSEEN

    def likeness(self, name: str, code: str) -> float:
        """The mean log odds of a name's runs among those of a state's names; 0 where the state has none listed."""
        found = runs(name)
        own = self._of.get(code)
        if not found or own is None:
            return 0.0
        odds = self._strange[code] * len(found)
        for run in found:
            if run in own:
                common = (self._all[run] + UNSEEN) / self._whole
                odds += math.log(own[run] / common / PRIOR + 1)
        return odds / len(found)


def runs(name: str) -> list[str]:
    """The runs of letters in a name's words, and the words.

    >>> runs("Al")
    ['^a', 'al', 'l$', '^al', 'al$', '^al$', '^al$']
    """
    words = [f"^{word}$" for word in plain(name).replace("-", " ").replace(".", " ").split() if len(word) > 1]
    cut = [word[i : i + size] for word in words for size in SIZES for i in range(len(word) - size + 1)]
    return [*cut, *words]

"""Reads offices off their wording: rank, time, office, portfolio.

"Former first deputy foreign minister" is the office Minister of Foreign Affairs, held as its first
deputy, formerly. Portfolios come from a list, so a minister of something unheard of is a Minister.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from dragoman.knowledge.files import read_json
from dragoman.knowledge.records import Office

_MINISTERS = {"minister": "Minister", "secretary": "Secretary", "minister-delegate": "Minister"}
_FORMERLY = ("ex-", "then-")
_FORMER = re.compile(r"^(?:ex|then)-")
# Who holds the office of somebody else, in another state: "his Omani counterpart".
PEERS = (
    *("counterpart", "counterparts", "homologue", "homologues", "colleague", "colleagues"),
    *("opposite number", "opposite numbers"),
)
# No wording of an office or portfolio is longer than this many words.
_LONGEST = 9


class Offices:
    """The offices, read from their wording."""

    def __init__(self) -> None:
        said: dict[str, Any] = read_json("offices.json")
        self._forms: dict[str, list[Any]] = said["forms"]
        self._modifiers: dict[str, list[str]] = said["modifiers"]
        self._portfolios: dict[str, list[Any]] = said["portfolios"]
        self._starts = frozenset(
            start
            for text in [*self._forms, *self._modifiers, *self._portfolios]
            for start in _singular_and_plural(text.split(" ", 1)[0].lower())
        )

    def pick_name(self, *wordings: str) -> str:
        """The name of the office that the first of some wordings names as a whole; else the last, as it is.

        >>> Offices().pick_name("Lord Privy Seal", "Foreign Minister")
        'Minister of Foreign Affairs'
        """
        for words in (wording.split() for wording in wordings):
            found = self.match(words, 0) if words else None
            if found is not None and found[0] == len(words) and found[1].time is None:
                return found[1].name
        return wordings[-1]

    def match(self, words: Sequence[str], start: int) -> tuple[int, Office] | None:
        """The longest office at `words[start]`: how many words it has, and what it is.

        >>> Offices().match("the deputy foreign minister of Iran".split(), 1)
        (3, Office(name='Deputy Minister of Foreign Affairs', base='Minister of Foreign Affairs', \
sectors=('GOV',), level='deputy', time=None))
        """
        if _FORMER.sub("", words[start].lower()) not in self._starts:
            return None
        at, ranks, time = self._read_modifiers(words, start)
        best = self._read_form(words, at)
        titled = self._read_minister(words, at)
        if titled is not None and (best is None or titled[0] > best[0]):
            best = titled
        if best is None:
            return None
        end, name, sectors, level = best
        if ranks and level in ("state", "government", "minister"):
            level = "deputy"
        full = " ".join([*ranks, name])
        known = self._forms.get(full.lower())
        if known is not None:
            full, sectors, level = known[0], tuple(known[1]), known[2]
        held = ("ELI",) if time == "former" else sectors
        return end - start, Office(full, name, held, level, time)

    def match_portfolios(self, words: Sequence[str], start: int) -> tuple[int, str]:
        """How many words the portfolios at `words[start]` take, and their names joined.

        >>> Offices().match_portfolios("Energy and Water of Jordan".split(), 0)
        (3, 'Energy and Water')
        """
        end, names, _ = self._read_portfolios(words, start)
        return (end - start, join_names(names)) if names else (0, "")

    def _read_modifiers(self, words: Sequence[str], at: int) -> tuple[int, list[str], str | None]:
        ranks: list[str] = []
        time: str | None = None
        while at < len(words):
            low = words[at].lower()
            if low.startswith(_FORMERLY) and low.partition("-")[2] in self._starts:
                return at, ranks, "former"
            for length in (2, 1):
                said = self._modifiers.get(" ".join(words[at : at + length]).lower())
                if said is not None and at + length < len(words):
                    break
            else:
                return at, ranks, time
            if said[0] == "rank" and self._is_whole(words, at, at + length):
                return at, ranks, time
            if said[0] == "time":
                time = said[1] or time
            elif said[1]:
                ranks.append(said[1])
            at += length
            if at < len(words) and words[at] == "-":
                at += 1
        return at, ranks, time

    def _is_whole(self, words: Sequence[str], at: int, after: int) -> bool:
        """Whether the rank is part of a listed office: "Vice President", not "Vice Foreign Minister"."""
        whole = self._read_form(words, at)
        rest = self._read_form(words, after) or self._read_minister(words, after)
        return whole is not None and (rest is None or whole[0] >= rest[0])

    def _read_form(self, words: Sequence[str], at: int) -> tuple[int, str, tuple[str, ...], str] | None:
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            text = " ".join(words[at : at + length])
            said = self._forms.get(_FORMER.sub("", text.lower()))
            if said is None or said[3]:
                said = self._forms.get(text) or (said if said and not said[3] else None)
            if said is None:
                said = self._singular(text)
            if said is not None:
                return at + length, said[0], tuple(said[1]), said[2]
        return None

    def _singular(self, text: str) -> list[Any] | None:
        """The office of a plural: "foreign ministers", "Ministers of Foreign Affairs", "spokesmen"."""
        low = text.lower()
        head, of, rest = low.partition("s of ")
        if of and (said := self._forms.get(f"{head} of {rest}")) is not None:
            return said
        if low.endswith("men"):
            return self._forms.get(low[:-3] + "man")
        said = self._forms.get(low[:-1]) if low.endswith("s") and len(low) > 4 else None
        return said if said is not None and not said[3] else None

    def _read_minister(self, words: Sequence[str], at: int) -> tuple[int, str, tuple[str, ...], str] | None:
        """ "Minister of Energy and Water", "energy minister", "Economy and Finance Minister"."""
        low = words[at].lower() if at < len(words) else ""
        if low.rstrip("s") in _MINISTERS and at + 2 < len(words) and words[at + 1].lower() in ("of", "for"):
            return self._after(words, at, _MINISTERS[low.rstrip("s")])
        end, names, sectors = self._read_portfolios(words, at)
        if not names or end >= len(words) or words[end].lower().rstrip("s") not in _MINISTERS:
            return None
        return end + 1, f"Minister of {join_names(names)}", sectors, "minister"

    def _after(self, words: Sequence[str], at: int, title: str) -> tuple[int, str, tuple[str, ...], str] | None:
        begin = at + 2
        if words[begin].lower() == "state" and begin + 1 < len(words) and words[begin + 1].lower() in ("for", "of"):
            begin += 2
        if begin < len(words) and words[begin].lower() == "the":
            begin += 1
        end, names, sectors = self._read_portfolios(words, begin)
        if not names:
            return None
        return end, f"{title} of {join_names(names)}", sectors, "minister"

    def _read_portfolios(self, words: Sequence[str], at: int) -> tuple[int, list[str], tuple[str, ...]]:
        """Portfolios joined by "and" or commas; the end, their names, the sectors of the first."""
        names: list[str] = []
        sectors: tuple[str, ...] = ()
        end = at
        while (one := self._read_portfolio(words, at)) is not None:
            end, name, said = one
            names.append(name)
            sectors = sectors or said
            at = end
            if at < len(words) and words[at] == ",":
                at += 1
            if at < len(words) and words[at].lower() in ("and", "&"):
                at += 1
            if at == end:
                break
        return end, names, sectors

    def _read_portfolio(self, words: Sequence[str], at: int) -> tuple[int, str, tuple[str, ...]] | None:
        for length in range(min(5, len(words) - at), 0, -1):
            said = self._portfolios.get(" ".join(words[at : at + length]).lower())
            if said is not None:
                return at + length, said[0], tuple(said[1])
        return None


def join_names(names: Sequence[str]) -> str:
    """Portfolios as a title has them.

    >>> join_names(["Energy", "Water", "Mines"])
    'Energy, Water and Mines'
    """
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def _singular_and_plural(word: str) -> tuple[str, ...]:
    return (word, word + "s", word[:-3] + "men" if word.endswith("man") else word)

"""How well the mentions of one party are kept together: MUC, B-cubed and CEAF, and their mean as at CoNLL.

Mentions of a found party count as an annotated one where they lie over it by more than half of both. The measures
are those of Vilain et al. 1995, Bagga and Baldwin 1998 and Luo 2005; CEAF pairs parties greedily, the most alike
first, which can only be lower than the best pairing. Parties that one mention makes are counted, unlike at CoNLL.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dragoman.records import Record, Span

PARTIES = frozenset(["person", "office", "organization", "government", "country", "group"])
MIN_SHARED = 0.5

Chains = list[frozenset[object]]


@dataclass
class Links:
    """Sums over documents: (right, of found, right, of wanted) for each measure."""

    sums: dict[str, list[float]] = field(
        default_factory=lambda: {name: [0.0] * 4 for name in ("muc", "b_cubed", "ceaf")}
    )

    def add(self, wanted: Chains, found: Chains) -> None:
        """Count one document more."""
        for name, measure in (("muc", _muc), ("b_cubed", _b_cubed), ("ceaf", _ceaf)):
            for n, value in enumerate(measure(wanted, found)):
                self.sums[name][n] += value

    def f1(self, name: str) -> float:
        """The F1 of one measure.

        >>> links = Links()
        >>> links.add([frozenset("abc"), frozenset("d")], [frozenset("ab"), frozenset("cd")])
        >>> links.f1("muc"), round(links.f1("b_cubed"), 2)
        (0.5, 0.71)
        """
        right, found, again, wanted = self.sums[name]
        precision, recall = right / found if found else 1.0, again / wanted if wanted else 1.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def mean(self) -> float:
        """The mean F1 of the three measures."""
        return sum(self.f1(name) for name in self.sums) / len(self.sums)


def chains(wanted: Record, found: Record) -> tuple[Chains, Chains]:
    """The mentions of both records' parties, by the same names where they are the same words."""
    here = [(span, e.id) for e in wanted.entities if e.kind in PARTIES for span in e.mentions]
    there = [(span, e.id) for e in found.entities if e.kind in PARTIES for span in e.mentions]
    same = _pair([span for span, _ in here], [span for span, _ in there])
    mine = _group((owner, n) for n, (_, owner) in enumerate(here))
    theirs = _group((owner, same.get(n, f"found {n}")) for n, (_, owner) in enumerate(there))
    return mine, theirs


def _group(rows: Iterable[tuple[str, object]]) -> Chains:
    groups: dict[str, set[object]] = {}
    for owner, mention in rows:
        groups.setdefault(owner, set()).add(mention)
    return [frozenset(group) for group in groups.values()]


def _pair(wanted: Sequence[Span], found: Sequence[Span]) -> dict[int, int]:
    """The wanted span that each found one is, the best fit first."""
    fits = []
    for f, there in enumerate(found):
        for w, here in enumerate(wanted):
            both = min(here.end, there.end) - max(here.start, there.start)
            if both > 0:
                share = both / (here.end - here.start + there.end - there.start - both)
                if share > MIN_SHARED:
                    fits.append((-share, w, f))
    taken: set[int] = set()
    same: dict[int, int] = {}
    for _, w, f in sorted(fits):
        if w not in taken and f not in same:
            same[f] = w
            taken.add(w)
    return same


def _muc(wanted: Chains, found: Chains) -> tuple[float, float, float, float]:
    return *_muc_links(found, wanted), *_muc_links(wanted, found)


def _muc_links(chains: Chains, others: Chains) -> tuple[float, float]:
    """The links of chains that others keep, and all of them."""
    owner = {mention: n for n, chain in enumerate(others) for mention in chain}
    kept = 0
    for chain in chains:
        parts = {owner[m] for m in chain if m in owner}
        kept += len(chain) - len(parts) - sum(m not in owner for m in chain)
    return float(kept), float(sum(len(chain) - 1 for chain in chains))


def _b_cubed(wanted: Chains, found: Chains) -> tuple[float, float, float, float]:
    return *_b_share(found, wanted), *_b_share(wanted, found)


def _b_share(chains: Chains, others: Chains) -> tuple[float, float]:
    owner = {mention: n for n, chain in enumerate(others) for mention in chain}
    right = 0.0
    for chain in chains:
        parts = Counter(owner[m] for m in chain if m in owner)
        right += sum(n * n for n in parts.values()) / len(chain)
    return right, float(sum(map(len, chains)))


def _ceaf(wanted: Chains, found: Chains) -> tuple[float, float, float, float]:
    fits = sorted(
        (-2 * len(w & f) / (len(w) + len(f)), i, j) for i, w in enumerate(wanted) for j, f in enumerate(found) if w & f
    )
    left, right, alike = set(range(len(wanted))), set(range(len(found))), 0.0
    for against, i, j in fits:
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            alike -= against
    return alike, float(len(found)), alike, float(len(wanted))

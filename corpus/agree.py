"""How far two people agree who annotated the same texts without seeing each other's work.

The first is the sheet in the corpus, the second a sheet of the same id in `second/`. Everything that the
coder is measured by is measured here too, with the first as the truth; besides, kappa for what both named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.build import make_rows
from corpus.sheets import Sheet
from dragoman.evaluate.documents import FIELDS, Score, Tally, compare, pair, share
from dragoman.evaluate.gold import Gold, read_row


def report(first: Sequence[Sheet], second: Sequence[Sheet]) -> Iterator[str]:
    """The agreement of the second annotation with the first, line by line."""
    by_id = {sheet.id: sheet for sheet in first}
    both = [sheet for sheet in second if sheet.id in by_id]
    here = {gold.document.id: gold for gold in _golds([by_id[sheet.id] for sheet in both])}
    pairs = [(here[gold.document.id], gold) for gold in _golds(both)]
    score, extra, types, auxiliaries = Score(), Counts(), Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for one, other in pairs:
        compare(one.record(), other.record(), score)
        extra.add(one, other)
        for w, f in pair(
            one.events, other.events, lambda a, b: float(a.trigger.meets(b.trigger)) * (1 + (a.type == b.type))
        ):
            types[w.type, f.type] += 1
            auxiliaries[w.auxiliary, f.auxiliary] += 1
    sentences = sum(len(one.sentences) for one, _ in pairs)
    yield f"{len(pairs)} documents, {sentences} sentences annotated twice"
    for name, tally in (*((name, score.tallies[name]) for name in FIELDS), *extra.tallies.items()):
        yield f"F1     {name:20} {tally.f1:.2f}   ({tally.right} of {tally.wanted} and {tally.found})"
    yield f"CoNLL  {'coreference':20} {score.links.mean():.2f}"
    for name, counts in (("type", types), ("auxiliary", auxiliaries), ("force", score.readout.forces)):
        yield f"kappa  {name:20} {kappa(counts):.2f}   ({counts.total()} named by both)"
    for (w, f), n in types.most_common():
        if w != f and n > 1:
            yield f"differ {w} / {f}: {n}"


class Counts:
    """What only people annotate: mentions and attributions, and events by their triggers alone."""

    def __init__(self) -> None:
        names = ("mentions", "mentions and kinds", "triggers", "cues", "contents")
        self.tallies = {name: Tally() for name in names}

    def add(self, one: Gold, other: Gold) -> None:
        """Count one document more."""
        mentions = [{(span, e.kind) for e in gold.entities for span in e.mentions} for gold in (one, other)]
        self._add("mentions and kinds", mentions[0] & mentions[1], mentions)
        spans = [{span for span, _ in found} for found in mentions]
        self._add("mentions", spans[0] & spans[1], spans)
        triggers = [list(gold.events) for gold in (one, other)]
        self._add("triggers", pair(*triggers, lambda a, b: float(a.trigger.meets(b.trigger))), triggers)
        said = [list(gold.attributions) for gold in (one, other)]
        self._add("cues", pair(*said, lambda a, b: float(a.cue.meets(b.cue))), said)
        self._add("contents", pair(*said, lambda a, b: (s := share(a.content, b.content)) * (s > 0.5)), said)

    def _add(
        self, name: str, right: Sequence[object] | set[object], both: Sequence[Sequence[object] | set[object]]
    ) -> None:
        self.tallies[name].add(len(right), len(both[1]), len(both[0]))


def kappa(pairs: Counter[tuple[str, str]]) -> float:
    """Cohen's kappa of (first, second) pairs: agreement beyond what their habits alone would give.

    >>> kappa(Counter({("a", "a"): 5, ("b", "b"): 5})), kappa(Counter({("a", "a"): 1, ("a", "b"): 1}))
    (1.0, 0.0)
    """
    total = pairs.total()
    if not total:
        return 1.0
    classes = {name for both in pairs for name in both}
    seen = sum(n for (w, f), n in pairs.items() if w == f) / total
    first = {c: sum(n for (w, _), n in pairs.items() if w == c) / total for c in classes}
    second = {c: sum(n for (_, f), n in pairs.items() if f == c) / total for c in classes}
    chance = sum(first[c] * second[c] for c in classes)
    return 1.0 if chance == 1 else (seen - chance) / (1 - chance)


def _golds(sheets: Sequence[Sheet]) -> list[Gold]:
    alone = [Sheet(s.file, s.line, {**s.data, "pair": None}) for s in sheets]
    return [read_row(row) for row in make_rows(alone)]

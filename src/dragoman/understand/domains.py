"""What each sentence is about at the coarsest: politics, or sport, business, culture and the like.

The gate before coding: a "clash" between two clubs is no fight and a hostile bid no threat. Tell-tale words
carry weights (resources/words/domains.toml); those of politics count against all others. A sentence is judged by
its own words, its neighbours' and the whole text's together, so that one sporting metaphor in a report
stays politics and "Germany beat Brazil" in a match report stays sport. Without evidence a text is politics.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import sqrt
from typing import NamedTuple

from dragoman.knowledge.files import read_json
from dragoman.records import Domain, Sentence, Token

# Each was chosen with the others held fast; tests/cases/domains.toml and the negatives of `python bench/run.py` show
# what a change costs.
# Weight that others than politics must reach: less loses reports, more misses hints.
MIN_WEIGHT = 3.0
# Share of all tell-tale weight: less loses reports, more lets in sentences of match reports and novels.
MIN_SHARE = 0.55
# Hints alone ("team", "final", "offer") decide nothing: one word in the text must weigh this much. Less
# loses sentences of news, more lets other texts in.
MIN_STRONGEST = 2.0
# What a neighbouring sentence counts.
NEAR = 0.4
# A whole text counts as its mean sentence times the root of its length in sentences, no more from MAX_LENGTH on,
# times this.
WHOLE = 1.5
MAX_LENGTH = 9
# A sentence of this much weight without one word of politics speaks for itself: a result among the day's reports.
MIN_ALONE = 9.0
# "won 3-1", "6-4, 7-5"
SCORE_WEIGHT = 2.0
# What marks a story as told, not reported ("novel", "episode"): from this weight on, and this part of the politics in
# the text, that politics is the story's own and counts less. A lower weight loses reports, a higher lets plots in;
# without FICTION_PART one film in a long press briefing hides it.
MIN_FICTION = 6.0
FICTION_PART = 0.3
FICTION_DISCOUNT = 0.3

_DASHES = frozenset("-–‑")


class _Entry(NamedTuple):
    """A listed word or phrase: the words behind its first, its domain, its weight."""

    rest: tuple[str, ...]
    domain: str
    weight: float


class _Told(NamedTuple):
    domain: str
    weight: float
    word: str


@cache
def _table() -> Mapping[str, tuple[_Entry, ...]]:
    """Entries by their first word, longest first."""
    table: dict[str, list[_Entry]] = {}
    for words, (domain, weight) in read_json("domains.json").items():
        first, *rest = words.split()
        table.setdefault(first, []).append(_Entry(tuple(rest), domain, float(weight)))
    return {first: tuple(sorted(many, key=lambda e: -len(e.rest))) for first, many in table.items()}


def find_domains(tokens: Sequence[Token], sentences: Sequence[Sentence]) -> tuple[Domain, ...]:
    """One domain a sentence, or `()` where all are politics.

    >>> from dragoman.records import Document
    >>> from dragoman.understand.tokens import tokenize_document
    >>> text = "Germany beat Brazil 2-1 in the cup final. The two sides clashed again after the whistle."
    >>> [domain.name for domain in find_domains(*tokenize_document(Document("d", text)))]
    ['sport', 'sport']
    >>> find_domains(*tokenize_document(Document("d", "The ministers watched the cup final and signed a treaty.")))
    ()
    """
    told = [list(_find_told(tokens[s.tokens.start : s.tokens.end])) for s in sentences]
    own = _discount_fiction([_sum(many) for many in told])
    whole = _scale(own)
    strongest = _pick_strongest([t for many in told for t in many])
    if max((word.weight for word in strongest.values() if word.domain != "politics"), default=0.0) < MIN_STRONGEST:
        return ()
    domains = []
    for n, sums in enumerate(own):
        near = [own[k] for k in (n - 1, n + 1) if 0 <= k < len(own)]
        alone = "politics" not in sums and sum(sums.values()) >= MIN_ALONE
        weights = sums if alone else _add(sums, whole, [(s, NEAR) for s in near])
        domains.append(_judge(weights, strongest | _pick_strongest(told[n])))
    return tuple(domains) if any(d.name != "politics" for d in domains) else ()


def _find_told(words: Sequence[Token]) -> Iterator[_Told]:
    """The listed words of one sentence; a phrase hides the words it is made of."""
    table, forms = _table(), [_forms(word) for word in words]
    i = 0
    while i < len(words):
        listed = not table.keys().isdisjoint(forms[i])
        found = listed and next((e for f in forms[i] for e in table.get(f, ()) if _goes_on(e.rest, forms, i + 1)), None)
        if found:
            length = 1 + len(found.rest)
            if found.weight:
                yield _Told(found.domain, found.weight, " ".join(w.text for w in words[i : i + length]))
            i += length
        elif _is_score(words, i):
            yield _Told("sport", SCORE_WEIGHT, "".join(w.text for w in words[i : i + 3]))
            i += 3
        else:
            i += 1


def _forms(word: Token) -> tuple[str, ...]:
    text = word.text
    lower = text.lower()
    if lower == text:
        return (text,) if word.lemma == text else (text, word.lemma)
    single = lower[:-1] if len(lower) > 3 and lower.endswith("s") and not lower.endswith("ss") else lower
    return (text, lower, word.lemma, single)


def _goes_on(rest: tuple[str, ...], forms: Sequence[tuple[str, ...]], at: int) -> bool:
    if not rest:
        return True
    return at + len(rest) <= len(forms) and all(word in forms[at + n] for n, word in enumerate(rest))


def _is_score(words: Sequence[Token], i: int) -> bool:
    """Whether a result stands here: two numbers under a hundred around a dash."""
    if not words[i].text.isdigit() or i + 2 >= len(words) or words[i + 1].text not in _DASHES:
        return False
    home, guest = words[i].text, words[i + 2].text
    return guest.isdigit() and len(home) <= 2 and len(guest) <= 2 and words[i].span.end == words[i + 1].span.start


def _sum(told: Sequence[_Told]) -> dict[str, float]:
    sums: dict[str, float] = {}
    for one in told:
        sums[one.domain] = sums.get(one.domain, 0.0) + one.weight
    return sums


def _discount_fiction(own: list[dict[str, float]]) -> list[dict[str, float]]:
    """Fiction counted as culture, and where a text has enough of it the politics it tells of as less."""
    fiction = sum(sums.get("fiction", 0.0) for sums in own)
    politics = sum(sums.get("politics", 0.0) for sums in own)
    share = FICTION_DISCOUNT if fiction >= max(MIN_FICTION, FICTION_PART * politics) else 1.0
    found = []
    for sums in own:
        plain = {d: w * share if d == "politics" else w for d, w in sums.items() if d != "fiction"}
        if "fiction" in sums:
            plain["culture"] = plain.get("culture", 0.0) + sums["fiction"]
        found.append(plain)
    return found


def _scale(own: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """What the whole text adds to each sentence; nothing where it is a single one."""
    if len(own) < 2:
        return {}
    factor = WHOLE * sqrt(min(len(own), MAX_LENGTH)) / len(own)
    return _add({}, {}, [(sums, factor) for sums in own])


def _add(
    first: Mapping[str, float], second: Mapping[str, float], others: Sequence[tuple[Mapping[str, float], float]]
) -> dict[str, float]:
    total = dict(first)
    for sums, factor in ((second, 1.0), *others):
        for domain, weight in sums.items():
            total[domain] = total.get(domain, 0.0) + weight * factor
    return total


def _pick_strongest(told: Sequence[_Told]) -> dict[str, _Told]:
    """The heaviest word of each domain, the first of equals."""
    found: dict[str, _Told] = {}
    for one in told:
        if one.domain not in found or one.weight > found[one.domain].weight:
            found[one.domain] = one
    return found


def _judge(weights: Mapping[str, float], strongest: Mapping[str, _Told]) -> Domain:
    """The heaviest domain where all but politics together outweigh politics, else politics."""
    total = sum(weights.values())
    others = total - weights.get("politics", 0.0)
    if others < MIN_WEIGHT or others < MIN_SHARE * total:
        share, name = (1 - others / total if total else 1.0), "politics"
    else:
        share = others / total
        name = max(sorted(d for d in weights if d != "politics"), key=lambda d: weights[d])
    reasons = [strongest[d] for d in (name, *(["fiction"] if name == "culture" else [])) if d in strongest]
    reason = max(reasons, key=lambda told: told.weight).word if reasons else ""
    return Domain(name, round(share, 2), reason)

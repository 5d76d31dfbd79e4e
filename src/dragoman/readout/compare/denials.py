"""Whether one of two statements denies what the other affirms: "would not supply gas" against "would supply gas".

A statement is cut into clauses. In one with a word of denial ("not", "no", "refused to", "stopped ...ing") the next
word of content is what it denies, and the rest is left open; all words of a clause without one are affirmed, but for
those of one that speaks against something ("condemned the use of force"). Two denials make none ("did not refuse to
sign"). What hangs on a condition ("would not sign until") is left open too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from lemminflect import getAllLemmas

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[,;:.!?–—]")
_NOT = frozenset("not never no none neither nor cannot".split())
# Verbs that deny what hangs on them, and what must stand behind each: a word, an ending, or anything.
_VERBS = {
    "refuse": "to",
    "decline": "to",
    "deny": "",
    "refrain": "from",
    "abstain": "from",
    "desist": "from",
    "rule": "out",
    "stop": "-ing",
    "cease": "-ing",
    "halt": "-ing",
}
# Other words that speak against what stands in their clause.
_AGAINST = _VERBS.keys() | set(
    """end prevent avoid oppose reject condemn criticise criticize deplore ban prohibit abandon suspend cancel lift
    withdraw renounce exclude block fail lack absence warn against concern""".split()
)
# "No solution but", "nothing other than": what follows is affirmed, and what precedes not denied.
_NONE_BUT = re.compile(r"\b(?:no|none|nothing)\b[^,.;]{0,40}?\b(?:but|except|other than)\b", re.IGNORECASE)
# "Not only", "no later than", "no doubt": nothing is denied.
_NO_DENIAL = frozenset("only just merely least less more later fewer doubt matter mention sooner".split())
_JOINTS = frozenset(", ; : . ! ? – — and but while because which who although though as whereas".split())
_CONDITIONS = frozenset("if unless until till before without when once after except whether provided".split())
# Between a word of denial and what it denies.
_PASSED = frozenset(
    """be been being is are was were am have has had having do does did will would shall should can could may might
    must ought to from out of on in at a an the any its their his her our your my that this these those it they he she
    we i you there yet ever also even again further longer more able going now still with by for about over into through
    between under during towards toward among upon so such than""".split()
)
_AUXILIARIES = frozenset(
    """will would shall should can could may might must do does did is are was were be been has have had to""".split()
)


class Claim(NamedTuple):
    """A word of content, whether its clause denies it, the other words of that clause, and how it stands there."""

    lemma: str
    denied: bool
    around: frozenset[str]
    words: str


def find_denial(a: str, b: str) -> tuple[str, str, bool] | None:
    """What one text denies and the other affirms, as each has it, the first text's first, and whether that denies.

    >>> find_denial("said it would not supply gas", "said it would supply gas")
    ('would not supply', 'would supply', True)
    >>> find_denial("agreed to send troops", "refused to send troops")
    ('to send', 'refused to send', False)
    >>> find_denial("would stop supplying gas", "would not supply gas") is None
    True
    """
    ours, theirs = list(_read_claims(a)), list(_read_claims(b))
    for one in ours:
        for other in theirs:
            if one.lemma == other.lemma and one.denied != other.denied and _is_of_one(one, other):
                both = [claim.denied for claim in (*ours, *theirs) if claim.lemma == one.lemma]
                sides = [{c.denied for c in side if c.lemma == one.lemma} for side in (ours, theirs)]
                if len(both) > 1 and all(len(side) == 1 for side in sides):
                    return one.words, other.words, one.denied
    return None


def _is_of_one(one: Claim, other: Claim) -> bool:
    """Whether two clauses share a word beside the one that is denied, or one has none to share."""
    return not one.around or not other.around or bool(one.around & other.around)


def _read_claims(text: str) -> Iterator[Claim]:
    """The words of content that a text affirms, and those it denies."""
    clauses = list(_cut_clauses(_WORD.findall(_NONE_BUT.sub(".", text))))
    for number, clause in enumerate(clauses):
        behind = clauses[number + 1][:1] if number + 1 < len(clauses) else []
        if clause[0].lower() not in _CONDITIONS:
            yield from _read_clause(clause, is_open=bool(_lower(behind) & _CONDITIONS))


def _cut_clauses(words: Sequence[str]) -> Iterator[list[str]]:
    clause: list[str] = []
    for word in words:
        if word.lower() in _JOINTS or word.lower() in _CONDITIONS:
            if clause:
                yield clause
            clause = [word] if word.lower() in _CONDITIONS else []
        else:
            clause.append(word)
    if clause:
        yield clause


def _read_clause(clause: Sequence[str], *, is_open: bool) -> Iterator[Claim]:
    """All that a clause affirms, or the one thing that it denies; nothing of a denial that is left open."""
    lemmas = [find_lemma(word) for word in clause]
    content = [n for n in range(len(clause)) if _has_content(clause[n])]
    first = next((n for n in range(len(clause)) if _denies(clause, lemmas, n)), None)
    if first is None:
        against = [n for n in content if lemmas[n] in _AGAINST]
        for n in against or content:
            begin = n - 1 if n and clause[n - 1].lower() in _AUXILIARIES else n
            others = frozenset(lemmas[m] for m in content if m > n)
            yield Claim(lemmas[n], False, others, " ".join(clause[begin : n + 1]))
        return
    denied, at = False, first
    while at < len(clause) and (_denies(clause, lemmas, at) or not _is_head(clause[at])):
        denied ^= _denies(clause, lemmas, at)
        at += 1
    if at < len(clause) and not is_open:
        begin = first - 1 if first and clause[first - 1].lower() in _AUXILIARIES else first
        others = frozenset(lemmas[n] for n in content if n > at)
        yield Claim(lemmas[at], denied, others, " ".join(clause[begin : at + 1]))


def _denies(clause: Sequence[str], lemmas: Sequence[str], n: int) -> bool:
    word, behind = clause[n].lower(), clause[n + 1].lower() if n + 1 < len(clause) else ""
    if word in _NOT or word.endswith(("n't", "n’t")):
        return behind not in _NO_DENIAL
    needed = _VERBS.get(lemmas[n])
    if needed is None:
        return False
    return behind.endswith(needed[1:]) if needed.startswith("-") else needed in ("", behind)


def _has_content(word: str) -> bool:
    return word[0].isalpha() and word.lower() not in _PASSED | _NOT | _AUXILIARIES


def _is_head(word: str) -> bool:
    """Whether a word can be what is denied: no adverb, and no name of whoever does it."""
    adverb = word.endswith("ly") and "VERB" not in getAllLemmas(word)
    return _has_content(word) and word[0].islower() and not adverb


def _lower(words: Sequence[str]) -> set[str]:
    return {word.lower() for word in words}


@lru_cache(maxsize=16_384)
def find_lemma(word: str) -> str:
    """The verb a word can be a form of, else the noun, else the word in small letters.

    >>> find_lemma("sent"), find_lemma("troops"), find_lemma("Kosovo")
    ('send', 'troop', 'kosovo')
    """
    forms = getAllLemmas(word.lower())
    for kind in ("VERB", "NOUN", "ADJ"):
        if forms.get(kind):
            return str(forms[kind][0])
    return word.lower()

"""Whom "the two neighbours", "both governments", "the two armies" and "both" stand for.

They are the two states, or those who act for them, that the text spoke of last: those of the nearest sentence that
speaks of just two, without whoever does something to both ("Berlin asked both to wait") and, where there are more,
without whose word it is; else the only two of the last sentences together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.records import Clause, Mention, Span, find_range
from dragoman.resolve.belonging import NO_STATES
from dragoman.resolve.gathering import Gathering
from dragoman.resolve.parties import Party

# How many sentences back the two may stand.
MAX_BACK = 4
_STATES = frozenset(
    """state country nation neighbour neighbor power capital government republic kingdom ally foe rival enemy adversary
    sultanate emirate""".split()
)
# What every state has one of, and acts through.
_ARMS = frozenset(
    """army navy military parliament cabinet legislature ministry administration contingent air-force coastguard
    coast-guard""".split()
)
# Those who act for their states.
_PEOPLE = frozenset("leader president premier minister monarch king emir man counterpart".split())
# Besides the number nothing else may say which two are meant.
_TWO, _PLAIN = frozenset(["two", "both"]), frozenset("the these those neighbouring neighboring rival allied".split())
_OFFICIALS = frozenset(["person", "office"])


def is_pair(gathering: Gathering, mention: Mention) -> bool:
    """Whether a mention's words say no more of two than that they are states or act for them.

    "Two neighbours" without "the" are whichever.
    """
    words = _words(gathering, mention)
    if not _TWO & set(words[:-1]) or set(words[:-1]) - _TWO - _PLAIN or words[0] == "two":
        return is_bare(gathering, mention)
    return _noun(gathering, mention) in _STATES | _ARMS | _PEOPLE


def is_bare(gathering: Gathering, mention: Mention) -> bool:
    """Whether a mention says nothing but that they are two: "both", "the two"."""
    return _words(gathering, mention) in (["both"], ["the", "two"])


def find_pair(gathering: Gathering, index: int) -> tuple[Party, ...]:
    """The two whom a mention stands for; none where the text leaves it open."""
    mention = gathering.marked.mentions[index]
    not_them = _doers(gathering, mention)
    noun = _noun(gathering, mention)
    told: dict[str, Party] = {}
    for sentence in range(mention.sentence, max(-1, mention.sentence - MAX_BACK - 1), -1):
        people = _people_of(gathering, sentence, index) if noun in _PEOPLE else []
        people = [party for party in people if party.represents not in not_them]
        if len(people) == 2:
            return tuple(people)
        near = _sides_of(gathering, sentence, index)
        pair = {side: party for side, party in near.items() if side not in not_them}
        if len(pair) > 2:
            speakers = _speakers(gathering, mention)
            pair = {side: party for side, party in pair.items() if side not in speakers}
        if len(pair) == 2:
            return tuple(_as_told(gathering, noun, side, party) for side, party in pair.items())
        told = {**near, **told}
    left = {side: party for side, party in told.items() if side not in not_them}
    return tuple(_as_told(gathering, noun, side, party) for side, party in left.items()) if len(left) == 2 else ()


def _words(gathering: Gathering, mention: Mention) -> list[str]:
    return gathering.words_of(mention).lower().replace("air force", "air-force").replace("coast g", "coast-g").split()


def _noun(gathering: Gathering, mention: Mention) -> str:
    """The noun for one of them: "neighbour", "man"."""
    word = _words(gathering, mention)[-1]
    if word == "men":
        return "man"
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word.removesuffix("s")


def _as_told(gathering: Gathering, noun: str, side: str, party: Party) -> Party:
    """The state itself where the noun is for states, whoever was named where it is for people or for none."""
    if noun not in _STATES | _ARMS:
        return party
    return gathering.find_of_code(side) or party


def _people_of(gathering: Gathering, sentence: int, until: int) -> list[Party]:
    """The persons that a sentence speaks of before a mention."""
    told = (gathering.party_of[i] for i in gathering.in_sentence(sentence) if i < until)
    return list(dict.fromkeys(party for party in told if party is not None and party.kind in _OFFICIALS))


def _sides_of(gathering: Gathering, sentence: int, until: int) -> dict[str, Party]:
    """The states that a sentence speaks of before a mention, each with the first who stands for it."""
    found: dict[str, Party] = {}
    for i in gathering.in_sentence(sentence):
        party = gathering.party_of[i]
        if i >= until or party is None or party.represents is None:
            continue
        is_told = party.kind in ("country", "government") or party.kind in _OFFICIALS
        if is_told and len(party.represents) == 3 and party.represents not in NO_STATES:
            found.setdefault(party.represents, party)
    return found


def _doers(gathering: Gathering, mention: Mention) -> set[str]:
    """The sides of whoever does it to both, where the two are no subject themselves."""
    clause = _clause_before(gathering, mention)
    if clause is None or clause.subject is None or clause.subject.span.covers(mention.span):
        return set()
    return set(_sides_in(gathering, mention.sentence, [clause.subject.span]))


def _clause_before(gathering: Gathering, mention: Mention) -> Clause | None:
    """The clause whose verb stands last before a mention that is not that of the next verb's subject."""
    numbers = find_range(gathering.marked.clauses, mention.sentence)
    clauses = [c for n in numbers if (c := gathering.marked.clauses[n]).form == "finite"]
    if any(c.subject is not None and c.subject.span.covers(mention.span) for c in clauses):
        return None
    before = [clause for clause in clauses if clause.verb.start < mention.span.start]
    return max(before, key=lambda clause: clause.verb.start, default=None)


def _speakers(gathering: Gathering, mention: Mention) -> set[str]:
    """The sides of those whose word it is that the two do something."""
    said = [gathering.marked.attributions[n] for n in find_range(gathering.marked.attributions, mention.sentence)]
    spans = [one.source.span for one in said if one.source is not None and one.content.covers(mention.span)]
    return set(_sides_in(gathering, mention.sentence, spans))


def _sides_in(gathering: Gathering, sentence: int, spans: Iterable[Span]) -> Iterator[str]:
    held = [*spans]
    for i in gathering.in_sentence(sentence):
        party = gathering.party_of[i]
        if party is not None and party.represents and any(s.covers(gathering.marked.mentions[i].head) for s in held):
            yield party.represents

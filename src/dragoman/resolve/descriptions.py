"""Whom a description without a name means: "Kenyan officials", "the protesters", "the organization", "both sides".

With a side, all of one head word and side are one party. Without one, "the" points back at what the text has just
spoken of, and anything else is somebody new. Words that only point ("the other party") are left for `coreference`.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.records import Mention
from dragoman.resolve.belonging import NO_STATES
from dragoman.resolve.gathering import Gathering
from dragoman.resolve.named_bodies import find_side
from dragoman.resolve.of_kind import find_of_kind, is_named_group
from dragoman.resolve.only_ones import find_only_one, is_people
from dragoman.resolve.pairs import is_pair
from dragoman.resolve.parties import Party, plain
from dragoman.resolve.territories import find_territory

# How many sentences back "the organization" may reach.
MAX_BACK = 3
_ARTICLES = frozenset(["the", "a", "an", "its", "his", "her", "their"])
_BODY_NOUNS = frozenset(
    "movement organization organisation bloc union alliance agency body company group party bank".split()
)
# Bodies that a text names once and then calls by their head word: "the ministry", "the Commission".
_HEADS_OF_BODIES = frozenset(
    """ministry authority commission committee council court agency department bureau office tribunal university
    institute assembly foundation association federation board service fund bank party secretariat parliament
    community union league forum alliance""".split()
)
# With a capital these mean a body that has the word in its name, or one the text has not named.
_NAMED_ONLY = frozenset("union party bank league community group company".split())
_CALLED_AGAIN = frozenset(["government", "organization", "group", "person"])
# Words for people who joined, as no body of states is called.
_OF_PEOPLE = frozenset(["group", "movement"])
_COUNTRIES = frozenset(["country", "nation"])
# Words that point at one of those the text is about, and describe nobody.
_POINTING = frozenset("side party delegation counterpart member country interlocutor source".split())

# And those of them that do so without an article: "Interlocutors stressed ...".
_BARE_POINTING = frozenset(["side", "interlocutor"])


def find_described(gathering: Gathering, index: int, mention: Mention) -> Party | None:
    """The party of a group or a body without a name; none for words that only point, and for a set of several sides.

    Such a set has its `members` and `shares` instead.
    """
    lemma = gathering.lemma_of(mention)
    if len(mention.of) > 1 and mention.number == "many" and mention.kind == "group":
        _share_among_sides(gathering, index, mention, lemma)
        return None
    if _is_party_to_talks(gathering, index, lemma):
        return find_side(gathering, mention.of[0])
    if len(mention.of) == 1 and mention.number == "one" and (lemma == "side" or mention.kind == "country"):
        return find_side(gathering, mention.of[0])
    if is_people(gathering, mention):
        return find_side(gathering, mention.of[0])
    if mention.kind == "person" and (one := find_only_one(gathering, index, mention)) is not None:
        return one
    if mention.of and mention.kind in _CALLED_AGAIN:
        return _find_of_side(gathering, index, mention, lemma)
    if lemma in _COUNTRIES and not gathering.is_definite(mention):
        return None
    if is_pair(gathering, mention):
        return None  # told once everybody is known
    if (one := find_of_kind(gathering, index, mention, lemma)) is not None:
        return one
    label = _bare(gathering.words_of(mention))
    same = mention.kind == "government" or any(character.isdigit() for character in label)
    for party in gathering.parties if same else ():
        if party.label == label and party.lemma == lemma and not party.sides:
            return party
    if gathering.is_definite(mention):
        again = _find_before(gathering, index, mention, lemma)
        if again is not None or lemma in _COUNTRIES or lemma == "side" or lemma in _BODY_NOUNS:
            return again
    if lemma in _POINTING and (gathering.is_definite(mention) or mention.number == "one"):
        return None
    if lemma in _BARE_POINTING and " " not in gathering.words_of(mention):
        return None
    return _make_group(gathering, mention, lemma)


def _is_party_to_talks(gathering: Gathering, index: int, lemma: str) -> bool:
    """ "The Namibian party": a state as one of those who talk, as communiqués call it; no party of politicians."""
    mention, mentions = gathering.marked.mentions[index], gathering.marked.mentions
    words = gathering.words_of(mention).split()
    is_bare = lemma == "party" and mention.number == "one" and len(words) == 3 and words[0].lower() == "the"
    return is_bare and any(
        mentions[i].kind == "country" and mention.of == (mentions[i].known,) for i in gathering.inside(index)
    )


def make_described(gathering: Gathering, index: int) -> Party:
    """A party of its own for a description that stands for nobody named before."""
    mention = gathering.marked.mentions[index]
    office = mention.kind == "office"
    told = "an office the text names without its holder" if office else "described in the text"
    lemma = None if office else gathering.lemma_of(mention)
    party = gathering.make_party(mention, told, _bare(gathering.words_of(mention)), lemma)
    gathering.give(index, party)
    return party


def _make_group(gathering: Gathering, mention: Mention, lemma: str) -> Party:
    label, many = _bare(gathering.words_of(mention)), mention.number == "many"
    return gathering.make_party(mention, "described in the text", label, lemma, many)


def _bare(words: str) -> str:
    """A description without its article.

    >>> _bare("the protesters"), _bare("three ministries")
    ('protesters', 'three ministries')
    """
    first, _, rest = words.partition(" ")
    return rest if first.lower() in _ARTICLES and rest else words


# -- descriptions with a side -------------------------------------------------------------------


def _find_of_side(gathering: Gathering, index: int, mention: Mention, lemma: str) -> Party:
    """ "Kenyan police", "the government of Kenya": the state itself, or one party for all of the same head and side.

    What is of a territory is not of the state that claims it.
    """
    territory = find_territory(gathering, index)
    sides = (territory.key,) if territory is not None else mention.of
    if lemma == "government" and len(sides) == 1 and (state := gathering.find_by_key(sides[0])):
        return state
    key = f"{'/'.join(sides)}:{lemma}:{mention.number}"
    party = gathering.find_by_key(key)
    if party is None:
        party = _make_group(gathering, mention, lemma)
        gathering.file(party, key)
    return party


def _share_among_sides(gathering: Gathering, index: int, mention: Mention, lemma: str) -> None:
    """ "Norwegian and Finnish officials": those of each side are a group."""
    groups = []
    for code in mention.of:
        key = f"{code}:{lemma}:many"
        party = gathering.find_by_key(key)
        if party is None:
            side = gathering.base.country_of(code)
            label = f"{mention.head.of(gathering.marked.document.text)} of {side.name if side else code}"
            own = replace(mention, of=(code,), name=None)
            party = gathering.make_party(own, "one side of those the text names together", label, lemma, many=True)
            gathering.file(party, key)
        groups.append(party)
    gathering.members[index] = gathering.shares[index] = tuple(groups)


# -- descriptions that point back ---------------------------------------------------------------


def _find_before(gathering: Gathering, index: int, mention: Mention, lemma: str) -> Party | None:
    """ "the organization", "the protesters", "the country": the one the text has just told of; never for "parties"."""
    if mention.number == "many" and lemma in _BODY_NOUNS:
        return None
    if lemma in _HEADS_OF_BODIES | _BODY_NOUNS and (named := _named_by_head(gathering, index, lemma)) is not None:
        return named
    if lemma in _NAMED_ONLY and mention.head.of(gathering.marked.document.text)[0].isupper():
        return None
    found: dict[int, Party] = {}
    for i in range(index - 1, -1, -1):
        other, party = gathering.marked.mentions[i], gathering.party_of[i]
        if other.sentence < mention.sentence - MAX_BACK or (found and other.sentence < mention.sentence - 1):
            break
        if party is None:
            continue
        if lemma in _BODY_NOUNS:
            is_body = party.kind == "organization" and party.sectors[:1] != ["JRN"] and other.kind == "organization"
            if lemma in _OF_PEOPLE:
                if not found and party.lemma == lemma and party.many == (mention.number == "many"):
                    return party
                is_body = (is_body and party.country not in NO_STATES) or is_named_group(party)
            if is_body and not is_of_states(mention, party):
                found.setdefault(id(party), party)
        elif lemma in _COUNTRIES:
            if party.kind == "country":
                found.setdefault(id(party), party)
        elif party.lemma == lemma and party.many == (mention.number == "many"):
            return party
    if mention.kind == "government":
        own = (p for p in gathering.parties if p.lemma == lemma and not p.sides and p.kind == "government")
        return next(own, None)
    return next(iter(found.values())) if len(found) == 1 else None


def is_of_states(mention: Mention, party: Party) -> bool:
    """Whether a mention speaks of a political party, which a body that represents a side is not."""
    is_other = party.kind == "organization" and party.represents is not None and party.sectors[:1] != ["PTY"]
    return is_other and mention.sectors[:1] == ("PTY",)


def _named_by_head(gathering: Gathering, index: int, lemma: str) -> Party | None:
    """The last body before whose name or description has the head word."""
    for i in range(index - 1, -1, -1):
        party = gathering.party_of[i]
        if party is None or party.kind not in ("organization", "government") or party.sectors[:1] == ["JRN"]:
            continue
        called = [gathering.marked.mentions[i].name, party.label, *party.names]
        if any(lemma in plain(name).split() for name in called if name):
            return party
    return None

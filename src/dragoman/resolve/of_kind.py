"""Who is called by nothing but a kind: "the rebels", "the army", "police", "the officers", "the diplomat".

He is the one of that kind that the text has named so far, under whatever name; where it has two, or the words say
more, nobody is found here.
"""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.records import Mention
from dragoman.resolve.gathering import Gathering
from dragoman.resolve.parties import Party, head_of, plain

# How many sentences back the police may have been named whose officers are told of.
MAX_BACK = 3
# Forces of a state that a text calls by the bare noun again, without an article as well.
_FORCES, _WITHOUT_ARTICLE = frozenset("army military navy police parliament junta".split()), frozenset(["police"])
_IN_NAMES = {
    "army": ("army", "armed forces", "defence force", "defense force", "defence forces", "defense forces"),
    "military": ("army", "armed forces", "defence force", "defense force", "defence forces", "defense forces"),
    "police": ("police", "gendarmerie"),
}
# Words for those who fight a state, and sectors of groups that do.
_FIGHTERS = frozenset("rebel guerrilla insurgent militant separatist jihadist rebellion insurgency militia".split())
# Who is sent abroad and is called a diplomat, and words for anybody whom the text has not named, by gender.
_SENT = frozenset(["diplomat"])
_ENVOYS = frozenset("ambassador envoy chargé consul representative counsellor counselor nuncio attaché".split())
_ANYBODY = {"man": "he", "woman": "she"}
_FIGHTING = ("REB", "UAF", "PRM")


def find_of_kind(gathering: Gathering, index: int, mention: Mention, lemma: str) -> Party | None:
    """The one party of its kind before a mention that says no more than its kind; none where there are two."""
    words = gathering.words_of(mention).lower().split()
    is_definite = len(words) == 2 and words[0] == "the"
    if mention.of or not (is_definite or len(words) == 1):
        return None
    if lemma == "officer":
        return _find_police(gathering, index, mention)
    if lemma in _FORCES and (is_definite or lemma in _WITHOUT_ARTICLE):
        return _only(p for _, p in gathering.before(index) if p.kind == "government" and _is_force(p, lemma))
    if lemma == "chair" and is_definite:
        told = (p for _, p in gathering.before(index) if p.kind in ("person", "office"))
        return _only(p for p in told if any(head_of(office) == "chairperson" for office in p.offices))
    if lemma in _SENT and is_definite:
        return _only(p for p in _near(gathering, index) if _ENVOYS & {head_of(office) for office in p.offices})
    if lemma in _ANYBODY and is_definite:
        return _only(p for p in _near(gathering, index) if not p.names and p.gender in (None, _ANYBODY[lemma]))
    if lemma in _FIGHTERS and is_definite:
        return _find_fighters(gathering, index, lemma)
    return None


def _near(gathering: Gathering, index: int) -> list[Party]:
    """The persons of this sentence and the two before it, up to a mention."""
    here = gathering.marked.mentions[index].sentence
    near = (i for sentence in range(max(0, here - 2), here + 1) for i in gathering.in_sentence(sentence) if i < index)
    told = (party for i in near if (party := gathering.party_of[i]) is not None)
    return list(dict.fromkeys(p for p in told if p.kind in ("person", "office") and not p.many))


def _only(parties: Iterable[Party]) -> Party | None:
    found = list(parties)
    return found[0] if len(found) == 1 else None


def _is_force(party: Party, lemma: str) -> bool:
    """Whether a party is an army or a police by its noun or its name."""
    if party.lemma is not None:
        return party.lemma == lemma
    return any(plain(name).endswith(_IN_NAMES.get(lemma, (lemma,))) for name in (*party.names, party.label or ""))


def _find_fighters(gathering: Gathering, index: int, lemma: str) -> Party | None:
    """The one group of fighters with a name before a mention; one called by its noun only that stands nearer is it."""
    many = gathering.marked.mentions[index].number == "many"
    for party in filter(None, (gathering.party_of[i] for i in range(index - 1, -1, -1))):
        if _is_fighting_group(gathering, party):
            break
        if party.lemma == lemma and party.many == many:
            return party
    return _only(p for _, p in gathering.before(index) if _is_fighting_group(gathering, p))


def _is_fighting_group(gathering: Gathering, party: Party) -> bool:
    """Whether a party is a group that has a name and is, or was then, under arms."""
    if party.kind not in ("group", "organization") or not (party.names or party.key):
        return False
    told = (party.sectors, *(gathering.marked.mentions[i].sectors for i in gathering.indexes_of(party)))
    return any(sectors[0] in _FIGHTING for sectors in told if sectors)


def is_named_group(party: Party) -> bool:
    """Whether a party is people under a name of their own: the Houthis, a rebel front."""
    return party.kind == "group" and bool(party.names or party.key) and party.sectors[:1] != ["CVL"]


def _find_police(gathering: Gathering, index: int, mention: Mention) -> Party | None:
    """The police of whom "officers" right behind are some."""
    if mention.sectors != ("COP",):
        return None
    near = (
        p
        for i, p in gathering.before(index)
        if p.kind == "government"
        and _is_force(p, "police")
        and gathering.marked.mentions[max(j for j in gathering.indexes_of(p) if j < index)].sentence
        >= mention.sentence - MAX_BACK
    )
    return _only(near)

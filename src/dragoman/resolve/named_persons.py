"""Persons by their names: the one whom a text has called so before, or somebody new.

A person comes back under a surname, with a title, or by the given name where his people call each other so. What a
mention says of office and side tells namesakes apart; where two are left, the name is nobody's.
"""

from __future__ import annotations

from dragoman.knowledge.offices import PEERS
from dragoman.records import Mention
from dragoman.resolve.gathering import Gathering
from dragoman.resolve.office_holders import find_holder_before
from dragoman.resolve.parties import Party, is_same_office, plain, surnames

# States whose people are called by the first of their names: "Abiy", "Anwar", "Prayut".
_GIVEN_NAMES_FIRST = [[code] for code in "ETH ERI SOM DJI ISL MYS THA IDN MMR BTN".split()]
# The reason of a party of which no list tells.
NAMED = "named in the text"


def find_person(gathering: Gathering, index: int, mention: Mention, elder: Party | None) -> Party | None:
    """The party of a mention that names a person; none where its name may be one of two.

    `elder` is an office or a body that the text names right beside: it takes the name if it has none.
    """
    name = mention.name or ""
    found = [party for party in _namesakes(gathering, name) if _fits(party, mention)]
    if len(found) > 1 and mention.office:
        found = [p for p in found if any(is_same_office(mention.office, o, gathering.base) for o in p.offices)] or found
    if len(found) > 1:
        exact = [party for party in found if any(plain(n) == plain(name) for n in party.names)]
        if not exact and " " not in name:
            return None
        found = exact if len(exact) == 1 else []
    if found:
        gathering.learn(found[0], mention)
        return found[0]
    given = _by_given_name(gathering, mention)
    if given is not None:
        return given
    if elder is not None and not elder.names:
        elder.kind = "person"
        gathering.learn(elder, mention)
        return elder
    return _make_person(gathering, index, mention)


def _namesakes(gathering: Gathering, name: str) -> list[Party]:
    """The persons named before who may be called so."""
    found: list[Party] = []
    for word in (*surnames(name), plain(name).split()[0]):
        for party in gathering.find_by_word(word):
            if party not in found and party.may_be_called(name):
                found.append(party)
    return found


def _fits(party: Party, mention: Mention) -> bool:
    """Whether nothing the mention says goes against the party."""
    if mention.of and party.sides and not set(mention.of) & set(party.sides):
        return plain(mention.name or "") in {plain(name) for name in party.names} and len(mention.of) == 1
    return True


def _by_given_name(gathering: Gathering, mention: Mention) -> Party | None:
    """The one person whose other name somebody is called by: "H.E. Mesfin", "Secretary Barragán", "Choque".

    That is the given name in Ethiopia and on the Gulf, and the first of two surnames in Mexico. Without a title a
    given name is no more than a word of the text's.
    """
    name = mention.name or ""
    if " " in name:
        return None
    called = gathering.find_by_word(plain(name))
    found = [p for p in called if p.has_other_name(name)]
    if gathering.words_of(mention) == name:
        if len(called) > 1:
            return None
        found = [p for p in found if _goes_by_given_name(p) or any(plain(name) in _inner(full) for full in p.names)]
    return found[0] if len(found) == 1 and _fits(found[0], mention) else None


def _goes_by_given_name(party: Party) -> bool:
    """Whether somebody is of a state whose people have no family names and are called by their own."""
    return party.sides[:1] in _GIVEN_NAMES_FIRST


def _inner(name: str) -> list[str]:
    return plain(name).split()[1:-1]


def _make_person(gathering: Gathering, index: int, mention: Mention) -> Party:
    """Somebody new; "his Omani counterpart X" has the office of whoever "his" is."""
    party = gathering.make_party(mention, NAMED)
    if not mention.office and _is_counterpart(gathering, mention):
        peer = find_holder_before(gathering, index)
        if peer is not None and peer.office():
            party.add([], peer.office(), ())
    return party


def _is_counterpart(gathering: Gathering, mention: Mention) -> bool:
    """ "his Omani counterpart X": a person by the office of another."""
    words = f" {gathering.words_of(mention).lower()} "
    return any(f" {peer} " in words for peer in PEERS)

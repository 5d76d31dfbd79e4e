"""Who holds an office that a text names without a name: "the minister", "the Omani envoy", "his counterpart".

He is the one person before whose office and side fit. Two who fit may be told apart by who stands nearest; where
they are not, the office is nobody's, and an office that nobody holds is a party of its own.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.records import Mention
from dragoman.resolve.gathering import Gathering
from dragoman.resolve.only_ones import find_only_one
from dragoman.resolve.parties import Party, head_of, is_same_office
from dragoman.resolve.territories import find_territory, territory_of

_INDEFINITE = frozenset(["a", "an", "another"])
# Who leads a body is called its chief or head, whatever his office is called there.
_CHIEFS = frozenset(["chief", "head", "leader"])
# Who is under the holder of an office is not he.
_UNDER = frozenset(["deputy", "vice", "assistant"])
_TO_BE = re.compile(r"[^,;.]{0,40}(?:,|:| (?:is|was|be|as|named|becomes?|became)\b)")
_LEADING = frozenset(["chairperson", "president", "secretary", "director"])


def find_holder(gathering: Gathering, index: int, mention: Mention) -> Party | None:
    """The party of a mention that names an office; none for "the minister" where two fit or nobody does."""
    peer = None if mention.office else find_holder_before(gathering, index)
    office = mention.office or (peer.office() if peer else None)
    if mention.office is None and not mention.of:
        return _find_counterpart(gathering, peer, office)
    found = _pick_holders(gathering, index, mention, office)
    if len(found) == 1:
        found[0].add([], None, mention.of)
        if office and not found[0].offices:
            gathering.learn(found[0], mention)
        return found[0]
    if not found and (one := find_only_one(gathering, index, mention)) is not None:
        return one
    if found or (not mention.of and gathering.is_definite(mention) and _is_bare(mention)):
        return None
    label = gathering.words_of(mention)
    label = label.split(" ", 1)[1] if label.lower().startswith(("the ", "a ", "an ")) else label
    party = gathering.make_party(mention, "an office the text names without its holder", label)
    if office and not party.offices:
        party.add([], office, ())
    return party


def find_holder_before(gathering: Gathering, index: int) -> Party | None:
    """The holder of an office last spoken of, in this sentence or the one before: whose "his counterpart" is a peer."""
    mentions = gathering.marked.mentions
    for i in range(index - 1, -1, -1):
        if mentions[i].sentence < mentions[index].sentence - 1:
            break
        party = gathering.party_of[i]
        if party is not None and party.offices and party.kind in ("person", "office"):
            return party
    return None


def _find_counterpart(gathering: Gathering, peer: Party | None, office: str | None) -> Party | None:
    """ "his counterpart": the only other holder of his office."""
    if peer is None or office is None:
        return None
    found = [
        p
        for p in gathering.parties
        if p is not peer
        and p.kind in ("person", "office")
        and set(p.sides) != set(peer.sides)
        and any(is_same_office(office, held, gathering.base) for held in p.offices)
    ]
    return found[0] if len(found) == 1 else None


def _pick_holders(gathering: Gathering, index: int, mention: Mention, office: str | None) -> list[Party]:
    """Those who may hold the office; of several the nearest, where the mention has no side to tell them apart."""
    known = [] if _is_indefinite(gathering, mention) else gathering.parties
    found = [p for p in known if p.kind in ("person", "office") and _may_hold(gathering, p, office, mention)]
    if not found and office and mention.of and not gathering.inside(index):  # a title of one state: "EAM"
        bare = replace(mention, of=())
        found = [p for p in known if p.kind == "person" and not p.sides and _may_hold(gathering, p, office, bare)]
    if found and mention.of:  # "the Abkhaz president" is not Georgia's
        territory = find_territory(gathering, index)
        found = [p for p in found if territory_of(gathering, p) == territory]
    if len(found) == 1 and not mention.of and _is_named_behind(gathering, index, found[0]):
        return found if _is_told_to_be(gathering, index) else []
    if len(found) > 1 and office and office.isupper():
        found = [p for p in found if any(_letters_of(o) == office for o in p.offices)] or found
    if len(found) > 1 and not mention.of:
        found = [p for p in found if not _is_named_behind(gathering, index, p)] or found
        found = _nearest(gathering, found, index)
    return found


def _is_indefinite(gathering: Gathering, mention: Mention) -> bool:
    """Whether it points at somebody not told of before: "a", "another"."""
    return gathering.words_of(mention).split(" ", 1)[0].lower() in _INDEFINITE


def _is_bare(mention: Mention) -> bool:
    """ "the minister": nothing but a head word."""
    return mention.office is not None and " " not in mention.office


def _may_hold(gathering: Gathering, party: Party, office: str | None, mention: Mention) -> bool:
    """Whether a party's side, sectors and offices allow that it holds the office."""
    if mention.of and not set(mention.of) & set(party.sides):
        return False
    if party.sectors[:1] == ["ELI"] and "ELI" not in mention.sectors:
        return False
    if office is not None and office.lower() in _CHIEFS and mention.of:
        leads = {head_of(held) for held in party.offices} & _LEADING
        known = gathering.base.country_of(mention.of[0])
        if leads and (known is None or known.kind != "country"):
            return True
    if office is None:
        return bool(mention.of) and bool(party.offices)
    if _UNDER & set(office.lower().split()) and not any(_UNDER & set(held.lower().split()) for held in party.offices):
        return False
    return any(is_same_office(office, held, gathering.base) for held in party.offices)


def _is_named_behind(gathering: Gathering, index: int, party: Party) -> bool:
    """Whether the sentence tells of a person behind the office: "the minister invited Dr. Rao" is of two people."""
    here = gathering.marked.mentions[index]
    all_behind = (gathering.marked.mentions[i] for i in gathering.in_sentence(here.sentence) if i > index)
    behind = [m for m in all_behind if m.span.start >= here.span.end]
    if any(m.kind == "office" and set(m.of) & set(party.sides) for m in behind):
        return True  # "the minister called Oman's minister"
    return any(party.may_be_called(m.name) for m in behind if m.kind == "person" and m.name)


def _letters_of(office: str) -> str:
    """The letters an office is called by: "EAM" for an External Affairs Minister."""
    return "".join(word[0] for word in office.split() if word[0].isupper())


def _is_told_to_be(gathering: Gathering, index: int) -> bool:
    """Whether the sentence goes on with who holds the office: "The new minister is Amina Wako"."""
    mention, sentences = gathering.marked.mentions[index], gathering.marked.sentences
    rest = gathering.marked.document.text[mention.span.end : sentences[mention.sentence].span.end]
    return bool(_TO_BE.match(rest))


def _nearest(gathering: Gathering, parties: list[Party], index: int) -> list[Party]:
    """Those mentioned in this sentence before, or else in the one before it; all where none is."""
    here = gathering.marked.mentions[index].sentence
    for sentence in (here, here - 1):
        near = {
            id(p): p
            for i in gathering.in_sentence(sentence)
            if i < index and (p := gathering.party_of[i]) is not None and p in parties
        }
        if near:
            return list(near.values())
    return parties

"""States, bodies, places and pacts by their names: one party for all that a text says under one key.

What the knowledge base lists has its key; anything else is filed under its name, a ministry under its side's as well.
"""

from __future__ import annotations

from dragoman.knowledge import Known
from dragoman.records import Mention
from dragoman.resolve import territories
from dragoman.resolve.gathering import Gathering
from dragoman.resolve.named_persons import NAMED
from dragoman.resolve.parties import Party, plain

# Towns that stand for the body that sits there, unless the text speaks of the state as well.
_SEATS = {"Brussels": "EU"}


def find_known(gathering: Gathering, mention: Mention) -> Party | None:
    """The party of a state, a place or a body on the list; one that is not listed goes by its name, if it has one."""
    if mention.known is None or mention.known.startswith("body."):
        return find_named(gathering, mention) if mention.name else None
    known = _known(gathering, mention)
    key = mention.known
    if mention.kind == "country" and mention.name in _SEATS and not _is_state_named(gathering, key):
        key = _SEATS[mention.name]
        known = gathering.base.get(key)
    party = gathering.find_by_key(key)
    if party is None:
        label = known.name if known else mention.name
        party = Party(kind=known.kind if known else mention.kind, key=key, label=label, reason="a name on the list")
        if known:
            _tell(party, known)
        gathering.parties.append(party)
        gathering.file(party, key)
    if mention.name and mention.form == "name":
        party.add([mention.name], None, ())
    return party


def _is_state_named(gathering: Gathering, key: str) -> bool:
    """Whether a text names a state by more than the town that is its capital, if only by one of its people."""
    mentions = gathering.marked.mentions
    if any(m.known == key and m.kind == "country" and m.name not in _SEATS for m in mentions):
        return True
    names = [m.name.split() for m in mentions if m.kind == "person" and m.name and " " in m.name]
    matches = (gathering.base.match(words, 0) for words in names)
    return any(r.kind == "person" and r.country == key for match in matches if match for r in match[1])


def find_named(gathering: Gathering, mention: Mention) -> Party:
    """The party of a body, a place or a pact that is not on the list: the one called so before, or a new one."""
    name = plain(mention.name or "").removeprefix("the ")
    if len(mention.of) == 1 and name.startswith("government of"):
        state = gathering.find_by_key(mention.of[0])
        if state is not None:
            return state
    key = f"{'/'.join(mention.of)}:{name}" if mention.kind == "government" else name
    party = gathering.find_by_key(key)
    if party is not None:
        gathering.learn(party, mention)
        return party
    party = gathering.make_party(mention, NAMED)
    gathering.file(party, key)
    if mention.kind == "place":
        words = (mention.name or "").split()
        match = gathering.base.match(words, 0)
        party.country = match[1][0].country if match and match[0] == len(words) else None
    return party


def find_side(gathering: Gathering, code: str) -> Party | None:
    """The state or organisation of a code, in the text or only by its side; none where the list lacks the code."""
    party = gathering.find_by_key(code)
    if party is not None:
        return party
    known = gathering.base.country_of(code)
    if known is None:
        return None
    party = Party(kind=known.kind, key=known.key, label=known.name, reason="its side speaks in the text")
    _tell(party, known)
    gathering.parties.append(party)
    gathering.file(party, known.key)
    return party


def _known(gathering: Gathering, mention: Mention) -> Known | None:
    """What the base has for a mention; a city is asked for by its name."""
    key = mention.known or ""
    if not key.startswith(("geonames:", "place:")):
        return gathering.base.get(key, gathering.marked.document.published)
    words = (mention.name or "").split()
    match = gathering.base.match(words, 0) if words else None
    return next((r for r in match[1] if r.key == key), None) if match else None


def _tell(party: Party, known: Known) -> None:
    """What the knowledge base says of a party."""
    party.country, party.represents = known.country, known.represents
    party.wikidata = known.wikidata
    is_actor = known.kind not in ("country", "place") and known.form != "capital"
    party.sectors = [sector for sector in known.sectors if is_actor or sector == territories.SECTOR]
    if known.kind == "place":
        party.represents = None

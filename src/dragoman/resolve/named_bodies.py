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

# Letters of which fewer stand for too many names.
MIN_LETTERS = 3


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
    party = gathering.find_by_key(key) or _find_again(gathering, mention)
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


def _find_again(gathering: Gathering, mention: Mention) -> Party | None:
    """The one body named before that has the same name with its state or without, or these letters.

    "The Ministry of Trade" of a headline is "the Ministry of Trade of Oman" below it, "the PSC" the Peace and Security
    Council.
    """
    if mention.kind not in ("government", "organization"):
        return None
    bodies = [p for p in gathering.parties if p.kind in ("government", "organization") and p.key is None and p.names]
    letters = mention.name or ""
    if letters.isupper() and letters.isalpha() and len(letters) >= MIN_LETTERS:
        found = [p for p in bodies if any(letters in _all_initials(name) for name in p.names)]
        return found[0] if len(found) == 1 else None
    core = _without_state(gathering, letters)
    if " " not in core:
        return None
    same = (p for p in bodies if any(_without_state(gathering, name) == core for name in p.names))
    found = [p for p in same if not p.sides or not mention.of or p.sides[0] == mention.of[0]]
    return found[0] if len(found) == 1 else None


def _all_initials(name: str) -> set[str]:
    """Its letters with the body of which it is and without: "the PSC" of the African Union."""
    return {_initials(name), _initials(name.partition(" of the ")[0])}


def _initials(name: str) -> str:
    """The letters by which a name may be called.

    >>> _initials("Peace and Security Council"), _initials("Trades Union Congress of Ghana")
    ('PSC', 'TUCG')
    """
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper() and word != "The")


def _without_state(gathering: Gathering, name: str) -> str:
    """A body's plain name without the state behind it: "Ministry of Trade of the Republic of Cuba"."""
    words = name.split()
    for start in (i for i, word in enumerate(words) if word == "of" and i):
        behind = words[start + 1 :]
        behind = behind[1:] if behind[:1] == ["the"] else behind
        match = gathering.base.match(behind, 0) if behind else None
        if match is not None and match[0] == len(behind) and match[1][0].kind == "country":
            name = " ".join(words[:start])
            break
    return plain(name).removeprefix("the ")


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

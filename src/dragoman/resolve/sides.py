"""For whom parties act: the country or organisation each represents, and what that rests on."""

from __future__ import annotations

from dragoman.knowledge import Knowledge, Known
from dragoman.resolve.gathering import Gathering
from dragoman.resolve.parties import Party, is_same_name, is_same_office, plain

_OF_STATES = frozenset(
    """minister president premier chancellor king queen emir sultan ambassador prime foreign secretary parliament
    speaker cabinet defence defense interior""".split()
)


def settle_sides(gathering: Gathering) -> None:
    """Give every party its side, country and sectors."""
    for party in gathering.parties:
        if party.kind in ("person", "office"):
            _settle_person(gathering, party)
        elif party.kind in ("government", "group", "organization") and party.represents is None:
            _settle_body(gathering.base, party)
    for party in gathering.parties:
        if party.kind in ("person", "office") and not party.sides:
            _read_side_around(gathering, party)
    for party in gathering.parties:
        if party.kind == "office" and not party.names:
            _name_holder(gathering, party)


def _settle_person(gathering: Gathering, party: Party) -> None:
    base, published = gathering.base, gathering.marked.document.published
    if party.sides:
        _represent(base, party, party.sides[0])
        party.reason = party.reason or "office and side in the text"
        if party.names and party.offices:
            party.reason = "name, office and side in the text"
    known = _known_person(gathering, party)
    if known is None:
        return
    if party.sides and known.country not in party.sides:
        return
    held = known.since is None or published is None or known.since <= published
    fits = not party.offices or any(is_same_office(o, known.office or "", base) for o in party.offices)
    if not (held and fits) and not party.sides:
        return
    party.wikidata = known.wikidata
    if not party.sides and known.country:
        party.sides = [known.country]
        _represent(base, party, known.country)
        party.sectors = party.sectors or [*known.sectors]
        party.confidence = 0.8
        party.reason = f"known as {known.office} of {known.country} since {known.since}"
    if not party.offices and known.office and held:
        party.offices = [known.office]
        party.sectors = party.sectors or [*known.sectors]


def _known_person(gathering: Gathering, party: Party) -> Known | None:
    """The one known person whom all names of the party fit."""
    if not party.names:
        return None
    name = max(party.names, key=len)
    words = name.split()
    match = gathering.base.match(words, 0)
    people = {r.key: r for r in match[1] if r.kind == "person"} if match and match[0] == len(words) else {}
    if len(people) == 1:
        known = next(iter(people.values()))
        return known if len(words) > 1 or party.offices or party.sides else None
    if len(words) == 1 and party.offices and party.sides:
        for known in gathering.base.holders(party.sides[0], _canonical(gathering.base, party)):
            if is_same_name(words[0], known.name):
                return known
    return None


def _canonical(base: Knowledge, party: Party) -> str:
    known = base.office((party.office() or "").split())
    return known.name if known else ""


def _represent(base: Knowledge, party: Party, code: str) -> None:
    party.represents = code
    party.country = country_of(base, code)


def country_of(base: Knowledge, code: str) -> str | None:
    """The actor code of a side: a state's own, an organisation's from the list.

    >>> from dragoman.knowledge import load
    >>> country_of(load(), "AZE"), country_of(load(), "OSCE"), country_of(load(), "UN")
    ('AZE', 'IGO', 'UNO')
    """
    try:
        return base.get(code).country
    except KeyError:
        return code if len(code) == 3 else None


def _settle_body(base: Knowledge, party: Party) -> None:
    if len(party.sides) == 1:
        code = party.sides[0]
        party.represents = code if party.kind == "government" or party.lemma else party.represents
        party.country = party.country or country_of(base, code)
    if party.kind == "government" and not party.sectors:
        party.sectors = ["GOV"]


def _read_side_around(gathering: Gathering, party: Party) -> None:
    """A side for an office that is named without one: the delegation it leads, or the one state of the text so far."""
    if not party.offices or party.sectors[:1] not in (["GOV"], ["LEG"], ["MIL"], ["COP"], ["JUD"]):
        return
    for code, confidence, reason in (_side_of_delegation(gathering, party), _only_state(gathering, party)):
        if code:
            party.sides = [code]
            _represent(gathering.base, party, code)
            party.confidence, party.reason = confidence, reason
            return


def _side_of_delegation(gathering: Gathering, party: Party) -> tuple[str | None, float, str]:
    """ "The Kenyan delegation was led by X and included Y": they are of its side."""
    mentions = gathering.marked.mentions
    for index, held in enumerate(gathering.party_of):
        if held is not party:
            continue
        for other in mentions[:index]:
            if (
                other.sentence == mentions[index].sentence
                and len(other.of) == 1
                and gathering.lemma_of(other) in ("delegation", "side", "team")
            ):
                return other.of[0], 0.8, "of the delegation its sentence names"
    return None, 0.0, ""


def _only_state(gathering: Gathering, party: Party) -> tuple[str | None, float, str]:
    """The state spoken of in its sentence, or up to it, when there is one and only one."""
    mentions = gathering.marked.mentions
    first = next((i for i, held in enumerate(gathering.party_of) if held is party), None)
    if first is None:
        return None, 0.0, ""
    sentence = mentions[first].sentence
    here: set[str] = set()
    so_far: set[str] = set()
    for index, held in enumerate(gathering.party_of):
        if held is None or held.kind not in ("country", "place") or held.country is None or len(held.country) != 3:
            continue
        if held.country in ("IGO", "UNO", "EUR", "IMG", "NGO"):
            continue
        if mentions[index].sentence == sentence:
            here.add(held.country)
        if mentions[index].sentence <= sentence:
            so_far.add(held.country)
    for codes, confidence in ((so_far, 0.7), (here, 0.5)):
        if len(codes) == 1:
            return next(iter(codes)), confidence, "the only state the text names up to here"
    return None, 0.0, ""


def _name_holder(gathering: Gathering, party: Party) -> None:
    """The known holder of an office of state on the day the text was published."""
    published = gathering.marked.document.published
    office = gathering.base.office((party.office() or "").split())
    if published is None or office is None or len(party.sides) != 1 or party.sectors[:1] == ["ELI"]:
        return
    holders = gathering.base.holders(party.sides[0], office.name, published)
    if len(holders) != 1:
        return
    holder = holders[0]
    twin = next((p for p in gathering.parties if any(is_same_name(n, holder.name) for n in p.names)), None)
    if twin is not None and twin.kind == "person" and twin.represents in (None, party.represents):
        gathering.party_of[:] = [twin if held is party else held for held in gathering.party_of]
        return
    party.names, party.wikidata = [holder.name], holder.wikidata
    party.confidence = 0.75
    party.reason = f"known holder of the office since {holder.since}"


__all__ = ["country_of", "plain", "settle_sides"]

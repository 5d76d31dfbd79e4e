"""For whom parties act: the country or organisation each represents, and what that rests on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dragoman.knowledge import Knowledge, Known
from dragoman.knowledge.publishers import side_of_publisher
from dragoman.knowledge.records import Office
from dragoman.resolve.belonging import FITS_BEST, NO_STATES, Scene, fled_from, is_sent_to, make_scene
from dragoman.resolve.gathering import Gathering
from dragoman.resolve.headlines import join_headlines
from dragoman.resolve.issuers import find_home, side_of_style
from dragoman.resolve.known_people import find_held, find_known, has_left, is_contradicted, is_known_for, last_known
from dragoman.resolve.opposite import meets_another, side_of_delegation, side_of_host
from dragoman.resolve.outsiders import is_beside, is_of_private_body, is_of_unknown
from dragoman.resolve.parties import Party, head_of, is_rank, is_same_name, is_same_office
from dragoman.resolve.whose import weigh_sides

# Titles that in English texts are one state's unless they say whose.
_TITLES = {
    "secretary of state": "USA", "defense secretary": "USA", "secretary of defense": "USA", "secretary of war": "USA",
    "treasury secretary": "USA", "secretary of the treasury": "USA", "commerce secretary": "USA",
    "state councilor": "CHN", "state councillor": "CHN", "chancellor of the exchequer": "GBR", "pope": "VAT",
    "pontiff": "VAT", "parliamentary under-secretary of state": "GBR", "representative/vice-president": "EUR",
    "high representative/vice-president": "EUR",
}  # fmt: skip
# Who serves under the holder of such a title: "Deputy Assistant Secretary of State".
_UNDER = re.compile(
    r"^(?:(?:principal|deputy|assistant|acting|under|undersecretary|senior) )+(?=secretary of (?:state|defense))"
)
# Offices that say nothing of what they head.
_HEADS_OF_ANY = frozenset(
    "director head leader chairperson president boss spokesperson commissioner governor deputy member chief".split()
)
# Whoever held an office of one of these sectors is a former official afterwards.
_OFFICIAL = frozenset("GOV LEG MIL COP JUD SPY".split())
# First sectors of those who hold a state's office.
_OF_STATES = (["GOV"], ["LEG"], ["MIL"], ["COP"], ["JUD"], ["ELI"])
# Whose side is a state, whatever organisation is near; and movements that have no civilians.
_PRIVATE = (["JRN"], ["BUS"], ["LAB"], ["AGR"], ["EDU"])
_MOVEMENTS = frozenset(["IMG", "ISM"])
# A side less likely than this is none. At 0.3 and 0.35 as many events and positions are right on the corpus's dev part
# and on practice texts that nothing has learned from, at 0.5 fewer.
MIN_CHANCE = 0.3


def settle_sides(gathering: Gathering) -> Scene:
    """Give every party its side, country and sectors; what comes back is where the text names which sides."""
    settle_told(gathering)
    scene = make_scene(gathering, find_home(gathering))
    for party in gathering.parties:
        if scene.sides and is_open(gathering, party):
            _take_likeliest(gathering, party, scene)
    _join_left_holders(gathering)
    for party in gathering.parties:
        if party.kind == "office" and not party.names and gathering.indexes_of(party):
            _name_holder(gathering, party)
    return scene


def settle_late(gathering: Gathering, party: Party, scene: Scene) -> None:
    """The side of a party that was made after all the others had theirs."""
    if party.kind == "office" and not party.sides:
        told = (read(gathering, party) for read in (_side_of_title, _side_of_only_body))
        any(_take_side(gathering, party, side) for side in told)
    if scene.sides and is_open(gathering, party):
        _take_likeliest(gathering, party, scene)
    if party.kind == "office":
        _name_holder(gathering, party)


def settle_told(gathering: Gathering) -> None:
    """The sides that the words of the parties and of those beside them tell."""
    _settle_places(gathering)
    for party in gathering.parties:
        if party.kind in ("person", "office"):
            _settle_person(gathering, party)
        elif party.kind in ("government", "group", "organization") and party.represents is None:
            _settle_body(gathering.base, party)
    for party in gathering.parties:
        if party.kind in ("person", "office") and not party.sides:
            _read_side_around(gathering, party)
    for party in join_headlines(gathering):
        if party.represents is None and party.sides:
            _represent(gathering.base, party, party.sides[0])
            party.reason = "name, office and side in the text"
    _join_left_holders(gathering)


def _settle_places(gathering: Gathering) -> None:
    """The states of places by all that the text says of where they are, and not by their names alone."""
    for party in gathering.parties:
        if party.kind == "place":
            told = (gathering.places[i] for i in gathering.indexes_of(party))
            states = Counter(place.country for place in told if place is not None and place.country is not None)
            party.country = states.most_common(1)[0][0] if states else party.country
    for party in gathering.parties:
        if party.kind != "place" and len(party.sides) == 1:
            party.sides = [_side_of_place(gathering, party) or party.sides[0]]


def _side_of_place(gathering: Gathering, party: Party) -> str | None:
    """The state of the place that somebody is of, where the text means another of that name ("Ontario's premier")."""
    mentions = gathering.marked.mentions
    for index in (i for outer in gathering.indexes_of(party) for i in gathering.inside(outer)):
        place, words = gathering.places[index], (mentions[index].name or "").split()
        if place is None or not words or mentions[index].kind != "place" or not _owns(gathering, index):
            continue
        match = gathering.base.match(words, 0)
        if match is not None and any(r.kind == "place" and r.country == party.sides[0] for r in match[1]):
            return place.country
    return None


def _join_left_holders(gathering: Gathering) -> None:
    """Give each office of a headline that nobody is named for the holder below who is left over for its side."""
    for party in gathering.parties:
        if party.kind == "office" and not party.names and gathering.indexes_of(party):
            _join_left_holder(gathering, party)


def is_open(gathering: Gathering, party: Party) -> bool:
    """Whether nothing has told the side of a party that may have one."""
    if party.country or party.sides or party.key or not gathering.indexes_of(party):
        return False
    if party.kind in ("country", "place", "agreement", "occasion"):
        return False
    if party.kind == "government" and (party.label or "").lower().startswith(("both ", "two ", "all ")):
        return False
    return not is_of_private_body(gathering, party) and not is_of_unknown(gathering, party)


def _take_likeliest(gathering: Gathering, party: Party, scene: Scene) -> None:
    """The side that fits a party best, where its chance is good enough."""
    if (fled := fled_from(gathering, party)) is not None:
        party.country, party.reason = fled, "of a people that is of one state"
        return
    barred = find_barred(gathering, party, scene)
    fits = [one for one in weigh_sides(gathering, party, scene, barred) if one[0] not in barred]
    side, chance = fits[0]
    chance /= sum(chance for _, chance in fits)
    if side is None or chance < MIN_CHANCE:
        return
    state = gathering.find_by_key(side) if party.lemma == "government" else None
    if state is not None and party.kind == "government":
        gathering.join(party, state)
        return
    party.country = country_of(gathering.base, side)
    if party.kind == "government" or (party.kind in ("person", "office") and party.offices):
        party.sides = [side]
        party.represents = side
    party.confidence, party.reason = round(chance, 2), FITS_BEST


def find_barred(gathering: Gathering, party: Party, scene: Scene) -> frozenset[str]:
    """The sides of a text that a party cannot be of."""
    tests = (_is_taken, _is_no_states, is_sent_to, is_beside, meets_another)
    return frozenset(side for side in scene.sides if any(test(gathering, party, side) for test in tests))


def _is_no_states(gathering: Gathering, party: Party, side: str) -> bool:
    """Whether a side is an organisation and the party private: a newspaper or a firm is of a state, not of the OSCE.

    Nor are civilians of a movement that has no state.
    """
    barred = NO_STATES if party.sectors[:1] in _PRIVATE else _MOVEMENTS if party.sectors[:1] == ["CVL"] else ()
    return country_of(gathering.base, side) in barred


def _settle_person(gathering: Gathering, party: Party) -> None:
    base, published = gathering.base, gathering.marked.document.published
    _take_sector_of_body(gathering, party)
    if party.sides:
        _represent(base, party, party.sides[0])
        party.reason = party.reason or "office and side in the text"
        if party.names and party.offices:
            party.reason = "name, office and side in the text"
    known = find_known(gathering, party)
    if known is None or (party.sides and not is_known_for(base, party, known)):
        return
    held = find_held(gathering, party, known)
    if held is None and not party.sides:
        _place_former(gathering, party, known)
        return
    party.wikidata = known.wikidata
    if held is None:
        return
    if not party.sides and held.represents:
        party.sides = [held.represents]
        _represent(base, party, held.represents)
        party.sectors = party.sectors or [*held.sectors]
        party.confidence = 0.8 if any(" " in name for name in party.names) or party.offices else 0.6
        party.reason = f"known as {held.office} of {held.represents} since {held.since}"
        if published:
            party.reason = f"known holder of {held.office} on {published}"
    if party.sectors == ["MIL"] and all(map(is_rank, party.offices)):
        party.sectors = [*dict.fromkeys([*held.sectors, "MIL"])]  # an officer who rules
    if held.office and all(map(is_rank, party.offices)):
        party.offices.append(held.office)
        party.sectors = party.sectors or [*held.sectors]


def _take_sector_of_body(gathering: Gathering, party: Party) -> None:
    """Whoever heads a body, or speaks for it, is of its sector: "CIA director", "Senate President"."""
    if party.sectors != ["GOV"] or not any(head_of(office) in _HEADS_OF_ANY for office in party.offices):
        return
    for index in (i for outer in gathering.indexes_of(party) for i in gathering.inside(outer)):
        body = gathering.party_of[index]
        if body is not None and body.kind in ("government", "organization", "group") and body.sectors:
            party.sectors = [*body.sectors]
            return


def _place_former(gathering: Gathering, party: Party, known: Known) -> None:
    """The state of somebody in no known office on the day, where he only ever served one: of it, not speaking for it.

    A foreign minister of 2010 who is in Tehran in 2024 is no Iranian.
    """
    base = gathering.base
    offices = base.offices_of(known.key)
    codes = {held.country for held in offices}
    told = [office for office in party.offices if not is_rank(office)]
    fits = not told or any(is_same_office(o, h.office or "", base) for o in told for h in offices)
    if len(codes) == 1 and fits and gathering.marked.document.published and " " in max(party.names, key=len):
        party.country, party.wikidata, party.confidence = known.country, known.wikidata, 0.5
        party.reason = f"known of {known.country}, in no known office on {gathering.marked.document.published}"
        left = [has_left(base, held, gathering.marked.document.published) for held in offices]
        if not party.sectors and all(left):
            party.sectors = _former_sectors(offices)
        elif (last := last_known(base, offices, gathering.marked.document.published)) is not None:
            party.sectors = party.sectors or [*last.sectors]
            party.reason = f"last known as {last.office} of {known.country}, since {last.since}"


def _former_sectors(offices: Sequence[Known]) -> list[str]:
    """What somebody is who has left: a former official, or what he was where he never was one, as a rebel."""
    if any(_OFFICIAL & set(held.sectors) for held in offices):
        return ["ELI"]
    return [*max(offices, key=lambda held: held.since or "").sectors]


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
        known = base.country_of(code)
        bodies = known is None or known.kind != "country"
        if party.represents is None and not party.key and bodies and party.country in NO_STATES:
            party.represents = code
    if party.kind == "government" and not party.sectors:
        party.sectors = ["GOV"]


def _read_side_around(gathering: Gathering, party: Party) -> None:
    """A side for an office that is named without one: the delegation it leads, or the one state of the text so far."""
    if not party.offices or party.sectors[:1] not in _OF_STATES:
        return
    if is_of_private_body(gathering, party) or is_of_unknown(gathering, party):
        return
    around = (side_of_delegation, side_of_host, _side_of_neighbour, _side_of_title, _side_of_only_body)
    for read in (side_of_style, *around):
        if _take_side(gathering, party, read(gathering, party)):
            return


def _take_side(gathering: Gathering, party: Party, told: tuple[str | None, float, str]) -> bool:
    """Whether a party has the side it is told, which it has unless another holds its office there."""
    code, confidence, reason = told
    if not code or _is_taken(gathering, party, code):
        return False
    party.sides = [code]
    _represent(gathering.base, party, code)
    party.confidence, party.reason = confidence, reason
    return True


def _side_of_neighbour(gathering: Gathering, party: Party) -> tuple[str | None, float, str]:
    """ "Panama's President X and Foreign Minister Y": the second of one side's two offices."""
    mentions, text = gathering.marked.mentions, gathering.marked.document.text
    for index in gathering.indexes_of(party):
        if not mentions[index].office:
            continue
        for before in range(index - 1, -1, -1):
            other, neighbour = mentions[before], gathering.party_of[before]
            if other.outer is not None or other.span.end > mentions[index].span.start:
                continue
            between = text[other.span.end : mentions[index].span.start].split()
            joined = (
                set(between) <= {",", "and", "the"} and len(between) < 4 and other.sentence == mentions[index].sentence
            )
            if joined and neighbour is not None and neighbour.represents and other.office:
                same = any(is_same_office(o, h, gathering.base) for o in party.offices for h in neighbour.offices)
                if not same and neighbour.kind == "person":
                    return neighbour.represents, 0.75, "named beside another holder of its side"
            break
    return None, 0.0, ""


def _side_of_title(gathering: Gathering, party: Party) -> tuple[str | None, float, str]:
    """ "Secretary of State X" where the text names the state that has the title."""
    for office in party.offices:
        code = _TITLES.get(_UNDER.sub("", office.lower()))
        if code in gathering.codes:
            return code, 0.7, "a title of one state the text names"
        if code is not None:
            return code, 0.6, "a title that English uses of one state"
    return None, 0.0, ""


def _side_of_only_body(gathering: Gathering, party: Party) -> tuple[str | None, float, str]:
    """ "The Secretary-General" of a text that names bodies of one organisation only: its own readouts call him so.

    One with a name may be a party's; with its hyphen the title is the United Nations' where only they are named.
    """
    offices = {office.lower().replace("-", " ") for office in party.offices}
    if offices != {"secretary general"} or (party.names and not any("-" in office for office in party.offices)):
        return None, 0.0, ""
    publisher = side_of_publisher(gathering.marked.document.publisher)
    at_ministry = "Ministry" in gathering.marked.document.text and publisher is None
    if at_ministry or (publisher is not None and country_of(gathering.base, publisher) not in NO_STATES):
        return None, 0.0, ""  # a ministry's highest official has that title in many states
    bodies = {
        "UNO" if body.country == "UNO" else body.represents or next(iter(body.sides), None)
        for body in gathering.parties
        if body.kind in ("organization", "government") and gathering.indexes_of(body) and body.country in NO_STATES
    }
    if not party.names and all("-" in office for office in party.offices) and not _told_before(gathering, party):
        return "UNO", 0.7, "a title that without another body before is the United Nations'"
    if len(bodies) != 1 or (party.names and bodies != {"UNO"}):
        return None, 0.0, ""
    return next(iter(bodies)), 0.7, "of the one organisation the text names"


def _told_before(gathering: Gathering, party: Party) -> bool:
    """Whether a body of states, but for the United Nations, is named before somebody: its own are told of it."""
    first = gathering.indexes_of(party)[0]
    bodies = (body for _, body in gathering.before(first) if body.kind in ("organization", "government"))
    return any(body.country in NO_STATES and body.country != "UNO" for body in bodies)


def _is_taken(gathering: Gathering, party: Party, code: str) -> bool:
    """Whether somebody else holds the office for that side: a state has one foreign minister."""
    office = _office_of(gathering.base, party)
    if office is None or office.level not in ("state", "government", "minister"):
        return False
    for other in gathering.parties:
        if other is party or other.kind != "person" or other.represents != code or other.sectors[:1] == ["ELI"]:
            continue
        held = _office_of(gathering.base, other)
        if held is not None and _is_one_office(held, office):
            return True
    return False


def _office_of(base: Knowledge, party: Party) -> Office | None:
    """The office on the list that a party's wording names, if need be without its last portfolios."""
    words = party.office() or ""
    return base.office(words.split()) or base.office(words.split(",", 1)[0].split())


def _is_one_office(one: Office, other: Office) -> bool:
    """Whether one of two offices is the other, or the other with more portfolios."""
    names = sorted((one.name, other.name), key=len)
    return names[0] != "Minister" and names[1].startswith(names[0])


def _is_in_headline(gathering: Gathering, party: Party) -> bool:
    sentences = gathering.marked.sentences
    spoken = (gathering.marked.mentions[i].sentence for i in gathering.indexes_of(party))
    return any(sentences[i].kind == "headline" for i in spoken)


def _join_left_holder(gathering: Gathering, party: Party) -> None:
    """ "A's minister receives B counterpart" above, names without sides below: whoever is left over is B's."""
    office = _office_of(gathering.base, party)
    if (
        party.names
        or len(party.sides) != 1
        or office is None
        or office.level not in ("state", "government", "minister")
        or not _is_in_headline(gathering, party)
    ):
        return
    like = [
        other
        for other in gathering.parties
        if other.kind == "person"
        and (held := _office_of(gathering.base, other)) is not None
        and _is_one_office(held, office)
        and other.sectors[:1] != ["ELI"]
    ]
    # Who stands beside it is another: "the minister, Ana Prado, after talks with the foreign minister of Peru".
    above = {i for i in _sentences_of(gathering, party) if gathering.marked.sentences[i].kind == "headline"}
    like = [other for other in like if not above & _sentences_of(gathering, other)]
    mine = [other for other in like if other.represents == party.sides[0]]
    if not mine:
        mine = [other for other in like if not other.sides]
        for other in mine if len(mine) == 1 else ():
            other.sides = [*party.sides]
            _represent(gathering.base, other, party.sides[0])
            other.confidence, other.reason = 0.7, "the only holder left for a side the text names"
    if len(mine) == 1:
        gathering.join(party, mine[0])


def _sentences_of(gathering: Gathering, party: Party) -> set[int]:
    """The sentences that speak of a party."""
    return {gathering.marked.mentions[i].sentence for i in gathering.indexes_of(party)}


def _is_of_a_part(gathering: Gathering, party: Party) -> bool:
    """Whether the office is that of a territory of another state or of a place: "Greenland's", "Ontario's premier"."""
    for index in (i for outer in gathering.indexes_of(party) for i in gathering.inside(outer)):
        known = gathering.marked.mentions[index].known
        if known is not None and known not in party.sides and country_of(gathering.base, known) in party.sides:
            return True
        if gathering.marked.mentions[index].kind == "place" and _owns(gathering, index):
            return True
    return False


def _owns(gathering: Gathering, index: int) -> bool:
    """Whether a mention is what somebody is of: "X's", "of X"."""
    span, text = gathering.marked.mentions[index].span, gathering.marked.document.text
    return text[span.end : span.end + 2] in ("'s", "’s") or text[: span.start].endswith((" of ", " of the "))


def _name_holder(gathering: Gathering, party: Party) -> None:
    """The known holder of an office of state on the day the text was published."""
    published = gathering.marked.document.published
    office = _office_of(gathering.base, party)
    if published is None or office is None or len(party.sides) != 1 or party.sectors[:1] == ["ELI"]:
        return
    if _is_of_a_part(gathering, party):
        return
    told = [
        other for other in gathering.parties if other is not party and _holds_as_well(gathering, other, party, office)
    ]
    if len(told) == 1:
        gathering.join(party, told[0])
        return
    holders = gathering.base.holders(party.sides[0], office.name, published)
    if len(holders) != 1 or is_contradicted(gathering, party.sides[0]):
        return
    holder = holders[0]
    twin = next((p for p in gathering.parties if any(is_same_name(n, holder.name) for n in p.names)), None)
    if twin is not None and twin.kind == "person" and twin.represents in (None, party.represents):
        gathering.join(party, twin)
        return
    party.names, party.wikidata, party.kind = [holder.name], holder.wikidata, "person"
    party.confidence = 0.75
    party.reason = f"known holder of the office since {holder.since}"


def _holds_as_well(gathering: Gathering, other: Party, party: Party, office: Office) -> bool:
    """Whether a person whom the text names holds the office beside another: "Deputy Prime Minister and ..."."""
    wording = other.office() or ""
    if other.kind != "person" or " and " not in wording or other.sides != party.sides:
        return False
    parts = (gathering.base.office(part.split()) for part in wording.split(" and "))
    return any(held is not None and held.level == office.level and _is_one_office(held, office) for held in parts)

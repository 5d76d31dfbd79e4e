"""For whom parties act: the country or organisation each represents, and what that rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import islice

from dragoman.knowledge import Knowledge, Known
from dragoman.knowledge.records import Office
from dragoman.resolve.gathering import Gathering
from dragoman.resolve.known_people import find_held, find_known, is_contradicted, is_known_for
from dragoman.resolve.parties import Party, head_of, is_same_name, is_same_office

# Titles that in English texts are one state's unless they say whose.
_TITLES = {
    "secretary of state": "USA", "defense secretary": "USA", "secretary of defense": "USA", "secretary of war": "USA",
    "treasury secretary": "USA", "secretary of the treasury": "USA", "commerce secretary": "USA",
    "state councilor": "CHN", "state councillor": "CHN", "chancellor of the exchequer": "GBR", "taoiseach": "IRL",
}  # fmt: skip
_NO_STATES = ("IGO", "UNO", "EUR", "IMG", "NGO", "MNC", "ISM")
# Offices held far from home, or for a body: the one state of a text is not theirs.
_ABROAD = frozenset("ambassador envoy representative director rapporteur coordinator commissioner secretary".split())

# First sectors of those who hold a state's office.
_OF_STATES = (["GOV"], ["LEG"], ["MIL"], ["COP"], ["JUD"], ["ELI"])
# Who they are does not depend on the states of a text.
_ANYBODYS = frozenset("side party counterpart interlocutor community country nation state partner ally member".split())
# The confidence of a country that is only what the rest of the text leaves.
LEFT_OVER = 0.45


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
        elif party.kind in ("government", "group") and party.country is None and (party.lemma or not party.key):
            _read_home(gathering, party)
    for party in gathering.parties:
        if party.kind == "office" and not party.names:
            _join_headline(gathering, party)
    states = _count_states(gathering)
    for party in gathering.parties:
        if party.country is None and not party.sides and gathering.indexes_of(party):
            _take_what_is_left(gathering, party, states)
    for party in gathering.parties:
        if party.kind == "office" and not party.names and gathering.indexes_of(party):
            _name_holder(gathering, party)


def _settle_person(gathering: Gathering, party: Party) -> None:
    base, published = gathering.base, gathering.marked.document.published
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
    if not party.offices and held.office:
        party.offices = [held.office]
        party.sectors = party.sectors or [*held.sectors]


def _place_former(gathering: Gathering, party: Party, known: Known) -> None:
    """The state of somebody in no known office on the day, where he only ever served one: of it, not speaking for it.

    A foreign minister of 2010 who is in Tehran in 2024 is no Iranian.
    """
    base = gathering.base
    offices = base.offices_of(known.key)
    codes = {held.country for held in offices}
    fits = not party.offices or any(is_same_office(o, h.office or "", base) for o in party.offices for h in offices)
    if len(codes) == 1 and fits and gathering.marked.document.published and " " in max(party.names, key=len):
        party.country, party.wikidata, party.confidence = known.country, known.wikidata, 0.5
        party.reason = f"known of {known.country}, in no known office on {gathering.marked.document.published}"


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
        if party.represents is None and not party.key and bodies and party.country in _NO_STATES:
            party.represents = code
    if party.kind == "government" and not party.sectors:
        party.sectors = ["GOV"]


def _read_side_around(gathering: Gathering, party: Party) -> None:
    """A side for an office that is named without one: the delegation it leads, or the one state of the text so far."""
    if not party.offices or party.sectors[:1] not in _OF_STATES:
        return
    if _is_of_private_body(gathering, party) or _is_of_unknown(gathering, party):
        return
    for read in (_side_of_delegation, _side_of_neighbour, _side_of_title, _side_of_venue, _only_state):
        code, confidence, reason = read(gathering, party)
        if code and not _is_taken(gathering, party, code):
            party.sides = [code]
            _represent(gathering.base, party, code)
            party.confidence, party.reason = confidence, reason
            return


def _is_of_unknown(gathering: Gathering, party: Party) -> bool:
    """ "Srpska leader X": a capitalised word before the office says whose it is, and nobody knows it."""
    mentions, text = gathering.marked.mentions, gathering.marked.document.text
    for index in gathering.indexes_of(party):
        if not mentions[index].office or not text[mentions[index].span.start].islower():
            continue
        before = text[max(0, mentions[index].span.start - 40) : mentions[index].span.start]
        words = before.split()
        if before.endswith(" ") and len(words) > 1 and words[-1][0].isupper() and words[-1].isalpha():
            return True
    return False


def _is_of_private_body(gathering: Gathering, party: Party) -> bool:
    """Whether its office is one of a firm, a fund or a university: "Senior Counsellor of the Cohen Group"."""
    for index in (i for outer in gathering.indexes_of(party) for i in gathering.inside(outer)):
        held = gathering.party_of[index] if gathering.marked.mentions[index].form != "adjective" else None
        if held is not None and held.kind == "organization" and held.sectors[:1] != ["GOV"] and not held.represents:
            return True
    return False


def _read_home(gathering: Gathering, party: Party) -> None:
    """A country for "the government", "police", "protesters": the only state the text names up to there."""
    if party.lemma in ("side", "party", "counterpart", "interlocutor", "community", "country", "nation", "state"):
        return
    if (party.label or "").lower().startswith(("our ", "my ", "your ")):
        return
    code, confidence, reason = _only_state(gathering, party)
    state = gathering.country_party(code) if code and party.lemma == "government" else None
    if state is not None:
        gathering.join(party, state)
    elif code:
        party.country = code
        party.confidence, party.reason = min(confidence, 0.6), reason
        if party.kind == "government":
            party.represents = code


def _count_states(gathering: Gathering) -> Counter[str]:
    """How often the text speaks of each state, by its name, its people or its places."""
    return Counter(
        party.country
        for party in gathering.party_of
        if party is not None and party.country and party.country not in _NO_STATES and party.confidence > LEFT_OVER
    )


def _take_what_is_left(gathering: Gathering, party: Party, states: Counter[str]) -> None:
    """A country for whoever has none: the one state of the text, or the one of its two that the others leave.

    A ministry's readout names its own minister without his country, and a country's paper its unions.
    """
    if party.kind in ("country", "place", "agreement", "occasion") or party.many or party.key:
        return
    if party.lemma in _ANYBODYS or _is_of_private_body(gathering, party) or _is_of_unknown(gathering, party):
        return
    if party.offices and party.sectors[:1] not in _OF_STATES:
        return
    first_two = [code for code, _ in states.most_common(2)]
    if len(states) == 1:
        code, reason = first_two[0], "the only state the text names"
    elif len(first_two) == 2 and party.kind in ("person", "office") and party.offices:
        sentences = {gathering.marked.mentions[i].sentence for i in gathering.indexes_of(party)}
        left = [code for code in first_two if code not in _others_sides(gathering, party, sentences)]
        if len(left) != 1:
            return
        code, reason = left[0], "the state that the others of its sentences leave"
    else:
        return
    if _is_taken(gathering, party, code):
        return
    if party.kind in ("person", "office") and party.offices:
        party.sides = [code]
        _represent(gathering.base, party, code)
    party.country = code
    party.confidence, party.reason = LEFT_OVER, reason


def _side_of_delegation(gathering: Gathering, party: Party) -> tuple[str | None, float, str]:
    """ "The Kenyan delegation was led by X and included Y": they are of its side."""
    mentions = gathering.marked.mentions
    for index in gathering.indexes_of(party):
        for other in (mentions[i] for i in gathering.in_sentence(mentions[index].sentence) if i < index):
            if len(other.of) == 1 and gathering.lemma_of(other) in ("delegation", "side", "team"):
                return other.of[0], 0.8, "of the delegation its sentence names"
    return None, 0.0, ""


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


def _side_of_venue(gathering: Gathering, party: Party) -> tuple[str | None, float, str]:
    """ "Foreign Minister X held talks in Beijing with Iran's Y": who meets another side in a capital is at home there.

    Only where the text speaks of that state elsewhere, and the other is not of it: two guests may meet in Doha.
    """
    if any(_is_held_abroad(office) for office in party.offices):
        return None, 0.0, ""
    mentions = gathering.marked.mentions
    for index in gathering.indexes_of(party):
        sentence = mentions[index].sentence
        others = _others_sides(gathering, party, {sentence})
        near = [i for i in gathering.in_sentence(sentence) if mentions[i].kind == "place" and i > index]
        for place in near:
            code = _capital_of(gathering, place)
            if code and others and code not in others and gathering.country_party(code) is not None:
                return code, 0.6, "meets another side in the capital of a state the text names"
    return None, 0.0, ""


def _capital_of(gathering: Gathering, index: int) -> str | None:
    """The state whose capital a mention names."""
    words = gathering.words_of(gathering.marked.mentions[index]).split()
    found = gathering.base.match(words, 0)
    readings = found[1] if found and found[0] == len(words) else ()
    return next((known.key for known in readings if known.form == "capital" and known.kind == "country"), None)


def _side_of_title(gathering: Gathering, party: Party) -> tuple[str | None, float, str]:
    """ "Secretary of State X" where the text names the state that has the title."""
    for office in party.offices:
        code = _TITLES.get(office.lower())
        if code in gathering.codes:
            return code, 0.7, "a title of one state the text names"
        if code is not None:
            return code, 0.6, "a title that English uses of one state"
    return None, 0.0, ""


def _only_state(gathering: Gathering, party: Party) -> tuple[str | None, float, str]:
    """The state spoken of in its sentence, or up to it, when there is one and only one."""
    if any(_is_held_abroad(office) for office in party.offices):
        home = _home(gathering) if _is_of_this_realm(gathering, party) else None
        return home, 0.6, "the state the report comes from"
    mentions = gathering.marked.mentions
    sentences = [mentions[i].sentence for i in gathering.indexes_of(party)]
    if not sentences:
        return None, 0.0, ""
    others = _others_sides(gathering, party, set(sentences))
    so_far = _states_so_far(gathering, sentences[0])
    spoken = party.kind == "government" or _is_spoken_of(gathering, party, sentences[0])
    if len(so_far) == 1 and not so_far & others and spoken:
        return next(iter(so_far)), 0.7, "the only state the text names up to here"
    home = _home(gathering)
    if home is not None and home not in others:
        return home, 0.6, "the state the report comes from"
    kinds = ("place",) if party.kind == "government" else ("country", "place")
    # A minister is rarely of the state his sentence speaks of: he speaks of another's as often as of his own.
    for sentence in sentences if party.kind not in ("person", "office") else ():
        here = _states_of(gathering, gathering.in_sentence(sentence), kinds) - others
        if len(here) == 1:
            return next(iter(here)), 0.5, "the only state its sentence leaves to it"
    return None, 0.0, ""


def _is_of_this_realm(gathering: Gathering, party: Party) -> bool:
    """ "the Ambassador of the Kingdom to X": of the state that speaks."""
    texts = (gathering.words_of(gathering.marked.mentions[i]) for i in gathering.indexes_of(party))
    return any(f"of the {realm}" in text for text in texts for realm in ("Kingdom", "Republic", "Sultanate", "Emirate"))


def _is_held_abroad(office: str) -> bool:
    """Whether an office may be held far from home; a cabinet secretary's is not."""
    head = head_of(office)
    return head in _ABROAD and (head != "secretary" or office.lower().startswith(("secretary", "under", "deputy")))


def _states_so_far(gathering: Gathering, until: int) -> set[str]:
    """The first two states that sentences up to one speak of: more make no difference."""
    found: set[str] = set()
    for sentence in range(until + 1):
        found |= _states_of(gathering, gathering.in_sentence(sentence), ("country", "place"))
        if len(found) > 1:
            break
    return found


def _states_of(gathering: Gathering, indexes: Iterable[int], kinds: tuple[str, ...]) -> set[str]:
    """The states that mentions speak of by parties of some kinds."""
    parties = (gathering.party_of[index] for index in indexes)
    return {p.country for p in parties if p and p.kind in kinds and p.country and p.country not in _NO_STATES}


def _others_sides(gathering: Gathering, party: Party, sentences: set[int]) -> set[str]:
    """Whom the others in its sentences speak for: whoever meets Pakistan's minister is hardly another one."""
    if party.kind not in ("person", "office"):
        return set()
    return {
        side
        for sentence in sentences
        for index in gathering.in_sentence(sentence)
        if (held := gathering.party_of[index]) is not None and held is not party
        if held.kind in ("person", "office") and held.offices and held.confidence > 0.8
        for side in held.sides
    }


def _is_spoken_of(gathering: Gathering, party: Party, until: int) -> bool:
    """Whether a state is named for itself up to a sentence, not only as the side of some other person."""
    if party.kind not in ("person", "office"):
        return True
    mentions = gathering.marked.mentions
    for index in (i for sentence in range(until + 1) for i in gathering.in_sentence(sentence)):
        outer = mentions[index].outer
        alone = outer is None or mentions[outer].kind not in ("person", "office")
        if alone and _states_of(gathering, (index,), ("country", "place")):
            return True
    return False


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


def _join_headline(gathering: Gathering, party: Party) -> None:
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
    mine = [other for other in like if other.represents == party.sides[0]]
    if not mine:
        mine = [other for other in like if not other.sides]
        for other in mine if len(mine) == 1 else ():
            other.sides = [*party.sides]
            _represent(gathering.base, other, party.sides[0])
            other.confidence, other.reason = 0.7, "the only holder left for a side the text names"
    if len(mine) == 1:
        gathering.join(party, mine[0])


def _home(gathering: Gathering) -> str | None:
    """The state of the dateline: a place that opens the first sentence of the body."""
    sentences = gathering.marked.sentences
    text = gathering.marked.document.text
    opening = list(islice((s for s in sentences if s.kind == "body"), 3))
    starts = [sentence.span.start for sentence in opening]
    for index in (i for sentence in opening for i in gathering.in_sentence(sentence.index)):
        mention, held = gathering.marked.mentions[index], gathering.party_of[index]
        if held is None or held.kind != "place" or mention.span.start not in starts:
            continue
        behind = text[mention.span.end : mention.span.end + 2].strip()
        if mention.span.start == starts[0] or behind[:1] in ("-", "–", "—", ":", "(", "/"):
            return held.country
    return None


def _is_of_dependency(gathering: Gathering, party: Party) -> bool:
    """Whether the office is that of a territory coded to another state ("Greenland's prime minister")."""
    mentions = gathering.marked.mentions
    names = [mentions[i].known for outer in gathering.indexes_of(party) for i in gathering.inside(outer)]
    return any(
        known is not None and known not in party.sides and country_of(gathering.base, known) in party.sides
        for known in names
    )


def _name_holder(gathering: Gathering, party: Party) -> None:
    """The known holder of an office of state on the day the text was published."""
    published = gathering.marked.document.published
    office = _office_of(gathering.base, party)
    if published is None or office is None or len(party.sides) != 1 or party.sectors[:1] == ["ELI"]:
        return
    if _is_of_dependency(gathering, party):
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

"""Whom pronouns and sets stand for: only where one candidate is left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.records import Mention
from dragoman.resolve.belonging import FITS_BEST, Scene
from dragoman.resolve.descriptions import make_described
from dragoman.resolve.first_person import give_first_persons, is_first_person
from dragoman.resolve.gathering import Gathering
from dragoman.resolve.left_over import describe, is_left_over, is_of_a_region
from dragoman.resolve.linking import find_labelled, is_unlinked, link, stands_alone
from dragoman.resolve.pairs import find_pair, is_bare, is_pair
from dragoman.resolve.parties import Party, head_of, is_same_office
from dragoman.resolve.sides import settle_late
from dragoman.resolve.states import find_of_form, find_state, is_owned

_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}
_SIDES = frozenset(
    "side party delegation country nation government state capital neighbour neighbor interlocutor".split()
)
_STATES = frozenset("country nation state neighbour neighbor capital government".split())
_PLAIN_WORDS = frozenset("the two both three four these said all of respective".split())
# Words for those who met that stand without an article, what says of whom else they are, and what tells of a meeting.
_BARE = frozenset(["ministers", "leaders", "interlocutors", "presidents", "sides", "parties", "principals"])
_SAYS_WHICH = frozenset("of from in at to who whose and , across around representing attending for with".split())
_MEETINGS = frozenset(
    "meet meeting talk talks speak receive host call phone telephone conversation consultation hold visit".split()
)
_SPEAKERS_OWN = frozenset(["his", "her"])
_VISITORS, _HOSTS = frozenset(["visitor", "guest"]), frozenset(["host"])
_OF_TWO = ("both ", "the two ", "these two ")
_OWNED = frozenset("government group organization office".split())
# How many sentences back "they" may mean officials who met.
MAX_THEY = 3
# Who owns people of his own country, and who is somebody's and may be of any.
_OWNERS = frozenset(["organization", "government"])
_OTHERS = frozenset(
    """critic opponent enemy foe rival victim target guest ally partner counterpart colleague captor kidnapper killer
    attacker friend brother sister neighbour neighbor comrade host""".split()
)
_HOLDERS = frozenset(["leader", "official", "diplomat", "counterpart", "negotiator"])


def resolve_references(gathering: Gathering, scene: Scene) -> None:
    """Members for sets, parties for pronouns, left to right; `scene` is where the text names which sides."""
    for index, mention in enumerate(gathering.marked.mentions):
        if is_first_person(gathering, mention):
            continue
        if mention.form == "pronoun" and mention.number == "many":
            _resolve_they(gathering, index, mention)
        if gathering.party_of[index] is None and is_pair(gathering, mention):
            gathering.members[index] = _members(gathering, index, mention) or find_pair(gathering, index)
            if not gathering.members[index] and mention.kind != "office" and not is_bare(gathering, mention):
                make_described(gathering, index)
        if is_unlinked(gathering, index):
            _link(gathering, index, scene)
            if gathering.party_of[index] is None and (state := find_state(gathering, index, scene)) is not None:
                gathering.give(index, state)
        elif gathering.party_of[index] is None and not gathering.members[index] and mention.number == "many":
            gathering.members[index] = _members(gathering, index, mention) if mention.form != "pronoun" else ()
            if not gathering.members[index] and (group := _group(gathering, mention)) is not None:
                gathering.give(index, group)
                if not is_of_a_region(gathering, mention):
                    settle_late(gathering, group, scene)
        if is_left_over(gathering, index):
            _describe(gathering, index, scene)
    give_first_persons(gathering)
    for index in range(len(gathering.marked.mentions)):
        if is_unlinked(gathering, index) and (state := find_state(gathering, index, scene)) is not None:
            gathering.give(index, state)
    _give_owners_side(gathering)


def _describe(gathering: Gathering, index: int, scene: Scene) -> None:
    """Give a description a party of its own; of an office whose side nothing tells any of its holders may be meant."""
    party = describe(gathering, index)
    settle_late(gathering, party, scene)
    if party.kind in ("person", "office") and party.country is None:
        gathering.take_back(index)


def _link(gathering: Gathering, index: int, scene: Scene) -> None:
    """Give a pronoun or a description to the party it most likely stands for, or a description to one of its own.

    "The attorney general", whom nothing before names, is somebody all the same; of "the minister" after two of them
    nobody can tell which.
    """
    party = find_labelled(gathering, index) or _find_own_country(gathering, index)
    party = party or find_of_form(gathering, index, scene) or _find_visitor(gathering, index, scene)
    party = party or _find_called_alike(gathering, index) or _find_own_peer(gathering, index)
    if party is None and (is_owned(gathering, index) or _is_visitor(gathering, index)):
        return
    party = party or link(gathering, index)[0]
    if party is not None:
        gathering.give(index, party)
    elif stands_alone(gathering, index):
        party = make_described(gathering, index)
        settle_late(gathering, party, scene)


def _find_own_country(gathering: Gathering, index: int) -> Party | None:
    """ "Ukraine's president said his country would": the state of whoever says so; `None` where none does."""
    mention = gathering.marked.mentions[index]
    first, _, rest = gathering.words_of(mention).lower().partition(" ")
    if first not in _SPEAKERS_OWN or rest not in ("country", "nation", "homeland"):
        return None
    for said in gathering.marked.attributions:
        if said.source is not None and said.content.covers(mention.span) and said.sentence == mention.sentence:
            speakers = [party for m in said.source.mentions if (party := gathering.party_of[m]) is not None]
            if len(speakers) == 1 and speakers[0].kind in ("person", "office") and speakers[0].represents:
                return gathering.find_of_code(speakers[0].represents)
    return None


def _find_visitor(gathering: Gathering, index: int, scene: Scene) -> Party | None:
    """ "The visitor", "the host": who of two sides is away, or at home where the text is from or they met."""
    mention = gathering.marked.mentions[index]
    lemma = gathering.lemma_of(mention)
    if mention.number != "one" or (lemma not in _VISITORS and lemma not in _HOSTS):
        return None
    before = [(i, party) for i, party in enumerate(gathering.party_of[:index]) if party is not None]
    people = [(i, party) for i, party in before if party.kind in ("person", "office") and party.represents]
    sides = {party.represents for _, party in people}
    places = [party.country for _, party in before if party.kind == "place" and party.country in sides]
    home = scene.home if scene.home in sides else next(iter(places), None)
    fit = {i: party for i, party in people if (party.represents == home) == (lemma in _HOSTS)}
    if home is None or len({party.represents for party in fit.values()}) != 1:
        return None
    return fit[max(fit)]


def _is_visitor(gathering: Gathering, index: int) -> bool:
    """Whether a mention is a visitor or host, of whom only where they met says which of them is meant."""
    mention = gathering.marked.mentions[index]
    return mention.number == "one" and gathering.lemma_of(mention) in _VISITORS | _HOSTS


def _find_called_alike(gathering: Gathering, index: int) -> Party | None:
    """Whoever has been called just so before, where nobody else has that office: "the Secretary-General"."""
    mention = gathering.marked.mentions[index]
    words = gathering.words_of(mention).lower().removeprefix("the ")
    if mention.kind != "office" or mention.number != "one" or not re.search(r"\w[ -]\w", words):
        return None
    mentions = gathering.marked.mentions
    alike = {
        party
        for i, party in enumerate(gathering.party_of[:index])
        if party is not None and gathering.words_of(mentions[i]).lower().removeprefix("the ") == words
    }
    office = mention.office or words
    holders = [
        p for _, p in gathering.before(index) if any(is_same_office(office, o, gathering.base) for o in p.offices)
    ]
    return alike.pop() if len(alike) == 1 and alike >= set(holders) else None


def _find_own_peer(gathering: Gathering, index: int) -> Party | None:
    """Whose counterpart somebody is: "Kenya's minister praised [his] Omani counterpart"."""
    mention, mentions = gathering.marked.mentions[index], gathering.marked.mentions
    if mention.form != "pronoun" or mention.outer is None or gathering.words_of(mention).lower() not in ("his", "her"):
        return None
    if gathering.lemma_of(mentions[mention.outer]) not in ("counterpart", "colleague"):
        return None
    before = [i for i in gathering.in_sentence(mention.sentence) if i < mention.outer]
    told = [gathering.party_of[i] for i in before if mentions[i].outer is None]
    people = {party for party in told if party is not None and party.kind in ("person", "office")}
    return people.pop() if len(people) == 1 else None


def _give_owners_side(gathering: Gathering) -> None:
    """ "its foreign ministry", "their party's senators": of the country of whoever owns them."""
    mentions, text = gathering.marked.mentions, gathering.marked.document.text
    for index, mention in enumerate(mentions):
        owner = gathering.party_of[index]
        if mention.outer is None or owner is None or owner.country is None or owner.kind == "place":
            continue
        is_owned = owner.kind in _OWNERS and text[mention.span.end :].startswith(("'s ", "’s ", "' ", "’ "))
        if (mention.form != "pronoun" and not is_owned) or gathering.lemma_of(mentions[mention.outer]) in _OTHERS:
            continue
        outer, held = mentions[mention.outer], gathering.party_of[mention.outer]
        if held is None or held is owner or outer.span.start != mention.span.start:
            continue
        is_guess = held.country is None or (held.reason == FITS_BEST and is_first_person(gathering, mention))
        if held.sides and not (is_guess and held.kind == "office"):
            continue
        if held.kind in _OWNED and (is_guess or held.confidence < 0.7):
            held.country, held.confidence, held.reason = owner.country, 0.7, "of whoever owns it"
            if held.kind in ("government", "office"):
                held.represents = owner.represents


def _group(gathering: Gathering, mention: Mention) -> Party | None:
    """A party of its own for several holders nobody can tell: "EU foreign ministers"."""
    if mention.kind != "office" or len(mention.of) > 1:
        return None
    words = gathering.words_of(mention)
    if words.lower().startswith(_OF_TWO):
        return None  # two of those the text has named
    label = words.split(" ", 1)[1] if words.lower().startswith("the ") else words
    again = [party for party in gathering.parties if party.many and party.label and _is_again(party, mention, label)]
    if len(again) == 1 or (again and again[0].label == label):
        return again[0]
    party = Party(kind="group", label=label, sectors=[*mention.sectors], sides=[*mention.of], many=True)
    party.lemma, party.confidence, party.reason = "office", 0.7, "described in the text"
    if mention.of:
        party.represents = mention.of[0]
        twin = gathering.find_by_key(mention.of[0])
        party.country = twin.country if twin else mention.of[0]
    gathering.parties.append(party)
    return party


def _is_again(party: Party, mention: Mention, label: str) -> bool:
    """Whether several holders are those told before: "the foreign ministers of ASEAN", "Ministers" behind them."""
    if party.label == label:
        return True
    office = mention.office or ""
    same_side = party.sides == [*mention.of] if mention.of else label.lower() == office.lower()
    return party.lemma == "office" and same_side and head_of(party.label or "") == head_of(office)


def _members(gathering: Gathering, index: int, mention: Mention) -> tuple[Party, ...]:
    """The parties a set stands for: those its own words name, or the last ones that fit its noun and number."""
    lemma = head_of(mention.office) if mention.office else gathering.lemma_of(mention)
    words = gathering.words_of(mention).lower().split()
    wanted = next((_NUMBERS[word] for word in words if word in _NUMBERS), None)
    if len(mention.of) > 1:
        return _of_each(gathering, mention, lemma)
    if not mention.of and wanted is None and not gathering.is_definite(mention):
        return _who_met(gathering, index, words)
    if mention.of:
        return ()
    again = _told_before(gathering, index, lemma, wanted)
    if again:
        return again
    if lemma in ("two", "both"):
        people = [party for _, party in gathering.before(index) if party.kind in ("person", "office")]
        return _last_of(gathering, index, people, 2) or _sides(gathering, index, "side", 2)
    if lemma in _SIDES:
        if set(words[:-1]) - _PLAIN_WORDS:
            return ()
        return _sides(gathering, index, lemma, wanted)
    holders = [
        party
        for _, party in gathering.before(index)
        if party.kind in ("person", "office")
        and ((lemma in _HOLDERS and party.offices) or _holds(gathering, party, lemma))
    ]
    found = _last_of(gathering, index, holders, wanted)
    if len({party.represents for party in found}) == 1 < len({party.represents for party in holders}):
        leads = {party.represents: party for party in reversed(holders) if party.represents}
        found = tuple(p for p in holders if leads.get(p.represents or "") is p) if len(leads) == (wanted or 2) else ()
    return found


def _who_met(gathering: Gathering, index: int, words: list[str]) -> tuple[Party, ...]:
    """ "Ministers condemned ...", right behind a sentence on two of different sides who met: the two.

    Only where the word stands bare at the head of its sentence, as readouts have it, and nobody else came up.
    """
    mention, sentences = gathering.marked.mentions[index], gathering.marked.sentences
    if len(words) != 1 or words[0] not in _BARE or mention.span.start != sentences[mention.sentence].span.start:
        return ()
    behind = gathering.marked.document.text[mention.span.end :].split(maxsplit=1)[:1]
    if not behind or behind[0].lower() in _SAYS_WHICH:
        return ()
    people = [party for _, party in gathering.before(index) if party.kind in ("person", "office")]
    firsts = {gathering.marked.mentions[gathering.indexes_of(party)[0]].sentence for party in people}
    apart = len({party.represents for party in people} - {None}) == len(people) == 2
    return tuple(people) if apart and len(firsts) == 1 and _have_met(gathering, firsts.pop()) else ()


def _have_met(gathering: Gathering, sentence: int) -> bool:
    """Whether a sentence has a word for a meeting."""
    return any(token.lemma in _MEETINGS for token in gathering.marked.words(gathering.marked.sentences[sentence]))


def _told_before(gathering: Gathering, index: int, lemma: str, wanted: int | None) -> tuple[Party, ...]:
    """Those the same words stood for the last time, or as many others by another: "the two ministers", "both sides"."""
    for i in range(index - 1, -1, -1):
        many = gathering.members[i]
        if not many or gathering.marked.mentions[i].of or gathering.marked.mentions[i].form == "pronoun":
            continue
        other = gathering.marked.mentions[i]
        same = (head_of(other.office) if other.office else gathering.lemma_of(other)) == lemma
        if same and wanted in (None, len(many)):
            return many
    return ()


def _holds(gathering: Gathering, party: Party, lemma: str) -> bool:
    """Whether the party's office has that head, or is a minister's under another title ("Secretary for Trade")."""
    if any(head_of(office) == lemma for office in party.offices):
        return True
    known = [gathering.base.office(office.split()) for office in party.offices] if lemma == "minister" else []
    return any(office is not None and office.level == "minister" for office in known)


def _last_of(gathering: Gathering, index: int, parties: list[Party], wanted: int | None) -> tuple[Party, ...]:
    """All of them when their number fits, or those of the last sentence that has the right number."""
    if len(parties) == (wanted or 2) or (wanted is None and len(parties) > 2 and _is_one_scene(gathering, parties)):
        return tuple(parties)
    here = gathering.marked.mentions[index].sentence
    for sentence in range(here, max(-1, here - 4), -1):
        near = _distinct(p for p in _spoken_of(gathering, sentence, index) if p in parties)
        if len(near) == (wanted or 2):
            return tuple(near)
    return ()


def _is_one_scene(gathering: Gathering, parties: list[Party]) -> bool:
    """Whether all first come up in one sentence: the list of those who met."""
    firsts = (gathering.indexes_of(party)[0] for party in parties)
    return len({gathering.marked.mentions[first].sentence for first in firsts}) == 1


def _spoken_of(gathering: Gathering, sentence: int, until: int) -> Iterator[Party]:
    """The parties of a sentence's mentions before one, in their order."""
    for i in gathering.in_sentence(sentence):
        party = gathering.party_of[i]
        if i < until and party is not None:
            yield party


def _distinct(parties: Iterable[Party]) -> list[Party]:
    return list(dict.fromkeys(parties))


def _sides(gathering: Gathering, index: int, lemma: str, wanted: int | None) -> tuple[Party, ...]:
    """ "the sides": the two that those who met so far stand for."""
    if lemma in _STATES and (near := _states_near(gathering, index, wanted)):
        return near
    codes: dict[str, int] = {}
    mentions = gathering.marked.mentions
    for i, party in gathering.before(index):
        if party.kind in ("person", "office") and party.offices and party.represents:
            codes.setdefault(party.represents, mentions[i].sentence)
    if len(codes) < 2 or lemma in _STATES:
        states = _states_before(gathering, index)
        if len(codes) != 2:
            codes = states if len(codes) < 2 else codes
    if len(codes) > 2:
        least = min(codes.values())
        for last in (least, least + 1):
            early = {code: s for code, s in codes.items() if s <= last}
            codes = early if len(early) == (wanted or 2) else codes
    if len(codes) != (wanted or 2):
        return ()
    return tuple(p for code in codes if (p := gathering.find_of_code(code)) is not None)


def _states_near(gathering: Gathering, index: int, wanted: int | None) -> tuple[Party, ...]:
    """The states of the nearest sentence before that names as many as are wanted."""
    here = gathering.marked.mentions[index].sentence
    for sentence in range(here, max(-1, here - 4), -1):
        near = _distinct(p for p in _spoken_of(gathering, sentence, index) if p.kind == "country")
        if len(near) == (wanted or 2):
            return tuple(near)
    return ()


def _states_before(gathering: Gathering, index: int) -> dict[str, int]:
    codes: dict[str, int] = {}
    mentions = gathering.marked.mentions
    for i, party in gathering.before(index):
        if party.kind == "country" and party.represents:
            codes.setdefault(party.represents, mentions[i].sentence)
    return codes


def _of_each(gathering: Gathering, mention: Mention, lemma: str) -> tuple[Party, ...]:
    """ "the foreign ministers of Iran and Iraq": the holders where the text names them, else the states."""
    found = []
    for code in mention.of:
        holders = [
            p
            for p in gathering.parties
            if p.represents == code and mention.office and _holds(gathering, p, lemma) and gathering.indexes_of(p)
        ]
        party = holders[0] if len(holders) == 1 else gathering.find_of_code(code)
        if party is not None:
            found.append(party)
    return tuple(found) if len(found) == len(mention.of) else ()


# -- pronouns -----------------------------------------------------------------------------------


def _resolve_they(gathering: Gathering, index: int, mention: Mention) -> None:
    """They: the last set, or the last group, of this sentence or the one before.

    Where it opens a sentence the set comes first: "The two condemned the raids on civilians. They also ...".
    """
    mentions = gathering.marked.mentions
    if mention.span.start == gathering.marked.sentences[mention.sentence].span.start:
        for i in range(index - 1, -1, -1):
            other, back = mentions[i], mention.sentence - mentions[i].sentence
            if back > MAX_THEY or (back > 1 and other.number == "many" and not gathering.members[i]):
                break
            if len(gathering.members[i]) > 1 and other.outer is None and (back < 2 or other.kind == "office"):
                gathering.members[index] = gathering.members[i]
                return
    for i in range(index - 1, -1, -1):
        other = mentions[i]
        if other.sentence < mention.sentence - 1:
            return
        if other.number != "many" or other.form == "adjective":
            continue
        if other.span.end > mention.span.start:
            continue
        gathering.give(index, gathering.party_of[i])
        gathering.members[index] = gathering.members[i]
        return

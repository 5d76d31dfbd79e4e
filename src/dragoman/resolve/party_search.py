"""Whom each mention of a text stands for, as far as its own words tell.

Whoever is named comes first, then those described only, so that "the ministry" finds the one named below it too.
Each sort of mention is looked for in its own way: persons by name (`named_persons`), states, bodies and places by key
or name (`named_bodies`), holders of offices (`office_holders`) and the rest by what describes them (`descriptions`).
Pronouns and sets are left for `coreference`, which knows everybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.knowledge import Knowledge
from dragoman.records import Marked, Mention, Place
from dragoman.resolve.descriptions import find_described
from dragoman.resolve.gathering import Gathering
from dragoman.resolve.named_bodies import find_known, find_named
from dragoman.resolve.named_persons import find_person
from dragoman.resolve.office_holders import find_holder
from dragoman.resolve.parties import Party, plain

_TITLES = frozenset("mr mrs ms miss dr sir dame lady".split())


def gather_parties(marked: Marked, base: Knowledge, places: Sequence[Place | None] | None = None) -> Gathering:
    """The parties of a text, in two walks over its mentions; `places` are those they name, where resolved already.

    >>> from dragoman.knowledge import load
    >>> from dragoman.records import Document, Span
    >>> text = "Kenya and Uganda met. Kenya hosted."
    >>> named = [("Kenya", "KEN", 0, 0), ("Uganda", "UGA", 10, 0), ("Kenya", "KEN", 22, 1)]
    >>> mentions = [Mention(s := Span(at, at + len(name)), s, n, "country", "name", name, code)
    ...             for name, code, at, n in named]
    >>> gathering = gather_parties(Marked(Document("d", text), mentions=tuple(mentions)), load())
    >>> [(party.name(), gathering.indexes_of(party)) for party in gathering.parties]
    [('Kenya', [0, 2]), ('Uganda', [1])]
    """
    gathering = Gathering(marked, base, places)
    for named in (True, False):
        for index, mention in enumerate(marked.mentions):
            if mention.form == "pronoun" or gathering.party_of[index] is not None:
                continue
            if _is_named(mention) == named:
                gathering.give(index, _find(gathering, index, mention))
    return gathering


def _is_named(mention: Mention) -> bool:
    return mention.form in ("name", "adjective") or (mention.name is not None and mention.kind == "person")


def _find(gathering: Gathering, index: int, mention: Mention) -> Party | None:
    if mention.kind == "person" and mention.name is None and _is_one_name(gathering, mention):
        mention = replace(mention, name=mention.head.of(gathering.marked.document.text))
    elder = gathering.party_of[mention.same_as] if mention.same_as is not None else None
    if elder is not None and (elder.kind == "person") >= (mention.kind == "person"):
        return _name_again(gathering, mention, elder)
    if mention.kind == "person" and mention.name:
        party = find_person(gathering, index, mention, elder)
        if party is not None and mention.same_as is not None and elder is None:
            beside: int | None = mention.same_as
            while beside is not None and gathering.party_of[beside] is None:
                _learn_beside(gathering, party, mention, gathering.marked.mentions[beside])
                gathering.give(beside, party)
                beside = gathering.marked.mentions[beside].same_as
        return party
    if mention.kind == "organization" and (speaker := _find_speaker(gathering, mention)) is not None:
        return speaker
    if mention.kind in ("country", "place") or (mention.known and mention.kind != "person"):
        return find_known(gathering, mention)
    if mention.number == "many" and mention.kind in ("office", "person"):
        return None  # several holders of an office are a set, told once everybody is known
    if mention.kind == "group" and gathering.lemma_of(mention) in ("two", "both"):
        return None
    if mention.kind == "office":
        return find_holder(gathering, index, mention)
    if mention.name and mention.kind != "person":
        return find_named(gathering, mention)
    return find_described(gathering, index, mention)


def _find_speaker(gathering: Gathering, mention: Mention) -> Party | None:
    """The person whose name in capitals says who speaks, as in transcripts: "AGBANI: The traders could." """
    name, text = mention.name or "", gathering.marked.document.text
    opens = mention.span.start == gathering.marked.sentences[mention.sentence].span.start
    if not (opens and name.isupper() and text[mention.span.end :].startswith(":")):
        return None
    found = gathering.find_by_word(plain(name))
    return found[0] if len(found) == 1 else None


def _is_one_name(gathering: Gathering, mention: Mention) -> bool:
    """Whether somebody whom only the encoder saw is called by one name and nothing else: "Choque", "MS. LEM"."""
    words = gathering.words_of(mention).split()
    titles = all(word.lower().rstrip(".") in _TITLES for word in words[:-1])
    if not titles or words[-1] != mention.head.of(gathering.marked.document.text) or not words[-1][0].isupper():
        return False
    sentence = gathering.marked.sentences[mention.sentence]
    # There a capital says nothing: "Survivor Ama Kone wept."
    opens = sentence.kind == "headline" or mention.span.start == sentence.span.start
    return len(words) > 1 or not opens or bool(gathering.find_by_word(plain(words[-1])))


def _learn_beside(gathering: Gathering, party: Party, mention: Mention, other: Mention) -> None:
    """What stands beside a name; "the AU envoy, former Ghanaian minister X," is whose envoy he is, and not Ghana's."""
    gathering.learn(party, other)
    if mention.sectors != ("ELI",) or not other.of or other.sectors == ("ELI",):
        return
    if party.sides == [*mention.of, *other.of]:
        party.sides = [*other.of, *mention.of]
        party.sectors = [*other.sectors] or party.sectors


def _name_again(gathering: Gathering, mention: Mention, elder: Party) -> Party:
    """The party a mention stands beside: "Schmid, the OSCE chief,", "the Economic Community (ECOWAS)"."""
    gathering.learn(elder, mention)
    if mention.name and mention.kind not in ("person", "government"):
        name = plain(mention.name)
        if gathering.find_by_key(name) is None:
            gathering.file(elder, name)
    return elder

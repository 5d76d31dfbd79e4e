"""The parties of one text and the mentions of each: found again by key, by a word of a name, by where they stand.

Which party a mention belongs to is asked in `party_search`; here is what has been found so far.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence

from dragoman.knowledge import Knowledge
from dragoman.records import Marked, Mention, Place
from dragoman.resolve.genders import gender_of, pronoun_gender
from dragoman.resolve.parties import Party, is_rank, plain, surnames
from dragoman.resolve.places import resolve_places

_DEFINITE = frozenset(["the", "this", "that", "these", "those", "his", "her", "their", "its", "both"])


class Gathering:
    """The parties of one text. `party_of`, `members` and `places` are aligned with the mentions."""

    def __init__(self, marked: Marked, base: Knowledge, places: Sequence[Place | None] | None = None) -> None:
        self.marked, self.base = marked, base
        self.places = resolve_places(marked, base) if places is None else places
        self.parties: list[Party] = []
        self.party_of: list[Party | None] = [None] * len(marked.mentions)
        self.members: list[tuple[Party, ...]] = [()] * len(marked.mentions)
        # The groups that one mention makes, one for each of its sides.
        self.shares: list[tuple[Party, ...]] = [()] * len(marked.mentions)
        self.codes = {mention.known for mention in marked.mentions if mention.kind == "country"}
        self._by_key: dict[str, Party] = {}
        self._by_word: dict[str, list[Party]] = {}
        # Where each party is spoken of.
        self._indexes: dict[Party, list[int]] = {}
        self._in_sentence: dict[int, list[int]] = {}
        self._inside: dict[int, list[int]] = {}
        for index, mention in enumerate(marked.mentions):
            self._in_sentence.setdefault(mention.sentence, []).append(index)
            if mention.outer is not None:
                self._inside.setdefault(mention.outer, []).append(index)

    # -- where who is spoken of -----------------------------------------------------------------

    def in_sentence(self, sentence: int) -> Sequence[int]:
        """The mentions of one sentence."""
        return self._in_sentence.get(sentence, ())

    def inside(self, index: int) -> Sequence[int]:
        """The mentions that a mention holds."""
        return self._inside.get(index, ())

    def indexes_of(self, party: Party) -> Sequence[int]:
        """The mentions of a party; none for one that was joined to another."""
        return self._indexes.get(party, ())

    def before(self, index: int) -> list[tuple[int, Party]]:
        """The parties spoken of before a mention, each with its first, in that order."""
        firsts = ((held[0], party) for party, held in self._indexes.items() if held[0] < index)
        return sorted(firsts, key=lambda first: first[0])

    def give(self, index: int, party: Party | None) -> None:
        """Say whom a mention without a party stands for."""
        self.party_of[index] = party
        if party is not None:
            mention = self.marked.mentions[index]
            if mention.form == "pronoun" and party.kind in ("person", "office"):
                party.gender = party.gender or pronoun_gender(self.words_of(mention))
            insort(self._indexes.setdefault(party, []), index)

    def take_back(self, index: int) -> None:
        """Let a mention stand for nobody again; a party that only it spoke of is forgotten."""
        party, self.party_of[index] = self.party_of[index], None
        if party is not None:
            self._indexes[party] = [i for i in self._indexes[party] if i != index]
            if not self._indexes[party]:
                del self._indexes[party]
                self.parties.remove(party)

    def join(self, party: Party, other: Party) -> None:
        """Give all mentions of a party to another."""
        if party is other or party not in self._indexes:
            return
        moved = self._indexes.pop(party)
        for index in moved:
            self.party_of[index] = other
        self._indexes[other] = sorted([*self.indexes_of(other), *moved])

    # -- what a mention says --------------------------------------------------------------------

    def words_of(self, mention: Mention) -> str:
        """The words of a mention."""
        return mention.span.of(self.marked.document.text)

    def lemma_of(self, mention: Mention) -> str:
        """Its head in lower case, without a plural's s."""
        word = mention.head.of(self.marked.document.text).lower()
        if word.endswith("ies"):
            return word[:-3] + "y"
        return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 1 else word

    def is_definite(self, mention: Mention) -> bool:
        """Whether it points at somebody known: "the", "this", "his"."""
        return self.words_of(mention).split(" ", 1)[0].lower() in _DEFINITE

    # -- who there is ---------------------------------------------------------------------------

    def find_by_key(self, key: str) -> Party | None:
        """The party filed under a key: a state's code, a key of the knowledge base, or what the text calls a body."""
        return self._by_key.get(key)

    def find_of_code(self, code: str) -> Party | None:
        """The country's party where the text names it, else whoever speaks for it."""
        party = self.find_by_key(code)
        if party is not None and self.indexes_of(party):
            return party
        return next((p for p in self.parties if p.represents == code and self.indexes_of(p)), None)

    def find_by_word(self, word: str) -> Sequence[Party]:
        """The persons who have a word in their name, or a surname of several, plain; in the order they came up."""
        return self._by_word.get(word, ())

    def file(self, party: Party, key: str) -> None:
        """Let a party be found by a key from now on."""
        self._by_key[key] = party

    def make_party(
        self, mention: Mention, reason: str, label: str | None = None, lemma: str | None = None, many: bool = False
    ) -> Party:
        """A party that the text has not spoken of before, with what its first mention says of it."""
        party = Party(kind=mention.kind, label=label, lemma=lemma, many=many, reason=reason)
        self.parties.append(party)
        self.learn(party, mention)
        return party

    def learn(self, party: Party, mention: Mention) -> None:
        """Take in what a mention says of its party: name, office, side, sectors, gender."""
        party.add([mention.name] if mention.kind == party.kind or party.key is None else [], mention.office, ())
        if party.kind != "country":
            party.add([], None, mention.of)
        if not party.sectors or (mention.sectors == ("ELI",) and party.sectors[0] != "ELI"):
            party.sectors = [*mention.sectors] or party.sectors
        elif mention.office and len(mention.sectors) > len(party.sectors) and party.sectors[0] == mention.sectors[0]:
            party.sectors = [*mention.sectors]
        elif mention.office and mention.sectors and party.sectors == ["MIL"] and not is_rank(mention.office):
            party.sectors = [*mention.sectors]
        if mention.kind in ("person", "office") and mention.number == "one":
            party.gender = party.gender or gender_of(self.words_of(mention))
        if mention.kind == "person" and mention.name:
            for word in (*surnames(mention.name), *plain(mention.name).split()[:-1]):
                holders = self._by_word.setdefault(word, [])
                if party not in holders:
                    holders.append(party)

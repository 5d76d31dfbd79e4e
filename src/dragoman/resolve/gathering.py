"""Gathers the mentions of a text into parties: by key, by name, by office and side, by description."""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence
from dataclasses import replace

from dragoman.knowledge import Knowledge, Known
from dragoman.knowledge.offices import PEERS
from dragoman.records import Marked, Mention, Place
from dragoman.resolve.genders import gender_of, pronoun_gender
from dragoman.resolve.parties import Party, head_of, is_rank, is_same_office, plain, surnames
from dragoman.resolve.places import resolve_places

_DEFINITE = frozenset(["the", "this", "that", "these", "those", "his", "her", "their", "its", "both"])
_INDEFINITE = frozenset(["a", "an", "another"])
# How many sentences back "the organization" may reach.
MAX_BACK = 3
_BODY_NOUNS = frozenset("organization organisation bloc union alliance agency body company group party bank".split())
# Bodies that many states have under one name: the list's reading needs its state in the text.
_EVERY_STATES = frozenset(
    [
        "Congress",
        "Senate",
        "House of Representatives",
        "Majlis",
        "Treasury",
        "Supreme Court",
        "National Assembly",
        "Department of Justice",
        "Justice Department",
        "National Security Council",
        "Capitol",
        "National Guard",
        "Foreign Office",
    ]
)
# Bodies that a text names once and then calls by their head word: "the ministry", "the Commission".
_HEADS_OF_BODIES = frozenset(
    """ministry authority commission committee council court agency department bureau office tribunal university
    institute assembly foundation association federation board service fund bank party secretariat parliament
    community union league forum alliance""".split()
)
# With a capital these mean a body that has the word in its name, or one the text has not named.
_NAMED_ONLY = frozenset("union party bank league community group company".split())
_CALLED_AGAIN = frozenset(["government", "organization", "group", "person"])


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
        self._by_surname: dict[str, list[Party]] = {}
        # Where each party is spoken of, kept in step with `party_of` once all mentions are gathered.
        self._indexes: dict[Party, list[int]] = {}
        self._in_sentence: dict[int, list[int]] = {}
        self._inside: dict[int, list[int]] = {}
        for index, mention in enumerate(marked.mentions):
            self._in_sentence.setdefault(mention.sentence, []).append(index)
            if mention.outer is not None:
                self._inside.setdefault(mention.outer, []).append(index)

    def gather(self) -> None:
        """Two walks: whoever is named first, then those described only."""
        for named in (True, False):
            for index, mention in enumerate(self.marked.mentions):
                if mention.form == "pronoun" or self.party_of[index] is not None:
                    continue
                if _is_named(mention) == named:
                    self.party_of[index] = self._find(index, mention)
        for index, party in enumerate(self.party_of):
            if party is not None:
                self._indexes.setdefault(party, []).append(index)

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

    def join(self, party: Party, other: Party) -> None:
        """Give all mentions of a party to another."""
        if party is other or party not in self._indexes:
            return
        moved = self._indexes.pop(party)
        for index in moved:
            self.party_of[index] = other
        self._indexes[other] = sorted([*self.indexes_of(other), *moved])

    def words_of(self, mention: Mention) -> str:
        """The words of a mention."""
        return mention.span.of(self.marked.document.text)

    def lemma_of(self, mention: Mention) -> str:
        """Its head in lower case, without a plural's s."""
        word = mention.head.of(self.marked.document.text).lower()
        if word.endswith("ies"):
            return word[:-3] + "y"
        return word[:-1] if word.endswith("s") and not word.endswith("ss") else word

    def is_definite(self, mention: Mention) -> bool:
        """Whether it points at somebody known: "the", "this", "his"."""
        return self.words_of(mention).split(" ", 1)[0].lower() in _DEFINITE

    def make_described(self, index: int) -> Party:
        """A party of its own for a description that stands for nobody named before."""
        mention = self.marked.mentions[index]
        office = mention.kind == "office"
        told = "an office the text names without its holder" if office else "described in the text"
        lemma = None if office else self.lemma_of(mention)
        party = self._new(mention, label=_bare(self.words_of(mention)), lemma=lemma, reason=told)
        self.give(index, party)
        return party

    def is_indefinite(self, mention: Mention) -> bool:
        """Whether it points at somebody not told of before: "a", "another"."""
        return self.words_of(mention).split(" ", 1)[0].lower() in _INDEFINITE

    # -- finding the party of one mention -------------------------------------------------------

    def _find(self, index: int, mention: Mention) -> Party | None:
        elder = self.party_of[mention.same_as] if mention.same_as is not None else None
        if elder is not None and (elder.kind == "person") >= (mention.kind == "person"):
            self._learn(elder, mention)
            if mention.name and mention.kind not in ("person", "government"):
                self._by_key.setdefault(plain(mention.name), elder)
            return elder
        if mention.kind == "person" and mention.name:
            party = self._find_person(index, mention, elder)
            if party is not None and mention.same_as is not None and elder is None:
                self._learn(party, self.marked.mentions[mention.same_as])
                self.party_of[mention.same_as] = party
            return party
        if mention.kind in ("country", "place") or (mention.known and mention.kind != "person"):
            return self._find_known(mention)
        if mention.number == "many" and mention.kind in ("office", "person"):
            return None  # several holders of an office are a set, told once everybody is known
        if mention.kind == "group" and self.lemma_of(mention) in ("two", "both"):
            return None
        if mention.kind == "office":
            return self._find_office(index, mention)
        if mention.name and mention.kind != "person":
            return self._find_named(mention)
        return self._find_described(index, mention)

    def _new(self, mention: Mention, **given: object) -> Party:
        party = Party(kind=mention.kind)
        for name, value in given.items():
            setattr(party, name, value)
        self.parties.append(party)
        self._learn(party, mention)
        return party

    def _learn(self, party: Party, mention: Mention) -> None:
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
            for name in surnames(mention.name):
                holders = self._by_surname.setdefault(name, [])
                if party not in holders:
                    holders.append(party)
            for word in plain(mention.name).split()[:-1]:
                if party not in self._by_surname.setdefault(word, []):
                    self._by_surname[word].append(party)

    def _find_person(self, index: int, mention: Mention, elder: Party | None) -> Party | None:
        name = mention.name or ""
        found = [party for party in self._namesakes(name) if self._fits(party, mention)]
        if len(found) > 1 and mention.office:
            found = [p for p in found if any(is_same_office(mention.office, o, self.base) for o in p.offices)] or found
        if len(found) > 1:
            exact = [party for party in found if any(plain(n) == plain(name) for n in party.names)]
            if not exact and " " not in name:
                return None
            found = exact if len(exact) == 1 else []
        if found:
            self._learn(found[0], mention)
            return found[0]
        given = self._by_given_name(mention)
        if given is not None:
            return given
        if elder is not None and not elder.names:
            elder.kind = "person"
            self._learn(elder, mention)
            return elder
        party = self._new(mention, reason="named in the text")
        if not mention.office and self._is_counterpart(mention):
            owner = self._owner(index, mention)
            if owner is not None and owner.office():
                party.add([], owner.office(), ())
        return party

    def _by_given_name(self, mention: Mention) -> Party | None:
        """The one person whose other name somebody with a title is called by: "H.E. Mesfin", "Secretary Barragán".

        That is the given name in Ethiopia and on the Gulf, and the first of two surnames in Mexico.
        """
        name = mention.name or ""
        if " " in name or self.words_of(mention) == name:
            return None
        found = [p for p in self._by_surname.get(plain(name), ()) if p.has_other_name(name)]
        return found[0] if len(found) == 1 and self._fits(found[0], mention) else None

    def _is_counterpart(self, mention: Mention) -> bool:
        """ "his Omani counterpart X": a person by the office of another."""
        words = f" {self.words_of(mention).lower()} "
        return any(f" {peer} " in words for peer in PEERS)

    def _namesakes(self, name: str) -> list[Party]:
        keys = [*surnames(name), plain(name).split()[0]]
        found: list[Party] = []
        for key in keys:
            for party in self._by_surname.get(key, ()):
                if party not in found and party.may_be_called(name):
                    found.append(party)
        return found

    def _fits(self, party: Party, mention: Mention) -> bool:
        """Whether nothing the mention says goes against the party."""
        if mention.of and party.sides and not set(mention.of) & set(party.sides):
            return plain(mention.name or "") in {plain(name) for name in party.names} and len(mention.of) == 1
        return True

    def _find_known(self, mention: Mention) -> Party | None:
        if mention.known is None or mention.known.startswith("body."):
            return self._find_named(mention) if mention.name else None
        known = self._known(mention)
        if known is not None and mention.name in _EVERY_STATES and known.country not in self.codes:
            return self._find_named(replace(mention, of=()))
        key = mention.known
        party = self._by_key.get(key)
        if party is None:
            label = known.name if known else mention.name
            party = Party(kind=known.kind if known else mention.kind, key=key, label=label)
            if known:
                _tell(party, known)
            party.reason = "a name on the list"
            self.parties.append(party)
            self._by_key[key] = party
        if mention.name and mention.form == "name":
            party.add([mention.name], None, ())
        return party

    def _known(self, mention: Mention) -> Known | None:
        """What the base has for a mention; a city is asked for by its name."""
        key = mention.known or ""
        if not key.startswith(("geonames:", "place:")):
            return self.base.get(key)
        words = (mention.name or "").split()
        match = self.base.match(words, 0) if words else None
        return next((r for r in match[1] if r.key == key), None) if match else None

    def country_party(self, code: str) -> Party | None:
        """The party of a state or organisation by its code, where the text names it."""
        return self._by_key.get(code)

    def _find_office(self, index: int, mention: Mention) -> Party | None:
        owner = None if mention.office else self._owner(index, mention)
        office = mention.office or (owner.office() if owner else None)
        if mention.office is None and not mention.of:
            return self._counterpart(owner, office)
        known = [] if self.is_indefinite(mention) else self.parties
        found = [p for p in known if p.kind in ("person", "office") and self._may_hold(p, office, mention)]
        if len(found) > 1 and not mention.of:
            found = [p for p in found if not self._is_named_behind(index, p)] or found
            found = self._nearest(found, index)
        if len(found) == 1:
            found[0].add([], None, mention.of)
            if office and not found[0].offices:
                self._learn(found[0], mention)
            return found[0]
        if found or (not mention.of and self.is_definite(mention) and self._is_bare(mention)):
            return None
        label = self.words_of(mention)
        label = label.split(" ", 1)[1] if label.lower().startswith(("the ", "a ", "an ")) else label
        party = self._new(mention, label=label, reason="an office the text names without its holder")
        if office and not party.offices:
            party.add([], office, ())
        return party

    def _is_named_behind(self, index: int, party: Party) -> bool:
        """Whether the sentence names a person behind the office: "the minister invited Dr. Rao" is of two people."""
        here = self.marked.mentions[index]
        behind = (self.marked.mentions[i] for i in self.in_sentence(here.sentence) if i > index)
        names = [m.name for m in behind if m.kind == "person" and m.name and m.span.start >= here.span.end]
        return any(party.may_be_called(name) for name in names)

    def _is_bare(self, mention: Mention) -> bool:
        """ "the minister": nothing but a head word."""
        return mention.office is not None and " " not in mention.office

    def _may_hold(self, party: Party, office: str | None, mention: Mention) -> bool:
        if mention.of and not set(mention.of) & set(party.sides):
            return False
        if party.sectors[:1] == ["ELI"] and "ELI" not in mention.sectors:
            return False
        if office is not None and office.lower() in ("chief", "head", "leader") and mention.of:
            leads = {head_of(held) for held in party.offices} & {"chairperson", "president", "secretary", "director"}
            known = self.base.country_of(mention.of[0])
            if leads and (known is None or known.kind != "country"):
                return True
        if office is None:
            return bool(mention.of) and bool(party.offices)
        return any(is_same_office(office, held, self.base) for held in party.offices)

    def _nearest(self, parties: list[Party], index: int) -> list[Party]:
        """Those mentioned in this sentence before, or else in the one before it, when only one is."""
        here = self.marked.mentions[index].sentence
        for sentence in (here, here - 1):
            near = {
                id(p): p
                for i in self.in_sentence(sentence)
                if i < index and (p := self.party_of[i]) is not None and p in parties
            }
            if near:
                return list(near.values())
        return parties

    def _counterpart(self, owner: Party | None, office: str | None) -> Party | None:
        """ "his counterpart": the only other holder of the owner's office."""
        if owner is None or office is None:
            return None
        found = [
            p
            for p in self.parties
            if p is not owner
            and p.kind in ("person", "office")
            and set(p.sides) != set(owner.sides)
            and any(is_same_office(office, held, self.base) for held in p.offices)
        ]
        return found[0] if len(found) == 1 else None

    def _owner(self, index: int, mention: Mention) -> Party | None:
        """ "his Armenian counterpart" holds the office of the one before it in the sentence."""
        for i in range(index - 1, -1, -1):
            other = self.marked.mentions[i]
            if other.sentence < mention.sentence - 1:
                break
            party = self.party_of[i]
            if party is not None and party.offices and party.kind in ("person", "office"):
                return party
        return None

    def _find_named(self, mention: Mention) -> Party:
        """A body, a place or a pact by its name."""
        name = plain(mention.name or "").removeprefix("the ")
        if len(mention.of) == 1 and name.startswith("government of") and mention.of[0] in self._by_key:
            return self._by_key[mention.of[0]]
        key = f"{'/'.join(mention.of)}:{name}" if mention.kind == "government" else name
        party = self._by_key.get(key)
        if party is None:
            party = self._new(mention, label=None, reason="named in the text")
            self._by_key[key] = party
            if mention.kind == "place":
                words = (mention.name or "").split()
                match = self.base.match(words, 0)
                party.country = match[1][0].country if match and match[0] == len(words) else None
            party.key = None
        else:
            self._learn(party, mention)
        return party

    def _find_described(self, index: int, mention: Mention) -> Party | None:
        """Groups and bodies without a name: one party for all with the same head and side."""
        lemma = self.lemma_of(mention)
        if len(mention.of) > 1 and mention.number == "many" and mention.kind == "group":
            self._share_among_sides(index, mention, lemma)
            return None
        if lemma == "side" and mention.of and mention.number == "one":
            return self._by_key.get(mention.of[0]) or self._make_country(mention.of[0])
        if mention.of and mention.kind in _CALLED_AGAIN:
            if lemma == "government" and len(mention.of) == 1 and (party := self._by_key.get(mention.of[0])):
                return party
            key = f"{'/'.join(mention.of)}:{lemma}:{mention.number}"
            if key not in self._by_key:
                self._by_key[key] = self._new(
                    mention,
                    label=_bare(self.words_of(mention)),
                    lemma=lemma,
                    many=mention.number == "many",
                    reason="described in the text",
                )
            return self._by_key[key]
        if lemma in ("country", "nation") and not self.is_definite(mention):
            return None
        label = _bare(self.words_of(mention))
        same = mention.kind == "government" or any(character.isdigit() for character in label)
        for party in self.parties if same else ():
            if party.label == label and party.lemma == lemma and not party.sides:
                return party
        if self.is_definite(mention):
            again = self._described_before(index, mention, lemma)
            if again is not None or lemma in ("country", "nation", "side", *_BODY_NOUNS):
                return again
        pointing = ("side", "party", "delegation", "counterpart", "member", "country", "interlocutor", "source")
        if lemma in pointing and (self.is_definite(mention) or mention.number == "one"):
            return None
        return self._new(
            mention,
            label=_bare(self.words_of(mention)),
            lemma=lemma,
            many=mention.number == "many",
            reason="described in the text",
        )

    def _share_among_sides(self, index: int, mention: Mention, lemma: str) -> None:
        """ "Norwegian and Finnish officials": those of each side are a group."""
        head = mention.head.of(self.marked.document.text)
        groups = []
        for code in mention.of:
            key = f"{code}:{lemma}:many"
            if key not in self._by_key:
                side = self.base.country_of(code)
                label = f"{head} of {side.name if side else code}"
                self._by_key[key] = self._new(
                    replace(mention, of=(code,), name=None),
                    label=label,
                    lemma=lemma,
                    many=True,
                    reason="one side of those the text names together",
                )
            groups.append(self._by_key[key])
        self.members[index] = self.shares[index] = tuple(groups)

    def _make_country(self, code: str) -> Party | None:
        known = self.base.country_of(code)
        if known is None:
            return None
        party = Party(kind=known.kind, key=known.key, label=known.name, reason="its side speaks in the text")
        _tell(party, known)
        self.parties.append(party)
        self._by_key[known.key] = party
        return party

    def _described_before(self, index: int, mention: Mention, lemma: str) -> Party | None:
        """ "the organization", "the protesters", "the country": the one the text has just spoken of."""
        if lemma in _HEADS_OF_BODIES | _BODY_NOUNS and (named := self._named_by_head(index, lemma)) is not None:
            return named
        if lemma in _NAMED_ONLY and mention.head.of(self.marked.document.text)[0].isupper():
            return None
        found: dict[int, Party] = {}
        for i in range(index - 1, -1, -1):
            other, party = self.marked.mentions[i], self.party_of[i]
            if other.sentence < mention.sentence - MAX_BACK or (found and other.sentence < mention.sentence - 1):
                break
            if party is None:
                continue
            if lemma in _BODY_NOUNS:
                if party.kind == "organization" and party.sectors[:1] != ["JRN"] and other.kind == "organization":
                    found.setdefault(id(party), party)
            elif lemma in ("country", "nation"):
                if party.kind == "country":
                    found.setdefault(id(party), party)
            elif party.lemma == lemma and party.many == (mention.number == "many"):
                return party
        if mention.kind == "government":
            return next((p for p in self.parties if p.lemma == lemma and not p.sides and p.kind == "government"), None)
        return next(iter(found.values())) if len(found) == 1 else None

    def _named_by_head(self, index: int, lemma: str) -> Party | None:
        """The last body before whose name or description has the head word."""
        for i in range(index - 1, -1, -1):
            party = self.party_of[i]
            if party is None or party.kind not in ("organization", "government") or party.sectors[:1] == ["JRN"]:
                continue
            called = [self.marked.mentions[i].name, party.label, *party.names]
            if any(lemma in plain(name).split() for name in called if name):
                return party
        return None


def _is_named(mention: Mention) -> bool:
    return mention.form in ("name", "adjective") or (mention.name is not None and mention.kind == "person")


def _tell(party: Party, known: Known) -> None:
    """What the knowledge base says of a party."""
    party.country, party.represents = known.country, known.represents
    party.wikidata = known.wikidata
    party.sectors = [*known.sectors] if known.kind not in ("country", "place") and known.form != "capital" else []
    if known.kind == "place":
        party.represents = None


def _bare(words: str) -> str:
    first, _, rest = words.partition(" ")
    return rest if first.lower() in ("the", "a", "an", "its", "his", "her", "their") and rest else words

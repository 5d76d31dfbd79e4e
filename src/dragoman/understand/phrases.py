"""Reads one sentence for mentions: takes a core (an office, a noun, a name) and grows it to its whole phrase."""

from __future__ import annotations

from dragoman.knowledge.offices import PEERS
from dragoman.records import Kind
from dragoman.understand.appositions import Joiner, singular_office
from dragoman.understand.finds import Atom, Find, Line, drop_atom
from dragoman.understand.growing import is_full_name
from dragoman.understand.names import cut_body, is_surname_he, take_name, take_run
from dragoman.understand.offices import RANKS_BEFORE_NAMES, OfficeSpan, take_bracket, take_office
from dragoman.understand.party_words import NEEDS_MORE
from dragoman.understand.portfolios import head_of_office
from dragoman.understand.tags import known_tags

_PRONOUNS = {
    "i": ("person", False),
    "me": ("person", False),
    "my": ("person", False),
    "he": ("person", False),
    "him": ("person", False),
    "his": ("person", False),
    "she": ("person", False),
    "her": ("person", False),
    "they": ("group", True),
    "them": ("group", True),
    "their": ("group", True),
    "we": ("group", True),
    "us": ("group", True),
    "our": ("group", True),
    "it": ("organization", False),
    "its": ("organization", False),
}
_MEETING_NOUNS = frozenset("side sides delegation delegations".split())
_SINGULAR_GROUPS = frozenset(
    """group delegation team crowd mob family community population gang cartel militia side faction bloc society
    movement tribe clan coalition opposition party union insurgency rebellion prosecution artillery brigade battalion
    regiment garrison fleet unit army sect crew mafia jury public media police cell resistance syndicate squad
    destroyer warship frigate submarine warplane country nation state neighbour neighbor""".split()
)
_CLUB_FRONTS = frozenset(
    """Real Atlético Atletico Maccabi Hapoel Beitar Bayern Inter Dynamo Dinamo Spartak Lokomotiv Sporting Olympique
    Borussia Air Shakhtar Zenit CSKA FC AC Torpedo Partizan Deportivo Slavia Sparta Legia Galatasaray""".split()
)
_POLICE_THINGS = frozenset(
    "station stations car cars vehicle vehicles custody post posts checkpoint convoy base bases camp camps".split()
)

# What states do, and people of theirs are called: "Pakistan suspects the ...".
_DOES = frozenset(["suspects", "guards", "forces"])
# Numbers that stand for people when no noun follows ("thousands marched").
_CROWDS = frozenset(["thousands", "hundreds", "dozens"])


# Titles of rulers that are given names as well.
_RULERS = frozenset(["amir", "emir", "sultan"])

# What joins two offices of one person, and how the first of them begins.
_JOINTS = frozenset(["and", ",", "-", "–", "—", "/"])
_DEPUTIES = frozenset(["deputy", "vice", "prime", "first", "state"])
_OF_STATE = frozenset(["minister of state", "minister in charge"])

# What a deputy head of government is deputy head of, before his other office.
_CABINETS = (("the", "cabinet", "of", "ministers"), ("the", "council", "of", "ministers"), ("the", "government"))
# Whose relative somebody is who speaks is for no record.
_MY = frozenset(["my", "our"])
_KIN = frozenset(
    """mother father brother sister son daughter wife husband uncle aunt cousin grandmother grandfather mum mom dad
    parents children family""".split()
)
# Words for two people with no noun behind them, what stands before them, and between them and their verb.
_TWO = frozenset(["two", "both"])
_OPENING = frozenset(',;:."\u201c')
_ASKS = frozenset(
    """ask urge call tell press beg implore invite remind warn encourage want accuse thank praise criticise criticize
    condemn blame order advise exhort beseech caution rebuke congratulate persuade push summon""".split()
)
_BETWEEN = frozenset(["also", "then", "again", "further", "jointly", "strongly", "all"])


class Scanner(Joiner):
    """The finds of one sentence, left to right. `scan` gives all, the nested ones too."""

    def scan(self) -> list[Find]:
        """Every find of the sentence, with apposition and the known names inside phrases."""
        i, size = 0, len(self.line.words)
        while i < size:
            i = max(self._take(i), i + 1)
        self._join_appositions()
        self._add_inner()
        return self.finds

    # -- one step -----------------------------------------------------------------------------

    def _take(self, i: int) -> int:
        line = self.line
        word, low = line.words[i], line.lowers[i]
        if not word[0].isalnum():
            return i + 1
        capital = word[0].isupper()
        if capital and low in self.lexicon.honorific_starts and (end := self._take_titled(i)):
            return end
        if word in ("HE", "HH", "HM", "HRH") and line.is_capital(i + 1) and not line.loud:
            return i + 1
        if is_surname_he(line, i):
            return self._take_he(i)
        if low in _PRONOUNS and line.tags[i].startswith("PRP") and not self._is_no_pronoun(i):
            return self._take_pronoun(i)
        if low in _TWO and self._is_two_people(i):
            first = i - 1 if low == "two" else i
            return self._add(Find(first, i + 1, "group", (i, i + 1), many=True)).last
        if word in _CLUB_FRONTS and (end := self._take_club(i)):
            return end
        if self._is_rulers_namesake(i):
            return self._take_unknown(i)
        if i not in line.atoms or not (self._is_body_or_party(i) or is_full_name(line, i)):
            office = take_office(line, i, self.lexicon)
            if office is not None and (end := self._take_office(i, office)):
                return end
        noun = self.lexicon.match_noun(line.lowers, i)
        whole = noun is not None and i in line.atoms and i + noun[0] > line.atoms[i].last  # "coast guard ship"
        if i in line.atoms and not whole and (end := self._take_atom(line.atoms[i])):
            return end
        if noun and (end := self._take_noun(i, noun[0])):
            return end
        if capital:
            return self._take_unknown(i)
        if "-" in word or "/" in word:
            self._take_compound(i)
        return i + 1

    def _take_club(self, i: int) -> int | None:
        """ "Real Madrid", "Maccabi Tel Aviv": a club, not the city or its government; "Air France" an airline."""
        atom, is_airline = self.line.atoms.get(i + 1), self.line.words[i] == "Air"
        if atom is None or not any(r.kind == "place" or r.form == "capital" or is_airline for r in atom.readings):
            return None
        drop_atom(self.line, atom)
        name = self.line.text(i, atom.last)
        return self._add(
            Find(i, atom.last, "organization", (i, atom.last), name=name, sectors=("BUS" if is_airline else "SOC",))
        ).last

    def _take_he(self, i: int) -> int:
        """ "He Lifeng", or the surname alone, which counts only where the text has the full name."""
        last = take_name(self.line, i) or i + 1
        find = self._person(i, i, last)
        find.tentative = last == i + 1
        return last

    def _is_body_or_party(self, i: int) -> bool:
        """Whether a known name begins there that is longer than the office words it begins with."""
        atom = self.line.atoms[i]
        return atom.last > i + 1 and any(r.kind != "person" for r in atom.readings)

    def _is_rulers_namesake(self, i: int) -> bool:
        """ "Emir Begović": a ruler's title that is a given name, before a name that no such ruler has."""
        line = self.line
        if line.loud or line.lowers[i] not in _RULERS or not line.is_capital(i) or not line.is_capital(i + 1):
            return False
        if line.low(i - 1) in ("the", "deputy", "crown") or i in line.ends or line.tag(i - 1) == "POS":
            return False
        if i + 1 in line.atoms or line.low(i + 1) in self.lexicon.honorific_starts or head_of_office(line.low(i + 1)):
            return False
        rulers = self.base.offices_by_given_name(line.words[i + 1])
        return not any(word in (known.office or "").lower().split() for known in rulers for word in _RULERS)

    def _is_two_people(self, i: int) -> bool:
        """Whether "the two" or "both" stands alone before a verb: "The two condemned the raid"."""
        line = self.line
        if i + 1 >= len(line.words) or (line.lowers[i] == "two" and (i == 0 or line.lowers[i - 1] != "the")):
            return False
        first = i - 1 if line.lowers[i] == "two" else i
        opens = first == 0 or line.words[first - 1] in _OPENING or line.lowers[first - 1] in ("and", "that", "as")
        verb = i + 2 if line.lowers[i + 1] in _BETWEEN and i + 2 < len(line.words) else i + 1
        return (opens and line.tags[verb].startswith(("VBD", "VBN", "VBP", "MD"))) or self._are_asked(first, i + 1)

    def _are_asked(self, first: int, end: int) -> bool:
        """Whether "both" or "the two" stands alone behind a verb of asking: "urged both to wait"."""
        line = self.line
        behind = line.lowers[end]
        asks = first > 0 and line.tags[first - 1].startswith("VB") and line.tokens[first - 1].lemma in _ASKS
        both_acts = behind == "to" and "and to" in " ".join(line.lowers[end:])
        blames = behind == "of" and line.tag(end + 1) == "VBG"  # "both of the envoys" are more than "both"
        return asks and (blames or behind in ("to", "not", "that", ".", "for")) and not both_acts

    def _is_no_pronoun(self, i: int) -> bool:
        """Whether a word like a pronoun is a name or part of one: "the US", "IT", "the I Have Honor Alliance"."""
        word, low = self.line.words[i], self.line.lowers[i]
        return (word.isupper() and low in ("us", "it")) or (low == "i" and self.line.is_capital(i + 1))

    def _take_pronoun(self, i: int) -> int:
        low = self.line.lowers[i]
        if low in ("it", "its") and low == "it" and _is_empty_it(self.line, i):
            return i + 1
        kind, many = _PRONOUNS[low]
        self.finds.append(Find(i, i + 1, _as_kind(kind), (i, i + 1), "pronoun", many=many))
        return i + 1

    # -- honorifics ---------------------------------------------------------------------------

    def _take_titled(self, i: int) -> int | None:
        """ "H.E. Dr. Badr Abdelatty", "Mr. Wang", "Gen. Asim Munir"."""
        end, sectors, office = self._honorifics(i)
        if end == i:
            return None
        # "His Excellency the President, X"
        start = end + (self.line.low(end) == "the")
        held = take_office(self.line, start, self.lexicon)
        if held is not None:
            taken = self._take_office(start, held)
            for find in self.finds:
                find.first = i if find.first == end else find.first
            return taken
        last = take_name(self.line, end, titled=True)
        if last is None:
            return None
        find = self._person(i, end, last)
        find.sectors, find.office = sectors, office
        self._grow(find)
        self._name_side(find)
        return find.last

    # -- offices ------------------------------------------------------------------------------

    def _take_office(self, i: int, office: OfficeSpan) -> int | None:
        line = self.line
        end, of = office.end, office.of
        last = self._second_office(office)
        if last is not None:
            end, of = last.end, of + last.of
        end += line.low(end) in RANKS_BEFORE_NAMES and not office.of and line.is_capital(end + 1)
        if line.low(end) == "(" and line.low(end + 2) == ")" and self._is_named_at(end + 3):
            end += 3  # "Joint Secretary (North) X"
        elif last is None and end == office.end:
            end = take_bracket(line, office)
        begin, sectors, _ = self._honorifics(end)
        name_end = take_name(line, begin, titled=True)
        if line.lowers[office.head] == "aide" and name_end == begin + 1:
            name_end = None
        if name_end is not None and not self._may_be_named(office, begin, name_end):
            name_end = None
        if name_end is None and office.head + 1 == office.last and self._is_weak(office):
            return None
        words = line.text(i, (last or office).last)
        words = words[3:] if words.lower().startswith("ex-") else words
        if name_end is not None:
            find = self._person(i, begin, name_end)
            find.office = singular_office(words) if office.many else words
            find.head = (begin, name_end)
        else:
            find = self._add(Find(i, end, "office", (office.head, office.head + 1), "nominal", office=words))
            find.many = office.many
        find.of, find.sectors = of, office.sectors or sectors
        self._grow(find)
        if find.sectors == ("BUS",) and not find.many and self._is_of_territory(find):
            find.sectors = ("GOV",)
        if name_end is None:
            self._later_side(find)
            self._later_body(find)
        elif office.many:
            self._share_office(find)
        else:
            self._name_side(find)
        return find.last

    def _is_of_territory(self, find: Find) -> bool:
        """ "Hong Kong's Chief Executive", "Afghanistan's Chief Executive": an office of state, and of no firm."""
        line, head = self.line, find.head[0]
        start = line.lowers.index("chief", find.first) if "chief" in line.lowers[find.first : head + 1] else head
        owner = line.ends.get(start - 1) if line.tag(start - 1) == "POS" else None
        return owner is not None and any(r.kind == "country" for r in owner.readings) and line.is_capital(start)

    def _second_office(self, office: OfficeSpan) -> OfficeSpan | None:
        """ "Deputy Prime Minister and Foreign Minister X", "Minister of State, Minister of Defence, X": one holder."""
        line, end = self.line, _past_cabinet(self.line, office.end)
        joint = line.low(end)
        if joint not in _JOINTS or office.many or (office.of and joint == ","):
            return None
        second = take_office(line, end + 1, self.lexicon)
        if second is None or second.many or line.is_capital(office.head) != line.is_capital(second.head):
            return None
        named = self._is_named_at(second.end)
        if line.low(office.first - 1) == "," and office.first - 1 in self.ended and not named:
            return second if joint != "," or line.low(second.end) in (",", ".", "") else None
        deputy = line.lowers[office.first] in _DEPUTIES or " ".join(line.lowers[office.first :][:3]) in _OF_STATE
        apart = line.low(second.end) == "," and self._is_named_at(second.end + 1)
        return second if deputy and (apart or (named and (joint != "," or end > office.end))) else None

    def _is_named_at(self, at: int) -> bool:
        """Whether a name begins there, or behind a rank and honorifics there."""
        begin = self._honorifics(at + (self.line.low(at) in RANKS_BEFORE_NAMES))[0]
        return take_name(self.line, begin) is not None

    def _is_weak(self, office: OfficeSpan) -> bool:
        """ "head", "general" and the like alone: often no office at all."""
        line, head = self.line, office.head
        if line.lowers[head] not in NEEDS_MORE or office.first < head or office.of:
            return False
        if line.low(head + 1) == "of" and line.lowers[head] != "general":
            return False
        return (
            line.ends.get(head) is None
            and line.tag(head - 1) not in ("POS", "PRP$")
            and (line.lowers[head] != "leader" or line.tag(head - 1) != "DT")
        )

    def _may_be_named(self, office: OfficeSpan, begin: int, end: int) -> bool:
        """Whether capitals behind an office are its holder's name and not the next phrase of a headline."""
        line = self.line
        if begin > office.end or not line.loud:
            return not (begin in line.atoms and line.atoms[begin].last == end and self._is_actor(line.atoms[begin]))
        return not known_tags(line.lowers[begin]) or line.lowers[begin] in ("xi", "rice")

    def _is_actor(self, atom: Atom) -> bool:
        return any(r.kind not in ("person", "place") and not r.weak for r in atom.readings)

    def _share_office(self, find: Find) -> None:
        """ "Foreign Ministers A and B", "Presidents A, B and C": each has the office."""
        line, at = self.line, find.last
        while line.low(at) in (",", "and") and line.is_capital(at + 1):
            begin = self._honorifics(at + 1)[0]
            last = take_name(line, begin)
            if last is None or take_office(line, at + 1, self.lexicon) is not None:
                return
            other = self._person(at + 1, begin, last)
            other.office, other.sectors = find.office, find.sectors
            self._name_side(other)
            at = other.last

    # -- nouns --------------------------------------------------------------------------------

    def _take_noun(self, i: int, size: int) -> int | None:
        line = self.line
        match = self.lexicon.match_noun(line.lowers, i)
        assert match is not None
        noun, last = match[1], i + size
        tag = line.tags[last - 1]
        if tag.startswith(("VB", "MD")) and not noun.many and size == 1:
            return None
        if tag == "VBZ" and i in line.ends and line.low(i) in _DOES and line.tag(last) in ("DT", "PRP", "PRP$"):
            return None
        if tag.startswith("RB") or (tag.startswith("JJ") and line.tag(last).startswith(("NN", "JJ"))):
            return None
        if size == 1 and (self._is_modifier(i) or (line.low(i - 1) in _MY and line.low(i) in _KIN)):
            return None
        if self._is_in_proper_name(i, last) or (line.low(i) in _CROWDS and line.low(last) in ("of", "more")):
            return None
        begin = self._honorifics(last)[0]
        name_end = None if noun.many or noun.kind != "group" or line.loud else take_name(line, begin)
        word = line.lowers[last - 1]
        kind: Kind = noun.kind
        if kind == "group" and not noun.many and word not in _SINGULAR_GROUPS:
            kind = "person"
        if word == "side" and not noun.many:
            kind = "group"
        if name_end is not None and kind == "person" and last not in line.atoms:
            find = self._person(i, begin, name_end)
        else:
            find = self._add(Find(i, last, kind, (last - 1, last), "nominal"))
        find.sectors, find.many = noun.sectors, noun.many and kind != "government"
        self._grow(find, noun=True)
        self._noun_side(find)
        if word in _MEETING_NOUNS and find.of and not find.many and word == "side":
            find.kind = "government"
        said = " ".join(line.lowers[i:last])
        if said in PEERS:
            if said.startswith("colleague") and not find.of:
                self.finds.remove(find)  # of the same ministry, or of anywhere
                return None
            find.kind = "office" if find.name is None else "person"
            find.sectors = ("GOV",)
        return find.last

    def _is_modifier(self, i: int) -> bool:
        """Whether a noun only modifies the one behind it: "police station", "student union"."""
        line = self.line
        after = line.tag(i + 1)
        if line.low(i + 1) in _POLICE_THINGS:
            return True
        if after not in ("NN", "NNS") or line.tag(i) not in ("NN", "NNP", "NNS"):
            return False
        behind = line.lowers[i + 1]
        if self.lexicon.match_noun(line.lowers, i + 1) or head_of_office(behind):
            return True
        return True

    def _is_in_proper_name(self, i: int, last: int) -> bool:
        """ "Workers' Party", "People Power": a capitalised noun inside a longer proper name."""
        line = self.line
        if line.loud or not line.is_capital(i) or i == 0:
            return False
        return cut_body(line, i, take_run(line, i)) is not None


def _as_kind(name: str) -> Kind:
    return "person" if name == "person" else "group" if name == "group" else "organization"


def _is_empty_it(line: Line, i: int) -> bool:
    """ "It was noted that", "it is important to": no party at all."""
    window = line.lowers[i + 1 : i + 9]
    return (
        bool(window)
        and window[0] in ("is", "was", "has", "'s", "will", "would", "became", "remains", "seems", "may")
        and ("that" in window or "to" in window)
    )


def _past_cabinet(line: Line, end: int) -> int:
    """Behind "of the Cabinet of Ministers" where a deputy head of it stands before a place, else the place itself."""
    if line.low(end) != "of" or line.low(end - 1) not in ("chairman", "chairperson", "head", "minister"):
        return end
    words = next((row for row in _CABINETS if tuple(line.lowers[end + 1 : end + 1 + len(row)]) == row), ())
    return end + 1 + len(words) if words else end

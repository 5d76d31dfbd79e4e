"""Reads one sentence for mentions: takes a core (an office, a noun, a name) and grows it to its whole phrase."""

from __future__ import annotations

from dragoman.knowledge import Knowledge, Known
from dragoman.records import Form, Kind, Span
from dragoman.understand.finds import Atom, Find, Line, drop_atom, pick_reading, stands_in_place
from dragoman.understand.names import cut_body, is_acronym, is_page, person_score, take_name, take_run
from dragoman.understand.offices import OfficeSpan, head_of_office, is_time_of_office, take_codes, take_office
from dragoman.understand.party_words import FORMER, NEEDS_MORE, NOT_NAMES, OFFICE_MODIFIERS, PARTICLES, Lexicon
from dragoman.understand.tags import known_tags

# A bare run of capitals is a person's name from this score up (see `person_score`).
MIN_PERSON_SCORE = 0.5
_PRONOUNS = {
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
_QUANTITIES = frozenset(
    """dozens hundreds thousands scores tens millions members group groups majority number lot couple handful crowd
    crowds team many some most several none one two three representatives citizens""".split()
)
_PRE_TAGS = frozenset(["JJ", "JJR", "JJS", "CD"])
_DETERMINERS = frozenset(["DT", "PDT", "PRP$", "WP$"])
_MEETING_NOUNS = frozenset("side sides delegation delegations".split())
_OFFICE_OF_RANK = {
    "gen.": "General", "lt. gen.": "Lieutenant General", "amb.": "Ambassador", "sen.": "Senator", "gov.": "Governor",
    "rep.": "Representative", "adm.": "Admiral", "col.": "Colonel", "maj. gen.": "Major General", "pres.": "President",
    "brig. gen.": "Brigadier General", "lt. col.": "Lieutenant Colonel",
}  # fmt: skip
_SINGULAR_GROUPS = frozenset(
    """group delegation team crowd mob family community population gang cartel militia side faction bloc society
    movement tribe clan coalition opposition party union insurgency rebellion prosecution artillery brigade battalion
    regiment garrison fleet unit army sect crew mafia jury public media police cell resistance syndicate squad
    destroyer warship frigate submarine warplane""".split()
)
_RANK_OFFICES = frozenset("ambassador prince princess king general sheikh senator".split())
_LEADS_BODY = frozenset("head chief director chairman chairwoman chairperson chair president speaker deputy".split())
_POLICE_THINGS = frozenset(
    "station stations car cars vehicle vehicles custody post posts checkpoint convoy base bases camp camps".split()
)
_LATER_SIDES = frozenset(["of", "from"])


class Scanner:
    """The finds of one sentence, left to right. `scan` gives all, the nested ones too."""

    def __init__(self, line: Line, lexicon: Lexicon, base: Knowledge) -> None:
        self.line, self.lexicon, self.base = line, lexicon, base
        self.finds: list[Find] = []
        self.ended: dict[int, Find] = {}
        self.quoted = any(word in ('"', "“", "”", "«") for word in line.words)

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
        if low in _PRONOUNS and line.tags[i].startswith("PRP") and not (word.isupper() and low in ("us", "it")):
            return self._take_pronoun(i)
        if i not in line.atoms or not self._is_body_or_party(i):
            office = take_office(line, i, self.lexicon)
            if office is not None and (end := self._take_office(i, office)):
                return end
        if i in line.atoms and (end := self._take_atom(line.atoms[i])):
            return end
        if (noun := self.lexicon.match_noun(line.lowers, i)) and (end := self._take_noun(i, noun[0])):
            return end
        if capital:
            return self._take_unknown(i)
        if "-" in word or "/" in word:
            self._take_compound(i)
        return i + 1

    def _is_body_or_party(self, i: int) -> bool:
        """Whether a known name begins there that is longer than the office words it begins with."""
        atom = self.line.atoms[i]
        return atom.last > i + 1 and any(r.kind != "person" for r in atom.readings)

    def _add(self, find: Find) -> Find:
        self.finds.append(find)
        if find.span is None:
            self.ended[find.last] = find
        return find

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
        last = take_name(self.line, end)
        if last is None:
            return None
        find = self._person(i, end, last)
        find.sectors, find.office = sectors, office
        self._grow(find)
        self._name_side(find)
        return find.last

    def _honorifics(self, i: int) -> tuple[int, tuple[str, ...], str | None]:
        """Where a row of honorifics ends, the sectors it says, the office a rank in it is."""
        line, at = self.line, i
        sectors: tuple[str, ...] = ()
        office = None
        while at < len(line.words) and line.lowers[at] in self.lexicon.honorific_starts:
            for size in (4, 3, 2, 1):
                said = self.lexicon.honorifics.get(" ".join(line.words[at : at + size]))
                if said is not None:
                    break
            else:
                break
            full = " ".join(line.words[at : at + size])
            if size == 1 and (full in ("U", "Don", "Chief", "Sister", "Father") or head_of_office(full.lower())):
                break
            sectors = sectors or said
            office = office or _OFFICE_OF_RANK.get(full.lower())
            at += size
        return at, sectors, office

    def _person(self, first: int, begin: int, last: int) -> Find:
        """A person find; the known names that were part of the name are forgotten."""
        line = self.line
        for at in range(begin, last):
            if at in line.atoms and line.atoms[at].last <= last:
                self._forget(line.atoms[at], last - begin)
        find = self._add(Find(first, last, "person", (begin, last), name=line.text(begin, last)))
        found = self.base.match(line.words, begin)
        if found and found[0] == last - begin:
            people = [known for known in found[1] if known.kind == "person"]
            if len({known.key for known in people}) == 1 and last - begin > 1:
                find.known = people[0].key
        return find

    def _forget(self, atom: Atom, size: int) -> None:
        drop_atom(self.line, atom)
        self.finds = [f for f in self.finds if not (f.first == atom.first and f.last == atom.last)]

    # -- offices ------------------------------------------------------------------------------

    def _take_office(self, i: int, office: OfficeSpan) -> int | None:
        line = self.line
        end, of = office.end, office.of
        last = self._second_office(office)
        if last is not None:
            end, of = last.end, of + last.of
        begin, sectors, _ = self._honorifics(end)
        name_end = None if line.lowers[office.head] == "aide" else take_name(line, begin)
        if name_end is not None and not self._may_be_named(office, begin, name_end):
            name_end = None
        if name_end is None and office.head + 1 == office.last and self._is_weak(office):
            return None
        words = line.text(i, last.last if last and not last.of else office.last)
        if name_end is not None:
            find = self._person(i, begin, name_end)
            find.office = _singular_office(words) if office.many else words
            find.head = (begin, name_end)
        else:
            find = self._add(Find(i, end, "office", (office.head, office.head + 1), "nominal", office=words))
            find.many = office.many
        find.of, find.sectors = of, office.sectors or sectors
        self._grow(find)
        if name_end is None:
            self._later_side(find)
        elif office.many:
            self._share_office(find)
        else:
            self._name_side(find)
        return find.last

    def _second_office(self, office: OfficeSpan) -> OfficeSpan | None:
        """ "Deputy Prime Minister and Foreign Minister X": one holder of two offices."""
        line = self.line
        if line.low(office.end) != "and" or office.many:
            return None
        second = take_office(line, office.end + 1, self.lexicon)
        if second is None or second.many or line.is_capital(office.head) != line.is_capital(second.head):
            return None
        begin = self._honorifics(second.end)[0]
        named = take_name(line, begin) is not None
        behind_name = line.low(office.first - 1) == "," and office.first - 1 in self.ended
        deputy = line.lowers[office.first] in ("deputy", "vice", "prime", "first")
        return second if (named and deputy) or (behind_name and not named) else None

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

    def _name_side(self, find: Find) -> None:
        """ "Foreign Minister X of Iran": a side right behind the name."""
        line = self.line
        if line.low(find.last) == "of":
            start = find.last + 1
            start += line.low(start) == "the"
            end, codes = take_codes(line, start)
            if codes and line.tag(end) != "POS":
                find.last, find.of = end, find.of + codes
                self.ended[end] = find

    def _later_side(self, find: Find) -> None:
        """ "spokesman for the Israeli military", "head of the Kenyan delegation": the side of what it is of."""
        line = self.line
        if find.of or line.low(find.last) not in ("of", "for"):
            return
        begin = find.last + 1
        begin += line.low(begin) == "the"
        at = begin
        while at < begin + 3 and at < len(line.words):
            if at in line.atoms:
                at = line.atoms[at].last
                continue
            office = take_office(line, at, self.lexicon)
            if office is not None:
                codes = self._adjective_codes(begin, at) or office.of
                find.last = office.end
                find.office = line.text(find.head[0], office.last) if find.office else None
                find.of = codes
                self.ended[find.last] = find
                return
            noun = self.lexicon.match_noun(line.lowers, at)
            if noun and noun[1].kind in ("government", "organization", "group"):
                codes = take_codes(line, begin)[1] or self._adjective_codes(begin, at)
                find.last = at + noun[0]
                if find.office and line.lowers[find.head[0]] in _LEADS_BODY:
                    find.office = line.text(find.head[0], find.last)
                if line.low(find.last) == "to":
                    find.last = take_codes(line, find.last + 1 + (line.low(find.last + 1) == "the"))[0]
                    if line.low(find.last - 1) in ("to", "the"):
                        find.last = at + noun[0]
                end, later = take_codes(line, find.last + 1 + (line.low(find.last + 1) == "the"))
                if line.low(find.last) == "of" and later:
                    find.last, codes = end, codes + later
                find.of, find.sectors = codes, find.sectors
                self.ended[find.last] = find
                return
            at += 1

    def _adjective_codes(self, begin: int, end: int) -> tuple[str, ...]:
        codes = []
        for at in range(begin, end):
            if at in self.line.atoms and (code := _code(pick_reading(self.line, self.line.atoms[at]))):
                codes.append(code)
        return tuple(codes)

    # -- known names --------------------------------------------------------------------------

    def _take_atom(self, atom: Atom) -> int | None:
        line = self.line
        if (end := self._take_wider_name(atom)) is not None:
            return end
        people = [r for r in atom.readings if r.kind == "person"]
        if people and all(r.kind in ("person", "place") for r in atom.readings):
            return self._take_known_person(atom, people)
        known = pick_reading(line, atom)
        if known is None:
            return None
        find = self._known_find(atom, known)
        if find.form == "name" and known.kind in ("government", "organization", "group"):
            self._body_side(find, known)
        if find.form == "nominal":
            self._grow(find)
        return find.last

    def _take_known_person(self, atom: Atom, people: list[Known]) -> int | None:
        if all(r.weak for r in people):
            return None
        last = take_name(self.line, atom.first)
        return self._person(atom.first, atom.first, max(last or 0, atom.last)).last

    def _take_wider_name(self, atom: Atom) -> int | None:
        """ "China Institute of ...", "Israel Katz": a known name that only begins another name."""
        line, after = self.line, atom.last
        first = atom.first + (line.lowers[atom.first] in ("the", "official"))
        if not line.is_capital(after) or line.words[after] in NOT_NAMES or atom.readings[0].form == "demonym":
            return None
        if take_office(line, after, self.lexicon) is not None:
            return None
        body = cut_body(line, first, take_run(line, first))
        if body is not None and body[3] >= after:
            return self._add_body(first, *body)
        single = atom.last == atom.first + 1 and atom.readings[0].form in ("name", "capital")
        if single and not line.loud and (last := take_name(line, atom.first)) and last > after:
            known_first = person_score(line, atom.first, last) >= 0.85
            if known_first or (all(r.weak for r in atom.readings) and person_score(line, atom.first, last) > 0.5):
                return self._person(atom.first, atom.first, last).last
        return None

    def _known_find(self, atom: Atom, known: Known) -> Find:
        line = self.line
        form, many, kind = self._form_of(atom, known)
        if known.form == "capital" and form == "name" and stands_in_place(line, atom):
            return self._add(
                Find(atom.first, atom.last, "place", (atom.first, atom.last), name=line.text(atom.first, atom.last))
            )
        code = _code(known)
        own = (code,) if code and (kind in ("government", "group") or form == "nominal") else ()
        find = self._add(
            Find(atom.first, atom.last, kind, (atom.first, atom.last), form, line.text(atom.first, atom.last))
        )
        find.known, find.of, find.many = known.key, own, many
        find.sectors = known.sectors if known.kind in ("government", "group", "organization") else ()
        if form == "nominal":
            find.name, find.known, find.sectors = None, None, ("CVL",)
        return find

    def _form_of(self, atom: Atom, known: Known) -> tuple[Form, bool, Kind]:
        """How a known name is used there: as a name, as an adjective, or for its people."""
        line = self.line
        after, before = line.tag(atom.last), line.low(atom.first - 1)
        if known.form == "demonym":
            return "nominal", line.lowers[atom.last - 1].endswith(("s", "men", "people")), "group"
        if known.form == "adjective":
            article = before in ("the", "most", "many", "some", "two", "three")
            if (
                article
                and not after.startswith(("NN", "JJ", "CD", "VBG", "POS"))
                and line.low(atom.last) not in ("and", ",")
            ):
                return "nominal", True, "group"
            return "adjective", False, known.kind
        if known.kind in ("country", "organization", "place", "government", "group") and after in ("NN", "NNS"):
            noun = line.tag(atom.last - 1) != "POS" and line.low(atom.last) not in (
                "today",
                "yesterday",
                "tomorrow",
            )
            return ("adjective" if noun and not self._is_maybe_verb(atom.last) else "name"), False, known.kind
        return "name", False, known.kind

    def _is_maybe_verb(self, i: int) -> bool:
        """Whether a word tagged as a noun is rather the verb of a headline: "Iran attacks Iraq"."""
        return (
            self.line.tag(i) == "NNS"
            and "VERB" in known_tags(self.line.lowers[i])
            and (self.line.is_capital(i + 1) or self.line.tag(i + 1) in ("DT", "TO", "IN", "PRP$"))
            and self.line.loud
        )

    def _body_side(self, find: Find, known: Known) -> None:
        """ "Ministry of Foreign Affairs of Japan", "Japan's Foreign Ministry": the side of a body every state has."""
        line = self.line
        if known.kind in ("organization", "group") and known.represents:
            return
        if known.country is None:
            if line.low(find.last) == "of":
                start = find.last + 1 + (line.low(find.last + 1) == "the")
                end, codes = take_codes(line, start)
                if codes:
                    find.last, find.of, find.known = end, codes, None
                    find.name = None
                    self.ended[end] = find
            self._grow(find)
            find.form = "nominal" if find.of or line.tag(find.first) in _DETERMINERS else find.form
            find.name = line.text(_skip_article(line, find.first), find.last)
        elif (
            known.country and (other := line.ends.get(find.first)) and _code(pick_reading(line, other)) == known.country
        ):
            find.first = other.first
            self.ended[find.last] = find

    # -- nouns --------------------------------------------------------------------------------

    def _take_noun(self, i: int, size: int) -> int | None:
        line = self.line
        match = self.lexicon.match_noun(line.lowers, i)
        assert match is not None
        noun, last = match[1], i + size
        tag = line.tags[last - 1]
        if tag.startswith(("VB", "MD")) and not noun.many and size == 1:
            return None
        if tag.startswith("RB") or (tag.startswith("JJ") and line.tag(last).startswith(("NN", "JJ"))):
            return None
        if size == 1 and self._is_modifier(i):
            return None
        if self._is_in_proper_name(i, last):
            return None
        name_end = None if noun.many or noun.kind != "group" or line.loud else take_name(line, last)
        word = line.lowers[last - 1]
        kind: Kind = noun.kind
        if kind == "group" and not noun.many and word not in _SINGULAR_GROUPS:
            kind = "person"
        if word == "side" and not noun.many:
            kind = "group"
        if name_end is not None and kind == "person" and last not in line.atoms:
            find = self._person(i, last, name_end)
        else:
            find = self._add(Find(i, last, kind, (last - 1, last), "nominal"))
        find.sectors, find.many = noun.sectors, noun.many and kind != "government"
        self._grow(find, noun=True)
        self._noun_side(find)
        if word in _MEETING_NOUNS and find.of and not find.many and word == "side":
            find.kind = "government"
        if word in ("counterpart", "counterparts"):
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

    def _noun_side(self, find: Find) -> None:
        """ "citizens of Azerbaijan", "representatives of Iran and Iraq", "soldiers from Chad"."""
        line = self.line
        if line.low(find.last) not in _LATER_SIDES:
            return
        start = find.last + 1 + (line.low(find.last + 1) == "the")
        end, codes = take_codes(line, start)
        if codes and line.tag(end) != "POS" and not line.tag(end).startswith("NN"):
            find.last = end
            find.of = find.of + tuple(code for code in codes if code not in find.of)
            self.ended[end] = find

    # -- growing to the left --------------------------------------------------------------------

    def _grow(self, find: Find, *, noun: bool = False) -> None:
        """Take in what stands before a core: determiners, adjectives, sides, possessives."""
        line, t = self.line, find.first - 1
        codes: list[str] = []
        while t >= 0:
            step = self._step_left(t, find, codes, noun=noun)
            if step is None:
                break
            t, stop = step
            find.first = t + 1
            if stop:
                break
        find.of = tuple(dict.fromkeys([*codes, *find.of]))
        self.ended[find.last] = find
        former = {line.lowers[i] for i in range(find.first, min(find.first + 4, find.head[0]))} & FORMER
        if former and find.kind in ("office", "person"):
            find.sectors = ("ELI",)
        elif find.office and line.low(find.head[0]).startswith("ex-"):
            find.sectors = ("ELI",)

    def _step_left(self, t: int, find: Find, codes: list[str], *, noun: bool) -> tuple[int, bool] | None:
        """Over one more word or name: the place before it, and whether to stop there; `None` to leave it out."""
        line = self.line
        low, tag = line.lowers[t], line.tags[t]
        if (tag == "POS" and low != "'") or (low in ("'", "’") and tag == "POS"):
            return self._step_over_owner(t, codes)
        if (atom := line.ends.get(t + 1)) is not None and (known := pick_reading(line, atom)) is not None:
            if known.kind in ("agreement", "occasion", "person") or known.form == "demonym":
                return None
            self._put(codes, known)
            if known.kind == "group" and find.office and known.sectors and find.sectors != ("ELI",):
                find.sectors = known.sectors
            return self._step_over_pair(atom, codes, find)
        if tag in _DETERMINERS:
            return t - 1, low not in ("the",) or line.low(t - 1) not in ("all", "both", "of")
        if low == "of" and line.low(t - 1) in _QUANTITIES and noun:
            return t - 2, False
        if is_time_of_office(low) and (not tag.startswith("VB") or low == "newly"):
            return t - 1, False
        if tag in _PRE_TAGS and not (
            line.is_capital(t) and t > 0 and not line.loud and t not in line.atoms and find.office
        ):
            return t - 1, False
        if tag == "VBN" and noun and line.tag(t - 1) in ("DT", "CD", "PRP$", "RB"):
            return t - 1, False
        if tag == "VBG" and low in (
            "ruling",
            "warring",
            "opposing",
            "visiting",
            "negotiating",
            "governing",
            "participating",
        ):
            return t - 1, False
        if low in ("-", "–") and t > 0 and line.lowers[t - 1] in ("vice", "ex", "co"):
            return t - 2, False
        return self._step_over_noun(t, find, noun=noun)

    def _step_over_noun(self, t: int, find: Find, *, noun: bool) -> tuple[int, bool] | None:
        """ "opposition supporters", "Labour leader", "army spokesman"."""
        line = self.line
        low, tag = line.lowers[t], line.tags[t]
        other = self.ended.get(t + 1)
        if other is not None and other.kind in ("organization", "government", "group") and other.form == "name":
            return other.first - 1, False
        if tag == "NN" and not line.is_capital(t) and (noun or low in OFFICE_MODIFIERS):
            before = line.tag(t - 1)
            if "VERB" not in known_tags(low) or before in ("DT", "JJ", "POS", "CD", "NN"):
                return t - 1, False
        if tag in ("NNP", "NN") and line.is_capital(t) and t == 0 and noun and low in known_tags_of_people:
            return t - 1, False
        return None

    def _step_over_owner(self, t: int, codes: list[str]) -> tuple[int, bool] | None:
        """ "Azerbaijan's", "the group's", "President X's"."""
        line = self.line
        if (atom := line.ends.get(t)) is not None:
            known = pick_reading(line, atom)
            self._put(codes, known)
            return self._step_over_pair(atom, codes, None)
        if (owner := self.ended.get(t)) is not None:
            for code in owner.of:
                codes.append(code)
            return owner.first - 1, True
        back = t - 1
        while back >= 0 and line.tags[back] in ("NN", "NNS", "JJ", "NNP"):
            back -= 1
        if back == t - 1:
            return None
        if back >= 0 and line.tags[back] in _DETERMINERS:
            back -= 1
        return back, True

    def _step_over_pair(self, atom: Atom, codes: list[str], find: Find | None) -> tuple[int, bool]:
        """Over a side, and over the one joined to it: "US and French officials"."""
        line, t = self.line, atom.first - 1
        while line.low(t) in ("and", "&", ",", "or") and (find is None or find.many):
            before = t - 1 if line.low(t - 1) == "," else t
            other = line.ends.get(before)
            if other is None:
                break
            known = pick_reading(line, other)
            if known is None or known.kind not in ("country", "organization", "place", "group"):
                break
            if find is None or not self._is_side_like(other, known, atom):
                break
            self._put(codes, known)
            t = other.first - 1
        return t, False

    def _is_side_like(self, other: Atom, known: Known, atom: Atom) -> bool:
        """Whether two joined names are used alike: two adjectives, or two names, with no role of their own."""
        mine = pick_reading(self.line, atom)
        adjectives = ("adjective",)
        alike = mine is not None and (known.form in adjectives) == (mine.form in adjectives)
        acronym = known.form == "acronym" or (mine is not None and mine.form == "acronym")
        return alike or acronym

    def _put(self, codes: list[str], known: Known | None) -> None:
        code = _code(known)
        if code:
            codes.insert(0, code)

    # -- names that no list knows ---------------------------------------------------------------

    def _take_unknown(self, i: int) -> int:
        line = self.line
        word = line.words[i]
        if "-" in word or "/" in word or "–" in word:
            if self._take_compound(i):
                return i + 1
        if is_page(word):
            self._add(Find(i, i + 1, "organization", (i, i + 1), name=word, sectors=("JRN",)))
            return i + 1
        if i in line.atoms and any(r.kind != "person" for r in line.atoms[i].readings if not r.weak):
            return i + 1
        run = take_run(line, i)
        begin = self._skip_opening(i, run)
        if begin >= run:
            return i + 1
        if begin > i:
            return begin
        body = cut_body(line, i, run)
        if body is not None and not line.loud:
            return self._add_body(i, *body)
        last = take_name(line, i)
        if last is None or word in NOT_NAMES:
            return i + 1
        for at in range(i + 1, last):
            if take_office(line, at, self.lexicon) is not None:
                return at
        if last - i > 1 and (not line.loud or all(not known_tags(line.lowers[j]) for j in range(i, last))):
            if person_score(line, i, last) >= MIN_PERSON_SCORE:
                find = self._person(i, i, last)
                self._name_side(find)
                return find.last
        i = self._with_particles(i)
        find = Find(i, last, "person", (i, last), name=line.text(i, last), tentative=True)
        if last - i == 1 and is_acronym(word) and not line.loud and line.tags[i].startswith("NN"):
            find.kind, find.tentative = "organization", False
        if not line.tags[i].startswith("NN") and last - i == 1 and known_tags(line.lowers[i]):
            return i + 1
        self._add(find)
        return find.last

    def _with_particles(self, i: int) -> int:
        """ "van Dorp", "de la Cruz", "bin Salman": a surname begins at its particles."""
        begin = i
        while (
            begin > 0 and self.line.words[begin - 1] in PARTICLES and self.line.words[begin - 1] not in ("e", "y", "to")
        ):
            begin -= 1
        return begin if begin != i and self.line.low(begin) not in ("la", "le", "las", "los") else i

    def _skip_opening(self, i: int, run: int) -> int:
        """Past an ordinary word that only has its capital from opening the sentence."""
        line = self.line
        opening = i == 0 or line.words[i - 1] in ('"', "“", ":", "‘", "•", "-", "–", "—", "»", "«")
        if opening and not line.loud and known_tags(line.lowers[i]) and person_score(line, i, run) < 0.7:
            tag = line.tags[i]
            body = cut_body(line, i, run)
            if tag not in ("NNP", "NNPS") and body is None:
                return i + 1
            if body is None and run == i + 1:
                return i + 1
        return i

    def _add_body(self, first: int, last: int, kind: Kind, sectors: tuple[str, ...], head: int) -> int:
        line = self.line
        codes: list[str] = []
        for at in range(first, last):
            if at in line.atoms and (known := pick_reading(line, line.atoms[at])) and known.kind == "country":
                self._put(codes, known)
        find = self._add(Find(first, last, kind, (first, last), name=line.text(first, last)))
        if kind in ("organization", "government"):
            find.of, find.sectors = tuple(dict.fromkeys(codes)), sectors
            start = first - 1
            if line.tag(start) == "POS" and (owner := line.ends.get(start)):
                code = _code(pick_reading(line, owner))
                if code:
                    find.of = (code,)
        return last

    def _take_compound(self, i: int) -> bool:
        """ "Azerbaijan-OSCE agenda", "US-led forces": the sides inside one word, as adjectives."""
        line = self.line
        word, start = line.words[i], line.tokens[i].span.start
        offset, found = 0, False
        for part in word.replace("–", "-").replace("/", "-").split("-"):
            match = self.base.match([part], 0) if part and part[0].isupper() else None
            code = _PREFIXES.get(part)
            known = next((r for r in match[1] if not r.weak and r.kind != "person"), None) if match else None
            if code:
                known = self.base.country_of(code)
            if known is not None and len(part) < len(word):
                span = Span(start + offset, start + offset + len(part))
                find = Find(i, i + 1, known.kind, (i, i + 1), "adjective", part, known=known.key, span=span)
                self.finds.append(find)
                found = True
            offset += len(part) + 1
        return found

    # -- afterwards -----------------------------------------------------------------------------

    def _join_appositions(self) -> None:
        """ "Schmid, the OSCE Secretary General," and "the OSCE chief, Helga Schmid,": one person twice."""
        line = self.line
        starts = {find.first: find for find in self.finds if find.form != "pronoun" and find.span is None}
        for find in list(self.finds):
            if find.many or find.form in ("pronoun", "adjective"):
                continue
            after = line.low(find.last)
            other = starts.get(find.last + 1)
            if after == "(" and line.low(find.last + 2) == ")" and line.low(find.last + 3) == ",":
                appended = starts.get(find.last + 4)
                if appended is not None and not appended.many and self._is_apposition(find, appended):
                    appended.same_as = find
            if other is None or other.many or other.same_as is not None:
                continue
            if after == "(" and line.low(other.last) == ")" and other.name and is_acronym(other.name):
                other.tentative = False
                if other.known is None or other.known == find.known:
                    other.same_as = find
                    other.kind = find.kind if find.kind not in ("person", "office") else other.kind
            elif after == "," and self._is_apposition(find, other):
                other.same_as = find

    def _is_apposition(self, find: Find, other: Find) -> bool:
        line = self.line
        closed = line.low(other.last) in (
            ",",
            ".",
            "",
            "and",
            "who",
            ";",
            ")",
            "–",
            "—",
            "said",
            "as",
            "in",
            "on",
            "at",
        )
        if find.kind == "person" and find.name and (other.kind == "office" or _is_role(other)):
            held = find.office is None or find.office.lower() in _RANK_OFFICES
            return held and closed
        rank = other.office is None or other.office.lower() in _RANK_OFFICES
        if find.kind == "office" and other.kind == "person" and other.form == "name" and rank:
            return other.name is not None and line.low(other.last) in (",", ".", "", "and", "who", ";", ")")
        return False

    def _add_inner(self) -> None:
        """The known names inside phrases, which are mentions of their own."""
        line = self.line
        have = {(find.first, find.last) for find in self.finds} | {find.head for find in self.finds}
        for atom in line.atoms.values():
            if (atom.first, atom.last) in have or atom.readings[0].key.startswith("body."):
                continue
            held = [find for find in self.finds if find.first <= atom.first and atom.last <= find.last]
            if not held or any(
                f.first == atom.first and f.name and f.kind != "person" and f.form == "name" for f in held
            ):
                continue
            known = pick_reading(line, atom)
            if known is not None and known.kind != "person":
                find = self._known_find(atom, known)
                if line.tag(atom.last) != "POS" and find.form == "name" and atom.last <= held[0].head[0]:
                    of = line.low(atom.first - 1) == "of" or line.low(atom.first - 2) == "of"
                    find.form = "name" if of or line.low(atom.last) in (",", "and") else "adjective"


known_tags_of_people = frozenset("opposition government rebel government security student army".split())
_PREFIXES = {
    "Sino": "CHN", "Franco": "FRA", "Anglo": "GBR", "Indo": "IND", "Russo": "RUS", "Turco": "TUR", "Greco": "GRC",
    "Ethio": "ETH", "Pak": "PAK", "Italo": "ITA", "Afro": "", "Polish": "POL",
}  # fmt: skip


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


def _code(known: Known | None) -> str | None:
    """The code of the side a known name stands for."""
    if known is None or known.kind in ("agreement", "occasion", "person"):
        return None
    return known.represents or known.country


def _is_role(find: Find) -> bool:
    """ "a journalist", "an opposition activist": a person by their calling alone."""
    return find.kind == "person" and find.form == "nominal" and find.name is None


def _singular_office(words: str) -> str:
    """ "Foreign Ministers" held by one: "Foreign Minister"."""
    parts = words.split(" ")
    for i, part in enumerate(parts):
        said = head_of_office(part.lower())
        if said is not None and said[1]:
            parts[i] = part[:-3] + "man" if part.lower().endswith("men") else part[:-1]
            break
    return " ".join(parts)


def _skip_article(line: Line, i: int) -> int:
    return i + 1 if line.tag(i) in _DETERMINERS else i

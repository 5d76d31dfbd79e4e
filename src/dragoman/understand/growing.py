"""Grows the core of a phrase to the whole of it: sides and adjectives before it, sides and names behind it."""

from __future__ import annotations

from dragoman.knowledge import Knowledge, Known
from dragoman.knowledge.spelling import fold
from dragoman.understand.finds import Atom, Find, Line, drop_atom, pick_reading
from dragoman.understand.names import cut_body, over_letters, take_name, take_run
from dragoman.understand.offices import is_time_of_office, take_codes, take_ministry, take_office
from dragoman.understand.party_words import FORMER, OFFICE_MODIFIERS, OTHERS, Lexicon
from dragoman.understand.portfolios import head_of_office
from dragoman.understand.tags import known_tags

_QUANTITIES = frozenset(
    """dozens hundreds thousands scores tens millions members group groups majority number lot couple handful crowd
    crowds team many some most several none one two three representatives citizens""".split()
)
_PRE_TAGS = frozenset(["JJ", "JJR", "JJS", "CD"])
DETERMINERS = frozenset(["DT", "PDT", "PRP$", "WP$"])
_OFFICE_OF_RANK = {
    "gen.": "General", "lt. gen.": "Lieutenant General", "amb.": "Ambassador", "sen.": "Senator", "gov.": "Governor",
    "rep.": "Representative", "adm.": "Admiral", "col.": "Colonel", "maj. gen.": "Major General", "pres.": "President",
    "brig. gen.": "Brigadier General", "col. gen.": "Colonel General", "lt. col.": "Lieutenant Colonel",
}  # fmt: skip
# As transcripts write them before whoever speaks: "MS. LEM:".
_CAPITALS = frozenset(["MR.", "MRS.", "MS.", "MR", "MRS", "MS"])
_LEADS_BODY = frozenset("head chief director chairman chairwoman chairperson chair president speaker deputy".split())
# Sectors of nouns for those who bear arms, and of the groups that have them.
_ARMS = (("UAF",), ("MIL",))
_ARMED = (("REB",), ("UAF",), ("PRM",))
# Who leads such a group or body, or speaks for it, is of its sector and not of the government's.
_LEADS_GROUP = frozenset("head chief director chairman leader spokesman spokeswoman spokesperson commander".split())
_OWN_SECTORS = tuple((sector,) for sector in ("OPP", "REB", "UAF", "PTY", "MIL", "COP", "SPY", "LEG", "JUD"))
_LATER_SIDES = frozenset(["of", "from"])
# Who is "of" somebody that did them harm.
_AGAINST = OTHERS | frozenset("survivor survivors victim victims hostage hostages captive captives".split())
# Before a year.
_WHEN = frozenset(["in", "since", "until", "during"])
_OPENERS = frozenset("opposition government rebel government security student army".split())


class Grower:
    """The finds of one sentence so far, and how a core among them grows."""

    def __init__(self, line: Line, lexicon: Lexicon, base: Knowledge) -> None:
        self.line, self.lexicon, self.base = line, lexicon, base
        self.finds: list[Find] = []
        self.ended: dict[int, Find] = {}
        self.quoted = any(word in ('"', "“", "”", "«") for word in line.words)

    def _add(self, find: Find) -> Find:
        self.finds.append(find)
        if find.span is None:
            self.ended[find.last] = find
        return find

    def _person(self, first: int, begin: int, last: int) -> Find:
        """A person find; the known names that were part of the name are forgotten."""
        line = self.line
        for at in range(begin, last):
            if at in line.atoms and line.atoms[at].last <= last:
                self._forget(line.atoms[at], last - begin)
        end = over_letters(line, last)
        find = self._add(Find(first, end, "person", (begin, last), name=line.text(begin, last)))
        found = self.base.match(line.words, begin)
        if found and found[0] == last - begin:
            people = [known for known in found[1] if known.kind == "person"]
            if len({known.key for known in people}) == 1 and last - begin > 1:
                find.known = people[0].key
        return find

    def _forget(self, atom: Atom, size: int) -> None:
        drop_atom(self.line, atom)
        self.finds = [f for f in self.finds if not (f.first == atom.first and f.last == atom.last)]

    def _honorifics(self, i: int) -> tuple[int, tuple[str, ...], str | None]:
        """Where a row of honorifics ends, the sectors it says, the office a rank in it is."""
        line, at = self.line, i
        sectors: tuple[str, ...] = ()
        office = None
        while at < len(line.words) and line.lowers[at] in self.lexicon.honorific_starts:
            if is_full_name(line, at) or (line.lowers[at] not in _OFFICE_OF_RANK and _is_listed_name(line, at)):
                break
            for size in (4, 3, 2, 1):
                words = " ".join(line.words[at : at + size])
                said = self.lexicon.honorifics.get(words.capitalize() if words in _CAPITALS else words)
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

    def _name_side(self, find: Find) -> None:
        """ "Foreign Minister X of Iran": a side right behind the name."""
        line = self.line
        if line.low(find.last) == "of":
            start = find.last + 1
            start += line.low(start) == "the"
            end, codes = take_codes(line, start)
            if not codes:
                end, codes = take_ministry(line, find.last)
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
        if self._side_of_body(find, begin):
            return
        while at < begin + 3 and at < len(line.words):
            if at in line.atoms:
                at = line.atoms[at].last
                continue
            office = take_office(line, at, self.lexicon)
            if office is not None:
                codes = self._adjective_codes(begin, at) or office.of
                find.last = office.end
                find.office = line.text(_office_start(find), office.last) if find.office else None
                find.of = codes
                self.ended[find.last] = find
                return
            noun = self.lexicon.match_noun(line.lowers, at)
            if noun and noun[1].kind in ("government", "organization", "group"):
                codes = take_codes(line, begin)[1] or self._adjective_codes(begin, at)
                find.last = at + noun[0]
                if find.office and line.lowers[find.head[0]] in _LEADS_BODY:
                    find.office = line.text(_office_start(find), find.last)
                if line.low(find.last) == "to":
                    find.last = take_codes(line, find.last + 1 + (line.low(find.last + 1) == "the"))[0]
                    if line.low(find.last - 1) in ("to", "the"):
                        find.last = at + noun[0]
                end, later = take_codes(line, find.last + 1 + (line.low(find.last + 1) == "the"))
                if line.low(find.last) == "of" and later:
                    find.last, codes = end, codes + later
                find.of, find.sectors = codes, self._sectors_of_led(find, noun[1].sectors)
                self.ended[find.last] = find
                return
            at += 1

    def _later_body(self, find: Find) -> None:
        """ "Chairwoman of the Council of Ministers, X": a body that every state has is part of its head's office.

        Only where the holder's name follows; elsewhere the body is a party of its own.
        """
        line, at = self.line, find.last + 1 + (self.line.low(find.last + 1) == "the")
        atom = line.atoms.get(at)
        if find.of or line.low(find.last) != "of" or atom is None or line.low(atom.last) != ",":
            return
        known = pick_reading(line, atom)
        if known is None or not known.key.startswith("body.") or take_name(line, atom.last + 1) is None:
            return
        find.office = line.text(_office_start(find), atom.last) if find.office else None
        find.last = atom.last
        self.ended[find.last] = find

    def _side_of_body(self, find: Find, begin: int) -> bool:
        """ "head of Russia's Foreign Intelligence Service", "of Egyptian intelligence": a body behind its state."""
        line = self.line
        atom = line.atoms.get(begin)
        code = code_of(pick_reading(line, atom)) if atom is not None else None
        if atom is None or code is None or line.loud:
            return False
        at = atom.last + (line.tag(atom.last) == "POS")
        if at > atom.last and line.is_capital(at):
            body = cut_body(line, at, take_run(line, at))
            if body is None or body[1] not in ("organization", "government"):
                return False
            last, sectors = body[0], body[2]
        elif line.low(at) == "intelligence" and (line.is_capital(at + 1) or not line.tag(at + 1).startswith("NN")):
            last, sectors = at + 1, ("SPY",)
        else:
            return False
        find.last, find.of, find.sectors = last, (code,), self._sectors_of_led(find, sectors)
        self.ended[last] = find
        return True

    def _sectors_of_led(self, find: Find, sectors: tuple[str, ...]) -> tuple[str, ...]:
        """The sectors of who leads a body, or speaks for it: those of the opposition, an army or a secret service."""
        leads = self.line.lowers[find.head[0]] in _LEADS_GROUP
        return sectors if leads and find.sectors == ("GOV",) and sectors[:1] in _OWN_SECTORS else find.sectors

    def _adjective_codes(self, begin: int, end: int) -> tuple[str, ...]:
        codes = []
        for at in range(begin, end):
            if at in self.line.atoms and (code := code_of(pick_reading(self.line, self.line.atoms[at]))):
                codes.append(code)
        return tuple(codes)

    def _noun_side(self, find: Find) -> None:
        """ "citizens of Azerbaijan", "representatives of Iran and Iraq", "soldiers from Chad"; not "victims of X"."""
        line, preposition = self.line, self.line.low(find.last)
        if preposition not in _LATER_SIDES:
            return
        start = find.last + 1 + (line.low(find.last + 1) == "the")
        end, codes = take_codes(line, start)
        if codes and line.tag(end) != "POS" and not line.tag(end).startswith("NN"):
            find.last = end
            if preposition != "of" or line.low(find.head[0]) not in _AGAINST:
                find.of = find.of + tuple(code for code in codes if code not in find.of)
            self.ended[end] = find

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
        if line.low(find.head[0]) in OTHERS and "POS" in line.tags[find.first : find.head[0]]:
            codes = []
        find.of = tuple(dict.fromkeys([*codes, *find.of]))
        self.ended[find.last] = find
        first = [line.lowers[i] for i in range(find.first, min(find.first + 4, find.head[0]))]
        former = bool(FORMER.intersection(first)) or any(word.startswith("ex-") for word in first)
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
            if noun and self._is_scene(atom, known):
                if not codes and not find.of:
                    self._put(codes, known)
                return None
            self._put(codes, known)
            partisan = known.kind == "group" or known.sectors[:1] == ("PTY",)
            if partisan and find.office and known.sectors and find.sectors != ("ELI",):
                find.sectors = known.sectors
            if noun and known.kind == "group" and find.sectors[:1] in _ARMS and known.sectors[:1] in _ARMED:
                find.sectors = known.sectors  # the Houthis' fighters are what the Houthis are
            return self._step_over_pair(atom, codes, find)
        if tag in DETERMINERS:
            return t - 1, low not in ("the",) or line.low(t - 1) not in ("all", "both", "of")
        if _is_year(line, t) or _acts_on_number(line, t):
            return None
        if low == "of" and line.low(t - 1) in _QUANTITIES and noun:
            return t - 2, False
        opens = t == 0 or line.tag(t - 1) in ("DT", "IN", "VBD", "PRP$")
        if is_time_of_office(low) and (not tag.startswith("VB") or low == "newly" or tag == "VBN" or opens):
            return t - 1, False
        if (low in ("least", "most") and line.low(t - 1) == "at") or (low == "dead" and line.tag(t + 1) == "CD"):
            return None
        if line.tag(t - 1) in ("PRP", "TO", "MD") and "VERB" in known_tags(low):
            return None  # "We welcome Senator X"
        if tag in _PRE_TAGS and not (
            line.is_capital(t)
            and t > 0
            and not line.loud
            and t not in line.atoms
            and find.office
            and line.is_capital(t + 1)
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
        if noun and (code := self._leader_code(t)):
            codes.insert(0, code)
            return t - 1, False
        return self._step_over_noun(t, find, noun=noun)

    def _is_scene(self, atom: Atom, known: Known) -> bool:
        """Whether a name before a noun says where all of it was: "In Maseru [looters] burned shops"."""
        line, before = self.line, atom.first - 1
        opens = before == 0 or line.words[before - 1] in (",", ";", ":", "-", "–", "—")
        return known.form != "adjective" and opens and line.low(before) in ("in", "at", "near", "outside")

    def _leader_code(self, t: int) -> str | None:
        """ "Trump administration officials": the state of the one leader by that surname."""
        leader = self.ended.get(t + 1)
        if leader is None or leader.kind != "person" or leader.first != t:
            return None
        match = self.base.match(self.line.words, t)
        people = {r.key: r for r in match[1] if r.kind == "person"} if match and match[0] == 1 else {}
        return next(iter(people.values())).country if len(people) == 1 else None

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
        if find.office and line.is_capital(t) and line.low(t - 1) in FORMER and tag.startswith(("NN", "JJ")):
            return t - 1, False
        if tag in ("NNP", "NN") and line.is_capital(t) and t == 0 and noun and low in _OPENERS:
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
        if back >= 0 and line.tags[back] in DETERMINERS:
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
        code = code_of(known)
        if code:
            codes.insert(0, code)


def _is_year(line: Line, t: int) -> bool:
    """Whether a number says when and not how many: "In [1980] Colombian rebels", "in 1999 and [2003] Danish forces"."""
    if len(line.words[t]) != 4 or line.words[t][:2] not in ("19", "20") or not line.words[t].isdigit():
        return False
    joined = line.low(t - 1) == "and" and t > 1 and _is_year(line, t - 2)
    return joined or line.low(t - 1) in _WHEN


def _acts_on_number(line: Line, t: int) -> bool:
    """Whether a word before a number is a verb: "[jailed] two editors"; not "a record 200", "an estimated 40"."""
    is_word = line.tag(t).startswith(("NN", "VB")) and t + 1 not in line.ends
    return is_word and line.tag(t + 1) == "CD" and line.tag(t - 1) not in DETERMINERS | {"POS"}


def is_full_name(line: Line, i: int) -> bool:
    """Whether a known person's own name begins there though its first word is a title: "Sheikh Hasina".

    "King Charles" is a title and a name.
    """
    if not _is_listed_name(line, i):
        return False
    return any(fold(r.name.split()[0]) == fold(line.words[i]) for r in line.atoms[i].readings)


def _is_listed_name(line: Line, i: int) -> bool:
    """Whether a known person's name of several words begins there, a style in it as it may be: "Mullah Omar"."""
    atom = line.atoms.get(i)
    return atom is not None and atom.last > i + 1 and all(r.kind == "person" for r in atom.readings)


def _office_start(find: Find) -> int:
    """The first word of an office whose head is its last."""
    return max(find.first, find.head[0] - len((find.office or "").split()) + 1)


def code_of(known: Known | None) -> str | None:
    """The code of the side a known name stands for."""
    if known is None or known.kind in ("agreement", "occasion", "person"):
        return None
    if known.kind == "group" and not known.represents and known.sectors == ("CVL",):
        return None  # a people lives in more than one state
    return known.represents or known.country

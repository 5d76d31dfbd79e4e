"""Names of a sentence: those a list knows and how they are used, and those that no list knows."""

from __future__ import annotations

from dragoman.knowledge import Known
from dragoman.records import Form, Kind, Span
from dragoman.understand.finds import Atom, Find, Line, drop_atom, pick_reading, stands_in_place
from dragoman.understand.growing import DETERMINERS, Grower, code_of
from dragoman.understand.names import cut_body, is_acronym, is_known_place, is_page, person_score, take_name, take_run
from dragoman.understand.offices import take_codes, take_office
from dragoman.understand.party_words import GIVEN_NAMES, NOT_NAMES, PARTICLES
from dragoman.understand.standing import SITES, is_named_as_place, is_named_site, stands_as_place
from dragoman.understand.tags import known_tags

# A bare run of capitals is a person's name from this score up (see `person_score`).
MIN_PERSON_SCORE = 0.5
_SHORT_FORMS = frozenset(
    """DNA RNA GDP CEO CFO TV LGBT LGBTQ HIV AIDS AI IT PM TB EEZ IPO VP FIR CCTV SMS PDF URL FAQ NGO NGOS UAV ICBM IED
    WMD MOU LNG LPG GMT SUV ATM MBA GPS PTSD ID PCR VAT FDI SME SMES PR HR ICU MP MPS EV EVS USD EUR GBP COVID DD OK
    POTUS ETA FX OTC CO2 H5N1 AM EST CET BST UTC NATO-LED""".split()
)
_PREFIXES = {
    "Sino": "CHN", "Franco": "FRA", "Anglo": "GBR", "Indo": "IND", "Russo": "RUS", "Turco": "TUR", "Greco": "GRC",
    "Ethio": "ETH", "Pak": "PAK", "Italo": "ITA", "Afro": "", "Polish": "POL",
}  # fmt: skip

# Titles that are family names as well.
_TITLES_AND_NAMES = frozenset("bishop king prince pope judge marshal cardinal chancellor".split())

# Before a hyphen these take the side out of what follows: "Pan-American", "anti-Russian".
_NO_SIDES = frozenset("pan anti pro non trans ex post pre inter un".split())


class Namer(Grower):
    """Takes known and unknown names."""

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
            return self._take_known_surname(atom, people)
        last = take_name(self.line, atom.first)
        return self._person(atom.first, atom.first, max(last or 0, atom.last)).last

    def _take_known_surname(self, atom: Atom, people: list[Known]) -> int | None:
        """ "Putin", "Netanyahu": the surname of one leader and no other, standing alone."""
        line, at = self.line, atom.first
        alone = atom.last == at + 1 and not line.is_capital(at - 1) and not line.is_capital(atom.last)
        if at == 1 and line.is_capital(0) and known_tags(line.lowers[0]):
            alone = not line.is_capital(atom.last)
        if line.loud or not alone or len({r.key for r in people}) != 1 or line.words[at] in NOT_NAMES:
            return None
        if known_tags(line.lowers[at]) and (at == 0 and line.tags[at] not in ("NNP", "NNPS")):
            return None  # "Trump" inside a sentence is a name, as the first word it may be a card
        find = self._add(Find(at, atom.last, "person", (at, atom.last), name=line.words[at]))
        return find.last

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
            if self._is_place_there(atom.first, last):
                drop_atom(line, atom)
                return self._add(
                    Find(atom.first, last, "place", (atom.first, last), name=line.text(atom.first, last))
                ).last
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
        code = code_of(known)
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
        if known.kind == "place" and line.low(atom.last) in SITES and not line.tag(atom.last + 1).startswith("NN"):
            return "name", False, known.kind  # "Goma [airport]", but "Goma airport staff"
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
            find.form = "nominal" if find.of or line.tag(find.first) in DETERMINERS else find.form
            find.name = line.text(_skip_article(line, find.first), find.last)
        elif (
            known.country
            and (other := line.ends.get(find.first))
            and code_of(pick_reading(line, other)) == known.country
        ):
            find.first = other.first
            self.ended[find.last] = find

    def _take_unknown(self, i: int) -> int:
        line = self.line
        word = line.words[i]
        if ("-" in word or "/" in word or "–" in word) and self._take_compound(i):
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
            if take_office(line, at, self.lexicon) is not None and not _is_surname(line, at, last):
                return at
        clear = not line.loud or all(not known_tags(line.lowers[j]) for j in range(i, last))
        if last - i > 1 and self._is_place_there(i, last):
            return self._add(Find(i, last, "place", (i, last), name=line.text(i, last))).last
        if last - i > 1 and clear and person_score(line, i, last) >= MIN_PERSON_SCORE:
            find = self._person(i, i, last)
            self._name_side(find)
            owner = line.ends.get(i - 1) if line.tag(i - 1) == "POS" else None
            whose = pick_reading(line, owner) if owner is not None and not find.of else None
            if owner is not None and whose is not None and whose.kind == "country" and (code := code_of(whose)):
                find.first, find.of = owner.first, (code,)
            return find.last
        i = self._with_particles(i)
        find = Find(i, last, "person", (i, last), name=line.text(i, last), tentative=True)
        if last - i == 1 and is_acronym(word) and self._is_used_as_body(i):
            find.kind, find.tentative = "organization", False
        if not line.tags[i].startswith("NN") and last - i == 1 and known_tags(line.lowers[i]):
            return i + 1
        self._add(find)
        return find.last

    def _is_place_there(self, i: int, last: int) -> bool:
        """ "the Bati Kot district", "around Hilla Beida": no person, as the lists have it or its kind follows."""
        line = self.line
        if line.loud or line.lowers[i] in GIVEN_NAMES or not stands_as_place(line, i, last, is_town=True):
            return False
        if is_named_site(line, last) or is_named_as_place(line, i):
            return True
        return is_known_place(line.text(i, last), self.base)

    def _is_used_as_body(self, i: int) -> bool:
        """Whether unknown capitals stand where a body would: alone, not before a noun, and no everyday short form."""
        line = self.line
        if line.loud or not line.tags[i].startswith("NN") or line.words[i] in _SHORT_FORMS:
            return False
        after = line.tag(i + 1)
        return not after.startswith(("NN", "JJ", "CD")) and line.tag(i - 1) not in ("CD", "JJ", "$", "NN")

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
            elif at in line.atoms and line.atoms[at].last == last and line.low(at - 1) in ("of", "the"):
                self._put(codes, pick_reading(line, line.atoms[at]))
            elif at in line.atoms and at == first and known and known.kind == "organization" and known.represents:
                self._put(codes, known)
        find = self._add(Find(first, last, kind, (first, last), name=line.text(first, last)))
        if kind in ("organization", "government"):
            find.of, find.sectors = tuple(dict.fromkeys(codes)), sectors
            start = first - 1
            if line.tag(start) == "POS" and (owner := line.ends.get(start)):
                code = code_of(pick_reading(line, owner))
                if code:
                    find.of = (code,)
        return last

    def _take_compound(self, i: int) -> bool:
        """ "Azerbaijan-OSCE agenda", "US-led forces": the sides inside one word, as adjectives."""
        line = self.line
        word, start = line.words[i], line.tokens[i].span.start
        offset, found = 0, False
        if word.lower().split("-")[0] in _NO_SIDES:
            return False
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


def _is_surname(line: Line, at: int, last: int) -> bool:
    """Whether a title is somebody's family name: "Ambassador of Peru, Karina Bishop, presented"."""
    before = line.lowers[at - 1]
    lone = at == last - 1 and line.low(last) not in ("of", "to", "for") and not line.loud
    return lone and line.lowers[at] in _TITLES_AND_NAMES and not known_tags(before) and at - 1 not in line.ends


def _skip_article(line: Line, i: int) -> int:
    return i + 1 if line.tag(i) in DETERMINERS else i

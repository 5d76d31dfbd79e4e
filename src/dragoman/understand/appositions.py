"""What joins the finds of a sentence: appositions, and the known names inside longer phrases."""

from __future__ import annotations

from dragoman.knowledge import Known
from dragoman.understand.finds import Atom, Find, Line, pick_reading
from dragoman.understand.names import is_acronym, take_name
from dragoman.understand.naming import Namer
from dragoman.understand.party_words import OTHERS
from dragoman.understand.portfolios import head_of_office

RANK_OFFICES = frozenset(
    """ambassador prince princess king general sheikh senator colonel major captain admiral brigadier marshal archbishop
    ayatollah judge""".split()
) | frozenset(["lieutenant general", "major general", "brigadier general", "lieutenant colonel", "colonel general"])


_DELEGATIONS = frozenset(["delegation", "side", "team"])
_LEADS = frozenset(["led", "headed", "leads", "heads"])
_CREDENTIALS = frozenset(["credence", "credentials", "accreditation"])


class Joiner(Namer):
    """Joins what was found."""

    def _join_appositions(self) -> None:
        """ "Schmid, the OSCE Secretary General," and "the OSCE chief, Helga Schmid,": one person twice."""
        line = self.line
        starts = {find.first: find for find in self.finds if find.form != "pronoun" and find.span is None}
        for find in list(self.finds):
            if find.kind == "office" and find.many and len(find.of) > 1:
                self._share_sides(find, starts)
            if find.many or find.form in ("pronoun", "adjective"):
                continue
            if line.low(find.head[0]) in _DELEGATIONS and len(find.of) == 1:
                self._join_leader(find, starts)
            if find.kind == "office" and line.low(find.first - 1) == "as":
                self._join_credentials(find)
            if find.kind == "person" and find.name:
                self._join_behind_membership(find)
            after = line.low(find.last)
            other = starts.get(find.last + 1)
            if after == "(" and line.low(find.last + 2) == ")" and line.low(find.last + 3) == ",":
                appended = starts.get(find.last + 4)
                if appended is not None and not appended.many and self._is_apposition(find, appended):
                    appended.same_as = find
            if after == "and" and find.kind == "office" and find.same_as is None:
                self._join_first_office(find, other)
            if after == "and" and find.kind == "office" and find.same_as is not None:
                self._join_second_office(find, other)
            if other is None or other.many or other.same_as is not None:
                continue
            if after == "(" and line.low(other.last) == ")" and other.name and is_acronym(other.name):
                if find.kind in ("place", "country"):
                    continue
                other.tentative = False
                if other.known is None or other.known == find.known:
                    other.same_as = find
                    other.kind = find.kind if find.kind not in ("person", "office") else other.kind
            elif after == "," and self._is_apposition(find, other):
                other.same_as = find
            elif after == "," and self._tells_of_state(find, other):
                other.same_as, other.kind = find, find.kind

    def _join_first_office(self, find: Find, other: Find | None) -> None:
        """ "The Chair of the Forum and Prime Minister of Tonga, X,": the office before is X's too."""
        line = self.line
        if other is None or other.kind != "office" or other.many or other.same_as or line.low(other.last) != ",":
            return
        if line.tag(find.first) == "DT" and line.tag(other.first) != "DT" and take_name(line, other.last + 1):
            other.same_as = find

    def _join_second_office(self, find: Find, other: Find | None) -> None:
        """ "X, A's foreign minister and A's trade envoy, ...": the second office is X's too."""
        line = self.line
        if other is None or other.kind != "office" or other.many or other.same_as or line.tag(other.first) == "DT":
            return
        if line.low(other.last) in (",", ".", "", ";") and find.of == other.of:
            other.same_as = find.same_as

    def _join_leader(self, sent: Find, starts: dict[int, Find]) -> None:
        """ "X headed the Nepal delegation", "the delegation of Oman was led by X": whoever leads it is of its side."""
        line, at = self.line, sent.last
        leader = next((f for f in starts.values() if f.last == sent.first - 1), None)
        if line.low(sent.first - 1) not in _LEADS:
            at += (line.low(at) == ",") + (line.low(at + (line.low(at) == ",")) in ("was", "were", "is", "are"))
            led = line.low(at) in _LEADS
            again = any(word in _LEADS for word in line.lowers[: sent.first])
            behind = line.low(at + led) == "by" and (led or again)
            leader = starts.get(at + led + 1) if behind else None
        if leader is not None and leader.kind in ("person", "office") and not leader.of:
            leader.of = sent.of

    def _join_credentials(self, office: Find) -> None:
        """ "X presented her letters of credence as Samoa's High Commissioner": the office is X's."""
        named = [f for f in self.finds if f.kind == "person" and f.name and not f.tentative and f.last < office.first]
        if named and _CREDENTIALS & set(self.line.lowers[named[-1].last : office.first]):
            office.same_as = office.same_as or named[-1]

    def _share_sides(self, find: Find, starts: dict[int, Find]) -> None:
        """ "The presidents of A and B, X and Y": as many names as sides, one each."""
        line, at = self.line, find.last
        people: list[Find] = []
        while line.low(at) in (",", "and", ":", "–", "—"):
            at += 1 + (line.low(at) == "," and line.low(at + 1) == "and")
            other = starts.get(at)
            if other is None or other.kind != "person" or not other.name or other.of:
                break
            people.append(other)
            at = other.last
        if len(people) != len(find.of):
            return
        for other, code in zip(people, find.of, strict=True):
            other.of, other.sectors, other.tentative = (code,), find.sectors, False
            other.office = other.office or singular_office(find.office or "")

    def _join_behind_membership(self, find: Find) -> None:
        """ "X, member of the Political Bureau and Minister of Foreign Affairs,": the office is X's."""
        line = self.line
        if line.low(find.last) != "," or line.low(find.last + 1 + (line.low(find.last + 1) == "a")) != "member":
            return
        for other in self.finds:
            if other.kind == "office" and find.last < other.first < find.last + 16 and not other.many:
                between = line.lowers[find.last + 1 : other.first]
                if between[-1] in ("and", "the") and "," not in between and line.low(other.last) in (",", ".", ""):
                    other.same_as = find
                    other.of = other.of or self._adjective_codes(find.last, other.first)[:1]
                return

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
            held = find.office is None or find.office.lower() in RANK_OFFICES
            return held and (closed or (other.kind == "office" and line.low(other.last) == "of"))
        if find.same_as is not None and find.same_as.name:
            return False  # "X, Foreign Minister of A, Y, Foreign Minister of B"
        # "her counterpart, Minister X,": the office is the one before it, said again in short.
        rank = other.office is None or other.office.lower() in RANK_OFFICES or (find.office is None and not other.of)
        if find.kind == "office" and other.kind == "person" and other.form == "name" and rank:
            return other.name is not None and line.low(other.last) in (",", ".", "", "and", "who", ";", ")")
        return False

    def _tells_of_state(self, find: Find, other: Find) -> bool:
        """ "Washington, a treaty ally of Manila,": what a state is to another, between commas."""
        is_other = other.kind in ("person", "office", "group") and self.line.low(other.head[0]) in OTHERS
        return find.kind == "country" and is_other and self.line.low(other.last) in (",", ".", "")

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
            if known is not None and any(_is_end_of_name(line, f, atom, known) for f in held):
                continue
            if known is not None and known.kind != "person":
                find = self._known_find(atom, known)
                if line.tag(atom.last) != "POS" and find.form == "name" and atom.last <= held[0].head[0]:
                    of = line.low(atom.first - 1) == "of" or line.low(atom.first - 2) == "of"
                    find.form = "name" if of or line.low(atom.last) in (",", "and") else "adjective"


def singular_office(words: str) -> str:
    """An office of several as that of one.

    >>> singular_office("Foreign Ministers"), singular_office("spokesmen")
    ('Foreign Minister', 'spokesman')
    """
    parts = words.split(" ")
    for i, part in enumerate(parts):
        said = head_of_office(part.lower())
        if said is not None and said[1]:
            parts[i] = part[:-3] + "man" if part.lower().endswith("men") else part[:-1]
            break
    return " ".join(parts)


def _is_end_of_name(line: Line, find: Find, atom: Atom, known: Known) -> bool:
    """Whether a known body is only the end of a longer name: "Congress" in "African Democratic Congress".

    So is "Security Council" behind the "and" of "Peace and Security Council".
    """
    if find.form != "name" or find.kind not in ("organization", "government") or find.last != atom.last:
        return False
    joined = line.low(atom.first - 1) == "and" and find.first < atom.first
    return known.kind == "government" or (known.kind == "organization" and joined)


def _is_role(find: Find) -> bool:
    """ "a journalist", "an opposition activist": a person by their calling alone."""
    return find.kind == "person" and find.form == "nominal" and find.name is None

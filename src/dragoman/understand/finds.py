"""What finding mentions works on: one sentence as words (`Line`), and a mention in the making (`Find`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.knowledge import Knowledge, Known
from dragoman.records import Form, Kind, Sentence, Span, Token
from dragoman.understand.party_words import OFFICE_HEADS
from dragoman.understand.standing import stands_as_place

# More capitals than this in a headline, and capitals say nothing about names.
MAX_CAPITALS_THAT_SPEAK = 0.6
_PLACED = frozenset(
    """in at near outside to from around across via through into toward towards over above throughout within inside
    beyond between""".split()
)
# Verbs and nouns whose "to" or "from" leads to a party, not to a place.
_GIVEN_TO = frozenset(
    """say tell propose offer sell provide deliver message letter support aid assistance warning signal threat supply
    response reply demand request appeal concession close according relate weapon arm aid loan grant answer attribute
    commitment opposition proposal object respond speak talk write give send hand belong loyal hostile
    pressure withdraw""".split()
)
_REACHED = frozenset("visit reach tour leave enter depart".split())
_LEAVE_FOR = frozenset("leave depart head bind fly embark".split())


@dataclass(slots=True, eq=False)
class Find:
    """A mention in the making: tokens `[first, last)` of its sentence, or `span` where it is less than one."""

    first: int
    last: int
    kind: Kind
    head: tuple[int, int]
    form: Form = "name"
    name: str | None = None
    office: str | None = None
    of: tuple[str, ...] = ()
    known: str | None = None
    sectors: tuple[str, ...] = ()
    many: bool = False
    same_as: Find | None = None
    tentative: bool = False
    span: Span | None = None


@dataclass(slots=True)
class Atom:
    """A known name at tokens `[first, last)`, with its readings."""

    first: int
    last: int
    readings: tuple[Known, ...]


@dataclass(slots=True)
class Line:
    """One sentence as parallel lists, with the known names in it."""

    sentence: Sentence
    words: list[str]
    lowers: list[str]
    tags: list[str]
    tokens: Sequence[Token]
    loud: bool
    atoms: dict[int, Atom] = field(default_factory=dict)
    ends: dict[int, Atom] = field(default_factory=dict)

    def text(self, first: int, last: int) -> str:
        """The words `[first, last)` with the spaces the document has between them."""
        parts = [self.words[first]]
        for i in range(first + 1, last):
            gap = self.tokens[i].span.start > self.tokens[i - 1].span.end
            parts.append((" " if gap else "") + self.words[i])
        return "".join(parts)

    def is_capital(self, i: int) -> bool:
        """Whether a word stands there with a capital first."""
        return 0 <= i < len(self.words) and self.words[i][0].isupper()

    def low(self, i: int) -> str:
        """The word there in lower case, `""` outside the sentence."""
        return self.lowers[i] if 0 <= i < len(self.lowers) else ""

    def tag(self, i: int) -> str:
        """The tag there, `"."` outside the sentence."""
        return self.tags[i] if 0 <= i < len(self.tags) else "."


def make_line(sentence: Sentence, tokens: Sequence[Token], base: Knowledge) -> Line:
    """A sentence with the known names in it, longest first from the left."""
    held = tokens[sentence.tokens.start : sentence.tokens.end]
    words = [token.text for token in held]
    letters = [word for word in words if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in letters)
    shouted = bool(letters) and len(letters) > 3 and sum(w.isupper() for w in letters) > 0.7 * len(letters)
    loud = shouted or (sentence.kind == "headline" and capitals > MAX_CAPITALS_THAT_SPEAK * max(1, len(letters)))
    line = Line(sentence, words, [w.lower() for w in words], [t.tag for t in held], held, loud)
    # "ex-Bolivian president": the name is what follows.
    words = [w[3:] if w.startswith(("ex-", "Ex-")) and w[3:4].isupper() else w for w in words]
    i = 0
    while i < len(words):
        found = base.match(words, i) if words[i][0].isalnum() else None
        if found is None:
            i += 1
            continue
        if words[i] == "March" and found[0] == 1 and all(known.kind == "place" for known in found[1]):
            i += 1  # a town in England as well
            continue
        atom = Atom(i, i + found[0], found[1])
        bare = base.match(words, i + 1) if atom.last > i + 1 and words[i] in ("The", "the") else None
        if bare is not None and i + 1 + bare[0] == atom.last and bare[1][0].key == found[1][0].key:
            atom = Atom(i + 1, atom.last, bare[1])
        elif bare is not None and i + 1 + bare[0] > atom.last:  # "the [Commonwealth of Independent States]"
            atom = Atom(i + 1, i + 1 + bare[0], bare[1])
        while all(known.kind == "person" for known in atom.readings) and _has_father_behind(words, atom.last):
            atom = Atom(atom.first, atom.last + 2, atom.readings)
        line.atoms[atom.first] = atom
        line.ends[atom.last] = atom
        i = atom.last
    for atom in [atom for atom in line.atoms.values() if _is_a_states(line, atom)]:
        drop_atom(line, atom)
    return line


def _has_father_behind(words: Sequence[str], at: int) -> bool:
    """ "Faisal bin Farhan [bin Abdullah]": a listed person's name goes on with his father's."""
    return words[at : at + 1] in (["bin"], ["ibn"], ["bint"]) and at + 1 < len(words) and words[at + 1][0].isupper()


def _is_a_states(line: Line, atom: Atom) -> bool:
    """Whether an organ of the United Nations is a state's of that name: "Armenia's Security Council secretary".

    "Russia's Security Council veto" is one of the United Nations.
    """
    known = atom.readings[0]
    if known.country != "UNO" or known.form != "name" or line.words[atom.last - 1] not in ("Council", "Assembly"):
        return False
    if not line.is_capital(atom.first) or line.words[atom.first] in ("UN", "U.N.", "United"):
        return False
    behind = line.atoms.get(atom.last + 1 + (line.low(atom.last + 1) == "the")) if line.low(atom.last) == "of" else None
    if behind is not None and _is_state(behind):
        return True
    owned = line.tag(atom.first - 1) == "POS"
    before = line.ends.get(atom.first - owned)
    if before is None or not _is_state(before) or (not owned and before.readings[0].form != "adjective"):
        return False
    follows = line.low(atom.last)
    return not line.tag(atom.last).startswith("NN") or follows in OFFICE_HEADS or line.is_capital(atom.last)


def _is_state(atom: Atom) -> bool:
    return atom.readings[0].kind == "country" and len(atom.readings[0].key) == 3


def drop_atom(line: Line, atom: Atom) -> None:
    """Forget a known name that turned out to be part of another name."""
    line.atoms.pop(atom.first, None)
    line.ends.pop(atom.last, None)


_PARTS_OF_CITIES = frozenset(
    """city capital mayor streets town outskirts north south east west port suburb suburbs centre center heart district
    districts airport people residents out""".split()
)


def stands_in_place(line: Line, atom: Atom) -> bool:
    """Whether a name that is a city and a government is meant as the city: "in Baku", "BAKU, May 3".

    Lists follow their first member: "in Paris, London and Rome".
    """
    before = line.low(atom.first - 1)
    if stands_as_place(line, atom.first, atom.last):
        return not (before in ("from", "to") and _is_given(line, atom.first))
    if line.tag(atom.last) == "POS":
        return False
    if atom.first == 0 and line.low(atom.last) in (",", "(", "–", "-", "—", "/", ":"):
        return not _acts_behind_commas(line, atom)
    other = line.ends.get(atom.first - 1) if before in (",", "and", "or") else None
    if other is not None:
        if any(r.form == "capital" or r.kind == "place" for r in other.readings):
            return stands_in_place(line, other)
        return before == ","
    if line.tokens[atom.first - 1].lemma in _REACHED and line.tag(atom.first - 1).startswith("VB"):
        return True
    if before == ",":
        return line.tag(atom.first - 2) in ("NNP", "NN") and line.low(atom.last) in (",", ".", "")
    if before in ("of", "’s", "'s"):
        return line.low(atom.first - 2) in _PARTS_OF_CITIES
    if before == "for":
        return any(line.tokens[j].lemma in _LEAVE_FOR for j in range(max(0, atom.first - 3), atom.first - 1))
    if before not in _PLACED:
        return False
    if before == "between":
        return line.low(atom.first - 2) in ("road", "railway", "flights", "border", "route")
    if before in ("to", "from", "toward", "towards", "into"):
        return not _is_given(line, atom.first)
    return True


_OPEN_DESCRIPTIONS = frozenset("a an the its which whose already long".split())
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
# What a town is for others, and what happens in one.
_SITES = frozenset(
    """hub home haven refuge seat base destination gateway stop venue site backdrop setting resort junction crossroads
    garrison fortress""".split()
)
_SEES = frozenset("see host remain lie wake fall stand house awake awaken boast witness".split())


def _acts_behind_commas(line: Line, atom: Atom) -> bool:
    """Whether what is told of a name stands between it and its verb: "Moscow, a close ally of Syria, vetoed it"."""
    begin = atom.last + 1
    owned = any(line.tag(t) == "POS" for t in range(begin, begin + 4))
    if line.low(atom.last) != "," or not (owned or line.low(begin) in _OPEN_DESCRIPTIONS):
        return False
    comma = next((t for t in range(begin, len(line.words)) if line.low(t) == ","), None)
    if comma is None or (_PARTS_OF_CITIES | _SITES) & {*line.lowers[begin:comma]}:
        return False
    verb = comma + 2 if line.tag(comma + 1) == "RB" else comma + 1
    if verb < len(line.tokens) and (line.tokens[verb].lemma in _SEES or _is_passive(line, verb)):
        return False
    return line.tag(verb) in _FINITE or (line.tag(verb) == "VBN" and line.tag(verb + 1) != "IN")


def _is_passive(line: Line, verb: int) -> bool:
    """Whether something is done to the subject: "was bombed", "has been shelled"."""
    if line.tokens[verb].lemma == "have" and line.low(verb + 1) == "been":
        verb += 1
    at = verb + 2 if line.tag(verb + 1) == "RB" else verb + 1
    return line.tokens[verb].lemma == "be" and line.tag(at) in ("VBN", "VBD")


def _is_given(line: Line, first: int) -> bool:
    """Whether something is said or given to a party, or comes from one: "a letter to Baku"."""
    return any(line.tokens[j].lemma in _GIVEN_TO for j in range(max(0, first - 3), first - 1))


def pick_reading(line: Line, atom: Atom) -> Known | None:
    """The one reading of a known name that fits where it stands; `None` where it is not to be believed."""
    strong = [r for r in atom.readings if not r.weak] or [r for r in atom.readings if _has_evidence(line, atom, r)]
    if not strong:
        return None
    if parties := [r for r in atom.readings if _is_party_there(line, atom, r)]:
        return parties[0]
    if (
        line.loud
        and atom.last == atom.first + 1
        and strong[0].kind == "place"
        and (strong[0].population or 0) < 100_000
    ):
        return None
    places = [r for r in strong if r.kind == "place"]
    capitals = [r for r in atom.readings if r.form == "capital"]
    others = [r for r in strong if r.kind != "place" and r.form != "capital"]
    if others:
        return min(others, key=lambda r: (r.form == "demonym", r.form == "adjective"))
    if capitals and not stands_in_place(line, atom):
        return capitals[0]
    return places[0] if places else capitals[0] if capitals else strong[0]


def _has_evidence(line: Line, atom: Atom, reading: Known) -> bool:
    """What a weak name needs: a place "in" or its country before it or behind it, a party its state.

    "Scottish" and "Catalan" are a state's where an office follows.
    """
    if reading.form == "adjective" and reading.kind == "country":
        return any(line.low(atom.last + step) in OFFICE_HEADS for step in range(3))
    if reading.kind == "place" or reading.form == "capital":
        is_town = reading.form != "capital"
        if not line.is_capital(atom.last) and stands_as_place(line, atom.first, atom.last, is_town=is_town):
            return True
        behind = line.atoms.get(atom.last + 1) if line.low(atom.last) == "," else None
        return behind is not None and any(r.country == reading.country for r in behind.readings)
    # "Portuguese Socialist Party" is one name, read from its adjective on.
    before = line.ends.get(atom.first)
    if reading.sectors[:1] != ("PTY",) or (before is not None and before.readings[0].form == "adjective"):
        return False
    return _is_party_there(line, atom, reading) or _states(line) == {reading.country}


def _is_party_there(line: Line, atom: Atom, reading: Known) -> bool:
    """Whether a party's name stands beside its state: "Norway's Labour Party", "the Labour Party in Norway"."""
    if reading.sectors[:1] != ("PTY",):
        return False
    before = line.ends.get(atom.first - (line.tag(atom.first - 1) == "POS"))
    behind = line.atoms.get(atom.last + 1) if line.low(atom.last) in ("of", "in") else None
    return any(r.country == reading.country for other in (before, behind) if other for r in other.readings)


def _states(line: Line) -> set[str | None]:
    """The states that a sentence names, by their names, adjectives or capitals."""
    return {r.country for atom in line.atoms.values() for r in atom.readings[:1] if r.kind == "country"}

"""Somebody or something in the making: what the mentions of one text together say of a party."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from dragoman.knowledge import Knowledge
from dragoman.records import Kind

# Offices whose holder has a name of rank only; any other office in the text says more.
_RANKS = frozenset(
    """prince princess sheikh general ambassador lord baroness colonel major captain admiral brigadier marshal
    archbishop ayatollah judge senator""".split()
) | frozenset(
    [
        "lieutenant general",
        "major general",
        "brigadier general",
        "lieutenant colonel",
        "colonel general",
        "senior general",
        "commodore",
        "field marshal",
        "grand ayatollah",
        "cardinal",
    ]
)
_SMALL = frozenset("of for and the to in at on a an de la a.i.".split())
PARTICLES = frozenset(
    "bin ibn bint al el ould de da do dos das du del della di la le van von der den ter ten zu af av y e".split()
)
_SUFFIXES = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"])
_FAMILY_FIRST = frozenset(
    """xi li wang zhang liu chen yang zhao huang zhou wu xu sun ma zhu hu guo he gao lin luo qin kim lee park choi cho
    jung kang yoon moon han lim nguyen tran pham vo to""".split()
)
_GENERIC = frozenset(
    """minister president premier chancellor secretary ambassador leader chairman chairperson chairwoman chief envoy
    governor mayor king spokesman spokesperson spokeswoman senator diplomat representative official general judge
    commissioner director head speaker prosecutor adviser advisor pope queen emir sultan""".split()
)
_SAME_HEAD = {
    "spokesman": "spokesperson", "spokeswoman": "spokesperson", "chairman": "chairperson", "chair": "chairperson",
    "chairwoman": "chairperson", "premier": "minister", "advisor": "adviser", "chief": "head",
}  # fmt: skip


def plain(text: str) -> str:
    """Lower case, without marks on letters, for comparing names.

    >>> plain("Özgür Ünlü")
    'ozgur unlu'
    """
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text.casefold().replace("’", "'").replace("ı", "i").replace("ə", "a"))
    return "".join(c for c in apart if not unicodedata.combining(c))


def surnames(name: str) -> tuple[str, ...]:
    """The single words and particle groups by which a full name may be called again.

    >>> surnames("Ursula von der Leyen"), surnames("Xi Jinping"), surnames("Helga Maria Schmid")
    (('leyen', 'von der leyen'), ('jinping', 'xi'), ('schmid',))
    """
    words = [word for word in plain(name).split() if word not in _SUFFIXES]
    if not words:
        return ()
    found = [words[-1]]
    begin = len(words) - 1
    while begin > 0 and words[begin - 1] in PARTICLES:
        begin -= 1
    if 0 < begin < len(words) - 1:
        found.append(" ".join(words[begin:]))
    first = name.split()[0]
    if len(words) > 1 and (words[0] in _FAMILY_FIRST or (first.isupper() and len(first) > 2) or _is_korean(name)):
        found.append(words[0])
    return tuple(found)


def _is_korean(name: str) -> bool:
    """Whether a name is written as Koreans do, the family first: "Ham Jin-seok"."""
    words = name.split()
    if len(words) != 2 or "-" in words[0]:
        return False
    parts = words[1].split("-")
    return len(parts) == 2 and all(part.isalpha() for part in parts) and parts[0].istitle() and parts[1].islower()


def is_same_name(one: str, other: str) -> bool:
    """Whether two wordings of a name can be one person's: equal, a surname, or fewer given names.

    >>> is_same_name("Schmid", "Helga Maria Schmid"), is_same_name("Helga Schmid", "Helga Maria Schmid")
    (True, True)
    >>> is_same_name("Ribas Montero", "Elena Ribas Montero"), is_same_name("Ribas", "Elena Ribas Montero")
    (True, False)
    >>> is_same_name("Anna Schmid", "Helga Schmid"), is_same_name("Mohammed bin Salman", "MBS")
    (False, False)
    >>> is_same_name("Lee Jae-myung", "Lee Jae Myung"), is_same_name("Lee Jae-yong", "Lee Jae Myung")
    (True, False)
    """
    a, b = plain(one), plain(other)
    if a == b:
        return True
    if len(a) > len(b):
        one, other, a, b = other, one, b, a
    short, long = a.split(), b.split()
    if a in surnames(other):
        return True
    if len(short) == 1:
        return len(long) > 2 and "bin" in long and short[0] == long[0]
    family = short[0] if short[0] == long[0] and short[0] in _FAMILY_FIRST else None
    if family is not None:
        given, longer = ("".join(words[1:]).replace("-", "") for words in (short, long))
        return not given or not longer or given == longer
    if set(surnames(one)) & set(surnames(other)) and _same_given(short[0], long[0]):
        return True
    return short in (long[: len(short)], long[-len(short) :])


def _same_given(one: str, other: str) -> bool:
    if one.endswith(".") or other.endswith("."):
        return one[0] == other[0]
    return one == other


def head_of(office: str) -> str:
    """The head word of an office, one for both sexes: "Minister of Justice" -> "minister".

    >>> head_of("Minister of Foreign Affairs"), head_of("Secretary General"), head_of("White House spokeswoman")
    ('minister', 'secretary', 'spokesperson')
    """
    words = office.lower().replace("-", " ").split()
    for stop in ("of", "for", "to"):
        if stop in words[1:]:
            words = words[: words.index(stop, 1)]
    while len(words) > 1 and words[-1] in ("general", "elect", "designate"):
        words.pop()
    word = words[-1] if words else ""
    if word.endswith("men"):
        word = word[:-3] + "man"
    elif word.endswith("s") and word[:-1] in _GENERIC:
        word = word[:-1]
    return _SAME_HEAD.get(word, word)


def is_rank(office: str) -> bool:
    """Whether an office is no more than a rank or a style.

    >>> is_rank("Colonel"), is_rank("Prime Minister")
    (True, False)
    """
    return office.lower() in _RANKS


def title_case(office: str) -> str:
    """An office with the capitals of a title; its words stay the text's.

    >>> title_case("foreign minister"), title_case("Minister of Foreign Affairs"), title_case("US envoy")
    ('Foreign Minister', 'Minister of Foreign Affairs', 'US Envoy')
    """
    words = office.split()
    if office.isupper() and len(words) > 1:
        words = [word.lower() for word in words]
    return " ".join(
        word if i and word in _SMALL else word[:1].upper() + word[1:] if word.islower() else word
        for i, word in enumerate(words)
    )


@dataclass(slots=True, eq=False)
class Party:
    """One party of a text, gathered mention by mention."""

    kind: Kind
    key: str | None = None
    names: list[str] = field(default_factory=list)
    label: str | None = None
    offices: list[str] = field(default_factory=list)
    sides: list[str] = field(default_factory=list)
    sectors: list[str] = field(default_factory=list)
    country: str | None = None
    represents: str | None = None
    wikidata: str | None = None
    mentions: list[int] = field(default_factory=list)
    lemma: str | None = None
    many: bool = False
    # `he` or `she` where the words a person is called by tell.
    gender: str | None = None
    confidence: float = 0.9
    reason: str = ""
    number: int = 0

    def name(self) -> str:
        """The fullest name, or the words that describe the party."""
        if self.key is not None and self.label is not None:
            return self.label
        if self.names:
            return max(self.names, key=lambda name: (len(name.split()), not name.isupper(), len(name)))
        return self.label or "?"

    def may_be_called(self, name: str) -> bool:
        """Whether a name fits: any of the full names where there is one, or else the short ones."""
        full = [other for other in self.names if " " in other]
        return any(is_same_name(name, other) for other in full or self.names)

    def has_other_name(self, name: str) -> bool:
        """Whether a single word is part of a full name, and not its last."""
        return any(plain(name) in plain(full).split()[:-1] for full in self.names)

    def office(self) -> str | None:
        """The most telling office: one with a portfolio or a rank before a bare one, the first among equals."""
        if not self.offices:
            return None
        return max(self.offices, key=lambda o: (o.lower() not in _RANKS, min(len(o.split()), 2), _is_formal(o)))

    def add(self, names: Iterable[str | None], office: str | None, sides: Iterable[str]) -> None:
        """Take in what one more mention says."""
        self.names += [name for name in names if name and name not in self.names]
        if office and title_case(office) not in self.offices:
            self.offices.append(title_case(office))
        self.sides += [side for side in sides if side not in self.sides]


def _is_formal(office: str) -> bool:
    return " of " in office or " for " in office


def _is_one_of(one: str, other: str) -> bool:
    """Whether an office is one of several in a row: of "Deputy Prime Minister, Minister of Foreign Affairs"."""
    held = other.lower().split(", ")
    return " " in one and len(held) > 1 and one.lower() in held


@lru_cache(maxsize=16_384)
def is_same_office(one: str, other: str, base: Knowledge) -> bool:
    """Whether two wordings may be one office: the same by the list, or one is the bare head of the other.

    >>> from dragoman.knowledge import load
    >>> is_same_office("Foreign Minister", "Minister of Foreign Affairs", load()), is_same_office(
    ...     "minister", "Foreign Minister", load()), is_same_office("Prime Minister", "Foreign Minister", load())
    (True, True, False)
    >>> is_same_office("Foreign Minister", "Deputy Prime Minister and Foreign Minister", load())
    True
    """
    if one.lower() == other.lower():
        return True
    parts = (one.split(" and "), other.split(" and "))
    if len(parts[0]) + len(parts[1]) > 2 and any(
        is_same_office(a, b, base) for a in parts[0] for b in parts[1] if " " in a and " " in b
    ):
        return True
    if _is_one_of(one, other) or _is_one_of(other, one):
        return True
    known_one, known_other = base.office(one.split()), base.office(other.split())
    if known_one and known_other and known_one.name == known_other.name:
        return True
    if head_of(one) != head_of(other):
        return False
    bare = sorted((one.lower().rstrip("s"), other.lower().rstrip("s")), key=len)
    if bare[1].startswith((f"{bare[0]} of ", f"{bare[0]} for ")) and " " in bare[0]:
        return True
    first = _SAME_HEAD.get(bare[0], bare[0]).replace("-", " ")
    if first == "president" and bare[1].startswith("vice"):
        return False
    return first == head_of(bare[1]) or first == "secretary general" == bare[1].replace("-", " ")

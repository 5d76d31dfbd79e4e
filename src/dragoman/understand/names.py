"""Proper names that no list knows: where one ends, and whether it is a person, a body, a place or none of these."""

from __future__ import annotations

import re

from dragoman.knowledge import Knowledge
from dragoman.knowledge.spelling import fold
from dragoman.records import Kind
from dragoman.understand.finds import Line
from dragoman.understand.party_words import (
    AGREEMENT_HEADS,
    BODY_FRONTS,
    BODY_HEADS,
    FAMILY_FIRST,
    GIVEN_NAMES,
    LETTERS,
    NOT_NAMES,
    OCCASION_HEADS,
    OFFICE_HEADS,
    PARTICLES,
    PLACE_FRONTS,
    PLACE_HEADS,
    SUFFIXES,
)
from dragoman.understand.tags import known_tags

MAX_NAME_WORDS = 11
# Forms of verbs that are given or family names as well.
_NAMES_TOO = frozenset(["Said", "Will", "May", "An", "Do", "So"])
# Heads of offices that are given or family names as well.
_OFFICES_TOO = frozenset("king prince general bishop pope sultan emir amir judge".split())
# What a surname may be besides: a state, a city, a people, a group named for somebody, a leader by his surname.
_NAMESAKES = frozenset(["place", "country", "group", "person"])
# Within so many words before it a surname has its given name.
MAX_NAMES_BEFORE = 4
# The score of a name whose last word is in the dictionary, where a verb or an apposition follows it.
MIN_UNSURE = 0.5
# What begins the name of a military operation and of no person.
OPERATIONS = frozenset(["Operation", "Exercise"])
# Given names that are written short, with a full stop: "Ma. Theresa", "Md. Touhid".
_SHORTENED = frozenset("Ma Md Mohd Muhd Muh Mst Abd Wm Jos Th Chr".split())
_INITIAL = re.compile(r"^[A-Z]\.$")
_EAST_ASIAN = re.compile(r"^[A-Z][a-z]+-[a-z]+$")
# Family names that are words of grammar where no capital tells them apart.
_SURNAMES_OF_GRAMMAR = frozenset(["do", "so", "no"])
_ACRONYM = re.compile(r"^[A-Z][A-Z0-9]{1,5}(?:-[A-Z0-9]{1,4})?$")
_AL = re.compile(r"^(?:al|el|ul|ad|as|ash|ar|at|an|az|d|l)[-'’][A-Z]")
_PAGE = re.compile(r"^\w[\w-]*\.(?:[A-Za-z]{2,4}|info|news|press)$")
_GRAMMAR = frozenset(
    """the a an this that these those he she it they we i you his her its their our my your who which what when where
    why how if and or but nor for in on at by of to from with as after before while during since until under over
    about against between among according also however meanwhile moreover furthermore both all some many most no not
    there here then thus so yet still such other another each every any one two three four five six seven eight nine
    ten is are was were be been has have had do does did will would can could may might shall should must said says
    despite amid following including regarding concerning through into within without across toward towards per via
    up down out off new more than because although though once whether let's additionally earlier later recently
    currently finally first second third last next only even just now today yesterday tomorrow""".split()
)


def take_name(line: Line, at: int, *, titled: bool = False) -> int | None:
    """Where a person's name that begins at a word ends; `None` where no name can begin.

    It is for places where a name is expected (behind an office or a "Mr."), so any capital will do. Right behind
    a title (`titled`) that is also a word of grammar or an acronym: "Mr. Ok Jae-yun", "Minister NAM Sang-woo".
    """
    known = line.atoms.get(at)
    if known is not None and known.last > at + 1 and all(r.kind == "person" for r in known.readings):
        return _over_surname(line, known.last)
    if not _can_begin(line, at):
        return None
    i, capitals = at, 0
    limit = min(len(line.words), at + MAX_NAME_WORDS)
    while i < limit and not (capitals and line.words[i] in LETTERS):
        if _is_name_word(line, i, first=i == at) or (titled and i == at and _is_odd_surname(line, i)):
            capitals += 1
            i += 1
        elif size := _particles(line, i):
            i += size
        elif i > at and line.words[i] in ("“", '"', "‘") and (closing := _nickname(line, i)):
            i = closing
        elif i > at and _is_letter_of_name(line, i):
            i += 1
        elif i > at and line.words[i] == "." and line.words[i - 1] in _SHORTENED and line.is_capital(i + 1):
            i += 1
        else:
            break
    if capitals == 0 or (i == at + 1 and line.words[at] in OCCASION_HEADS):
        return None
    if line.low(i) == "," and i + 1 < len(line.words) and line.words[i + 1] in SUFFIXES:
        i += 2
    return i


def over_letters(line: Line, end: int) -> int:
    """Where the letters behind a name end: "Rose Otieno MP", "Rose Otieno, MP, arrived"; not ", MP for Leeds"."""
    last = end
    while True:
        at = last + (line.low(last) == ",")
        if at >= len(line.words) or line.words[at] not in LETTERS or line.low(at + 1) in ("for", "of", "from"):
            return last
        if at > last and line.low(at + 1) not in (",", ".", ";", ")", ""):
            return last
        last = at + 1


def _over_surname(line: Line, i: int) -> int:
    """Over one more family name than the list has: "Ana Prado Ruiz", who is known as "Ana Prado"."""
    if line.loud or not line.is_capital(i) or i in line.atoms or known_tags(line.lowers[i]):
        return i
    return i + (_is_name_word(line, i, first=False) and len(line.words[i]) > 2)


def _can_begin(line: Line, at: int) -> bool:
    if at >= len(line.words):
        return False
    if line.is_capital(at):
        return True
    if _AL.match(line.words[at]):
        return True
    return _particles(line, at) > 0 and line.tag(at) not in ("DT", "CC", "IN")


def is_surname_he(line: Line, i: int) -> bool:
    """ "Vice Premier He Lifeng", "met He in Beijing": a capital inside a sentence, so no pronoun."""
    if line.loud or i == 0 or line.words[i] != "He":
        return False
    return line.words[i - 1][-1].isalnum() and not line.words[i - 1].endswith(".")


def _particles(line: Line, i: int) -> int:
    """How many particles stand at a word before the name goes on; 0 where it does not."""
    size = 0
    while size < 3 and line.low(i + size) in PARTICLES and not line.is_capital(i + size):
        size += 1
    if size == 0 or not line.is_capital(i + size) or line.low(i + size) in _GRAMMAR:
        return 0
    if line.low(i) in ("la", "le", "las", "los", "y", "e", "und", "do", "to"):
        return size if line.low(i) != "do" or line.tag(i) != "VB" else 0
    return size


def _ends_in_party(line: Line, i: int) -> bool:
    """Whether a known name that is no given name ends before a word: "Iran Said"."""
    return i in line.ends and line.low(i - 1) not in GIVEN_NAMES


def _is_letter_of_name(line: Line, i: int) -> bool:
    """Whether a mark is a letter at the end of an Arabic word inside a name: "Al-Mutawwa' Al-Rashoud"."""
    if line.words[i] not in ("'", "’", "ʿ") or i + 1 >= len(line.words):
        return False
    touches = line.tokens[i - 1].span.end == line.tokens[i].span.start
    return touches and line.words[i + 1].lower().startswith(("al-", "el-", "as-", "ar-", "ash-"))


def _nickname(line: Line, i: int) -> int | None:
    """The token after a nickname in quotes, where the name goes on behind it."""
    for j in range(i + 1, min(i + 4, len(line.words))):
        if line.words[j] in ("”", '"', "’"):
            return j + 1 if line.is_capital(j + 1) else None
    return None


def _is_name_word(line: Line, i: int, *, first: bool) -> bool:
    word, low = line.words[i], line.lowers[i]
    if _INITIAL.match(word) or (word in SUFFIXES and not first) or _AL.match(word):
        return True
    if first and is_surname_he(line, i):
        return True
    if word in _NAMES_TOO and _stands_in_name(line, i):
        return True
    if not word[0].isupper() or not word[0].isalpha() or word in NOT_NAMES or low in _GRAMMAR:
        return False
    if first and word in PLACE_HEADS and i in line.ends:  # "the Governor of [Samarkand Region]"
        return False
    if first and word in OPERATIONS:
        return False
    if low in OFFICE_HEADS and low not in _OFFICES_TOO:
        return False
    if word in BODY_HEADS or (word in OCCASION_HEADS and not first):
        return False
    if line.loud and known_tags(low) and low not in GIVEN_NAMES:
        return False
    atom = line.atoms.get(i)
    if atom is None:
        return True
    if all(r.kind == "person" for r in atom.readings):
        return True
    return _is_namesake(line, i, first=first)


def _is_odd_surname(line: Line, i: int) -> bool:
    """Whether a word of grammar or an acronym is a family name before a given one: "Do Van Thanh", "NAM Sang-woo"."""
    word, low, given = line.words[i], line.lowers[i], i + 1
    if line.loud or not line.is_capital(i) or not line.is_capital(given):
        return False
    if given in line.atoms and any(reading.kind != "place" for reading in line.atoms[given].readings):
        return False
    if line.lowers[given] in _GRAMMAR or line.lowers[given] in OFFICE_HEADS or line.words[given] in BODY_HEADS:
        return False
    if low in _GRAMMAR or word in NOT_NAMES:
        return bool(_EAST_ASIAN.match(line.words[given])) or low in _SURNAMES_OF_GRAMMAR
    return word.isupper() and len(word) > 1 and i in line.atoms and bool(_EAST_ASIAN.match(line.words[given]))


def _stands_in_name(line: Line, i: int) -> bool:
    """Whether a verb's form is a name here: "Omari Said Mtulia", between two capitals inside a sentence."""
    if line.loud or i == 0:
        return False
    before, follows = line.words[i - 1], line.is_capital(i + 1) and line.low(i + 1) not in _GRAMMAR
    if not follows and (line.words[i] != "Said" or line.low(i - 1) in OFFICE_HEADS or _ends_in_party(line, i)):
        return False
    return before[0].isalpha() and (before[0].isupper() or line.low(i - 1) in OFFICE_HEADS) and before not in _GRAMMAR


def _is_namesake(line: Line, i: int, *, first: bool) -> bool:
    """Whether a country's or city's name is part of a person's here: "Israel Katz", "Michael Jordan"."""
    atom = line.atoms[i]
    if atom.last > i + 1 or any(r.form in ("acronym", "adjective", "demonym") for r in atom.readings):
        return False
    if first and all(r.kind == "place" or r.weak for r in atom.readings):
        return True
    if not first:
        if is_given_name(line.low(i - 1)) and all(r.kind in _NAMESAKES for r in atom.readings):
            return True
        smaller = all(r.kind != "country" or r.weak for r in atom.readings)
        if smaller and line.low(i + 1).startswith(("al-", "el-")) and line.is_capital(i - 1) and i - 1 not in line.ends:
            return True  # "Jarrah [Sabah] Al-Mudhaf"
        named = _has_given_name(line, i) or _is_behind_a_name(line, i)
        return (smaller and named) or all(r.weak for r in atom.readings)
    after = i + 1
    return (
        line.is_capital(after)
        and after not in line.atoms
        and line.words[after] not in BODY_HEADS
        and (not known_tags(line.lowers[after]) or line.words[after] in FAMILY_FIRST or _is_given_here(line, i))
    )


def _is_behind_a_name(line: Line, i: int) -> bool:
    """Whether a town's name ends one behind an office, begun by a word no dictionary has: "President Kelvin Chanda"."""
    if line.loud or i < 2 or i - 1 in line.atoms or not line.is_capital(i - 1) or line.low(i - 2) not in OFFICE_HEADS:
        return False
    follows = line.low(i + 1) not in _GRAMMAR and line.tag(i + 1).startswith(("NN", "POS"))
    return not (known_tags(line.lowers[i - 1]) or i in line.ends or follows)


def is_given_name(low: str) -> bool:
    """Whether a word is a given name at home in many countries, marks on its letters or not."""
    return low in GIVEN_NAMES or (not low.isascii() and fold(low) in GIVEN_NAMES)


def _has_given_name(line: Line, i: int) -> bool:
    """Whether a given name stands among the capitals before a word: "Thérèse Kayikwamba Wagner"."""
    at = i - 1
    while at > i - MAX_NAMES_BEFORE and line.is_capital(at):
        if is_given_name(line.low(at)):
            return True
        at -= 1
    return False


def _is_given_here(line: Line, i: int) -> bool:
    """ "Chad Wolf defended": a given name, a capital that no headline explains, and what somebody did."""
    if line.loud or line.lowers[i] not in GIVEN_NAMES:
        return False
    if line.tag(i + 2) in ("VBD", "VBZ", ","):
        return True
    is_state = all(r.kind == "country" and r.form == "name" for r in line.atoms[i].readings)
    return i == 0 and is_state and line.tag(2) == "." and line.words[1] not in PLACE_HEADS


def take_run(line: Line, at: int) -> int:
    """Where a run of capitalised words that begins at a word ends, with "of the", "for", "and" inside it."""
    i = at
    limit = min(len(line.words), at + 16)
    while i < limit:
        if _is_run_word(line, i):
            i += 1
        elif i > at and (size := _link(line, i)):
            i += size
        elif i > at and (size := _particles(line, i)):
            i += size
        else:
            break
    while i > at + 1 and not line.is_capital(i - 1) and not line.words[i - 1][0].isdigit():
        i -= 1
    return i


def _is_run_word(line: Line, i: int) -> bool:
    word, low = line.words[i], line.lowers[i]
    if not word[0].isupper():
        return bool(word[0].isdigit() and len(word) < 5 and line.is_capital(i - 1) and line.is_capital(i + 1))
    if i and word in _NAMES_TOO and _stands_in_name(line, i):
        return True
    if low in _GRAMMAR or word in ("Mr.", "Mrs.", "Dr.", "Ms.", "H.E."):
        return False
    if line.loud and line.tag(i).startswith("VB"):
        return False
    return not _is_day(word)


def _is_day(word: str) -> bool:
    return word in NOT_NAMES and word[0].isalpha() and word.lower() in DAYS


DAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december today yesterday tomorrow""".split()
)


def _link(line: Line, i: int) -> int:
    """Small words inside a body's name: "of", "of the", "for", "and", "&" before a capital."""
    low = line.lowers[i]
    if low in ("of", "for", "on", "&", "in") or (low == "and" and line.words[i - 1] not in _ENDS):
        if line.is_capital(i + 1) and line.low(i + 1) not in _GRAMMAR:
            return 1
        if low != "and" and line.low(i + 1) == "the" and line.is_capital(i + 2):
            return 2
    return 0


_ENDS = frozenset(BODY_HEADS) | AGREEMENT_HEADS | OCCASION_HEADS | PLACE_HEADS


def cut_body(line: Line, at: int, end: int) -> tuple[int, Kind, tuple[str, ...], int] | None:
    """The body, place, agreement or occasion that begins a run: its end, kind, sectors and head word.

    The head is the last word of its kind before a small word, or the first before "of" and "for":
    "Baku State University", "University of the Witwatersrand", "Council for Foreign Relations".
    """
    stop = _first_link(line, at, end)
    if line.words[at] in BODY_FRONTS and stop - at > 1 and not line.loud:
        return stop, "organization", BODY_FRONTS[line.words[at]], at
    for i in range(stop - 1, at - 1, -1):
        word = line.words[i]
        office = line.lowers[i] in OFFICE_HEADS
        if office:
            return None
        kind, sectors = _kind_of_head(word, first=i == at, lone=stop - at == 1 and stop == end)
        if kind is None:
            continue
        if i > at and (word in ("Agency", "Department") or line.words[i - 1] == "Intelligence"):
            kind, sectors = _kind_of_agency(line.words[i - 1], kind, sectors)
        last = stop if word in PLACE_FRONTS and i == at else i + 1
        if last == stop < end:
            last = _tail(line, stop, end)
        if last - at < 2:
            return None
        return last, kind, sectors, i
    return None


def _kind_of_agency(before: str, kind: Kind, sectors: tuple[str, ...]) -> tuple[Kind, tuple[str, ...]]:
    """A news agency, a police agency and an intelligence service are not the same kind of agency."""
    if before == "Intelligence":
        return "government", ("SPY",)
    if before in ("News", "Press", "Telegraph", "Telegraphic", "Information"):
        return "organization", ("JRN",)
    if before == "Police":
        return "government", ("COP",)
    return kind, sectors


def _first_link(line: Line, at: int, end: int) -> int:
    """The first small word of a run that may part a head from what it is of."""
    for i in range(at + 1, end):
        if line.lowers[i] in ("of", "for", "on", "in", "and") and not line.is_capital(i):
            known = line.ends.get(i)
            apart = known is not None and known.readings[0].kind == "organization"
            if line.lowers[i] == "and" and line.words[i - 1] not in _ENDS and not apart:
                continue
            return i
    return end


def _tail(line: Line, stop: int, end: int) -> int:
    """How far "of ..." belongs to a body's name; a country behind "of" stays outside it."""
    if line.lowers[stop] == "and":
        return stop
    i = stop + 1
    if line.low(i) == "the":
        i += 1
    atom = line.atoms.get(i)
    if line.lowers[stop] == "in" or (atom is not None and line.lowers[stop] in ("of", "for") and atom.last >= end):
        if line.lowers[stop] != "in":
            return atom.last if atom else end
        return stop
    for j in range(i, end):
        if line.lowers[j] in OFFICE_HEADS:
            return stop
    return end


_OF_STATES = frozenset("Government Ministry Ministries Embassy Consulate Cabinet Presidency Chancellery".split())


def _kind_of_head(word: str, *, first: bool, lone: bool) -> tuple[Kind | None, tuple[str, ...]]:
    if lone:
        return None, ()
    if word in BODY_HEADS:
        sectors = BODY_HEADS[word]
        state = sectors[:1] in (("LEG",), ("JUD",), ("MIL",), ("COP",)) or word in _OF_STATES
        return ("government" if state else "organization"), sectors
    if word in AGREEMENT_HEADS:
        return "agreement", ()
    if word in OCCASION_HEADS:
        return "occasion", ()
    if word in PLACE_HEADS and (not first or word in PLACE_FRONTS):
        return "place", ()
    return None, ()


def is_acronym(word: str) -> bool:
    """Two to six capitals, maybe with figures: "OIC", "G20", "UN-GGIM"."""
    return bool(_ACRONYM.match(word))


def is_page(word: str) -> bool:
    """The name of a page that is also that of its makers: "Paralel.Az"."""
    return bool(_PAGE.match(word)) and not word[0].isdigit()


def is_known_place(name: str, base: Knowledge) -> bool:
    """Whether the lists have a town or an area of a name that is no word and no given name."""
    words = name.split()
    if len(words) == 1 and (known_tags(name.lower()) or name.lower() in GIVEN_NAMES or name in NOT_NAMES):
        return False
    return bool(base.towns(name) or base.areas(name))


def person_score(line: Line, at: int, end: int) -> float:
    """How much a bare run of capitals looks like a person's name, from 0 to 1.

    Known given and family names, particles, initials and hyphens of East Asia speak for it,
    dictionary words and capitals throughout against it.
    """
    words = [line.words[i] for i in range(at, end)]
    names = [w for w in words if w[0].isupper()]
    if not 2 <= len(names) <= 6 or any(w in NOT_NAMES for w in names):
        return 0.0
    if is_given_name(names[0].lower()) or is_given_name(names[0].lower().split("-")[0]):
        return 0.9
    if any(_EAST_ASIAN.match(w) for w in names) and (names[0] in FAMILY_FIRST or len(names) <= 3):
        return 0.85
    if any(_INITIAL.match(w) for w in names[:-1]) or any(
        w in ("bin", "ibn", "bint", "von", "van", "ould") for w in words
    ):
        return 0.9
    if any(w.startswith(("Al-", "al-", "El-", "O'", "Mc")) for w in words[1:]) or names[0] in FAMILY_FIRST:
        return 0.7
    ordinary = [_is_ordinary(w) for w in names]
    if ordinary == [False, True] and (line.low(end) == "," or line.tag(end) in ("VBD", "VBZ")):
        return MIN_UNSURE
    if any(w.isupper() and len(w) > 1 for w in names[:1]) or any(ordinary):
        return 0.1
    return 0.6 if len(names) <= 4 else 0.3


def _is_ordinary(word: str) -> bool:
    parts = word.lower().split("-")
    return bool(known_tags(word.lower())) or (len(parts) > 1 and all(known_tags(part) for part in parts))

"""Short names told by the full ones of the same text: surnames, given names in letters, acronyms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dragoman.knowledge import Knowledge
from dragoman.understand.finds import Find, Line
from dragoman.understand.names import is_acronym, is_known_place
from dragoman.understand.party_words import FAMILY_FIRST, GIVEN_NAMES, NOT_NAMES, PARTICLES, SUFFIXES
from dragoman.understand.standing import is_named_as_place, is_named_site, is_reached, stands_as_place
from dragoman.understand.tags import known_tags

if TYPE_CHECKING:
    from dragoman.understand.phrases import Scanner

_SPEECH = frozenset(
    """say tell add note stress announce state declare warn argue insist claim explain express underline emphasize
    emphasise highlight reiterate thank welcome meet visit arrive condemn urge call reaffirm discuss accuse deny reply
    vow promise want think lead win resign return appoint become serve ask order demand pledge
    respond comment remark write tweet speak describe suggest propose believe hope invite sign""".split()
)
_HERE = frozenset("in at near from outside".split())
_AROUND = _HERE | frozenset(["off", "inside", "around"])


def settle_short_names(scanned: Iterable[tuple[Scanner, list[Find]]]) -> None:
    """Decide the capitalised words that were left open: somebody's surname, a place, or nothing.

    A lone name is a person where a full name of the text ends or begins in it, where an act of speech
    hangs on it, or where it is a possessive of neither a list nor the dictionary; a place behind "in".
    """
    scanned = list(scanned)
    bases = {id(scanner.line): scanner.base for scanner, _ in scanned}
    rows = [(scanner.line, find) for scanner, finds in scanned for find in finds]
    people = {part for _, find in rows if _is_full(find) for part in name_keys(find.name or "")}
    people |= {
        word for _, find in rows if _is_full(find) if not known_tags(word := (find.name or "").split()[0].lower())
    }
    full = [find.name or "" for _, find in rows if _is_full(find) and " " in (find.name or "")]
    families = {key for name in full for key in name_keys(name)}
    places = {(id(line), find.last) for line, find in rows if find.kind == "place"}
    for line, find in rows:
        if find.tentative:
            joined = line.low(find.first - 1) in ("and", ",", "or") and (id(line), find.first - 1) in places
            _settle(line, find, people, bases[id(line)], joined=joined)
            places |= {(id(line), find.last)} if find.kind == "place" else set()
        elif find.kind == "place" and find.last - find.first == 1 and (find.name or "").lower() in families:
            _settle_namesake(line, find)


def _is_brand(name: str) -> bool:
    """Capitals inside a word that is no Scottish, Irish or Arabic name: "EastMed"."""
    at = next((i for i in range(1, len(name)) if name[i].isupper() and name[i - 1].islower()), 0)
    return at > 0 and name[:at] not in ("Mc", "Mac", "De", "Di", "Al", "El", "Le", "La", "Van", "Fitz")


def _is_full(find: Find) -> bool:
    return find.kind == "person" and bool(find.name) and not find.tentative


def name_keys(name: str) -> tuple[str, ...]:
    """The short forms that may stand for a full name: last word, first of a family-first name, particles with it.

    >>> name_keys("Ursula von der Leyen"), name_keys("Xi Jinping")
    (('leyen', 'von der leyen'), ('jinping', 'xi'))
    """
    words = [word for word in name.split() if word not in SUFFIXES]
    if not words:
        return ()
    last = words[-1].lower()
    keys = [last]
    begin = len(words) - 1
    while begin > 0 and words[begin - 1].lower() in PARTICLES:
        begin -= 1
    if 0 < begin < len(words) - 1:
        keys.append(" ".join(words[begin:]).lower())
    if words[0] in FAMILY_FIRST or (words[0].isupper() and len(words[0]) > 2):
        keys.append(words[0].lower())
    return tuple(keys)


def _settle_namesake(line: Line, find: Find) -> None:
    """A small place by the surname of somebody in the text is that person, unless it stands as a place."""
    before, behind = line.low(find.first - 1), line.low(find.last)
    dateline = find.first == 0 and behind in (",", "-", "–", "—", "(")
    if before in _HERE or before in ("to", "of", "towards") or dateline:
        return
    find.kind, find.known, find.of, find.form = "person", None, (), "name"


def _stands_alone(line: Line, last: int) -> bool:
    """Whether no noun follows a name that it only says more of: "bombed Islamist fighters"."""
    return not line.tag(last).startswith(("NN", "JJ", "CD")) or line.low(last) in ("today", "yesterday", "overnight")


def _settle(line: Line, find: Find, people: set[str], base: Knowledge, *, joined: bool) -> None:
    name = find.name or ""
    low = name.lower()
    if low in people or (find.last - find.first == 1 and low.split()[-1] in people and not known_tags(low)):
        find.kind, find.tentative = "person", False
        return
    whole = not line.loud and not line.is_capital(find.last) and line.low(find.last) != "of"
    is_site = is_named_site(line, find.last) and name not in NOT_NAMES and not known_tags(low) and not is_acronym(name)
    is_site = is_site or is_named_as_place(line, find.first)
    stands = joined or stands_as_place(line, find.first, find.last, is_town=True)
    if whole and (is_site or (stands and is_known_place(name, base))):
        find.kind, find.tentative = "place", False
        return
    if find.last - find.first > 1 or name in NOT_NAMES or known_tags(low) or line.loud:
        return
    before = line.low(find.first - 1)
    lemma = line.tokens[find.last].lemma if find.last < len(line.tokens) else ""
    said = (lemma in _SPEECH and line.tag(find.last) in ("VBD", "VBZ", "VBP", "VB")) or before in (
        "said",
        "told",
        "added",
    )
    if said and len(name) > 2 and not is_acronym(name) and not _is_brand(name):
        find.kind, find.tentative = "person", False
    elif line.sentence.kind != "body" or len(name) < 3 or low in GIVEN_NAMES:
        return
    elif before in _AROUND or (_stands_alone(line, find.last) and is_reached(line, find.first, is_bare=True)):
        find.kind, find.tentative = "place", False

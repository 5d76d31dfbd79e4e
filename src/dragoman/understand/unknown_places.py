"""Places of several words that no list knows and that look like people: "off Isla Calva", "in Bulo Garas".

A name is a place where a preposition of place leads it in and nothing in the text makes it a person: no given name, no
title, no word of speech, and no mention of it but behind small words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dragoman.understand.finds import Find, Line
from dragoman.understand.names import is_given_name
from dragoman.understand.names_of_text import name_keys
from dragoman.understand.party_words import FAMILY_FIRST
from dragoman.understand.standing import is_reached

if TYPE_CHECKING:
    from dragoman.understand.phrases import Scanner

# Where somebody rarely is, and something often.
_LED_IN = frozenset("in at near outside off inside around".split())
_BEHIND = _LED_IN | frozenset("of to towards toward into from through over across via and on".split())
# What one has "in" people, or does "at" them or "around" them.
_PUT_IN = frozenset(
    """confidence trust faith belief believe interest interested hope invest confide see find ally successor friend
    partner rival aim angry anger shout laugh point swear rage fury mad glance smile yell scream direct level target
    rally unite gather campaign throw hurl jeer boo look dig swipe""".split()
)
# What one has or finds in somebody, and what may be in a place as well: "has an enemy in", but "the leader in".
_FOUND = frozenset(
    """enemy foe champion leader voice supporter candidate advocate critic defender hero icon ally friend
    mentor""".split()
)
_FIND = frozenset("have find see gain lose get discover".split())
# Verbs with an "in" of their own: "has taken in Halim Barzan".
_WITH_IN = frozenset("take let call bring draw rope rein usher reel hand turn swear vote phone send pull haul".split())
# What is "of" a place and of nobody.
_OF_PLACES = frozenset("waters coast banks mouth outskirts streets skies suburbs residents inhabitants ruins".split())


def settle_unknown_places(scanned: Iterable[tuple[Scanner, list[Find]]]) -> None:
    """Make places of the names that stand where places do and were taken for people's."""
    rows = [(scanner.line, find) for scanner, finds in scanned for find in finds if find.name]
    named: dict[str, list[tuple[Line, Find]]] = {}
    for line, find in rows:
        named.setdefault(find.name or "", []).append((line, find))
    for name, held in named.items():
        if not all(_may_be_place(line, find) for line, find in held) or _is_somebody(name, rows):
            continue
        if any(_is_led_in(line, find) for line, find in held):
            for _, find in held:
                find.kind, find.tentative = "place", False


def _may_be_place(line: Line, find: Find) -> bool:
    """Whether a find is a bare name of several words, behind a small word."""
    words = (find.name or "").split()
    if find.kind != "person" or find.form != "name" or find.office or find.known or find.of or find.same_as is not None:
        return False
    if line.loud or len(words) < 2 or find.last - find.first != len(words) or is_given_name(words[0].lower()):
        return False
    if words[0] in FAMILY_FIRST or any(len(word) < 3 or word.endswith(".") for word in words[:1]):
        return False
    led = line.low(find.first - 1) in _BEHIND or is_reached(line, find.first)
    return led and not _is_put_in(line, find) and line.tag(find.last) not in ("POS", "VBD", "VBZ")


def _is_led_in(line: Line, find: Find) -> bool:
    """Whether a preposition of place leads a name in, and nothing that one does to people."""
    before, at = line.low(find.first - 1), find.first - 2
    if is_reached(line, find.first):
        return True
    if before == "of":
        return line.low(at) in _OF_PLACES
    return before in _LED_IN and not (before == "in" and at >= 0 and line.tokens[at].lemma in _WITH_IN)


def _is_put_in(line: Line, find: Find) -> bool:
    """Whether something is told that one has in people or does at them: "an enemy in X", wherever else X stands."""
    at = find.first - 2
    if line.low(find.first - 1) not in _LED_IN or at < 0:
        return False
    if any(line.tokens[j].lemma in _PUT_IN for j in range(max(0, at - 2), at + 1)):
        return True
    finds = any(line.tokens[j].lemma in _FIND for j in range(max(0, at - 4), at))
    return finds and line.tokens[at].lemma in _FOUND


def _is_somebody(name: str, rows: Sequence[tuple[Line, Find]]) -> bool:
    """Whether another find of the text is a person who has a word of the name as his own."""
    words = {word.lower() for word in name.split()}
    return any(
        find.kind == "person" and find.name != name and words.intersection(name_keys(find.name or ""))
        for _, find in rows
    )

"""Names that bodies of many states have: whose a "House of Representatives", a "Labour Party" or a "TUC" is.

The list has one bearer of each, or one ahead of the others. Only the whole text tells whether it speaks of that one's
state, of another's, or of none that the list has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from dragoman.knowledge import Knowledge, Known
from dragoman.records import Document, Mention

# Bodies that many states have under one name: the list's reading needs its state in the text.
_EVERY_STATES = frozenset(
    [
        "Congress",
        "Senate",
        "House of Representatives",
        "Majlis",
        "Treasury",
        "Supreme Court",
        "National Assembly",
        "Department of Justice",
        "Justice Department",
        "National Security Council",
        "Capitol",
        "National Guard",
        "Foreign Office",
    ]
)
# Words of which many states have a party's name.
_PARTY_WORDS = frozenset(
    """liberal liberals democratic democrats democrat social socialist socialists labour conservative conservatives
    national nationalist people peoples republican republicans progressive progressives united unity socialism
    communist communists green greens center centre centrist union christian radical reform popular party movement
    front alliance congress freedom justice development coalition workers farmers left new civic""".split()
)
# Bodies that act at home: of a text about elsewhere, whoever has their letters or their name is another.
_AT_HOME = ("PTY", "LAB", "REL", "SOC")
MAX_LETTERS = 5
_OF = re.compile(r"\s+(?:of|in)\s+(?:the\s+)?")


class Near(NamedTuple):
    """What a text speaks of beside a body: states, the countries of its places, other bodies with theirs."""

    states: set[str | None]
    places: set[str | None]
    bodies: set[tuple[str, str | None]]


def settle_shared_names(document: Document, mentions: Sequence[Mention], base: Knowledge) -> tuple[Mention, ...]:
    """The mentions, those of bodies told anew that the text does not mean, and with them whoever is of these.

    >>> from dragoman.knowledge import load
    >>> from dragoman.records import Span
    >>> report = Document("d", "The Democratic Progressive Party fears for Malawi.")
    >>> name, there = Span(4, 32), Span(43, 49)
    >>> party = Mention(name, "organization", 0, name, "name", name=name.of(report.text), known="TWN.dpp")
    >>> state = Mention(there, "country", 0, there, "name", name="Malawi", known="MWI")
    >>> [mention.known for mention in settle_shared_names(report, [party, state], load())]
    ['party.MWI.Democratic Progressive Party', 'MWI']
    """
    bodies = [*_bodies(document, mentions, base)]
    if not bodies:
        return tuple(mentions)
    found = [*mentions]
    near = Near(
        {mention.known for mention in mentions if mention.kind == "country"},
        {place for one in mentions if one.kind == "place" and one.name for place in _countries(one.name, base)},
        {(known.key, known.country) for index, known in bodies if mentions[index].kind != "group"},
    )
    for index, known in bodies:
        told = _tell_anew(document, mentions, index, known, near, base)
        if told is None:
            continue
        found[index], codes = told
        outer = mentions[index].outer
        while outer is not None:
            kept = (code for code in found[outer].of if code not in (known.represents, known.country))
            found[outer] = replace(found[outer], of=tuple(dict.fromkeys((*codes, *kept))))
            outer = mentions[outer].outer
    return tuple(found)


def _bodies(document: Document, mentions: Sequence[Mention], base: Knowledge) -> Iterator[tuple[int, Known]]:
    """The mentions of bodies of one state on the list, by name."""
    for index, mention in enumerate(mentions):
        key = mention.known
        if key is None or not mention.name or mention.kind in ("country", "place", "person"):
            continue
        if key.startswith(("body.", "geonames:", "place:")):
            continue
        known = base.get(key, document.published)
        if known.country and len(known.country) == 3:
            yield index, known


def _tell_anew(
    document: Document, mentions: Sequence[Mention], index: int, known: Known, near: Near, base: Knowledge
) -> tuple[Mention, tuple[str, ...]] | None:
    """A mention as one of another body, and the state that is named with it; `None` where it is the list's first."""
    mention, name = mentions[index], mentions[index].name or ""
    unlisted = replace(mention, known=None, of=())
    if name in _EVERY_STATES:
        return None if known.country in near.states else (unlisted, ())
    if not known.sectors or known.sectors[0] not in _AT_HOME:
        return None
    owner = _owner(document, mentions, index)
    if owner not in (None, known.country):
        return _of_states(mention, {owner}, base) or (replace(unlisted, of=(owner,)), (owner,))
    told = near.states | near.places
    if owner is not None or not told or known.country in told:
        return None
    if any(country == known.country and key != known.key for key, country in near.bodies):
        return None
    if (named := _of_states(mention, near.states, base)) is not None:
        return named
    words = name.replace("'s", "").replace("’s", "").lower().split()
    is_full = any(one.known == mention.known and len(one.name or "") > MAX_LETTERS for one in mentions)
    letters = name.isupper() and len(name) <= MAX_LETTERS and not is_full
    plain = known.sectors[0] == "PTY" and near.places and _PARTY_WORDS.issuperset(words)
    return (unlisted, ()) if letters or plain else None


def _owner(document: Document, mentions: Sequence[Mention], index: int) -> str | None:
    """The state behind a body's name: "the Trades Union Congress of [Ghana]"."""
    end = mentions[index].span.end
    behind = _OF.match(document.text, end)
    if behind is None:
        return None
    for mention in mentions[index + 1 :]:
        if mention.span.start > behind.end():
            return None
        if mention.span.start == behind.end():
            is_state = mention.kind == "country" and mention.outer in (None, mentions[index].outer)
            return mention.known if is_state else None
    return None


def _of_states(mention: Mention, states: set[str | None], base: Knowledge) -> tuple[Mention, tuple[str, ...]] | None:
    """The mention as of the one body of that name that one of the states has, and that state."""
    words = (mention.name or "").split()
    match = base.match(words, 0)
    if match is None or match[0] != len(words):
        return None
    theirs = [known for known in match[1] if known.country in states and known.kind == "organization"]
    if len(theirs) != 1:
        return None
    found = theirs[0]
    return replace(mention, known=found.key, sectors=found.sectors), (found.country,) if found.country else ()


def _countries(name: str, base: Knowledge) -> Iterator[str | None]:
    words = name.split()
    match = base.match(words, 0)
    if match is not None and match[0] == len(words):
        yield from (known.country for known in match[1] if known.kind == "place")

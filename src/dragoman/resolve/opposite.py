"""Who sits where: of which delegation somebody is, and whom he meets, who is of another side than he.

"The Kenyan side was led by X and the Omani side by Y": each is of the side that stands nearest before him. Whoever
receives the ambassador of a side is not of it, and is of the state that the ambassador is sent to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.resolve.belonging import FITS_BEST
from dragoman.resolve.gathering import Gathering
from dragoman.resolve.parties import Party, head_of

_DELEGATIONS = frozenset(["delegation", "side", "team"])
# What stands right behind a delegation, or right before it, where those who sit in it are told.
_TELLS_WHO = re.compile(
    r",? (?:(?:was|were|is|are|also) )*"
    r"(?:led|headed|chaired|co-chaired|represented|presided|includ\w+|compris\w+|consist\w+|composed|made up|by)\b|:"
)
_FROM = re.compile(r"\b(?:on|from|for)$", re.IGNORECASE)
# Characters between "on the Kenyan side" and who was there.
NEAR = 40
_MEETS = re.compile(
    r",?(?: (?:on|this|last|today|yesterday|also|later|here|has|had|in|at)\b(?:(?! and )[^.;,]){0,40})?,? (?:"
    r"met|meets|received|receives|hosted|hosts|welcomed|welcomes|spoke|speaks|telephoned|phoned|called on|calls on"
    r"|paid an?(?: [\w-]+){0,3} (?:call|visit) (?:on|to)|granted an audience"
    r"|(?:held|holds|had)(?: an?)?(?: [\w-]+){0,4} (?:meeting|talks|call|conversation|discussions|consultations)"
    r")\b([^.;]{0,70})"
)
_NOT_OPPOSITE = re.compile(r"\b(?:together|accompanied|presence|alongside|flanked|joined)\b")
_SENT = frozenset("ambassador commissioner chargé envoy nuncio consul".split())
_PEOPLE = ("person", "office")


def side_of_delegation(gathering: Gathering, party: Party) -> tuple[str | None, float, str]:
    """ "The Kenyan delegation was led by X and included Y": they are of its side; "that of Oman by Z" is another's."""
    mentions, text = gathering.marked.mentions, gathering.marked.document.text
    for index in gathering.indexes_of(party):
        start = mentions[index].span.start
        before = [mentions[i] for i in gathering.in_sentence(mentions[index].sentence) if i < index]
        for other in reversed(before):
            if len(other.of) != 1 or gathering.lemma_of(other) not in _DELEGATIONS or other.span.end > start:
                continue
            near = start - other.span.end < NEAR and _FROM.search(text[: other.span.start].rstrip())
            told = _TELLS_WHO.match(text, other.span.end) or near
            if told and " that of " not in text[other.span.end : start]:
                return other.of[0], 0.8, "of the delegation its sentence names"
            break
    return None, 0.0, ""


def side_of_host(gathering: Gathering, party: Party) -> tuple[str | None, float, str]:
    """ "The Speaker received the Egyptian Ambassador to Lebanon": he is of the state the other is sent to."""
    text = gathering.marked.document.text
    for index, guest in _find_met(gathering, party):
        if not _SENT & {head_of(office) for office in guest.offices}:
            continue
        for inner in gathering.inside(index):
            held, start = gathering.party_of[inner], gathering.marked.mentions[inner].span.start
            is_state = held is not None and held.kind == "country" and held.represents not in guest.sides[:1]
            if is_state and text[:start].removesuffix("the ").endswith(" to "):
                return held.represents if held else None, 0.75, "receives the envoy sent to its state"
    return None, 0.0, ""


def meets_another(gathering: Gathering, party: Party, side: str) -> bool:
    """Whether somebody meets one whom the text's own words make that side's: he is of another then."""
    return any(other.sides[:1] == [side] for _, other in _find_met(gathering, party))


def _find_met(gathering: Gathering, party: Party) -> Iterator[tuple[int, Party]]:
    """Those whom a person meets, by a verb that stands between the two, each with the mention."""
    mentions = gathering.marked.mentions
    for index in gathering.indexes_of(party) if party.kind in _PEOPLE else ():
        for other in gathering.in_sentence(mentions[index].sentence):
            held = gathering.party_of[other]
            if held is None or held is party or held.kind not in _PEOPLE or not held.sides:
                continue
            if held.reason != FITS_BEST and _is_met(gathering, index, other):
                yield other, held


def _is_met(gathering: Gathering, one: int, other: int) -> bool:
    mentions, text = gathering.marked.mentions, gathering.marked.document.text
    if mentions[one].outer is not None or mentions[other].outer is not None:
        return False
    first, second = sorted((mentions[one].span, mentions[other].span))
    between = _MEETS.fullmatch(text, first.end, second.start)
    return between is not None and not _NOT_OPPOSITE.search(between[1])

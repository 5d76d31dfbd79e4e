"""Whose text it is, as its publisher, its dateline, its first words or its forms of address tell."""

from __future__ import annotations

import re
from itertools import islice

from dragoman.knowledge.publishers import side_of_publisher
from dragoman.resolve.belonging import NO_STATES
from dragoman.resolve.gathering import Gathering
from dragoman.resolve.parties import Party

# Forms of address that one state's offices use.
_STYLES = {"shri": "IND", "smt": "IND", "smt.": "IND", "lyonpo": "BTN", "dasho": "BTN"}
# What a headline calls a text by or of somebody, and how a body says that it speaks.
_TEXTS = re.compile(
    r"\b(?:statement|remarks|briefing|communiqu[eé]|address|speech|note|response|comments?|answers?|intervention)s?"
    r"(?:(?! on | about | regarding | against | following | concerning | after |visit|meeting)[^.]){0,60}"
    r"(?: (?:by|from)|(?<=statement) of|(?<=remarks) of|(?<=address) of|(?<=speech) of)"
    r" (?:the |h\.e\. |his excellency |her excellency )*$",
    re.IGNORECASE,
)
_BRIEFING = re.compile(r"\b(?:briefing|press conference|statements by the spokes|point de presse)\b|\bspokes", re.I)
_DAY = re.compile(r",? (?:\d{1,2} [A-Z]|[A-Z][a-z]+\.? \d{1,2}\b)")
_JOINT = re.compile(r"\bjoint", re.IGNORECASE)
# Who speaks for his state where he is a guest: what he writes calls another the host.
_ABROAD = re.compile(r"\b(?:embassy|consulate|mission|high commission)\b", re.IGNORECASE)
_SPEAKS = re.compile(
    r",? (?:hereby |today |has the honou?r to )?(?:informs?|announces?|presents? its|makes? known"
    r"|wish(?:es)? to|expresses|condemns|clarifies|regrets|deplores|takes note|draws|reiterates|conveys|avails)\b"
)
# How many sentences may open a text before it says whose it is.
OPENING = 3


def find_home(gathering: Gathering) -> str | None:
    """The state whose office published the text, else that of the dateline: a place that opens the body.

    Where there is neither it is the state of whoever the headline or the first words say issues the text.
    """
    issuer = side_of_publisher(gathering.marked.document.publisher)
    if issuer is not None and issuer not in NO_STATES and len(issuer) == 3:
        return issuer
    sentences = gathering.marked.sentences
    text = gathering.marked.document.text
    opening = list(islice((s for s in sentences if s.kind == "body"), 3))
    starts = [sentence.span.start for sentence in opening]
    for index in (i for sentence in opening for i in gathering.in_sentence(sentence.index)):
        mention, held = gathering.marked.mentions[index], gathering.party_of[index]
        if held is None or held.kind != "place" or mention.span.start not in starts:
            continue
        behind = text[mention.span.end : mention.span.end + 2].strip()
        if mention.span.start == starts[0] or behind[:1] in ("-", "–", "—", ":", "(", "/"):
            return held.country
    return _find_author(gathering) or _find_briefing(gathering) or _find_state_of_style(gathering)


def _find_author(gathering: Gathering) -> str | None:
    """The state of the one whose statement or note a text is."""
    marked, text = gathering.marked, gathering.marked.document.text
    for sentence in marked.sentences[:OPENING]:
        for index in gathering.in_sentence(sentence.index):
            mention, held = marked.mentions[index], gathering.party_of[index]
            if held is None or mention.outer is not None or mention.number == "many" or not _is_state(held):
                continue
            before = text[sentence.span.start : mention.span.start]
            if _JOINT.search(before) or _ABROAD.search(gathering.words_of(mention)):
                continue
            opens = not before.strip().removesuffix("The") and held.kind == "government"
            if _TEXTS.search(before) or (opens and _SPEAKS.match(text, mention.span.end)):
                return held.represents
    return None


def _find_briefing(gathering: Gathering) -> str | None:
    """The state in whose town a spokesperson answers, with the day behind it: "Briefing by X, Moscow, 3 March"."""
    marked, text = gathering.marked, gathering.marked.document.text
    for sentence in marked.sentences[:OPENING]:
        if not _BRIEFING.search(sentence.span.of(text)):
            continue
        for index in gathering.in_sentence(sentence.index):
            held, end = gathering.party_of[index], marked.mentions[index].span.end
            if held is not None and held.kind in ("place", "country") and _DAY.match(text, end):
                return held.country
    return None


def _is_state(party: Party) -> bool:
    side = party.represents
    return (
        party.kind in ("person", "office", "government")
        and side is not None
        and len(side) == 3
        and side not in NO_STATES
    )


def side_of_style(gathering: Gathering, party: Party) -> tuple[str | None, float, str]:
    """The state whose offices speak of somebody as the text does: "Shri Menon"."""
    for index in gathering.indexes_of(party):
        for word in gathering.words_of(gathering.marked.mentions[index]).lower().split():
            if word in _STYLES:
                return _STYLES[word], 0.7, "styled as one state's offices style people"
    return None, 0.0, ""


def _find_state_of_style(gathering: Gathering) -> str | None:
    """The state whose offices style the first person of one of the opening sentences: "Shri Menon met ..."."""
    for sentence in gathering.marked.sentences[:OPENING]:
        told = (gathering.party_of[index] for index in gathering.in_sentence(sentence.index))
        first = next((party for party in told if party is not None and party.kind in ("person", "office")), None)
        if first is not None and (code := side_of_style(gathering, first)[0]) is not None:
            return code
    return None

"""Where an act happened by rules: the place that its clause names, else one of its sentence that stands where acts do.

A place that people talk about is not where they talk: "discussed the fighting in Gaza". So only acts that are done,
and not those of words, are placed by their sentence.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from dragoman.records import Draft, Marked, Resolved, find_range

# Acts that happen somewhere, and are told with where.
PLACED_TYPES = frozenset("ASSAULT PROTEST COERCE MOBILIZE RETREAT CONSULT AID COOPERATE".split())
DONE_TYPES = frozenset("ASSAULT PROTEST COERCE MOBILIZE RETREAT".split())
LED_IN = re.compile(
    r"(?:^|[^\w])(in|at|near|off|outside|across|through|throughout|around|inside|above|on)\s(?:the\s|an?\s)?"
    r"(?:[a-z-]+\s){0,2}?(?:of\s)?(?:the\s)?$",
    re.IGNORECASE,
)
# "the shelling of Energodar", "attacks on ports in Ukraine": what is done to a place is done there.
DONE_TO = re.compile(r"^\s(?:of|on|against)?\s?(?:the\s)?(?:[a-z-]+\s){0,3}(?:(?:of|in)\s)?(?:the\s)?$")
# What is "in" a place and only talked about.
_TOPICS = frozenset(
    """situation war conflict crisis developments violence fighting ceasefire peace elections election interests
    stability security rights process embassy ambassador investment embassies mission citizens nationals people
    companies projects project operation operations role influence presence troops forces humanitarian events plant
    interested interest born based""".split()
)


def find_by_rule(draft: Draft, marked: Marked, resolved: Resolved) -> int | None:
    """The mention of where a draft happened: the one it names, else the nearest behind its trigger, else the first.

    >>> from dragoman.records import Document, Span
    >>> find_by_rule(Draft("ASSAULT", 0, Span(0, 1)), Marked(Document("d", "x")), Resolved()) is None
    True
    """
    if not resolved.places or draft.sentence >= len(marked.sentences):
        return None
    if draft.place is not None and resolved.places[draft.place] is not None and not is_talked_of(draft, marked):
        return draft.place
    if draft.type not in PLACED_TYPES:
        return None
    cast = {*draft.actors, *draft.recipients}
    ranked = sorted(_candidates(draft, marked, resolved, cast))
    return ranked[0][1] if ranked else None


def is_talked_of(draft: Draft, marked: Marked) -> bool:
    """Whether the place that a draft of words names is in what they are about: "discussed the situation in Sudan"."""
    if draft.place is None or draft.type in DONE_TYPES:
        return False
    sentence, place = marked.sentences[draft.sentence].span, marked.mentions[draft.place].span
    before = marked.document.text[sentence.start : place.start]
    led = LED_IN.search(before)
    return led is not None and is_topic(before[: led.start()], draft.type)


def _candidates(draft: Draft, marked: Marked, resolved: Resolved, cast: Collection[int]) -> Iterator[tuple[int, int]]:
    """Mentions of places in the sentence that say where, by how far they are from the trigger."""
    text, sentence = marked.document.text, marked.sentences[draft.sentence].span
    ends = {marked.mentions[i].span.end for i in cast}  # "police in Kitwe have arrested"
    clauses = [marked.clauses[i] for i in find_range(marked.clauses, draft.sentence)]
    verbs = [clause.head.start for clause in clauses if clause.form == "finite"]
    for index in find_range(marked.mentions, draft.sentence):
        mention, place = marked.mentions[index], resolved.places[index]
        if place is None or mention.kind not in ("place", "country"):
            continue
        before, between = text[sentence.start : mention.span.start], text[draft.trigger.end : mention.span.start]
        is_part = place.granularity != "country"
        if is_part and draft.type in DONE_TYPES and between and DONE_TO.match(between):
            yield 0, index
            continue
        led = LED_IN.search(before)
        if led is None or is_topic(before[: led.start()], draft.type):
            continue
        if not is_part and led[1].lower() not in ("in", "across", "inside", "throughout"):
            continue
        behind = mention.span.start >= draft.trigger.end
        if (
            behind
            and not BREAK.search(between)
            and not any(draft.trigger.end < at < mention.span.start for at in verbs)
        ):
            yield len(between), index
        elif (not before[: led.start()].strip() or sentence.start + led.start() in ends) and not BREAK.search(
            text[mention.span.end : draft.trigger.start]
        ):
            yield 1000, index


# Where another clause or a list of acts begins.
BREAK = re.compile(
    r";|:|\s(?:while|whereas|whom?|which|that|after|before|when|because|but|although|as)\s|,?\sand\s(?!in\s)\w+ed\s|["
    r"“”\"]"
)


def is_topic(before: str, type: str) -> bool:
    """Whether what stands before "in X" is a thing talked about there, and not the act."""
    words = re.findall(r"\w+", before.lower())[-1:]
    return type == "CONSULT" and bool(words) and words[0] in _TOPICS

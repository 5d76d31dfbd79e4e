"""Rounds that are only named with their day: "the second session of the Joint Committee, due in Muscat in October".

No clause says that they will be held. They are of whom they are named for, or of the two who have just met.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.readout.ahead import state_of
from dragoman.readout.cast import Cast
from dragoman.readout.encounters import TOLD, Encounter
from dragoman.readout.reality import find_asked
from dragoman.records import Place, Sentence, Span, When, find_range

_DUE = re.compile(
    r"\b(?:(?P<next>(?:next|forthcoming|upcoming|following|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
    r"\d+(?:st|nd|rd|th)|\w+teenth|\w+ieth|eleventh|twelfth)\s)(?:\w+\s){0,2})?(?:round|session|meeting|summit|consultations|dialogue|talks|sitting)\b(?P<of>[^.;:]{0,80}?),?\s"
    r"(?:(?:which|that)\s)?(?:(?:is|are)\s)?(?:due|scheduled|planned|slated|foreseen|envisaged|to\sbe\s(?:held|hosted|"
    r"convened))\s(?=in|at|for|on|by|to)",
    re.IGNORECASE,
)
_OFF = re.compile(
    r"\b(?:cancel\w*|call(?:ed)? off|postpon\w*|put off|moved|did not|no longer|not be held|would have)\b"
)
_PARTIES = frozenset(["organization", "country", "person", "office"])
# So far behind stand its place and day.
REACH = 60


def find_due(cast: Cast, met: Sequence[Encounter]) -> Iterator[Encounter]:
    """The rounds of a document that are only due, in the order of the text; `met` are the encounters known already."""
    asked = find_asked(cast)
    for sentence in cast.marked.sentences:
        if sentence.kind != "body" or sentence.index in asked or not cast.is_open(sentence.index):
            continue
        found = _DUE.search(cast.text, sentence.span.start, sentence.span.end)
        if found is None or _OFF.search(sentence.span.of(cast.text)):
            continue
        if any(sentence.index in one.sentences and one.status in ("planned", "cancelled") for one in met):
            continue
        behind = Span(found.end(), min(found.end() + REACH, sentence.span.end))
        when, place = _day_in(cast, sentence, behind), _place_in(cast, behind)
        ids = _named_for(cast, Span(*found.span("of")))
        if not ids and found["next"] is not None:
            ids = _of_the_two(cast, met, sentence.index)
        if ids and (when or place):
            here = {sentence.index}
            yield Encounter("planned", ids, [], here, when, place, {"round"}, [], {"hold"}, TOLD, set(here))


def _day_in(cast: Cast, sentence: Sentence, reach: Span) -> When | None:
    """The first day in a stretch of text, unless it lies before the report."""
    published = cast.marked.document.published
    for i in find_range(cast.marked.times, sentence.index):
        when = cast.resolved.dates[i] if i < len(cast.resolved.dates) else None
        if when is not None and reach.covers(cast.marked.times[i].span):
            return when if published is None or when.end >= published else None
    return None


def _place_in(cast: Cast, reach: Span) -> Place | None:
    """The first place in a stretch of text."""
    for index, mention in cast.mentions_in(reach):
        if mention.kind == "place" and index < len(cast.resolved.places):
            return cast.resolved.places[index]
    return None


def _named_for(cast: Cast, span: Span) -> list[str]:
    """Whom "session of the Committee", "talks between A and B" names; one state alone sits with nobody."""
    words = span.of(cast.text).split()
    if words[:1] not in (["of"], ["between"], ["with"]):
        return []
    named = [i for i, m in cast.mentions_in(span) if m.outer is None and m.kind in _PARTIES and m.form != "adjective"]
    ids = list(dict.fromkeys(id for i in named for id in cast.of_mention(i)))
    return ids if len(ids) > 1 or any(cast.entity(id).kind == "organization" for id in ids) else []


def _of_the_two(cast: Cast, met: Sequence[Encounter], sentence: int) -> list[str]:
    """The states of the two sides who met last before a sentence."""
    last = max(
        (one for one in met if one.first <= sentence and one.status == "held"), key=lambda one: one.first, default=None
    )
    if last is None or len({cast.side(id) for id in last.ids} - {None}) != 2:
        return []
    return list(dict.fromkeys(state_of(cast, id) for id in last.ids))

"""Encounters that whoever writes tells of himself: "Pleased to welcome X to Vienna", "Good meeting with X today".

Ministers post so. The one who met X is named nowhere, so X sits there alone, as far as the text tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.readout.cast import Cast
from dragoman.readout.encounters import TOLD, Encounter
from dragoman.readout.reality import find_asked
from dragoman.records import Mention, Place, Sentence, find_range

_WHEN = (
    r"(?:,? (?:today|tonight|yesterday|again|earlier|just|now|last night|this (?:morning|afternoon|evening|week)|"
    r"that (?:same )?(?:morning|afternoon|evening|night|day)))*"
)
_LEAD = r"(?:(?:today|yesterday|earlier today|this (?:morning|afternoon|evening|week))[,:]? )?"
_VERY = r"(?:(?:very|so|truly|really|most|deeply|extremely|particularly|also|always|absolutely) )*"
_GLAD = (
    r"(?:pleased|delighted|honou?red|glad|happy|proud|thrilled|privileged|excited|great|good|wonderful|nice|lovely|"
    r"fantastic)"
)
_PLEASURE = r"(?:(?:great|real|true|distinct|huge|special) )*(?:pleasure|hono[u]?r|privilege|delight|joy)"
_RATED = (
    r"(?:(?:good|great|excellent|productive|fruitful|constructive|wonderful|warm|useful|important|substantive|"
    r"insightful|engaging|interesting|timely|friendly|cordial|comprehensive|frank|open|in-depth|fantastic|brief) ?"
    r"(?:,|and|&)? ?)+"
)
_TALK = (
    r"(?:(?:bilateral|working|introductory|first|phone|telephone|video) )*"
    r"(?:meeting|call|talks|discussions?|conversation|exchange|consultations|lunch|dinner|breakfast)"
)
_FRIEND = r"(?: my (?:(?:dear|good|new|esteemed) )*(?:friend|colleague|counterpart|friend and colleague),?)?"
_ACT = r"(?P<act>welcome|host|receive|meet with|meet|sit down with|speak (?:with|to)|talk (?:with|to))"
_DONE = r"(?P<act>welcomed|hosted|received|met|sat down|spoke|talked|caught up)"
_OPENINGS = tuple(
    re.compile(_LEAD + words, re.IGNORECASE)
    for words in (
        rf"(?:(?:i|we) (?:was|were|am|are) |i['’]m |we['’]re )?{_VERY}{_GLAD}{_WHEN} to (?:once again |again )?{_ACT}"
        rf"{_WHEN}{_FRIEND}",
        rf"(?:(?:it (?:was|is)|what) )?an? {_PLEASURE}{_WHEN} to (?:once again |again )?{_ACT}{_WHEN}{_FRIEND}",
        rf"(?:(?:(?:i|we) )?(?:just )?had )?(?:an? )?{_VERY}{_RATED}(?P<act>{_TALK}){_WHEN} with{_FRIEND}",
        rf"(?:(?:i|we) )?(?:just )?{_DONE}{_WHEN}(?: (?:by|on the|over the) (?:tele)?phone)?(?: (?:with|to))?{_FRIEND}",
    )
)  # fmt: skip
_HOSTS = frozenset(["welcome", "host", "receive", "welcomed", "hosted", "received"])
_REMOTE = frozenset(["call"])
_SPOKE = frozenset(["speak", "spoke", "talk", "talked"])
_AHEAD = re.compile(r"\b(?:tomorrow|next (?:week|month|year|\w+day)|later (?:today|this))\b", re.IGNORECASE)
# "Pleased to welcome Minister X of Chad's proposal": the proposal is welcome.
_OWNS = re.compile(r"(?: of (?:the )?[A-Z][\w. -]{0,40})?['’]")
_PEOPLE = frozenset(["person", "office"])
_JOINTS = frozenset([",", "and", ", and", "&"])


def find_posted(cast: Cast, met: Sequence[Encounter]) -> Iterator[Encounter]:
    """The encounters of a writer who does not name himself, in the order of the text; `met` are those known already.

    What somebody is quoted with, and what lies ahead, is left alone.
    """
    asked = find_asked(cast)
    for sentence in cast.marked.sentences:
        if sentence.kind != "body" or sentence.index in asked or not cast.is_open(sentence.index):
            continue
        if any(sentence.index in one.sentences for one in met) or _AHEAD.search(sentence.span.of(cast.text)):
            continue
        act, ids = _read_opening(cast, sentence)
        if act is not None and ids:
            yield _make(cast, sentence, act, ids)


def _read_opening(cast: Cast, sentence: Sentence) -> tuple[str | None, list[str]]:
    """What the first words of a sentence say was done, and the persons named right behind them."""
    guests = _find_row(cast, sentence)
    if not guests or any(quote.span.covers(guests[0].span) for quote in cast.marked.quotes):
        return None, []
    opening = cast.text[max(sentence.span.start, cast.dateline_end(sentence.index)) : guests[0].span.start].strip()
    found = next((told for words in _OPENINGS if (told := words.fullmatch(opening))), None)
    if found is None:
        return None, []
    spans = {guest.span for guest in guests}
    indexes = (i for i in find_range(cast.marked.mentions, sentence.index) if cast.marked.mentions[i].span in spans)
    ids = list(dict.fromkeys(id for i in indexes for id in cast.of_mention(i) if cast.is_voice(id)))
    return found["act"].lower(), [id for id in ids if cast.entity(id).kind in _PEOPLE]


def _find_row(cast: Cast, sentence: Sentence) -> list[Mention]:
    """The persons that are named first in a sentence, one behind the other; none where another comes first."""
    mentions = [cast.marked.mentions[i] for i in find_range(cast.marked.mentions, sentence.index)]
    row: list[Mention] = []
    for mention in mentions:
        if mention.outer is not None or (mention.form == "pronoun" and not row):
            continue
        between = cast.text[row[-1].span.end : mention.span.start].strip() if row else ","
        if mention.kind not in _PEOPLE or mention.form == "pronoun" or mention.number == "many":
            break
        if between not in _JOINTS:
            break
        row.append(mention)
    return [] if row and _OWNS.match(cast.text, row[-1].span.end) else row


def _make(cast: Cast, sentence: Sentence, act: str, ids: list[str]) -> Encounter:
    words = act.split()
    here = {sentence.index}
    place, at = _find_place(cast, sentence)
    sides = {cast.side(id) for id in ids}
    hosts: list[str] = []
    if place is not None and place.country in sides:
        hosts = [id for id in ids if cast.side(id) == place.country][:1]
    elif words[0] in _HOSTS:
        hosts = list(at)
    modes = {"visit"} if hosts or words[0] in _HOSTS else {"phone"} if words[-1] in _REMOTE else set()
    lemmas = {"speak"} if words[0] in _SPOKE else {"meet"}
    return Encounter("held", ids, [], here, None, place, modes, hosts, lemmas, TOLD, set(here))


def _find_place(cast: Cast, sentence: Sentence) -> tuple[Place | None, tuple[str, ...]]:
    """Where somebody was welcomed or met, and the entity of that place."""
    for index in find_range(cast.marked.mentions, sentence.index):
        mention = cast.marked.mentions[index]
        before = cast.text[max(0, mention.span.start - 4) : mention.span.start].split()[-1:]
        if (
            mention.outer is None
            and mention.kind in ("place", "country")
            and before
            and before[0] in ("to", "in", "at")
        ):
            place = cast.resolved.places[index] if index < len(cast.resolved.places) else None
            return place, cast.of_mention(index)
    return None, ()

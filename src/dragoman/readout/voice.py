"""The side a document speaks for: whose ministry or agency wrote it, as far as the text shows.

Readouts say "it was emphasised" of their own minister. Where the publisher is known to speak for a side, it is that
one's; else these point to a side: the subject of the headline
and of the first sentence, officials who speak at length, the host, the place the report is dated from.
The weights were set on invented readouts of sixteen ministries; the first sentence's subject is the
strongest sign after the headline's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from dragoman.knowledge.publishers import side_of_publisher
from dragoman.knowledge.speech import load_speech
from dragoman.readout.cast import Cast
from dragoman.readout.reality import find_asked
from dragoman.records import Attribution, Entity, Phrase, find_range

# What two sides issue together, by the words of its title or first lines.
_JOINT = re.compile(
    r"\W*(?:\S+ ){0,4}?(?<!\ba )(?<!\bthe )joint (?:press )?(?:statement|communiqu[eé]|declaration)\b", re.IGNORECASE
)
# "X-Y Working Group: Joint Communiqué", "Final statement of the trilateral mechanism".
_OF_SEVERAL = re.compile(
    r"[^\n.]{3,120}[:–—-] ?joint (?:press )?(?:statement|communiqu[eé]|declaration)\s*(?:\n|$)"
    r"|\W*(?:the )?(?:final|closing|concluding) (?:joint )?(?:statement|communiqu[eé]|declaration)"
    r" (?:of|by|from) the [^\n.]{0,60}?\b(?:trilateral|tripartite|bilateral|quadrilateral|quadripartite|joint)\b",
    re.IGNORECASE,
)
JOINT_CONFIDENCE = 0.6
# "Commentary of", "Answer by": whose words the title says they are comes behind.
_TITLED = re.compile(
    r"(?:statement|comment(?:s|ary)?|remarks|answers?|reply|response|briefing|press release|communiqu[eé]|declaration"
    r"|message|address|speech)\s+(?:to the (?:press|media|nation)\s+)?(?:issued\s+)?(?:of|by|from)\s+(?:the\s+)?"
    r"|(?:adopted|issued|released) by\s+(?:the\s+)?",
    re.IGNORECASE,
)
# "Spokesperson of the Chinese Embassy in Canada on the remarks of": whose the spokesperson is.
_SPOKESPERSON = re.compile(
    r"\W*(?:the )?spokes(?:person|man|woman) (?:of|for) (?:the )?(?=[^\n]{3,60}? (?:on|about|regarding|in response) )",
    re.IGNORECASE,
)
# "Communiqué of the 12th Summit of the [Community]": the body that met is behind its meeting.
_OF_MEETING = re.compile(
    r"[^\n,;:]{0,90}?\b(?:summit|session|meeting|conference|council|troika|heads of state and government)\b"
    r"[^\n,;:]{0,60}? of (?:the )?$",
    re.IGNORECASE,
)
# Behind a body's name: "CARICOM Statement on Haiti", "Forum Communiqué", "the Forum's statement".
_STATES = re.compile(r"(?:['’]s)?\s+(?:press )?(?:statement|communiqu[eé]|declaration)\b", re.IGNORECASE)
# How the reason of an entity begins whose side is only the likeliest, and from what chance it is taken for an author's.
_GUESSED, MIN_GUESS = "the side of the text that fits", 0.6
# The sentences that a text's title and the line below it are.
TITLES = 2

_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])

Adder = Callable[[str | None, float, str], None]

TITLED, HEADLINE, OPENING, SPEAKER, DATELINE, FIRST = 4.0, 2.0, 1.5, 1.0, 1.0, 0.5
# Subjects of these are guests; it is their hosts who report it.
_GUESTS = frozenset(["visit", "arrive", "pay", "present", "travel"])
MAX_SPEAKER = 2.0
# Confidence grows with the leading side's share of all points, from the floor to the ceiling.
FLOOR, CEILING = 0.35, 0.75
# Below this share two sides are as likely: then nobody is named.
MIN_SHARE = 0.45


class Voice(NamedTuple):
    """The side, how sure, and what it rests on; no side where two speak with one voice.

    `is_known` is true where the publisher's name says it.
    """

    side: str | None
    confidence: float
    reason: str
    is_known: bool = False


def find_voice(cast: Cast) -> Voice | None:
    """The side the document speaks for; `None` where nothing or too much points to one."""
    if _JOINT.match(cast.text) or _OF_SEVERAL.match(cast.text):
        return Voice(None, JOINT_CONFIDENCE, "no speaker named; a joint document speaks for all its sides")
    if (publisher := side_of_publisher(cast.marked.document.publisher)) is not None:
        return Voice(publisher, CEILING, "no speaker named; its publisher speaks for that side", is_known=True)
    if _is_of_nobody_known(cast):
        return None
    points: dict[str, float] = {}
    reasons: dict[str, list[str]] = {}

    def add(side: str | None, weight: float, reason: str) -> None:
        if side:
            points[side] = points.get(side, 0.0) + weight
            if reason not in reasons.setdefault(side, []):
                reasons[side].append(reason)

    _add_openings(cast, add)
    _add_speakers(cast, add)
    if not points:
        return None
    side = max(points, key=lambda s: (points[s], s))
    share = points[side] / sum(points.values())
    if share < MIN_SHARE:
        return None
    return Voice(side, round(FLOOR + (CEILING - FLOOR) * share, 2), f"no speaker named; {', '.join(reasons[side])}")


def _add_openings(cast: Cast, add: Adder) -> None:
    """Points for the subjects of headline and first sentence, and for the place of the dateline."""
    seen: set[str] = set()
    asked = find_asked(cast)
    for clause in cast.marked.clauses:
        if clause.sentence in asked:
            continue
        kind = cast.marked.sentences[clause.sentence].kind
        if kind in seen or clause.form != "finite" or clause.subject is None or len(seen) == 2:
            continue
        side = _official_side(cast, clause.subject) if _is_somebody(cast, clause.subject) else None
        if side is not None or kind == "headline":
            seen.add(kind)
        headline = kind == "headline"
        asked_of = clause.voice == "passive" and clause.lemma in load_speech().takes["told"]
        if clause.lemma in _GUESTS or asked_of:
            continue
        add(side, HEADLINE if headline else OPENING, f"subject of the {'headline' if headline else 'opening'}")
    add(_titled_side(cast), TITLED, "named in its title")
    for mention in cast.marked.mentions:
        if mention.sentence > 2:
            break
        if cast.in_dateline(mention):
            index = cast.marked.mentions.index(mention)
            add(_country_at(cast, index), DATELINE, "dated from there")
            break
    for index, mention in enumerate(cast.marked.mentions):
        ids = cast.of_mention(index)
        if mention.sentence in asked:
            continue
        if mention.kind in ("person", "office") and len(ids) == 1 and cast.is_voice(ids[0]):
            add(cast.side(ids[0]), FIRST, "named first")
            break


def _is_somebody(cast: Cast, phrase: Phrase) -> bool:
    """Whether a phrase is a party itself, and nothing that one is named in: "the charges of Chad were denied"."""
    return any(cast.marked.mentions[i].span.covers(phrase.head) for i in phrase.mentions)


def _is_of_nobody_known(cast: Cast) -> bool:
    """Whether a text is by its title of a firm or another private body, or of somebody whose side is a mere guess."""
    first = cast.marked.sentences[0] if cast.marked.sentences else None
    titled = None if first is None else _TITLED.match(cast.text, first.span.start, first.span.end)
    if titled is None:
        return False
    for index in find_range(cast.marked.mentions, 0):
        if cast.marked.mentions[index].span.end > titled.end():
            told = [cast.entity(id) for id in cast.of_mention(index)]
            return bool(told) and all(_is_unknown(one) for one in told)
    return False


def _is_unknown(found: Entity) -> bool:
    is_guess = found.reason.startswith(_GUESSED) and found.confidence < MIN_GUESS
    return is_guess or (found.kind == "organization" and found.represents is None)


def _titled_side(cast: Cast) -> str | None:
    """The one side whose words a title without a verb says it gives: "Answer of Chad's spokesperson".

    Also the body whose name stands right before such a word ("Pacific Islands Forum Communiqué"), and by whom a line
    below the title says it was adopted. A speaker of no known side is of the state from where the title is dated.
    """
    for sentence in cast.marked.sentences[:TITLES]:
        begins = _TITLED.match(cast.text, sentence.span.start, sentence.span.end)
        if begins is None and any(word.tag in _FINITE for word in cast.tokens_in(sentence.span)):
            return None
        here = [i for i, m in enumerate(cast.marked.mentions) if m.sentence == sentence.index]
        titled = _SPOKESPERSON.match(cast.text, sentence.span.start, sentence.span.end)
        titled = titled or _TITLED.search(cast.text, sentence.span.start, sentence.span.end)
        if titled is not None and (side := _met_side(cast, titled.end(), here)) is not None:
            return side
        if titled is not None:
            start = titled.end()
            named = next((i for i in here if cast.marked.mentions[i].span.end > start), None)
            found = None if named is None or cast.marked.mentions[named].span.start > start else named
            return (
                None
                if found is None
                else _side_of(cast, found) or _owner_side(cast, found, here) or _dated_side(cast, sentence.index, here)
            )
        before = [i for i in here if _STATES.match(cast.text, cast.marked.mentions[i].span.end)]
        if before and (side := _side_of(cast, before[0])) is not None:
            return side
    return None


def _met_side(cast: Cast, start: int, here: Sequence[int]) -> str | None:
    """The side of the organization whose meeting a title tells of: "Communiqué of the 12th Summit of the Community"."""
    for index in here:
        mention = cast.marked.mentions[index]
        if mention.kind == "organization" and mention.span.start > start:
            behind = _OF_MEETING.fullmatch(cast.text, start, mention.span.start)
            return _side_of(cast, index) if behind is not None else None
    return None


def _side_of(cast: Cast, index: int) -> str | None:
    sides = {cast.side(id) for id in cast.of_mention(index) if cast.is_voice(id)} - {None}
    return sides.pop() if len(sides) == 1 else None


def _owner_side(cast: Cast, found: int, here: Sequence[int]) -> str | None:
    """The side of the organization that a body of no side of its own is of: "the Security Council of the AU"."""
    if cast.marked.mentions[found].kind != "organization":
        return None
    bodies = (i for i in here if i > found and cast.marked.mentions[i].kind == "organization")
    return next((side for i in bodies if (side := _side_of(cast, i)) is not None), None)


def _dated_side(cast: Cast, sentence: int, here: Sequence[int]) -> str | None:
    """The state of a place in a title that a day follows: "Briefing by Spokeswoman X, Moscow, 18 February"."""
    days = [cast.marked.times[i].span.start for i in find_range(cast.marked.times, sentence)]
    for index in here:
        mention = cast.marked.mentions[index]
        end = mention.span.end
        if mention.kind == "place" and any(cast.text[end:day].strip(" ,(") == "" for day in days if day > end):
            return _country_at(cast, index)
    return None


def _add_speakers(cast: Cast, add: Adder) -> None:
    given: dict[str, float] = {}
    asked = find_asked(cast)
    for said in cast.marked.attributions:
        if said.sentence in asked:
            continue
        if said.source is None or cast.is_press(said.source) or not cast.is_open(said.sentence):
            continue
        if _is_noun(cast, said):
            continue
        side = _official_side(cast, said.source)
        if side is not None and given.get(side, 0.0) < MAX_SPEAKER:
            given[side] = given.get(side, 0.0) + SPEAKER / 2
            add(side, SPEAKER / 2, "its official speaks in the text")


def _is_noun(cast: Cast, said: Attribution) -> bool:
    """Whether a noun tells somebody's word, of which others may tell: "Sudan's call for talks was ignored"."""
    return all(token.tag in ("NN", "NNS") for token in cast.tokens_in(said.cue))


def _official_side(cast: Cast, phrase: Phrase) -> str | None:
    """The one side a phrase stands for."""
    ids = [id for id in cast.of_phrase(phrase) if cast.is_voice(id)]
    sides = {cast.side(id) for id in ids} - {None}
    if len(sides) > 1:  # an office read apart from its holder must not hide him
        sides = {cast.side(id) for id in ids if cast.entity(id).kind == "person"} - {None}
    return next(iter(sides)) if len(sides) == 1 and " and " not in phrase.span.of(cast.text) else None


def _country_at(cast: Cast, index: int) -> str | None:
    place = cast.resolved.places[index] if index < len(cast.resolved.places) else None
    if place is not None and place.country:
        return place.country
    ids = cast.of_mention(index)
    return cast.entity(ids[0]).country if ids else None

"""Positions: one for each thing said, by whom, for which side, with what force, at whom.

They come from attributions. A medium's word is nobody's position; what is said within what is said
belongs to the outer one; what "the sides" say is a position of the group they are, what "X and Y" say one of
each, less surely. Where the sentence names nobody, no person is guessed: only the side the document speaks for,
and why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from dragoman.knowledge.speech import load_speech
from dragoman.readout.cast import Cast
from dragoman.readout.doings import is_deed
from dragoman.readout.forces import find_force
from dragoman.readout.reality import find_asked
from dragoman.readout.stance import find_target, find_told
from dragoman.readout.sureness import count_beside, how_sure
from dragoman.readout.together import group_of
from dragoman.readout.voice import Voice, find_voice
from dragoman.records import Attribution, Marked, Phrase, Position, Resolved, Span, Topic

# How often each kind of wording means what it seems to, by judgement, to be swept on labelled reports.
QUOTED, NAMED, WORDING, PRONOUN, EACH, PRIVATE = 0.9, 0.85, 0.75, 0.75, 0.6, 0.5
BOILERPLATE, UNKNOWN = 0.4, 0.3
# What only points at something said before is no proposition.
_POINTERS = frozenset("it this that them so these those him her us me you yes no the same".split())
_SINGLE = frozenset(["he", "she"])
# Words for all who met, which need no entity to be somebody.
_ALL = frozenset(["two", "three", "both", "sides", "parties", "they"])
# What is said for the sake of saying it is no position: condolences and good wishes.
_CEREMONY = ("condolence", "congratulat", "sympath", "best wishes")
# First persons, whose word is the document's own where no one else has it.
_OURS = frozenset(["we", "i", "us", "our"])
_TOGETHER = re.compile(r",?\s*(?:together|along|alongside|jointly|joined)\b", re.IGNORECASE)
# "The Secretary", "the Foreign Minister", but no longer phrase, stands for the one of the document's side.
MAX_TITLE = 3
# Words for bodies and people that need no name to speak.
_PEOPLE = frozenset(
    """summit council commission committee office mission assembly conference delegation leadership board bureau
    secretariat tribunal alliance coalition movement front visitor guest host interlocutor leader member official
    resident villager captain lawyer sister brother relative guard elder""".split()
)
_TALKED = frozenset(["touch", "speak", "talk", "dwell", "elaborate", "explain", "outline"])


def find_positions(marked: Marked, resolved: Resolved) -> tuple[Position, ...]:
    """The positions of a document, sure or not, with ids `p1`, `p2`, ... in the order of the text.

    >>> from dragoman.records import Document
    >>> find_positions(Marked(Document("d", "Envoys met.")), Resolved())
    ()
    """
    cast = Cast(marked, resolved)
    told = read_positions(cast)
    positions = [position for _, position in told]
    return tuple(_weigh(cast, said, position, count_beside(position, positions)) for said, position in told)


def _weigh(cast: Cast, said: Attribution, position: Position, beside: int) -> Position:
    """A position with the chance that it is right; of what nobody is named for no surer than of who speaks."""
    if position.boilerplate:
        return position
    sure = how_sure(cast, said, position, beside)
    return replace(position, confidence=round(sure if position.explicit else min(sure, position.confidence), 3))


def read_positions(cast: Cast) -> list[tuple[Attribution, Position]]:
    """What is said and the positions taken by it, as rules alone are sure of them."""
    marked = cast.marked
    asked, turns = find_asked(cast), _turns(cast)
    found: list[tuple[Attribution, Position]] = []
    voice = find_voice(cast)
    by_size = sorted(marked.attributions, key=lambda a: (a.sentence, a.content.start - a.content.end, a.cue))
    for said in by_size:
        says_something = said.content.of(cast.text).lower() not in _POINTERS and not _is_ceremony(cast, said)
        says_something = says_something and not is_deed(cast, said)
        if says_something and _is_told(cast, said, asked) and not _is_inside(said, found):
            turn = turns.get(marked.sentences[said.sentence].paragraph)
            found += [(said, position) for position in _positions(cast, said, voice, turn, _last(cast, said, found))]
    kept = {id(position) for position in _without_repeats(cast, [position for _, position in found])}
    found = [(said, position) for said, position in found if id(position) in kept]
    found.sort(key=lambda one: (one[1].sentence, one[1].cue, one[1].about.span, one[1].represents or ""))
    return [(said, replace(position, id=f"p{n}")) for n, (said, position) in enumerate(found, 1)]


def _is_ceremony(cast: Cast, said: Attribution) -> bool:
    words = said.cue.of(cast.text).lower() + " " + said.lemma
    return any(word in words for word in _CEREMONY) or _is_good_wish(cast, said)


def _is_good_wish(cast: Cast, said: Attribution) -> bool:
    """ "Wished a speedy recovery to the injured": no clause is wished and nothing to be done."""
    if said.lemma.split(" ")[-1] != "wish" or cast.text[: said.content.start].rstrip().endswith(" to"):
        return False
    tokens = cast.tokens_in(said.content)
    told = any(token.tag in ("VB", "VBD", "VBZ", "VBP", "MD") for token in tokens)
    return not told and bool(load_speech().content["good_wishes"] & cast.runs(said.content))


def _is_told(cast: Cast, said: Attribution, asked: frozenset[int]) -> bool:
    """Whether a sentence is of the report and asserts what it says; a quotation may end in a question."""
    return cast.is_open(said.sentence) and (said.sentence not in asked or (said.quoted and said.lemma != ":"))


def _turns(cast: Cast) -> dict[int, Phrase]:
    """Who speaks in each paragraph of a transcript, by the name before its colon."""
    sentences = cast.marked.sentences
    return {sentences[a.sentence].paragraph: a.source for a in cast.marked.attributions if a.lemma == ":" and a.source}


def _is_inside(said: Attribution, found: list[tuple[Attribution, Position]]) -> bool:
    """Whether it is part of what another of its sentence says; `found` lies in the order of the sentences."""
    near = takewhile(lambda one: one[0].sentence == said.sentence, reversed(found))
    return any(outer is not said and outer.content.covers(said.cue) for outer, _ in near)


def _last(cast: Cast, said: Attribution, found: list[tuple[Attribution, Position]]) -> Position | None:
    """The last thing said before by a person, in this sentence or the one before it."""
    if not found or said.sentence - found[-1][0].sentence > 1:
        return None
    position = found[-1][1]
    person = position.speaker is not None and cast.entity(position.speaker).kind in ("person", "office")
    return position if person else None


def _positions(
    cast: Cast, said: Attribution, voice: Voice | None, turn: Phrase | None, last: Position | None
) -> Iterator[Position]:
    if said.source is None:
        if not _is_hearsay(cast, said):
            told = voice or Voice(None, UNKNOWN, "no speaker named, and no side stands out as the one that tells it")
            who = _state_of(cast, told.side) if said.explicit else None
            if not said.explicit and _tells_itself(cast, said, told.side):
                return
            yield _position(cast, said, who, told.side, told.confidence, told.reason)
        return
    if cast.is_press(said.source):
        return
    sides: dict[str | None, str] = {}
    if (index := group_of(cast.resolved, said)) is not None and cast.resolved.entity_of[index] is not None:
        yield from _together(cast, said, str(cast.resolved.entity_of[index]))
        return
    ids = [*cast.of_phrase(said.source), *_beside(cast, said)]
    if not ids:
        yield from _unresolved(cast, said, voice, turn, last)
        return
    for id in ids:
        # In a transcript those without a side are who asks the questions.
        if cast.is_voice(id) or (said.lemma != ":" and cast.speaks(id)):
            sides.setdefault(cast.side(id), id)
    many = len(sides) > 1
    if many and said.lemma in _TALKED:
        return  # what the sides "touched upon" is their agenda
    for side, id in sides.items():
        confidence, reason = _sureness(cast, said)
        if many:
            confidence, reason = min(confidence, EACH), f"said together; {reason}"
        if side is None and said.lemma == ":" and voice is not None and cast.is_voice(id):
            side, confidence, reason = voice.side, min(confidence, voice.confidence), f"{reason}; {voice.reason}"
        if not cast.is_voice(id):
            confidence, reason = min(confidence, PRIVATE), f"{reason}; no side known"
        yield _position(cast, said, id, side, confidence, reason)


def _tells_itself(cast: Cast, said: Attribution, side: str | None) -> bool:
    """Whether who was told something by nobody named is of the side that would be the teller."""
    told = find_told(cast, said)
    return side is not None and told is not None and cast.side(told) == side


def _is_hearsay(cast: Cast, said: Attribution) -> bool:
    """Whether nobody's word is no side's either: "it is believed that", "the deal was confirmed"."""
    takes = load_speech().takes
    subject = cast.marked.clauses[said.clause].subject if said.clause is not None else None
    impersonal = subject is not None and subject.head.of(cast.text).lower() == "it"
    return said.lemma in takes["hearsay"] or (said.lemma in takes["hearsay_of_nouns"] and not impersonal)


def _together(cast: Cast, said: Attribution, group: str) -> Iterator[Position]:
    """What a group says as one, for no side alone; what the sides "touched upon" is their agenda."""
    if said.lemma not in _TALKED:
        confidence, reason = _sureness(cast, said)
        yield _position(cast, said, group, cast.side(group), confidence, f"said together; {reason}")


def _beside(cast: Cast, said: Attribution) -> list[str]:
    """Those who speak with the source: "X, together with the leaders of Y and Z, warned"."""
    assert said.source is not None
    gap = Span(said.source.span.end, said.cue.start)
    if gap.start >= gap.end or not _TOGETHER.match(gap.of(cast.text)):
        return []
    return [id for i, m in cast.mentions_in(gap) for id in cast.of_mention(i) if cast.is_voice(id)]


def _unresolved(
    cast: Cast, said: Attribution, voice: Voice | None, turn: Phrase | None, last: Position | None
) -> Iterator[Position]:
    """What is said by somebody whom the text names and nobody could be found for."""
    assert said.source is not None
    if said.source.pronoun in _SINGLE and last is not None:
        reason = f"{said.source.pronoun!r} of who spoke last"
        yield _position(cast, said, last.speaker, last.represents, PRIVATE, reason)
        return
    titled = [] if said.source.pronoun else _titled(cast, said.source)
    if len(titled) == 1:
        yield _position(cast, said, titled[0], cast.side(titled[0]), PRIVATE, "the only one of that title in the text")
        return
    given = list(_by_voice(cast, said, voice, turn))
    words = said.source.span.of(cast.text).lower().split()
    if not given and said.lemma != ":" and (words[-1] in _ALL or _is_somebody(cast, said.source)):
        given = [_position(cast, said, None, None, PRIVATE, "no speaker found for the words")]
    yield from given


def _titled(cast: Cast, source: Phrase) -> list[str]:
    """The persons whose office has all the words of "the Deputy Minister", "Her Excellency Minister"."""
    words = {w for w in source.span.of(cast.text).split() if w[:1].isupper()} - {
        "The",
        "His",
        "Her",
        "Excellency",
        "H.E.",
    }
    title = {word.lower() for word in words}
    people = [e for e in cast.entities.values() if e.kind == "person" and cast.is_voice(e.id)]
    return [e.id for e in people if title and title <= set((e.office or "").lower().replace(",", "").split())]


def _is_somebody(cast: Cast, source: Phrase) -> bool:
    """Whether a phrase is words for a person, a body or a group, and no pronoun: "the visitor", "the Summit"."""
    kinds = {cast.marked.mentions[i].kind for i in source.mentions}
    if source.pronoun is None and kinds & {"person", "office", "government", "organization", "group"}:
        return True
    heads = {word.lemma for word in cast.tokens_in(source.head)} if not source.mentions else set()
    return source.pronoun is None and bool(heads & _PEOPLE)


def _by_voice(cast: Cast, said: Attribution, voice: Voice | None, turn: Phrase | None) -> Iterator[Position]:
    """What "we" say, or "the Secretary" of nobody else's document: said for the side the document speaks for."""
    assert said.source is not None
    ours = said.source.pronoun in _OURS
    ids = [id for id in cast.of_phrase(turn) if cast.speaks(id)] if ours and turn is not None else []
    if ids:
        guessed = voice.side if voice and not _speaks_of(cast, said, voice) else None
        side = cast.side(ids[0]) or guessed
        yield _position(cast, said, ids[0], side, PRONOUN, f"{said.source.pronoun!r} of who has the word")
        return
    words = said.source.span.of(cast.text).split()
    titled = len(words) <= MAX_TITLE and words[0].lower() == "the" and any(w[:1].isupper() for w in words[1:])
    office = titled and any(cast.marked.mentions[i].kind == "office" for i in said.source.mentions)
    if voice is None or not (ours or office) or _speaks_of(cast, said, voice):
        return
    named = _holders(cast, words[-1].lower(), voice.side) if office else []
    who = named[0] if len(named) == 1 else _state_of(cast, voice.side) if ours else None
    yield _position(cast, said, who, voice.side, min(voice.confidence, PRONOUN), voice.reason.partition("; ")[2])


def _state_of(cast: Cast, side: str | None) -> str | None:
    """The state or organization itself that a side is, which "we" stands for in its texts."""
    whole = [
        e.id for e in cast.entities.values() if e.kind == "country" and cast.side(e.id) == side and side is not None
    ]
    whole = whole or [e.id for e in cast.entities.values() if e.kind == "organization" and e.represents == side]
    return whole[0] if len(whole) == 1 else None


def _speaks_of(cast: Cast, said: Attribution, voice: Voice) -> bool:
    """Whether the words name a side as another would: "we urge Kenya to" is not said for Kenya.

    Whoever is known to have published it may well speak of itself ("we recall that Chad has claims against Kenya").
    """
    assert said.source is not None
    if said.source.pronoun not in _OURS:
        return cast.text.startswith(" of ", said.source.span.end)
    end = said.content.start if voice.is_known else said.content.end
    reach = Span(said.source.span.end, max(said.source.span.end, end))
    return any(cast.side(id) == voice.side for i, _ in cast.mentions_in(reach) for id in cast.of_mention(i))


def _holders(cast: Cast, title: str, side: str | None) -> list[str]:
    """The persons of a side whose office bears a title."""
    return [
        e.id
        for e in cast.entities.values()
        if e.kind == "person" and title in (e.office or "").lower().split() and cast.side(e.id) == side
    ]


def _sureness(cast: Cast, said: Attribution) -> tuple[float, str]:
    assert said.source is not None
    if said.source.pronoun:
        return PRONOUN, f"{said.source.pronoun!r} with {said.lemma!r}"
    if said.quoted and not cast.marked.sentences[said.sentence].span.covers(said.cue):
        return PRONOUN, "the quote goes on"
    if said.quoted:
        return QUOTED, "quoted by name"
    wording = " " in said.lemma and said.lemma not in load_speech().verbs
    return (WORDING, f"wording {said.lemma!r}") if wording else (NAMED, f"named with {said.lemma!r}")


def _position(
    cast: Cast, said: Attribution, speaker: str | None, side: str | None, confidence: float, reason: str
) -> Position:
    force = find_force(cast, said, side)
    contexts = cast.contexts(said.content)
    boilerplate = said.sentence in cast.marked.boilerplate
    return Position(
        id="",
        speaker=speaker,
        represents=side,
        explicit=said.explicit,
        quoted=said.quoted,
        force=force,
        about=Topic(said.content.of(cast.text), said.content, contexts),
        cue=said.cue,
        sentence=cast.marked.sentences[said.sentence].span,
        target=find_target(cast, said, force, side, speaker),
        contexts=contexts,
        boilerplate=boilerplate,
        confidence=min(confidence, BOILERPLATE) if boilerplate else confidence,
        reason=reason,
    )


def _without_repeats(cast: Cast, found: list[Position]) -> list[Position]:
    """A headline says what the body says again; only the body's telling is kept."""
    heads = {s.span for s in cast.marked.sentences if s.kind == "headline"}
    body = [p for p in found if p.sentence not in heads]
    return [p for p in found if p.sentence not in heads or not any(_is_again(cast, p, other) for other in body)]


def _is_again(cast: Cast, head: Position, other: Position) -> bool:
    if head.represents != other.represents:
        return False
    words = {w for w in cast.lemmas(head.about.span) if len(w) > 3}
    shared = words & set(cast.lemmas(other.about.span))
    return head.force == other.force or len(shared) >= max(2, len(words) // 2)

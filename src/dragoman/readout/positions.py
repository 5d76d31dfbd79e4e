"""Positions: one for each thing said, by whom, for which side, with what force, at whom.

They come from attributions. A medium's word is nobody's position; what is said within what is said
belongs to the outer one; what "the sides" say is a position of each of them, less surely. Where the
sentence names nobody, no person is guessed: only the side the document speaks for, and why.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.knowledge.speech import load_speech
from dragoman.readout.cast import Cast
from dragoman.readout.stance import find_force, find_target
from dragoman.readout.voice import Voice, find_voice
from dragoman.records import Attribution, Marked, Position, Resolved, Topic

# How often each kind of wording means what it seems to, by judgement, to be swept on labelled reports.
QUOTED, NAMED, WORDING, PRONOUN, EACH, PRIVATE = 0.9, 0.85, 0.75, 0.75, 0.6, 0.5
BOILERPLATE = 0.4
# What only points at something said before is no proposition.
_POINTERS = frozenset("it this that them so these those him her us me you yes no the same".split())
_TALKED = frozenset(["touch", "speak", "talk", "dwell", "elaborate", "explain", "outline"])


def find_positions(marked: Marked, resolved: Resolved) -> tuple[Position, ...]:
    """The positions of a document, with ids `p1`, `p2`, ... in the order of the text.

    >>> from dragoman.records import Document
    >>> find_positions(Marked(Document("d", "Envoys met.")), Resolved())
    ()
    """
    cast = Cast(marked, resolved)
    found: list[tuple[Attribution, Position]] = []
    voice = find_voice(cast)
    by_size = sorted(marked.attributions, key=lambda a: (a.sentence, a.content.start - a.content.end, a.cue))
    for said in by_size:
        says_something = said.content.of(cast.text).lower() not in _POINTERS
        if says_something and cast.is_open(said.sentence) and not _is_inside(said, found):
            found += [(said, position) for position in _positions(cast, said, voice)]
    kept = _without_repeats(cast, [position for _, position in found])
    kept.sort(key=lambda p: (p.sentence, p.cue, p.about.span, p.represents or ""))
    return tuple(replace(position, id=f"p{n}") for n, position in enumerate(kept, 1))


def _is_inside(said: Attribution, found: list[tuple[Attribution, Position]]) -> bool:
    """Whether it is part of what another says."""
    return any(
        outer.sentence == said.sentence and outer is not said and outer.content.covers(said.cue) for outer, _ in found
    )


def _positions(cast: Cast, said: Attribution, voice: Voice | None) -> Iterator[Position]:
    if said.source is None:
        if voice is not None and said.lemma not in load_speech().takes["hearsay"]:
            yield _position(cast, said, None, voice.side, voice.confidence, voice.reason)
        return
    if cast.is_press(said.source):
        return
    sides: dict[str | None, str] = {}
    for id in cast.of_phrase(said.source):
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
        if not cast.is_voice(id):
            confidence, reason = min(confidence, PRIVATE), f"{reason}; no side known"
        yield _position(cast, said, id, side, confidence, reason)


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

"""How sure a position is: the chance that it is one, and said for that side, by learned weights and the encoder.

What speaks for it is told in words ("cue offer", "speaker office", "begins with to"), as for events; light layers over
how the encoder sees what is said, its cue and their sentence add to their sum. Both are learned from annotated
documents from which the reader has not learned (`train/rankers/stated.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dragoman.inference.heads import load_heads
from dragoman.inference.ranker import load_ranker, soften
from dragoman.readout.cast import Cast
from dragoman.readout.forces import hear, tell_force
from dragoman.readout.stance import find_ruled_force
from dragoman.records import Attribution, Position

MODEL, HEAD = "positions-1", "position"
# A position less sure than this is not told; in a text of few sentences, which tells plainly and without what else
# speaks for a position, one less sure than the second.
MIN_SURE, MIN_SHORT = 0.15, 0.04
FEW_SENTENCES = 3
# How the reason of an entity begins whose side is only the likeliest.
_GUESSED = "the side of the text that fits"
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
# What is said is told to be so many words long, in steps; all longer ones alike.
STEP, MAX_STEPS = 4, 8
TENTHS, FIFTHS = 10, 5
# How many characters hold the word before.
BEFORE = 6


def keep_sure(positions: Iterable[Position], sentences: int) -> tuple[Position, ...]:
    """The positions of a text of so many sentences that are sure enough to be told, numbered anew, boilerplate too.

    >>> from dragoman.records import Span, Topic
    >>> said = Topic("it rains", Span(11, 19))
    >>> one = Position("p2", None, "KEN", True, False, "state", said, Span(6, 10), Span(0, 19), confidence=0.7)
    >>> [position.id for position in keep_sure([replace(one, id="p1", confidence=0.01), one], 9)]
    ['p1']
    """
    least = MIN_SHORT if sentences <= FEW_SENTENCES else MIN_SURE
    sure = (position for position in positions if position.boilerplate or position.confidence >= least)
    return tuple(replace(position, id=f"p{number}") for number, position in enumerate(sure, 1))


def how_sure(cast: Cast, said: Attribution, position: Position, beside: int) -> float:
    """The chance that a position is right; `beside` counts those that its sentence tells."""
    scores = load_ranker(MODEL).scores([[*tell_position(cast, said, position, beside)], ()])
    if (heard := hear(cast, said)) is not None:
        added = load_heads(MODEL).deep(HEAD, heard[None])[0].tolist()
        scores = [one + more for one, more in zip(scores, added, strict=True)]
    return soften(scores)[0]


def tell_position(cast: Cast, said: Attribution, position: Position, beside: int) -> Iterator[str]:
    """What speaks for a position, or against it, in words that have weights."""
    yield from dict.fromkeys(
        tell_force(cast, said, position.represents, find_ruled_force(cast, said, position.represents))
    )
    force, cue, text = position.force, said.lemma, cast.text
    yield from (f"force {force}", f"cue {cue} {force}", f"reason {' '.join(position.reason.split()[:2])}")
    yield f"{position.confidence} at first"
    yield "explicit" if position.explicit else "hidden"
    yield "of a side" if position.represents else "of no side"
    yield "with target" if position.target else "without target"
    yield from _tell_speaker(cast, position, cue)
    tokens = cast.tokens_in(position.about.span)
    first = (tokens[0].tag, tokens[0].lemma) if tokens else ("", "")
    yield from (f"begins {first[0]}", f"begins with {first[1]}", f"cue {cue} begins {first[0]}")
    finite = "finite" if any(token.tag in _FINITE for token in tokens) else "bare"
    yield from (finite, f"cue {cue} {finite}", f"long {min(len(tokens) // STEP, MAX_STEPS)}")
    words, sentence = position.about.span.of(text), cast.marked.sentences[said.sentence]
    yield f"covers {TENTHS * len(words) // max(1, sentence.span.end - sentence.span.start)}"
    yield f"in a {sentence.kind}"
    yield from (f"with {mark!r}" for mark in (";", " and ") if mark in words)
    before = text[max(0, position.about.span.start - BEFORE) : position.about.span.start]
    yield f"behind {' '.join(before.split()[-1:])}"
    yield f"one of {beside}"


def _tell_speaker(cast: Cast, position: Position, cue: str) -> Iterator[str]:
    if position.speaker is None:
        yield from ("nobody speaks", f"cue {cue} of nobody")
        return
    speaker = cast.entity(position.speaker)
    yield from (f"speaker {speaker.kind}", f"cue {cue} of {speaker.kind}")
    yield f"speaker {speaker.sectors[0] if speaker.sectors else 'none'}"
    yield f"speaker {'fits' if speaker.reason.startswith(_GUESSED) else 'told'} {int(speaker.confidence * FIFTHS)}"


def count_beside(position: Position, positions: Sequence[Position]) -> int:
    """How many positions the sentence of one tells, itself among them."""
    return sum(other.sentence == position.sentence for other in positions)

"""How forceful a thing said is, weighed: what speaks for each force, as learned from annotated positions.

"State" and "inform" are the verbs of all forces ("said that the step was an outrage"), so the words of the cue,
of what is said, its first modal and whose doing it speaks of are weighed together, with the rules' own answer
(`stance.py`) as the strongest sign.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.inference.ranker import load_ranker
from dragoman.readout.cast import Cast
from dragoman.readout.stance import OPEN_FORCES, find_modal, find_ruled_force, is_own_subject, opens_with_other
from dragoman.records import FORCES, Attribution

MODEL = "forces-1"
_NAMES = frozenset(["NNP", "NNPS", "CD"])
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
# What is said is told to be so many words long, in steps; all longer ones alike.
STEP, MAX_STEPS = 5, 5
_TELLS = frozenset("speak talk touch dwell elaborate outline brief discuss".split())
# The chance the weights need where the cue is open ("said"), and against one that says its force ("condemned"). Swept
# from 0 to 0.55 on five folds of the corpus's training part, macro F1: 0.686, 0.692 at 0.3, 0.696 at 0.35, 0.695 at
# 0.4, then falling; and from 0 to 0.7, best from 0.4 to 0.5. The rules alone have 0.587.
MIN_CHANCE = 0.35
MIN_AGAINST_CUE = 0.5


def find_force(cast: Cast, said: Attribution, side: str | None) -> str:
    """The force of an attribution said for a side."""
    ruled = find_ruled_force(cast, said, side)
    told = list(tell_force(cast, said, side, ruled))
    chances = load_ranker(MODEL).chances_of(FORCES, told)
    weighed = FORCES[chances.index(max(chances))]
    if said.lemma in _TELLS and not any(token.tag in _FINITE for token in cast.tokens_in(said.content)):
        return ruled  # "spoke about the recovery" names a subject and judges nothing
    needed = MIN_CHANCE if ruled in OPEN_FORCES else MIN_AGAINST_CUE
    return weighed if max(chances) >= needed else ruled


def tell_for(force: str, told: list[str]) -> list[str]:
    """What is told, as it speaks for one force.

    >>> tell_for("warn", ["cue threaten", "quoted"])
    ['warn: cue threaten', 'warn: quoted']
    """
    return [f"{force}: {word}" for word in told]


def tell_force(cast: Cast, said: Attribution, side: str | None, ruled: str) -> Iterator[str]:
    """Everything that speaks for one force or another; names and numbers do not."""
    yield f"ruled {ruled}"
    yield f"cue {said.lemma}"
    yield f"verb {said.lemma.split(' ')[0]}"
    yield from (f"cue word {lemma}" for lemma in dict.fromkeys(cast.lemmas(said.cue)))
    modal, negated = find_modal(cast, said.content)
    modality = f"{'not ' if negated else ''}{modal or 'no modal'}"
    own = is_own_subject(cast, said.content, side)
    subject = "own" if own else "other" if opens_with_other(cast, said, side) else "neither"
    yield from (modality, f"{subject} subject", f"{subject} subject, {modality}")
    if said.quoted:
        yield "quoted"
    tokens = cast.tokens_in(said.content)
    words = [token.lemma for token in tokens if token.tag not in _NAMES and token.lemma.isalpha()]
    yield from (f"word {lemma}" for lemma in dict.fromkeys(words))
    yield f"opens {words[0] if words else 'with a name'}"
    yield f"first verb {next((token.tag for token in tokens if token.tag in _FINITE), 'none')}"
    if any(letter.isdigit() for token in tokens for letter in token.text):
        yield "a number"
    yield f"length {min(MAX_STEPS, len(tokens) // STEP)}"

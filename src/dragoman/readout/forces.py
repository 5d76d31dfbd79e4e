"""How forceful a thing said is, weighed: what speaks for each force, as learned from annotated positions.

"State" and "inform" are the verbs of all forces ("said that the step was an outrage"), so the words of the cue,
of what is said, its first modal and whose doing it speaks of are weighed together, with the rules' own answer
(`stance.py`) as the strongest sign; and with them how the encoder sees the cue, what is said and their sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.inference.heads import Array, load_heads
from dragoman.inference.ranker import load_ranker, soften
from dragoman.knowledge.frames import conflict_words
from dragoman.knowledge.speech import load_speech
from dragoman.readout.cast import Cast
from dragoman.readout.stance import (
    OPEN_FORCES,
    find_modal,
    find_ruled_force,
    find_ruled_out,
    is_own_subject,
    opens_with_other,
)
from dragoman.records import FORCES, Attribution, Span, Token

MODEL, HEAD = "forces-1", "force"
_NAMES = frozenset(["NNP", "NNPS", "CD"])
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
# What is said is told to be so many words long, in steps; all longer ones alike.
STEP, MAX_STEPS = 5, 5
_TELLS = frozenset("speak talk touch dwell elaborate outline brief discuss".split())
_WHERE = frozenset("in with on at within between behind ahead beyond here there elsewhere".split())
_CONFLICT = frozenset(["criticise", "reject"])
_MILD = OPEN_FORCES | {"welcome", "support"}
# The chance the weights need where the cue is open ("said"), and against one that says its force ("condemned"). With
# the encoder beside the words macro F1 on kept practice texts is 0.745 from 0 to 0.6 of either, on the dev part 0.79;
# the words alone have 0.705 and 0.76, the rules 0.54 and 0.60.
MIN_CHANCE = 0.35
MIN_AGAINST_CUE = 0.6
# Where the cue is open, the lead over the rules' own answer, and the chance of a criticism or refusal in which no word
# is of conflict and none denies. Swept by words alone on the dev part and kept practice texts: macro F1, what only
# states, welcomes or supports told as criticism or refusal, and the criticisms and refusals told right. No lead 0.685,
# 84 and 519; with praise heard as none, lead 0 0.685, 80, 519; lead 0.1 0.686, 68, 515; with that lead bare 0.45 0.683,
# 60, 500, 0.5 0.683, 55, 491, 0.55 0.682, 51, 480; lead 0.15 and bare 0.6 0.680, 47, 473. Not to accuse weighs more
# than to miss.
MIN_LEAD = 0.1
MIN_BARE = 0.55


def find_force(cast: Cast, said: Attribution, side: str | None) -> str:
    """The force of an attribution said for a side."""
    ruled = find_ruled_force(cast, said, side)
    if said.lemma in _TELLS and not any(token.tag in _FINITE for token in cast.tokens_in(said.content)):
        return ruled  # "spoke about the recovery" names a subject and judges nothing
    told = list(tell_force(cast, said, side, ruled))
    scores = load_ranker(MODEL).scores_of(FORCES, told)
    if (heard := hear(cast, said)) is not None:
        added = load_heads(MODEL).deep(HEAD, heard[None])[0].tolist()
        scores = [one + more for one, more in zip(scores, added, strict=True)]
    chances = dict(zip(FORCES, soften(scores), strict=True))
    chances = _without(chances, find_ruled_out(cast, said, side) - {ruled})
    if ruled in _MILD and is_praise(cast, said) and not is_own_subject(cast, said.content, side):
        chances = _without(chances, _CONFLICT)
    weighed = max(chances, key=lambda force: chances[force])
    if ruled not in OPEN_FORCES:
        return weighed if chances[weighed] >= MIN_AGAINST_CUE else ruled
    bare = weighed in _CONFLICT and not _is_harm(cast, said)
    sure = chances[weighed] >= (MIN_BARE if bare else MIN_CHANCE)
    return weighed if sure and chances[weighed] - chances[ruled] >= MIN_LEAD else ruled


def _without(chances: dict[str, float], forces: frozenset[str]) -> dict[str, float]:
    """The chances of the other forces alone."""
    left = {force: chance for force, chance in chances.items() if force not in forces}
    return {force: chance / sum(left.values()) for force, chance in left.items()}


def hear(cast: Cast, said: Attribution) -> Array | None:
    """How the encoder sees what is said, its cue and their sentence, as one row; `None` where it was not asked."""
    vectors = cast.marked.vectors[said.sentence] if cast.marked.vectors else None
    if vectors is None:
        return None
    whole = cast.marked.sentences[said.sentence].span
    spans = [Span(max(s.start, whole.start), min(s.end, whole.end)) for s in (said.content, said.cue)]
    return vectors.side_by_side([(span.start - whole.start, span.end - whole.start) for span in spans])


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
    words = [
        token.lemma
        for token, after in zip(tokens, [*tokens[1:], None], strict=True)
        if token.tag not in _NAMES and token.lemma.isalpha() and not _is_place(token, after)
    ]
    yield from (f"word {lemma}" for lemma in dict.fromkeys(words))
    yield f"opens {words[0] if words else 'with a name'}"
    yield f"first verb {next((token.tag for token in tokens if token.tag in _FINITE), 'none')}"
    if any(letter.isdigit() for token in tokens for letter in token.text):
        yield "a number"
    yield f"length {min(MAX_STEPS, len(tokens) // STEP)}"


def _is_place(token: Token, after: Token | None) -> bool:
    """ "The answer lies in dialogue" tells no lie."""
    return token.lemma == "lie" and after is not None and after.text.lower() in _WHERE


def is_praise(cast: Cast, said: Attribution) -> bool:
    """Whether what is said has words that speak well of somebody, and none that turn them around."""
    content, runs = load_speech().content, cast.runs(said.content)
    return bool(content["praise"] & runs) and not content["unpraised"] & runs


def _is_harm(cast: Cast, said: Attribution) -> bool:
    """Whether what is said has a word for conflict, or one that denies."""
    content, acts = load_speech().content, conflict_words()
    words = content["unpraised"] | content["criticise"] | content["judgement"] | content["reject"] | content["warn"]
    tokens = [token for token in cast.tokens_in(said.content) if token.tag[:2] in ("VB", "NN")]
    return bool(words & cast.runs(said.content)) or any((token.lemma, token.tag[:2]) in acts for token in tokens)

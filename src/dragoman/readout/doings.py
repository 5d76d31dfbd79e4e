"""Verbs of saying that tell of a deed: "refused to leave his house", "declared war", "ordered the army to shoot".

Nothing is said there that could be a position; the deed is an event's. Of 118 with the verbs of `_DONE` that the coder
took for positions, in the corpus's dev part, half of its training part and a third of the kept practice texts,
annotators have 13 as one (November 2026, by a script that was not kept).
"""

from __future__ import annotations

from itertools import takewhile

from dragoman.readout.cast import Cast
from dragoman.records import Attribution, Mention, Span

# What these take is done or left undone, unless it is a clause or somebody's own words.
_DONE = frozenset("refuse decline decide order direct instruct back declare".split())
# Nobody is said to be anything by these: "dismissed his minister", "recognised the government".
_TO_SOMEBODY = frozenset("dismiss recognise recognize".split())
_SOMEBODY = frozenset("person office country government organization group".split())
_FINITE = frozenset("VBD VBZ VBP MD".split())
_SUBORDINATES = frozenset("after before when while since because as which who whose where until".split())
_NOTED = frozenset(["take note of"])
_CARRIERS = frozenset("convey extend deliver transmit hand relay".split())


def is_deed(cast: Cast, said: Attribution) -> bool:
    """Whether an attribution tells what somebody does and not what he says."""
    if said.quoted or not said.explicit:
        return False  # "it was decided to": what was agreed at a meeting is told so
    if said.lemma in _NOTED:
        return True
    tokens = cast.tokens_in(said.content)
    if said.lemma.split(" ")[0] in _CARRIERS and any(token.lemma == "invitation" for token in tokens[:3]):
        return True
    if said.lemma in _TO_SOMEBODY:
        return any(m.kind in _SOMEBODY and _is_all(cast, said, m) for m in _opens(cast, said))
    return said.lemma in _DONE and not _is_clause(cast, said)


def _opens(cast: Cast, said: Attribution) -> list[Mention]:
    """The mentions with which what is said begins."""
    start = said.content.start
    return [m for _, m in cast.mentions_in(said.content) if m.span.start - start <= 4 and m.outer is None]


def _is_all(cast: Cast, said: Attribution, mention: Mention) -> bool:
    """Whether a mention is what is taken, and not whose that is: "dismissed [the minister]'s remarks"."""
    behind = cast.tokens_in(Span(mention.span.end, said.content.end))[:1]
    return mention.form != "adjective" and not (behind and (behind[0].tag == "POS" or behind[0].tag[:2] == "NN"))


def _is_clause(cast: Cast, said: Attribution) -> bool:
    """Whether a verb takes a clause: "declared that it was over", not "declared war after it was attacked"."""
    if cast.text[: said.content.start].rstrip().endswith(" that"):
        return True
    tokens = cast.tokens_in(said.content)
    if not tokens or tokens[0].tag in ("TO", "VB"):
        return False
    own = takewhile(lambda token: token.lemma not in _SUBORDINATES, tokens)
    return any(token.tag in _FINITE for token in own)

"""Verbs of saying that tell of a deed: "refused to leave his house", "declared war", "ordered the army to shoot".

Nothing is said there that could be a position; the deed is an event's. Of 118 with the verbs of `_DONE` that the coder
took for positions, in the corpus's dev part, half of its training part and a third of the kept practice texts,
annotators have 13 as one (November 2026).
"""

from __future__ import annotations

from dragoman.readout.cast import Cast
from dragoman.records import Attribution, Mention

# What these take is done or left undone, unless it is a clause or somebody's own words.
_DONE = frozenset("refuse decline decide order direct instruct back declare".split())
# Nobody is said to be anything by these: "dismissed his minister", "recognised the government".
_TO_SOMEBODY = frozenset("dismiss recognise recognize".split())
_SOMEBODY = frozenset("person office country government organization group".split())
_FINITE = frozenset("VBD VBZ VBP MD".split())
_NOTED = frozenset(["take note of"])
_CARRIERS = frozenset("convey extend deliver transmit hand relay".split())


def is_deed(cast: Cast, said: Attribution) -> bool:
    """Whether an attribution tells what somebody does and not what he says."""
    if said.quoted:
        return False
    if said.lemma in _NOTED:
        return True
    tokens = cast.tokens_in(said.content)
    if said.lemma.split(" ")[0] in _CARRIERS and any(token.lemma == "invitation" for token in tokens[:3]):
        return True
    if said.lemma in _TO_SOMEBODY:
        return any(m.form != "adjective" and m.kind in _SOMEBODY for m in _opens(cast, said))
    is_clause = any(token.tag in _FINITE for token in tokens[:12]) and not _is_infinitive(cast, said)
    return said.lemma in _DONE and not is_clause


def _opens(cast: Cast, said: Attribution) -> list[Mention]:
    """The mentions with which what is said begins."""
    start = said.content.start
    return [m for _, m in cast.mentions_in(said.content) if m.span.start - start <= 4 and m.outer is None]


def _is_infinitive(cast: Cast, said: Attribution) -> bool:
    """Whether it is what somebody is to do."""
    first = cast.tokens_in(said.content)[:1]
    return bool(first) and first[0].tag in ("TO", "VB")

"""Whose a party is that the text gives no side: every side of the text, and none of them, weighed beside each other.

What speaks for each side is told in words (`belonging`), of which `sides-1` and the reader make a score. Here the words
go with sizes (how often a side is named, how many sentences back), with both scores, and with how the encoder sees the
party and where the side is named, through light layers that see the other sides as well (`inference/candidates.py`).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from typing import NamedTuple

import numpy as np

from dragoman.inference.candidates import load_candidates
from dragoman.inference.heads import Array
from dragoman.inference.ranker import soften
from dragoman.records import Mention, Span
from dragoman.resolve.belonging import (
    MAX_QUERIES,
    Named,
    Scene,
    point_at_sides,
    sort_of,
    tell_fit,
    tell_none,
    weigh_by_words,
)
from dragoman.resolve.belonging import MODEL as BY_WORDS
from dragoman.resolve.gathering import Gathering
from dragoman.resolve.parties import Party
from dragoman.resolve.pointing import hear, score, tell_scores

MODEL = "whose-1"
# Sentences between a party and a side's next place that are told apart, before it and behind it.
FARTHEST = 3
# More mentions of a party than this are alike.
MANY = 4


class Asked(NamedTuple):
    """The sides of a text and none of them, as candidates for one party; `party` is how the encoder sees that."""

    sides: tuple[str | None, ...]
    signs: list[dict[str, float]]
    party: Array | None
    heard: list[Array | None]


def weigh_sides(
    gathering: Gathering, party: Party, scene: Scene, barred: Collection[str] = ()
) -> list[tuple[str | None, float]]:
    """The chance of each side, and of none (`None`), to be a party's; the likeliest first.

    `barred` are sides that something rules out: they keep their chances, and others are likelier for it. Where the
    encoder has not read the party's sentences, only what words and the reader say counts.
    """
    asked = ask_sides(gathering, party, scene, barred)
    if asked.party is None:
        return weigh_by_words(gathering, party, scene)
    chances = soften(load_candidates(MODEL).score(asked.signs, asked.party, asked.heard)[:, 0].tolist())
    return sorted(zip(asked.sides, chances, strict=True), key=lambda one: -one[1])


def ask_sides(gathering: Gathering, party: Party, scene: Scene, barred: Collection[str] = ()) -> Asked:
    """What is told of every side and of none, and how the encoder sees it."""
    words = [[*tell_fit(gathering, party, scene, side)] for side in scene.sides]
    words.append([*tell_none(gathering, party, scene)])
    told, pointed = score(BY_WORDS, words, gathering.marked.whole, lambda: point_at_sides(gathering, party, scene))
    own = _own_mentions(gathering, party)
    near = [_nearest(scene, side, own[0]) for side in scene.sides]
    signs = [dict.fromkeys(said, 1.0) for said in words]
    for side, place, one in zip(scene.sides, near, signs, strict=False):
        one.update(_tell_sizes(gathering, party, scene, side))
        if place is not None:
            one["back"] = max(-FARTHEST, min(FARTHEST, own[0].sentence - place[0]))
        if side in barred:
            one["barred"] = 1.0
    signs[-1]["is none"] = signs[-1][f"sort {sort_of(gathering, party)}"] = 1.0
    tell_scores(signs, told, pointed)
    marked = gathering.marked
    seen = [vector for mention in own if (vector := hear(marked, mention.sentence, mention.span)) is not None]
    heard = [None if place is None else hear(marked, place[0], Span(*place[1][:2])) for place in near]
    asked: Array | None = np.mean(seen, 0) if seen else None
    return Asked((*scene.sides, None), signs, asked, [*heard, None])


def _own_mentions(gathering: Gathering, party: Party) -> list[Mention]:
    """The first mentions of a party, pronouns only where it has no others."""
    mentions = [gathering.marked.mentions[i] for i in gathering.indexes_of(party)]
    return ([one for one in mentions if one.form != "pronoun"] or mentions)[:MAX_QUERIES]


def _nearest(scene: Scene, side: str, mention: Mention) -> tuple[int, Named] | None:
    """The sentence in which a side is named nearest to a mention, and where; `None` where the text never names it."""
    start = mention.span.start
    return min(
        scene.by_side.get(side, ()),
        key=lambda at: (abs(at[0] - mention.sentence), abs(at[1].start - start)),
        default=None,
    )


def _tell_sizes(gathering: Gathering, party: Party, scene: Scene, side: str) -> Iterator[tuple[str, float]]:
    """What a party is, and how much of the text a side is."""
    yield f"kind {party.kind}", 1
    yield f"sort {sort_of(gathering, party)}", 1
    yield from ((f"sector {sector}", 1) for sector in party.sectors[:1])
    if party.names:
        yield "named", 1
    if party.many:
        yield "many", 1
    yield "times", min(MANY, len(gathering.indexes_of(party)))
    yield "count", math.log1p(scene.counts[side])
    yield "share", scene.counts[side] / max(1, scene.counts.total())

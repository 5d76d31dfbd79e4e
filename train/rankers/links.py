"""Learn whom pronouns and descriptions stand for: `python -m train.rankers.links --to src/dragoman/models/links-1`.

Every annotated mention of the corpus's training part that points back ("he", "the ministry") is a choice between the
parties spoken of before it and nobody. Those before it are linked as annotated. Without `--to` it measures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.evaluate.documents import share
from dragoman.evaluate.gold import Gold
from dragoman.inference import Reader
from dragoman.knowledge import Knowledge
from dragoman.records import Mention
from dragoman.resolve.linking import find_antecedents, is_unlinked, point_back, tell_link, tell_no_link
from dragoman.resolve.party_search import gather_parties
from dragoman.resolve.sides import settle_sides
from train.rankers.learning import Choice, run, understood
from train.rankers.sides import SAME_MENTION, find_entity

# With the practice texts as many are right from 1.5 to 3, and at 3 the surprise at what is right is less.
PENALTY = 3.0


def read_choices(base: Knowledge, golds: Sequence[Gold], reader: Reader | None = None) -> Iterator[Choice]:
    """The choices of annotated documents; with a reader those of mentions that only it sees as well."""
    for gold in golds:
        gathering = gather_parties(understood(gold.document, base, reader), base)
        settle_sides(gathering)
        owner = {id(p): e.id for p in gathering.parties if (e := find_entity(gathering, p, gold.entities)) is not None}
        for index, mention in enumerate(gathering.marked.mentions):
            wanted = _annotated(gold, mention) if is_unlinked(gathering, index) else None
            parties = find_antecedents(gathering, index) if wanted else []
            if not parties:
                continue
            told = [list(tell_link(gathering, index, party, place)) for place, party in enumerate(parties)]
            told.append(list(tell_no_link(gathering, index, parties)))
            right = next((n for n, p in enumerate(parties) if owner.get(id(p)) == wanted), len(parties))
            yield Choice(gold.document.id, told, right, point_back(gathering, index, parties))
            if right < len(parties):
                gathering.give(index, parties[right])


def _annotated(gold: Gold, mention: Mention) -> str | None:
    """The entity whose annotated mention lies over this one."""
    best = max(((share(mention.span, m), e.id) for e in gold.entities for m in e.mentions), default=(0.0, ""))
    return best[1] if best[0] > SAME_MENTION else None


if __name__ == "__main__":
    run("python -m train.rankers.links", __doc__, read_choices, None, PENALTY)

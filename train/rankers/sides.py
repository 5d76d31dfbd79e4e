"""Learn whose a party is: `python -m train.rankers.sides --to src/dragoman/models/sides-1`.

Every party of the corpus's training part to which its own words give no side is a choice between the sides of its
text and none; the weights make the annotated one likeliest. Without `--to` it measures, by folds of documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dragoman.evaluate.documents import share
from dragoman.evaluate.gold import Gold
from dragoman.inference import Reader
from dragoman.knowledge import Knowledge
from dragoman.records import Entity
from dragoman.resolve.belonging import make_scene, point_at_sides, tell_fit, tell_none
from dragoman.resolve.gathering import Gathering
from dragoman.resolve.issuers import find_home
from dragoman.resolve.parties import Party
from dragoman.resolve.party_search import gather_parties
from dragoman.resolve.sides import country_of, is_open, settle_told
from train.rankers.learning import Choice, run, understood

# Swept 3 to 8 with the practice texts: about as many are right, and at 8 the surprise at what is right is least.
PENALTY = 8.0
SAME_MENTION = 0.3


def read_choices(base: Knowledge, golds: Sequence[Gold], reader: Reader | None = None) -> Iterator[Choice]:
    """The choices of annotated documents; with a reader those of parties that only it sees as well."""
    for gold in golds:
        gathering = gather_parties(understood(gold.document, base, reader), base)
        settle_told(gathering)
        scene = make_scene(gathering, find_home(gathering))
        if not scene.sides:
            continue
        for party in gathering.parties:
            entity = find_entity(gathering, party, gold.entities) if is_open(gathering, party) else None
            if entity is None:
                continue
            told = [list(tell_fit(gathering, party, scene, side)) for side in scene.sides]
            told.append(list(tell_none(gathering, party, scene)))
            right, pointing = place_of_side(base, scene.sides, entity), point_at_sides(gathering, party, scene)
            yield Choice(gold.document.id, told, right, pointing)


def place_of_side(base: Knowledge, sides: Sequence[str], entity: Entity) -> int:
    """The place of an entity's side among some; behind the last where none is, or more than one."""
    codes = [country_of(base, side) or side for side in sides]
    fits = [n for n, code in enumerate(codes) if code == entity.country]
    if len(fits) > 1:
        fits = [n for n in fits if sides[n] == entity.represents]
    return fits[0] if len(fits) == 1 else len(sides)


def find_entity(gathering: Gathering, party: Party, entities: Sequence[Entity]) -> Entity | None:
    """The annotated entity that a party's mentions name most often."""
    spans = [gathering.marked.mentions[i].span for i in gathering.indexes_of(party)]
    count = Counter({e.id: sum(any(share(s, m) > SAME_MENTION for m in e.mentions) for s in spans) for e in entities})
    best = count.most_common(1)
    return next(e for e in entities if e.id == best[0][0]) if best and best[0][1] else None


if __name__ == "__main__":
    run("python -m train.rankers.sides", __doc__, read_choices, None, PENALTY)

"""What happened, how, in what context, who to whom: `find_drafts` turns a marked document into events.

`reading` asks the layers, `match` fits clauses to the frame lexicon, `realis` and `meaning` apply the
codebook's rules on what is told as done, `drafts` keeps the order. Roles are still mentions.
"""

from dragoman.coding.drafts import find_drafts
from dragoman.knowledge.frames import load_lexicon
from dragoman.knowledge.ontology import load_ontology

__all__ = ["act_nouns", "find_drafts", "ontology_version"]


def act_nouns() -> frozenset[str]:
    """The lemmas of nouns that tell an act ("visit"), which get clauses of their own.

    >>> {"visit", "expulsion"} <= act_nouns()
    True
    """
    return load_lexicon().act_nouns


def ontology_version() -> str:
    """Which ontology the types and codes are of.

    >>> ontology_version()
    'PLOVER 2.0'
    """
    return load_ontology().version

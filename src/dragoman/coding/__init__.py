"""What happened, how, in what context, who to whom: `code_events` turns a marked document into drafts of events.

`reading` asks the layers, `match` fits clauses to the frame lexicon, `realis` and `meaning` apply the
codebook's rules on what is told as done, `drafts` keeps the order; `reader_first` lets the trained reader overrule
them, and `seen` adds what only it sees. Roles are still mentions.
"""

from dragoman.coding.drafts import find_drafts
from dragoman.coding.reader_first import drop_gainsaid, fill_roles
from dragoman.coding.seen import MIN_CHANCE, add_seen, find_seen
from dragoman.knowledge.frames import load_lexicon
from dragoman.knowledge.ontology import load_ontology
from dragoman.records import Draft, Marked

__all__ = ["act_nouns", "code_events", "find_drafts", "ontology_version"]


def code_events(marked: Marked, least_chance: float = MIN_CHANCE) -> tuple[Draft, ...]:
    """The events of a marked document: those that rules find, then those that only the reader sees.

    What the reader does not see, or sees as another act, gives way; of what both see the reader says who and how.
    """
    drafts = fill_roles(marked, drop_gainsaid(marked, find_drafts(marked)))
    return add_seen(drafts, find_seen(marked, drafts, least_chance), least_chance)


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

"""What happened, how, in what context, who to whom: `code_events` turns a marked document into drafts of events.

`reading` asks the layers, `match` fits clauses to the frame lexicon, `realis` and `meaning` apply the
codebook's rules on what is told as done, `drafts` keeps the order; `reader_first` lets the trained reader overrule
them, `seen` adds what only it sees, and `worded` has what a few words settle. Roles are still mentions.
"""

from collections.abc import Iterable
from dataclasses import replace

from dragoman.coding.drafts import find_drafts
from dragoman.coding.reader_first import drop_gainsaid, fill_roles
from dragoman.coding.seen import MIN_CHANCE, add_seen, find_seen
from dragoman.coding.worded import settle_by_words
from dragoman.knowledge.frames import load_lexicon
from dragoman.knowledge.ontology import load_ontology
from dragoman.records import Draft, Marked, Mention

__all__ = ["act_nouns", "code_events", "find_drafts", "ontology_version"]


def code_events(marked: Marked, least_chance: float = MIN_CHANCE) -> tuple[Draft, ...]:
    """The events of a marked document: those that rules find, then those that only the reader sees.

    What the reader does not see, or sees as another act, gives way; of what both see the reader says who and how.
    """
    drafts = fill_roles(marked, drop_gainsaid(marked, find_drafts(marked)))
    drafts = add_seen(drafts, find_seen(marked, drafts, least_chance), least_chance)
    return tuple(_with_wholes(marked, draft) for draft in settle_by_words(marked, drafts))


def _with_wholes(marked: Marked, draft: Draft) -> Draft:
    """A draft with whoever is meant in place of the word for his side: "[his Indonesian counterpart]"."""
    actors, recipients = (_find_wholes(marked, told) for told in (draft.actors, draft.recipients))
    is_same = (actors, recipients) == (draft.actors, draft.recipients)
    return draft if is_same else replace(draft, actors=actors, recipients=recipients)


def _find_wholes(marked: Marked, told: Iterable[int]) -> tuple[int, ...]:
    found = ((index, marked.mentions[index]) for index in told)
    wholes = (one.outer if one.form == "adjective" and _is_in_person(marked, one) else index for index, one in found)
    return tuple(dict.fromkeys(index for index in wholes if index is not None))


def _is_in_person(marked: Marked, mention: Mention) -> bool:
    return mention.outer is not None and marked.mentions[mention.outer].kind in ("person", "office")


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

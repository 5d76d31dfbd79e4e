"""The words that can be asked for where there are only so many: PLOVER's types, modes and contexts, our own lists."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache

from dragoman.errors import ChoiceError
from dragoman.keep.questions import Some, split
from dragoman.knowledge.ontology import load_ontology
from dragoman.records import AUXILIARIES, FORCES, MEETING_FORMS, STATUSES


def read_choices(name: str, some: Some) -> tuple[str, ...]:
    """The words as archives have them, whatever their case; `ChoiceError` for one that is none, since nothing has it.

    >>> read_choices("type", "accuse"), read_choices("mode", ["visit", "Meet"]), read_choices("force", None)
    (('ACCUSE',), ('visit', 'meet'), ())
    >>> read_choices("auxiliary", "maybe")
    Traceback (most recent call last):
    ...
    dragoman.errors.ChoiceError: auxiliary maybe: choose from actual, future, hypothetical, historical, negated
    """
    known = _list_choices()[name]
    for word in split(some):
        if word.casefold() not in known:
            raise ChoiceError(f"{name} {word}: choose from {', '.join(known.values())}")
    return tuple(known[word.casefold()] for word in split(some))


@cache
def _list_choices() -> Mapping[str, Mapping[str, str]]:
    """All the words there are by what is asked for, each under itself in small letters."""
    ontology = load_ontology()
    modes = {mode for kind in ontology.types.values() for mode in kind.modes}
    listed: dict[str, Collection[str]] = {
        "type": sorted(ontology.types),
        "mode": sorted(modes),
        "context": sorted(ontology.contexts),
        "auxiliary": AUXILIARIES,
        "force": FORCES,
        "form": MEETING_FORMS,
        "status": STATUSES,
    }
    return {name: {word.casefold(): word for word in words} for name, words in listed.items()}

"""What a user may ask of an export beside its format."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.errors import UsageError
from dragoman.records import AUXILIARIES


@dataclass(frozen=True, slots=True)
class Options:
    """`table` counts for csv, parquet and stata; `auxiliaries` for the published formats, whose events all happened.

    `with_text` says that the user holds the rights to the documents' words and may pass them on.
    """

    table: str = "events"
    auxiliaries: tuple[str, ...] = ("actual",)
    with_text: bool = False


def parse_auxiliaries(words: str) -> tuple[str, ...]:
    """The auxiliaries that a list names, in the ontology's order; `all` names every one.

    >>> parse_auxiliaries("negated,actual"), len(parse_auxiliaries("all"))
    (('actual', 'negated'), 5)
    """
    asked = {word.strip() for word in words.split(",") if word.strip()}
    unknown = sorted(asked - {*AUXILIARIES, "all"})
    if unknown or not asked:
        named = ", ".join(unknown) or "nothing"
        raise UsageError(f"--auxiliary names {named}: choose from {', '.join(AUXILIARIES)}, all")
    return tuple(one for one in AUXILIARIES if "all" in asked or one in asked)

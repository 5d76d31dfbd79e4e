"""Texts of private people: their "we" is none of the states that they only name ("our guide in Peru; we promise")."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dragoman.knowledge.publishers import side_of_publisher
from dragoman.records import Entity, Marked

_OURS = frozenset(["we", "i", "us"])
# What a title calls the words of an office.
_TITLED = re.compile(
    r"\b(?:statements?|comments?|commentary|remarks|response|reply|communiqu[eé]|declaration|briefing|address|speech"
    r"|message|letter|resolution|note|intervention|appeal)\b",
    re.IGNORECASE,
)
# The sentences that a text's title and the line below it are.
TITLES = 2


def find_private_words(
    marked: Marked, entities: Mapping[str, Entity], entity_of: Sequence[str | None]
) -> frozenset[int]:
    """The mentions "we" and "I" of nobody in a private text; none where a publisher, a title or somebody is official.

    Where anybody of the text stands for a side, or a state has said something in it, "we" may be theirs.
    """
    text = marked.document.text
    ours = frozenset(
        index
        for index, (mention, entity) in enumerate(zip(marked.mentions, entity_of, strict=False))
        if entity is None and mention.form == "pronoun" and mention.span.of(text).lower() in _OURS
    )
    return frozenset() if ours and _is_official(marked, entities, entity_of) else ours


def _is_official(marked: Marked, entities: Mapping[str, Entity], entity_of: Sequence[str | None]) -> bool:
    """Whether an office may have issued a text, or somebody in it stands or speaks for a side."""
    if side_of_publisher(marked.document.publisher) is not None:
        return True
    if any(_TITLED.search(sentence.span.of(marked.document.text)) for sentence in marked.sentences[:TITLES]):
        return True
    if any(one.kind not in ("country", "place") and (one.represents or one.office) for one in entities.values()):
        return True
    sources = (said.source for said in marked.attributions if said.source is not None)
    return any(entity_of[i] is not None for source in sources for i in source.mentions if i < len(entity_of))

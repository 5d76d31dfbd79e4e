"""Which sentences the encoder reads: those that something can come of.

The encoder is the dearest part of the coder. What it says of a sentence is asked for only where the sentence is
text of the report and of politics, and it can only place an act or a word where there is somebody, a verb
or the noun of an act.
`python bench/gate.py` prints how many annotated events stand in sentences that are let through.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from dragoman.records import Marked, Sentence, find_range
from dragoman.understand.said import PARTY_KINDS


def find_worth_reading(marked: Marked, acts: AbstractSet[str]) -> frozenset[int]:
    """The sentences that the encoder should read; `acts` are the lemmas of nouns that name an act ("visit").

    >>> from dragoman.coding import act_nouns
    >>> from dragoman.flow import understand
    >>> from dragoman.knowledge import load
    >>> from dragoman.records import Document
    >>> text = "The striker scored twice in the cup final. Oman's envoy met the minister. 14:30"
    >>> sorted(find_worth_reading(understand(Document("d", text), load()), act_nouns()))
    [1]
    """
    return frozenset(
        s.index for s in marked.sentences if _is_text(s) and _is_politics(marked, s) and _acts(marked, s, acts)
    )


def _is_text(sentence: Sentence) -> bool:
    return sentence.kind != "furniture" and sentence.tokens.end > sentence.tokens.start


def _is_politics(marked: Marked, sentence: Sentence) -> bool:
    return not marked.domains or marked.domains[sentence.index].name == "politics"


def _acts(marked: Marked, sentence: Sentence, acts: AbstractSet[str]) -> bool:
    """Whether somebody or something that is done stands in a sentence."""
    if any(token.tag.startswith("VB") or token.lemma in acts for token in marked.words(sentence)):
        return True
    mentions = (marked.mentions[m] for m in find_range(marked.mentions, sentence.index))
    return any(mention.kind in PARTY_KINDS or mention.form == "pronoun" for mention in mentions)

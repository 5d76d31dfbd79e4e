"""What the order of a sentence's chunks tells by itself: whether a verb still comes, whether a list goes on.

It looks ahead and back over words and marks, and knows nothing of the clauses that are open.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.records import Token
from dragoman.understand import chunks as ch
from dragoman.understand.chunks import Chunk

# Verbs that take a whole clause without "that" ("Baku said Yerevan had fired").
TAKES_CLAUSE = frozenset(
    """say believe think claim announce confirm add warn insist hope know suggest report allege argue fear declare
    note stress admit acknowledge deny feel maintain agree indicate reveal show mean tell inform assure vow promise
    pledge predict estimate expect understand hear learn assert reiterate explain state conclude""".split()
)
# Past forms that serve as participles too; with "-ed" they need the sentence to decide.
_TWO_WAYS = frozenset(
    """met said held sent made led left lost found told struck hit cut put bought brought caught fought sought taught
    thought built spent kept dealt laid paid heard shot won set let bound hurt cost fed bled fled sold stood
    understood sat meant lent bent""".split()
)
_HELPERS = frozenset(["was", "were", "been", "had", "is", "are", "be", "being"])
# How many chunks ahead the "and" of a list may stand.
MAX_LIST_CHUNKS = 13


class ChunkOrder:
    """The chunks of one sentence in their order; places in it are called `i`."""

    def __init__(self, words: Sequence[Token], chunks: Sequence[Chunk]) -> None:
        self.words, self.chunks = words, chunks

    def before(self, i: int) -> Chunk | None:
        """The chunk before a place."""
        return self.chunks[i - 1] if i else None

    def after(self, i: int) -> Chunk | None:
        """The chunk behind a place."""
        return self.chunks[i + 1] if i + 1 < len(self.chunks) else None

    def kind_before(self, i: int) -> str:
        """The kind of the chunk before a place; "" at the start."""
        return self.chunks[i - 1].kind if i else ""

    # -- verbs ----------------------------------------------------------------------------------

    def is_two_ways(self, chunk: Chunk) -> bool:
        """Whether a lone past form may be finite or participle ("signed", "met").

        >>> from dragoman.records import Document
        >>> from dragoman.understand.tokens import tokenize_document
        >>> tokens, _ = tokenize_document(Document("d", "Kenya signed the pact they had sought."))
        >>> order = ChunkOrder(tokens, ch.find_chunks(tokens, ()))
        >>> [(chunk.lemma, order.is_two_ways(chunk)) for chunk in order.chunks if chunk.kind == ch.VG]
        [('sign', True), ('seek', False)]
        """
        if chunk.kind != ch.VG:
            return False
        word = self.words[chunk.head].text.lower()
        helpers = self.words[chunk.first : chunk.head]
        lone = all(helper.tag not in ("VBZ", "VBP", "MD") for helper in helpers)
        alone = chunk.modal is None and not any(helper.text.lower() in _HELPERS for helper in helpers)
        past = word in _TWO_WAYS or word.endswith("ed")
        return past and lone and alone and self.words[chunk.head].tag in ("VBD", "VBN")

    def leads_to_verb(self, i: int) -> bool:
        """Whether the next chunk but "of" phrases and adverbs is a finite verb."""
        j = i + 1
        while j < len(self.chunks):
            chunk = self.chunks[j]
            if chunk.kind == ch.PREP and j + 1 < len(self.chunks) and self.chunks[j + 1].kind == ch.NP:
                j += 2
            elif chunk.kind == ch.OTHER or (chunk.kind == ch.NP and self.chunks[j - 1].kind == ch.NP):
                j += 1
            else:
                return chunk.kind == ch.VG and self._is_surely_finite(i, j)
        return False

    def _is_surely_finite(self, i: int, j: int) -> bool:
        """Whether the verb group at `j` is finite with the noun phrase at `i` as its subject."""
        verb, noun = self.chunks[j], self.chunks[i]
        if not self.is_two_ways(verb):
            return verb.form == "finite"
        after = self.chunks[j + 1].kind if j + 1 < len(self.chunks) else ch.STOP
        return bool(noun.mentions) or verb.lemma in TAKES_CLAUSE or after == ch.NP

    def look_ahead(self, i: int) -> tuple[str, str]:
        """Form and voice of a past form: a participle if a finite verb still comes for its subject, or else finite."""
        free = False
        for j in range(i + 1, len(self.chunks)):
            chunk, before = self.chunks[j], self.chunks[j - 1]
            if chunk.kind == ch.NP and before.kind not in (ch.PREP, ch.CC, ch.COMMA):
                free = True
            if chunk.kind in (ch.CC, ch.STOP, ch.OPENER) and before.kind != ch.COMMA:
                after = self.after(j)
                listed = after is not None and (after.kind == ch.NP or self.is_two_ways(after))
                if chunk.kind == ch.CC and listed:
                    continue
                return "finite", "active"
            if chunk.kind == ch.VG and chunk.form == "finite" and not self.is_two_ways(chunk):
                direct = not free
                return ("participle", "passive") if direct else ("finite", "active")
        return "finite", "active"

    # -- lists and quotes -----------------------------------------------------------------------

    def is_in_list(self, i: int) -> bool:
        """Whether a noun phrase after a comma is one of a list: "A, B and C" or "A, as well as B"."""
        for chunk in self.chunks[i + 1 : i + 1 + MAX_LIST_CHUNKS]:
            if chunk.kind == ch.CC:
                return True
            if chunk.kind in (ch.VG, ch.OPENER, ch.STOP):
                return False
        return False

    def is_listing(self, i: int) -> bool:
        """Whether the chunk after a comma goes on with a list: a noun phrase and another mark or "and"."""
        rest = self.chunks[i + 1 : i + 3]
        return len(rest) == 2 and rest[0].kind == ch.NP and rest[1].kind in (ch.COMMA, ch.CC)

    def is_among_acts(self, i: int) -> bool:
        """Whether a past form stands as the next of several acts do: "shut the border, freed two men and left"."""
        behind = self.after(i)
        if self.kind_before(i) != ch.COMMA or behind is None or behind.kind != ch.NP:
            return False
        return self.is_two_ways(self.chunks[i]) and any(
            one.kind == ch.CC and other.kind == ch.VG and self.is_two_ways(other)
            for one, other in zip(self.chunks[i + 1 :], self.chunks[i + 2 :], strict=False)
        )

    def are_speakers(self, i: int) -> bool:
        """Whether a noun phrase after a comma is the first of two who said it: "..., residents and a union said"."""
        behind = self.chunks[i + 1 : i + 5]
        if self.kind_before(i) != ch.COMMA or [c.kind for c in behind[:3]] != [ch.CC, ch.NP, ch.VG]:
            return False
        ends = len(behind) == 3 or behind[3].kind in (ch.STOP, ch.OTHER, ch.PREP, ch.COMMA)
        return behind[2].lemma in TAKES_CLAUSE and ends

    def is_speaker(self, i: int) -> bool:
        """Whether a noun phrase behind a closing mark is who said it: "We agree," she said."""
        if self.kind_before(i) != ch.QUOTE or not self.leads_to_verb(i):
            return False
        verb = next((chunk for chunk in self.chunks[i + 1 :] if chunk.kind == ch.VG), None)
        return verb is not None and verb.lemma in TAKES_CLAUSE

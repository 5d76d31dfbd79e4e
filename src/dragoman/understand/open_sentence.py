"""A sentence while it is being read: its noun phrases, its clauses, and which of them are still open.

The open clauses are a stack, the one being read on top. A clause that is closed stays among `clauses`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.records import Mention, Token
from dragoman.understand.chunk_order import ChunkOrder
from dragoman.understand.chunks import Chunk

# Openers that stand for the noun before them.
RELATIVES = frozenset(["who", "which", "whom", "whose"])
_NO_PARTIES = frozenset(["place", "agreement", "occasion"])


@dataclass(slots=True, eq=False)
class Noun:
    """A noun phrase while its clause is being read; `parts` are prepositional phrases hung on it."""

    first: int
    last: int
    head: int
    lemma: str
    mentions: list[int]
    owner: int
    parent: Noun | None = None
    hung: Noun | None = None
    parts: list[tuple[str, Noun]] = field(default_factory=list)

    def grow(self, last: int) -> None:
        """Let the phrase, and those around it, reach to a token."""
        noun: Noun | None = self
        while noun is not None:
            noun.last = max(noun.last, last)
            noun = noun.parent

    def outermost(self) -> Noun:
        """The widest phrase around it; itself where there is none."""
        noun = self
        while noun.parent is not None:
            noun = noun.parent
        return noun


@dataclass(slots=True, eq=False)
class OpenClause:
    """A clause while it is being read."""

    index: int
    first: int
    last: int
    relation: str = "root"
    governor: int | None = None
    opener: str | None = None
    verb: Chunk | None = None
    form: str = "finite"
    subject: Noun | None = None
    objects: list[Noun] = field(default_factory=list)
    obliques: list[tuple[str, Noun]] = field(default_factory=list)
    inverted: bool = False


class OpenSentence:
    """What has been read of one sentence; `clauses` and `nouns` are what was found in it.

    `preposition` is the one just read, as long as it wants its noun; `last` the noun that what follows may hang on.
    """

    def __init__(self, words: Sequence[Token], chunks: Sequence[Chunk], mentions: dict[int, Mention]) -> None:
        self.words, self.chunks, self.mentions = words, chunks, mentions
        self.order = ChunkOrder(words, chunks)
        self.clauses: list[OpenClause] = []
        self.stack: list[OpenClause] = []
        self.nouns: list[Noun] = []
        self.preposition: str | None = None
        self.last: Noun | None = None
        self.open(0, "root", None)

    @property
    def top(self) -> OpenClause:
        """The clause that is being read."""
        return self.stack[-1]

    def open(self, first: int, relation: str, governor: int | None, opener: str | None = None) -> OpenClause:
        """Begin a clause at a token, inside those that are open."""
        clause = OpenClause(len(self.clauses), first, first, relation, governor, opener)
        self.clauses.append(clause)
        self.stack.append(clause)
        return clause

    def open_for(self, noun: Noun, relation: str, governor: int | None) -> OpenClause:
        """Begin the clause of which a noun phrase is the subject."""
        clause = self.open(noun.first, relation, governor)
        clause.subject, noun.owner = noun, clause.index
        return clause

    def close(self, clause: OpenClause) -> None:
        """Take a clause and all that is open inside it off the stack: its words end here."""
        if clause in self.stack:
            del self.stack[self.stack.index(clause) :]

    def close_inside(self, clause: OpenClause) -> None:
        """Close all that is open inside a clause, and go on with it."""
        del self.stack[self.stack.index(clause) + 1 :]

    def close_all(self) -> None:
        """Close all clauses; another must be opened at once."""
        self.stack.clear()

    def forget(self) -> None:
        """Hang nothing that follows on what was read before."""
        self.preposition, self.last = None, None

    def find_waiting(self) -> OpenClause | None:
        """The innermost clause below the top that has a subject and still wants its verb."""
        for clause in reversed(self.stack[:-1]):
            if clause.verb is None and clause.subject is not None:
                return clause
        return None

    def find_finite(self) -> OpenClause | None:
        """The innermost open clause with a finite verb, one whose subject is a party before others."""
        finite = [c for c in reversed(self.stack) if c.verb is not None and c.form == "finite"]
        party = (c for c in finite if c.subject is not None and self.is_party(c.subject))
        return next(party, finite[0] if finite else None)

    def is_party(self, noun: Noun) -> bool:
        """Whether a noun phrase names somebody who can act."""
        return any(self.mentions[m].kind not in _NO_PARTIES for m in noun.mentions)

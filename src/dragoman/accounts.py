"""The nouns of holding accounts against each other: what reports of one meeting share, and a party's words over time.

`Comparison` is what `dragoman.compare` gives, `Course` what `dragoman positions` lists. All are frozen; spans count
in the text of the account they are of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

from dragoman.records import Record, Span, to_plain

Verdict = Literal["agrees", "differs", "not told"]
Answer = Literal["same", "different", "cannot tell"]
StatementKind = Literal["position", "agenda", "outcome", "event", "sentence"]
Match = Literal["same", "differ", "only"]
Role = Literal["asked", "agreed", "refused"]


@dataclass(frozen=True, slots=True)
class Account:
    """One report as it is compared: of what document, and the meeting in it that is compared, where one was found.

    `side` is whose report it is, where its words or its publisher tell.
    """

    document: str
    title: str | None
    publisher: str | None
    published: str | None
    text: str
    meeting: str | None
    side: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that two accounts were asked: what each says of it, and whether the two go together.

    `weight` is what it adds to the log odds that both tell of one meeting.
    """

    field: str
    a: str | None
    b: str | None
    verdict: Verdict
    weight: float


@dataclass(frozen=True, slots=True)
class Sameness:
    """Whether accounts `a` and `b` (their places among those compared) tell of one meeting, how likely, and why."""

    a: int
    b: int
    answer: Answer
    chance: float
    reason: str
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """What one account says on one thing.

    `about` is the thing without the words of saying, which are `words` where they carry a force ("firmly rejected");
    `sides` are the codes of who says it. A "sentence" is one that no position, agenda, outcome or event came from.
    """

    account: int
    kind: StatementKind
    text: str
    about: str
    span: Span
    sentence: Span
    force: str | None = None
    words: str | None = None
    sides: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """That `sides` asked for, agreed to or refused what `words` say, as the `accounts` (their places) tell it."""

    role: Role
    sides: tuple[str, ...]
    words: str
    accounts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """One topic: `told` has each account's words on it, in the order of the accounts, `None` where one is silent.

    `match` is "only" where a single account has it; "differ" where one denies what another affirms, or they have it
    with another force, other days, figures or speakers, which `differences` name. `score` is how likely all told is of
    one thing, 1 for "only". `parts` say who asked, agreed and refused, to what in whose words; `asked` and `agreed`
    are the sides alone, without those that by another account refused.
    """

    id: str
    label: str
    match: Match
    told: tuple[Statement | None, ...]
    score: float
    differences: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A participant as each account names him, `None` where one does not."""

    side: str | None
    names: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Accounts held against each other. `first` is the id of the matter that each account begins with."""

    accounts: tuple[Account, ...]
    sameness: tuple[Sameness, ...]
    participants: tuple[Named, ...]
    matters: tuple[Matter, ...]
    first: tuple[str | None, ...]
    warnings: tuple[str, ...] = ()

    def in_all(self) -> tuple[Matter, ...]:
        """The matters that every account has."""
        return tuple(matter for matter in self.matters if None not in matter.told)

    def only_in(self, account: int) -> tuple[Matter, ...]:
        """The matters that no other account has."""
        alone = (matter for matter in self.matters if matter.match == "only")
        return tuple(matter for matter in alone if matter.told[account] is not None)

    def to_dict(self) -> dict[str, Any]:
        """The comparison as plain dicts, lists, strings and numbers, its keys in a fixed order."""
        plain: dict[str, Any] = to_plain(self)
        return plain


@dataclass(frozen=True, slots=True)
class Stand:
    """One statement of a party on a subject, with its day and what changed against `before`, the last on the matter.

    `happened_on` is the day of the meeting or, without one, of publication; `score` is how near it is to what was
    asked for; `matter` numbers the thread of statements on one thing; `changes` say in words what is other than before.
    """

    happened_on: str | None
    side: str
    matter: int
    subject: str
    text: str
    force: str
    words: str
    sentence: str
    document: str
    publisher: str | None
    speaker: str | None
    quoted: bool
    score: float
    before: int | None = None
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Course:
    """A party's statements on a subject in the order of their days; `Stand.before` counts in `stands`.

    `reports` is how many tellings of them there were: the statements themselves, and those left out because another
    report of the same story stands for them.
    """

    side: str
    subject: str | None
    stands: tuple[Stand, ...]
    reports: int = 0

    def to_dict(self) -> dict[str, Any]:
        """The course as plain dicts, lists, strings and numbers."""
        plain: dict[str, Any] = to_plain(self)
        return plain


def find_sentence(record: Record, span: Span) -> Span:
    """The sentence around a span: one the record knows of, else from full stop to full stop.

    >>> from dragoman.records import CoderCard, Document
    >>> card = CoderCard("0.1", None, "PLOVER 2.0", "k")
    >>> text = "They met. Trade with the U.S. grew. They left."
    >>> find_sentence(Record(Document("d", text), card), Span(10, 15)).of(text)
    'Trade with the U.S. grew.'
    """
    known = [position.sentence for position in record.positions]
    known += [sentence for event in record.events for sentence in (event.sentence, *event.sentences)]
    known += [sentence for meeting in record.meetings for sentence in meeting.sentences]
    around = [sentence for sentence in known if sentence.covers(span)]
    if not around:
        around = [sentence for sentence in cut_sentences(record.document.text) if sentence.meets(span)]
    return min(around, key=lambda sentence: sentence.end - sentence.start, default=span)


def cut_sentences(text: str) -> list[Span]:
    """A text from mark to mark: at an empty line, and at a full stop before white space and no small letter.

    A record keeps only the sentences that something was coded from; this is for those in between.

        >>> [span.of("He met H. Aaltonen. They agreed.") for span in cut_sentences("He met H. Aaltonen. They agreed.")]
        ['He met H. Aaltonen.', 'They agreed.']
    """
    found, start = [], 0
    for end in (*(match.end() for match in _END.finditer(text)), len(text)):
        piece = text[start:end]
        inner = Span(start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip()))
        if inner.start < inner.end:
            found.append(inner)
        start = end
    return found


# Not behind a single capital ("H. Aaltonen", "the U.S."), nor behind a short title.
_END = re.compile(
    r"(?<![A-Z])(?<!Mr)(?<!Ms)(?<!Dr)(?<!Mrs)(?<!Hon)(?<!St)(?<!No)[.!?][\"”’»)]*(?=\s+[^a-z\s])|(?=\n[ \t]*\n)"
)

"""One happening as its reports tell it: the nouns of stories, beside those of one record in `records`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.records import Place, When, build, to_plain


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing laid beside another: what ("place"), and what came out ("same", "0.42")."""

    what: str
    found: str


@dataclass(frozen=True, slots=True)
class Join:
    """Why a report was put with others: compared with which document, how likely it is right, on what values.

    `score` is a chance, 0 to 1; for a copy, the share of its pairs of neighbouring words.
    """

    document: str
    score: float
    reason: str
    compared: tuple[Compared, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One document's telling of a story: its own words and values, so that nothing is averaged away.

    `event` is the id of the event in the document's record, `None` where the coder found none there. `parties` of both
    sides are codes where there are any, else names. `official` is `None` where neither publisher nor URL says.
    `duplicate_of` is the document of which this one is a copy.
    """

    document: str
    event: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    official: bool | None = None
    duplicate_of: str | None = None
    type: str | None = None
    modes: tuple[str, ...] = ()
    auxiliary: str | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    date: When | None = None
    place: Place | None = None
    killed: str | None = None
    wounded: str | None = None
    sentence: str | None = None
    join: Join | None = None

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Report:
        """The report that a story's `to_dict` wrote."""
        found: Report = build(cls, data, _HELD)
        return found


@dataclass(frozen=True, slots=True)
class Claim:
    """One value of a field on which reports disagree, and the documents that tell it."""

    value: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A field on which the reports of one story cannot all be right."""

    field: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """All reports of one happening. Its own values are those most documents tell, the first told where they tie.

    `type` is `None` where no report has a coded event: then the story is what the documents have in common. `thread`
    is shared by the stories of documents about one affair (an attack, and what a minister said of it).
    """

    id: str
    thread: str
    type: str | None
    auxiliary: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    date: When | None
    place: Place | None
    title: str
    first_seen: str | None
    last_seen: str | None
    reports: tuple[Report, ...]
    contradictions: tuple[Contradiction, ...] = ()

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that tell it, in the order they came, each once."""
        return tuple(dict.fromkeys(report.document for report in self.reports))

    @property
    def publishers(self) -> tuple[str, ...]:
        """Who published them, in the order they came, each once."""
        return tuple(dict.fromkeys(report.publisher for report in self.reports if report.publisher))

    def to_dict(self) -> dict[str, Any]:
        """The story as plain dicts, lists, strings and numbers."""
        plain: dict[str, Any] = to_plain(self)
        return plain

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Story:
        """The story that `to_dict` wrote; fields it does not know are left out."""
        found: Story = build(cls, data, _HELD)
        return found


_HELD: dict[type, dict[str, type]] = {
    Story: {"reports": Report, "contradictions": Contradiction, "date": When, "place": Place},
    Report: {"date": When, "place": Place, "join": Join},
    Join: {"compared": Compared},
    Contradiction: {"claims": Claim},
}

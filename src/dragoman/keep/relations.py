"""The relation of two sides: what was done between them and when, how they met, what each said of the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from dragoman.keep import tellings
from dragoman.keep.encounters import Encounter, find_meetings, take_encounters
from dragoman.keep.periods import Period, fold_events
from dragoman.keep.tellings import STORIES_OF, Telling, fold_tellings, read_stories
from dragoman.keep.view import View

Row = Mapping[str, Any]

# What is asked of positions: what one said of the other.
SAID = (
    "document_key document_id document_publisher document_source document_published id speaker_name speaker_office "
    "represents force about target_name target_country sentence confidence corrected"
).split()

MOST_WEEKS = timedelta(days=731)
MOST_ENCOUNTERS = 24
# Of meetings those that took place or were to; not what a text recalls of earlier ones.
_STATUSES = ("held", "planned", "cancelled")


class Relation(NamedTuple):
    """Two sides, and all between them.

    `happenings` are by day, those without a day last; `periods` count each once, on its day. Of so many `meetings`
    the newest are the `encounters`. `said` has what the one
    and what the other said of its counterpart, the newest first. `joined` says whether any reports were joined, so
    that a happening counts once however many tell it.
    """

    sides: tuple[str, str]
    happenings: tuple[Telling, ...]
    periods: tuple[Period, ...]
    meetings: int
    encounters: tuple[Encounter, ...]
    said: tuple[tuple[Row, ...], tuple[Row, ...]]
    joined: bool
    by: str

    @property
    def reports(self) -> int:
        """How many reports tell of them."""
        return sum(len(one.reports) for one in self.happenings)

    def count_quads(self) -> Counter[tuple[str, int]]:
        """How many happenings of which quad went which way: "there", "back", or "together".

        "there" is from the first side to the second.
        """
        return Counter((find_way(one.row, self.sides), one.row["quad"]) for one in self.happenings)

    def of_types(self, *types: str) -> tuple[Telling, ...]:
        """The happenings of some PLOVER types, the newest first."""
        return tuple(one for one in reversed(self.happenings) if one.row["type"] in types)


def find_relation(
    view: View, one: str, other: str, since: str | None = None, until: str | None = None, by: str | None = None
) -> Relation:
    """The relation of two sides (codes) in an archive: what was done, each happening once, and what was said.

    `since` and `until` are ISO days; `by` is the length of a period, "week" or "month", by
    itself weeks for up to two years. What was only planned,
    feared, denied or is of the past is left out.
    """
    days: dict[str, Any] = {"since": since, "until": until}
    with view.at_once():
        events = view.events(between=(one, other), auxiliary="actual", columns=tellings.COLUMNS).to_pylist()
        stories = read_stories(view.sql(STORIES_OF, (sorted({row["document_key"] for row in events}),)).to_pylist())
        sittings = find_meetings(view, who=(one, other), status=_STATUSES, **days).sittings
        met = (len(sittings), tuple(take_encounters(view, sittings[:MOST_ENCOUNTERS])))
        said = (
            view.positions(of=one, target=other, columns=SAID, **days).to_pylist(),
            view.positions(of=other, target=one, columns=SAID, **days).to_pylist(),
        )
    # A story counts on the day of the report that stands for it, not on that of a late one.
    happenings = [told for told in fold_tellings(events, stories) if _is_within(told.row, since, until)]
    return relate_sides((one, other), happenings, met, said, by or pick_length(happenings), bool(stories))


def _is_within(row: Row, since: str | None, until: str | None) -> bool:
    """Whether any of its days is one of those asked for, as `View.events` asks it."""
    first, last = row["first_day"], row["last_day"]
    begun = not until or (first is not None and first.isoformat() <= until)
    return begun and (not since or (last is not None and last.isoformat() >= since))


def relate_sides(
    sides: tuple[str, str],
    happenings: Iterable[Telling],
    met: tuple[int, tuple[Encounter, ...]],
    said: tuple[Sequence[Row], Sequence[Row]],
    by: str,
    joined: bool,
) -> Relation:
    """The relation that the archive tells; `by` is the length of a period, "week" or "month"."""
    ordered = sorted(happenings, key=lambda one: (one.row["first_day"] is None, one.row["first_day"] or date.max))
    return Relation(
        sides,
        tuple(ordered),
        tuple(fold_events([{**one.row, "reports": len(one.reports)} for one in ordered], by)),
        *met,
        (tuple(reversed(said[0])), tuple(reversed(said[1]))),
        joined,
        by,
    )


def pick_length(happenings: Iterable[Telling]) -> str:
    """Weeks where the days lie within two years, else months; a few that lie far before the others do not decide."""
    known = sorted(one.row["first_day"] for one in happenings if one.row["first_day"])
    return "week" if not known or known[-1] - known[len(known) // 10] <= MOST_WEEKS else "month"


def find_way(event: Row, sides: tuple[str, str]) -> str:
    """Which way an event between two sides went.

    >>> event = {"actor_represents": ["ARM"], "actor_countries": ["ARM"],
    ...          "recipient_represents": ["AZE"], "recipient_countries": ["AZE"]}
    >>> find_way(event, ("AZE", "ARM")), find_way(event | {"recipient_represents": [], "recipient_countries": []},
    ...                                           ("AZE", "ARM"))
    ('back', 'together')
    """
    actors = _codes(event, "actor")
    recipients = _codes(event, "recipient")
    there = sides[0] in actors and sides[1] in recipients
    back = sides[1] in actors and sides[0] in recipients
    return "together" if there == back else "there" if there else "back"


def _codes(event: Row, role: str) -> set[str]:
    return {code for code in (*event[f"{role}_represents"], *event[f"{role}_countries"]) if code}

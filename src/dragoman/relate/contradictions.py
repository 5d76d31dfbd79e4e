"""Where the reports of one story cannot all be right: type, auxiliary, date, place, doers, sums of money, tolls.

A copy says nothing of its own and is not asked. What a later report adds is no contradiction: a plan that was carried
out, a country's name made a city's, "at least five" become nine. Nor is another word for the same deed: only types that
cannot both be so of the same sides clash ("accepted" and "refused"), not an attack and the arrest that came with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import combinations

from dragoman.relate.amounts import find_amount
from dragoman.relate.happenings import MUTUAL, compare_dates, compare_places
from dragoman.relate.tolls import can_both_hold, read_toll
from dragoman.reports import Claim, Contradiction, Report

_DONE = frozenset(["actual", "historical"])
# Types of which a sum of money in the sentence is what is given or promised.
_PAYS = frozenset(["AGREE", "AID", "COOPERATE"])
# Types of which one is what the other denies.
_OPPOSITE = frozenset(
    frozenset(pair)
    for pair in (
        ("AGREE", "REJECT"), ("SUPPORT", "ACCUSE"), ("SUPPORT", "REJECT"), ("CONCEDE", "REJECT"), ("CONSULT", "REJECT"),
        ("AID", "SANCTION"), ("AID", "REJECT"), ("COOPERATE", "SANCTION"), ("RETREAT", "MOBILIZE"),
        ("RETREAT", "REJECT"), ("RETREAT", "ASSAULT"),
    )
)  # fmt: skip


def find_contradictions(reports: Sequence[Report]) -> tuple[Contradiction, ...]:
    """The fields on which reports disagree, each with all that is claimed of it, in the order it was first told.

    >>> told = [Report("a", "v1", killed="9"), Report("b", "v4", killed="12"), Report("c", "v1", killed="at least 9")]
    >>> [(c.field, [(claim.value, claim.documents) for claim in c.claims]) for c in find_contradictions(told)]
    [('killed', [('9', ('a',)), ('12', ('b',)), ('at least 9', ('c',))])]
    """
    own = [report for report in reports if report.duplicate_of is None]
    return tuple(_look(own))


def _look(reports: Sequence[Report]) -> Iterator[Contradiction]:
    for field, (show, clash) in _FIELDS.items():
        told = [(show(report), report) for report in reports]
        known = [(value, report) for value, report in told if value]
        one_each = dict(reversed(known))
        if field == "actors":
            bridged = _bridge([report for _, report in known])
            clash = partial(_do_actors_clash, bridged)
        if any(clash(one, other) for one, other in combinations(one_each.values(), 2)):
            values = dict.fromkeys(value for value, _ in known)
            claims = (
                Claim(value, tuple(dict.fromkeys(r.document for told_value, r in known if told_value == value)))
                for value in values
            )
            yield Contradiction(field, tuple(claims))


def _show_date(report: Report) -> str | None:
    when = report.date
    if when is None:
        return None
    return when.start if when.start == when.end else f"{when.start}/{when.end}"


def _show_place(report: Report) -> str | None:
    place = report.place
    if place is None:
        return None
    return f"{place.name} ({place.country})" if place.country else place.name


def _do_types_clash(one: Report, other: Report) -> bool:
    """Whether the same actors are told to have done what one of two types denies."""
    return (
        frozenset([one.type, other.type]) in _OPPOSITE and one.actors == other.actors and _share_recipients(one, other)
    )


def _share_recipients(one: Report, other: Report) -> bool:
    return one.recipients == other.recipients or bool(set(one.recipients) & set(other.recipients))


def _do_auxiliaries_clash(one: Report, other: Report) -> bool:
    """What one says was not done, or only might be, and the other says was, of the same sides."""
    if one.type != other.type or not _share_recipients(one, other):
        return False
    pair = {one.auxiliary, other.auxiliary}
    return ("negated" in pair and len(pair) > 1) or ("hypothetical" in pair and bool(pair & _DONE))


def _do_dates_clash(one: Report, other: Report) -> bool:
    return compare_dates(one.date, other.date) not in (None, "same")


def _do_places_clash(one: Report, other: Report) -> bool:
    return compare_places(one.place, other.place) in ("other", "in another country")


def _doers(report: Report) -> frozenset[str]:
    """Who does it; where both sides do it together, those on either side."""
    return frozenset(report.actors) | (frozenset(report.recipients) if report.type in MUTUAL else frozenset())


def _bridge(reports: Sequence[Report]) -> list[frozenset[str]]:
    """The doers of all reports, those joined that some report names together: of many who met each names some."""
    groups: list[frozenset[str]] = []
    for doers in map(_doers, reports):
        near = [group for group in groups if group & doers]
        groups = [*(group for group in groups if not group & doers), doers.union(*near)]
    return groups


def _do_actors_clash(groups: list[frozenset[str]], one: Report, other: Report) -> bool:
    """Whether two reports name none in common as the doer, and no report names doers of both."""
    ours, theirs = _doers(one), _doers(other)
    if one.type in MUTUAL or other.type in MUTUAL:
        return not any(group & ours and group & theirs for group in groups) and not ours & theirs
    return not ours & theirs


def _show_amount(report: Report) -> str | None:
    return find_amount(report.sentence) if report.sentence and report.type in _PAYS else None


def _do_amounts_clash(one: Report, other: Report) -> bool:
    """Whether two documents tell other sums of one money."""
    sums = [(_show_amount(report) or "").rsplit(" ", 1) for report in (one, other)]
    return one.document != other.document and sums[0][1:] == sums[1][1:] and sums[0] != sums[1]


def _do_killed_clash(one: Report, other: Report) -> bool:
    return not can_both_hold(read_toll(one.killed or ""), read_toll(other.killed or ""))


def _do_wounded_clash(one: Report, other: Report) -> bool:
    return not can_both_hold(read_toll(one.wounded or ""), read_toll(other.wounded or ""))


# For each field how a report shows it, and when two that show it differently cannot both be right.
_FIELDS: dict[str, tuple[Callable[[Report], str | None], Callable[[Report, Report], bool]]] = {
    "type": (lambda report: report.type, _do_types_clash),
    "auxiliary": (lambda report: report.auxiliary, _do_auxiliaries_clash),
    "date": (_show_date, _do_dates_clash),
    "place": (_show_place, _do_places_clash),
    "actors": (lambda report: " ".join(report.actors), partial(_do_actors_clash, [])),
    "amount": (_show_amount, _do_amounts_clash),
    "killed": (lambda report: report.killed, _do_killed_clash),
    "wounded": (lambda report: report.wounded, _do_wounded_clash),
}

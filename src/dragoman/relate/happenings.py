"""Whether two reports' events are one happening: type, who, to whom, when, where, how, and the words that tell it.

Points are added up and turned into a chance. They are set by hand and not learned: in ECB+ 121 coded events meet an
annotated one and only 23 of its happenings are told by two documents, too few to learn a dozen weights from.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from math import exp

from dragoman.records import Place, When
from dragoman.relate.vectors import Vector, cosine, make_vector
from dragoman.relate.words import list_words
from dragoman.reports import Compared, Join, Report

# Types under which reporters put one act: an arrest by troops, a raid, a deal and the help it brings.
RELATED = frozenset(
    frozenset(pair.split("-"))
    for pair in """ASSAULT-COERCE ASSAULT-MOBILIZE COERCE-SANCTION AGREE-COOPERATE AGREE-SUPPORT CONSULT-COOPERATE
    AID-COOPERATE AID-SUPPORT COOPERATE-SUPPORT ACCUSE-REJECT ACCUSE-THREATEN ACCUSE-REQUEST REQUEST-THREATEN
    AGREE-CONCEDE CONCEDE-RETREAT AGREE-RETREAT COERCE-PROTEST ASSAULT-PROTEST""".split()
)
# Modes of an encounter of which one excludes the other: a call is no visit.
ENCOUNTERS = frozenset(["visit", "phone"])
# Of these both sides are doers.
MUTUAL = frozenset(["CONSULT", "AGREE", "COOPERATE"])
# What has happened, by its auxiliary, and what may yet.
_DONE, _AHEAD = frozenset(["actual", "historical"]), frozenset(["future", "hypothetical"])
POINTS = {
    "type same": 2.0,
    "type related": 0.5,
    "thread same": 2.0,
    "thread other": -2.0,
    "actors same": 1.5,
    "actors other": -2.0,
    "recipients same": 1.0,
    "recipients other": -1.5,
    "parties swapped": 1.5,
    "parties other": -2.0,
    "date same": 1.0,
    "date a day apart": -0.5,
    "date days apart": -2.0,
    "date other": -5.0,
    "place same": 1.0,
    "place within": 0.5,
    "place other": -1.0,
    "place in another country": -3.5,
    "manner other": -6.0,
    "standing other": -1.0,
    "copy": 3.0,
}
# Of the likeness of the two sentences, 0 to 1, and what all must come to for an even chance.
WORD_POINTS, EVEN = 4.0, 4.5
SENTENCE_WORDS = 25
# Days that a report may be wrong by.
CLOSE_DAYS = 3

Weigh = Callable[[str], float]


def see_sentence(report: Report, weigh: Weigh) -> Vector:
    """The words of the sentence that tells an event, by their rarity."""
    return make_vector(dict.fromkeys(list_words(report.sentence or ""), 1.0), weigh, SENTENCE_WORDS)


def compare_events(
    one: Report, other: Report, words: tuple[Vector, Vector], *, same_thread: bool, is_copy: bool = False
) -> Join | None:
    """How likely two reports tell one event, on what; `None` where their types forbid it.

    >>> talks = Report("d1", "v1", type="CONSULT", actors=("KEN",), recipients=("UGA",), sentence="They met.")
    >>> same = compare_events(talks, talks, ({"met": 1.0}, {"met": 1.0}), same_thread=True)
    >>> same.score > 0.9, same.compared[1]
    (True, Compared(what='actors', found='same'))
    """
    kind = _compare_types(one.type, other.type)
    if kind is None:
        return None
    found: dict[str, str | None] = {"type": kind, "actors": _compare_parties(one.actors, other.actors)}
    found["recipients"] = _compare_parties(one.recipients, other.recipients)
    if _are_swapped(one, other):
        found["actors"] = found["recipients"] = None
        found["parties"] = "swapped"
    elif found["actors"] == found["recipients"] == "other":
        found["parties"] = "other"
    found["date"] = compare_dates(one.date, other.date)
    found["place"] = compare_places(one.place, other.place)
    found["manner"] = _compare_manners(one.modes, other.modes)
    found["standing"] = _compare_standing(one.auxiliary, other.auxiliary)
    found["thread"] = "same" if same_thread else "other"
    told = {name: value for name, value in found.items() if value}
    likeness = cosine(*words)
    points = sum(POINTS.get(f"{name} {value}", 0.0) for name, value in told.items()) + WORD_POINTS * likeness - EVEN
    points += POINTS["copy"] if is_copy and likeness > 0.8 else 0.0
    score = round(1 / (1 + exp(-points)), 3)
    return Join(other.document, score, "same event", tell_compared(told | {"words": f"{likeness:.2f}"}))


def tell_compared(found: Mapping[str, str]) -> tuple[Compared, ...]:
    """What was compared, as a join has it."""
    return tuple(Compared(what, value) for what, value in found.items())


def compare_dates(one: When | None, other: When | None) -> str | None:
    """ "same" where two dates can be one, "a day apart", "other"; `None` where one is unknown.

    >>> compare_dates(When("2024-03-01", "2024-03-31"), When("2024-03-05", "2024-03-05"))
    'same'
    """
    if one is None or other is None:
        return None
    if one.start <= other.end and other.start <= one.end:
        return "same"
    first, second = sorted([one, other], key=lambda when: when.start)
    apart = (date.fromisoformat(second.start) - date.fromisoformat(first.end)).days
    if apart <= 1:
        return "a day apart"
    return "days apart" if apart <= CLOSE_DAYS else "other"


def compare_places(one: Place | None, other: Place | None) -> str | None:
    """ "same", "within" where one is the country of the other, "other", "in another country"; `None` if unknown."""
    if one is None or other is None:
        return None
    if one.name == other.name or (one.geonames and one.geonames == other.geonames):
        return "same"
    if not one.country or not other.country:
        return None
    if one.country != other.country:
        return "in another country"
    return "within" if "country" in (one.granularity, other.granularity) else "other"


def _compare_types(one: str | None, other: str | None) -> str | None:
    if one == other:
        return "same"
    return "related" if frozenset((one, other)) in RELATED else None


def _compare_parties(one: Collection[str], other: Collection[str]) -> str | None:
    if not one or not other:
        return None
    return "same" if set(one) & set(other) else "other"


def _are_swapped(one: Report, other: Report) -> bool:
    """Whether two reports of talks name the same sides the other way round."""
    sides = set(one.actors) | set(one.recipients)
    others = set(other.actors) | set(other.recipients)
    return (
        "other"
        in (
            _compare_parties(one.actors, other.actors),
            _compare_parties(one.recipients, other.recipients),
        )
        and one.type in MUTUAL
        and len(sides & others) > 1
    )


def _compare_standing(one: str | None, other: str | None) -> str | None:
    """ "other" where one is told as done and the other as hoped for or to come; `None` where nothing is known.

    A plan may be the same happening as the later deed, and a denial is of what it denies.
    """
    if one is None or other is None:
        return None
    return "other" if bool({one, other} & _DONE) and bool({one, other} & _AHEAD) else None


def _compare_manners(one: Collection[str], other: Collection[str]) -> str | None:
    ours, theirs = ENCOUNTERS.intersection(one), ENCOUNTERS.intersection(other)
    if not ours or not theirs:
        return None
    return "same" if ours & theirs else "other"

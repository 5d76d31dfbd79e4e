"""Whether two accounts tell of one meeting: who, which sides, when, where, how and what of are held against each other.

Each question is answered "agrees", "differs" or "not told" with the values compared; an answer carries a weight in
log odds (`models/accounts-1`, learned by `train/accounts`), and their sum is the chance. Near even odds the answer is
"cannot tell".
"""

from __future__ import annotations

import difflib
import math
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dragoman.accounts import Answer, Check, Sameness, Verdict
from dragoman.inference.ranker import Ranker
from dragoman.records import Meeting, Record, When

# Between these chances nobody can tell; by judgement. Of the 414 cases that are left out in turn 2 lie between.
UNSURE = (0.35, 0.65)
# Surnames are one from this likeness on: "Al-Jumaili" and "Al-Jumaily" have 0.9, "Novak" and "Nowak" 0.8, "Kim" and
# "Lim" 0.67.
MIN_NAME_LIKENESS = 0.78
# Ministries write within days; what is out a week later is seldom of the same meeting.
MAX_DAYS_TO_PRINT = 4
# Below this share of the shorter account's topics, two accounts have next to nothing in common. Of the annotated pairs
# 16 of 18 share 0.33 to 0.86.
FEW_TOPICS = 0.2
MAX_REASONS = 3
_TELLING = frozenset(["people", "sides", "date"])
_PLURAL = frozenset(["people", "sides", "topics"])
_REMOTE = frozenset(["phone", "video"])
_SEATED = frozenset(["visit", "bilateral", "multilateral", "sidelines", "credentials"])
_SEATS = ("person", "office")
_SIDES = frozenset(["country", "government", "organization", "person", "office"])


class Told(NamedTuple):
    """What one account says that tells its meeting from others."""

    people: tuple[str, ...]
    seated: tuple[str, ...]
    sides: tuple[str, ...]
    days: tuple[date, date] | None
    exact: bool
    place: tuple[str | None, str | None]
    form: str | None


class Shared(NamedTuple):
    """How many topics are in both accounts, and in each."""

    both: int
    a: int
    b: int


class Asked(NamedTuple):
    """The answer to one question, and the sign (a word of the model) that it is."""

    field: str
    a: str | None
    b: str | None
    verdict: Verdict
    sign: str


def pick_meeting(record: Record) -> Meeting | None:
    """The meeting an account is about: held before planned, told in most sentences, first in the text."""
    ranked = [meeting for meeting in record.meetings if meeting.status != "past-reference"]
    order = ("held", "planned", "cancelled")
    return min(ranked, key=lambda m: (order.index(m.status), -len(m.sentences), record.meetings.index(m)), default=None)


def tell(record: Record) -> Told:
    """What an account says of its meeting; where no meeting was found, whom its text names and when it came out.

    People are all the text names: who speaks for a side is sometimes only named later on.
    """
    meeting = pick_meeting(record)
    seated = [person.name for person in meeting.participants if _is_name(record, person.name)] if meeting else []
    names = seated + [entity.name for entity in record.entities if entity.kind == "person"]
    when = meeting.date if meeting else _day_of_talks(record)
    return Told(
        people=tuple(dict.fromkeys(name for name in names)),
        seated=tuple(seated),
        sides=_sides(record, meeting),
        days=_days(when) or _days_of_print(record),
        exact=when is not None,
        place=(meeting.city, meeting.country) if meeting else (None, None),
        form=meeting.form if meeting and meeting.form != "other" else None,
    )


def decide(a: Record, b: Record, places: tuple[int, int], shared: Shared, ranker: Ranker) -> Sameness:
    """Whether accounts `a` and `b`, which stand at `places` among those compared, are of one meeting, and why."""
    asked = ask(tell(a), tell(b), shared)
    weights = [0.0 if one.verdict == "not told" else round(ranker.weights.get(one.sign, 0.0), 2) for one in asked]
    chance = round(1 / (1 + math.exp(-sum(weights) - ranker.weights["bias"])), 3)
    checks = tuple(Check(*one[:4], weight) for one, weight in zip(asked, weights, strict=True))
    # Without people, sides or a day on both sides to hold against each other, the rest decides nothing.
    open_ended = all(one.verdict == "not told" for one in asked if one.field in _TELLING)
    # Nor does the want of a meeting make two meetings of what nothing sets apart: three reports of one attack.
    unmet = pick_meeting(a) is None and pick_meeting(b) is None and min(weights) >= 0 and chance < 0.5
    unsure = open_ended or unmet or UNSURE[0] < chance < UNSURE[1]
    answer: Answer = "cannot tell" if unsure else "same" if chance > 0.5 else "different"
    reason = "neither tells of a meeting" if unmet and not open_ended else _reason(answer, checks)
    return Sameness(*places, answer, chance, reason, checks)


def ask(a: Told, b: Told, shared: Shared) -> list[Asked]:
    """All questions, each answered."""
    return [
        _ask_people(a, b),
        _ask_sides(a, b),
        _ask_days(a, b),
        _ask_place(a, b),
        _ask_form(a, b),
        _ask_substance(shared),
    ]


def is_one_name(a: str, b: str) -> bool:
    """Whether two names can be one person's: their last or longest words are alike.

    >>> is_one_name("Rafid Al-Jumaili", "Rafid Al-Jumaily"), is_one_name("TERASHIMA Kohei", "Kohei Terashima")
    (True, True)
    >>> is_one_name("Maria Novak", "Peter Lind")
    False
    """
    ours, theirs = _name_words(a), _name_words(b)
    if not ours or not theirs:
        return False
    shared = [max(_likeness(word, other) for other in theirs) for word in ours]
    found = sum(score >= MIN_NAME_LIKENESS for score in shared)
    # One word is enough where one of the names has one ("McAllister"), or where it is the last of both.
    last = _likeness(ours[-1], theirs[-1]) >= MIN_NAME_LIKENESS
    return found >= 2 or (found == 1 and (last or min(len(ours), len(theirs)) == 1))


def _ask_people(a: Told, b: Told) -> Asked:
    shared = [name for name in a.people if any(is_one_name(name, other) for other in b.people)]
    values = ", ".join(a.people[:6]) or None, ", ".join(b.people[:6]) or None
    absent = [name for name in a.seated if not any(is_one_name(name, other) for other in b.people)]
    absent += [name for name in b.seated if not any(is_one_name(name, other) for other in a.people)]
    # Both name who sat there, and each names somebody whom the other's whole text does not.
    if len(shared) == 1 and len(absent) > 1 and min(len(a.seated), len(b.seated)) > 1:
        return Asked("people", *values, "differs", "people part")
    if shared:
        return Asked("people", *values, "agrees", "people shared")
    if min(len(a.people), len(b.people)) >= 2:
        return Asked("people", *values, "differs", "people none")
    return Asked("people", *values, "not told", "people unknown")


def _ask_sides(a: Told, b: Told) -> Asked:
    ours, theirs = set(a.sides), set(b.sides)
    values = ", ".join(a.sides) or None, ", ".join(b.sides) or None
    if not ours or not theirs:
        return Asked("sides", *values, "not told", "sides unknown")
    if ours & theirs == ours or ours & theirs == theirs:
        return Asked("sides", *values, "agrees", f"sides all {min(len(ours & theirs), 2)}")
    return Asked("sides", *values, "differs", f"sides some {min(len(ours & theirs), 2)}")


def _ask_days(a: Told, b: Told) -> Asked:
    values = _show_days(a), _show_days(b)
    if a.days is None or b.days is None:
        return Asked("date", *values, "not told", "days unknown")
    gap = max((a.days[0] - b.days[1]).days, (b.days[0] - a.days[1]).days, 0)
    if a.exact and b.exact:
        size = "same" if gap <= 1 else "near" if gap <= MAX_DAYS_TO_PRINT else "far"
        return Asked("date", *values, "agrees" if gap <= 1 else "differs", f"days {size}")
    size = "near" if gap <= MAX_DAYS_TO_PRINT else "off" if gap <= 2 * MAX_DAYS_TO_PRINT else "far"
    return Asked("date", *values, "agrees" if size == "near" else "differs", f"print {size}")


def _ask_place(a: Told, b: Told) -> Asked:
    values = _show_place(a), _show_place(b)
    if a.place[0] and b.place[0]:
        alike = _likeness(_fold(a.place[0]), _fold(b.place[0])) >= MIN_NAME_LIKENESS
        return Asked("place", *values, "agrees" if alike else "differs", f"city {'same' if alike else 'other'}")
    if a.place[1] and b.place[1]:
        alike = a.place[1] == b.place[1]
        return Asked("place", *values, "agrees" if alike else "differs", f"country {'same' if alike else 'other'}")
    return Asked("place", *values, "not told", "place unknown")


def _ask_form(a: Told, b: Told) -> Asked:
    if a.form is None or b.form is None:
        return Asked("form", a.form, b.form, "not told", "form unknown")
    if a.form == b.form:
        return Asked("form", a.form, b.form, "agrees", "form same")
    # A visit is often called no more than talks by the side that hosts it.
    parted = (a.form in _REMOTE) != (b.form in _REMOTE)
    return Asked("form", a.form, b.form, "differs" if parted else "agrees", "form apart" if parted else "form near")


def _ask_substance(shared: Shared) -> Asked:
    values = f"{shared.both} of {shared.a} in both", f"{shared.both} of {shared.b} in both"
    if not shared.a or not shared.b:
        return Asked("topics", *values, "not told", "topics unknown")
    step = "few" if shared.both / min(shared.a, shared.b) < FEW_TOPICS else "some"
    return Asked("topics", *values, "agrees" if step == "some" else "differs", f"topics {step}")


def _reason(answer: Answer, checks: Sequence[Check]) -> str:
    """What weighs most for the answer; where nobody can tell, what weighs most at all."""
    sign = {"same": 1, "different": -1, "cannot tell": 0}[answer]
    if all(check.verdict == "not told" for check in checks if check.field in _TELLING):
        return "too little is told"
    telling = [check for check in checks if check.weight * sign > 0 or (not sign and check.weight)]
    strong = sorted(telling, key=lambda check: -abs(check.weight))[:MAX_REASONS]
    return ", ".join(f"{check.field} {_verb(check)}" for check in strong) or "too little is told"


def _verb(check: Check) -> str:
    """Its verdict, in the number of its field: "people agree", "date differs"."""
    verb = "agree" if check.verdict == "agrees" else "differ"
    return verb if check.field in _PLURAL else f"{verb}s"


def _is_name(record: Record, name: str) -> bool:
    """Whether words are somebody's name and no office or side."""
    kinds = {entity.kind for entity in record.entities if entity.name == name}
    return not kinds or "person" in kinds


def _sides(record: Record, meeting: Meeting | None) -> tuple[str, ...]:
    """The sides at the table; where no meeting was found, those named most often, two at most."""
    if meeting:
        seated = dict.fromkeys(sorted(person.represents for person in meeting.participants if person.represents))
        if len(seated) > 1:
            return tuple(seated)
    counts: dict[str, int] = {}
    for entity in record.entities:
        side = entity.represents or entity.country
        if side and entity.kind in _SIDES:
            counts[side] = counts.get(side, 0) + len(entity.mentions)
    return tuple(sorted(sorted(counts, key=lambda side: (-counts[side], side))[:2]))


def _day_of_talks(record: Record) -> When | None:
    """The one day on which the text has people meet, where no meeting was made of it."""
    days = {
        event.date for event in record.events if event.type == "CONSULT" and event.auxiliary == "actual" and event.date
    }
    return days.pop() if len(days) == 1 else None


def _days(when: When | None) -> tuple[date, date] | None:
    return (date.fromisoformat(when.start), date.fromisoformat(when.end)) if when else None


def _days_of_print(record: Record) -> tuple[date, date] | None:
    day = record.document.published
    return (date.fromisoformat(day), date.fromisoformat(day)) if day else None


def _show_days(told: Told) -> str | None:
    if told.days is None:
        return None
    start, end = (day.isoformat() for day in told.days)
    days = start if start == end else f"{start} to {end}"
    return days if told.exact else f"out on {days}"


def _show_place(told: Told) -> str | None:
    return ", ".join(part for part in told.place if part) or None


def _name_words(name: str) -> list[str]:
    return [word for word in _fold(name).replace(".", " ").split() if len(word) > 2]


def _fold(text: str) -> str:
    """Small letters without accents.

    >>> _fold("Nebojša Ćirković")
    'nebojsa cirkovic'
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _likeness(a: str, b: str) -> float:
    return difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()

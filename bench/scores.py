"""Compares what the coder found in one report with what is there.

Every comparison pairs one with one, required facts before optional ones; an optional fact that was
found is no gain, one that was missed no loss.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from dragoman.evaluate.documents import Tally
from dragoman.records import Event, Meeting, Participant, Position, Record
from gold import Case, Encounter, Happening, Person, Roles, Said, one_code

Wanted = TypeVar("Wanted", Person, Encounter, Happening, Said)
Found = TypeVar("Found")

# Share of the label's content words that a proposition must hold. Labels are cut to the core of what is
# said, so two thirds of it cannot be met by a neighbouring sentence.
MIN_ABOUT_OVERLAP = 0.66
MIN_NAME_OVERLAP = 0.5
EMPTY_WORDS = frozenset("a an and as at by for from in into its of on or that the their to with".split())


@dataclass
class Score:
    """The tallies of many reports, and what went wrong, a line each."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    errors: list[tuple[str, str]] = field(default_factory=list)

    def tally(self, name: str) -> Tally:
        """The tally of that name, begun if need be."""
        return self.tallies.setdefault(name, Tally())

    def field(self, name: str, right: bool) -> None:
        """Count one field of a pair that was matched."""
        self.tally(name).add(int(right), 1, 1)

    def miss(self, case: Case, what: str) -> None:
        """Keep one error for the reader."""
        self.errors.append((case.name, what))


def compare(case: Case, record: Record, score: Score) -> None:
    """Add one report to the score."""
    free = _compare_meetings(case, record, score)
    _compare_participants(case, record, score, free)
    _compare_events(case, record, score)
    _compare_positions(case, record, score)


# -- meetings ---------------------------------------------------------------------------------


def _compare_meetings(case: Case, record: Record, score: Score) -> set[str]:
    """Count the meetings; returns the ids of those that are only optional."""
    pairs, extra, missed = pair(case.meetings, record.meetings, _is_meeting)
    _count(score.tally("meetings"), pairs, extra, missed)
    for wanted, found in pairs:
        if not wanted.optional:
            _compare_fields(case, wanted, found, score)
    for found in extra:
        _agenda(score, (), found)
        score.miss(case, f"meeting    extra    {_meeting_line(found)}")
    for wanted in missed:
        if not wanted.optional:
            _agenda(score, wanted.agenda, None)
            score.miss(case, f"meeting    missed   {', '.join(wanted.participants)}")
    return {found.id for wanted, found in pairs if wanted.optional}


def _is_meeting(wanted: Encounter, found: Meeting) -> float:
    names = [person.name for person in found.participants]
    if not wanted.participants:
        return 0.1 * (found.form in wanted.form) + 0.1 * (found.status in wanted.status) * wanted.optional
    shared = sum(any(same_name(name, other) for other in names) for name in wanted.participants)
    if not shared:
        return 0.0
    overlap = shared / max(len(wanted.participants), len(names))
    agenda = len(_content(" ".join(wanted.agenda)) & _content(" ".join(topic.text for topic in found.agenda)))
    return overlap + 0.01 * min(agenda, 20)


def _compare_fields(case: Case, wanted: Encounter, found: Meeting, score: Score) -> None:
    _agenda(score, wanted.agenda, found)
    texts = [topic.text for topic in found.agenda]
    if _content(" ".join(texts)) != _content(" ".join(wanted.agenda)):
        score.miss(case, f"agenda     wanted {list(wanted.agenda)} found {texts}")
    asked: list[tuple[str, object, bool]] = [
        ("form", found.form, found.form in wanted.form),
        ("status", found.status, found.status in wanted.status),
    ]
    if wanted.country != {""}:
        asked.append(("country", found.country, found.country in wanted.country))
    if wanted.city:
        asked.append(("city", found.city, fold(found.city or "") == fold(wanted.city)))
    if wanted.date:
        asked.append(("date", found.date, found.date is not None and found.date.start == wanted.date))
    for name, value, right in asked:
        score.field(f"meeting {name}", right)
        if not right:
            score.miss(case, f"meeting    {name} {value!r} of {_meeting_line(found)}")


def _agenda(score: Score, wanted: Sequence[str], found: Meeting | None) -> None:
    have = Counter(_content_list(" ".join(topic.text for topic in found.agenda))) if found else Counter()
    want = Counter(_content_list(" ".join(wanted)))
    score.tally("agenda words").add((have & want).total(), have.total(), want.total())


def _meeting_line(meeting: Meeting) -> str:
    names = ", ".join(f"{person.name} ({person.represents})" for person in meeting.participants)
    return f"{meeting.form} {meeting.status}: {names}"


# -- participants -----------------------------------------------------------------------------


def _compare_participants(case: Case, record: Record, score: Score, free: set[str]) -> None:
    people: dict[tuple[str, str | None], Participant] = {}
    for meeting in record.meetings:
        for person in meeting.participants if meeting.id not in free else ():
            people.setdefault((fold(f"{person.name} {person.office}"), person.represents), person)
    pairs, extra, missed = pair(case.participants, list(people.values()), _is_person)
    _count(score.tally("participants"), pairs, extra, missed)
    for wanted, found in pairs:
        right = _overlap(wanted.office, found.office or "") >= MIN_NAME_OVERLAP
        score.field("participant office", right)
        if not right:
            score.miss(case, f"office     {found.office!r} for {wanted.office!r} ({found.name})")
    for found in extra:
        score.miss(case, f"participant extra   {found.name} / {found.office} / {found.represents}")
    for wanted in missed:
        if not wanted.optional:
            score.miss(case, f"participant missed  {wanted.name} / {wanted.office} / {'|'.join(wanted.represents)}")


def _is_person(wanted: Person, found: Participant) -> float:
    if one_code(found.represents or "") not in wanted.represents:
        return 0.0
    if wanted.name:
        return float(same_name(wanted.name, found.name))
    return 0.5 * (_overlap(wanted.office, found.office or found.name) >= MIN_NAME_OVERLAP)


# -- events -----------------------------------------------------------------------------------


def _compare_events(case: Case, record: Record, score: Score) -> None:
    sides = {entity.id: one_code(entity.represents or entity.country or "") for entity in record.entities}

    def roles(event: Event) -> Roles:
        return (
            frozenset(sides[id] for id in event.actors if sides[id]),
            frozenset(sides[id] for id in event.recipients if sides[id]),
        )

    def fits(wanted: Happening, given: Roles) -> bool:
        if wanted.optional:
            return given[0] in {actors for actors, _ in wanted.roles}
        return given in wanted.roles

    def is_event(wanted: Happening, found: Event) -> float:
        if wanted.type != found.type or not fits(wanted, roles(found)):
            return 0.0
        return 1.0 + 0.1 * (wanted.auxiliary == found.auxiliary)

    def is_type(wanted: Happening, found: Event) -> float:
        return float(wanted.type == found.type) * (1.0 + (roles(found) in wanted.roles))

    pairs, extra, missed = pair(case.events, record.events, is_event)
    _count(score.tally("events"), pairs, extra, missed)
    _count(score.tally("event types"), *pair(case.events, record.events, is_type))
    for wanted, found in pairs:
        score.field("event auxiliary", wanted.auxiliary == found.auxiliary)
    for event in extra:
        actors, recipients = roles(event)
        trigger = event.trigger.of(record.document.text)
        arrow = f"{_codes_line(actors)} -> {_codes_line(recipients)}"
        score.miss(case, f"event      extra    {event.type} {arrow} ({event.auxiliary}, {trigger!r}, {event.reason})")
    for wanted in missed:
        if not wanted.optional:
            actors, recipients = wanted.roles[0]
            score.miss(case, f"event      missed   {wanted.type} {_codes_line(actors)} -> {_codes_line(recipients)}")


def _codes_line(codes: frozenset[str]) -> str:
    return " ".join(sorted(codes)) or "-"


# -- positions --------------------------------------------------------------------------------


def _compare_positions(case: Case, record: Record, score: Score) -> None:
    sides = {entity.id: entity.represents or entity.country or "" for entity in record.entities}
    groups: dict[tuple[int, int], list[Position]] = {}
    for position in record.positions:
        if not position.boilerplate:
            span = position.about.span
            groups.setdefault((span.start, span.end), []).append(position)

    members = {entity.id: entity.members for entity in record.entities}

    def side(position: Position) -> str:
        return one_code(position.represents or sides.get(position.speaker or "", ""))

    def all_sides(position: Position) -> set[str]:
        """What "the two ministers" say together is said for the sides of both."""
        both = members.get(position.speaker or "", ())
        return {one_code(sides[member]) for member in both} | {side(position)}

    def is_position(wanted: Said, found: list[Position]) -> float:
        if not any(all_sides(position) & wanted.sides for position in found):
            return 0.0
        overlap = _overlap(wanted.about, found[0].about.text)
        return overlap if overlap >= MIN_ABOUT_OVERLAP else 0.0

    pairs, extra, missed = pair(case.positions, list(groups.values()), is_position)
    _count(score.tally("positions"), pairs, extra, missed)
    for wanted, found in pairs:
        score.field("position explicit", wanted.explicit == found[0].explicit)
        score.field("position force", wanted.force == found[0].force)
        if wanted.force != found[0].force:
            score.miss(case, f"force      {found[0].force} for {wanted.force}: {wanted.about!r}")
    for found in extra:
        score.miss(case, f"position   extra    {side(found[0]) or '-'} {found[0].force}: {found[0].about.text!r}")
    for wanted in missed:
        if not wanted.optional:
            score.miss(case, f"position   missed   {'|'.join(sorted(wanted.sides))} {wanted.force}: {wanted.about!r}")


# -- pairing ----------------------------------------------------------------------------------


def pair(
    wanted: Sequence[Wanted], found: Sequence[Found], fit: Callable[[Wanted, Found], float]
) -> tuple[list[tuple[Wanted, Found]], list[Found], list[Wanted]]:
    """Pairs of the best fit first, then what was found too much, then what was missed.

    Required facts choose before optional ones. A fit of 0 is none.
    """
    choices = [
        (item.optional, -fit(item, other), w, f) for w, item in enumerate(wanted) for f, other in enumerate(found)
    ]
    left_wanted, left_found = dict(enumerate(wanted)), dict(enumerate(found))
    pairs = []
    for _, against, w, f in sorted(choices):
        if against < 0 and w in left_wanted and f in left_found:
            pairs.append((left_wanted.pop(w), left_found.pop(f)))
    return pairs, list(left_found.values()), list(left_wanted.values())


def _count(
    tally: Tally, pairs: Iterable[tuple[Wanted, Found]], extra: Sequence[Found], missed: Sequence[Wanted]
) -> None:
    right = sum(not wanted.optional for wanted, _ in pairs)
    tally.add(right, right + len(extra), right + sum(not wanted.optional for wanted in missed))


# -- words ------------------------------------------------------------------------------------


def fold(text: str) -> str:
    """A text in small letters without accents.

    >>> fold("Kemal Arıkan")
    'kemal arikan'
    """
    plain = unicodedata.normalize("NFKD", text.replace("ı", "i").casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def same_name(one: str, other: str) -> bool:
    """Whether the words of one name are all in the other.

    >>> same_name("Turki bin Saleh", "Prince Turki bin Saleh"), same_name("Emomali Rahmon", "Emomali")
    (True, True)
    """
    first, second = set(_words(one)), set(_words(other))
    return bool(first and second) and (first <= second or second <= first)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(text))


def _content_list(text: str) -> list[str]:
    return [word for word in _words(text) if word not in EMPTY_WORDS]


def _content(text: str) -> set[str]:
    return set(_content_list(text))


def _overlap(wanted: str, found: str) -> float:
    words = _content(wanted)
    return len(words & _content(found)) / len(words) if words else 0.0

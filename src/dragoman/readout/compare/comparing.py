"""Two accounts or more of one meeting, side by side: are they of one meeting, and what does each say on each thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from dragoman.accounts import Account, Comparison, Match, Matter, Named, Part, Role, Sameness, Statement
from dragoman.errors import UsageError
from dragoman.inference.meaning import Meaning
from dragoman.inference.ranker import Ranker
from dragoman.readout.compare.aligning import Passage, Weighs, align
from dragoman.readout.compare.differences import find_differences
from dragoman.readout.compare.parts import find_parts, shorten
from dragoman.readout.compare.sameness import Shared, decide, is_one_name, pick_meeting
from dragoman.readout.compare.statements import find_statements
from dragoman.records import Participant, Record


@dataclass(frozen=True, slots=True)
class Judges:
    """The learned parts of a comparison: nearness of meaning, chances of topics, chances of one meeting."""

    meaning: Meaning
    topics: Weighs
    accounts: Ranker


def compare_records(records: Sequence[Record], judges: Judges) -> Comparison:
    """The records held against each other; `UsageError` for fewer than two."""
    if len(records) < 2:
        raise UsageError("a comparison takes two accounts or more")
    told = [find_statements(record, number) for number, record in enumerate(records)]
    links, sameness = [], []
    for a, b in combinations(range(len(records)), 2):
        pairs = _align(records, told, a, b, judges)
        links += [(chance, (a, x), (b, y)) for x, y, chance in pairs]
        shared = Shared(len(pairs), len(told[a]), len(told[b]))
        sameness.append(decide(records[a], records[b], (a, b), shared, judges.accounts))
    matters = _make_matters(told, links)
    return Comparison(
        accounts=tuple(_account(record) for record in records),
        sameness=tuple(sameness),
        participants=_line_up(records),
        matters=matters,
        first=tuple(_first(matters, account) for account in range(len(records))),
        warnings=_warn(sameness),
    )


def take_passage(record: Record, one: Statement) -> Passage:
    """A statement as the aligner sees it: without its words of saying, or all that is stressed would be alike."""
    text = record.document.text
    return Passage(one.about or one.text, one.sentence.of(text), one.span.start / max(1, len(text)))


def share_topics(records: tuple[Record, Record], judges: Judges) -> Shared:
    """How many topics two accounts share."""
    told = [find_statements(record, number) for number, record in enumerate(records)]
    return Shared(len(_align(records, told, 0, 1, judges)), len(told[0]), len(told[1]))


def _align(
    records: Sequence[Record], told: Sequence[Sequence[Statement]], a: int, b: int, judges: Judges
) -> list[tuple[int, int, float]]:
    left = [take_passage(records[a], one) for one in told[a]]
    right = [take_passage(records[b], one) for one in told[b]]
    return [(one.a, one.b, one.chance) for one in align(left, right, judges.meaning, judges.topics)]


_Place = tuple[int, int]  # an account, and the number of a statement in it


def _make_matters(
    told: Sequence[Sequence[Statement]], links: Sequence[tuple[float, _Place, _Place]]
) -> tuple[Matter, ...]:
    """One matter for each thing told, in the order of the first account that has it."""
    groups: dict[_Place, list[_Place]] = {(n, i): [(n, i)] for n, said in enumerate(told) for i in range(len(said))}
    scores: dict[_Place, float] = {}
    for chance, a, b in sorted(links, key=lambda link: (-link[0], link[1:])):
        ours, theirs = groups[a], groups[b]
        # Of several accounts two may link what a third keeps apart: each tells a matter once.
        if ours is theirs or {n for n, _ in ours} & {n for n, _ in theirs}:
            continue
        both = sorted(ours + theirs)
        low = min(chance, scores.get(ours[0], 1.0), scores.get(theirs[0], 1.0))
        for place in both:
            groups[place], scores[place] = both, low
    ordered = sorted({tuple(group) for group in groups.values()})
    return tuple(_matter(f"t{n}", group, told, scores.get(group[0], 1.0)) for n, group in enumerate(ordered, 1))


def _matter(id: str, group: Sequence[_Place], told: Sequence[Sequence[Statement]], score: float) -> Matter:
    by_account = dict(group)
    found = tuple(told[n][by_account[n]] if n in by_account else None for n in range(len(told)))
    said = [one for one in found if one is not None]
    differences = find_differences(said)
    match: Match = "only" if len(said) == 1 else "differ" if differences else "same"
    parts = find_parts(said, differ=match == "differ")
    return Matter(
        id=id,
        label=_label(said, match),
        match=match,
        told=found,
        score=score,
        differences=differences,
        asked=_sides(parts, "asked"),
        agreed=tuple(side for side in _sides(parts, "agreed") if side not in _sides(parts, "refused")),
        contexts=tuple(dict.fromkeys(context for one in said for context in one.contexts)),
        parts=parts,
    )


def _label(said: Sequence[Statement], match: Match) -> str:
    """The shortest name of the thing: an agenda item where there is one; the first account's where they differ."""
    items = [one.about for one in said if one.kind == "agenda"] or [one.about or one.text for one in said]
    return shorten(items[:1] if match == "differ" else items)


def _sides(parts: Sequence[Part], role: Role) -> tuple[str, ...]:
    return tuple(dict.fromkeys(side for part in parts if part.role == role for side in part.sides))


def _account(record: Record) -> Account:
    document, meeting = record.document, pick_meeting(record)
    return Account(
        document=document.id,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        text=document.text,
        meeting=meeting.id if meeting else None,
        side=_speaks_for(record),
    )


def _speaks_for(record: Record) -> str | None:
    """The side for which an account speaks where it names nobody, which the positions inferred."""
    sides = [position.represents for position in record.positions if not position.explicit and position.represents]
    return max(sorted(set(sides)), key=sides.count, default=None)


def _line_up(records: Sequence[Record]) -> tuple[Named, ...]:
    """The participants of all accounts, each with the name that every account gives.

    A bare side ("Greece") is left out where somebody of that side is named. Who sat there by one account and is named
    anywhere in another is named by both.
    """
    rows: list[list[Participant | None]] = []
    for account, record in enumerate(records):
        meeting = pick_meeting(record)
        for person in meeting.participants if meeting else ():
            row = next((row for row in rows if row[account] is None and _is_in(person, row)), None)
            if row is None:
                row = [None] * len(records)
                rows.append(row)
            row[account] = person
    manned = {person.represents for row in rows for person in row if person and not _is_side(person, records)}
    kept = [row for row in rows if any(p and (not _is_side(p, records) or p.represents not in manned) for p in row)]
    return tuple(_named([_look_up(row, n, record) for n, record in enumerate(records)]) for row in kept)


def _is_side(person: Participant, records: Sequence[Record]) -> bool:
    """Whether a participant is a state or body and nobody in it."""
    kinds = {entity.kind for record in records for entity in record.entities if entity.name == person.name}
    return not kinds & {"person", "office"} and person.office is None


def _look_up(row: Sequence[Participant | None], account: int, record: Record) -> Participant | None:
    """How an account names a participant: at the table, else anywhere in its text."""
    if row[account] is not None:
        return row[account]
    for entity in record.entities:
        who = Participant(entity.id, entity.name, entity.office, entity.represents)
        if entity.kind == "person" and _is_in(who, row):
            return who
    return None


def _is_in(person: Participant, row: Sequence[Participant | None]) -> bool:
    return any(other is not None and _is_one(person, other) for other in row)


def _is_one(a: Participant, b: Participant) -> bool:
    """Whether two accounts mean one participant: by name, or by an office of one side where a name is missing."""
    if is_one_name(a.name, b.name):
        return True
    unnamed = a.name == a.office or b.name == b.office
    return unnamed and a.represents is not None and (a.represents, a.office) == (b.represents, b.office)


def _named(row: Sequence[Participant | None]) -> Named:
    side = next((person.represents for person in row if person and person.represents), None)
    return Named(side, tuple(_name(person) if person else None for person in row))


def _name(person: Participant) -> str:
    office = person.office if person.office and person.office.casefold() not in person.name.casefold() else None
    return f"{person.name}, {office}" if office else person.name


def _first(matters: Sequence[Matter], account: int) -> str | None:
    begun = [(one.span, matter.id) for matter in matters if (one := matter.told[account]) is not None]
    return min(begun, default=(None, None))[1]


def _warn(sameness: Sequence[Sameness]) -> tuple[str, ...]:
    """A line for each two accounts that may not be of one meeting."""
    doubtful = [one for one in sameness if one.answer != "same"]
    return tuple(f"accounts {one.a + 1} and {one.b + 1} {_DOUBT[one.answer]}: {one.reason}" for one in doubtful)


_DOUBT = {"different": "are of different meetings", "cannot tell": "may be of different meetings"}

"""How near the meetings and positions of a record come to annotated ones, field by field.

**Meetings** pair where somebody sat at both: a person or body of the same side, or the same one by name or
mention (`is_same_one`), whatever side was found for it. The pair with most in common comes first; sentences,
topics and status only settle between several. Of the pairs:

- `form`, `status`, `date`, `country`, `city`, `host`: the share whose value is the same. A date is its ISO start
  and end. Two that are both absent are the same, a city is compared without regard to capitals;
- `agenda`, `outcomes`: spans that lie over each other by more than half of both, one with one. Topics of a
  meeting that was not found, or should not be, count as missed, or as false.

**Participants** are everybody who sat in any meeting of a document, each once by its entity. Two are one who are
the same by name or mention *and* of the same side; `participant_names` leaves the side out, so the difference is
what resolving loses.

**Positions** that are boilerplate are left out on both sides. Two are one where the propositions lie over each
other by more than half of both *and* the sides agree; `propositions` leaves the side out. The sides of a position
are the code it represents and those of its speaker, as the codebook gives an envoy of the OSCE both OSCE and IGO:
one in common is enough, and none on both sides is agreement ("the two sides" have none). Of the paired propositions:

- `side`: the share whose sides agree;
- `speaker`: the share with the same speaker: the same one by name or mention, or nobody in both;
- `targets`: precision, recall and F1 of whom they are directed at: the same one, or one of the same side;
- `force`: macro F1 over the nine forces, and the share that is the same.

**Passives** are annotated positions whose sentence names nobody (`explicit` false). One is right where its
proposition was found, the side agrees, and the speaker is whom the annotation names, or nobody where it names
nobody: a guessed person is wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.evaluate.measures import MIN_SHARED, Pairs, Tally, accuracy, macro_f1, pair, share, side_of
from dragoman.records import FORCES, Entity, Meeting, Outcome, Participant, Position, Record, Topic

FIELDS = (
    "participants",
    "participant_names",
    "meetings",
    "agenda",
    "outcomes",
    "positions",
    "propositions",
    "targets",
    "passives",
)
MEETING_FIELDS = ("form", "status", "date", "country", "city", "host")


@dataclass
class ReadoutScore:
    """The tallies of many documents; `same` counts what agrees of each field among the `paired`."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in FIELDS})
    same: Counter[str] = field(default_factory=Counter)
    paired: Counter[str] = field(default_factory=Counter)
    forces: Counter[tuple[str, str]] = field(default_factory=Counter)

    def summary(self) -> dict[str, object]:
        """What the tallies of the whole record do not show, as one plain object, rounded to four places."""
        names = (*MEETING_FIELDS, "side", "speaker")
        shares = {f"{name}_accuracy": round(self.same[name] / max(1, self.paired[name]), 4) for name in names}
        passives = self.tallies["passives"]
        return shares | {
            "force_accuracy": round(accuracy(self.forces), 4),
            "force_macro_f1": round(macro_f1(self.forces, FORCES), 4),
            "passives": {"wanted": passives.wanted, "attributed_right": round(passives.recall, 4)},
        }

    def count(self, name: str, right: int, found: int, wanted: int) -> None:
        """Add to a tally."""
        self.tallies[name].add(right, found, wanted)

    def agree(self, name: str, same: bool) -> None:
        """Count one field of a pair."""
        self.paired[name] += 1
        self.same[name] += same


def compare_readouts(wanted: Record, found: Record, score: ReadoutScore) -> None:
    """Add the meetings and positions of one document to a score."""
    here, there = ({entity.id: entity for entity in record.entities} for record in (wanted, found))
    _compare_meetings(wanted, found, here, there, score)
    _compare_participants(wanted, found, here, there, score)
    _compare_positions(wanted, found, here, there, score)


def is_same_one(wanted: Entity | None, found: Entity | None) -> bool:
    """Whether two entities are one, by name or by mention.

    By name: more than half of the shorter name's words. By mention, which persons named on both sides are not:
    more than half of the mentions of the one that has fewer lie over the other's.

    >>> is_same_one(Entity("e1", "Ama Mensah", "person"), Entity("e7", "Minister Ama Mensah", "person"))
    True
    >>> is_same_one(Entity("e1", "foreign minister", "office"), Entity("e7", "prime minister", "office"))
    False
    """
    if wanted is None or found is None:
        return False
    here, there = set(wanted.name.casefold().split()), set(found.name.casefold().split())
    if len(here & there) > MIN_SHARED * max(1, min(len(here), len(there))):
        return True
    if wanted.kind == found.kind == "person":
        return False
    over = sum(any(share(a, b) > MIN_SHARED for b in found.mentions) for a in wanted.mentions)
    return over > MIN_SHARED * min(len(wanted.mentions), len(found.mentions))


def _compare_meetings(
    wanted: Record, found: Record, here: dict[str, Entity], there: dict[str, Entity], score: ReadoutScore
) -> None:
    def fit(w: Meeting, f: Meeting) -> float:
        sides = (_sides_at(w) & _sides_at(f)).total()
        people = len(_pair_people(w.participants, f.participants, here, there, with_side=False))
        if not (sides or people):
            return 0.0
        told = any(a.meets(b) for a in w.sentences for b in f.sentences)
        topics = len(_pair_spans(w.agenda, f.agenda))
        return max(sides, people) + 0.1 * told + 0.01 * topics + 0.001 * (w.status == f.status)

    pairs = pair(wanted.meetings, found.meetings, fit)
    score.count("meetings", len(pairs), len(found.meetings), len(wanted.meetings))
    for name, lists in (("agenda", _agenda), ("outcomes", _outcomes)):
        right = sum(len(_pair_spans(lists(w), lists(f))) for w, f in pairs)
        told, true = (sum(len(lists(meeting)) for meeting in record.meetings) for record in (found, wanted))
        score.count(name, right, told, true)
    for w, f in pairs:
        for name in MEETING_FIELDS:
            score.agree(name, _value(w, name) == _value(f, name))


def _value(meeting: Meeting, name: str) -> object:
    if name == "date":
        return (meeting.date.start, meeting.date.end) if meeting.date else None
    value = getattr(meeting, name)
    return value.casefold() if name == "city" and value else value


def _agenda(meeting: Meeting) -> Sequence[Topic]:
    return meeting.agenda


def _outcomes(meeting: Meeting) -> Sequence[Outcome]:
    return meeting.outcomes


def _pair_spans(wanted: Sequence[Topic | Outcome], found: Sequence[Topic | Outcome]) -> Pairs[object, object]:
    def fit(w: Topic | Outcome, f: Topic | Outcome) -> float:
        return shared if (shared := share(w.span, f.span)) > MIN_SHARED else 0.0

    return [(w, f) for w, f in pair(wanted, found, fit)]


def _sides_at(meeting: Meeting) -> Counter[str]:
    return Counter(side_of(who.represents) for who in meeting.participants)


def _pair_people(
    wanted: Sequence[Participant],
    found: Sequence[Participant],
    here: dict[str, Entity],
    there: dict[str, Entity],
    *,
    with_side: bool,
) -> Pairs[Participant, Participant]:
    def fit(w: Participant, f: Participant) -> float:
        if with_side and side_of(w.represents) != side_of(f.represents):
            return 0.0
        return float(is_same_one(here.get(w.entity), there.get(f.entity)))

    return pair(wanted, found, fit)


def _compare_participants(
    wanted: Record, found: Record, here: dict[str, Entity], there: dict[str, Entity], score: ReadoutScore
) -> None:
    seated = [
        list({who.entity: who for meeting in record.meetings for who in meeting.participants}.values())
        for record in (wanted, found)
    ]
    for name, with_side in (("participants", True), ("participant_names", False)):
        pairs = _pair_people(seated[0], seated[1], here, there, with_side=with_side)
        score.count(name, len(pairs), len(seated[1]), len(seated[0]))


def pair_positions(wanted: Record, found: Record) -> list[tuple[Position, Position, bool]]:
    """The positions that lie over each other, each with whether they are said for one side."""
    here, there = ({entity.id: entity for entity in record.entities} for record in (wanted, found))

    def agree(w: Position, f: Position) -> bool:
        mine, theirs = _sides_of(w, here), _sides_of(f, there)
        return bool(mine & theirs) or mine == theirs

    def fit(w: Position, f: Position) -> float:
        shared = share(w.about.span, f.about.span)
        # The side and speaker only settle between several propositions that lie alike.
        return shared + 0.01 * agree(w, f) + 0.001 * _speak(w, f, here, there) if shared > MIN_SHARED else 0.0

    said = [[p for p in record.positions if not p.boilerplate] for record in (wanted, found)]
    return [(w, f, agree(w, f)) for w, f in pair(said[0], said[1], fit)]


def _speak(w: Position, f: Position, here: dict[str, Entity], there: dict[str, Entity]) -> bool:
    """Whether two positions have one speaker."""
    if w.speaker is None or f.speaker is None:
        return w.speaker is f.speaker
    return is_same_one(here.get(w.speaker), there.get(f.speaker))


def _compare_positions(
    wanted: Record, found: Record, here: dict[str, Entity], there: dict[str, Entity], score: ReadoutScore
) -> None:
    said = [[p for p in record.positions if not p.boilerplate] for record in (wanted, found)]
    pairs = pair_positions(wanted, found)
    score.count("propositions", len(pairs), len(said[1]), len(said[0]))
    score.count("positions", sum(agrees for _, _, agrees in pairs), len(said[1]), len(said[0]))
    for w, f, agrees in pairs:
        score.forces[w.force, f.force] += 1
        score.agree("side", agrees)
        score.agree("speaker", _speak(w, f, here, there))
    aimed = [(here.get(w.target or ""), there.get(f.target or "")) for w, f, _ in pairs]
    told = sum(f is not None for _, f in aimed), sum(w is not None for w, _ in aimed)
    score.count("targets", sum(_is_one_target(w, f) for w, f in aimed), *told)
    hidden = [(w, f, agrees) for w, f, agrees in pairs if not w.explicit]
    right = sum(agrees and _speak(w, f, here, there) for w, f, agrees in hidden)
    score.count("passives", right, sum(not f.explicit for f in said[1]), sum(not w.explicit for w in said[0]))


def _is_one_target(wanted: Entity | None, found: Entity | None) -> bool:
    """Whether two positions are directed at one party, or at two of one side."""
    if wanted is None or found is None:
        return False
    codes = [one.represents or one.country for one in (wanted, found)]
    return is_same_one(wanted, found) or (None not in codes and side_of(codes[0]) == side_of(codes[1]))


def _sides_of(position: Position, entities: dict[str, Entity]) -> frozenset[str]:
    """The codes a position is said for."""
    speaker = entities.get(position.speaker or "")
    codes = (position.represents, *((speaker.represents, speaker.country) if speaker else ()))
    return frozenset(filter(None, map(side_of, codes)))

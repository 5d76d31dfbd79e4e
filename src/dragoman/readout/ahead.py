"""Encounters told in passing: "agreed that experts would meet in Entebbe in January", "the Council convened on Monday".

Such a meeting is one of its own when the text says who meets, and a time or a place. A commission or "the experts"
meet alone, as far as the text tells; the next round of nobody in particular is of those who agreed on it, or who
have just met.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.readout.cast import Cast
from dragoman.readout.encounters import TOLD, Encounter
from dragoman.readout.invitations import Invitation, find_invitation
from dragoman.readout.reality import find_asked, find_new_day, is_unreal
from dragoman.records import Clause, Phrase, Place, Span, When, find_range

_SPEAKS = frozenset(["speak", "talk"])
_MEETS = frozenset(["meet", "convene", "reconvene", "gather", "assemble", "sit"])
_GATHER = _SPEAKS | _MEETS | frozenset(["continue", "resume"])
_HOLD = frozenset(
    ["hold", "convene", "reconvene", "host", "organise", "organize", "resume", "conduct", "take", "continue"]
)
_ROUNDS = frozenset(
    "round session meeting consultation dialogue talk commission committee sitting summit forum conference".split()
)
_SESSIONS = frozenset(["session", "sitting"])
_SITTINGS = _SESSIONS | frozenset(["meeting", "summit", "plenary"])
# What two sides sit in together, time and again.
_BODIES = frozenset("commission committee group council jcc jbc board mechanism dialogue".split())
_NEXT = frozenset(
    [
        "next",
        "following",
        "coming",
        "upcoming",
        "follow-up",
        "forthcoming",
        "first",
        "second",
        "third",
        "fourth",
        "new",
        "further",
    ]
)
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)|\w+(?:teenth|ieth)|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth")
_AGREES = frozenset(["agree", "decide", "concur", "plan", "schedule", "intend", "resolve", "propose", "undertake"])
# Who does so has the others come.
_OFFERS = frozenset(["offer", "readiness", "ready", "willingness", "volunteer"])
_SETS = frozenset(["schedule", "plan", "expect", "foresee", "envisage"])
_AHEAD = frozenset(["will", "would", "shall"])
_PARTIES = frozenset(["person", "office", "organization", "government", "country", "group"])


def find_ahead(cast: Cast, met: Sequence[Encounter]) -> Iterator[Encounter]:
    """The encounters that are only planned, in the order of the text; `met` are those already known."""
    asked = find_asked(cast)
    invited: list[Invitation] = []
    for clause in cast.marked.clauses:
        kind = cast.marked.sentences[clause.sentence].kind
        if kind != "body" or clause.sentence in asked or not cast.is_open(clause.sentence):
            continue
        if clause.negated or clause.conditional or is_unreal(cast, clause):
            continue
        invitation = find_invitation(cast, clause)
        if invitation is not None and not _is_told(cast, clause, met) and not any(invitation == one for one in invited):
            invited.append(invitation)
            yield _visit(cast, clause, invitation)
        if invitation is not None or not _is_ahead(cast, clause):
            continue
        attended = _attended(cast, clause)
        ids = attended or _gathered(cast, clause) or _of_round(cast, clause, met)
        place, when = _place_behind(cast, clause), _date_behind(cast, clause)
        by = _hosted_by(cast, clause)
        if ids and (place or when or (by and clause.voice == "passive")) and not _is_told(cast, clause, met):
            here, lemmas = {clause.sentence}, {clause.lemma.split(" ")[0]}
            near = [id for one in met for id in one.ids if place is not None and cast.side(id) == place.country]
            modes = {"multilateral"} if attended or _goes_on_among_many(cast, clause, met) else {"round"}
            hosts, modes = [*by, *near][:1], {"visit"} if by and len(ids) > 1 and "multilateral" not in modes else modes
            yield Encounter("planned", ids, [], here, when, place, modes, hosts, lemmas, TOLD, set(here))


def _visit(cast: Cast, clause: Clause, invitation: Invitation) -> Encounter:
    """The visit that somebody was invited to."""
    here, place = {clause.sentence}, invitation.place
    ids = [*invitation.guests, *invitation.hosts]
    hosts = [id for id in invitation.hosts if cast.side(id) == place.country][:1]
    when = _date_behind(cast, clause)
    return Encounter("planned", ids, [], here, when, place, {"visit", "invited"}, hosts, {"visit"}, TOLD, set(here))


def _hosted_by(cast: Cast, clause: Clause) -> list[str]:
    """ "The third round will be hosted by New Delhi", "offered to host it": the side that has the others come."""
    if clause.lemma == "host" and clause.voice == "active" and clause.subject is not None:
        return [id for id in _ids(cast, clause.subject) if cast.side(id)][:1]
    if clause.voice != "passive" or clause.lemma.split(" ")[0] not in ("host", "hold"):
        return []
    return [id for o in clause.obliques if o.preposition == "by" for id in cast.of_phrase(o.phrase) if cast.side(id)]


def _is_ahead(cast: Cast, clause: Clause) -> bool:
    """ "Will meet", "agreed that they would meet", "agreed to hold", "concurred on holding", "is due in Amman"."""
    if clause.form == "finite" and (clause.tense == "future" or clause.modal in _AHEAD):
        return True
    if _is_moved(cast, clause):
        return True
    base = clause.lemma.split(" ")[0]
    if clause.form == "finite" and clause.tense == "present":
        behind = cast.text[clause.head.end : clause.head.end + 12].lower().split()
        due = (base == "be" and behind[:1] == ["due"]) or (base in _SETS and clause.voice == "passive")
        return due or (base in _MEETS and clause.voice == "active" and _is_yet_to_come(cast, clause))
    if clause.form == "participle" and clause.voice == "active":
        before = cast.lemmas(Span(max(0, clause.verb.start - 24), clause.verb.start))[-2:]
        return len(before) == 2 and before[0] in _AGREES and before[1] in ("on", "to")
    if clause.form != "infinitive":
        return False
    words = cast.lemmas(Span(cast.marked.sentences[clause.sentence].span.start, clause.verb.start))
    offered = _OFFERS | _AGREES if clause.lemma == "host" else _AGREES
    return bool(offered & set(words)) or (clause.voice == "passive" and words[-2:] in (["be", "to"], ["be", "due"]))


def _is_yet_to_come(cast: Cast, clause: Clause) -> bool:
    """Whether the day behind a verb in the present is still ahead: "the Council meets in Oslo on 5 May"."""
    published, when = cast.marked.document.published, _date_behind(cast, clause)
    return published is not None and when is not None and when.start > published


def _is_moved(cast: Cast, clause: Clause) -> bool:
    """Whether a clause moves a meeting to another day."""
    what = clause.subject if clause.voice == "passive" else next(iter(clause.objects), None)
    return what is not None and find_new_day(cast, clause, what) is not None


def _gathered(cast: Cast, clause: Clause) -> list[str]:
    """Several, or a body, that meet: "the experts will meet", "the parties are expected back"."""
    base, behind = clause.lemma.split(" ")[0], cast.text[clause.head.end : clause.head.end + 6].lower().split()[:1]
    back = base in _SETS and clause.voice == "passive" and behind == ["back"]
    if clause.subject is None or not (back or (base in _GATHER and clause.voice == "active")):
        return []
    if clause.objects or any(o.preposition == "with" for o in clause.obliques):
        return []
    if clause.lemma in _SPEAKS and cast.text[clause.verb.end : clause.verb.end + 7].lower().split()[:1] != ["again"]:
        return []
    mentions = [cast.marked.mentions[i] for i in clause.subject.mentions]
    many = any(m.number == "many" or m.kind == "organization" for m in mentions) or len(mentions) > 1
    if not many and _BODIES & set(cast.lemmas(clause.subject.span)):
        return _both_in(cast, clause.subject)
    return list(_ids(cast, clause.subject)) if many else []


def _both_in(cast: Cast, body: Phrase) -> list[str]:
    """The states that sit in "the Border Committee of the two countries"."""
    ids = [id for i, m in cast.mentions_in(body.span) if m.number == "many" for id in cast.of_mention(i)]
    states = list(dict.fromkeys(id for id in ids if cast.entity(id).kind == "country"))
    return states if len(states) > 1 else []


def _attended(cast: Cast, clause: Clause) -> list[str]:
    """Who "will participate in the extraordinary meeting of the League", and the body whose meeting it is."""
    base = clause.lemma.split(" ")[0]
    behind = cast.text[clause.head.end : clause.head.end + 6].lower().split()[:1]
    if clause.subject is None or not (base in ("attend", "participate") or (base == "take" and behind == ["part"])):
        return []
    ids = [id for id in _ids(cast, clause.subject) if cast.entity(id).kind in ("person", "office")]
    phrases = [*clause.objects, *(o.phrase for o in clause.obliques if o.preposition == "in")]
    sat = next((phrase for phrase in phrases if _ROUNDS & set(cast.lemmas(phrase.span))), None)
    if sat is None or not ids:
        return []
    bodies = [id for i, m in cast.mentions_in(sat.span) if m.kind == "organization" for id in cast.of_mention(i)]
    return list(dict.fromkeys([*ids, *bodies]))


def _of_round(cast: Cast, clause: Clause, met: Sequence[Encounter]) -> list[str]:
    """Who meets at "the next session of the commission", or "the next round"."""
    base, moved = clause.lemma.split(" ")[0], _is_moved(cast, clause)
    if own := _sitting(cast, clause, base):
        return own
    if base in _MEETS and _is_again(cast, clause):
        return _of_last(cast, clause, _last(clause, met))
    if base not in _HOLD and base not in _SETS and base != "be" and not moved:
        return []
    place = "place" in {w for o in clause.objects for w in cast.lemmas(o.span)}
    passive = clause.voice == "passive" or place or base == "be"
    what = clause.subject if passive else next(iter(clause.objects), None)
    if what is None:
        return []
    lemmas = set(cast.lemmas(what.span))
    if not lemmas & _ROUNDS or not (moved or lemmas & _NEXT or any(map(_ORDINAL.fullmatch, lemmas))):
        return []
    behind = cast.text[what.span.end : what.span.end + 4].split()[:1]
    if lemmas & {"forum", "conference"} and (behind == ["on"] or "on" in lemmas):
        return []  # A conference on a matter is no next round of those who met.
    named = _named_in(cast, what) or _owner(cast, what, lemmas, met)
    if named:
        return named
    own = list(_ids(cast, clause.subject)) if not passive and clause.subject is not None else []
    if own and (len(own) > 1 or cast.entity(own[0]).kind in ("organization", "group")):
        return own
    last = _last(clause, met)
    if base == "host" and own:
        return _with_host(cast, clause, own, last)
    return _of_last(cast, clause, last)


def _of_last(cast: Cast, clause: Clause, last: Encounter | None) -> list[str]:
    """Those who come together again after the encounter that was told last, or who agreed to."""
    if last is None:
        return _who_agreed(cast, clause)
    if len({cast.side(id) for id in last.ids}) > 2:
        return sorted(last.states) or list(last.ids)
    return [state_of(cast, id) for id in last.ids]


def _sitting(cast: Cast, clause: Clause, base: str) -> list[str]:
    """The body that "will hold an emergency meeting", with nobody else."""
    if base not in ("hold", "convene") or clause.voice != "active" or clause.form != "finite" or clause.subject is None:
        return []
    said = {word for o in clause.objects for word in cast.lemmas(o.span)}
    ids = list(_ids(cast, clause.subject))
    with_others = any(cast.of_phrase(o.phrase) for o in clause.obliques if o.preposition in ("with", "between"))
    bodies = bool(ids) and all(cast.entity(id).kind == "organization" for id in ids)
    return ids if bodies and _SITTINGS & said and not with_others else []


def _is_again(cast: Cast, clause: Clause) -> bool:
    """ "The Forum shall convene again": what sat before, and is nobody by itself."""
    subject = clause.subject
    if subject is None or subject.mentions or _ids(cast, subject) or clause.voice != "active":
        return False
    again = cast.text[clause.head.end : clause.head.end + 7].lower().split()[:1] == ["again"]
    return again and bool((_BODIES | _ROUNDS) & set(cast.lemmas(subject.span)))


def _last(clause: Clause, met: Sequence[Encounter]) -> Encounter | None:
    """The encounter that was told last before a clause."""
    return max((one for one in met if one.first <= clause.sentence), key=lambda one: one.first, default=None)


def _named_in(cast: Cast, what: Phrase) -> list[str]:
    """The parties that a phrase names as those of a round, those within names left out."""
    named = [(i, m) for i, m in cast.mentions_in(what.span) if m.form != "adjective" and m.outer is None]
    return [id for id in dict.fromkeys(id for i, _ in named for id in cast.of_mention(i)) if _is_party(cast, id)]


def _is_party(cast: Cast, id: str) -> bool:
    return cast.entity(id).kind in _PARTIES


def _with_host(cast: Cast, clause: Clause, own: list[str], last: Encounter | None) -> list[str]:
    """Who comes to whoever "offered to host the next round": whom it names, or the other of the two who met."""
    guests = [id for o in clause.obliques if o.preposition == "with" for id in _ids(cast, o.phrase)]
    if not guests and last is not None:
        sides = {cast.side(id) for id in last.ids} - {None}
        guests = last.ids if len(sides) in (2, 3) and cast.side(own[0]) in sides else []
    return list(dict.fromkeys(state_of(cast, id) for id in (*own, *guests)))


def _who_agreed(cast: Cast, clause: Clause) -> list[str]:
    """The states of those of two sides who agreed on a round, where nothing was told of them before."""
    governor = cast.marked.clauses[clause.governor] if clause.governor is not None else None
    if governor is None or governor.subject is None or not _AGREES & {governor.lemma.split(" ")[0]}:
        return []
    ids = [id for id in _ids(cast, governor.subject) if cast.side(id)]
    several = len({cast.side(id) for id in ids}) > 1
    return list(dict.fromkeys(state_of(cast, id) for id in ids)) if several else []


def _owner(cast: Cast, what: Phrase, lemmas: set[str], met: Sequence[Encounter]) -> list[str]:
    """The body of "the Commission, whose next meeting", or whose session was told before "the next session"."""
    words = cast.text[max(0, what.span.start - 8) : what.span.end].lower().split()
    sentences = {s.index for s in cast.marked.sentences if s.span.covers(what.span)}
    if "whose" not in words:
        if not lemmas & _SESSIONS:
            return []
        sentences = {s.index for s in cast.marked.sentences if s.kind == "headline"}
        sentences |= {s for one in met if one.status == "held" for s in one.sentences}
    mentions = cast.marked.mentions
    bodies = [
        id
        for index in (i for s in sorted(sentences) for i in find_range(mentions, s))
        if mentions[index].span.end <= what.span.start and mentions[index].kind == "organization"
        for id in cast.of_mention(index)
        if _BODIES & {word.lower() for word in cast.entity(id).name.split()}
    ]
    return bodies[-1:]


def _goes_on_among_many(cast: Cast, clause: Clause, met: Sequence[Encounter]) -> bool:
    """Whether those who met last before were of more than two sides: their next round is theirs."""
    last = _last(clause, met)
    return last is not None and len({cast.side(id) for id in last.ids} - {None}) > 2


def state_of(cast: Cast, id: str) -> str:
    """The state or body that somebody sat for, where the text names it: who will sit there next, no text can know."""
    side = cast.side(id)
    found = (e.id for e in cast.resolved.entities if e.kind in ("country", "organization") and e.represents == side)
    return next(found, id) if side is not None else id


def _ids(cast: Cast, phrase: Phrase) -> tuple[str, ...]:
    return tuple(id for id in cast.of_phrase(phrase) if cast.entity(id).kind in _PARTIES)


def _date_behind(cast: Cast, clause: Clause) -> When | None:
    """The first day or stretch of days named behind the verb, or the day that a round is moved to."""
    what = clause.subject if clause.voice == "passive" else next(iter(clause.objects), None)
    if what is not None and (moved := find_new_day(cast, clause, what)) is not None:
        return moved
    for i in find_range(cast.marked.times, clause.sentence):
        when = cast.resolved.dates[i] if i < len(cast.resolved.dates) else None
        if when is not None and cast.marked.times[i].span.start > clause.verb.start:
            return when
    return None


def _place_behind(cast: Cast, clause: Clause) -> Place | None:
    """The place of "in Entebbe" or the like behind the verb."""
    for i in find_range(cast.marked.mentions, clause.sentence):
        mention = cast.marked.mentions[i]
        before = cast.text[max(0, mention.span.start - 4) : mention.span.start].lower().split()
        where = before[-1:] in (["in"], ["at"])
        if mention.span.start > clause.verb.end and mention.kind == "place" and where:
            return cast.resolved.places[i] if i < len(cast.resolved.places) else None
    return None


def _is_told(cast: Cast, clause: Clause, met: Sequence[Encounter]) -> bool:
    """Whether an encounter of the same sentence already is the plan."""
    return any(one.status == "planned" and clause.sentence in one.sentences for one in met)

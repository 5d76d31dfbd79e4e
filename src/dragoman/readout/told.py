"""Encounters that clauses tell by themselves: "was received by", "a telephone talk took place between".

They stand in where no event was coded, less surely, and take an event as soon as one fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from dragoman.knowledge.speech import load_encounters
from dragoman.readout.cast import Cast
from dragoman.readout.encounters import TOLD, Encounter
from dragoman.readout.reality import is_unreal, was_to_have
from dragoman.records import Clause, Mention, Phrase, Span, Token, find_range

_MEETS = frozenset(["meet", "meet with", "receive", "host", "confer"])
_SPEAKS = frozenset(["speak", "talk", "confer", "consult"])
_SITS_DOWN = frozenset(["sit"])
_HOLDS = frozenset(["hold", "have", "conduct", "receive", "make"])
_HAPPENS = frozenset("take hold occur place be happen open begin start resume conclude end reconvene".split())
_TALKS = frozenset(["discuss", "review", "exchange", "hold"])
_VIEWS = frozenset("view opinion idea assessment point thought impression information experience".split())
_ROUNDS = frozenset("commission session round forum dialogue consultation meeting talk summit".split())
# Rounds that are bodies as well, and act.
_BODIES = frozenset(["commission", "forum"])
# Behind these stands who sits in a round; behind others, what it is on and where.
_PARTIES_BEHIND = frozenset(["between", "of", "with", "among"])
_NAMES_OF_ROUNDS = frozenset(["occasion", "agreement"])
# "Granted an audience to", "received in audience".
_GRANTS = frozenset(["grant", "give", "accord"])
_AUDIENCE = frozenset(["audience"])
_PRESENTS = frozenset(["present", "hand", "submit"])
# What begins or ends of itself, "the talks opened".
_OPENS = frozenset("open begin start resume conclude end take occur reconvene".split())
_CHAIRS = frozenset(["co-chair", "co-chaired", "cochair", "chair"])
_SETS = frozenset(["schedule", "expect", "plan", "slate"])
_GOES = frozenset(["travel", "fly", "go", "come", "visit", "journey", "drive"])
_WITH = frozenset(["with", "between"])
_DURING = frozenset(["during", "in", "on", "over"])
_PHONES = frozenset(["phone", "telephone", "ring", "call up"])
# "Paid a courtesy call on".
_CALLS = frozenset(["pay", "make"])


def find_told(cast: Cast) -> Iterator[Encounter]:
    """The encounters of a document's clauses, in the order of the text."""
    for clause in cast.marked.clauses:
        sentence = cast.marked.sentences[clause.sentence]
        if sentence.kind != "body" or not cast.is_open(clause.sentence) or clause.negated or clause.conditional:
            continue
        if is_unreal(cast, clause):
            continue
        parties, visited = _parties(cast, clause)
        ids = list(dict.fromkeys(id for id in parties if cast.is_voice(id) or cast.entity(id).kind == "person"))
        if len(ids) < 2 or clause.modal not in (None, "will") or not any(cast.side(id) for id in ids):
            continue
        ahead = clause.tense == "future" or is_scheduled(cast, clause)
        status = "planned" if ahead else "past-reference" if _is_past(cast, clause) else "held"
        status = "cancelled" if was_to_have(cast, clause) else status
        modes, lemmas = _modes(cast, clause, visited), {clause.lemma.split(" ")[0]}
        here = {clause.sentence}
        yield Encounter(status, ids, [], here, None, None, modes, visited, lemmas, TOLD, set(here))


def _modes(cast: Cast, clause: Clause, visited: Sequence[str]) -> set[str]:
    """How they met: at one's place, or by telephone where it was "during the call"."""
    called = any(o.preposition in _DURING and "call" in cast.lemmas(o.phrase.span) for o in clause.obliques)
    return {"visit"} if visited else {"phone"} if called else set()


def _is_past(cast: Cast, clause: Clause) -> bool:
    """ "The last meeting between the ministers took place in Astana": spoken of, and not what the report is about."""
    past = load_encounters().encounters["past"]
    if clause.form != "noun":
        sat = clause.subject is not None and _find_round(cast, clause.subject.span) is not None
        return sat and clause.subject is not None and bool(set(cast.lemmas(clause.subject.span)) & past)
    return bool(set(cast.text[clause.span.start : clause.head.start].lower().split()) & past)


def _parties(cast: Cast, clause: Clause) -> tuple[list[str], list[str]]:
    """Who meets in a clause, and which of them is visited."""
    base = clause.lemma.split(" ")[0]
    subject = _ids(cast, [clause.subject])
    if clause.form == "noun":
        return (_between(cast, clause, subject), [])
    is_told = clause.form == "finite" or (clause.form == "participle" and clause.voice == "passive")
    if not (is_told or was_to_have(cast, clause) or is_scheduled(cast, clause) or _is_errand(cast, clause)):
        return [], []
    objects = _ids(cast, clause.objects)
    behind = {
        p: _ids(cast, [o.phrase for o in clause.obliques if o.preposition == p])
        for p in ("with", "by", "from", "to", "on")
    }
    if clause.subject is not None and _is_sitting(cast, clause, base):
        return _round(cast, clause.subject.span), []
    if base in _CHAIRS and clause.subject and _are_two_sides(cast, clause) and _ROUNDS & _said(cast, clause):
        return _people_of(cast, _named(cast, clause.subject)), []
    if base == "bring" and clause.subject and _is_gathering(cast, clause):
        return _people_of(cast, [id for o in clause.objects for id in _named(cast, o)]), []
    several = clause.subject is not None and (_is_many(cast, clause.subject) or _are_two_sides(cast, clause))
    if (together := _together(cast, clause, base)) and not objects and not behind["with"]:
        return together, []
    if base in _TALKS and several and not behind["with"]:
        return (subject, []) if _is_talk(cast, clause) else ([], [])
    if clause.voice == "passive":
        return (subject + behind["by"], behind["by"]) if base in ("receive", "welcome") and behind["by"] else ([], [])
    if clause.lemma == "call on" and not _is_asked(cast, clause):
        seen = objects + behind["on"]
        return (subject + seen, seen) if _people(cast, seen) else ([], [])
    if base in _CALLS and "call" in _said(cast, clause):
        return subject + behind["on"], behind["on"]
    if clause.lemma in _PHONES:
        return subject + objects, []
    if base in _GRANTS and _AUDIENCE & _said(cast, clause):
        return subject + behind["to"], subject
    if base == "receive" and (guests := _in_audience(cast, clause)):
        return subject + guests, subject
    if base in ("receive", "host") and _people(cast, objects):
        return subject + objects, subject
    if base in _MEETS and base not in ("receive", "host"):
        return subject + objects + behind["with"], []
    if base in _SITS_DOWN and behind["with"]:
        return subject + behind["with"], []
    if base == "raise" and _people(cast, behind["with"]) and _is_in_talks(cast, clause):
        return subject + behind["with"], []
    if base in _SPEAKS and behind["with"]:
        return subject + behind["with"], []
    if base in _HOLDS and _has_meeting(cast, clause) and (behind["with"] or behind["from"]):
        return subject + behind["with"] + behind["from"], []
    if base in _PRESENTS and "credential" in " ".join(cast.lemmas(clause.span)) and behind["to"]:
        return subject + behind["to"], behind["to"]
    return [], []


def _is_in_talks(cast: Cast, clause: Clause) -> bool:
    """Whether a matter was raised at a meeting: "in the margins of", "in their call"."""
    words = {word for o in clause.obliques if o.preposition in _DURING for word in cast.lemmas(o.phrase.span)}
    return bool(words & (load_encounters().encounters["nouns"] | {"margin", "margins", "sideline", "sidelines"}))


def _is_sitting(cast: Cast, clause: Clause, base: str) -> bool:
    """Whether a clause says that what its subject names took place: "was held", "took place", "concluded".

    A body that acts is none: "the Commission concluded that", "the Commission began to".
    """
    if clause.voice == "passive":
        return base in ("hold", "convene", "conclude")
    objects = [] if base == "take" and _said(cast, clause) == {"place"} else clause.objects
    if base not in _OPENS or clause.tense != "past" or objects or clause.form != "finite":
        return False
    sat = _find_round(cast, clause.subject.span) if clause.subject is not None else None
    if sat is None or sat.lemma.removesuffix("s") in _BODIES:
        return False
    here = (cast.marked.clauses[i] for i in find_range(cast.marked.clauses, clause.sentence))
    return not any(
        c.governor is not None and cast.marked.clauses[c.governor] is clause and c.relation == "complement"
        for c in here
    )


def is_scheduled(cast: Cast, clause: Clause) -> bool:
    """Whether an infinitive hangs on what sets it for a day to come: "is scheduled to pay a call on the Sultan"."""
    if clause.form != "infinitive" or clause.governor is None:
        return False
    governor = cast.marked.clauses[clause.governor]
    present = governor.form == "finite" and governor.tense == "present" and not governor.negated
    set_ = governor.voice == "passive" and governor.lemma in _SETS
    due = cast.text[governor.head.end : clause.verb.start].lower().split()[:1] in (["due"], ["set"])
    return present and (set_ or (governor.lemma == "be" and due))


def _is_gathering(cast: Cast, clause: Clause) -> bool:
    """Whether a meeting brings people together: "the summit brought together X and Y"."""
    nouns = load_encounters().encounters["nouns"] | _ROUNDS
    together = cast.text[clause.verb.start : clause.verb.end + 12].lower().split()[1:2] == ["together"]
    return together and clause.subject is not None and bool(nouns & set(cast.lemmas(clause.subject.span)))


def _is_errand(cast: Cast, clause: Clause) -> bool:
    """Whether somebody went to meet another: "flew to Muscat to meet the Sultan"."""
    if clause.form != "infinitive" or clause.governor is None:
        return False
    governor = cast.marked.clauses[clause.governor]
    past = governor.form == "finite" and governor.tense == "past" and governor.voice == "active"
    went = governor.lemma in _GOES or (governor.lemma == "consent" and clause.lemma == "receive")
    return past and went and not governor.negated and not governor.modal


def _in_audience(cast: Cast, clause: Clause) -> list[str]:
    """Whom "received in audience the Premier" names."""
    for o in clause.obliques:
        if o.preposition == "in" and cast.lemmas(o.phrase.span)[:1] == ["audience"]:
            return _people_of(cast, _named(cast, o.phrase))
    return []


def _is_talk(cast: Cast, clause: Clause) -> bool:
    """Views are exchanged and talks held at a meeting; fire is exchanged and drills are held without one."""
    base = clause.lemma.split(" ")[0]
    if base == "hold":
        return _has_meeting(cast, clause)
    return base != "exchange" or bool(_said(cast, clause) & _VIEWS)


def _said(cast: Cast, clause: Clause) -> set[str]:
    """The lemmas of a clause's objects."""
    return {word for o in clause.objects for word in cast.lemmas(o.span)}


def _is_asked(cast: Cast, clause: Clause) -> bool:
    """ "Called on Chad to withdraw", "for restraint": a demand and no visit."""
    end = max((o.span.end for o in clause.objects), default=clause.head.end)
    behind = cast.text[end : cast.marked.sentences[clause.sentence].span.end].split()
    return bool(behind) and behind[0].lower() in ("to", "for", "not")


def _between(cast: Cast, clause: Clause, subject: list[str]) -> list[str]:
    """ "A telephone conversation took place between A and B"."""
    if clause.lemma not in load_encounters().encounters["nouns"] | {"conversation", "talk"} or clause.governor is None:
        return []
    governor = cast.marked.clauses[clause.governor]
    happens = governor.lemma.split(" ")[0] in _HAPPENS and governor.form == "finite" and not governor.negated
    others = _ids(cast, [o.phrase for o in (*clause.obliques, *governor.obliques) if o.preposition in _WITH])
    return [*subject, *others] if happens and governor.modal is None and len({*subject, *others}) > 1 else []


def _is_many(cast: Cast, subject: Phrase) -> bool:
    """Whether a phrase is of several together: "the two sides", "they"."""
    return any(cast.marked.mentions[i].number == "many" for i in subject.mentions)


def _are_two_sides(cast: Cast, clause: Clause) -> bool:
    """ "Minister X of A and Minister Y of B discussed": persons of two sides who talk do so with one another."""
    if clause.subject is None or clause.tense != "past" or clause.modal or clause.voice == "passive":
        return False
    ids = _named(cast, clause.subject)
    people = _people_of(cast, ids)
    sides = {cast.side(id) for id in people} - {None}
    # "Ministers X of A and Y of B": a state may stand apart from its minister.
    apart = [id for id in ids if id not in people]
    states = all(cast.entity(id).kind == "country" for id in apart)
    return states and len(apart) < len(people) > 1 and len(sides | {cast.side(id) for id in apart}) > 1


def _together(cast: Cast, clause: Clause, base: str) -> list[str]:
    """Who met in "Minister A of X, P, and Minister B of Y, Q, held a meeting", by all that stands before the verb."""
    meets = base in ("meet", "confer") or (base in ("hold", "have") and _has_meeting(cast, clause))
    if not meets or clause.form != "finite" or clause.voice != "active" or clause.tense != "past":
        return []
    start = cast.marked.sentences[clause.sentence].span.start
    earlier = (cast.marked.clauses[i] for i in find_range(cast.marked.clauses, clause.sentence))
    if any(other.form != "noun" and other.verb.start < clause.verb.start for other in earlier):
        return []
    named = [(m, i) for i, m in cast.mentions_in(Span(start, clause.verb.start)) if m.outer is None]
    first: dict[str, int] = {}
    for mention, index in named:
        if mention.kind in ("person", "office") and mention.number != "many" and not cast.in_dateline(mention):
            for id in cast.of_mention(index):
                first.setdefault(id, mention.span.start)
    if len(first) != 2:
        return []
    reach = Span(*first.values())
    joined = any(
        word.lemma == "and" and not any(mention.span.covers(word.span) for mention, _ in named)
        for word in cast.tokens_in(reach)
    )
    return list(first) if joined else []


def _find_round(cast: Cast, span: Span) -> Token | None:
    """The head noun of a phrase, where it is one that people sit in: "the fourth round of", "the Rome-Cairo summit"."""
    before = list(takewhile(lambda word: word.tag not in ("IN", "TO"), cast.tokens_in(span)))
    head = next((word for word in reversed(before) if word.tag[:2] == "NN"), None)
    return head if head is not None and {head.lemma, head.lemma.removesuffix("s")} & _ROUNDS else None


def _round(cast: Cast, span: Span) -> list[str]:
    """The parties of "the Joint Commission between A and B was held": not what it was on, nor where it sat."""
    head = _find_round(cast, span)
    if head is None:
        return []
    named = [(m, id) for i, m in cast.mentions_in(span) if m.kind not in _NAMES_OF_ROUNDS for id in cast.of_mention(i)]
    held = {m.span: _party_link(cast, Span(head.span.end, m.span.start), named) for m, _ in named}
    named = [(m, id) for m, id in named if m.span.start < head.span.end or held[m.span] in _PARTIES_BEHIND]
    if all(mention.span.start < head.span.end for mention, _ in named):
        named = [(m, id) for m, id in named if m.kind in ("country", "organization") and cast.side(id)]
    else:
        named = [(m, id) for m, id in named if m.form != "adjective"]
    return [id for _, id in named] if len({cast.side(id) for _, id in named} - {None}) > 1 else []


def _party_link(cast: Cast, gap: Span, named: Sequence[tuple[Mention, str]]) -> str | None:
    """The last preposition between a round and whom it names, those within names left out."""
    if gap.end <= gap.start:
        return None
    links = (word for word in cast.tokens_in(gap) if word.tag in ("IN", "TO"))
    free = [word.text.lower() for word in links if not any(m.span.covers(word.span) for m, _ in named)]
    return free[-1] if free else None


def _has_meeting(cast: Cast, clause: Clause) -> bool:
    nouns = load_encounters().encounters["nouns"] | {"conversation"}
    reach = Span(clause.verb.end, clause.objects[0].span.end) if clause.objects else clause.verb
    return bool(nouns & set(cast.lemmas(reach)))


def _ids(cast: Cast, phrases: Sequence[Phrase | None]) -> list[str]:
    return [id for phrase in phrases if phrase is not None for id in cast.of_phrase(phrase)]


def _named(cast: Cast, phrase: Phrase) -> list[str]:
    """All that a phrase names, each once: "Ministers X of A and Y of B" is read by halves."""
    inside = (id for i, m in cast.mentions_in(phrase.span) if m.outer is None for id in cast.of_mention(i))
    return list(dict.fromkeys([*cast.of_phrase(phrase), *inside]))


def _people_of(cast: Cast, ids: Sequence[str]) -> list[str]:
    return [id for id in ids if cast.entity(id).kind in ("person", "office")]


def _people(cast: Cast, ids: Sequence[str]) -> bool:
    return bool(_people_of(cast, ids))

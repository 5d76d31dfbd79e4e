"""Which frame a clause fits, and who plays which part in it.

Of all frames of a clause's words the one that asks for most and is satisfied wins; the order of the
lexicon breaks ties, so that the same clause is always read the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dragoman.coding.reading import Reading
from dragoman.coding.subjects import (
    CIRCUMSTANCE,
    agents,
    behind,
    with_near_objects,
    with_near_subject,
    with_speaker,
    with_voice,
)
from dragoman.coding.victims import ANSWERING, find_holder, find_suffering, is_inside
from dragoman.knowledge.frames import Frame, Wanted, load_lexicon
from dragoman.records import Clause, Oblique, Phrase, Span

# Types whose recipient may be named inside a thing ("criticised Iran's missile tests").
DEEP_TYPES = frozenset(
    "PROTEST ACCUSE SUPPORT REQUEST REJECT THREATEN AGREE CONCEDE SANCTION COERCE ASSAULT RETREAT".split()
)
# Types whose recipient may be a place ("shelled Kharkiv", "visited Baku").
PLACED_TYPES = frozenset("ASSAULT COERCE CONSULT RETREAT MOBILIZE COOPERATE AID THREATEN SANCTION".split())
# Harm to a thing is harm to whose it is.
_OF_OWNERS = frozenset(["ASSAULT", "COERCE"])
# Below this a wording needs two parties by name to be taken for a mutual act ("they discussed").
SURE = 0.7
# What several do so they do not do together.
_APART = frozenset("separate separately rival each own respective".split())
# Types that are words: nobody's words are no event.
SPOKEN_TYPES = frozenset("AGREE CONSULT SUPPORT CONCEDE REQUEST ACCUSE REJECT THREATEN COOPERATE AID".split())
# Prepositions of those who act with the subject.
# What somebody feels is held by whoever it is of; "criticism of" is aimed at them.
_FEELINGS = frozenset(
    """concern alarm outrage dissatisfaction displeasure anger disappointment regret dismay indignation discontent
    frustration worry unease misgiving""".split()
)
_TOGETHER = ("together with", "along with", "alongside", "as well as", "in concert with", "jointly with")


@dataclass(frozen=True, slots=True)
class Match:
    """A clause read by a frame: mentions in its roles, the spans of its content, and how sure it is."""

    clause: Clause
    frame: Frame
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    content: tuple[Span, ...]
    confidence: float


class Slots:
    """The phrases of a clause by role: the passive turned round, particles taken as prepositions."""

    def __init__(self, clause: Clause, particle: str | None = None) -> None:
        passive = clause.voice == "passive"
        by = [o.phrase for o in clause.obliques if o.preposition == "by"]
        subject = [clause.subject] if clause.subject else []
        self.subject: list[Phrase] = by if passive else subject
        self.object: list[Phrase] = [*(subject if passive else ()), *clause.objects]
        self.obliques: list[Oblique] = list(clause.obliques)
        tail = clause.lemma.partition(" ")[2]
        if particle:
            self.object += [o.phrase for o in clause.obliques if o.preposition == particle]
        elif tail and not passive:
            self.obliques += [Oblique(tail, phrase) for phrase in clause.objects]

    def of(self, name: str) -> list[Phrase]:
        """The phrases in a slot: "subject", "object" or a preposition."""
        if name == "subject":
            return self.subject
        if name == "object":
            return self.object
        return [o.phrase for o in self.obliques if o.preposition == name]


def find_match(reading: Reading, clause: Clause, number: int) -> Match | None:
    """The best reading of a clause as an event, if there is one."""
    best: tuple[int, Match] | None = None
    clause = with_speaker(reading, with_voice(reading, with_near_subject(reading, with_near_objects(reading, clause))))
    for frame, particle in _candidates(clause):
        if best is not None and frame.weight <= best[0]:
            continue
        slots = Slots(clause, particle)
        if _fits(reading, frame, clause, slots):
            found = _cast(reading, frame, clause, slots, number)
            if found is not None:
                best = (frame.weight, found)
    return _with_partners(reading, best[1]) if best else None


def _with_partners(reading: Reading, match: Match) -> Match:
    """The match, as cooperation where several states hold exercises: "Peru and Chile began drills"."""
    frame, clause = match.frame, match.clause
    if frame.type != "MOBILIZE" or not frame.object.words & load_lexicon().classes["exercise"]:
        return match
    sides = {code for m in match.actors if reading.is_a(m, "state") for code in reading.codes(m)}
    if len(sides) < 2 or reading.has(_APART, clause.sentence, reading.own_span(clause)):
        return match
    return replace(match, frame=frame._replace(type="COOPERATE", mode=None), recipients=match.actors)


def find_carried(reading: Reading, clause: Clause, act: Clause, number: int) -> Match | None:
    """The event of a noun that a verb carries: "launched an attack on", "talks were held between"."""
    subject = Slots(clause).subject
    extra = [Oblique("to", o) for o in clause.objects if not o.span.covers(act.head)]
    own = {(o.preposition, o.phrase.span) for o in act.obliques}
    rest = [o for o in clause.obliques if (o.preposition, o.phrase.span) not in own and o.preposition != "by"]
    whole = replace(
        act,
        span=clause.span,
        subject=act.subject or (subject[0] if subject else None),
        obliques=(*act.obliques, *rest, *extra),
    )
    return find_match(reading, whole, number)


def _candidates(clause: Clause) -> Iterator[tuple[Frame, str | None]]:
    lexicon = load_lexicon()
    if clause.form == "noun":
        for frame in lexicon.nouns.get(clause.lemma, ()):
            yield frame, None
        return
    for frame in lexicon.verbs.get(clause.lemma, ()):
        yield frame, None
    for preposition in sorted({o.preposition for o in clause.obliques}):
        particle = preposition.partition(" ")[0]
        for frame in lexicon.verbs.get(f"{clause.lemma} {particle}", ()):
            yield frame, preposition if particle == preposition else None
    base, _, particle = clause.lemma.partition(" ")
    if clause.lemma in lexicon.verbs:
        return
    if particle:
        for frame in lexicon.verbs.get(base, ()):
            yield frame, None
    elif base.endswith("ed"):  # a past that no dictionary of lemmas has ("torched")
        for frame in lexicon.verbs.get(base[:-2]) or lexicon.verbs.get(base[:-1], ()):
            yield frame, None


def _fits(reading: Reading, frame: Frame, clause: Clause, slots: Slots) -> bool:
    if frame.is_noun and not _names(reading, frame, clause):
        return False
    things = slots.object
    if frame.object and not _object_fits(reading, frame, clause, things):
        return False
    if frame.not_object and any(h in frame.not_object for t in things[:2] for h in reading.heads(t)):
        return False
    if frame.oblique and not _oblique_fits(reading, frame, slots):
        return False
    if frame.about and not reading.has(frame.about, clause.sentence, reading.own_span(clause)):
        return False
    if frame.without and reading.has(frame.without, clause.sentence, reading.own_span(clause)):
        return False
    return not frame.actor_is or _actor_fits(reading, frame.actor_is, clause, slots)


def _object_fits(reading: Reading, frame: Frame, clause: Clause, things: list[Phrase]) -> bool:
    if not things and frame.object.none:
        return True
    return any(reading.fits(thing, frame.object) for thing in things)


def _names(reading: Reading, frame: Frame, clause: Clause) -> bool:
    """Whether the noun of a clause is one of a frame's, with the words it has before it ("hunger strike")."""
    phrase = Phrase(Span(min(clause.verb.start, clause.head.start), clause.head.end), clause.head)
    return any(word in reading.heads(phrase) for word in frame.words)


def _oblique_fits(reading: Reading, frame: Frame, slots: Slots) -> bool:
    for preposition, wanted in frame.oblique.items():
        if any(reading.fits(phrase, wanted) for phrase in slots.of(preposition)):
            return True
    return False


def _actor_fits(reading: Reading, wanted: Wanted, clause: Clause, slots: Slots) -> bool:
    if not slots.subject:
        return clause.voice == "passive" and "crowd" not in wanted.kinds
    return any(
        reading.fits(phrase, wanted)
        or ("actor" in wanted.kinds and bool(agents(reading, phrase)))
        or ("crowd" in wanted.kinds and _is_crowd(reading, phrase))
        for phrase in slots.subject
    )


def _is_crowd(reading: Reading, phrase: Phrase) -> bool:
    classes = load_lexicon().classes
    return any(h in classes["protester"] or h in classes["worker"] for h in reading.heads(phrase))


# -- casting: who plays which part


def _cast(reading: Reading, frame: Frame, clause: Clause, slots: Slots, number: int) -> Match | None:
    content = _content(reading, frame, clause, slots, number)
    if frame.needs_content and not content:
        return None
    if frame.type == "REQUEST" and _is_claim(reading, clause, number):
        return None
    roles = _mutual_roles(reading, frame, slots) if frame.both else _directed_roles(reading, frame, clause, slots)
    if roles is None:
        return None
    actors, recipients, confidence = roles
    return Match(clause, frame, actors, recipients, content, round(confidence, 3))


def _is_claim(reading: Reading, clause: Clause, number: int) -> bool:
    """Whether what is insisted on is told as done and not asked for: "insisted that the boat had left"."""
    return clause.lemma == "insist" and any(
        inner.governor == number and inner.form == "finite" and inner.tense == "past" and not inner.modal
        for inner in reading.clauses_of(clause.sentence)
        if inner.relation == "complement"
    )


def _mutual_roles(
    reading: Reading, frame: Frame, slots: Slots
) -> tuple[tuple[int, ...], tuple[int, ...], float] | None:
    """Everybody who takes part; two at least where the frame asks for parties, or a plural one."""
    sides: list[tuple[int, ...]] = []
    for name in frame.both:
        for phrase in slots.of(name):
            kind = "people" if name == "object" else "party"
            found = agents(reading, phrase) if name == "subject" else reading.parties(phrase, kind=kind)
            if (found and name == "subject") or (found and not all(reading.is_press(m) for m in found)):
                sides.append(found)
    if "between" in frame.both:
        named = {code for side in sides for m in side for code in reading.codes(m)}
        of_pact = (m for thing in slots.object for m in reading.between(thing))
        sides += [named_in] if (named_in := tuple(m for m in of_pact if not named & set(reading.codes(m)))) else []
    everyone = _unique(m for side in sides for m in side)
    plural = frame.confidence >= SURE and any(reading.marked.mentions[m].number == "many" for m in everyone)
    if not everyone or ((frame.party or frame.mutual) and len(everyone) < 2 and not plural):
        return None
    if (frame.party or frame.mutual) and len(everyone) < 2 and frame.type != "CONSULT" and not frame.mutual:
        return None
    confidence = frame.confidence if len(everyone) > 1 else frame.confidence * 0.8
    if frame.type == "COOPERATE":
        if len(sides) > 1:
            return sides[0], _unique(m for side in sides[1:] for m in side if m not in sides[0]), confidence
        return everyone, everyone, confidence
    return everyone, (), confidence


def _directed_roles(
    reading: Reading, frame: Frame, clause: Clause, slots: Slots
) -> tuple[tuple[int, ...], tuple[int, ...], float] | None:
    actors = _actors(reading, frame, slots)
    if not actors and frame.type == "MOBILIZE" and clause.voice == "passive":
        actors = _unique(m for phrase in slots.object for m in reading.parties(phrase))
    is_done_by = clause.voice == "active" and clause.form != "noun" and "subject" not in frame.recipient
    if not actors and (frame.type in SPOKEN_TYPES or is_done_by):
        return None
    suffering = find_suffering(reading, clause, frame.type) if frame.type in ANSWERING and not frame.is_noun else ()
    blamed = [phrase.span for phrase in slots.of("on")] if "on" in frame.recipient else []
    victims = tuple(
        m for m in _within(reading, suffering) if m not in actors and not is_inside(reading, m, tuple(blamed))
    )
    recipients, sure = _recipients(reading, frame, clause, slots, (*actors, *victims))
    if frame.party and not recipients:
        return None
    if not actors and not recipients:
        return None
    confidence = frame.confidence if sure else frame.confidence * 0.9
    if not recipients or not actors:
        confidence *= 0.85
    return actors, recipients, confidence


def _within(reading: Reading, spans: tuple[Span, ...]) -> tuple[int, ...]:
    return _unique(m for span in spans for m in reading.mentions_in(span) if is_inside(reading, m, spans))


def _is_attack(reading: Reading, phrase: Phrase) -> bool:
    return any(head in load_lexicon().classes["attack"] for head in reading.heads(phrase))


def _actors(reading: Reading, frame: Frame, slots: Slots) -> tuple[int, ...]:
    for name in frame.actor:
        for phrase in slots.of(name):
            if name in ("in", "from") and frame.type == "ASSAULT" and not _is_attack(reading, phrase):
                continue
            found = agents(reading, phrase)
            if not found and (frame.deep or frame.type == "PROTEST"):
                before = Span(phrase.span.start, phrase.head.start)
                found = tuple(m for m in reading.mentions_in(before) if reading.is_a(m, "party"))[:1]
            if found:
                return _unique((*found, *_joined(reading, slots, name)))
    return _host(reading, slots) if "ambassador" in frame.object.words and "to" in frame.actor else ()


def _host(reading: Reading, slots: Slots) -> tuple[int, ...]:
    """The state that an envoy is sent to, and so the one that summons: "the Omani ambassador to [Togo]"."""
    found = behind(reading, slots.object, "to", ())
    return tuple(m for m in found if reading.marked.mentions[m].kind == "country")


def _joined(reading: Reading, slots: Slots, name: str) -> tuple[int, ...]:
    """Who acts beside the subject: "together with the leaders of France and Canada"."""
    if name != "subject":
        return ()
    return tuple(m for word in _TOGETHER for phrase in slots.of(word) for m in reading.parties(phrase))


def _recipients(
    reading: Reading, frame: Frame, clause: Clause, slots: Slots, actors: tuple[int, ...]
) -> tuple[tuple[int, ...], bool]:
    """Who it is done to, and whether the slot itself names them."""
    if frame.type == "REQUEST" and (holder := find_holder(reading, clause)) and not set(holder) & set(actors):
        return holder, True
    deep_ok = frame.type in DEEP_TYPES
    for deep in (False, True) if deep_ok else (False,):
        if deep and (agent := _content_agent(reading, frame, clause, slots, actors)):
            return agent, True
        for name in frame.recipient:
            if name == "any":
                continue
            for phrase in slots.of(name):
                if frame.mode == "abduct" and _is_state_of_captives(reading, phrase, slots):
                    continue
                found = _stand_in(reading, frame, phrase, deep, actors)
                if found:
                    return found, not deep
            found = () if deep else behind(reading, slots.object, name, actors)
            if found:
                return found, True
    if frame.type == "THREATEN" and (found := _conditioned(reading, clause, actors)):
        return found, True
    if "any" in frame.recipient:
        return _anybody(reading, frame, clause, actors), False
    return (), True


def _is_state_of_captives(reading: Reading, phrase: Phrase, slots: Slots) -> bool:
    """ "took soldiers hostage": the second object says what they became."""
    return phrase in slots.object[1:] and bool({"hostage", "captive", "prisoner"} & set(reading.heads(phrase)))


def _content_agent(
    reading: Reading, frame: Frame, clause: Clause, slots: Slots, actors: tuple[int, ...]
) -> tuple[int, ...]:
    """Whose act is asked for or condemned: "the release of its citizens by China"."""
    if frame.type not in ("REQUEST", "ACCUSE", "SUPPORT", "REJECT"):
        return ()
    spans = [p.span for name in frame.content if name != "complement" for p in slots.of(name)]
    for act in reading.clauses_of(clause.sentence):
        if act.form != "noun" or act.subject is None:
            continue
        if any(span.covers(act.head) for span in spans):
            found = tuple(m for m in reading.parties(act.subject) if m not in actors)
            if found:
                return found
    return ()


def _stand_in(reading: Reading, frame: Frame, phrase: Phrase, deep: bool, actors: tuple[int, ...]) -> tuple[int, ...]:
    found = reading.parties(phrase, kind="people")
    if "ambassador" in frame.object.words and not any(reading.codes(m) for m in found):
        found = _sender(reading, phrase) or found
    if not found and frame.type in PLACED_TYPES:
        found = reading.parties(phrase, kind="place")
    if not found and deep:
        found = reading.parties(phrase, kind="party", deep=True)
    if not found and deep and frame.type in _OF_OWNERS:
        found = _owner(reading, phrase)
    return tuple(m for m in found if m not in actors)


def _owner(reading: Reading, phrase: Phrase) -> tuple[int, ...]:
    """Whose a thing is, where a pronoun says it: "rammed [their] boat"."""
    mentions = reading.marked.mentions
    inside = (m for m in reading.mentions_in(phrase.span) if mentions[m].span.start == phrase.span.start)
    text = reading.marked.document.text
    others = ("their", "its", "his", "her")
    return tuple(m for m in inside if mentions[m].form == "pronoun" and mentions[m].span.of(text).lower() in others)[:1]


def _sender(reading: Reading, phrase: Phrase) -> tuple[int, ...]:
    """Whose envoy a phrase names before the envoy's own name ("Omani charge d'affaires Said")."""
    before = Span(phrase.span.start, phrase.head.start)
    return tuple(m for m in reading.mentions_in(before) if reading.marked.mentions[m].kind == "country")[:1]


def _conditioned(reading: Reading, clause: Clause, actors: tuple[int, ...]) -> tuple[int, ...]:
    """Who has to do something for a threat not to come true: "if Israel did not cease"."""
    mine = {code for a in actors for code in reading.codes(a)}
    for other in reading.clauses_of(clause.sentence):
        if other.relation != "adverbial" or other.span.start < clause.head.end:
            continue
        opener = reading.token_at(other.span.start)
        if opener is None or opener.text.lower() not in ("if", "unless", "until"):
            continue
        named = [m for m in reading.parties(other.subject) if reading.codes(m)]
        if found := tuple(m for m in named if not mine & set(reading.codes(m))):
            return found
    return ()


def _anybody(reading: Reading, frame: Frame, clause: Clause, actors: tuple[int, ...]) -> tuple[int, ...]:
    """The first party named behind the verb, one of another side than the actor's before others."""
    span = reading.source_words(clause)
    own = [reading.marked.mentions[a].span for a in actors]
    own += _aside(reading, clause)
    own += _denied(reading, clause)
    own += _feeling(reading, clause)
    mine = {code for a in actors for code in reading.codes(a)}
    found: list[int] = []
    for m in reading.mentions_in(span):
        mention = reading.marked.mentions[m]
        if m in actors or mention.form == "pronoun" or any(s.meets(mention.span) for s in own):
            continue
        if reading.is_gapped(m):
            continue
        if reading.is_a(m, "party") and not reading.is_press(m) and mention.kind != "place":
            found.append(m)
    other = next((m for m in found if reading.codes(m) and not mine & set(reading.codes(m))), None)
    return (other,) if other is not None else tuple(found[:1])


def _feeling(reading: Reading, clause: Clause) -> list[Span]:
    """Whose feeling is told: "conveyed the concern of [Oman]", "[Oman]'s concern" is held against others."""
    tokens = reading.marked.tokens
    found: list[Span] = []
    for phrase in clause.objects:
        head = next((i for i in reading.tokens(phrase.span) if tokens[i].lemma in _FEELINGS), None)
        if head is None:
            continue
        found.append(Span(phrase.span.start, tokens[head].span.start))
        behind = Span(tokens[head].span.end, phrase.span.end)
        named = next((reading.marked.mentions[m].span for m in reading.mentions_in(behind)), None)
        if named is not None and tokens[head + 1].text == "of":
            between = reading.tokens(Span(tokens[head + 1].span.end, named.start))
            found += [named] if all(tokens[i].tag == "DT" for i in between) else []
    return found


def _denied(reading: Reading, clause: Clause) -> list[Span]:
    """What a denial denies: those in it are not the ones it is held against."""
    if clause.lemma != "deny":
        return []
    return [
        other.span
        for other in reading.clauses_of(clause.sentence)
        if other.relation == "complement" and other.span.start > clause.head.end
    ]


def _aside(reading: Reading, clause: Clause) -> list[Span]:
    """What stands beside an act and names nobody it was done to: "after talks with Iran", other clauses."""
    spans = [o.phrase.span for o in clause.obliques if o.preposition in CIRCUMSTANCE]
    for other in reading.clauses_of(clause.sentence):
        beside = other.relation in ("adverbial", "conjunct", "root", "relative") and other.form in (
            "finite",
            "participle",
        )
        if beside and other.span.start > clause.head.end:
            spans.append(other.span)
    return spans


def _content(reading: Reading, frame: Frame, clause: Clause, slots: Slots, number: int) -> tuple[Span, ...]:
    spans: list[Span] = []
    for name in frame.content:
        if name == "complement":
            spans += [
                c.span
                for c in reading.clauses_of(clause.sentence)
                if c.governor == number
                and c.relation == "complement"
                and (c.form == "infinitive" or not frame.needs_content)
            ]
        else:
            spans += [phrase.span for phrase in slots.of(name)]
    return tuple(spans)


def _unique(items: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(items))

"""Who acts in a clause: its voice as meant, a stand-in where its subject is nobody, and whose force a thing is."""

from __future__ import annotations

from dataclasses import replace

from dragoman.coding.reading import Reading
from dragoman.knowledge.frames import load_lexicon
from dragoman.records import Clause, Phrase, Span

# Characters between a country's name and the head that acts for it ("U.S. special operations forces").
NEAR = 40
# Prepositions of when, where and beside whom, never of to whom.
CIRCUMSTANCE = frozenset("during after before amid following alongside at since ahead".split())
# Heads that act for the country or body named before them ("Israeli strikes", "Iraqi warplanes").
_FORCES = ("troops", "weapons", "police", "militia", "attack", "fire_arms", "exercise")
_BODIES = frozenset(
    """official authority side court parliament minister ministry government leader delegation agent operative
    negotiator diplomat prosecutor lawmaker senator police spy hacker jet aircraft intelligence""".split()
)


def with_near_subject(reading: Reading, clause: Clause) -> Clause:
    """The clause with the subject on its own side of a semicolon ("a court jailed X; Y was freed")."""
    subject = clause.subject
    if subject is None or subject.span.end > clause.verb.start or clause.form != "finite":
        return clause
    between = reading.tokens(Span(subject.span.end, clause.verb.start))
    stops = [i for i in between if reading.marked.tokens[i].text == ";"]
    if not stops:
        return clause
    side = Span(reading.marked.tokens[stops[-1]].span.end, clause.verb.start)
    near = [m for m in reading.mentions_in(side) if reading.is_a(m, "people")]
    if not near:
        return replace(clause, subject=None)
    head = reading.marked.mentions[near[-1]].head
    return replace(clause, subject=Phrase(reading.marked.mentions[near[-1]].span, head, (near[-1],)))


def with_near_objects(reading: Reading, clause: Clause) -> Clause:
    """The clause with objects that end at a semicolon."""
    if not any(_stop_in(reading, phrase.span) for phrase in clause.objects):
        return clause
    return replace(clause, objects=tuple(_up_to_stop(reading, phrase) for phrase in clause.objects))


def _stop_in(reading: Reading, span: Span) -> int | None:
    """Where the first semicolon in a span stands."""
    tokens = reading.marked.tokens
    return next((tokens[i].span.start for i in reading.tokens(span) if tokens[i].text == ";"), None)


def _up_to_stop(reading: Reading, phrase: Phrase) -> Phrase:
    stop = _stop_in(reading, phrase.span)
    if stop is None or phrase.head.start > stop:
        return phrase
    mentions = tuple(m for m in phrase.mentions if reading.marked.mentions[m].span.start < stop)
    return replace(phrase, span=Span(phrase.span.start, stop), mentions=mentions)


def with_voice(reading: Reading, clause: Clause) -> Clause:
    """The clause in the voice it is meant in, where the form alone misleads.

    "Days after troops attacked the town" has a subject and an object, and so is no passive; "Minister
    criticised for remarks" is one, as headlines leave out "is".
    """
    subject = clause.subject
    if subject is None:
        return clause
    if clause.form == "participle" and clause.voice == "passive" and clause.objects:
        before = reading.token_before(subject.span.start)
        told = before is not None and before.text.lower() in CIRCUMSTANCE
        return replace(clause, voice="active") if told and clause.verb.start >= subject.span.end else clause
    if clause.form == "finite" and clause.voice == "active" and _is_bare_past(reading, clause):
        return replace(clause, voice="passive", objects=())
    return clause


def _is_bare_past(reading: Reading, clause: Clause) -> bool:
    """Whether a headline's past has no object, or a preposition before what was taken for one."""
    if reading.marked.sentences[clause.sentence].kind != "headline":
        return False
    at = reading.tokens(clause.head).start
    tokens = reading.marked.tokens
    past = tokens[at].tag in ("VBD", "VBN") and tokens[at].span == clause.verb
    followed = at + 1 < len(tokens) and tokens[at + 1].tag in ("IN", "TO")
    return past and (followed or not clause.objects) and clause.lemma in load_lexicon().bare["passive"]


def with_speaker(reading: Reading, clause: Clause) -> Clause:
    """The clause with its subject's stand-in, where the subject itself is nobody.

    "Said it would": a pronoun nobody has marked is who says it. "Put out a report accusing": a participle
    of a thing is the act of who made it.
    """
    subject = clause.subject
    if clause.form == "participle" and clause.voice == "active" and clause.governor is not None:
        governor = reading.marked.clauses[clause.governor]
        if is_in_accusation(reading, clause):
            return replace(clause, subject=governor.objects[0])
        if governor.voice == "active" and governor.subject and not (subject and agents(reading, subject)):
            return replace(clause, subject=governor.subject)
    named = subject is not None and any(reading.marked.mentions[m].form != "pronoun" for m in subject.mentions)
    if subject is None or named or subject.pronoun not in ("it", "they", "he", "she"):
        return clause
    if clause.governor is None or clause.relation not in ("complement", "conjunct"):
        return clause
    governor = reading.marked.clauses[clause.governor]
    speaker = governor.subject
    if governor.lemma not in load_lexicon().bare["say"] or speaker is None:
        return clause
    agrees = any(_agrees(reading, subject.pronoun, m) for m in speaker.mentions)
    return replace(clause, subject=speaker) if agrees else clause


def is_in_accusation(reading: Reading, clause: Clause) -> bool:
    """Whether harm belongs to what somebody is accused of: "accused Chad of opening fire, wounding a soldier"."""
    if clause.form != "participle" or clause.relation != "adverbial" or clause.governor is None:
        return False
    governor = reading.marked.clauses[clause.governor]
    accuses = governor.lemma in ("accuse", "blame") and governor.voice == "active" and bool(governor.objects)
    return accuses and clause.voice == "active" and clause.lemma in load_lexicon().classes["harming"]


def _agrees(reading: Reading, pronoun: str | None, index: int) -> bool:
    mention = reading.marked.mentions[index]
    if pronoun in ("he", "she"):
        return mention.kind in ("person", "office") and mention.number == "one"
    if pronoun == "it":
        return mention.kind not in ("person", "office") and mention.number == "one"
    return mention.number == "many" or mention.kind in ("organization", "government", "group")


def agents(reading: Reading, phrase: Phrase) -> tuple[int, ...]:
    """Who acts in a phrase: its own mentions, else whose force it is ("Israeli warplanes")."""
    own = reading.parties(phrase)
    if own:
        return own
    classes = load_lexicon().classes
    heads = reading.heads(phrase)
    if not any(h in _BODIES or any(h in classes[name] for name in _FORCES) for h in heads):
        return ()
    before = Span(phrase.span.start, phrase.head.start)
    inside = [m for m in reading.mentions_in(before) if before.end - reading.marked.mentions[m].span.end < NEAR]
    named = [m for m in inside if reading.is_a(m, "party")]
    named = named or [m for m in inside if reading.marked.mentions[m].form == "pronoun"]
    return tuple(named[-1:]) or behind(reading, [phrase], "by", ())


def behind(reading: Reading, things: list[Phrase], preposition: str, actors: tuple[int, ...]) -> tuple[int, ...]:
    """Who stands behind a preposition inside an object ("its troops from Somalia")."""
    for thing in things:
        for m in reading.mentions_in(thing.span):
            before = reading.token_before(reading.marked.mentions[m].span.start)
            if before is not None and before.tag in ("DT", "JJ"):
                before = reading.token_before(before.span.start)
            if before is None or before.text.lower() != preposition or before.span.start < thing.span.start:
                continue
            if m not in actors and (reading.is_a(m, "party") or reading.is_a(m, "place")):
                return (m,)
    return ()

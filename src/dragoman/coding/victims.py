"""Who suffers in what is spoken of: the recipient of an accusation is who did the harm, never its victim.

In "condemned the killing of three peacekeepers" nobody is accused; "by rebels" or "Israeli" before an
attack says who did it. An attack that is condemned is itself an event, as the speaker's word.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.coding.reading import Reading
from dragoman.knowledge.frames import load_lexicon
from dragoman.records import Clause, Phrase, Span

# Types of words whose recipient answers for the harm they speak of.
ANSWERING = frozenset("ACCUSE REQUEST REJECT THREATEN SUPPORT".split())
# Prepositions by which words are about something ("concern over the death of").
_ABOUT = frozenset("of over about for at into on against after regarding concerning following in".split())
# Those of them that find fault with what somebody means to do.
_FINDING_FAULT = frozenset(["ACCUSE", "REJECT"])
_FORCE = frozenset("force violence weapon ammunition fire water cannon tear gas".split())


def find_suffering(reading: Reading, clause: Clause, type: str) -> tuple[Span, ...]:
    """The stretches of a clause that name victims and places of harm, and so nobody who answers for it.

    `type` is that of the words of the clause.
    """
    phrases = [*clause.objects, *(o.phrase for o in clause.obliques if o.preposition in _ABOUT)]
    if clause.voice == "passive" and clause.subject:
        phrases.append(clause.subject)
    found = []
    for phrase in phrases:
        suffered, done = _kind_of_harm(reading, phrase)
        if not suffered and not done:
            continue
        end = _end_of_harm(reading, clause, phrase)
        named_before = done or _is_followed_by_of(reading, phrase)
        found.append(Span(phrase.head.end if named_before else phrase.span.start, end))
    if type in _FINDING_FAULT:
        found += _meant_to_suffer(reading, clause)
    if type == "REQUEST":
        found += [Span(phrase.head.end, phrase.span.end) for phrase in _freed(reading, clause)]
    return tuple(found)


def find_holder(reading: Reading, clause: Clause) -> tuple[int, ...]:
    """Who holds those whose release is asked for: "the release of two sailors held by rebels", "held in Iran"."""
    for phrase in _freed(reading, clause):
        for held in reading.clauses_of(clause.sentence):
            if held.lemma not in load_lexicon().classes["holding"] or not _is_of_captives(held, phrase):
                continue
            by = next((o.phrase for o in held.obliques if o.preposition == "by"), None)
            if found := reading.parties(by):
                return found
            places = (o.phrase for o in held.obliques if o.preposition == "in")
            countries = (m for place in places for m in place.mentions if reading.marked.mentions[m].kind == "country")
            return tuple(countries)[:1]
    return ()


def _is_of_captives(held: Clause, phrase: Phrase) -> bool:
    """Whether a passive hangs on those whom a phrase names last."""
    return held.voice == "passive" and held.subject is not None and phrase.span.covers(held.subject.head)


def _freed(reading: Reading, clause: Clause) -> list[Phrase]:
    """What a clause asks for that is somebody's release."""
    phrases = [*clause.objects, *(o.phrase for o in clause.obliques if o.preposition == "for")]
    freeing = load_lexicon().classes["freeing"]
    return [phrase for phrase in phrases if any(head in freeing for head in reading.heads(phrase))]


def _meant_to_suffer(reading: Reading, clause: Clause) -> Iterator[Span]:
    """Whom an ill will is turned on: "an attempt to divide [the country]"."""
    ill_will = load_lexicon().classes["ill_will"]
    for meant in reading.clauses_of(clause.sentence):
        before = reading.token_before(meant.verb.start)
        if meant.form == "infinitive" and clause.span.covers(meant.verb) and before and before.lemma in ill_will:
            yield from (phrase.span for phrase in meant.objects)


def _kind_of_harm(reading: Reading, phrase: Phrase) -> tuple[bool, bool]:
    """Whether the head of a phrase is harm suffered ("death"), and harm done ("attack")."""
    heads, classes = reading.heads(phrase), load_lexicon().classes
    suffered = any(head in classes["harm_suffered"] for head in heads)
    if "use" in heads:
        rest = Span(phrase.head.end, phrase.span.end)
        lemmas = {reading.marked.tokens[i].lemma for i in reading.tokens(rest)}
        suffered = bool(lemmas & _FORCE)
    return suffered, any(head in classes["harm_done"] for head in heads)


def _end_of_harm(reading: Reading, clause: Clause, phrase: Phrase) -> int:
    """Where what is said of the harm ends: before the next phrase that names who did it, or whom one tells."""
    inside = reading.tokens(Span(phrase.head.end, phrase.span.end))
    for i in inside:
        if reading.marked.tokens[i].text.lower() == "by":
            return reading.marked.tokens[i].span.start
    drives = any(head in load_lexicon().classes["driving"] for head in reading.heads(phrase))
    naming = ("by", "with") if drives else ("by", "from", "to", "with")
    after = [
        o.phrase.span.start
        for o in clause.obliques
        if o.phrase.span.start >= phrase.span.end and o.preposition in naming
    ]
    return min(after, default=max(clause.span.end, phrase.span.end))


def _is_followed_by_of(reading: Reading, phrase: Phrase) -> bool:
    """Whether whoever suffers stands behind ("Israel's killing of"), so that who does stands before."""
    if "death" in reading.heads(phrase) or "loss" in reading.heads(phrase):
        return False
    following = reading.tokens(Span(phrase.head.end, phrase.head.end + 4))
    return any(reading.marked.tokens[i].text.lower() == "of" for i in following)


def is_inside(reading: Reading, mention: int, spans: tuple[Span, ...]) -> bool:
    """Whether a mention stands in one of the stretches."""
    head = reading.marked.mentions[mention].head
    return any(span.covers(head) for span in spans)

"""Who suffers in what is spoken of: the recipient of an accusation is who did the harm, never its victim.

In "condemned the killing of three peacekeepers" nobody is accused; "by rebels" or "Israeli" before an
attack says who did it. An attack that is condemned is itself an event, as the speaker's word.
"""

from __future__ import annotations

from dragoman.coding.reading import Reading
from dragoman.knowledge.frames import load_lexicon
from dragoman.records import Clause, Phrase, Span

# Types of words whose recipient answers for the harm they speak of.
ANSWERING = frozenset("ACCUSE REQUEST REJECT THREATEN SUPPORT".split())
# Prepositions by which words are about something ("concern over the death of").
_ABOUT = frozenset("of over about for at into on against after regarding concerning following in".split())
_FORCE = frozenset("force violence weapon ammunition fire water cannon tear gas".split())


def find_suffering(reading: Reading, clause: Clause) -> tuple[Span, ...]:
    """The stretches of a clause that name victims and places of harm, and so nobody who answers for it."""
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
    return tuple(found)


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
    after = [
        o.phrase.span.start
        for o in clause.obliques
        if o.phrase.span.start >= phrase.span.end and o.preposition in ("by", "from", "to", "with")
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

"""Visits that somebody is invited to: "invited her to visit Quito in May", "conveyed an invitation to X to visit Y".

Such a visit is planned once a place is named. An invitation to a conference, a fair or nowhere in particular is none.
"""

from __future__ import annotations

from typing import NamedTuple

from dragoman.readout.cast import Cast
from dragoman.records import Clause, Mention, Place, Span, find_range

_INVITES = frozenset(["invite"])
_CARRIES = frozenset("extend convey address renew reiterate repeat issue send deliver hand give make".split())
_ACCEPTS = frozenset(["accept"])
_NOUN = "invitation"
_VISITS = frozenset(["visit", "tour", "trip"])
_DECLINES = frozenset(["decline", "refuse", "reject", "turn down", "spurn"])
_OFFERS = frozenset(["invitation", "offer", "proposal", "it"])
_COMES = frozenset(["visit", "come", "go", "attend", "travel", "accept"])
_PARTIES = frozenset(["person", "office", "organization", "government", "country", "group"])
# What may stand before the place somebody is asked to.
_TOWARDS = frozenset(["visit", "to"])


class Invitation(NamedTuple):
    """A visit to be paid: by whom, to whom, where."""

    guests: tuple[str, ...]
    hosts: tuple[str, ...]
    place: Place


def find_invitation(cast: Cast, clause: Clause) -> Invitation | None:
    """The visit that a clause invites to, or takes up; `None` for anything else."""
    if clause.form != "finite" or clause.modal not in (None, "will"):
        return None
    parties = _parties(cast, clause)
    if parties is None or not parties[0] or is_declined(cast, clause):
        return None
    place = _find_place(cast, clause)
    guests = tuple(dict.fromkeys(parties[0]))
    return Invitation(guests, tuple(id for id in parties[1] if id not in guests), place) if place else None


def is_declined(cast: Cast, clause: Clause) -> bool:
    """Whether who is invited says no further on in the sentence: "was invited to visit Rome but declined"."""
    parties = _parties(cast, clause)
    if parties is None:
        return False
    behind = (cast.marked.clauses[i] for i in find_range(cast.marked.clauses, clause.sentence))
    later = (other for other in behind if other.verb.start > clause.verb.start and _declines(cast, other))
    return any(
        other.subject is not None and bool(set(cast.of_phrase(other.subject)) & set(parties[0])) for other in later
    )


def _declines(cast: Cast, clause: Clause) -> bool:
    """ "Declined", "declined the invitation", "refused to come"; "declined to comment" is about something else."""
    if clause.lemma not in _DECLINES or clause.form != "finite" or clause.voice != "active":
        return False
    if clause.negated or clause.modal or clause.conditional:
        return False
    if clause.objects:
        return any(_OFFERS & set(cast.lemmas(o.span)) for o in clause.objects)
    here = (cast.marked.clauses[i] for i in find_range(cast.marked.clauses, clause.sentence))
    hung = [c for c in here if c.governor is not None and cast.marked.clauses[c.governor] is clause]
    return all(c.lemma in _COMES for c in hung if c.relation == "complement")


def _parties(cast: Cast, clause: Clause) -> tuple[list[str], list[str]] | None:
    """Guests and hosts of a clause that invites or accepts."""
    base, passive = clause.lemma.split(" ")[0], clause.voice == "passive"
    subject = list(cast.of_phrase(clause.subject)) if clause.subject is not None else []
    objects = [id for o in clause.objects for id in cast.of_phrase(o)]
    by = [id for o in clause.obliques if o.preposition == "by" for id in cast.of_phrase(o.phrase)]
    if base in _INVITES:
        found = (subject, by) if passive else (objects, subject)
    elif base in _CARRIES and _holds_invitation(cast, clause):
        to = [id for o in clause.obliques if o.preposition in ("to", "for") for id in cast.of_phrase(o.phrase)]
        found = (to or _right_behind(cast, clause), by if passive else subject)
    elif base in _ACCEPTS and _holds_invitation(cast, clause) and not passive:
        found = (subject, _right_behind(cast, clause))
    else:
        return None
    guests, hosts = ([id for id in ids if cast.entity(id).kind in _PARTIES] for ids in found)
    return guests, hosts


def _holds_invitation(cast: Cast, clause: Clause) -> bool:
    phrases = (clause.subject,) if clause.voice == "passive" else clause.objects
    return any(phrase is not None and _NOUN in cast.lemmas(phrase.span) for phrase in phrases)


def _right_behind(cast: Cast, clause: Clause) -> list[str]:
    """Whom "the invitation of X", "from X", "for X to" names: the first behind the noun."""
    end = cast.marked.sentences[clause.sentence].span.end
    for index, mention in cast.mentions_in(Span(clause.verb.end, end)):
        before = cast.text[clause.verb.end : mention.span.start].lower().split()
        if mention.outer is None and mention.kind in ("person", "office"):
            return list(cast.of_mention(index)) if before[-1:] and before[-1] in ("of", "from", "for", "to") else []
    return []


def _find_place(cast: Cast, clause: Clause) -> Place | None:
    """Where somebody is asked to come: behind "to visit", "a visit to", or at once behind "invited X to"."""
    sentence = cast.marked.sentences[clause.sentence].span
    for index in find_range(cast.marked.mentions, clause.sentence):
        mention = cast.marked.mentions[index]
        if mention.span.start < clause.verb.end or mention.outer is not None or not _is_ground(mention):
            continue
        between = cast.tokens_in(Span(clause.verb.end, mention.span.start))
        words = [token.text.lower() for token in between if token.text.lower() != "the"]
        visits = any(token.lemma in _VISITS for token in between)
        asked = clause.lemma in _INVITES and any(
            o.preposition == "to" and o.phrase.span.covers(mention.span) for o in clause.obliques
        )
        if words and words[-1] in _TOWARDS and (visits or asked) and mention.span.end <= sentence.end:
            return cast.resolved.places[index] if index < len(cast.resolved.places) else None
    return None


def _is_ground(mention: Mention) -> bool:
    """Whether a mention is a place or country that one can be asked to."""
    return mention.kind in ("place", "country") and mention.form == "name"

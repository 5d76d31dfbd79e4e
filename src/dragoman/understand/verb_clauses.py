"""Which clause a verb is of: the one that wants it, one beside it with the same subject, or a new one inside.

A finite verb completes a clause or goes on with its subject; an infinitive or participle opens a clause whose
subject is found in the one around it.
"""

from __future__ import annotations

from dragoman.understand import chunks as ch
from dragoman.understand.chunk_order import TAKES_CLAUSE
from dragoman.understand.chunks import Chunk
from dragoman.understand.open_sentence import Noun, OpenClause, OpenSentence
from dragoman.understand.verb_forms import is_listed_act, settle_form


def take_verb(sentence: OpenSentence, i: int, chunk: Chunk) -> None:
    """Give the verb group at a place to its clause."""
    chunk = settle_form(sentence, i, chunk)
    if chunk.form == "finite":
        _take_finite(sentence, i, chunk)
    else:
        _take_unfinite(sentence, i, chunk)
    sentence.forget()


def _conjoin(sentence: OpenSentence, chunk: Chunk, clause: OpenClause) -> None:
    """Open a clause beside another one, with its subject: "met and signed"."""
    sentence.close(clause)
    conjunct = sentence.open(chunk.first, "conjunct", clause.governor)
    conjunct.verb, conjunct.subject, conjunct.form = chunk, clause.subject, chunk.form
    conjunct.opener = clause.opener


# -- finite verbs -------------------------------------------------------------------------------


def _take_finite(sentence: OpenSentence, i: int, chunk: Chunk) -> None:
    clause, before = sentence.top, sentence.order.kind_before(i)
    waiting = sentence.find_waiting()
    if clause.verb is None:
        clause.verb = chunk
        clause.inverted = clause.subject is None
    elif waiting is None and (finite := sentence.find_finite()) is not None and _goes_on(sentence, i):
        _conjoin(sentence, chunk, finite)
    elif waiting is not None:
        sentence.close_inside(waiting)
        waiting.verb = chunk
    elif clause.objects and before in (ch.NP, ch.OTHER):
        inner = sentence.open_for(clause.objects.pop(), "complement", clause.index)
        inner.verb = chunk
    elif before in (ch.COMMA, ch.QUOTE):
        _continue_or_invert(sentence, chunk)
    else:
        _conjoin(sentence, chunk, clause)


def _goes_on(sentence: OpenSentence, i: int) -> bool:
    """Whether a finite verb is another act of the subject before it."""
    return sentence.order.kind_before(i) == ch.CC or is_listed_act(sentence, i)


def _continue_or_invert(sentence: OpenSentence, chunk: Chunk) -> None:
    """After a mark: ", said the minister" is a clause of its own, ", met" goes on with the subject."""
    base = sentence.stack[0]
    if chunk.lemma in TAKES_CLAUSE:
        sentence.close_inside(base)
        clause = sentence.open(chunk.first, "root", None)
        clause.verb, clause.inverted = chunk, True
    else:
        _conjoin(sentence, chunk, base)


# -- infinitives and participles ----------------------------------------------------------------


def _take_unfinite(sentence: OpenSentence, i: int, chunk: Chunk) -> None:
    clause = sentence.top
    if sentence.order.kind_before(i) == ch.CC and clause.form == chunk.form and clause.verb is not None:
        _conjoin(sentence, chunk, clause)
        return
    relation, subject = _control(sentence, i, chunk)
    inner = sentence.open(chunk.first, relation, clause.index)
    inner.verb, inner.form, inner.subject = chunk, chunk.form, subject


def _control(sentence: OpenSentence, i: int, chunk: Chunk) -> tuple[str, Noun | None]:
    """How an infinitive or participle hangs on its clause, and whose act it is."""
    clause, last, before = sentence.top, sentence.last, sentence.order.kind_before(i)
    near = last if before == ch.NP else None
    if chunk.form == "infinitive":
        if clause.objects and clause.verb is not None and clause.verb.voice == "active":
            return "complement", clause.objects[-1]
        asked = _asked(sentence, clause, near)
        return ("complement" if clause.verb is not None else "adverbial"), asked or clause.subject
    if near is not None and sentence.preposition is None:
        return "relative", near
    if sentence.preposition in ("of", "from", "for", "against") and clause.objects:
        return "complement", clause.objects[-1]
    if sentence.preposition is not None or before == ch.VG:
        return "complement", clause.subject
    return "adverbial", clause.subject


def _asked(sentence: OpenSentence, clause: OpenClause, near: Noun | None) -> Noun | None:
    """Who is asked in "appealed to Iran to release ...": the party right before the infinitive."""
    asked = (noun for preposition, noun in clause.obliques if preposition in ("on", "to", "for", "upon"))
    return next((noun for noun in asked if noun is near and sentence.is_party(noun)), None)

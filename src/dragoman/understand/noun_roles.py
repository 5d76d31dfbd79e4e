"""What a noun phrase is in its sentence: subject, object, one of a list, an apposition, or hung on what is before it.

A prepositional phrase goes to the noun or the verb before it; a noun phrase that a finite verb follows begins a clause.
"""

from __future__ import annotations

from dragoman.understand import chunks as ch
from dragoman.understand.chunk_order import TAKES_CLAUSE
from dragoman.understand.chunks import Chunk
from dragoman.understand.open_sentence import RELATIVES, Noun, OpenSentence


def take_noun(sentence: OpenSentence, i: int, chunk: Chunk) -> None:
    """Give the noun phrase at a place its part in the sentence."""
    noun = Noun(chunk.first, chunk.last, chunk.head, chunk.lemma, list(chunk.mentions), sentence.top.index)
    sentence.nouns.append(noun)
    preposition, sentence.preposition = sentence.preposition, None
    if preposition is not None:
        _hang(sentence, i, noun, preposition)
    elif sentence.last is not None and _is_apposition(sentence, noun, sentence.last):
        noun.parent = sentence.last
        sentence.last.grow(noun.last)
        return
    elif sentence.order.kind_before(i) in (ch.CC, ch.COMMA) and _coordinates(sentence, i, noun):
        return
    elif sentence.top.verb is not None and sentence.order.is_speaker(i):
        sentence.close_all()
        sentence.open_for(noun, "root", None)
    elif sentence.top.verb is None:
        _fill_subject(sentence, noun)
    else:
        _fill_object(sentence, i, noun)
    sentence.last = noun


def _is_apposition(sentence: OpenSentence, noun: Noun, last: Noun) -> bool:
    known = set(last.mentions)
    if last.hung is not None:  # "the governor of the province, X,"
        known.update(last.hung.mentions)
    return any(sentence.mentions[m].same_as in known for m in noun.mentions)


def _hang(sentence: OpenSentence, i: int, noun: Noun, preposition: str) -> None:
    """Hang a prepositional phrase on the noun before it, on the verb, or on both where both may be."""
    clause = sentence.top
    behind = sentence.chunks[i - 2].kind if i > 1 else ""
    near = sentence.last if behind in (ch.NP, ch.OTHER) or preposition == "of" else None
    if near is not None and preposition != "of" and sentence.is_party(near):
        near = near.parent or near
    if near is not None and preposition == "by":
        near = near.outermost()
    if near is not None and (preposition == "of" or clause.verb is None or behind == ch.NP):
        near.parts.append((preposition, noun))
        noun.hung = near
        if preposition == "of" or clause.verb is None:
            noun.parent = near
            near.grow(noun.last)
            return
    clause.obliques.append((preposition, noun))


# -- behind "and" or a comma --------------------------------------------------------------------


def _coordinates(sentence: OpenSentence, i: int, noun: Noun) -> bool:
    """Join a noun phrase to the one before its "and" or comma, or open the clause it is the subject of."""
    target, mark = sentence.last, sentence.order.kind_before(i)
    if sentence.top.verb is not None and (sentence.order.leads_to_verb(i) or sentence.order.are_speakers(i)):
        _open_beside(sentence, noun, mark)
        return True
    if target is None or (mark == ch.COMMA and _is_new_after_comma(sentence, i, noun, target)):
        return False
    if not (sentence.is_party(target) and sentence.is_party(noun)):
        target = _listed_with(target)
        if mark == ch.COMMA and sentence.is_party(target) and sentence.top.verb is None:
            noun.parent = target
            target.grow(noun.last)
            return True
    target.mentions += [m for m in noun.mentions if m not in target.mentions]
    noun.parent, noun.owner = target, target.owner
    target.grow(noun.last)
    sentence.last = target if sentence.is_party(target) else noun
    return True


def _open_beside(sentence: OpenSentence, noun: Noun, mark: str) -> None:
    """Open a clause of its own for a subject: beside the one before "and", or as a main clause after a comma."""
    relation = "conjunct" if mark == ch.CC else "root"
    governor = sentence.top.governor if mark == ch.CC else None
    while len(sentence.stack) > 1 and (mark == ch.COMMA or sentence.top.relation != "complement"):
        sentence.close(sentence.top)
    sentence.close(sentence.top)
    sentence.open_for(noun, relation, governor)
    sentence.last = noun


def _is_new_after_comma(sentence: OpenSentence, i: int, noun: Noun, target: Noun) -> bool:
    """Whether a noun phrase after a comma begins something: the subject after "In Baku, ..."."""
    clause, order = sentence.top, sentence.order
    if clause.verb is not None:
        return False
    both = sentence.is_party(target) and sentence.is_party(noun)
    if clause.subject is None:
        return not (both and order.is_in_list(i))
    return both and not order.is_in_list(i) and not order.leads_to_verb(i)


def _listed_with(noun: Noun) -> Noun:
    """The noun that a list of things goes on from: not "period" in "the situation in the period, the plan"."""
    while True:
        outer = noun.parent or (noun.hung if not noun.mentions else None)
        if outer is None:
            return noun
        noun = outer


# -- subject and object -------------------------------------------------------------------------


def _fill_subject(sentence: OpenSentence, noun: Noun) -> None:
    """The subject of the clause that wants its verb; behind another one, that of a relative clause without "that"."""
    clause = sentence.top
    if clause.subject is None or clause.opener in RELATIVES or clause.opener == "that":
        clause.subject = noun
    elif not clause.subject.mentions and noun.mentions:
        clause.subject = noun
    else:
        sentence.open_for(noun, "relative", clause.index)


def _fill_object(sentence: OpenSentence, i: int, noun: Noun) -> None:
    """The object of the verb before it, the subject behind "said", or that of what "said" tells."""
    clause = sentence.top
    if clause.inverted and clause.subject is None:
        clause.subject = noun
    elif clause.verb is not None and clause.verb.lemma in TAKES_CLAUSE and sentence.order.leads_to_verb(i):
        sentence.open_for(noun, "complement", clause.index)
    else:
        clause.objects.append(noun)

"""Whether a past form that can be both is a finite verb or a participle: "the men detained in May", "police detained".

The open clauses decide first, by which of them still wants a verb, then the order of what follows.
"""

from __future__ import annotations

from dragoman.knowledge.frames import load_lexicon
from dragoman.understand import chunks as ch
from dragoman.understand.chunk_order import TAKES_CLAUSE
from dragoman.understand.chunks import Chunk
from dragoman.understand.open_sentence import OpenSentence

# What parties do with words; after "and" these go on with the party rather than with a thing's participle.
_PARTY_ACTS = frozenset(
    """call urge demand condemn welcome reject express voice stress underline emphasize emphasise praise thank accuse
    criticize criticise propose reaffirm reiterate invite commend denounce request vow offer refuse""".split()
)
# Passives of these keep an object ("given asylum", "named minister"); of others a noun right behind is no passive's.
_KEEPS_OBJECT = frozenset(
    """give award offer grant pay send show tell ask promise deny refuse fine name call dub elect appoint declare title
    entitle consider crown deem vote teach owe charge brand label code nickname style worth age date""".split()
)

# What is given by these goes with those to whom it is given: "was summoned and handed a note".
_GIVES = frozenset("hand award grant serve fine".split())
# These name whom they tell something, or else are passives: "was summoned and told that ...".
_NEEDS_HEARER = frozenset("tell inform notify remind assure order".split())


def settle_form(sentence: OpenSentence, i: int, chunk: Chunk) -> Chunk:
    """The verb group at a place with the form, voice and tense it has in its sentence."""
    form, voice = _decide_form(sentence, i, chunk)
    tense = "past" if form == "finite" and chunk.form != "finite" else chunk.tense
    return chunk._replace(form=form, voice=voice, tense=tense)


def is_listed_act(sentence: OpenSentence, i: int) -> bool:
    """Whether a past form after a comma is the next of several acts: "shut the border, freed two men and left"."""
    if not sentence.order.is_among_acts(i) or sentence.chunks[i].lemma in _KEEPS_OBJECT:
        return False
    return sentence.find_waiting() is None and sentence.find_finite() is not None


def _decide_form(sentence: OpenSentence, i: int, chunk: Chunk) -> tuple[str, str]:
    """Form and voice of a verb group; where nothing speaks for one of them, a past form is finite for its subject."""
    if not sentence.order.is_two_ways(chunk):
        return chunk.form, chunk.voice
    clause = sentence.top
    if clause.verb is not None or clause.subject is None:
        if _is_next_passive(sentence, i, chunk):
            return "finite", "passive"
        return ("finite", "active") if _goes_on(sentence, i, chunk) else ("participle", "passive")
    if sentence.order.kind_before(i) == ch.OPENER or chunk.lemma in TAKES_CLAUSE:
        return "finite", "active"
    return sentence.order.look_ahead(i)


def _goes_on(sentence: OpenSentence, i: int, chunk: Chunk) -> bool:
    """Whether a past form is finite although the clause being read wants no verb: another act, or who said it."""
    clause, before = sentence.top, sentence.order.kind_before(i)
    if before == ch.CC and not _is_listed_participle(sentence, chunk) and sentence.find_finite() is not None:
        return True
    if before == ch.COMMA and sentence.find_waiting() is not None:
        return True
    if is_listed_act(sentence, i):
        return True
    if before in (ch.QUOTE, ch.COMMA) and chunk.lemma in TAKES_CLAUSE:
        return True
    return before == ch.NP and clause.verb is not None and clause.verb.lemma in TAKES_CLAUSE


def _is_next_passive(sentence: OpenSentence, i: int, chunk: Chunk) -> bool:
    """Whether a past form behind "and" shares the "was" before it: "was summoned and [handed] a note".

    What takes an object and has none is a passive, and what is given to somebody is with the thing that is given.
    """
    finite, after = sentence.find_finite(), sentence.order.after(i)
    if sentence.order.kind_before(i) != ch.CC or finite is None or finite.verb is None:
        return False
    if finite.verb.voice != "passive" or sentence.find_waiting() is not None:
        return False
    if after is not None and after.kind == ch.NP:
        behind = sentence.order.after(i + 1)
        gives_on = behind is not None and behind.kind == ch.PREP and behind.lemma == "to"
        return chunk.lemma in _GIVES and not after.mentions and not gives_on
    if chunk.lemma in _NEEDS_HEARER:
        return True
    return chunk.lemma in load_lexicon().bare["passive"] and (after is None or after.kind != ch.OPENER)


def _is_listed_participle(sentence: OpenSentence, chunk: Chunk) -> bool:
    """ "men detained in May and charged in June": a past form after a passive participle is another."""
    verb = sentence.top.verb
    passive = verb is not None and verb.form == "participle" and verb.voice == "passive"
    return passive and chunk.lemma not in TAKES_CLAUSE and chunk.lemma.split()[0] not in _PARTY_ACTS

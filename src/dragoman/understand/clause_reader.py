"""The left-to-right reading of one sentence: chunks in, open clauses and noun phrases out.

A stack of open clauses (`open_sentence`), in the manner of a chart-less shallow parser: no tree is searched for, the
first attachment that the word order allows is taken. Nouns find their part in `noun_roles`, verbs their clause in
`verb_clauses`; words and marks that open and close clauses are read here. `clauses.py` turns the result into records.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.knowledge.frames import load_lexicon
from dragoman.records import Mention, Token
from dragoman.understand import chunks as ch
from dragoman.understand.chunk_order import TAKES_CLAUSE
from dragoman.understand.chunks import Chunk
from dragoman.understand.noun_roles import take_noun
from dragoman.understand.open_sentence import RELATIVES, Noun, OpenClause, OpenSentence
from dragoman.understand.verb_clauses import take_verb

# Nouns that a "that" clause spells out rather than describes.
_THAT_NOUNS = frozenset(
    """fact claim statement hope view belief accusation allegation report possibility opinion conviction confidence
    position concern fear warning attention announcement assurance evidence sign condition understanding idea
    suggestion news word impression importance need message conclusion argument readiness""".split()
)
# What an attack or a flood does to people, and the kinds of mention that are only where it was.
_HARMS = frozenset("kill wound injure maim".split())
_WHERE = frozenset(["place", "country"])


def walk_chunks(words: Sequence[Token], chunks: Sequence[Chunk], mentions: dict[int, Mention]) -> OpenSentence:
    """Walk the chunks of a sentence once, left to right; `mentions` are the document's by their index.

    >>> from dragoman.records import Document
    >>> from dragoman.understand.tokens import tokenize_document
    >>> tokens, _ = tokenize_document(Document("d", "Kenya, which hosted the talks, thanked Uganda."))
    >>> read = walk_chunks(tokens, ch.find_chunks(tokens, ()), {})
    >>> [(clause.verb.lemma, clause.relation) for clause in read.clauses if clause.verb]
    [('thank', 'root'), ('host', 'relative')]
    """
    sentence = OpenSentence(words, chunks, mentions)
    for i, chunk in enumerate(chunks):
        _take(sentence, i, chunk)
        for clause in sentence.stack:
            if chunk.kind not in (ch.COMMA, ch.STOP, ch.CC):
                clause.last = max(clause.last, chunk.last)
    return sentence


def _take(sentence: OpenSentence, i: int, chunk: Chunk) -> None:
    if chunk.kind == ch.NP:
        take_noun(sentence, i, chunk)
    elif chunk.kind == ch.VG:
        take_verb(sentence, i, chunk)
    elif chunk.kind == ch.OPENER:
        _take_opener(sentence, i, chunk)
    elif chunk.kind == ch.PREP:
        sentence.preposition = chunk.lemma
    elif chunk.kind in (ch.COMMA, ch.CC):
        sentence.preposition = None
        if chunk.kind == ch.COMMA:
            _take_comma(sentence, i)
    elif chunk.kind == ch.STOP and sentence.order.after(i) is not None and sentence.top.verb is not None:
        sentence.close_all()
        sentence.open(chunk.last, "root", None)
        sentence.forget()
    elif chunk.kind == ch.STOP and len(sentence.clauses) == 1 and sentence.order.after(i) is not None:
        # What stands before it is a dateline or a label, and does nothing.
        sentence.close_all()
        sentence.open(chunk.last, "root", None)
        sentence.forget()
    elif chunk.lemma == "time":
        sentence.preposition = None


# -- commas -------------------------------------------------------------------------------------


def _take_comma(sentence: OpenSentence, i: int) -> None:
    """A comma ends a relative clause or participle when the clause around it still wants its verb."""
    waiting, clause = sentence.find_waiting(), sentence.top
    if clause.verb is None:
        return
    if waiting is not None and clause.relation in ("relative", "adverbial"):
        after = sentence.order.after(i)
        if after is not None and after.kind != ch.CC:
            if clause.relation == "adverbial" and clause.opener is not None:
                sentence.last = None
            sentence.close_inside(waiting)
    elif clause.relation == "relative" and len(sentence.stack) > 1:
        if _is_set_off(sentence, clause) and not sentence.order.is_listing(i):
            sentence.close(clause)
    elif clause.relation == "adverbial" and (clause.first == 0 or _opens_sentence(sentence, clause)):
        sentence.close(clause)
        sentence.last = None


def _opens_sentence(sentence: OpenSentence, clause: OpenClause) -> bool:
    """Whether a participle stands before the subject: "On May 8, commencing at noon, the Minister met ..."."""
    around = sentence.stack[0]
    return len(sentence.stack) == 2 and around.verb is None and around.subject is None and _is_set_off(sentence, clause)


def _is_set_off(sentence: OpenSentence, clause: OpenClause) -> bool:
    """Whether a comma stands before a clause, too."""
    return clause.first > 0 and sentence.words[clause.first - 1].text == ","


# -- openers ------------------------------------------------------------------------------------


def _take_opener(sentence: OpenSentence, i: int, chunk: Chunk) -> None:
    """Open the clause of "who", "that", "when": one about the noun before it, or one that hangs on the verb."""
    after = next((c for c in sentence.chunks[i + 1 :] if c.kind not in (ch.OTHER, ch.ADJ, ch.COMMA)), None)
    lemma, clause = chunk.lemma, sentence.top
    relative = lemma in RELATIVES or (lemma == "that" and _is_relative_that(sentence, i, after))
    if relative and sentence.last is not None:
        inner = sentence.open(chunk.first, "relative", clause.index, lemma)
        if after is not None and after.kind == ch.VG:
            inner.subject = _antecedent(sentence, sentence.last, lemma, i, after)
    else:
        relation = "complement" if lemma in ("that", "whether", "how", "what", "why") else "adverbial"
        sentence.open(chunk.first, relation, clause.index, lemma)
    sentence.forget()


def _is_relative_that(sentence: OpenSentence, i: int, after: Chunk | None) -> bool:
    """Whether "that" stands for the noun before it, and does not open what is said or what the noun spells out."""
    before, verb = sentence.order.before(i), sentence.top.verb
    if before is None or before.kind != ch.NP or sentence.words[before.head].lemma in _THAT_NOUNS:
        return False
    if after is not None and after.kind == ch.VG:
        return True
    return verb is None or verb.lemma not in TAKES_CLAUSE


def _antecedent(sentence: OpenSentence, noun: Noun, opener: str, i: int, verb: Chunk) -> Noun:
    """Who a relative clause is about: for "who" the nearest person or group going outwards.

    What killed somebody is the attack or the flood before it, and not where that was.
    """
    if opener == "who":
        probe: Noun | None = noun
        while probe is not None:
            if any(sentence.mentions[m].kind in ("person", "office", "group") for m in probe.mentions):
                return probe
            probe = probe.parent
    elif _tells_harm(sentence, i, verb) and all(sentence.mentions[m].kind in _WHERE for m in noun.mentions):
        return _deed_before(sentence, noun) or noun
    return noun


def _tells_harm(sentence: OpenSentence, i: int, verb: Chunk) -> bool:
    """Whether a verb tells what an attack did to people: "killed", "claimed six lives", not "has killed"."""
    if verb.first != verb.head:
        return False
    if verb.lemma == "claim":
        thing = next((chunk for chunk in sentence.chunks[i + 1 :] if chunk.kind == ch.NP), None)
        return thing is not None and sentence.words[thing.head].lemma == "life"
    return verb.lemma in _HARMS


def _deed_before(sentence: OpenSentence, noun: Noun) -> Noun | None:
    """The nearest attack or mishap before a noun in its clause, unless "by" stands between and says whose it is."""
    classes = load_lexicon().classes
    deeds = classes["harm_done"] | classes["attack"] | classes["chance"]
    before = [other for other in sentence.nouns if other.owner == noun.owner and other.head < noun.head]
    deed = next((other for other in reversed(before) if other.lemma in deeds), None)
    if deed is None or any(word.text.lower() == "by" for word in sentence.words[deed.head : noun.head]):
        return None
    return deed

"""Who answers for an act that is called by its noun: "Iran hanged two men. France condemned the hangings."

The noun refers back to an act told before, and whoever condemns, rejects or welcomes it speaks of who did it, never of
who suffered it. Only a bare definite noun does so: "the killing of farmers" may be another killing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from dragoman.knowledge.frames import load_lexicon
from dragoman.knowledge.ontology import load_ontology
from dragoman.records import Clause, Draft, Marked, Phrase, find_range
from dragoman.resolve.told import Act

# Types of words whose recipient is who did what they are about.
ANSWERED = frozenset("ACCUSE REJECT SUPPORT".split())
# Prepositions before what words are about ("voiced dismay over the sentences").
_ABOUT = frozenset("over about at on of to against for".split())
_DEFINITE = frozenset("the this these that those such".split())
# What stands behind a noun and says which of its kind is meant, so that it need not be the one told before.
_NARROWING = frozenset("of by against in on at from to near that which who".split())
# How many sentences back an act is called by its noun.
MAX_BACK = 3
_HARM = frozenset("ASSAULT COERCE SANCTION".split())
_WORDS = frozenset("ACCUSE REJECT REQUEST THREATEN AGREE".split())


def find_answering(
    marked: Marked, act: Act, before: Sequence[Act], side: Callable[[str], str]
) -> tuple[str, ...] | None:
    """The actors of the nearest act before that an act's words call by a noun; `None` where they call none.

    `before` are the acts told before it, in the order of the text. What one's own side did one does not condemn.

    >>> from dragoman.records import Document, Span
    >>> condemned = Act(Draft("ACCUSE", 0, Span(7, 16)), "ACCUSE", ["e1"], [])
    >>> find_answering(Marked(Document("d", "Envoys condemned the hangings.")), condemned, [], str) is None
    True
    """
    if act.type not in ANSWERED:
        return None
    mine = {side(one) for one in act.actors}
    near = [one for one in before if act.draft.sentence - one.draft.sentence <= MAX_BACK]
    others = [one for one in near if not mine & {side(i) for i in one.actors}]
    for noun in _called(marked, act.draft):
        told = [one for one in others if one.actors and one.type in types_of(noun)]
        if told:
            return tuple(told[-1].actors)
    return None


@cache
def types_of(noun: str) -> frozenset[str]:
    """The types of acts that a noun may call, by its lemma.

    >>> "ASSAULT" in types_of("hanging"), types_of("harbour")
    (True, frozenset())
    """
    lexicon = load_lexicon()
    found = {frame.type for frame in lexicon.nouns.get(noun, ())}
    for name, types in _types_of_classes().items():
        if noun in lexicon.classes[name]:
            found |= types
    return frozenset(found)


@cache
def _types_of_classes() -> dict[str, frozenset[str]]:
    return {
        "again_violence": frozenset(["ASSAULT"]),
        "again_punishment": _HARM,
        "again_words": _WORDS,
        "again_step": frozenset(load_ontology().types) - {"CONSULT"},
    }


def _called(marked: Marked, draft: Draft) -> Iterator[str]:
    """The lemmas of bare definite nouns that the words of a draft are about."""
    for number in find_range(marked.clauses, draft.sentence):
        clause = marked.clauses[number]
        if clause.form != "noun" and (clause.head.meets(draft.trigger) or clause.verb.meets(draft.trigger)):
            for phrase in _about(clause):
                if (lemma := _bare_noun(marked, draft.sentence, phrase)) is not None:
                    yield lemma


def _about(clause: Clause) -> Iterator[Phrase]:
    yield from clause.objects
    yield from (o.phrase for o in clause.obliques if o.preposition in _ABOUT)
    if clause.voice == "passive" and clause.subject:
        yield clause.subject


def _bare_noun(marked: Marked, sentence: int, phrase: Phrase) -> str | None:
    """The lemma of a phrase's head where an article or pointing word opens it and nothing behind it narrows it."""
    if phrase.mentions:
        return None
    words = marked.words(marked.sentences[sentence])
    inside = [token for token in words if phrase.span.start <= token.span.start < phrase.head.end]
    behind = next((token.text.lower() for token in words if token.span.start >= phrase.head.end), "")
    if len(inside) < 2 or inside[0].text.lower() not in _DEFINITE or behind in _NARROWING:
        return None
    return inside[-1].lemma if inside[-1].tag.startswith("NN") else None

"""What looks like an act and is none by the codebook: chance kills, a word is struck, a minister leaves for a visit.

Asked of every draft, of the rules as of the reader. Each kind of doubt has its type, and words that settle it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from dragoman.coding.reading import Reading
from dragoman.knowledge.frames import load_lexicon
from dragoman.records import Clause, Draft, Marked, Phrase, find_range

_STRIKING = frozenset("strike cut hit".split())
_LEAVING = frozenset("leave depart set fly travel go head".split())
# Words by which one is sorry, and not by which one finds fault.
_WORRY = frozenset("concern concerned worry worried anxiety sorrow sadness alarm".split())
# What a vehicle may run into and be blown up by.
_EXPLOSIVES = frozenset(["explosive", "landmine", "land mine", "mine", "ied", "gunman", "gunfire"])
# What somebody is asked to do is not done; who is "in contact" does not meet.
_ASKING = frozenset("invite ask urge want expect".split())
_CONTACT = frozenset(["contact", "touch"])
_BY_CHANCE = ("by", "in", "from", "during", "after")


def is_doubtful(reading: Reading, draft: Draft) -> bool:
    """Whether the words around a draft's trigger say that its type is none.

    >>> from dragoman.records import Document, Marked, Span
    >>> is_doubtful(Reading(Marked(Document("d", "Envoys met."))), Draft("CONSULT", 0, Span(7, 10)))
    False
    """
    clause = _find_clause(reading.marked, draft)
    asked = _DOUBTS.get(draft.type)
    return clause is not None and asked is not None and asked(reading, draft, clause)


def _find_clause(marked: Marked, draft: Draft) -> Clause | None:
    """The clause whose verb, or else whose noun, is in the trigger."""
    clauses = marked.clauses
    inside = [clauses[n] for n in find_range(clauses, draft.sentence) if clauses[n].head.meets(draft.trigger)]
    return min(inside, key=lambda c: c.form == "noun", default=None)


# -- one question a type ----------------------------------------------------------------------


def _is_no_assault(reading: Reading, draft: Draft, clause: Clause) -> bool:
    """Whether a flood or a bus did it, or words were struck out."""
    classes = load_lexicon().classes
    if clause.lemma.partition(" ")[0] in _STRIKING and _is_struck_out(reading, clause):
        return True
    if any(_is_of(reading, cause, "chance") for cause in _causes(clause)):
        return True
    if draft.actors:
        return False
    if _is_by_mishap(reading, draft):
        return True
    near = [s for s in reading.marked.sentences if s.paragraph == reading.marked.sentences[draft.sentence].paragraph]
    if any(
        reading.has(classes["attack"], s.index, s.span) for s in near if s.index == draft.sentence or not draft.modes
    ):
        return False
    return any(reading.has(classes["disaster"], s.index, s.span) for s in near if s.index <= draft.sentence)


def _is_by_mishap(reading: Reading, draft: Draft) -> bool:
    """Whether its sentence tells of a mishap and of no attack: "killed when a bus hit a wall"."""
    span = reading.marked.sentences[draft.sentence].span
    if reading.has(load_lexicon().classes["attack"] | _EXPLOSIVES, draft.sentence, span):
        return False
    return any(_is_mishap(reading, clause) for clause in reading.clauses_of(draft.sentence) if clause.form != "noun")


def _is_mishap(reading: Reading, clause: Clause) -> bool:
    """Whether a vehicle runs into a thing, or something goes wrong with it; a lorry in a crowd is no mishap."""
    subject, verb = clause.subject, clause.lemma.partition(" ")[0]
    classes = load_lexicon().classes
    is_past = clause.form == "participle" and verb.endswith("ed")  # one that no dictionary of lemmas has ("capsized")
    verb = verb.removesuffix("d") if is_past else verb
    if subject is None or subject.mentions or (clause.voice == "passive" and not is_past):
        return False
    if _is_of(reading, subject, "structure") and verb in classes["give_way"]:
        return True
    met = [*clause.objects, *(o.phrase for o in clause.obliques if o.preposition in ("into", "through"))]
    if any(_is_of(reading, thing, "protester") or _are_people(reading, thing) for thing in met):
        return False
    is_vehicle = _is_of(reading, subject, "vehicle")
    if is_vehicle and verb in classes["run_into"] and met:
        return True
    return (is_vehicle or _is_of(reading, subject, "craft")) and verb in classes["go_wrong"]


def _are_people(reading: Reading, phrase: Phrase) -> bool:
    return any(reading.is_a(m, "people") for m in phrase.mentions)


def _is_struck_out(reading: Reading, clause: Clause) -> bool:
    """Whether words are struck: "the paragraph was struck", "asked for the word to be struck, and it was struck"."""
    things = list(_undergoing(clause))
    if any(_is_of(reading, thing, "wording") for thing in things):
        return True
    span = reading.marked.sentences[clause.sentence].span
    is_it = any(thing.pronoun in ("it", "they", "them") for thing in things)
    return is_it and reading.has(load_lexicon().classes["wording"], clause.sentence, span)


def _is_no_retreat(reading: Reading, draft: Draft, clause: Clause) -> bool:
    """Whether one leaves for a place rather than from one, or the wounded are brought away."""
    lemma = clause.lemma.partition(" ")[0]
    if lemma == "evacuate":
        return not any(
            _is_of(reading, thing, "troops") or _is_of(reading, thing, "weapons") for thing in _undergoing(clause)
        )
    return lemma in _LEAVING and any(o.preposition == "for" for o in clause.obliques)


def _is_no_accusation(reading: Reading, draft: Draft, clause: Clause) -> bool:
    """Whether one is concerned for somebody, or over what nobody is said to have done."""
    words = [*clause.objects, *([clause.subject] if clause.voice == "passive" and clause.subject else [])]
    worried = next((p for p in words if _WORRY & set(reading.heads(p))), None)
    if worried is None and clause.lemma not in _WORRY and not _WORRY & set(_lemmas(reading, draft)):
        return False
    if any(o.preposition == "by" for o in clause.obliques) and clause.voice == "active":
        return False
    about = _about(reading, clause, worried)
    if any(preposition == "for" for preposition, _ in about):
        return True
    return any(_is_of(reading, phrase, "suffering") and not _has_doer(reading, phrase) for _, phrase in about)


def _is_no_threat(reading: Reading, draft: Draft, clause: Clause) -> bool:
    """Whether what threatens is no party: "the mine threat of Armenia continues to threaten the return"."""
    clauses = reading.marked.clauses
    if not draft.reason.startswith("verb") and not draft.reason.startswith("noun"):
        while clause.subject is None and clause.governor is not None:
            clause = replace(clauses[clause.governor], head=clause.head)
        if clause.subject is not None:
            heads = {reading.marked.mentions[m].head for m in clause.subject.mentions}
            subject = clause.subject.head
            return not any(head.meets(subject) for head in heads)
    return False


def _is_no_aid(reading: Reading, draft: Draft, clause: Clause) -> bool:
    """Whether a state only brings its own mission's people away."""
    if clause.lemma not in ("evacuate", "fly out", "bring"):
        return False
    return any(_is_of(reading, thing, "mission_staff") for thing in _undergoing(clause))


def _is_no_meeting(reading: Reading, draft: Draft, clause: Clause) -> bool:
    """Whether one is only asked to come, or in contact: "invited her to visit Muscat", "was in touch with Oman"."""
    if clause.form == "infinitive" and clause.governor is not None:
        return reading.marked.clauses[clause.governor].lemma in _ASKING
    return any(o.preposition == "in" and _CONTACT & set(reading.heads(o.phrase)) for o in clause.obliques)


_DOUBTS: Mapping[str, Callable[[Reading, Draft, Clause], bool]] = {
    "ASSAULT": _is_no_assault,
    "PROTEST": _is_no_assault,
    "RETREAT": _is_no_retreat,
    "AID": _is_no_aid,
    "CONSULT": _is_no_meeting,
    "ACCUSE": _is_no_accusation,
    "THREATEN": _is_no_threat,
}


# -- words ------------------------------------------------------------------------------------


def _is_of(reading: Reading, phrase: Phrase, name: str) -> bool:
    return any(head in load_lexicon().classes[name] for head in reading.heads(phrase))


def _undergoing(clause: Clause) -> Iterator[Phrase]:
    """What an act is done to: its objects, or the subject of a passive."""
    yield from clause.objects
    if clause.voice == "passive" and clause.subject:
        yield clause.subject


def _causes(clause: Clause) -> Iterator[Phrase]:
    """What did it: the subject of an active, what stands behind "by" or "in"."""
    if clause.voice == "active" and clause.form != "noun" and clause.subject:
        yield clause.subject
    if clause.voice == "passive" or clause.lemma in ("die", "perish"):
        yield from (o.phrase for o in clause.obliques if o.preposition in _BY_CHANCE)


def _lemmas(reading: Reading, draft: Draft) -> list[str]:
    return [reading.marked.tokens[i].lemma for i in reading.tokens(draft.trigger)]


def _about(reading: Reading, clause: Clause, worried: Phrase | None) -> list[tuple[str, Phrase]]:
    """What a concern is about, with its preposition: the clause's phrases, those inside the noun's among them."""
    found = [(o.preposition, o.phrase) for o in clause.obliques if o.preposition in ("for", "over", "about", "at")]
    if worried is not None:
        for act in reading.clauses_of(clause.sentence):
            if act.form == "noun" and act.head == worried.head:
                found += [(o.preposition, o.phrase) for o in act.obliques]
    return found


def _has_doer(reading: Reading, phrase: Phrase) -> bool:
    """Whether a phrase says by whom: "the loss of life caused by the raid", "the death of two men by"."""
    return any(reading.marked.tokens[i].text.lower() == "by" for i in reading.tokens(phrase.span))

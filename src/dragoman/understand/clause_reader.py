"""The left-to-right reading of one sentence: chunks in, open clauses and noun phrases out.

A stack of open clauses, in the manner of a chart-less shallow parser: no tree is searched for, the
first attachment that the word order allows is taken. `clauses.py` turns the result into records.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.records import Mention, Token
from dragoman.understand import chunks as ch
from dragoman.understand.chunks import Chunk

# Verbs that take a whole clause without "that" ("Baku said Yerevan had fired").
_TAKES_CLAUSE = frozenset(
    """say believe think claim announce confirm add warn insist hope know suggest report allege argue fear declare
    note stress admit acknowledge deny feel maintain agree indicate reveal show mean tell inform assure vow promise
    pledge predict estimate expect understand hear learn assert reiterate explain state conclude""".split()
)
# Nouns that a "that" clause spells out rather than describes.
_THAT_NOUNS = frozenset(
    """fact claim statement hope view belief accusation allegation report possibility opinion conviction confidence
    position concern fear warning attention announcement assurance evidence sign condition understanding idea
    suggestion news word impression importance need message conclusion argument readiness""".split()
)
# What parties do with words; after "and" these go on with the party rather than with a thing's participle.
_PARTY_ACTS = frozenset(
    """call urge demand condemn welcome reject express voice stress underline emphasize emphasise praise thank accuse
    criticize criticise propose reaffirm reiterate invite commend denounce request vow offer refuse""".split()
)
_RELATIVES = frozenset(["who", "which", "whom", "whose"])
# Past forms that serve as participles too; with "-ed" they need the sentence to decide.
_TWO_WAYS = frozenset(
    """met said held sent made led left lost found told struck hit cut put bought brought caught fought sought taught
    thought built spent kept dealt laid paid heard shot won set let bound hurt cost fed bled fled sold stood
    understood sat meant lent bent""".split()
)


# Passives of these keep an object ("given asylum", "named minister"); of others a noun right behind is no passive's.
_KEEPS_OBJECT = frozenset(
    """give award offer grant pay send show tell ask promise deny refuse fine name call dub elect appoint declare title
    entitle consider crown deem vote teach owe charge brand label code nickname style worth age date""".split()
)


@dataclass(slots=True, eq=False)
class Noun:
    """A noun phrase while its clause is being read; `parts` are prepositional phrases hung on it."""

    first: int
    last: int
    head: int
    lemma: str
    mentions: list[int]
    owner: int
    parent: Noun | None = None
    hung: Noun | None = None
    parts: list[tuple[str, Noun]] = field(default_factory=list)

    def grow(self, last: int) -> None:
        noun: Noun | None = self
        while noun is not None:
            noun.last = max(noun.last, last)
            noun = noun.parent


@dataclass(slots=True, eq=False)
class OpenClause:
    """A clause while it is being read."""

    index: int
    first: int
    last: int
    relation: str = "root"
    governor: int | None = None
    opener: str | None = None
    verb: Chunk | None = None
    form: str = "finite"
    subject: Noun | None = None
    objects: list[Noun] = field(default_factory=list)
    obliques: list[tuple[str, Noun]] = field(default_factory=list)
    inverted: bool = False


class Reader:
    """Reads the chunks of one sentence into open clauses; `clauses` and `nouns` are what it found."""

    def __init__(self, words: Sequence[Token], chunks: list[Chunk], mentions: dict[int, Mention]) -> None:
        self.words, self.chunks, self.mentions = words, chunks, mentions
        self.clauses: list[OpenClause] = []
        self.stack: list[OpenClause] = []
        self.nouns: list[Noun] = []
        self.preposition: str | None = None
        self.last: Noun | None = None

    def read(self) -> None:
        """Walk the chunks once, left to right."""
        self._push(0, "root", None)
        for i, chunk in enumerate(self.chunks):
            self._take(i, chunk)
            for clause in self.stack:
                if chunk.kind not in (ch.COMMA, ch.STOP, ch.CC):
                    clause.last = max(clause.last, chunk.last)

    def _take(self, i: int, chunk: Chunk) -> None:
        if chunk.kind == ch.NP:
            self._take_noun(i, chunk)
        elif chunk.kind == ch.VG:
            self._take_verb(i, chunk)
            self.preposition, self.last = None, None
        elif chunk.kind == ch.OPENER:
            self._take_opener(i, chunk)
        elif chunk.kind == ch.PREP:
            self.preposition = chunk.lemma
        elif chunk.kind in (ch.COMMA, ch.CC):
            self.preposition = None
            if chunk.kind == ch.COMMA:
                self._close_inner(i)
        elif chunk.kind == ch.STOP and i + 1 < len(self.chunks) and self.top.verb is not None:
            self.stack = []
            self._push(chunk.last, "root", None)
            self.preposition, self.last = None, None
        elif chunk.lemma == "time":
            self.preposition = None

    @property
    def top(self) -> OpenClause:
        return self.stack[-1]

    def _push(self, first: int, relation: str, governor: int | None, opener: str | None = None) -> OpenClause:
        clause = OpenClause(len(self.clauses), first, first, relation, governor, opener)
        self.clauses.append(clause)
        self.stack.append(clause)
        return clause

    def _close(self, clause: OpenClause) -> None:
        """Take a clause and all that is open inside it off the stack: its words end here."""
        if clause in self.stack:
            del self.stack[self.stack.index(clause) :]

    def _waiting(self) -> OpenClause | None:
        """The innermost clause below the top that has a subject and still wants its verb."""
        for clause in reversed(self.stack[:-1]):
            if clause.verb is None and clause.subject is not None:
                return clause
        return None

    def _finite_below(self) -> OpenClause | None:
        """The innermost open clause with a finite verb, one whose subject is a party before others."""
        finite = [c for c in reversed(self.stack) if c.verb is not None and c.form == "finite"]
        party = (c for c in finite if c.subject is not None and self._is_party(c.subject))
        return next(party, finite[0] if finite else None)

    def _close_inner(self, i: int) -> None:
        """A comma ends a relative clause or participle when the clause around it still wants its verb."""
        waiting = self._waiting()
        if waiting is not None and self.top.verb is not None and self.top.relation in ("relative", "adverbial"):
            after = self.chunks[i + 1] if i + 1 < len(self.chunks) else None
            if after is not None and after.kind != ch.CC:
                if self.top.relation == "adverbial" and self.top.opener is not None:
                    self.last = None
                while self.top is not waiting:
                    self.stack.pop()
        elif self.top.relation == "relative" and self.top.verb is not None and len(self.stack) > 1:
            opened = self.top.first
            if opened > 0 and self.words[opened - 1].text == "," and not self._is_listing(i):
                self.stack.pop()
        elif self.top.relation == "adverbial" and self.top.first == 0 and self.top.verb is not None:
            self.stack.pop()
            self.last = None

    def _is_listing(self, i: int) -> bool:
        """Whether the chunk after a comma goes on with a list: a noun phrase and another mark or "and"."""
        rest = self.chunks[i + 1 : i + 3]
        return len(rest) == 2 and rest[0].kind == ch.NP and rest[1].kind in (ch.COMMA, ch.CC)

    # -- noun phrases

    def _take_noun(self, i: int, chunk: Chunk) -> None:
        noun = Noun(chunk.first, chunk.last, chunk.head, chunk.lemma, list(chunk.mentions), self.top.index)
        self.nouns.append(noun)
        preposition, self.preposition = self.preposition, None
        before = self.chunks[i - 1] if i else None
        if preposition is not None:
            self._hang(i, noun, preposition)
        elif self._is_apposition(noun) and self.last is not None:
            noun.parent = self.last
            self.last.grow(noun.last)
            return
        elif before is not None and before.kind in (ch.CC, ch.COMMA) and self._coordinates(i, noun, before):
            return
        elif self.top.verb is not None and self._follows_speech(i):
            self.stack = self.stack[:1]
            self._close(self.top)
            clause = self._push(noun.first, "root", None)
            clause.subject, noun.owner = noun, clause.index
        elif self.top.verb is None:
            self._fill_subject(noun)
        else:
            self._fill_object(i, noun)
        self.last = noun

    def _follows_speech(self, i: int) -> bool:
        """Whether a noun phrase behind a closing mark is who said it: "We agree," she said."""
        if self.chunks[i - 1].kind != ch.QUOTE or not self._leads_to_verb(i):
            return False
        verb = next((c for c in self.chunks[i + 1 :] if c.kind == ch.VG), None)
        return verb is not None and verb.lemma in _TAKES_CLAUSE

    def _is_apposition(self, noun: Noun) -> bool:
        if self.last is None:
            return False
        known = set(self.last.mentions)
        return any(self.mentions[m].same_as in known for m in noun.mentions)

    def _hang(self, i: int, noun: Noun, preposition: str) -> None:
        """Hang a prepositional phrase on the noun before it, on the verb, or on both where both may be."""
        clause = self.top
        behind = self.chunks[i - 2].kind if i > 1 else ""
        near = self.last if behind in (ch.NP, ch.OTHER) or preposition == "of" else None
        if near is not None and preposition != "of" and self._is_party(near):
            near = near.parent or near
        if near is not None and preposition == "by":
            near = self._outermost(near)
        if near is not None and (preposition == "of" or clause.verb is None or behind == ch.NP):
            near.parts.append((preposition, noun))
            noun.hung = near
            if preposition == "of" or clause.verb is None:
                noun.parent = near
                near.grow(noun.last)
                return
        clause.obliques.append((preposition, noun))

    def _outermost(self, noun: Noun) -> Noun:
        while noun.parent is not None:
            noun = noun.parent
        return noun

    def _coordinates(self, i: int, noun: Noun, before: Chunk) -> bool:
        """Join a noun phrase to the one before its "and" or comma, or open the clause it is the subject of."""
        target = self.last
        if self.top.verb is not None and self._leads_to_verb(i):
            relation = "conjunct" if before.kind == ch.CC else "root"
            governor = self.top.governor if before.kind == ch.CC else None
            while len(self.stack) > 1 and (before.kind == ch.COMMA or self.top.relation != "complement"):
                self.stack.pop()
            self._close(self.top)
            clause = self._push(noun.first, relation, governor)
            clause.subject, noun.owner, self.last = noun, clause.index, noun
            return True
        if target is None or (before.kind == ch.COMMA and self._is_new_after_comma(i, noun, target)):
            return False
        if not (self._is_party(target) and self._is_party(noun)):
            target = self._listed_with(target)
            if before.kind == ch.COMMA and self._is_party(target) and self.top.verb is None:
                noun.parent = target
                target.grow(noun.last)
                return True
        target.mentions += [m for m in noun.mentions if m not in target.mentions]
        noun.parent, noun.owner = target, target.owner
        target.grow(noun.last)
        self.last = target if self._is_party(target) else noun
        return True

    def _is_new_after_comma(self, i: int, noun: Noun, target: Noun) -> bool:
        """Whether a noun phrase after a comma begins something: the subject after "In Baku, ..."."""
        clause = self.top
        if clause.verb is not None:
            return False
        if clause.subject is None:
            return not (self._in_list(i) and self._is_party(target) and self._is_party(noun))
        both = self._is_party(target) and self._is_party(noun)
        return both and not self._in_list(i) and not self._leads_to_verb(i)

    def _listed_with(self, noun: Noun) -> Noun:
        """The noun that a list of things goes on from: not "period" in "the situation in the period, the plan"."""
        while True:
            outer = noun.parent or (noun.hung if not noun.mentions else None)
            if outer is None:
                return noun
            noun = outer

    def _is_party(self, noun: Noun) -> bool:
        return any(self.mentions[m].kind not in ("place", "agreement", "occasion") for m in noun.mentions)

    def _in_list(self, i: int) -> bool:
        """Whether a noun phrase after a comma is one of a list: "A, B and C" or "A, as well as B"."""
        for chunk in self.chunks[i + 1 : i + 14]:
            if chunk.kind == ch.CC:
                return True
            if chunk.kind in (ch.VG, ch.OPENER, ch.STOP):
                return False
        return False

    def _leads_to_verb(self, i: int) -> bool:
        """Whether the next chunk but "of" phrases and adverbs is a finite verb."""
        j = i + 1
        while j < len(self.chunks):
            chunk = self.chunks[j]
            if chunk.kind == ch.PREP and j + 1 < len(self.chunks) and self.chunks[j + 1].kind == ch.NP:
                j += 2
            elif chunk.kind == ch.OTHER or (chunk.kind == ch.NP and self.chunks[j - 1].kind == ch.NP):
                j += 1
            else:
                return chunk.kind == ch.VG and self._is_surely_finite(i, j)
        return False

    def _is_surely_finite(self, i: int, j: int) -> bool:
        """Whether the verb group at `j` is finite with the noun phrase at `i` as its subject."""
        verb, noun = self.chunks[j], self.chunks[i]
        if not self._two_ways(verb):
            return verb.form == "finite"
        after = self.chunks[j + 1].kind if j + 1 < len(self.chunks) else ch.STOP
        return bool(noun.mentions) or verb.lemma in _TAKES_CLAUSE or after == ch.NP

    def _fill_subject(self, noun: Noun) -> None:
        clause = self.top
        if clause.subject is None or clause.opener in _RELATIVES or clause.opener == "that":
            clause.subject = noun
        elif not clause.subject.mentions and noun.mentions:
            clause.subject = noun
        else:
            inner = self._push(noun.first, "relative", clause.index)
            inner.subject, noun.owner = noun, inner.index

    def _fill_object(self, i: int, noun: Noun) -> None:
        clause = self.top
        if clause.inverted and clause.subject is None:
            clause.subject = noun
        elif clause.verb is not None and clause.verb.lemma in _TAKES_CLAUSE and self._leads_to_verb(i):
            inner = self._push(noun.first, "complement", clause.index)
            inner.subject, noun.owner = noun, inner.index
        else:
            clause.objects.append(noun)

    # -- verbs

    def _two_ways(self, chunk: Chunk) -> bool:
        """Whether a lone past form may be finite or participle ("signed", "met")."""
        if chunk.kind != ch.VG:
            return False
        word = self.words[chunk.head].text.lower()
        lone = all(self.words[t].tag not in ("VBZ", "VBP", "MD") for t in range(chunk.first, chunk.head))
        alone = chunk.modal is None and not any(
            self.words[t].text.lower() in ("was", "were", "been", "had", "is", "are", "be", "being")
            for t in range(chunk.first, chunk.head)
        )
        past = word in _TWO_WAYS or word.endswith("ed")
        return past and lone and alone and self.words[chunk.head].tag in ("VBD", "VBN")

    def _decide_form(self, i: int, chunk: Chunk) -> tuple[str, str]:
        """Form and voice of a verb group where the sentence as a whole has to decide."""
        if not self._two_ways(chunk):
            return chunk.form, chunk.voice
        clause = self.top
        wants_verb = clause.verb is None and clause.subject is not None
        before = self.chunks[i - 1].kind if i else ""
        if not wants_verb:
            waiting = self._waiting()
            if before == ch.CC and not self._is_list_of_participles(chunk) and self._finite_below() is not None:
                return "finite", "active"
            if waiting is not None and before == ch.COMMA:
                return "finite", "active"
            if self._is_listed_act(i, chunk):
                return "finite", "active"
            if before in (ch.QUOTE, ch.COMMA) and chunk.lemma in _TAKES_CLAUSE:
                return "finite", "active"
            if before == ch.NP and clause.verb is not None and clause.verb.lemma in _TAKES_CLAUSE:
                return "finite", "active"
            return "participle", "passive"
        if before == ch.OPENER or chunk.lemma in _TAKES_CLAUSE:
            return "finite", "active"
        return self._look_ahead(i)

    def _is_listed_act(self, i: int, chunk: Chunk) -> bool:
        """Whether a past form after a comma is the next of several acts: "shut the border, freed two men and left"."""
        before = self.chunks[i - 1].kind if i else ""
        behind = self.chunks[i + 1] if i + 1 < len(self.chunks) else None
        if before != ch.COMMA or behind is None or behind.kind != ch.NP or not self._two_ways(chunk):
            return False
        if chunk.lemma in _KEEPS_OBJECT or self._waiting() is not None or self._finite_below() is None:
            return False
        return any(
            one.kind == ch.CC and other.kind == ch.VG and self._two_ways(other)
            for one, other in zip(self.chunks[i + 1 :], self.chunks[i + 2 :], strict=False)
        )

    def _is_list_of_participles(self, chunk: Chunk) -> bool:
        """ "men detained in May and charged in June": a past form after a passive participle is another."""
        verb = self.top.verb
        passive = verb is not None and verb.form == "participle" and verb.voice == "passive"
        return passive and chunk.lemma not in _TAKES_CLAUSE and chunk.lemma.split()[0] not in _PARTY_ACTS

    def _look_ahead(self, i: int) -> tuple[str, str]:
        """A participle if a finite verb still comes for the same subject, finite otherwise."""
        free = False
        for j in range(i + 1, len(self.chunks)):
            chunk, before = self.chunks[j], self.chunks[j - 1]
            if chunk.kind == ch.NP and before.kind not in (ch.PREP, ch.CC, ch.COMMA):
                free = True
            if chunk.kind in (ch.CC, ch.STOP, ch.OPENER) and before.kind != ch.COMMA:
                after = self.chunks[j + 1] if j + 1 < len(self.chunks) else None
                listed = after is not None and (after.kind == ch.NP or self._two_ways(after))
                if chunk.kind == ch.CC and listed:
                    continue
                return "finite", "active"
            if chunk.kind == ch.VG and chunk.form == "finite" and not self._two_ways(chunk):
                direct = not free
                return ("participle", "passive") if direct else ("finite", "active")
        return "finite", "active"

    def _take_verb(self, i: int, chunk: Chunk) -> None:
        form, voice = self._decide_form(i, chunk)
        tense = "past" if form == "finite" and chunk.form != "finite" else chunk.tense
        chunk = chunk._replace(form=form, voice=voice, tense=tense)
        if form == "finite":
            self._take_finite(i, chunk)
        else:
            self._take_unfinite(i, chunk)

    def _take_finite(self, i: int, chunk: Chunk) -> None:
        clause, before = self.top, self.chunks[i - 1].kind if i else ""
        waiting = self._waiting()
        if clause.verb is None:
            clause.verb = chunk
            clause.inverted = clause.subject is None
        elif waiting is None and (finite := self._finite_below()) is not None and self._goes_on(i, chunk):
            while self.top is not finite:
                self.stack.pop()
            self._conjoin(chunk, finite)
        elif waiting is not None:
            while self.top is not waiting:
                self.stack.pop()
            waiting.verb = chunk
        elif clause.objects and before in (ch.NP, ch.OTHER):
            noun = clause.objects.pop()
            inner = self._push(noun.first, "complement", clause.index)
            inner.subject, inner.verb, noun.owner = noun, chunk, inner.index
        elif before in (ch.COMMA, ch.QUOTE):
            self._continue_or_invert(chunk)
        else:
            self._conjoin(chunk, clause)

    def _goes_on(self, i: int, chunk: Chunk) -> bool:
        """Whether a finite verb is another act of the subject before it."""
        return (i > 0 and self.chunks[i - 1].kind == ch.CC) or self._is_listed_act(i, chunk)

    def _continue_or_invert(self, chunk: Chunk) -> None:
        """After a mark: ", said the minister" is a clause of its own, ", met" goes on with the subject."""
        base = self.stack[0]
        if chunk.lemma in _TAKES_CLAUSE:
            self.stack = self.stack[:1]
            clause = self._push(chunk.first, "root", None)
            clause.verb, clause.inverted = chunk, True
        else:
            self.stack = self.stack[:1]
            self._conjoin(chunk, base)

    def _conjoin(self, chunk: Chunk, clause: OpenClause) -> None:
        self._close(clause)
        conjunct = self._push(chunk.first, "conjunct", clause.governor)
        conjunct.verb, conjunct.subject, conjunct.form = chunk, clause.subject, chunk.form
        conjunct.opener = clause.opener

    def _take_unfinite(self, i: int, chunk: Chunk) -> None:
        clause, before = self.top, self.chunks[i - 1] if i else None
        joined = before is not None and before.kind == ch.CC
        if joined and clause.form == chunk.form and clause.verb is not None:
            self._conjoin(chunk, clause)
            return
        relation, subject = self._control(i, chunk, clause, before)
        inner = self._push(chunk.first, relation, clause.index)
        inner.verb, inner.form, inner.subject = chunk, chunk.form, subject

    def _control(self, i: int, chunk: Chunk, clause: OpenClause, before: Chunk | None) -> tuple[str, Noun | None]:
        """How an infinitive or participle hangs on its clause, and whose act it is."""
        last = self.last
        near = before is not None and before.kind == ch.NP and last is not None
        if chunk.form == "infinitive":
            if clause.objects and clause.verb is not None and clause.verb.voice == "active":
                return "complement", clause.objects[-1]
            on = self._asked(clause) if near else None
            return ("complement" if clause.verb is not None else "adverbial"), on or clause.subject
        if near and self.preposition is None and last is not None:
            return "relative", last
        if self.preposition in ("of", "from", "for", "against") and clause.objects:
            return "complement", clause.objects[-1]
        if self.preposition is not None or (before is not None and before.kind == ch.VG):
            return "complement", clause.subject
        return "adverbial", clause.subject

    def _asked(self, clause: OpenClause) -> Noun | None:
        """Who is asked in "appealed to Iran to release ...": the party right before the infinitive."""
        asked = (n for p, n in clause.obliques if p in ("on", "to", "for", "upon"))
        return next((n for n in asked if n is self.last and self._is_party(n)), None)

    # -- openers

    def _take_opener(self, i: int, chunk: Chunk) -> None:
        after = next((c for c in self.chunks[i + 1 :] if c.kind not in (ch.OTHER, ch.ADJ, ch.COMMA)), None)
        lemma, clause = chunk.lemma, self.top
        before = self.chunks[i - 1] if i else None
        relative = lemma in _RELATIVES or (lemma == "that" and self._is_relative_that(before, after, clause))
        if relative and self.last is not None:
            inner = self._push(chunk.first, "relative", clause.index, lemma)
            if after is not None and after.kind == ch.VG:
                inner.subject = self._antecedent(lemma)
        else:
            relation = "complement" if lemma in ("that", "whether", "how", "what", "why") else "adverbial"
            inner = self._push(chunk.first, relation, clause.index, lemma)
        self.preposition, self.last = None, None

    def _is_relative_that(self, before: Chunk | None, after: Chunk | None, clause: OpenClause) -> bool:
        if before is None or before.kind != ch.NP or self.words[before.head].lemma in _THAT_NOUNS:
            return False
        if after is not None and after.kind == ch.VG:
            return True
        return clause.verb is None or clause.verb.lemma not in _TAKES_CLAUSE

    def _antecedent(self, opener: str) -> Noun | None:
        """Who a relative clause is about: for "who" the nearest person or group going outwards."""
        noun = self.last
        if opener == "who":
            probe = noun
            while probe is not None:
                if any(self.mentions[m].kind in ("person", "office", "group") for m in probe.mentions):
                    return probe
                probe = probe.parent
        return noun

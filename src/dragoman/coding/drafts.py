"""Events of a document with their roles still mentions, clause by clause.

A clause with a frame takes the acts in its content with it ("urged Iran to release", "discussed
sanctions"); what is only talked about is no event. Then come the acts told by nouns alone.

Confidence is the frame's own (a judgement of how often the wording means it, not a measured share), times 0.9 where the
recipient is only named inside another phrase, 0.85 where one side is missing, 0.8 for acts told by a
noun alone, 0.95 in headlines, 0.9 where it is somebody's word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.coding.doubts import is_doubtful
from dragoman.coding.match import SPOKEN_TYPES, Match, find_carried, find_match
from dragoman.coding.meaning import Meaning, find_contexts, find_meaning, is_relief
from dragoman.coding.questions import find_questions
from dragoman.coding.reading import Reading
from dragoman.coding.realis import find_auxiliary, is_subject_ahead
from dragoman.coding.speech import find_demand, find_source, is_hearsay, make_accusation
from dragoman.coding.timing import find_time
from dragoman.knowledge.frames import load_lexicon
from dragoman.knowledge.ontology import load_ontology
from dragoman.records import Clause, Draft, Marked, Phrase, Span, find_range

MIN_CONFIDENCE = 0.25
NOUN_ALONE = 0.8
HEADLINE = 0.95
REPORTED = 0.9
# Prepositions before what is only spoken of, and before what frames an act in time.
_TOPIC = frozenset("about on of over regarding concerning for to against into upon".split())
_FRAMING = frozenset("after during following at in amid on since".split())
_PLACE = frozenset("in at near outside inside".split())
# What an act is directed at; a place right behind it is a part of that ("against the war in Yemen").
_TARGET = frozenset(["against", "over", "about"])
# Types whose content is only spoken of, with the places in it.
# Verbs by which one binds oneself, to good or to harm.
_PROMISES = frozenset("vow promise pledge swear undertake commit".split())
# Nouns that a place behind them belongs to, when people talk about them ("the situation in Haiti").
_TOPICAL = frozenset(
    """situation development war conflict crisis fighting peace violence presence election stability security
    ceasefire operation mission force peacekeeping troop unrest coup famine investment project""".split()
)
# What an attack does to people.
_HARM = frozenset("kill wound injure maim slay hurt behead".split())
# Who is called so fell by an enemy's hand.
_MARTYRS = frozenset(["martyr", "martyred", "martyrs"])
# What these take is told as not done, rather than not told.
_DENIALS = frozenset(["deny", "refute"])
_WORDS = frozenset("ACCUSE SUPPORT REQUEST REJECT THREATEN AGREE CONCEDE".split())
# A meeting that is called off did not take place.
_CALLED_OFF = frozenset(["cancel", "call off", "postpone", "scrap", "shelve", "put off"])
_MEETINGS = frozenset("visit trip tour meeting talk summit dialogue negotiation consultation".split())


def find_drafts(marked: Marked) -> tuple[Draft, ...]:
    """The events of a marked document, in the order of the text.

    >>> from dragoman.records import Document
    >>> find_drafts(Marked(Document("d", "Envoys met.")))
    ()
    """
    return _Coder(marked).code()


class _Coder:
    """Walks the clauses of one document once."""

    def __init__(self, marked: Marked) -> None:
        self.marked, self.reading = marked, Reading(marked)
        self.asked = find_questions(marked)
        self.taken: set[int] = set()
        self.found: list[Draft] = []
        self.heads = sorted((c.head.start, n) for n, c in enumerate(marked.clauses))
        self.acts = {c.head.start: n for n, c in enumerate(marked.clauses) if c.form == "noun"}

    def code(self) -> tuple[Draft, ...]:
        """Verbs first, since they take the nouns in their content with them; then nouns."""
        for number, clause in enumerate(self.marked.clauses):
            if clause.form != "noun" and self._is_open(clause) and number not in self.taken:
                self._code_verb(number, clause)
        for number, clause in enumerate(self.marked.clauses):
            if clause.form == "noun" and self._is_open(clause) and number not in self.taken:
                self._code_noun(number, clause)
        kept = _drop_parts(_join_harm(self.found, self.marked.clauses))
        return tuple(sorted(kept, key=lambda d: (d.sentence, d.trigger)))

    def _is_open(self, clause: Clause) -> bool:
        sentence, marked = clause.sentence, self.marked
        if sentence in self.asked:
            return False
        if marked.sentences[sentence].kind == "furniture" or sentence in marked.boilerplate:
            return False
        return not marked.domains or marked.domains[sentence].name == "politics"

    # -- verbs

    def _code_verb(self, number: int, clause: Clause) -> None:
        bare = load_lexicon().bare
        demand = find_demand(self.reading, number)
        if demand is not None:
            self._take_inside(demand.span)
            self.found.append(self._finish(demand.draft, number))
            return
        match = find_match(self.reading, clause, number)
        if self._is_attribute(clause):
            return
        if match is None and clause.lemma in bare["support"]:
            match = self._carried(number, clause)
        if match is not None:
            self._take(match, clause)
            self._add(match, number, number)
            return
        if clause.lemma in bare["agenda"]:
            spans = [p.span for p in clause.objects]
            spans += [o.phrase.span for o in clause.obliques if o.preposition in _TOPIC]
            if clause.voice == "passive" and clause.subject:
                spans.append(clause.subject.span)
            for span in spans:
                self._take_nouns(span)

    def _is_attribute(self, clause: Clause) -> bool:
        """Whether a participle only says what somebody is: "the ousted president", "Ousted leader X"."""
        if clause.form != "participle" or clause.voice != "passive" or clause.obliques:
            return False
        following = self.reading.token_at(clause.verb.end + 1)
        nominal = following is not None and following.tag.startswith(("NN", "JJ"))
        return nominal and clause.relation in ("root", "relative") and clause.subject is None

    def _carried(self, number: int, clause: Clause) -> Match | None:
        """The act of an object, or of a passive's subject, that this verb only carries."""
        things = [clause.subject] if clause.voice == "passive" else list(clause.objects)
        things += [o.phrase for o in clause.obliques if o.preposition == "in" and clause.lemma in ("engage", "take")]
        for thing in things:
            act = self.acts.get(thing.head.start) if thing else None
            if act is not None:
                found = find_carried(self.reading, clause, self.marked.clauses[act], number)
                if found is not None:
                    self.taken.add(act)
                    return found
        return None

    def _take(self, match: Match, clause: Clause) -> None:
        """Everything inside an event's content, and the noun that its object is, belongs to it."""
        for span in match.content if clause.lemma not in _DENIALS else ():
            self._take_inside(span)
        for oblique in clause.obliques if match.frame.mode == "visit" else ():
            self._take_nouns(oblique.phrase.span)
        for phrase in (*clause.objects, clause.subject):
            if phrase and phrase.head.start in self.acts:
                self.taken.add(self.acts[phrase.head.start])
        if match.frame.type == "PROTEST":
            self._take_inside(Span(clause.head.end, self.reading.own_span(clause).end))

    def _take_inside(self, span: Span) -> None:
        first = bisect_left(self.heads, (span.start, 0))
        last = bisect_left(self.heads, (span.end, 0))
        self.taken.update(n for _, n in self.heads[first:last])

    def _take_nouns(self, span: Span) -> None:
        self.taken.update(n for start, n in self.acts.items() if span.start <= start < span.end)

    # -- nouns

    def _code_noun(self, number: int, act: Clause) -> None:
        governor = self.marked.clauses[act.governor] if act.governor is not None else None
        if self._is_topic(act) or (governor and governor.lemma in ("deny", "reject", "fear", "expect")):
            return
        preposition = _preposition_of(governor, act) if governor else None
        if preposition in _FRAMING and governor and not act.subject and governor.subject:
            act = replace(act, subject=governor.subject) if self._has_with(act) else act
        match = find_match(self.reading, act, number)
        if match is None or not match.actors:
            return
        match = replace(match, confidence=match.confidence * NOUN_ALONE)
        self._add(match, number, number)

    def _has_with(self, act: Clause) -> bool:
        return any(o.preposition == "with" and self.reading.parties(o.phrase, kind="people") for o in act.obliques)

    def _is_topic(self, act: Clause) -> bool:
        """Whether the noun stands behind another that makes it a mere subject of talk ("risk of war")."""
        reading = self.reading
        first = reading.tokens(Span(act.span.start, act.span.start + 1))
        i = first.start - 1
        tokens, floor = self.marked.tokens, self.marked.sentences[act.sentence].tokens.start
        while i > floor and tokens[i].tag in ("DT", "JJ", "PRP$", "POS", "CD"):
            i -= 1
        if i <= floor or tokens[i].tag not in ("IN", "TO") or tokens[i].text.lower() not in _TOPIC:
            return False
        return tokens[i - 1].lemma in load_lexicon().bare["agenda_nouns"]

    # -- drafts

    def _add(self, match: Match, number: int, trigger: int) -> None:
        reading, clause = self.reading, match.clause
        time = find_time(reading, clause, match.frame.type, match.content)
        auxiliary = self._auxiliary(match, number, time)
        if auxiliary is None:
            return
        meaning = find_meaning(reading, match, auxiliary)
        if self._is_loose_group(match):
            return
        if meaning.type == "AGREE" and (threat := self._threat_in(match, number)) is not None:
            meaning, match = threat
        if meaning.type == "MOBILIZE" and is_relief(reading, match):
            meaning = meaning._replace(type="AID", mode=None)
            if not match.recipients and (place := self._place(match)) is not None:
                match = replace(match, recipients=(place,))
        draft = Draft(
            type=meaning.type,
            sentence=clause.sentence,
            trigger=clause.head,
            modes=(meaning.mode,) if meaning.mode else (),
            contexts=find_contexts(reading, match, meaning.type),
            auxiliary=meaning.auxiliary,
            actors=match.actors,
            recipients=match.recipients,
            place=self._place(match),
            date=time,
            confidence=match.confidence,
            reason=_reason(match),
            clause=number,
        )
        if not _is_whole(draft, match) or not self._is_deliberate(draft) or is_doubtful(reading, draft):
            return
        draft = self._finish(draft, number)
        self.found.append(draft)
        if draft.type == "ACCUSE" and draft.auxiliary == "actual":
            self.found += self._condemned(match, draft)
        accusation = make_accusation(reading, draft, number)
        if accusation is not None:
            self.found.append(accusation)
        if meaning.type == match.frame.type and "in absentia" not in reading.runs(clause.sentence):
            self.found += [replace(draft, type=t, modes=(m,)) for t, m in match.frame.also]

    def _is_loose_group(self, match: Match) -> bool:
        """Whether an answer's "the two sides" are those of the question, which names them, and not of the text."""
        mentions, sentences = self.marked.mentions, self.marked.sentences
        if match.frame.type != "CONSULT" or any(mentions[m].form != "nominal" for m in match.actors):
            return False
        if any(self.reading.codes(m) or mentions[m].kind != "group" for m in match.actors) or match.recipients:
            return False
        here = sentences[match.clause.sentence].paragraph
        if not any(sentences[i].paragraph == here - 1 for i in self.asked):
            return False
        return not any(
            self.reading.codes(m)
            for m, mention in enumerate(mentions)
            if sentences[mention.sentence].paragraph == here and mention.span.end <= match.clause.head.start
        )

    def _condemned(self, match: Match, accusation: Draft) -> list[Draft]:
        """The attacks that an accusation is about, as the word of who makes it."""
        found = []
        for number in self._numbers_in(match.content):
            act = self.marked.clauses[number]
            if act.form != "noun" or not any(span.covers(act.head) for span in match.content):
                continue
            inner = find_match(self.reading, act, number)
            if inner is None or inner.frame.type != "ASSAULT":
                continue
            draft = replace(
                accusation,
                type="ASSAULT",
                trigger=act.head,
                modes=(inner.frame.mode,) if inner.frame.mode else (),
                contexts=find_contexts(self.reading, inner, "ASSAULT"),
                actors=inner.actors,
                recipients=inner.recipients,
                place=self._place(inner),
                date=find_time(self.reading, act),
                said_by=accusation.actors[0],
                confidence=round(inner.confidence * NOUN_ALONE * REPORTED, 3),
                reason=_reason(inner),
                clause=number,
            )
            if _is_whole(draft, inner) and self._is_deliberate(draft):
                found.append(draft)
        return found

    def _numbers_in(self, spans: Iterable[Span]) -> list[int]:
        """The clauses whose heads begin inside spans, in their order."""
        found: set[int] = set()
        for span in spans:
            first, last = (bisect_left(self.heads, (edge, 0)) for edge in span)
            found.update(number for _, number in self.heads[first:last])
        return sorted(found)

    def _threat_in(self, match: Match, number: int) -> tuple[Meaning, Match] | None:
        """The threat in a promise of harm: "vowed to strike the port"."""
        if match.clause.lemma not in _PROMISES or self.marked.clauses[number].negated:
            return None
        for i in find_range(self.marked.clauses, match.clause.sentence):
            clause = self.marked.clauses[i]
            if clause.governor != number or clause.relation != "complement" or clause.negated:
                continue
            inner = find_match(self.reading, clause, number)
            if inner is not None and inner.frame.type in ("ASSAULT", "SANCTION", "COERCE"):
                meaning = find_meaning(self.reading, replace(inner, actors=match.actors), "future")
                others = tuple(m for m in inner.recipients if m not in match.actors)
                return meaning, replace(match, recipients=others or match.recipients)
        return None

    def _is_deliberate(self, draft: Draft) -> bool:
        """Whether violence by nobody named was violence at all: people are killed by accidents too."""
        if draft.type != "ASSAULT" or draft.actors or draft.modes:
            return True
        span = self.marked.sentences[draft.sentence].span
        return self.reading.has(load_lexicon().classes["attack"] | _MARTYRS, draft.sentence, span)

    def _finish(self, draft: Draft, number: int) -> Draft:
        """The draft with whose word it is, and its confidence for that and for a headline."""
        source = find_source(self.reading, number, draft)
        if source is None and draft.auxiliary == "actual" and is_hearsay(self.reading, number):
            draft = replace(draft, auxiliary="hypothetical")
        confidence = draft.confidence * (REPORTED if source is not None else 1.0)
        if self.marked.sentences[draft.sentence].kind == "headline":
            confidence *= HEADLINE
        return replace(draft, said_by=source, confidence=round(confidence, 3))

    def _auxiliary(self, match: Match, number: int, time: int | None) -> str | None:
        clause = self.marked.clauses[number]
        if clause.form != "noun":
            return find_auxiliary(self.reading, number, time)
        if is_subject_ahead(self.reading, clause):
            return "future"
        governor = self.marked.clauses[clause.governor] if clause.governor is not None else None
        if governor and _preposition_of(governor, clause) in ("before", "ahead of", "until"):
            return "future"
        if governor and clause.governor is not None and _is_core(governor, clause):
            if governor.lemma in load_lexicon().bare["future"] and governor.voice == "passive":
                return "future"
            if governor.lemma in _CALLED_OFF and governor.voice == "passive" and clause.lemma in _MEETINGS:
                return "negated"
            found = find_auxiliary(self.reading, clause.governor, time)
            return None if found in ("negated", "hypothetical") else found
        return find_auxiliary(self.reading, number, time) if clause.governor is None else "actual"

    def _place(self, match: Match) -> int | None:
        cast = {*match.actors, *match.recipients}
        obliques = match.clause.obliques
        for n, (preposition, phrase) in enumerate(obliques):
            if preposition not in _PLACE or self._is_of_topic(match, phrase.span):
                continue
            if (
                n
                and obliques[n - 1].preposition in _TARGET
                and obliques[n - 1].phrase.span.end + 4 >= phrase.span.start
            ):
                continue
            for m in (*phrase.mentions, *self.reading.mentions_in(phrase.span)):
                if self.marked.mentions[m].kind in ("place", "country"):
                    is_visit = match.frame.mode == "visit"
                    return m if m not in cast or is_visit or self.marked.mentions[m].kind == "place" else None
        if match.frame.mode == "visit":
            return next((m for m in match.recipients if self.marked.mentions[m].kind == "place"), None)
        return self._place_of_actors(match)

    def _is_of_topic(self, match: Match, span: Span) -> bool:
        """Whether a place belongs to what somebody's words are about ("condemned the raid in Jenin")."""
        if match.frame.type == "CONSULT":
            before = self.reading.token_before(span.start)
            noun = self.reading.token_before(before.span.start) if before else None
            return noun is not None and noun.lemma in _TOPICAL
        if match.frame.type not in _WORDS or match.frame.both:
            return False
        return any(content.start < span.start for content in match.content)

    def _place_of_actors(self, match: Match) -> int | None:
        """ "Students in Lagos marched": who protests is where the protest is."""
        if match.frame.type != "PROTEST" or match.clause.subject is None:
            return None
        inside = self.reading.mentions_in(match.clause.subject.span)
        for m in inside:
            before = self.reading.token_before(self.marked.mentions[m].span.start)
            if self.marked.mentions[m].kind == "place" and before and before.text.lower() in _PLACE:
                return m
        return None


def _preposition_of(governor: Clause, act: Clause) -> str | None:
    return next((o.preposition for o in governor.obliques if o.phrase.span.covers(act.head)), None)


def _is_core(governor: Clause, act: Clause) -> bool:
    """Whether a noun is its clause's subject or object, and so shares whether it happened."""
    core: list[Phrase] = [p for p in (governor.subject, *governor.objects) if p]
    return any(phrase.head == act.head for phrase in core)


def _reason(match: Match) -> str:
    word = "noun" if match.frame.is_noun else "verb"
    return f"{word} {match.clause.lemma!r} as {match.frame.type}"


def _is_whole(draft: Draft, match: Match) -> bool:
    """Whether an event has the parties its type cannot do without."""
    if not draft.actors and not draft.recipients:
        return False
    if not draft.actors and draft.type in SPOKEN_TYPES:
        return False
    if load_ontology().types[draft.type].needs_recipient and not draft.recipients:
        return False
    if draft.type == "SUPPORT" and not draft.recipients and len(draft.actors) < 2 and not match.frame.both:
        return False
    return draft.confidence >= MIN_CONFIDENCE


def _join_harm(drafts: list[Draft], clauses: Sequence[Clause]) -> list[Draft]:
    """What an attack did to people is the attack: "bombed a camp, killing twelve" is one event on both."""
    attacks = {d.clause: n for n, d in enumerate(drafts) if d.type == "ASSAULT" and d.clause is not None}
    joined: dict[int, list[Draft]] = {}
    for draft in drafts:
        clause = clauses[draft.clause] if draft.clause is not None else None
        if clause is None or draft.type != "ASSAULT" or clause.lemma not in _HARM or clause.form != "participle":
            continue
        governor = clause.governor
        while governor is not None and clauses[governor].lemma in _HARM and clauses[governor].form == "participle":
            governor = clauses[governor].governor
        attack = attacks.get(governor) if governor is not None else None
        if attack is not None and clause.relation != "relative" and drafts[attack].actors == draft.actors:
            joined.setdefault(attack, []).append(draft)
    harm = {id(draft) for harms in joined.values() for draft in harms}
    kept = []
    for n, draft in enumerate(drafts):
        victims = [m for part in joined.get(n, ()) for m in part.recipients if m not in draft.recipients]
        if id(draft) not in harm:
            kept.append(replace(draft, recipients=(*draft.recipients, *victims)) if victims else draft)
    return kept


def _drop_parts(drafts: list[Draft]) -> list[Draft]:
    """Without what belongs to another event of its sentence.

    Moving troops is part of the assault they make, and what a protest demands is no request of its own.
    """
    kinds: dict[int, set[str]] = {}
    for draft in drafts:
        kinds.setdefault(draft.sentence, set()).add(draft.type)
    part_of = {"MOBILIZE": "ASSAULT", "REQUEST": "PROTEST"}
    protesters = {(d.sentence, a) for d in drafts if d.type == "PROTEST" for a in d.actors}
    kept = []
    for draft in drafts:
        whole = part_of.get(draft.type)
        if whole and whole in kinds[draft.sentence]:
            mine = any((draft.sentence, a) in protesters for a in draft.actors)
            if whole == "ASSAULT" or mine or not draft.actors:
                continue
        kept.append(draft)
    return kept

"""Attributions: who says what by which words, in the running text of reports, in quotes and in transcripts.

Cues come from the clauses (verbs of saying and wordings such as "expressed hope"), from "according to",
from speakers' names before a colon. What is said in the passive by nobody named ("it was noted that",
"the importance of dialogue was emphasised") has no source and is not explicit; nobody is guessed here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.knowledge.speech import load_speech
from dragoman.records import Attribution, Clause, Marked, Phrase, Quote, Sentence, Span, Vectors
from dragoman.understand.heard import hear
from dragoman.understand.limits import find_limit
from dragoman.understand.nominal import find_nominal
from dragoman.understand.operative import find_operative, with_operative
from dragoman.understand.own_words import find_own_words
from dragoman.understand.reported import end_with_next, end_with_report
from dragoman.understand.said import PARTY_KINDS, QUOTE_MARKS, Cue, Line, find_cue, find_start
from dragoman.understand.sources import find_source, with_mentions

_OPEN_MODALS = frozenset("would could may might should must can will shall ought cannot".split())
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_WANTS = frozenset(["like", "want", "wish", "take", "be", "begin", "go on", "go"])
# Share of what is said that must stand between quotation marks to be direct speech.
MIN_QUOTED = 0.6
# Shorter sentences of a transcript ("Thank you for that.") say nothing.
MIN_SPOKEN_WORDS = 5


def find_attributions(marked: Marked) -> tuple[Attribution, ...]:
    """The attributions of a marked document, in the order of the text.

    >>> from dragoman.records import Document
    >>> find_attributions(Marked(Document("d", "Envoys met.")))
    ()
    """
    clauses: dict[int, list[tuple[int, Clause]]] = {}
    for number, clause in enumerate(marked.clauses):
        if clause.form != "noun":
            clauses.setdefault(clause.sentence, []).append((number, clause))
    found: list[Attribution] = []
    operative = find_operative(marked)
    for sentence in marked.sentences:
        if sentence.kind != "furniture" and sentence.tokens.end > sentence.tokens.start:
            line = Line(marked, sentence, clauses.get(sentence.index, []))
            said = _read_sentence(line)
            if (speaker := operative.get(sentence.index)) is not None:
                said = with_operative(line, said, speaker)
            vectors = _find_vectors(marked, sentence)
            said = hear(line, vectors, said) if vectors else said
            said = [*said, *(one for one in find_nominal(line) if not any(one.content.meets(a.content) for a in said))]
            found += end_with_next(line, [end_with_report(line, one) for one in said])
    quoted = [_with_quotes(marked, one) for one in found]
    quoted += _introduced(marked, quoted)
    carried = [*quoted, *_carried(marked, quoted)]
    carried += _spoken_on(marked, carried)
    carried += find_own_words(marked, carried)
    return tuple(sorted(carried, key=lambda a: (a.sentence, a.content, a.cue)))


def _find_vectors(marked: Marked, sentence: Sentence) -> Vectors | None:
    """The sentence as the encoder sees it; `None` where it was not asked."""
    return marked.vectors[sentence.index] if marked.vectors else None


def _read_sentence(line: Line) -> list[Attribution]:
    found = [*_speaker_before_colon(line), *_according_to(line)]
    for number, clause in line.clauses:
        attribution = _from_clause(line, number, clause)
        if attribution is not None and all(attribution.cue != other.cue for other in found):
            found.append(attribution)
    return [*found, *_beside_quotes(line, found)]


# -- cues that are clauses


def _from_clause(line: Line, number: int, clause: Clause) -> Attribution | None:
    if clause.negated or clause.conditional or line.low[-1] == "?" or _is_neither(line, clause):
        return None
    if clause.modal in _OPEN_MODALS or (clause.form == "infinitive" and not _is_wanted(line, clause)):
        return None
    cue = find_cue(line, clause)
    if cue is None or (line.words[line.index(clause.head.start)].tag.startswith("NN")):
        return None
    if clause.voice == "passive" and clause.form == "finite":
        return _passive(line, number, clause, cue)
    if clause.voice == "passive" and (_opens_sentence(line, clause) or not _is_speech_verb(line, clause)):
        return None
    verb = line.index(clause.head.start)
    limit = find_limit(line, clause, cue)
    source = find_source(line, clause)
    start = find_start(line, cue, verb, limit)
    if start is not None:
        content = line.span(start[0], _end_of_pronoun(line, start[0], limit))
        return _make(line, number, clause, cue, content, source)
    if cue.lemma.split(" ")[0] in load_speech().takes["trailing"]:
        content = _before(line, clause, source)
        return _make(line, number, clause, cue, content, source)
    return None


def _end_of_pronoun(line: Line, start: int, limit: int) -> int:
    """ "Opposes it and has lodged protests": a pronoun taken as an object is all that is taken."""
    is_object = line.low[start] in ("it", "them", "this", "these", "him", "her")
    return start + 1 if is_object and line.low[start + 1 : start + 2] in (["and"], ["but"]) else limit


def _is_neither(line: Line, clause: Clause) -> bool:
    """ "Neither confirmed nor denied"."""
    at = line.index(clause.head.start)
    return any(word in ("neither", "nor") for word in line.low[max(0, at - 2) : at])


def _is_wanted(line: Line, clause: Clause) -> bool:
    """ "would like to thank": said by saying so."""
    if clause.governor is None or clause.relation != "complement":
        return False
    governor = line.marked.clauses[clause.governor]
    at = line.index(clause.verb.start)
    return (
        governor.lemma in _WANTS
        and at > 0
        and any(
            line.low[i] in ("like", "want", "wish", "wished", "wanted", "opportunity", "occasion")
            for i in range(max(0, at - 4), at)
        )
    )


def _opens_sentence(line: Line, clause: Clause) -> bool:
    """ "Asked about the report, the spokesperson said": what was said to the speaker."""
    return clause.form == "participle" and clause.relation == "adverbial" and line.index(clause.verb.start) == 0


def _is_speech_verb(line: Line, clause: Clause) -> bool:
    """A past form that was read as a participle: "the minister said" behind a quote."""
    tag = line.words[line.index(clause.head.start)].tag
    return clause.form == "participle" and tag in ("VBD", "VBN") and clause.lemma in load_speech().takes["trailing"]


def _make(
    line: Line, number: int, clause: Clause, cue: Cue, content: Span | None, source: Phrase | None
) -> Attribution | None:
    if content is None or source is None:
        return None
    words = line.span(line.index(clause.verb.start), cue.end) or clause.verb
    if cue.keeps_noun:
        words = clause.verb
    return Attribution(line.sentence.index, words, content, cue.lemma, with_mentions(line, source), clause=number)


def _before(line: Line, clause: Clause, source: Phrase | None) -> Span | None:
    """What stands before ", she said"; the whole sentence where it goes on behind that (", she said, are")."""
    if source is None:
        return None
    verb = line.index(clause.head.start)
    first = min(line.index(source.span.start), line.index(clause.verb.start))
    if first < 2 or not (line.low[first - 1] == "," or line.low[first - 1] in QUOTE_MARKS):
        return None
    after = max(verb + 1, line.index(source.span.end))
    goes_on = after + 1 < line.end and line.low[after] == "," and line.words[after + 1].tag in _FINITE
    begin = max(_after_dateline(line), _after_semicolon(line, first))
    if line.words[begin].tag == "IN" and not any(word.tag in _FINITE for word in line.words[begin:first]):
        return None  # "On regional security, he urged": no statement stands there
    return line.span(begin, line.end if goes_on else first - 1)


def _after_semicolon(line: Line, verb: int) -> int:
    """The token behind the last semicolon before a verb, unless it stands in a quotation; 0 where there is none."""
    found, is_quoted = 0, False
    for i in range(verb):
        is_quoted ^= line.low[i] in QUOTE_MARKS and line.low[i] not in ("'", "’")
        if line.low[i] == ";" and not is_quoted:
            found = i + 1
    return found


def _after_dateline(line: Line) -> int:
    """The first token behind "HANOI, August 6 -", which is nobody's word."""
    for i in range(1, min(14, line.end)):
        if line.low[i] in ("-", "–", "—", "--") and not any(w.tag in _FINITE for w in line.words[:i]):
            return i + 1
    return 0


def _beside_quotes(line: Line, found: list[Attribution]) -> Iterator[Attribution]:
    """ "..., said X" and "..., X said" behind a quote, where the clauses were read otherwise."""
    trailing = load_speech().takes["trailing"]
    for i, word in enumerate(line.words[:-1]):
        if i < 3 or word.lemma not in trailing or word.tag not in ("VBD", "VBN", "VBZ", "VBP"):
            continue
        if any(one.cue.meets(word.span) for one in found):
            continue
        first, source = _neighbour(line, i)
        if source is None or line.low[first - 1] not in QUOTE_MARKS or line.low[first - 2] not in (",", ".", "?", "!"):
            continue
        content = line.span(_after_dateline(line), first - 1)
        if content is not None:
            yield Attribution(line.sentence.index, word.span, content, word.lemma, source)


def _neighbour(line: Line, verb: int) -> tuple[int, Phrase | None]:
    """The party or pronoun right behind or right before a verb, and the first token of the two."""
    for n, mention in enumerate(line.marked.mentions):
        if mention.sentence != line.sentence.index or mention.outer is not None or mention.kind not in PARTY_KINDS:
            continue
        pronoun = mention.span.of(line.marked.document.text).lower() if mention.form == "pronoun" else None
        phrase = Phrase(mention.span, mention.head, (n,), pronoun)
        if mention.span.end <= line.starts[verb] and line.index(mention.span.end) == verb:
            return line.index(mention.span.start), phrase
        if verb + 1 < len(line.starts) and mention.span.start == line.starts[verb + 1]:
            return verb, phrase
    return verb, None


# -- the passive


def _passive(line: Line, number: int, clause: Clause, cue: Cue) -> Attribution | None:
    """ "It was noted that", "the importance ... was stressed", "satisfaction was expressed with"."""
    speech = load_speech()
    base, verb = cue.lemma.split(" ")[0], line.index(clause.head.start)
    if clause.subject is None:
        return None
    impersonal = line.low[line.index(clause.subject.head.start)] == "it"
    spoken = speech.takes["agentless"] | (speech.takes["impersonal"] if impersonal else frozenset())
    if cue.lemma not in spoken and base not in spoken:
        return None
    source = next((o.phrase for o in clause.obliques if o.preposition == "by" and _is_party(line, o.phrase)), None)
    limit = find_limit(line, clause, cue)
    content, lemma = None, cue.lemma
    if impersonal:
        behind = find_start(line, cue, verb, limit)
        content = line.span(behind[0], limit) if behind and _is_told(line, behind[0], limit) else None
    else:
        content, lemma = _said_subject(line, clause, cue, limit)
    if content is None:
        return None
    words = line.span(line.index(clause.verb.start), cue.end) or clause.verb
    return Attribution(line.sentence.index, words, content, lemma, source, source is not None, clause=number)


def _is_told(line: Line, start: int, limit: int) -> bool:
    """Whether a clause follows or something to be done, as behind an "it" that stands for no thing."""
    return line.low[start - 1] in ("that", "to") or any(word.tag in _FINITE for word in line.words[start:limit])


def _said_subject(line: Line, clause: Clause, cue: Cue, limit: int) -> tuple[Span | None, str]:
    """The subject of a passive as what is said, or what hangs on a noun such as "satisfaction"."""
    subject, speech = clause.subject, load_speech()
    assert subject is not None
    first, verb = line.index(subject.span.start), line.index(clause.verb.start)
    head = line.words[line.index(subject.head.start)].lemma
    base, after = cue.lemma.split(" ")[0], cue.end
    for tail, _ in speech.idioms.get(base, ()):
        if tail[0] == head and after < limit and line.low[after] == tail[-1]:
            return line.span(after + 1, limit), f"{base} {' '.join(tail)}"
    if head in speech.nouns and after < limit and line.low[after] not in (",", ":", "during", "by", "in"):
        return line.span(after + 1, limit), f"{base} {head}"
    if not {base, cue.lemma} & speech.verbs.keys() and head not in speech.nouns:
        return None, cue.lemma
    if _is_party(line, subject):
        told = cue.lemma in speech.takes["told"] and (speech.force(cue.lemma) == "inform" or _is_body(line, subject))
        begin = find_start(line, cue, verb, limit) if told else None
        return (line.span(begin[0], limit) if begin else None), cue.lemma
    lemma = f"{base} {head}" if head in speech.nouns else cue.lemma
    return line.span(first, verb), lemma


def _is_body(line: Line, phrase: Phrase) -> bool:
    """Whether states, bodies or officials are told something, or all who met: not "residents were urged"."""
    all_of_them = phrase.span.of(line.text).split()[-1].lower() in ("states", "parties", "sides", "members")
    kinds = {line.marked.mentions[m].kind for m in phrase.mentions}
    return all_of_them or bool(kinds & {"country", "government", "organization", "office", "person"})


def _is_party(line: Line, phrase: Phrase) -> bool:
    """Whether a phrase is somebody, not something that somebody is named in."""
    return any(
        line.marked.mentions[m].kind in PARTY_KINDS and line.marked.mentions[m].head == phrase.head
        for m in phrase.mentions
    )


# -- cues without a verb


def _according_to(line: Line) -> Iterator[Attribution]:
    """ "According to X, ..." and "..., according to X"."""
    for i in range(len(line.low) - 2):
        if line.low[i] != "according" or line.low[i + 1] != "to":
            continue
        end = next((j for j in range(i + 2, line.end) if line.low[j] == ","), line.end)
        source = line.span(i + 2, end)
        # "In 2020, according to the army, 21 were killed": what has no verb yet only opens it.
        finite = [j for j, word in enumerate(line.words) if word.tag in _FINITE]
        is_told = i >= 2 and (any(j < i for j in finite) or not any(j > end for j in finite))
        content = line.span(0, i) if is_told else line.span(end, line.end)
        cue = line.span(i, i + 2)
        if source and content and cue:
            yield Attribution(line.sentence.index, cue, content, "according to", _phrase_at(line, source))


def _phrase_at(line: Line, span: Span) -> Phrase:
    inside = [
        n for n, m in enumerate(line.marked.mentions)
        if m.sentence == line.sentence.index and m.outer is None and span.covers(m.span) and m.kind in PARTY_KINDS
    ]  # fmt: skip
    first = inside[:1]
    head = line.marked.mentions[first[0]].head if first else span
    return Phrase(span, head, tuple(first))


def _speaker_before_colon(line: Line) -> Iterator[Attribution]:
    """ "MR MILLER: We do not." and "Foreign Minister X: ..." at the start of a line."""
    colon = next((i for i in range(1, min(14, len(line.low))) if line.low[i] == ":"), None)
    if colon is None or colon + 2 >= line.end:
        return
    name = line.span(0, colon)
    content = line.span(colon + 1, line.end) if "?" not in line.low else None
    if name is None or content is None:
        return
    source = _phrase_at(line, name)
    whole = bool(source.mentions) and line.marked.mentions[source.mentions[0]].span.end == name.end
    if whole and not any(w.tag in _FINITE for w in line.words[:colon]) and not _is_label(line, source, colon):
        yield Attribution(line.sentence.index, line.words[colon].span, content, ":", source)


def _is_label(line: Line, source: Phrase, colon: int) -> bool:
    """Whether a headline's words before its colon are what it is about: "Belarus: Statement on the Elections".

    A state there is a topic; and of anybody a headline without a verb is a title, not their words.
    """
    if line.sentence.kind != "headline":
        return False
    is_state = line.marked.mentions[source.mentions[0]].kind in ("country", "place")
    return is_state or not any(word.tag in _FINITE for word in line.words[colon + 1 :])


# -- quotes


def _with_quotes(marked: Marked, one: Attribution) -> Attribution:
    """The attribution with `quoted` set where most of what is said stands in quotation marks."""
    size = one.content.end - one.content.start
    inside = sum(max(0, min(q.span.end, one.content.end) - max(q.span.start, one.content.start)) for q in marked.quotes)
    return replace(one, quoted=inside >= MIN_QUOTED * size)


def _introduced(marked: Marked, found: list[Attribution]) -> list[Attribution]:
    """ "The minister said:" at the end of a line, with the quotation in the paragraphs behind it."""
    clauses: dict[int, list[tuple[int, Clause]]] = {}
    for number, clause in enumerate(marked.clauses):
        if clause.form == "finite":
            clauses.setdefault(clause.sentence, []).append((number, clause))
    opened = {quote.sentences[0]: quote for quote in reversed(marked.quotes) if quote.sentences}
    given: list[Attribution] = []
    for sentence in marked.sentences[:-1]:
        quote = opened.get(sentence.index + 1)
        if quote is None or sentence.kind == "furniture" or marked.words(sentence)[-1].text != ":":
            continue
        if any(a.sentence == quote.sentences[0] and a.content.meets(quote.span) for a in found):
            continue
        for number, clause in clauses.get(sentence.index, [])[-1:]:
            part = _part(marked, quote, marked.sentences[quote.sentences[0]])
            source = find_source(Line(marked, sentence, clauses[sentence.index]), clause)
            if part and source and clause.lemma in load_speech().takes["trailing"] and not clause.negated:
                given.append(
                    Attribution(quote.sentences[0], clause.verb, part, clause.lemma, source, quoted=True, clause=number)
                )
    return given


def _carried(marked: Marked, found: list[Attribution]) -> Iterator[Attribution]:
    """The sentences of a quote that have no cue of their own belong to the one who is quoted around them."""
    spoken = {a.sentence for a in found if a.quoted}
    by_quote: dict[int, Attribution] = {}
    for number, quote in enumerate(marked.quotes):
        by_quote.update((number, a) for a in found if a.quoted and a.content.meets(quote.span))
    last: tuple[int, Attribution] | None = None
    for number, quote in enumerate(marked.quotes):
        given = by_quote.get(number)
        if given is None and last is not None and 0 <= quote.sentences[0] - last[0] <= 1:
            given = last[1]
        if given is None:
            continue
        last = (quote.sentences[-1] if quote.sentences else given.sentence, given)
        for index in quote.sentences:
            if index in spoken or any(a.sentence == index and a.content.meets(quote.span) for a in found):
                continue
            part = _part(marked, quote, marked.sentences[index])
            if part is not None:
                spoken.add(index)
                yield replace(given, sentence=index, content=part, quoted=True, clause=None)


def _spoken_on(marked: Marked, found: list[Attribution]) -> Iterator[Attribution]:
    """The sentences behind "Lin Jian: ..." in one paragraph are hers, where they have no cue of their own."""
    spoken = {a.sentence for a in found}
    starts = [a for a in found if a.lemma == ":" and _is_person(marked, a)]
    for given in starts:
        for sentence in marked.sentences[given.sentence + 1 :]:
            if sentence.paragraph != marked.sentences[given.sentence].paragraph or sentence.kind != "body":
                break
            words = marked.words(sentence)
            if sentence.index in spoken or sentence.index in marked.boilerplate or len(words) < MIN_SPOKEN_WORDS:
                continue
            if words[-1].text != "?":
                content = Span(words[0].span.start, words[-1 - (words[-1].text == ".")].span.end)
                yield replace(given, sentence=sentence.index, content=content, clause=None)


def _is_person(marked: Marked, one: Attribution) -> bool:
    """Whether somebody in person speaks, as in a transcript."""
    return one.source is not None and any(marked.mentions[m].kind in ("person", "office") for m in one.source.mentions)


def _part(marked: Marked, quote: Quote, sentence: Sentence) -> Span | None:
    """What of a sentence stands inside a quote, when it is more than a word or two."""
    start, end = max(quote.span.start, sentence.span.start), min(quote.span.end, sentence.span.end)
    text = marked.document.text
    while end > start and (text[end - 1].isspace() or text[end - 1] in '"”»,.'):
        end -= 1
    return Span(start, end) if end > start and len(text[start:end].split()) > 2 else None

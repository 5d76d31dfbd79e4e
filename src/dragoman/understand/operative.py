"""Operative paragraphs: what a resolution or communiqué says verb by verb, under one line that names who speaks.

"The Council," stands alone, and below it "Strongly condemns ...;", "Requests the Commission to ...". The verbs have no
subject of their own, so whoever the line names speaks in all of them, and in what they are joined to by "and".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.knowledge.speech import load_speech
from dragoman.records import Attribution, Clause, Marked, Phrase, Sentence, Span, Token, find_range
from dragoman.understand.said import Cue, Line, find_start, with_noun

_BODIES = frozenset(["organization", "government", "group", "country"])
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
# What a line may do that opens a list of paragraphs: "The Council decides:".
_OPENS = frozenset("decide agree resolve declare have".split())
_BEFORE = frozenset("- – — • * ( ) .".split())
_DEGREE = frozenset("further strongly also".split())
# An enacting line is a name, and sometimes where and when its bearer sat.
MAX_WORDS = 30
# "The Council,"
SHORT = 3
# "The Peace and Security Council,"
SHORT_LINE = 8


def find_operative(marked: Marked) -> dict[int, Phrase]:
    """Whoever speaks in each sentence that opens with a verb of saying below a line that names a body."""
    found: dict[int, Phrase] = {}
    speaker: Phrase | None = None
    for sentence in marked.sentences:
        if (named := _enacting(marked, sentence)) is not None:
            speaker = named
        elif speaker is not None and find_opening(marked, sentence) is not None:
            found[sentence.index] = speaker
        elif speaker is not None and _is_prose(marked, sentence, speaker):
            speaker = None
    return found


def _is_prose(marked: Marked, sentence: Sentence, speaker: Phrase) -> bool:
    """Whether a sentence tells by itself who does what, so that the list above it has ended."""
    words = marked.words(sentence)
    if sentence.kind != "body" or words[-1].text in (";", ",", ":") or words[0].tag in ("VBG", "VBN"):
        return False
    text, name = marked.document.text, speaker.head.of(marked.document.text)
    told = ((clause.subject, clause.verb) for clause in _told(marked, sentence))
    return any(one is not None and one.span.end <= verb.start and one.head.of(text) != name for one, verb in told)


def _told(marked: Marked, sentence: Sentence) -> Iterator[Clause]:
    """The clauses of a sentence that stand by themselves."""
    for i in find_range(marked.clauses, sentence.index):
        clause = marked.clauses[i]
        if clause.form == "finite" and clause.relation in ("root", "conjunct"):
            yield clause


def _enacting(marked: Marked, sentence: Sentence) -> Phrase | None:
    """The body that a line such as "The Council, meeting in Cairo, decides:" names at its beginning."""
    words = marked.words(sentence)
    if not 1 < len(words) <= MAX_WORDS or words[-1].text not in (",", ":"):
        return None
    if any(word.tag in _FINITE and word.lemma not in _OPENS for word in words):
        return None
    begins = {word.span.start for word in words[:2]}
    for number in find_range(marked.mentions, sentence.index):
        mention = marked.mentions[number]
        if mention.outer is None and mention.span.start in begins:
            is_body = mention.kind in _BODIES or (mention.kind == "office" and mention.number == "many")
            return Phrase(mention.span, mention.head, (number,)) if is_body else _named_last(marked, sentence)
    if len(words) <= SHORT and (named := _named_before(marked, sentence, words[-2].text)) is not None:
        return named
    return _named_last(marked, sentence)


def _named_last(marked: Marked, sentence: Sentence) -> Phrase | None:
    """The body that stands right before the mark: "Acting under Article 7 of the Charter, the Council:"."""
    words = marked.words(sentence)
    for number in reversed(find_range(marked.mentions, sentence.index)):
        mention = marked.mentions[number]
        if mention.outer is None and mention.span.end == words[-2].span.end:
            is_line = words[-1].text == ":" or (len(words) <= SHORT_LINE and words[0].text == "The")
            is_told = is_line and mention.kind in _BODIES
            return Phrase(mention.span, mention.head, (number,)) if is_told else None
    return None


def _named_before(marked: Marked, sentence: Sentence, name: str) -> Phrase | None:
    """The last body above whose name has the one word of the line: "Council,"."""
    for number in reversed(range(find_range(marked.mentions, sentence.index).start)):
        mention = marked.mentions[number]
        of_name = name in mention.span.of(marked.document.text).split()
        if of_name and mention.outer is None and mention.kind in _BODIES:
            return Phrase(mention.span, mention.head, (number,))
    return None


def find_opening(marked: Marked, sentence: Sentence) -> int | None:
    """The token of the verb of saying that opens a sentence, behind its number and adverbs."""
    if sentence.kind != "body":
        return None
    words = marked.words(sentence)
    for i, word in enumerate(words):
        if word.text in _BEFORE or word.text.rstrip(".)").isdigit() or (len(word.text) == 1 and word.text.islower()):
            continue
        if word.tag == "RB" or word.text.lower() in _DEGREE or word.text.endswith("ly"):
            continue
        thanks = [one.text.lower() for one in words[i : i + 2]] == ["thank", "you"]
        says = verb_of(word) is not None and not thanks
        return i if says and not _is_in_subject(marked, sentence, word.span) else None
    return None


def _is_in_subject(marked: Marked, sentence: Sentence, word: Span) -> bool:
    """Whether a word belongs to a subject: "Reports of a rift are false", "State Department spokesman X said"."""
    return any(
        clause.subject is not None
        and clause.subject.span.covers(word)
        and clause.verb.start > word.start
        and not _is_joined(marked, sentence, clause)
        for clause in _told(marked, sentence)
    )


def _is_joined(marked: Marked, sentence: Sentence, clause: Clause) -> bool:
    """Whether "and" joins a verb to others: "Notes with satisfaction that ..., and expresses"."""
    before = [word for word in marked.words(sentence) if word.span.start < clause.verb.start and word.tag != "RB"]
    return bool(before) and before[-1].text == "and"


def verb_of(token: Token) -> str | None:
    """The verb of saying that a token is at the opening of a paragraph: "Requests", "noted"."""
    speech, past = load_speech(), token.tag in ("VBD", "VBN")
    if past and (token.lemma in speech.verbs or token.lemma in speech.carriers):
        return token.lemma
    return _verb(token.text.lower())


def _verb(word: str) -> str | None:
    """The verb of saying that a word is, in the present: "Requests" is a noun to whoever sees no subject."""
    speech = load_speech()
    forms = [word, *([word[:-1]] if word.endswith("s") else []), *([word[:-2]] if word.endswith("es") else [])]
    known = (form for form in forms if form in speech.verbs or form in speech.carriers or form in ("call", "take"))
    return next(known, None)


def with_operative(line: Line, found: Sequence[Attribution], speaker: Phrase) -> list[Attribution]:
    """The attributions of an operative paragraph, said by the body above it."""
    at = find_opening(line.marked, line.sentence)
    assert at is not None
    mended = [replace(one, source=speaker, explicit=True) if _is_its(line, one, at) else one for one in found]
    if any(one.cue.start <= line.starts[at] < one.cue.end for one in mended):
        return mended
    return [*_opened(line, at, speaker), *mended]


def _is_its(line: Line, one: Attribution, at: int) -> bool:
    """Whether a cue is the opening verb, or one in its form that "and" joins to it."""
    cue = line.index(one.cue.start)
    if cue <= at:
        return True
    before = cue - 1
    while before > at and line.words[before].tag == "RB":
        before -= 1
    alike = line.low[cue].endswith("s") == line.low[at].endswith("s")
    return line.low[before] == "and" and alike and line.words[cue].tag not in ("VBD", "VBN", "VBG")


def _opened(line: Line, at: int, speaker: Phrase) -> Iterator[Attribution]:
    """What the opening verb says, where no clause was read for it: "Request the Council to extend the mandate"."""
    verb = verb_of(line.words[at])
    assert verb is not None
    if at + 1 >= line.end:
        return
    cue = with_noun(line, at, verb) if verb in load_speech().carriers else None
    if cue is None and f"{verb} {line.low[at + 1]}" in load_speech().verbs:
        cue = Cue(f"{verb} {line.low[at + 1]}", at + 2)
    if cue is None and verb in load_speech().verbs:
        cue = Cue(verb, at + 1)
    if cue is None:
        return
    limit = next((i for i in range(at + 2, line.end - 1) if _joins(line, i)), line.end)
    start = find_start(line, cue, at, limit)
    content = line.span(start[0], limit) if start is not None else None
    words = line.span(at, cue.end)
    if content is not None and words is not None:
        yield Attribution(line.sentence.index, words, content, cue.lemma, speaker)


def _joins(line: Line, i: int) -> bool:
    """Whether another verb of saying is joined at a token."""
    return line.low[i] == "and" and line.words[i + 1].tag in ("VB", "VBP", "VBZ") and _verb(line.low[i + 1]) is not None

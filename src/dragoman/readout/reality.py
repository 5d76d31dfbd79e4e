"""Which words of an encounter tell that it was not: asked, denied, of nobody, called off.

A question asserts nothing, neither do the words of whoever asks it in a transcript; "no official met X"
has a subject that nobody is, and "denied reports that he had met X" tells of a meeting to say it was none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.knowledge.speech import load_encounters
from dragoman.readout.cast import Cast
from dragoman.records import Clause, Span, find_range

_NOBODY = frozenset(["no", "none", "neither", "nobody", "nor"])
_DENIES = frozenset("deny reject dismiss refute rebut disprove debunk doubt".split())
_RUMOURS = frozenset("report rumour rumor claim allegation speculation suggestion assertion story".split())
_LABEL = re.compile(r"[^\s:.?!][^:.?!\n]{0,70}:\s+\S")
_ASKER = re.compile(r"(?:q|question|questioner|journalist|reporter|moderator)\b", re.IGNORECASE)
_NEVER = re.compile(r"\b(?:was|were) to have\b|\b(?:was|were) (?:due|set|scheduled|supposed) to have\b", re.IGNORECASE)
# How far before a verb a denial of it may stand, in words.
REACH = 12


def find_asked(cast: Cast) -> frozenset[int]:
    """The sentences that are questions, or stand in what somebody asks in a transcript."""
    paragraphs: dict[int, list[int]] = {}
    for sentence in cast.marked.sentences:
        paragraphs.setdefault(sentence.paragraph, []).append(sentence.index)
    asked: list[int] = []
    for indexes in paragraphs.values():
        spans = [cast.marked.sentences[i].span for i in indexes]
        ends = [span.of(cast.text).rstrip().endswith("?") for span in spans]
        label = _LABEL.match(cast.text, spans[0].start)
        whole = label is not None and (ends[-1] or _ASKER.match(cast.text, spans[0].start) is not None)
        asked += [i for i, end in zip(indexes, ends, strict=True) if end or whole]
    return frozenset(asked)


def is_unreal(cast: Cast, clause: Clause) -> bool:
    """Whether a clause tells of what nobody did or somebody denies."""
    return _is_of_nobody(cast, clause) or _is_denied(cast, clause)


def _is_of_nobody(cast: Cast, clause: Clause) -> bool:
    subject = clause.subject
    if subject is None:
        return False
    before = cast.text[max(0, subject.span.start - 8) : subject.span.start].lower().split()
    words = [*before[-1:], *subject.span.of(cast.text).lower().split()[:1]]
    return any(word in _NOBODY for word in words)


def _is_denied(cast: Cast, clause: Clause) -> bool:
    """ "Denied that", "denied reports that", "denied having", "reports that ... are false"."""
    start = cast.marked.sentences[clause.sentence].span.start
    words = [token.lemma for token in cast.tokens_in(Span(start, clause.verb.start))[-REACH:]]
    for i, word in enumerate(words):
        rest = words[i + 1 :]
        if word in _DENIES and not {",", "and", "but", ";"} & set(rest[:3]):
            return "that" in rest or not rest or bool(_RUMOURS & set(rest)) or clause.form == "participle"
    return False


def clause_at(cast: Cast, trigger: Span, sentences: set[int]) -> Clause | None:
    """The clause whose verb or noun a trigger is."""
    clauses = cast.marked.clauses
    numbers = (i for sentence in sorted(sentences) for i in find_range(clauses, sentence))
    return next((clauses[i] for i in numbers if clauses[i].head.meets(trigger)), None)


def was_to_have(cast: Cast, clause: Clause) -> bool:
    """ "Was to have met": planned once, and not done."""
    start = max(clause.verb.start - 24, cast.marked.sentences[clause.sentence].span.start)
    return _NEVER.search(cast.text, start, clause.head.start) is not None


def find_called_off(cast: Cast) -> Iterator[tuple[Clause, tuple[str, ...]]]:
    """Clauses that call a meeting off, with the parties they name: none for "the meeting was cancelled"."""
    lexicon = load_encounters().encounters
    nouns = lexicon["nouns"]
    for clause in cast.marked.clauses:
        spoken = clause.lemma.split(" ")[0] in lexicon["cancelled"] or clause.lemma in lexicon["cancelled"]
        fell = _did_not_happen(cast, clause)
        if not (spoken and not clause.negated) and not fell:
            continue
        if clause.conditional or clause.modal or clause.form == "noun":
            continue
        what = clause.subject if clause.voice == "passive" or fell else next(iter(clause.objects), None)
        if what is None or not nouns & set(cast.lemmas(what.span)):
            continue
        before = clause.voice == "passive" or fell
        reach = Span(what.span.start, max(what.span.end, clause.verb.start if before else 0))
        ids = [id for i, m in cast.mentions_in(reach) if m.outer is None for id in cast.of_mention(i)]
        yield clause, tuple(dict.fromkeys(id for id in ids if cast.is_voice(id)))


def _did_not_happen(cast: Cast, clause: Clause) -> bool:
    """ "The talks planned for Monday did not take place"."""
    if not clause.negated or clause.form != "finite" or clause.tense != "past":
        return False
    behind = cast.text[clause.head.end : clause.head.end + 6].lower().split()[:1]
    return clause.lemma.split(" ")[0] in ("happen", "occur", "materialise", "materialize") or (
        clause.lemma.split(" ")[0] == "take" and behind == ["place"]
    )

"""Which words of an encounter tell that it was not: asked, denied, of nobody, called off.

A question asserts nothing, neither do the words of whoever asks it in a transcript; "no official met X"
has a subject that nobody is, and "denied reports that he had met X" tells of a meeting to say it was none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.knowledge.speech import load_encounters
from dragoman.readout.cast import Cast
from dragoman.records import Clause, Phrase, Span, When, find_range

_NOBODY = frozenset(["no", "none", "neither", "nobody", "nor"])
_DENIES = frozenset("deny reject dismiss refute rebut disprove debunk doubt".split())
_RUMOURS = frozenset("report rumour rumor claim allegation speculation suggestion assertion story".split())
_LABEL = re.compile(r"[^\s:.?!][^:.?!\n]{0,70}:\s+\S")
_ASKER = re.compile(r"(?:q|question|questioner|journalist|reporter|moderator)\b", re.IGNORECASE)
_NEVER = re.compile(r"\b(?:was|were) to have\b|\b(?:was|were) (?:due|set|scheduled|supposed) to have\b", re.IGNORECASE)
# What sets a meeting for another day, with the day behind "to", "until" or "for".
_MOVES = frozenset("move reschedule postpone defer delay push shift put carry bring".split())
# These move nothing without a word behind them: "brought to a close", "put to a vote".
_MOVES_WITH = frozenset("push put carry bring".split())
_PARTICLES = frozenset("forward back off over".split())
_TO_ANOTHER_DAY = frozenset(["to", "until", "till", "for"])
_PART_OF_DAY = frozenset("early mid mid- late the".split())
_ROUNDS = frozenset("round session commission committee visit".split())
# How many words may stand between what is moved and the day it is moved to: "back to early".
MAX_MOVED = 4
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


def is_to_be(cast: Cast, clause: Clause) -> bool:
    """Whether a clause, or that of a noun, is yet to come about: "talks are to be held", "are due to open"."""
    if clause.governor is None or clause.form not in ("noun", "infinitive"):
        return False
    governor = cast.marked.clauses[clause.governor]
    if clause.form == "noun" and governor.form == "infinitive" and governor.governor is not None:
        governor = cast.marked.clauses[governor.governor]
    behind = cast.text[governor.head.end : governor.head.end + 8].lower().split()
    set_ = governor.lemma == "be" and behind[:1] in (["to"], ["due"], ["set"])
    return set_ and governor.form == "finite" and governor.tense == "present" and not governor.negated


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
        yield clause, _named_in(cast, clause, what, before=clause.voice == "passive" or fell)


def _named_in(cast: Cast, clause: Clause, what: Phrase, *, before: bool) -> tuple[str, ...]:
    """The parties named in what is called off, and where it stands `before` the verb up to that."""
    reach = Span(what.span.start, max(what.span.end, clause.verb.start if before else 0))
    ids = [id for i, m in cast.mentions_in(reach) if m.outer is None for id in cast.of_mention(i)]
    return tuple(dict.fromkeys(id for id in ids if cast.is_voice(id)))


def find_moved(cast: Cast) -> Iterator[tuple[Clause, tuple[str, ...], When]]:
    """Clauses that move a meeting to another day, with the parties they name and that day."""
    for clause in cast.marked.clauses:
        what = clause.subject if clause.voice == "passive" else next(iter(clause.objects), None)
        if what is not None and not clause.conditional and (when := find_new_day(cast, clause, what)) is not None:
            yield clause, _named_in(cast, clause, what, before=clause.voice == "passive"), when


def find_new_day(cast: Cast, clause: Clause, what: Phrase) -> When | None:
    """The day to which a clause moves a meeting: "has been moved to July", "was put off until 3 May".

    A meeting that is put off to no day is none that is planned.
    """
    if clause.lemma.split(" ")[0] not in _MOVES or clause.negated or clause.form != "finite" or clause.modal:
        return None
    if not (load_encounters().encounters["nouns"] | _ROUNDS) & set(cast.lemmas(what.span)):
        return None
    start = max(clause.verb.end, what.span.end) if clause.voice != "passive" else clause.verb.end
    for i in find_range(cast.marked.times, clause.sentence):
        span = cast.marked.times[i].span
        words = cast.text[start : span.start].lower().split() if span.start >= start else []
        if len(words) <= MAX_MOVED and _ends_in_preposition(words) and _is_moving(cast, clause, span.start):
            return cast.resolved.dates[i] if i < len(cast.resolved.dates) else None
    return None


def _ends_in_preposition(words: list[str]) -> bool:
    """Whether words before a day end in "to", "until early" and the like."""
    kept = [word for word in words if word not in _PART_OF_DAY]
    return bool(kept) and kept[-1] in _TO_ANOTHER_DAY


def _is_moving(cast: Cast, clause: Clause, day: int) -> bool:
    """Whether a verb moves a meeting by itself, or with a word of its own before the day: "brought it forward to"."""
    words = cast.text[clause.head.start : day].lower().split()
    return clause.lemma.split(" ")[0] not in _MOVES_WITH or bool(_PARTICLES & set(words))


def _did_not_happen(cast: Cast, clause: Clause) -> bool:
    """ "The talks planned for Monday did not take place"."""
    if not clause.negated or clause.form != "finite" or clause.tense != "past":
        return False
    behind = cast.text[clause.head.end : clause.head.end + 6].lower().split()[:1]
    return clause.lemma.split(" ")[0] in ("happen", "occur", "materialise", "materialize") or (
        clause.lemma.split(" ")[0] == "take" and behind == ["place"]
    )

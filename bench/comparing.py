"""How well two accounts are compared: `python bench/comparing.py [train|dev|test] [--errors]` prints the shares.

- same meeting: each annotated pair, and hard negatives (`dragoman.evaluate.pairs`): documents of other meetings that
  share most, as they are and moved to the same day, and twins of a pair told of another day. "Cannot tell" is not
  right.
- topics, gold: the annotated topics of both accounts are given, to be paired.
- topics, end to end: the coder reads both texts; a pair of statements is right where both are of one annotated topic:
  where they meet its words or, meeting those of no other, are of the same sentence. Pairs of statements that are of no
  annotated topic count as wrong, and so does a topic told twice.

Weights are learned from the training and dev parts, so there the figures of `python -m train.topics` and
`python -m train.accounts`, which leave out what they judge, say more.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from functools import cache

from dragoman.accounts import Matter, Statement, find_sentence
from dragoman.evaluate.gold import Gold, GoldTopic, load_split
from dragoman.evaluate.pairs import find_pairs, make_cases, shift_days
from dragoman.flow import Coder
from dragoman.readout.compare.aligning import Passage, align
from dragoman.records import Record, Span
from dragoman.uses import compare, load_judges

CODER = Coder()


@cache
def code(gold: Gold) -> Record:
    """The coder's record of an annotated document."""
    return CODER.code(gold.document)


def judge_meetings(golds: tuple[Gold, ...], errors: bool) -> Counter[str]:
    """Cases and right decisions, of one meeting and of two."""
    count: Counter[str] = Counter()
    for case in make_cases(golds):
        told = compare(code(case.a), shift_days(code(case.b), case.days)).sameness[0]
        right = told.answer == ("same" if case.same else "different")
        kind = "of one" if case.same else "of two"
        count.update({"cases": 1, "right": right, f"{kind} cases": 1, f"{kind} right": right})
        count["cannot tell"] += told.answer == "cannot tell"
        if errors and not right:
            print(f"{kind}: {case.a.document.id} {case.b.document.id} +{case.days}: {told.chance} {told.reason}")
    return count


def judge_gold_topics(golds: tuple[Gold, ...], errors: bool) -> Counter[str]:
    """Annotated topics of two accounts: how many are told as one, are one, and both."""
    count: Counter[str] = Counter()
    judges = load_judges()
    for a, b in find_pairs(golds):
        assert a.pair is not None
        left = [topic for topic in a.pair.topics if topic.a]
        right = [topic for topic in a.pair.topics if topic.b]
        ours, theirs = [passage(a, topic.a) for topic in left], [passage(b, topic.b) for topic in right]
        for pair in align(ours, theirs, judges.meaning, judges.topics):
            is_one = left[pair.a] is right[pair.b]
            count.update(told=1, right=is_one)
            if errors and not is_one:
                print(f"{a.document.id}: not one ({pair.chance}): {ours[pair.a].text!r}, {theirs[pair.b].text!r}")
        count["wanted"] += sum(topic.a is not None and topic.b is not None for topic in a.pair.topics)
    return count


def judge_topics(golds: tuple[Gold, ...], errors: bool) -> Counter[str]:
    """The same from the texts alone; among what is found, how often "same" or "differ", and who raised it, is right."""
    count: Counter[str] = Counter()
    for a, b in find_pairs(golds):
        assert a.pair is not None
        told = [matter for matter in compare(code(a), code(b)).matters if matter.match != "only"]
        both = [topic for topic in a.pair.topics if topic.a and topic.b]
        left = list(both)
        for matter in told:
            topic = next((topic for topic in left if meets(matter, topic, a.pair.topics)), None)
            if topic is not None:
                left.remove(topic)
                count.update(found=1, match=topic.match == matter.match)
            elif errors:
                print(f"{a.document.id}: wrong ({matter.score}): {[one.text for one in matter.told if one]}")
        count.update(told=len(told), right=len(both) - len(left), wanted=len(both))
        if errors:
            print(*(f"{a.document.id}: not found: {t.topic}" for t in left), sep="\n")
    return count


def passage(gold: Gold, span: Span | None) -> Passage:
    """A topic as the aligner sees it."""
    assert span is not None
    text = gold.document.text
    around = next((s for s in gold.sentences if s.covers(span)), None) or find_sentence(gold.record(), span)
    return Passage(span.of(text), around.of(text), span.start / len(text))


def meets(matter: Matter, topic: GoldTopic, topics: tuple[GoldTopic, ...]) -> bool:
    """Whether a matter is a topic: its words in each account are of the annotated ones."""
    a, b = matter.told
    return _is_of(a, topic.a, [t.a for t in topics]) and _is_of(b, topic.b, [t.b for t in topics])


def _is_of(one: Statement | None, span: Span | None, others: list[Span | None]) -> bool:
    if one is None or span is None:
        return False
    return one.span.meets(span) or (
        one.sentence.covers(span) and not any(other is not None and one.span.meets(other) for other in others)
    )


def f1(count: Counter[str]) -> str:
    """Precision, recall and F1 of a count."""
    told, wanted, right = (max(1, count[name]) for name in ("told", "wanted", "right"))
    shown = f"{2 * right / (told + wanted):.3f}"
    return f"F1 {shown} (precision {right / told:.3f} of {told}, recall {right / wanted:.3f} of {wanted})"


def main(arguments: Iterable[str]) -> int:
    """Print one line a measure."""
    given = list(arguments)
    split = next((word for word in given if not word.startswith("-")), "dev")
    golds, errors = load_split(split), "--errors" in given
    if errors and split == "test":
        print("the test part is not for looking at")
        return 2
    met = judge_meetings(golds, errors)
    one, two = (f"{met[f'{kind} right']} of {met[f'{kind} cases']}" for kind in ("of one", "of two"))
    print(
        f"same meeting, {split}: accuracy {met['right'] / max(1, met['cases']):.3f} of {met['cases']} "
        f"(of one meeting {one}, of two {two}, cannot tell {met['cannot tell']})"
    )
    print(f"topics, gold: {f1(judge_gold_topics(golds, errors))}")
    topics = judge_topics(golds, errors)
    print(f"topics, end to end: {f1(topics)}; same or differ right {topics['match']} of {topics['found']}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

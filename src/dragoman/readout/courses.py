"""A party's statements on a subject over time: by day, in threads of one matter, with what changed since the last.

A thread goes on where a statement is near the last of it in meaning and in letters; against that one its force and
its content are held. What was asked for is matched the same way, and each statement carries the score.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from dragoman.accounts import Course, Stand
from dragoman.inference.heads import Array
from dragoman.inference.meaning import Gist, Meaning
from dragoman.readout.compare.figures import find_told
from dragoman.records import Position, Record

# Half nearness, half likeness. Of the annotated pairs of accounts half the topics told twice reach it (0.25 is the
# median), and one in a thousand pairs of different topics of one meeting.
MIN_THREAD = 0.25
# Of a subject asked for this much has to be in the statement. In the corpus strangers to a single word reach 0.37
# ("sanctions" and "refrain from violence").
MIN_SUBJECT = 0.4
# The sentence may name the subject ("On the Cyprus issue, it was recalled that ...") but tells of more than one thing.
SENTENCE_SHARE = 0.8
# More matters than this are not each weighed word by word; of them those that point nearest the statement's way.
MOST_WEIGHED = 40
# Words of one statement that the other has in no form, by rarity, before the content is told as changed.
MIN_NEW_RARITY = 4.0


class _Said(NamedTuple):
    """A position with what is needed to place it."""

    stand: Stand
    gist: Gist
    again: bool = False


def find_course(
    told: Iterable[tuple[Record, Collection[str]]],
    side: str,
    meaning: Meaning,
    subject: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Course:
    """The statements of a side (a code), on a subject where one is given, in the order of their days.

    Days are ISO and both ends count. A statement whose day is not known is left out only where days are asked for.
    Beside each record stand the ids of positions that are told again, for which another record's stand: they are
    counted and not listed.
    """
    wanted = meaning.gist(subject) if subject else None
    said = [one for record, again in told for one in _statements(record, again, side, meaning)]
    near = [_score(one, wanted, meaning) for one in said if _is_within(one.stand.happened_on, since, until)]
    kept = [one for one in near if wanted is None or one.stand.score >= MIN_SUBJECT]
    return _make_course(side, subject, kept, meaning)


def make_course(side: str, subject: str, told: Iterable[tuple[Stand, Gist]], meaning: Meaning) -> Course:
    """The course of statements that were already found to be on a subject, each with the gist of what it is about."""
    return _make_course(side, subject, [_Said(stand, gist, False) for stand, gist in told], meaning)


def _make_course(side: str, subject: str | None, kept: Sequence[_Said], meaning: Meaning) -> Course:
    ordered = sorted(kept, key=lambda one: (one.stand.happened_on or "9999", one.stand.document))
    listed = _without_repeats([one for one in ordered if not one.again])
    return Course(side, subject, tuple(_thread(listed, meaning)), len(_without_repeats(ordered)))


def score_texts(a: Gist, b: Gist, meaning: Meaning) -> float:
    """How near two texts are, at most 1: half by meaning, half by letters."""
    return (meaning.nearness(a, b) + meaning.likeness(a, b)) / 2


def score_subject(wanted: Gist, told: Gist, meaning: Meaning) -> float:
    """How much of what was asked for is told, at most 1: each word by its nearest, in meaning or letters.

    One way only: a long statement may say much else.
    """
    return max(meaning.coverage(wanted, told), meaning.written(wanted, told))


def _score(one: _Said, wanted: Gist | None, meaning: Meaning) -> _Said:
    """The statement with its nearness to what was asked for, which is 1 where nothing was."""
    if wanted is None:
        return one
    score = score_told(wanted, one.gist, meaning.gist(one.stand.sentence), meaning)
    return one._replace(stand=replace(one.stand, score=score))


def score_told(wanted: Gist, about: Gist, sentence: Gist, meaning: Meaning) -> float:
    """How near a statement is to what was asked for: by what it is about, or by the sentence around that."""
    around = SENTENCE_SHARE * score_subject(wanted, sentence, meaning)
    return round(max(score_subject(wanted, about, meaning), around), 2)


def _statements(record: Record, again: Collection[str], side: str, meaning: Meaning) -> Iterator[_Said]:
    for position in record.positions:
        if position.represents == side and not position.boilerplate:
            stand = _make(record, position, side)
            yield _Said(stand, meaning.gist(stand.text), position.id in again)


def _make(record: Record, position: Position, side: str) -> Stand:
    document = record.document
    speaker = next((entity.name for entity in record.entities if entity.id == position.speaker), None)
    return Stand(
        happened_on=_day(record),
        side=side,
        matter=0,
        subject=squeeze(position.about.text),
        text=squeeze(position.about.text),
        force=position.force,
        words=squeeze(position.cue.of(document.text)) if position.cue != position.about.span else "",
        sentence=squeeze(position.sentence.of(document.text)),
        document=document.id,
        publisher=document.publisher,
        speaker=speaker,
        quoted=position.quoted,
        score=1.0,
    )


def _day(record: Record) -> str | None:
    """The day of the one meeting that was held, else of publication."""
    held = [meeting.date for meeting in record.meetings if meeting.status == "held" and meeting.date]
    return held[0].start if len(held) == 1 and held[0].start == held[0].end else record.document.published


def _is_within(day: str | None, since: str | None, until: str | None) -> bool:
    if since is None and until is None:
        return True
    return day is not None and (since or "") <= day <= (until or "9999")


def _without_repeats(said: Sequence[_Said]) -> list[_Said]:
    """Each statement once: the same words of the same day in two files are one."""
    found: dict[tuple[str | None, str], _Said] = {}
    for one in said:
        found.setdefault((one.stand.happened_on, one.stand.sentence + one.stand.text), one)
    return list(found.values())


def _thread(said: Sequence[_Said], meaning: Meaning) -> Iterator[Stand]:
    """Number the matters in the order in which they come up, and hold each statement against the last on its matter."""
    threads: list[list[int]] = []
    ways: list[Array] = []
    done: list[Stand] = []
    for number, one in enumerate(said):
        way = meaning.direction(one.gist)
        scores = {
            n: max(score_texts(one.gist, said[told].gist, meaning) for told in threads[n][-3:])
            for n in _nearest(way, ways)
        }
        best = max(scores, key=lambda n: scores[n], default=None)
        if best is None or scores[best] < MIN_THREAD:
            threads.append([number])
            ways.append(way)
            stand = replace(one.stand, matter=len(threads))
        else:
            # Two clauses of one sentence are one utterance: neither is a change of the other.
            told = (n for n in reversed(threads[best]) if not _is_one_sentence(done[n], one.stand))
            before = next(told, None)
            changes = () if before is None else tuple(_changes(done[before], said[before].gist, one, meaning))
            subject = done[threads[best][0]].subject
            stand = replace(one.stand, matter=best + 1, before=before, changes=changes, subject=subject)
            threads[best].append(number)
            ways[best] = way
        done.append(stand)
    yield from done


def _nearest(way: Array, ways: Sequence[Array]) -> list[int]:
    """The matters to hold a statement against: all, or of many those whose last words point most nearly its way."""
    if len(ways) <= MOST_WEIGHED:
        return list(range(len(ways)))
    near = np.stack(ways) @ way
    return sorted(int(n) for n in np.argpartition(-near, MOST_WEIGHED)[:MOST_WEIGHED])


def _is_one_sentence(one: Stand, other: Stand) -> bool:
    return (one.document, one.sentence) == (other.document, other.sentence)


def _changes(before: Stand, gist: Gist, now: _Said, meaning: Meaning) -> Iterator[str]:
    """What a statement has other than the one before: its force, its figures, words that are new in it."""
    if before.force != now.stand.force:
        yield f"force: {before.force} -> {now.stand.force}"
    old, new = (find_told(text) for text in (before.text, now.stand.text))
    if old and new and old != new:
        yield f"figures: {', '.join(sorted(old - new) or ['none'])} -> {', '.join(sorted(new - old) or ['none'])}"
    added = meaning.added(gist, now.stand.text)
    rare = [word for word in added if meaning.rarity(word) >= MIN_NEW_RARITY and not word[0].isdigit()]
    if rare:
        yield f"new: {', '.join(rare[:4])}"


def squeeze(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())

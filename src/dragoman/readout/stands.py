"""What a side said on a subject, from the rows of an archive: of many statements only the likeliest are read.

A statement read for its meaning costs some milliseconds, and a side may have said thousands of things. So those that
are spelled as the subject is are held against it by their letters first, and of them the nearest by what they mean.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from dragoman.accounts import Course, Stand
from dragoman.inference.meaning import Gist, Meaning, find_words, stem
from dragoman.readout.courses import MIN_SUBJECT, make_course, score_told, squeeze

# So many are read for their meaning while a page waits: about 8 ms each the first time, then they are remembered.
# Fewer than `ALL_READ` are all read.
MOST_READ = 24
ALL_READ = 40
# And so many, the newest, are held against a subject letter by letter: 0.2 ms each.
MOST_SPELLED = 300
# Where all are to be read, so many of the newest are: it takes some twenty seconds.
MOST_THOROUGH = 800

Row = Mapping[str, Any]


class Stands(NamedTuple):
    """What a side said on a subject: its course, and where each statement of it stands (document's key, id).

    The course has the newest of `on_subject` statements. Of `of` statements `read` were held against the subject by
    meaning, the others by their letters alone.
    """

    course: Course
    places: tuple[tuple[int, str] | None, ...]
    on_subject: int
    read: int
    of: int


def pick_stands(rows: Sequence[Row], side: str, on: str, meaning: Meaning, most: int, *, thorough: bool) -> Stands:
    """Of a side's statements, by day, the newest `most` that are on a subject; all are read where it is `thorough`."""
    wanted = meaning.gist(on)
    spelled = _newest(rows, MOST_THOROUGH) if thorough else _spelled_alike(rows, on)
    near = [_score_letters(row, wanted, meaning) for row in spelled]
    best = sorted(range(len(near)), key=lambda n: (-near[n], -n))
    read = set(best if thorough or len(rows) <= ALL_READ else best[:MOST_READ])
    kept: list[tuple[Stand, Gist]] = []
    places: dict[tuple[str | None, str, str], tuple[int, str]] = {}
    for number, row in enumerate(spelled):
        gist = (meaning.gist if number in read else meaning.letters)(squeeze(row["about"]))
        sentence = (meaning.gist if thorough else meaning.letters)(row["sentence"])
        score = score_told(wanted, gist, sentence, meaning) if number in read else near[number]
        if score >= MIN_SUBJECT:
            stand = _make_stand(row, side, score)
            kept.append((stand, gist))
            places.setdefault(_name(stand), (row["document_key"], row["id"]))
    course = make_course(side, on, kept[-most:], meaning)
    found = tuple(places.get(_name(stand)) for stand in course.stands)
    return Stands(course, found, len({_name(stand) for stand, _ in kept}), len(read), len(rows))


def _name(stand: Stand) -> tuple[str | None, str, str]:
    """What makes a statement the same in two files."""
    return stand.happened_on, stand.sentence, stand.text


def _spelled_alike(rows: Sequence[Row], on: str) -> list[Row]:
    """The rows worth a closer look: all where they are few, else those that begin a word as the subject does."""
    if len(rows) <= ALL_READ:
        return list(rows)
    stems = {found[:4] for word in find_words(on) if len(found := stem(word)) > 3} or {on.casefold()}
    return _newest([row for row in rows if any(found in row["sentence"].casefold() for found in stems)], MOST_SPELLED)


def _newest(rows: Sequence[Row], most: int) -> list[Row]:
    """The last by day; what has no day is left out first."""
    dated = [row for row in rows if row["day"]]
    return list(rows) if len(rows) <= most else (dated or list(rows))[-most:]


def _score_letters(row: Row, wanted: Gist, meaning: Meaning) -> float:
    return score_told(wanted, meaning.letters(row["about"]), meaning.letters(row["sentence"]), meaning)


def _make_stand(row: Row, side: str, score: float) -> Stand:
    """A statement of an archive as `courses` makes it of a record."""
    return Stand(
        happened_on=row["day"].isoformat() if row["day"] else None,
        side=side,
        matter=0,
        subject=squeeze(row["about"]),
        text=squeeze(row["about"]),
        force=row["force"],
        words="" if row["cue_is_all"] else squeeze(row["cue"]),
        sentence=squeeze(row["sentence"]),
        document=row["document_id"],
        publisher=row["document_publisher"],
        speaker=row["speaker_name"],
        quoted=row["quoted"],
        score=score,
    )

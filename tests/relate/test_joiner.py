"""A stream of records becomes stories, whatever the order in a day, and forgets what is over."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.relate.reports import (
    KIDNAPPING,
    OTHER_QUAKE,
    OTHER_WORDS,
    QUAKE,
    again,
    at,
    event,
    on,
    tell,
)

import dragoman
from dragoman.errors import UnreadableError
from dragoman.records import Event, Record, Span
from dragoman.relate.joiner import Joiner, join
from dragoman.reports import Story

SEIZED = event("ASSAULT", recipients=("BEN",), date=on("2024-03-05"), place=at("Kafanbo"))
FIRST = tell("a", KIDNAPPING, "2024-03-05", SEIZED, publisher="Savanna Wire")
COPY = again(FIRST, "b", publisher="Coast Post")
SECOND = tell("c", OTHER_WORDS, "2024-03-06", SEIZED, publisher="Ministry of Defence", url="https://defence.gouv.bj/1")
TALKS = tell(
    "d",
    "The foreign ministers of Kenya and Uganda met in Kampala for talks on fishing rights in Lake Victoria.",
    "2024-03-06",
    event("CONSULT", actors=("KEN",), recipients=("UGA",), date=on("2024-03-06")),
)


def told_by(stories: list[Story]) -> list[tuple[str, ...]]:
    """The documents of each story, sorted."""
    return sorted(tuple(sorted(story.documents)) for story in stories)


def test_all_reports_of_one_happening_are_one_story() -> None:
    stories = dragoman.stories([SECOND, TALKS, COPY, FIRST])
    assert told_by(stories) == [("a", "b", "c"), ("d",)]
    story = stories[0]
    assert (story.type, story.recipients, story.first_seen, story.last_seen) == (
        "ASSAULT", ("BEN",), "2024-03-05", "2024-03-06",
    )  # fmt: skip
    assert story.publishers == ("Savanna Wire", "Coast Post", "Ministry of Defence")
    assert [report.official for report in story.reports] == [False, False, True]
    assert [report.duplicate_of for report in story.reports] == [None, "a", None]


def test_every_report_but_the_first_says_why_it_is_there() -> None:
    (story,) = join([FIRST, COPY, SECOND])
    joins = [report.join for report in story.reports]
    assert joins[0] is None
    for found in joins[1:]:
        assert found is not None
        assert 0.5 <= found.score <= 1
        assert found.reason
        assert found.compared


def test_bulletins_of_one_template_are_two_stories() -> None:
    shaken = [tell("a", QUAKE, "2024-01-04"), tell("b", QUAKE, "2024-01-04"), tell("c", OTHER_QUAKE, "2024-01-06")]
    assert told_by(dragoman.stories(shaken)) == [("a", "b")]


def test_a_document_without_events_tells_the_story_of_its_thread() -> None:
    (story,) = join([FIRST, tell("z", OTHER_WORDS, "2024-03-06")])
    assert [(report.document, report.event) for report in story.reports] == [("a", "v1"), ("z", None)]


def test_documents_without_any_event_are_a_story_from_two_on() -> None:
    bare = tell("a", KIDNAPPING)
    assert list(join([bare])) == []
    (story,) = join([bare, again(bare, "b")])
    assert (story.type, story.documents) == (None, ("a", "b"))


def test_an_accusation_about_an_attack_is_a_story_of_the_same_thread() -> None:
    blamed = event("ACCUSE", id="v2", actors=("BEN",), recipients=("NER",))
    stories = list(join([FIRST, tell("x", OTHER_WORDS, "2024-03-06", SEIZED, blamed)]))
    assert [(story.type, story.documents) for story in stories] == [("ASSAULT", ("a", "x")), ("ACCUSE", ("x",))]
    assert len({story.thread for story in stories}) == 1


def test_the_order_within_a_day_does_not_matter() -> None:
    day = [FIRST, COPY, again(SECOND, "c", published="2024-03-05"), again(TALKS, "d", published="2024-03-05")]
    wanted = [story.to_dict() for story in join(day)]
    for seed in range(5):
        assert [story.to_dict() for story in join(random.Random(seed).sample(day, len(day)))] == wanted


def test_a_story_leaves_when_its_window_has_passed_and_is_not_opened_again() -> None:
    joiner = Joiner()
    assert joiner.add([FIRST]) == []
    assert told_by(joiner.add([again(TALKS, "d", published="2024-03-13")])) == [("a",)]
    joiner.add([again(COPY, "late", published="2024-03-13")])
    assert told_by(joiner.close()) == [("d",), ("late",)]


def test_a_late_report_joins_a_story_that_is_open() -> None:
    joiner = Joiner()
    joiner.add([FIRST])
    joiner.add([again(TALKS, "d", published="2024-03-09")])
    joiner.add([COPY])
    assert told_by(joiner.stories()) == [("a", "b"), ("d",)]


def test_a_record_that_comes_twice_counts_once() -> None:
    assert told_by(list(join([FIRST, FIRST, again(FIRST, "a")]))) == [("a",)]


def test_undated_records_are_of_the_day_they_come() -> None:
    (story,) = join([FIRST, again(COPY, "b", published=None)])
    assert (story.documents, story.first_seen) == (("a", "b"), "2024-03-05")


def test_what_is_open_is_bounded_by_the_window() -> None:
    joiner = Joiner(window_days=2)
    sizes = []
    for number in range(30):
        day = (date(2024, 1, 1) + timedelta(number)).isoformat()
        text = " ".join(chr(97 + number % 26) * 3 + chr(97 + n) * 3 for n in range(25)) + f" {number}"
        joiner.add([tell(f"d{number}", text, day, event(actors=("KEN",), recipients=("UGA",), date=on(day)))])
        state = (
            joiner._threads.open,
            joiner._thread_of,
            joiner._tellings,
            joiner._by_parties,
            joiner._threads._by_word,
        )
        sizes.append([len(part) for part in state])
    assert sizes[3] == sizes[-1]
    joiner.close()
    assert not any((joiner._threads.open, joiner._thread_of, joiner._tellings, joiner._by_parties, joiner._bare))


def split_reports() -> list[Record]:
    """Two threads that only a third report shows to be about one thing."""
    one = (
        "Prosecutor Adzovi charged banker Kpodar with fraud over the Cotonou harbour loans in Benin on Monday morning."
    )
    two = "Harbour loans: the trial of a financier opens before judge Houngbo as lawyers plead for bail and a delay."
    both = (
        "Lawyers of financier Kpodar, the banker whom prosecutor Adzovi charged on Monday, plead for delay and bail as "
        "judge Houngbo opens the fraud trial over loans of Benin for the harbour of Cotonou: the harbour loans trial."
    )
    return [tell("a", one), tell("b", two), tell("c", both)]


def test_two_threads_that_are_one_are_made_one() -> None:
    joiner = Joiner()
    first, second, third = split_reports()
    joiner.add([first, second])
    assert len(joiner._threads.open) == 2
    kept = joiner.placed["a"]
    joiner.add([third])
    assert joiner.placed == {"b": kept, "c": kept}
    assert told_by(joiner.close()) == [("a", "b", "c")]


def test_a_stream_goes_on_where_it_was_saved(tmp_path: Path) -> None:
    whole, first = Joiner(), Joiner()
    days = [[FIRST, TALKS, tell("q", QUAKE, "2024-03-05")], [COPY, SECOND], [tell("r", OTHER_QUAKE, "2024-03-07")]]
    for records in days:
        whole.add(records)
        first.add(records)
        first.save(tmp_path / "state")
        first = Joiner.load(tmp_path / "state")
    assert first.stories() == whole.stories() != []
    first.save(tmp_path / "one")
    whole.save(tmp_path / "other")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


@pytest.mark.parametrize("content", [b"", b"no state", b"\x1f\x8b\x08"])
def test_a_file_that_is_no_state_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "state").write_bytes(content)
    with pytest.raises(UnreadableError, match="no state of a stream"):
        Joiner.load(tmp_path / "state")


def test_a_story_survives_json() -> None:
    (story,) = join([FIRST, COPY, SECOND])
    assert Story.from_dict(story.to_dict()) == story


HOSTED = "The foreign ministers of Kenya and Uganda met in Kampala for talks on fishing rights in Lake Victoria. "
LOAN = "Kenya will provide 20 million dollars in loans for the fishing harbours."
OTHER_LOAN = "Kenya will provide 30 million dollars in loans for the fishing harbours."
RULES = "Kenya and Uganda agreed on simpler rules for licences."


def promise(id: str, text: str, words: str, *recipients: str) -> Event:
    """What is promised in a sentence of a text."""
    begin = text.index(words)
    span = Span(begin, begin + len(words))
    return event("AGREE", id=id, actors=("KEN",), recipients=recipients, sentence=span, trigger=span)


@pytest.mark.parametrize("order", [(RULES, OTHER_LOAN), (OTHER_LOAN, RULES)])
def test_the_likeliest_event_of_a_document_joins_a_story_first(order: tuple[str, str]) -> None:
    first, second = HOSTED + LOAN, HOSTED + " ".join(order)
    told = [
        tell("a", first, "2024-03-06", promise("v1", first, LOAN, "UGA")),
        tell("b", second, "2024-03-06", *(promise(f"v{n}", second, words) for n, words in enumerate(order))),
    ]
    stories = {len(story.documents): story for story in dragoman.stories(told)}
    assert [report.sentence for report in stories[2].reports] == [LOAN, OTHER_LOAN]
    assert [(found.field, [claim.value for claim in found.claims]) for found in stories[2].contradictions] == [
        ("amount", ["20 million dollars", "30 million dollars"])
    ]
    assert [report.sentence for report in stories[1].reports] == [RULES]

"""Words for times mean the days of tests/cases/dates.toml, and nothing is guessed."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest

from dragoman import coding, knowledge
from dragoman.records import Document, Marked, When
from dragoman.resolve.dates import find_when, resolve_date, resolve_dates
from dragoman.resolve.dates.calendar import Tense
from dragoman.understand.clauses import find_clauses
from dragoman.understand.mentions import find_mentions
from dragoman.understand.times import find_times
from dragoman.understand.tokens import tokenize_document

CASES: dict[str, Any] = tomllib.loads((Path(__file__).parents[1] / "cases" / "dates.toml").read_text(encoding="utf8"))
DATED = [
    (CASES[section]["published"], *case)
    for section in ("midweek", "new_year", "leap")
    for case in CASES[section]["cases"]
]


def days(found: When | None) -> list[str]:
    return [] if found is None else [found.start] if found.start == found.end else [found.start, found.end]


@pytest.mark.parametrize("case", CASES["absolute"]["cases"], ids=lambda case: str(case[0]))
def test_full_dates_need_no_day_of_publication(case: list[str]) -> None:
    words, *wanted = case
    assert days(find_when(words)) == wanted
    assert days(find_when(words, "2011-11-11", "past")) == wanted


@pytest.mark.parametrize("case", DATED, ids=lambda case: f"{case[1]}, {case[2] or 'no tense'} of {case[0]}")
def test_relative_times_are_counted_from_the_day_of_publication(case: tuple[str, ...]) -> None:
    published, words, tense, *wanted = case
    assert days(find_when(words, published, cast("Tense | None", tense or None))) == wanted


@pytest.mark.parametrize("words", CASES["open"]["cases"])
def test_what_the_words_leave_open_stays_open(words: str) -> None:
    assert find_when(words, CASES["open"]["published"]) is None


@pytest.mark.parametrize("words", CASES["undated"]["cases"])
def test_without_a_day_of_publication_nothing_is_guessed(words: str) -> None:
    assert find_when(words) is None


@pytest.mark.parametrize("case", CASES["phrases"]["cases"], ids=lambda case: str(case[0]))
def test_a_phrase_alone_is_resolved_with_its_granularity(case: list[str]) -> None:
    phrase, *wanted = case
    found = resolve_date(phrase, date.fromisoformat(CASES["phrases"]["on"]))
    assert [found.start or "", found.end or "", found.granularity or ""] == wanted
    assert found.reason
    assert (found.confidence > 0) == bool(found.granularity)


@pytest.mark.parametrize("words", CASES["undated"]["cases"])
def test_a_phrase_without_a_day_of_the_text_is_not_guessed(words: str) -> None:
    found = resolve_date(words, None)
    assert (found.start, found.end, found.confidence) == (None, None, 0.0)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kenya and Uganda met in the summer of 2023.", "2023-06-01"),
        ("Australia and Chile met in the summer of 2023.", "2023-12-01"),
        ("Australia and Kenya met in the summer of 2023.", None),
        ("Australia met in the summer of 2023 with Kenya.", "2023-12-01"),
    ],
)
def test_a_season_is_that_of_the_half_of_the_world_the_text_names(text: str, wanted: str | None) -> None:
    (found,) = resolve_dates(marked(text, "2024-07-03"))
    assert (found and found.start) == wanted


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The Pentagon asked for more in fiscal year 2024.", "2023-10-01", "2024-09-30"),
        ("Japan spent more in fiscal 2023.", "2023-04-01", "2024-03-31"),
        ("Australia cut aid to Myanmar in the 2022-23 financial year.", "2022-07-01", "2023-06-30"),
        ("Ukraine was attacked on Independence Day.", "2023-08-24", "2023-08-24"),
    ],
)
def test_fiscal_years_and_national_days_are_those_of_the_state_the_sentence_names(
    text: str, start: str, end: str
) -> None:
    (found,) = resolve_dates(marked(text, "2024-07-03"))
    assert found is not None
    assert (found.start, found.end) == (start, end)


def marked(text: str, published: str | None) -> Marked:
    document = Document("d", text, published=published)
    tokens, sentences = tokenize_document(document)
    mentions = find_mentions(document, tokens, sentences, knowledge.load())
    times = find_times(document, tokens, sentences)
    clauses = find_clauses(tokens, sentences, mentions, times, coding.act_nouns())
    return Marked(document, tokens, sentences, mentions, times, clauses=clauses)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The ministers met on Friday in Accra.", "2024-06-28"),
        ("The ministers will meet on Friday in Accra.", "2024-07-05"),
        ("The minister said on Monday that the talks will resume on Friday.", "2024-07-01 2024-07-05"),
        ("The minister is expected to visit Accra on Friday.", "2024-07-05"),
        ("The vote is scheduled for Friday.", "2024-07-05"),
        ("The minister told reporters on Monday that troops had left Gao on Friday.", "2024-07-01 2024-06-28"),
        ("The minister plans to sign the treaty on Tuesday.", "2024-07-09"),
        ("Ghana has held the port since Monday.", "2024-07-01/2024-07-03"),
        ("Rebels have attacked the north since March.", "2024-03-01/2024-07-03"),
        ("The summit opens on Thursday in Lima.", "2024-07-04"),
        ("The envoys arrived a day earlier.", "-"),
        ("They met on 3 May and again the following day.", "2024-05-03 2024-05-04"),
        ("They met on 3 May and 7 June and again the following day.", "2024-05-03 2024-06-07 -"),
        ("He said on Monday that troops had left two days earlier.", "2024-07-01 2024-06-29"),
        ("It was passed on 4 May 2022 and signed the same day.", "2022-05-04 2022-05-04"),
        ("It was signed in 2010 and ratified a year later.", "2010-01-01/2010-12-31 2011-01-01/2011-12-31"),
        ("They met on 4 May 2022 and left the next month.", "2022-05-04 2022-06-01/2022-06-30"),
        ("They met on 4 May 2022 and again the following Monday.", "2022-05-04 2022-05-09"),
        ("They met on 4 May 2022 and again on the 7th.", "2022-05-04 2022-05-07"),
        ("They met in March and April 2022.", "2022-03-01/2022-03-31 2022-04-01/2022-04-30"),
        ("They must leave by Monday.", "2024-07-08"),
        ("They may have met on Friday.", "2024-06-28"),
        ("The round has been moved to September.", "2024-09-01/2024-09-30"),
        ("The talks were put off until Friday.", "2024-07-05"),
        ("They discussed the second session, due in Lome in February.", "2025-02-01/2025-02-28"),
        ("Ghana postponed its visit to Lome until September.", "2024-09-01/2024-09-30"),
    ],
)
def test_the_tense_of_the_clause_says_which_of_two_days(text: str, wanted: str) -> None:
    found = resolve_dates(marked(text, "2024-07-03"))
    assert " ".join("/".join(days(one)) or "-" for one in found) == wanted


def test_an_undated_text_keeps_its_full_dates() -> None:
    found = resolve_dates(marked("Today they signed; they had met on 3 May 2023.", None))
    assert [one and one.start for one in found] == [None, "2023-05-03"]

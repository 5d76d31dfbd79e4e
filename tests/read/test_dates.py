from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.read.dates import read_day


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-07-03", "2024-07-03"),
        ("2024-07-03T23:59:59-08:00", "2024-07-03"),
        ("20240703", "2024-07-03"),
        ("2024/7/3", "2024-07-03"),
        ("3 July 2024", "2024-07-03"),
        ("July 3, 2024", "2024-07-03"),
        ("3rd of July 2024", "2024-07-03"),
        ("Wed, 03 Jul 2024 10:00:00 GMT", "2024-07-03"),
        ("03.07.2024 14:30", "2024-07-03"),
        ("24/03/2024", "2024-03-24"),
        ("03/24/2024", "2024-03-24"),
        ("05/05/2024", "2024-05-05"),
        (date(2024, 7, 3), "2024-07-03"),
        (datetime(2024, 7, 3, 10), "2024-07-03"),
        (20240703, "2024-07-03"),
        (1719993600000, "2024-07-03"),
        (1719993600, "2024-07-03"),
    ],
)
def test_a_day_with_one_reading_is_read(value: object, day: str) -> None:
    assert read_day(value) == (day, None)


@pytest.mark.parametrize(
    "value",
    ["03/04/2024", "3-4-2024", "March 2024", "Monday", "12:30", "2024", "2024-13-45", "soon", "3/4/24", 7, ["x"],
     "0202-03-03", "9" * 500, "January " * 50, "31 February 2024"],
)  # fmt: skip
def test_a_day_with_more_readings_or_none_is_left_empty_with_a_warning(value: object) -> None:
    day = read_day(value)
    assert day.iso is None
    assert day.warning
    assert len(day.warning) < 150


@pytest.mark.parametrize("value", [None, "", "  ", float("nan")])
def test_nothing_gives_no_day_and_no_warning(value: object) -> None:
    assert read_day(value) == (None, None)


@pytest.mark.parametrize("value", [float("inf"), True, False, {"day": 3}, [2024, 5, 3], "n/a"])
def test_what_is_there_and_no_day_is_told(value: object) -> None:
    day = read_day(value)
    assert day.iso is None
    assert day.warning
    assert day.warning.startswith("publication date ")


@given(st.text(alphabet=st.sampled_from("0123456789/-.,: TZJanuryMchFb+eptO\u0663\ud800"), max_size=40) | st.text())
def test_any_string_gives_a_day_or_none(value: str) -> None:
    day = read_day(value)
    assert day.iso is None or date.fromisoformat(day.iso)

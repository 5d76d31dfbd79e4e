from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dragoman.read.dateline import Dateline, find_dateline, find_published, find_title, take_dateline

CASES: dict[str, list[dict[str, str]]] = tomllib.loads(
    Path(__file__).with_name("datelines.toml").read_text(encoding="utf-8")
)


def cases(section: str, *marks: Any) -> list[Any]:
    return [pytest.param(case, id=case["label"], marks=marks) for case in CASES[section]]


@pytest.mark.parametrize("case", cases("made_up") + cases("known_failures", pytest.mark.xfail(strict=True)))
def test_a_dateline_is_split_from_its_body(case: dict[str, str]) -> None:
    expected = Dateline(case.get("place"), case.get("day"), case.get("agency"))
    assert take_dateline(case["text"]) == (expected, case["body"])


@pytest.mark.parametrize("case", cases("negative"))
def test_what_is_no_dateline_stays(case: dict[str, str]) -> None:
    assert take_dateline(case["text"]) == (None, case["text"])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Envoys meet\n\nPublished: 12 May 2024\n\nThey met.", "2024-05-12"),
        ("12.05.2024 14:30\nEnvoys meet\n\nThey met.", "2024-05-12"),
        ("Friday, March 1, 2024\n\nThey met.", "2024-03-01"),
        ("Envoys meet\n\nGENEVA, March 3, 2024 (AFP) - They met.", "2024-03-03"),
        ("Date: 3 March 2024\nThey met.", "2024-03-03"),
        ("Vienna, 5 March 2023\n\nThey met.", "2023-03-05"),
        ("VIENNA, 5 March 2023\n\nThey met.", "2023-03-05"),
        ("5 March 2023, Vienna, Austria\n\nThey met.", "2023-03-05"),
        ("Washington, D.C., March 5, 2024\n\nThey met.", "2024-03-05"),
        ("The Hague, Tuesday 5 March 2024\n\nThey met.", "2024-03-05"),
        ("Vienna, on 5 March 2024\n\nThey met.", "2024-03-05"),
        ("Tbilisi. 5th of March 2024\n\nThey met.", "2024-03-05"),
        ("Brussels, 05.03.2024\n\nThey met.", "2024-03-05"),
        ("Doha | 28 October 2024\n\nThey met.", "2024-10-28"),
        ("Riyadh, 03 Rabi' al-Thani 1446 H, corresponding to 06 October 2024\n\nThey met.", "2024-10-06"),
        ("No: 87, 14 March 2024\n\nThey met.", "2024-03-14"),
        ("No: 87, 14 March 2024, Regarding the Elections in Oman\n\nThey met.", "2024-03-14"),
        ("Ref. no. 12/2024 / Date: 5 March 2024\n\nThey met.", "2024-03-05"),
        ("Press Release No. 123/2024 dated 5 March 2024\n\nThey met.", "2024-03-05"),
        ("Dated: 5 March 2023\n\nThey met.", "2023-03-05"),
        ("Date: 5 March 2024 | Press release\n\nThey met.", "2024-03-05"),
        ("Press release of 5 March 2023\n\nThey met.", "2023-03-05"),
        ("Tuesday, 5 March 2024 | Press release\n\nThey met.", "2024-03-05"),
        ("FOR IMMEDIATE RELEASE: March 5, 2024\n\nThey met.", "2024-03-05"),
        ("05 March 2024 18:32 (GMT+4)\n\nThey met.", "2024-03-05"),
        ("The Minister's Regular Press Conference on July 11, 2024\n\nThey met.", "2024-07-11"),
        ("Remarks at a press conference following talks with Oman, Nairobi, July 11, 2024\n\nWe met.", "2024-07-11"),
        ("Niger - Statement by the Spokesperson (17 August 2023)\n\nThey met.", "2023-08-17"),
        ("Transcript of Weekly Media Briefing (July 11, 2024)\n\nThey met.", "2024-07-11"),
    ],
)
def test_a_day_is_read_where_the_head_names_it(text: str, day: str) -> None:
    found = find_published(text)
    assert found is not None
    assert found.iso == day


@pytest.mark.parametrize(
    "text",
    [
        "They met on 12 May 2024 in Geneva.",
        "GENEVA, March 3 (AFP) - They met.",
        "Media advisory\nDate: 3 March 2024\nVenue: Palais des Nations\n\nThey will meet.",
        "March 3\n\nThey met.",
        "Last updated: 3 March 2024\n\nThey met.",
        "Updated | 3 March 2024\n\nThey met.",
        "Media advisory: press conference\nVienna, 5 March 2024\n\nThey will meet.",
        "Treaty of Ankara, 5 March 1999\n\nThey met.",
        "Battle of Adwa, 1 March 1896\n\nThey met.",
        "UN resolution of 5 March 1999\n\nThey met.",
        "Statement on the attack of 5 March 1999\n\nThey met.",
        "Remarks on the anniversary of the uprising, 17 June 1953\n\nThey met.",
        "Minister to hold press conference on 5 March 2024\n\nThey met.",
        "Visit of the Foreign Secretary to Kathmandu (February 18-19, 2025)\n\nThey met.",
        "Peace Summit, Montreux, 15 June 2024\n\nThey met.",
        "Vienna, 5 - 6 March 2023\n\nThey met.",
        "4 March 2024 - 6 March 2024\n\nThey met.",
    ],
)
def test_no_day_is_read_from_what_only_mentions_one(text: str) -> None:
    assert find_published(text) is None


def test_a_label_with_two_readings_gives_a_warning_instead_of_a_day() -> None:
    found = find_published("Published: 03/04/2024\n\nThey met.")
    assert found is not None
    assert found.iso is None
    assert "3 April or 4 March" in str(found.warning)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("\n\nEnvoys meet in Geneva\n\n\nThey met.", "Envoys meet in Geneva"),
        ("12 May 2024\n\nEnvoys meet\n\nThey met.", "Envoys meet"),
        ("Vienna, 12 May 2024\n\nEnvoys meet\n\nThey met.", "Envoys meet"),
        ("Envoys to meet in U.S.\n\nThey met.", "Envoys to meet in U.S."),
        ("Envoys met in Geneva.\n\nThey talked.", None),
        ("Envoys meet in Geneva\nThey met.", None),
        ("Envoys meet in Geneva\n\n", None),
        ("Envoys meet in Geneva", None),
        ("word " * 40 + "\n\nThey met.", None),
        ("The minister said:\n\nThey met.", None),
        ("GENEVA (AFP) - Envoys met\n\nThey talked.", None),
    ],
)
def test_the_title_is_the_short_first_line_set_apart(text: str, title: str | None) -> None:
    assert find_title(text) == title


def test_the_dateline_is_found_below_the_title() -> None:
    found = find_dateline("Envoys meet\n\nBEIJING, Jan. 5 (Xinhua) -- They met.")
    assert found == Dateline("BEIJING", "Jan. 5", "Xinhua")

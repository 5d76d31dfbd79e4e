"""A place is told with what it is: "the Isfara valley", "the port of Sfax"; and where a text was written is none."""

from __future__ import annotations

import pytest

from dragoman.flow import load_coder


def _places(text: str) -> list[str]:
    record = load_coder().code(text)
    return [span.of(text) for entity in record.entities if entity.kind == "place" for span in entity.mentions]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Chad shelled Goma airport on Monday.", "Goma airport"),
        ("Envoys of Chad and Mali met in the Isfara valley.", "the Isfara valley"),
        ("Chad's army shelled the port of Sfax.", "the port of Sfax"),
        ("Chad's army entered the eastern town of Walikale.", "the eastern town of Walikale"),
        ("Chad's army left Sfax.", "Sfax"),
    ],
)
def test_a_place_has_what_it_is(text: str, place: str) -> None:
    assert place in _places(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("MUSCAT: Chad's envoy met Oman's minister here today.", "MUSCAT"),
        ("DUSHANBE, 18.01.2024. Chad's envoy met Tajikistan's minister.", "DUSHANBE"),
        ("Remarks by Chad's envoy\n\nVienna, 20 March 2026\n\nChad thanked Austria.", "Vienna"),
        ("Chad's envoy came in March.", "March"),
        ("Goma airport staff met Chad's envoy.", "Goma airport staff"),
    ],
)
def test_datelines_and_months_are_no_places(text: str, place: str) -> None:
    assert place not in _places(text)

"""Codes of countries are known ones; those who are represented are a country, a body, or in the text."""

from __future__ import annotations

import pytest
from corpus.codes import country_fault, side_fault

TEXT = "The QPF, the Zambezi River Authority and the National Union of Teachers met."


@pytest.mark.parametrize("code", ["KEN", "PSE", "TWN", "KOS", "UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"])
def test_a_country_is_iso3_or_a_code_for_those_without(code: str) -> None:
    assert country_fault(code) is None


@pytest.mark.parametrize("code", ["KE", "Kenya", "ken", "KYN", "UN", "EU", "OSCE", "AU"])
def test_nothing_else_is_a_country(code: str) -> None:
    assert country_fault(code)


@pytest.mark.parametrize("code", ["KEN", "UNO", "AU", "ASEAN", "Hamas", "CoE", "M23", "QPF", "ZRA", "NUT"])
def test_a_side_is_a_country_a_body_or_in_the_text(code: str) -> None:
    assert side_fault(code, TEXT) is None


@pytest.mark.parametrize("code", ["UN", "EU", "Kenya", "KYN", "the union", "ken", "Zambezi"])
def test_nothing_else_is_a_side(code: str) -> None:
    assert side_fault(code, TEXT)

"""What cannot all be true is shown with who said it; what can is not called a contradiction."""

from __future__ import annotations

from typing import Any

import pytest
from tests.relate.reports import at, on

from dragoman.records import When
from dragoman.relate.contradictions import find_contradictions
from dragoman.reports import Report


def fields(*told: dict[str, Any]) -> dict[str, list[str]]:
    """Each contradicted field with its claims."""
    reports = [Report(f"d{n}", "v1", **({"type": "ASSAULT"} | values)) for n, values in enumerate(told)]
    return {found.field: [claim.value for claim in found.claims] for found in find_contradictions(reports)}


def pays(sentence: str) -> dict[str, Any]:
    """A report of a promise, by its sentence."""
    return {"type": "AGREE", "sentence": sentence}


@pytest.mark.parametrize(
    ("one", "other", "field", "claims"),
    [
        (
            {"type": "AGREE", "actors": ("KEN",), "recipients": ("UGA",)},
            {"type": "REJECT", "actors": ("KEN",), "recipients": ("UGA",)},
            "type",
            ["AGREE", "REJECT"],
        ),
        ({"auxiliary": "actual"}, {"auxiliary": "negated"}, "auxiliary", ["actual", "negated"]),
        ({"date": on("2024-03-05")}, {"date": on("2024-03-07")}, "date", ["2024-03-05", "2024-03-07"]),
        ({"place": at("Kafanbo")}, {"place": at("Natitingou")}, "place", ["Kafanbo (BEN)", "Natitingou (BEN)"]),
        ({"actors": ("RUS",)}, {"actors": ("UKR",)}, "actors", ["RUS", "UKR"]),
        ({"killed": "9"}, {"killed": "12"}, "killed", ["9", "12"]),
        ({"wounded": "at least 40"}, {"wounded": "30"}, "wounded", ["at least 40", "30"]),
        (
            pays("Kenya will provide 20 billion yen in loans."),
            pays("It promised 30 billion yen."),
            "amount",
            ["20 billion yen", "30 billion yen"],
        ),
        (
            pays("A loan of $1.5m was agreed."),
            pays("The loan is two million dollars."),
            "amount",
            ["1.5 million dollars", "2 million dollars"],
        ),
    ],
)
def test_a_disagreement_is_shown(one: dict[str, Any], other: dict[str, Any], field: str, claims: list[str]) -> None:
    assert fields(one, other) == {field: claims}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"auxiliary": "future"}, {"auxiliary": "actual"}),
        ({"type": "ASSAULT"}, {"type": "COERCE"}),
        ({"type": "AGREE", "actors": ("KEN",), "recipients": ("UGA",)},
         {"type": "REJECT", "actors": ("KEN",), "recipients": ("TZA",)}),
        ({"type": "AGREE", "recipients": ("UGA",)}, {"type": "AGREE", "auxiliary": "negated", "recipients": ("TZA",)}),
        ({"date": on("2024-03-05")}, {"date": When("2024-03-01", "2024-03-31")}),
        ({"place": at("Kafanbo")}, {"place": at("Benin", granularity="country")}),
        ({"actors": ("RUS",)}, {"actors": ()}),
        ({"killed": "at least 9"}, {"killed": "12"}),
        ({"type": "CONSULT", "actors": ("KEN",), "recipients": ("UGA",)},
         {"type": "CONSULT", "actors": ("UGA",), "recipients": ("KEN",)}),
        (pays("It pays 20 million dollars."), pays("It pays $20,000,000.")),
        (pays("It pays 20 million dollars."), pays("It pays about 25 million dollars.")),
        (pays("It pays 20 million dollars."), pays("It pays 18 million euros.")),
        (pays("It pays 20 million dollars."), pays("Of the 20 million dollars it pays 5 million dollars now.")),
        (pays("It pays 20 million dollars."), {"type": "ASSAULT", "sentence": "The raid cost 30 million dollars."}),
    ],
    ids=[
        "plan and deed", "another word for it", "to another", "not to another",
        "month", "country", "unknown", "at least", "both sides",
        "one sum", "about so much", "another money", "a part of it", "a loss",
    ],
)  # fmt: skip
def test_what_can_both_be_true_is_none(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert fields(one, other) == {}


def test_every_claim_names_its_documents() -> None:
    told = [Report("a", "v1", killed="9"), Report("b", "v1", killed="12"), Report("c", "v2", killed="9")]
    (found,) = find_contradictions(told)
    assert [(claim.value, claim.documents) for claim in found.claims] == [("9", ("a", "c")), ("12", ("b",))]


def test_a_copy_is_not_asked() -> None:
    told = [Report("a", "v1", killed="9"), Report("b", "v1", killed="12", duplicate_of="a")]
    assert find_contradictions(told) == ()


def test_many_who_met_are_named_by_some_each() -> None:
    told = [
        {"type": "CONSULT", "actors": ("KAZ", "KGZ", "UZB")},
        {"type": "CONSULT", "actors": ("JPN",), "recipients": ("UZB",)},
        {"type": "CONSULT", "actors": ("KAZ", "KGZ")},
    ]
    assert fields(*told) == {}

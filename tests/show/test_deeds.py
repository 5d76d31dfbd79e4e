"""Events as sentences: who did what to whom, in the voice and the tense that the record gives."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.knowledge.ontology import load_ontology
from dragoman.show.deeds import find_verb, tell_event

Side = tuple[str | None, str | None, str | None]
KENYA: Side = ("Kenya", None, "KEN")
FISHERS: Side = ("Kenyan fishermen", None, "KEN")
MINISTER: Side = ("Ada Lund", "foreign minister", "NOR")


def row(
    type: str, *modes: str, who: tuple[Side, ...] = (), whom: tuple[Side, ...] = (), **given: Any
) -> dict[str, Any]:
    values: dict[str, Any] = {"type": type, "modes": list(modes), "auxiliary": "actual", "said_by_name": None}
    values |= {"place_name": None, "place_country": None, "date_start": None, "date_end": None}
    for role, sides in (("actor", who), ("recipient", whom)):
        names, offices, codes = ([side[n] for side in sides] for n in range(3))
        values |= {f"{role}_names": names, f"{role}_offices": offices}
        values |= {f"{role}_represents": codes, f"{role}_countries": codes}
    return values | given


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        (row("CONSULT", "visit", who=(MINISTER,), whom=(KENYA,)), "Foreign minister Ada Lund (Norway) visited Kenya"),
        (row("CONSULT", who=(MINISTER, KENYA)), "Foreign minister Ada Lund (Norway) and Kenya met"),
        (row("CONSULT", who=(KENYA,), whom=(KENYA,)), "Kenya met"),
        (
            row("AGREE", who=(KENYA,), whom=(MINISTER,), auxiliary="future"),
            "Kenya is to agree with Foreign minister Ada Lund (Norway)",
        ),
        (
            row("SANCTION", "expel", who=(MINISTER,), whom=(KENYA,)),
            "Foreign minister Ada Lund (Norway) expelled people of Kenya",
        ),
        (
            row("COERCE", "arrest", whom=(FISHERS,), place_name="Musoma", place_country="TZA"),
            "Kenyan fishermen were arrested in Musoma, Tanzania",
        ),
        (
            row("COERCE", "arrest", whom=(("Two Kenyan citizens", None, "KEN"),), auxiliary="negated"),
            "Two Kenyan citizens were not arrested",
        ),
        (row("COERCE", "deport", whom=(KENYA,), auxiliary="hypothetical"), "People of Kenya may be deported"),
        (row("PROTEST", whom=(KENYA,)), "Somebody not named protested against Kenya"),
        (
            row("ASSAULT", who=(("Four gunmen", None, None),), whom=(("The mayor", None, None),)),
            "Four gunmen attacked the mayor",
        ),
        (
            row("ACCUSE", who=(KENYA,), auxiliary="historical", said_by_name="an aide"),
            "Kenya earlier made an accusation, according to an aide",
        ),
        (
            row("CONSULT", who=tuple((f"Minister {n}", None, None) for n in range(5))),
            "Minister 0, Minister 1, Minister 2 and 2 others met",
        ),
        (
            row("AID", who=(("UN", None, "UNO"),), whom=(("army", None, "COD"),)),
            "UN (United Nations) gave aid to army (Democratic Republic of the Congo)",
        ),
        (row("NOVELTY", who=(KENYA,)), "Kenya novelty"),
    ],
)
def test_an_event_is_told_in_one_sentence(event: dict[str, Any], sentence: str) -> None:
    assert tell_event(event).text() == sentence


def test_every_type_and_mode_has_its_words() -> None:
    for name, kind in load_ontology().types.items():
        for modes in ((), *((mode,) for mode in kind.modes)):
            for auxiliary in ("actual", "future", "hypothetical", "negated", "historical"):
                told = tell_event(row(name, *modes, who=(KENYA,), whom=(MINISTER,), auxiliary=auxiliary)).text()
                assert told.startswith("Kenya ")
                assert find_verb(name, modes).past != name.lower()
                assert "  " not in told

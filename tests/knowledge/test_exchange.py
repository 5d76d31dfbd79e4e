"""Other people's codes are what their lists say, and CAMEO becomes PLOVER as the published crosswalk has it."""

from __future__ import annotations

import pytest

from dragoman import knowledge
from dragoman.knowledge.exchange import load_exchange
from dragoman.knowledge.ontology import load_ontology

# From the crosswalk: one code of every type and those that its root alone would get wrong.
CROSSWALK = {
    "030": ("AGREE", None),
    "041": ("CONSULT", "phone"),
    "043": ("CONSULT", "visit"),
    "057": ("SUPPORT", None),
    "064": ("COOPERATE", None),
    "075": ("AID", None),
    "0812": ("CONCEDE", None),
    "0813": ("RETREAT", None),
    "0863": ("RETREAT", "access"),
    "094": ("ACCUSE", "investigate"),
    "1053": ("REQUEST", "yield"),
    "1121": ("ACCUSE", "allege"),
    "129": ("REJECT", "yield"),
    "1382": ("THREATEN", "territory"),
    "1454": ("PROTEST", "riot"),
    "151": ("MOBILIZE", "police"),
    "163": ("COERCE", "restrict"),
    "1662": ("SANCTION", "expel"),
    "1712": ("ASSAULT", "destroy"),
    "174": ("COERCE", "deport"),
    "186": ("ASSAULT", "targeted"),
    "191": ("COERCE", "restrict"),
    "192": ("COERCE", "seize"),
    "2042": ("ASSAULT", "unconventional"),
}


@pytest.mark.parametrize("code", CROSSWALK)
def test_codes_are_the_types_of_the_crosswalk(code: str) -> None:
    assert load_exchange().plover(code) == CROSSWALK[code]


@pytest.mark.parametrize("code", ["010", "019", "0256", "02", "", "9", "21"])
def test_statements_appeals_and_no_codes_have_no_type(code: str) -> None:
    assert load_exchange().plover(code) is None


def test_every_rule_gives_a_type_and_mode_of_the_ontology() -> None:
    types = load_ontology().types
    for type, mode in load_exchange().cameo_types.values():
        assert mode is None or mode in types[type].modes


def test_every_code_but_statements_and_appeals_has_a_type() -> None:
    exchange = load_exchange()
    without = {code[:2] for code in exchange.cameo_names if exchange.plover(code) is None}
    assert without == {"01", "02"}


def test_every_code_that_the_coder_writes_has_a_name_and_comes_back_as_its_type() -> None:
    exchange = load_exchange()
    differing = set()
    for name, kind in load_ontology().types.items():
        codes = [kind.cameo, *kind.by_context.values(), *(mode.cameo for mode in kind.modes.values())]
        for code in filter(None, codes):
            assert code in exchange.cameo_names
            found = exchange.plover(code)
            if found is None or found[0] != name:
                differing.add((name, code))
    # Convicting is a SANCTION in PLOVER 2.0, in CAMEO a way to disapprove.
    assert differing == {("SANCTION", "116")}


def test_every_state_has_its_codes() -> None:
    states, base = load_exchange().states, knowledge.load()
    bodies = {"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"}
    assert set(states) == base.codes() - bodies
    assert {code for code in states if states[code].cow is None} == {"ATA", "HKG", "PSE", "VAT"}
    for codes in (
        [one.iso2 for one in states.values()],
        [one.cameo for one in states.values()],
        [one.fips for one in states.values()],
        [one.cow for one in states.values() if one.cow],
    ):
        assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    ("code", "cow", "fips", "cameo"),
    [
        ("DEU", 255, "GM", "DEU"),
        ("ROU", 360, "RO", "ROM"),
        ("TLS", 860, "TT", "TMP"),
        ("MNE", 341, "MJ", "MTN"),
        ("VNM", 816, "VM", "VNM"),
        ("YEM", 679, "YM", "YEM"),
        ("KOS", 347, "KV", "KOS"),
        ("SRB", 345, "RI", "SRB"),
        ("SSD", 626, "OD", "SSD"),
        ("CHE", 225, "SZ", "CHE"),
    ],
)
def test_codes_that_are_easily_taken_for_others(code: str, cow: int, fips: str, cameo: str) -> None:
    found = load_exchange().states[code]
    assert (found.cow, found.fips, found.cameo) == (cow, fips, cameo)


def test_groups_are_bodies_that_the_knowledge_base_has() -> None:
    base = knowledge.load()
    for represents in load_exchange().cameo_groups:
        assert base.code_of(represents) or represents in base.codes(), represents

"""The reader comes before the rules: what it does not see gives way, and it says who plays which role."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.coding.drafts import find_drafts
from dragoman.coding.reader_first import drop_gainsaid, fill_roles
from dragoman.flow import understand
from dragoman.inference import load_reader
from dragoman.knowledge import load
from dragoman.records import Document, Draft, Marked, Span

TEXT = "Kenya accused Uganda of spying and recalled its ambassador from Kampala on Tuesday."


def read(text: str) -> Marked:
    return understand(Document("d", text, published="2024-05-03"), load(), load_reader())


def test_what_the_reader_sees_too_stays() -> None:
    marked = read(TEXT)
    drafts = find_drafts(marked)
    assert {draft.type for draft in drop_gainsaid(marked, drafts)} == {"ACCUSE", "SANCTION"}


def test_what_it_does_not_see_gives_way() -> None:
    marked = read(TEXT)
    nowhere = Draft("AID", 0, Span(TEXT.index("Tuesday"), TEXT.index("Tuesday") + 7))
    assert drop_gainsaid(marked, [nowhere]) == ()


def test_another_type_at_a_word_that_it_sees_well_gives_way() -> None:
    marked = read(TEXT)
    other = Draft("AID", 0, Span(TEXT.index("accused"), TEXT.index("accused") + 7))
    assert drop_gainsaid(marked, [other]) == ()


def test_without_a_reader_rules_stand_alone() -> None:
    marked = replace(read(TEXT), vectors=())
    drafts = find_drafts(marked)
    assert fill_roles(marked, drop_gainsaid(marked, drafts)) == tuple(drafts)


def test_a_role_that_a_rule_leaves_open_is_filled_by_whom_the_reader_sees() -> None:
    marked = read(TEXT)
    accused = Span(TEXT.index("accused"), TEXT.index("accused") + 7)
    (filled,) = fill_roles(marked, [Draft("ACCUSE", 0, accused)])
    told = {marked.mentions[m].span.of(TEXT) for m in (*filled.actors, *filled.recipients)}
    assert {"Kenya", "Uganda"} <= told


def test_what_a_rule_says_to_be_asked_for_stands_where_the_reader_has_no_mode(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Chad urged Sudan to hold early elections and asked for money."
    marked = read(text)
    plain = marked.vectors[0]
    assert plain is not None
    monkeypatch.setattr(type(plain), "describe", lambda self, extent, kind: ((), (), "actual"))
    urged = Span(text.index("urged"), text.index("urged") + 5)
    asked = [Draft("REQUEST", 0, urged, modes=(mode,)) for mode in ("change", "assist")]
    assert [draft.modes for draft in fill_roles(marked, asked)] == [("change",), ()]

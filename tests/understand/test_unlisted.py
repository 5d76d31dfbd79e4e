"""Parties that only the encoder sees become mentions beside those of the rules, and never instead of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.flow import understand
from dragoman.knowledge import load
from dragoman.records import Document, Marked, Mention
from dragoman.understand.unlisted import add_unlisted


class Seeing:
    """Vectors that see given words as parties, and nothing else."""

    def __init__(self, text: str, seen: dict[str, str], chance: float) -> None:
        self.found = [((text.index(w), text.index(w) + len(w)), kind, chance) for w, kind in seen.items()]

    def tags(self, layer: str) -> list[tuple[tuple[int, int], str, float]]:
        return self.found if layer == "party" else []


def see(text: str, seen: dict[str, str], chance: float = 0.9) -> Marked:
    marked = understand(Document("d", text), load())
    return add_unlisted(replace(marked, vectors=(Seeing(text, seen, chance),)))  # type: ignore[arg-type]


def find(marked: Marked, words: str) -> Mention:
    return next(m for m in marked.mentions if m.span.of(marked.document.text) == words)


TEXT = "Navy boats boarded two Vietnamese trawlers, and the quay boss refused to land them."


def test_a_group_with_a_nationality_is_of_its_state_and_holds_its_name() -> None:
    marked = see(TEXT, {"two Vietnamese trawlers": "group"})
    made = find(marked, "two Vietnamese trawlers")
    assert (made.kind, made.of, made.number, made.form) == ("group", ("VNM",), "many", "nominal")
    assert made.head.of(TEXT) == "trawlers"
    inner = find(marked, "Vietnamese")
    assert inner.outer is not None
    assert marked.mentions[inner.outer] is made


def test_an_office_has_its_words() -> None:
    made = find(see(TEXT, {"the quay boss": "office"}), "the quay boss")
    assert (made.kind, made.office, made.number) == ("office", "quay boss", "one")


def test_mentions_stay_in_order_and_point_at_the_same_ones() -> None:
    text = "Jorge Silva, Chile's foreign minister, thanked the quay boss and the envoy of Oman."
    before = understand(Document("d", text), load())
    after = see(text, {"the quay boss": "office"})
    assert [m.span for m in after.mentions] == sorted((m.span for m in after.mentions), key=lambda s: (s.start, -s.end))
    pointed = {m.span: before.mentions[m.same_as].span for m in before.mentions if m.same_as is not None}
    again = {m.span: after.mentions[m.same_as].span for m in after.mentions if m.same_as is not None}
    assert pointed
    assert again == pointed


@pytest.mark.parametrize("words", ["Kenya's foreign minister", "foreign minister met the", "Kenya"])
def test_what_the_rules_have_or_what_lies_across_it_is_left(words: str) -> None:
    text = "Kenya's foreign minister met the Omani envoy."
    before = understand(Document("d", text), load())
    assert see(text, {words: "office"}).mentions == before.mentions


def test_what_is_less_likely_than_not_is_left() -> None:
    assert (
        see(TEXT, {"the quay boss": "office"}, chance=0.4).mentions == understand(Document("d", TEXT), load()).mentions
    )


def test_a_text_that_was_not_read_stays_as_it_is() -> None:
    marked = understand(Document("d", "Nothing was read."), load())
    assert add_unlisted(marked) is marked


def test_a_number_is_nobody_and_no_office_is_empty() -> None:
    text = "Of the trawlers all three sank and the rest fled."
    marked = see(text, {"all three": "person", "the rest": "group"})
    assert all(m.office != "" for m in marked.mentions)
    assert not any(m.span.of(text) == "all three" for m in marked.mentions)


def test_a_day_is_nobody() -> None:
    text = "Today, the Minister of Foreign Affairs of Oman met the harbour master."
    marked = see(text, {"Today": "person", "the harbour master": "office"})
    assert [m.head.of(text) for m in marked.mentions if m.head.of(text) in ("Today", "master")] == ["master"]


def test_a_person_has_a_name_and_the_office_told_beside_it() -> None:
    text = "The quay boss, Rose Wambui, refused to land them."
    marked = see(text, {"The quay boss": "office", "Rose Wambui": "person"})
    made = find(marked, "Rose Wambui")
    assert (made.kind, made.form, made.name) == ("person", "name", "Rose Wambui")
    assert made.same_as is not None
    assert marked.mentions[made.same_as].span.of(text) == "The quay boss"


@pytest.mark.parametrize("title", ["Mme.", "Mlle", "Mrs."])
def test_a_title_is_no_part_of_a_name(title: str) -> None:
    text = f"The crew thanked {title} Rose Wambui."
    made = find(see(text, {f"{title} Rose Wambui": "person"}), f"{title} Rose Wambui")
    assert made.name == "Rose Wambui"

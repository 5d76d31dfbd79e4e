"""What the encoder hears mends and adds to the attributions of the rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest

from dragoman import flow
from dragoman.knowledge import load
from dragoman.records import Attribution, Document, Marked
from dragoman.understand.attributions import find_attributions

Tags = list[tuple[tuple[int, int], str, float]]


@dataclass
class Ear:
    """Hears what a test says it hears."""

    layers: dict[str, Tags] = field(default_factory=dict)

    def tags(self, layer: str) -> Tags:
        return self.layers.get(layer, [])

    def describe(self, trigger: tuple[int, int], type: str) -> tuple[tuple[str, ...], tuple[str, ...], str]:
        return (), (), "actual"

    def roles(self, trigger: tuple[int, int], type: str, mentions: Sequence[tuple[int, int]]) -> list[dict[str, float]]:
        return []


def heard(text: str, chance: float = 0.99, **layers: str | list[str]) -> list[Attribution]:
    tags = {
        layer: [
            ((text.index(w), text.index(w) + len(w)), layer, chance)
            for w in ([words] if isinstance(words, str) else words)
        ]
        for layer, words in layers.items()
    }
    marked: Marked = replace(flow.understand(Document("d", text), load()), domains=())
    return list(find_attributions(replace(marked, vectors=(Ear(tags),))))


TOOK = "Kenya balked loudly at the language of the motion."


def test_what_only_the_encoder_hears_is_added() -> None:
    (found,) = heard(TOOK, source="Kenya", cue="balked loudly", content="the language of the motion")
    assert (found.cue.of(TOOK), found.content.of(TOOK), found.lemma) == (
        "balked loudly",
        "the language of the motion",
        "balk",
    )
    assert found.source is not None
    assert found.source.span.of(TOOK) == "Kenya"


def test_what_it_is_not_sure_of_is_not() -> None:
    assert not heard(TOOK, chance=0.8, source="Kenya", cue="balked loudly", content="the language of the motion")


def test_what_nobody_says_is_not_added() -> None:
    assert not heard("The language of the motion was poor.", content="The language of the motion")


def test_a_content_of_the_rules_gives_way() -> None:
    text = "Kenya said prices rose and sent trucks."
    (found,) = heard(text, source="Kenya", cue="said", content="prices rose")
    assert found.content.of(text) == "prices rose"


def test_whoever_is_told_stays_outside() -> None:
    text = "Kenya thanked Oman for its support of the talks."
    (found,) = heard(text, source="Kenya", cue="thanked", content="Oman for its support of the talks")
    assert found.content.of(text) == "its support of the talks"


def test_pieces_a_word_apart_are_one() -> None:
    pieces = ["the language", "the motion"]
    (found,) = heard(TOOK, source="Kenya", cue="balked loudly", content=pieces)
    assert found.content.of(TOOK) == "the language of the motion"


def test_a_cue_inside_a_word_does_no_harm() -> None:
    text = "Kenya mis-said the language of the motion was poor."
    (found,) = heard(text, source="Kenya", cue="said", content="the language of the motion was poor")
    assert found.cue.of(text)


def test_a_cue_inside_a_word_is_its_own_lemma() -> None:
    text = "Kenya counterclaims the language of the motion."
    (found,) = heard(text, source="Kenya", cue="claim", content="the language of the motion")
    assert found.lemma == "claim"


AGREED = "Kenya agreed to open the pass in 2024 and to pay for its road."


@pytest.mark.parametrize(
    ("content", "whole"),
    [
        ("to open the pass in 2024 and to", "to open the pass in 2024 and to pay for its road"),
        ("to open the pass in 2024", "to open the pass in 2024 and to pay for its road"),
        ("to open the pass in 2024 and to pay for its", "to open the pass in 2024 and to pay for its road"),
        (["to open the pass in 2024", "to pay for its road"], "to open the pass in 2024 and to pay for its road"),
    ],
)
def test_what_is_agreed_does_not_break_off_before_its_second_half(content: str | list[str], whole: str) -> None:
    assert [found.content.of(AGREED) for found in heard(AGREED, cue="agreed", content=content)] == [whole]


@pytest.mark.parametrize(
    ("text", "content", "kept"),
    [
        ("Kenya agreed to open the pass and asked Uganda to pay.", "to open the pass and", "to open the pass"),
        ("Kenya said trade grew in 2024 as its exports rose.", "trade grew in 2024", "trade grew in 2024"),
        ("Kenya praised the support for her; the road stays shut.", "the support for her", "the support for her"),
    ],
)
def test_what_is_heard_ends_where_it_is_whole(text: str, content: str, kept: str) -> None:
    assert kept in [found.content.of(text) for found in heard(text, cue=text.split()[1], content=content)]


def test_what_begins_with_a_verb_begins_with_its_subject() -> None:
    text = "Kenya said that Uganda must withdraw its troops."
    found = heard(text, cue="said", content="must withdraw its troops")
    assert [one.content.of(text) for one in found] == ["Uganda must withdraw its troops"]


def sources(text: str, **layers: str | list[str]) -> dict[str, str | None]:
    return {said.lemma: said.source.span.of(text) if said.source else None for said in heard(text, **layers)}


def test_whoever_it_hears_speak_goes_before_the_subject_inside_what_is_said() -> None:
    text = "The envoy thanked Kenya for receiving the refugees who fled Uganda, and demanded more time."
    assert sources(text)["demand"] != "The envoy"
    assert sources(text, source="The envoy", cue=["thanked", "demanded"])["demand"] == "The envoy"


def test_a_party_right_before_its_cue_speaks_all_the_same() -> None:
    text = "The envoy praised the talks after Kenya had also condemned the attack."
    assert sources(text, source="The envoy", cue=["praised", "condemned"])["condemn"] == "Kenya"


def test_the_name_before_a_colon_speaks_though_it_hears_another() -> None:
    text = "Foreign Minister Otieno: Kenya has asked the council for more time."
    assert sources(text, source="Kenya", cue="asked")[":"] == "Foreign Minister Otieno"

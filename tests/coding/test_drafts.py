"""Sentences become drafts by frame, and the codebook's rules of thumb hold."""

from __future__ import annotations

import pytest

from dragoman import knowledge
from dragoman.coding import act_nouns, find_drafts
from dragoman.flow import understand
from dragoman.records import Document, Draft, Marked


def drafts_of(text: str) -> tuple[Marked, tuple[Draft, ...]]:
    """A text and the drafts found in it."""
    marked = understand(Document("d1", text, published="2024-05-14"), knowledge.load())
    return marked, find_drafts(marked)


def types_of(text: str) -> list[str]:
    """Types with modes, in the order of the text."""
    return [":".join((d.type, *d.modes)) for d in drafts_of(text)[1]]


def words(marked: Marked, mentions: tuple[int, ...]) -> list[str]:
    """What stands in a role."""
    return [marked.mentions[m].span.of(marked.document.text) for m in mentions]


# What must be there, and what must not, of a rule of thumb.
RULES = [
    ("Kuwait summoned the Iranian ambassador to complain.", ["ACCUSE:disapprove"], ["CONSULT"]),
    ("Serbia cancelled talks with Kosovo.", ["REJECT:meet"], ["CONSULT"]),
    ("Albania invited the Croatian president to Tirana.", ["AGREE"], ["CONSULT:visit"]),
    ("Chad called for an end to its war with Sudan.", ["AGREE"], ["REQUEST:yield"]),
    ("Brazil called on Sudan to end the war.", ["REQUEST:yield"], ["AGREE"]),
    ("An Egyptian court sentenced two activists to prison.", ["SANCTION:convict", "COERCE:arrest"], []),
    ("A Turkish court convicted the journalist in absentia.", ["SANCTION:convict"], ["COERCE:arrest"]),
    ("Ukrainian forces captured Russian soldiers.", ["ASSAULT:abduct"], ["COERCE:arrest"]),
    ("Spain issued an arrest warrant for the Libyan general.", ["THREATEN:arrest"], ["COERCE:arrest"]),
    ("Turkey and Azerbaijan held joint military exercises.", ["COOPERATE"], ["MOBILIZE:troops"]),
    ("China held military exercises near Taiwan.", ["MOBILIZE:troops"], ["COOPERATE"]),
    ("Workers staged a protest to demand that the Kenyan government resign.", [], ["REQUEST:yield"]),
    ("Beijing protested the decision of the United States.", ["ACCUSE:disapprove"], ["PROTEST:demo"]),
    ("Ghana thanked Japan for its support.", ["SUPPORT"], ["AID"]),
    ("Peru and Chile discussed sanctions against Iran.", [], ["SANCTION"]),
    ("Uruguay will visit Brazil.", ["AGREE"], ["CONSULT:visit"]),
    ("Russia will withdraw its troops from Syria.", ["CONCEDE"], ["RETREAT:withdraw"]),
    ("Turkey will not release the American pastor.", ["REJECT:yield"], ["RETREAT:release"]),
    ("Poland will expel three Russian diplomats.", ["THREATEN:expel"], ["SANCTION:expel"]),
    ("Iran condemned the Israeli attack on Syria.", ["ACCUSE:disapprove", "ASSAULT"], []),
]


# A feeling told and whom it is held against; whose feeling it is does not accuse himself.
FEELINGS = [
    ("Minister Salim Harthy conveyed the concern of the European Union about the new law.", []),
    ("Minister Salim Harthy expressed the deep regret of Oman over the delay.", []),
    ("Minister Salim Harthy conveyed Oman's concern about the raids by Chad.", ["Chad"]),
    ("The envoy of Oman voiced the outrage of his people at Chad.", ["Chad"]),
    ("Oman voiced sharp criticism of Chad.", ["Chad"]),
    ("Oman expressed its concern to Chad.", ["Chad"]),
]


@pytest.mark.parametrize(("text", "accused"), FEELINGS, ids=[case[0] for case in FEELINGS])
def test_whose_concern_it_is_is_not_accused(text: str, accused: list[str]) -> None:
    marked, drafts = drafts_of(text)
    assert [word for d in drafts if d.type == "ACCUSE" for word in words(marked, d.recipients)] == accused


@pytest.mark.parametrize(("text", "there", "absent"), RULES, ids=[rule[0] for rule in RULES])
def test_a_rule_of_thumb_of_the_codebook_holds(text: str, there: list[str], absent: list[str]) -> None:
    found = types_of(text)
    assert set(there) <= set(found)
    assert not set(absent) & set(found)


def test_a_compound_actor_makes_one_event() -> None:
    marked, drafts = drafts_of("The United States and France accused Russia of war crimes.")
    assert [d.type for d in drafts] == ["ACCUSE"]
    assert words(marked, drafts[0].actors) == ["United States", "France"]
    assert words(marked, drafts[0].recipients) == ["Russia"]


def test_what_a_state_says_of_another_is_its_accusation_and_its_word() -> None:
    marked, drafts = drafts_of("Azerbaijan said Armenian forces shelled a village.")
    by_type = {d.type: d for d in drafts}
    assert words(marked, by_type["ACCUSE"].actors) == ["Azerbaijan"]
    said_by = by_type["ASSAULT"].said_by
    assert said_by is not None
    assert words(marked, (said_by,)) == ["Azerbaijan"]


def test_a_news_agency_is_nobodys_source() -> None:
    _, drafts = drafts_of("Reuters reported that Norway met Finland.")
    assert all(d.said_by is None for d in drafts)


@pytest.mark.parametrize(
    ("text", "auxiliary"),
    [
        ("Togo expelled a diplomat of Benin.", "actual"),
        ("Togo did not expel the diplomat of Benin.", "negated"),
        ("Togo could expel the diplomat of Benin.", "hypothetical"),
        ("No official of Togo has expelled the diplomat of Benin.", "negated"),
        ("Togo denied reports that it had expelled a diplomat of Benin.", "negated"),
        ("Togo failed to expel the diplomat of Benin.", "negated"),
        ("Togo expelled a diplomat of Benin in 1998.", "historical"),
    ],
)
def test_the_auxiliary_follows_from_how_it_is_told(text: str, auxiliary: str) -> None:
    _, drafts = drafts_of(text)
    assert [d.auxiliary for d in drafts if d.type == "SANCTION"] == [auxiliary]


def test_page_furniture_is_not_coded() -> None:
    assert drafts_of("Read more: Norway met Finland\n\nRain fell.")[1] == ()


def test_a_purpose_is_not_told_as_done() -> None:
    assert "SANCTION:expel" not in types_of("Norway changed the law to expel Russian diplomats.")


def test_every_draft_says_which_rule_made_it() -> None:
    _, drafts = drafts_of("Norway met Finland. Sweden condemned Russia.")
    assert drafts
    assert all(d.reason and 0 < d.confidence < 1 for d in drafts)


def test_nouns_of_acts_are_single_words() -> None:
    assert all(" " not in noun for noun in act_nouns())


@pytest.mark.parametrize(
    "text",
    [
        "The Polish minister, speaking from Berlin, said Russian troops had attacked Kharkiv.",
        "Iran's foreign minister told reporters in Berlin that Israel had bombed Isfahan.",
        "Rebels killed five soldiers, the army said in Bamako.",
        "Speaking in Geneva, the envoy said Syrian rebels killed 12 soldiers.",
    ],
)
def test_where_it_was_said_is_not_where_it_happened(text: str) -> None:
    assaults = [draft for draft in drafts_of(text)[1] if draft.type == "ASSAULT"]
    assert assaults
    assert all(draft.place is None for draft in assaults)

"""Whose a position is, with what force, and what is none."""

from __future__ import annotations

import pytest

from dragoman import flow
from dragoman.records import Document

# What is said, and "side/force" of each position in it.
SAID = [
    ("Oman said it would not reopen its border crossing.", ["OMN/reject"]),
    ("Oman made it clear that Oman would not accept the deal.", ["OMN/reject"]),
    ('Kenya\'s minister said: "We will not look away."', ["KEN/commit"]),
    ("Kenya's Prime Minister proposed that Laos remove obstacles to trade.", ["KEN/demand"]),
    ("Oman underlined the need to hold the perpetrators of these heinous acts to account.", ["OMN/state"]),
    ("Oman expects the Turkish government to comply with the ruling.", ["OMN/demand"]),
    (
        "Oman's foreign minister, together with the leaders of France and Canada, warned that the war could spread.",
        ["CAN/warn", "FRA/warn", "OMN/warn"],
    ),
    pytest.param(
        "Georgian Minister Levan Tsereteli met his Estonian counterpart. "
        "Minister Tsereteli underlined that the occupation of Abkhazia by Russia remains a major challenge.",
        ["GEO/criticise"],
        marks=pytest.mark.xfail(
            reason="an occupation that is called a challenge is taken for a statement", strict=True
        ),
    ),
    ("Oman's minister underlined that it is wholly unacceptable that the claims remain in its law.", ["OMN/reject"]),
    ("Oman's minister underlined that it is a large country.", ["OMN/state"]),
    ("Kenya's government dismissed the claims. We urge the media to verify stories.", ["KEN/reject", "KEN/demand"]),
    ("Does Oman condemn the attack on the convoy?", []),
    ("Reporter: Kenya condemned the attack on the convoy. What is the comment of Oman?", []),
]


@pytest.mark.parametrize(("text", "wanted"), SAID)
def test_a_position_has_its_side_and_force(text: str, wanted: list[str]) -> None:
    found = [f"{p.represents}/{p.force}" for p in flow.code(text).positions]
    assert found == wanted


def test_the_secretary_is_the_one_of_the_side_that_reports() -> None:
    text = (
        "US Secretary of State Marco Rubio spoke today with Philippine Secretary of Foreign Affairs Ana Lopez. "
        "The Secretary condemned the use of water cannon and underscored that the treaty extends to ships."
    )
    found = flow.code(text).positions
    assert [(p.represents, p.about.text) for p in found] == [
        ("USA", "the use of water cannon"),
        ("USA", "the treaty extends to ships"),
    ]


def test_who_has_the_word_in_a_transcript_speaks_as_we() -> None:
    text = (
        "Foreign Ministry Spokesperson Lin Jian's Regular Press Conference\n\n"
        "Reuters: The US announced new visa rules. What is China's comment?\n\n"
        "Lin Jian: China opposes the rules. We urge the US to respect facts."
    )
    found = flow.code(text)
    assert [(p.represents, p.force) for p in found.positions] == [("CHN", "reject"), ("CHN", "demand")]
    names = {entity.id: entity.name for entity in found.entities}
    assert {names[p.speaker or ""] for p in found.positions} <= {"Lin Jian", "China"}


# What speaks well of another side, or judges nobody, is no criticism; what blames it still is.
MILD = [
    'Denmark\'s Foreign Minister Lotte Holm said: "Ghana remains a key partner in the fight against piracy."',
    "Denmark's Foreign Minister Lotte Holm noted that Ghana plays a leading role in the fight against piracy.",
    "Oman's Foreign Minister said that Moldova has shown remarkable solidarity with people fleeing the war.",
    "Minister Okello of Uganda said that Kenya is a pillar of stability in a region scarred by conflict.",
    "Foreign Minister Inga Ozola of Latvia emphasised that Georgia has been a reliable partner in missions abroad.",
    "Egypt affirmed that the responsibility lies with the parties.",
    "Kuwait affirmed that the field lies in the north.",
    "Qatar affirmed that the solution lies in dialogue.",
]
HARSH = [
    "Poland's Foreign Minister said that Belarus is destabilising its neighbours.",
    "Norway stated that Russia's attacks on the cities of Ukraine are a flagrant violation of the law.",
    "Oman said that Chad has violated the truce.",
]


@pytest.mark.parametrize("text", MILD)
def test_praise_is_no_criticism(text: str) -> None:
    (found,) = flow.code(text).positions
    assert found.force not in ("criticise", "reject")


@pytest.mark.parametrize("text", HARSH)
def test_blame_is_criticism(text: str) -> None:
    assert [p.force for p in flow.code(text).positions] == ["criticise"]


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("Minister Keller of Germany recognised the support that Colombia has provided to migrants.", "welcome"),
        ("Austria acknowledged the efforts of Albania to combat organised crime.", "welcome"),
        ("Austria acknowledged that the support of Albania had ended.", "state"),
    ],
)
def test_a_merit_that_is_recognised_is_welcomed(text: str, force: str) -> None:
    assert [p.force for p in flow.code(text).positions] == [force]


@pytest.mark.parametrize(
    ("text", "forces"),
    [
        ("The Minister wished a speedy recovery to the injured.", []),
        ("Kenya's foreign minister wished Oman success in its presidency.", []),
        pytest.param(
            "Kenya's foreign minister wished to see an end to the war.",
            ["demand"],
            marks=pytest.mark.xfail(reason="a wish is taken for a statement", strict=True),
        ),
        ("Kenya's foreign minister spoke in favour of an immediate ceasefire.", ["support"]),
    ],
)
def test_good_wishes_are_no_position(text: str, forces: list[str]) -> None:
    assert [p.force for p in flow.code(text).positions] == forces


@pytest.mark.parametrize(
    ("text", "about", "target"),
    [
        ("Latvia condemned Russia's invasion of Ukraine.", "Russia's invasion of Ukraine", "Russia"),
        (
            "Latvia condemned Russia’s shelling of Ukraine and Moldova.",
            "Russia’s shelling of Ukraine and Moldova",
            "Russia",
        ),
        ("Oman condemned the invasion of Ukraine.", "the invasion of Ukraine", None),
        ("Oman condemned the threats of Chad.", "the threats of Chad", "Chad"),
        ("Kenya commends Togo and the Government of Oman for their efforts.", "their efforts", "Togo"),
    ],
)
def test_a_deed_is_held_against_its_doer(text: str, about: str, target: str | None) -> None:
    record = flow.code(text)
    names = {entity.id: entity.name for entity in record.entities}
    assert [(p.about.text, names.get(p.target or "")) for p in record.positions] == [(about, target)]


def test_an_attack_is_not_blamed_on_the_country_it_hits() -> None:
    assert flow.code("Oman condemned the attack in Mali.").positions[0].target is None


def test_who_is_not_resolved_is_the_only_one_of_that_title() -> None:
    text = (
        "Kenya's Foreign Minister Amina Wako met Oman's Deputy Minister Salim Harthy in Nairobi. "
        "The Deputy Minister welcomed the decision of Kenya to open an embassy."
    )
    found = flow.code(text)
    names = {entity.id: entity.name for entity in found.entities}
    assert [(names[p.speaker or ""], p.represents) for p in found.positions] == [("Salim Harthy", "OMN")]


def test_a_joint_document_speaks_for_no_side_alone() -> None:
    text = (
        "JOINT COMMUNIQUÉ\n\nThe Minister of Foreign Affairs of Kenya, Amina Wako, met the Minister of Foreign Affairs "
        "of Oman, Salim Harthy, in Muscat. It was stressed that the sea must stay open to all ships."
    )
    (found,) = flow.code(text).positions
    assert (found.represents, found.speaker, found.explicit) == (None, None, False)
    assert "joint document" in found.reason


def test_condolences_are_no_position() -> None:
    assert not flow.code("Kenya expressed its condolences to Oman over the floods.").positions


@pytest.mark.parametrize(
    ("publisher", "text", "side"),
    [
        (
            "Ministry of Foreign Affairs of Togo",
            "Over the past week the army of Ghana has dug trenches. We recall that the Constitution of Ghana contains "
            "claims against Togo.",
            "TGO",
        ),
        (
            "Foreign Ministry of Oman",
            "The President of Togo arrived in Lomé. It was underlined that the strait must stay open.",
            "OMN",
        ),
        ("The Lomé Post", "The army of Ghana dug trenches. We recall that Togo has claims against Ghana.", None),
    ],
)
def test_a_document_speaks_for_the_side_of_its_publisher(publisher: str, text: str, side: str | None) -> None:
    record = flow.code(Document("d", text, publisher=publisher, published="2024-05-14"))
    assert [p.represents for p in record.positions] == ([side] if side else [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Kenya's president received Uganda's president on Sunday; the visitor rejected the memorandum which "
            "Nairobi had signed with the authorities in Kampala.",
            "the memorandum",
        ),
        ("It was decided to hold the next meeting of the two ministers in Nairobi in May.", "next meeting"),
    ],
)
def test_who_needs_no_name_says_something(text: str, said: str) -> None:
    assert any(said in p.about.text for p in flow.code(text).positions)


def test_who_is_encouraged_by_nobody_named_is_the_target_and_not_the_voice() -> None:
    record = flow.code(
        "Statement of the African Union on Chad\n\nOman was encouraged to continue to lead the talks on Chad."
    )
    names = {entity.id: entity.name for entity in record.entities}
    assert [(p.represents, p.explicit, names.get(p.target or "")) for p in record.positions] == [("AU", False, "Oman")]


def test_own_words_in_the_text_of_a_state_are_that_states() -> None:
    text = (
        "Statement on the border\n\nOman condemns the raid of Chad. Our side did not begin it. "
        "We will never give up our land."
    )
    record = flow.code(text)
    names = {entity.id: entity.name for entity in record.entities}
    said = {p.about.text: (p.represents, names.get(p.speaker or "")) for p in record.positions}
    assert said["We will never give up our land"] == ("OMN", "Oman")


def test_whose_word_a_noun_tells_is_not_whose_text_it_is() -> None:
    record = flow.code("Oman's call for mediation was ignored by Chad. It was stressed that the border was closed.")
    assert {position.represents for position in record.positions} == {None}


def test_no_side_tells_itself_what_nobody_named_tells_it() -> None:
    text = (
        "Oman's foreign minister met Chad's envoy. Oman was urged to leave Kosti. Oman was reminded of the need to pay."
    )
    record = flow.code(text)
    assert [position for position in record.positions if position.represents == "OMN"] == []

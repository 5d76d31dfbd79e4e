"""Who is called by a kind or by his side alone: "the rebels", "the army", "the Omani diplomat", "the Dutch"."""

from __future__ import annotations

import pytest

from dragoman.flow import load_coder

OMAN = "Kenya's Foreign Minister Amina Wako met the Ambassador of Oman, Salim Harthy, in Nairobi. "


def _chain(text: str, words: str) -> set[str]:
    """All by which the record calls whoever is called so."""
    record = load_coder().code(text)
    told = [{span.of(text) for span in entity.mentions} for entity in record.entities]
    return next((chain for chain in told if words in chain), set())


@pytest.mark.parametrize(
    ("text", "words", "other"),
    [
        (OMAN + "The Omani diplomat thanked Kenya.", "Salim Harthy", "The Omani diplomat"),
        (OMAN + "She told the Omani guest that Kenya would pay.", "Salim Harthy", "the Omani guest"),
        ("The President of Chad rang the President of Togo. The Togolese leader agreed.", "the President of Togo",
         "The Togolese leader"),
        ("Chile accused Norway of spying. The Norwegians denied it.", "Norway", "The Norwegians"),
        ("Peru attacked the ELN on Monday. Talks are off. The guerrillas threatened Peru.", "the ELN",
         "The guerrillas"),
        ("Lima police arrested ten men. A flat was searched, police said.", "Lima police", "police"),
        ("Police fired on a crowd in Lima. Officers beat three women.", "Police", "Officers"),
        ("Chile summoned the Ambassador of Peru on Monday. A note was handed to the diplomat.",
         "the Ambassador of Peru", "the diplomat"),
        ("Police in Lima arrested a photographer. The union said the man had been beaten.", "a photographer",
         "the man"),
        ("The Houthis freed nine men, the United Nations said, as the group met Omani envoys.", "The Houthis",
         "the group"),
        ("President Amina Wako of Kenya met Chad's envoy. The Head of Kenya praised Chad.",
         "President Amina Wako of Kenya", "The Head of Kenya"),
        ("Jordan's minister met the Dutch envoy. He praised the Netherlands for helping the Kingdom.", "Jordan",
         "the Kingdom"),
        ("Namibia met Angola's envoy. The Namibian party made known that Angola had paid.", "Namibia",
         "The Namibian party"),
        ("The Chair of the Pacific Islands Forum, Sione Taufa, thanked Chad. The Chair praised Mali.", "Sione Taufa",
         "The Chair"),
        ("Kenya's envoy thanked Oman. He has left the Sultanate.", "Oman", "the Sultanate"),
        ("The Foreign Ministers of ASEAN met in Manila. Trade came first. The Ministers condemned the coup.",
         "The Foreign Ministers of ASEAN", "The Ministers"),
        ("The Sudanese Armed Forces shelled Kosti. Talks began in Jeddah. The army denied it.",
         "The Sudanese Armed Forces", "The army"),
    ],
)  # fmt: skip
def test_the_one_of_a_kind_is_meant(text: str, words: str, other: str) -> None:
    assert other in _chain(text, words)


@pytest.mark.parametrize(
    ("text", "words", "other"),
    [
        (OMAN + "Oman's Trade Minister Huda Saidi came as well. The Omani diplomat left.", "Salim Harthy",
         "The Omani diplomat"),
        ("The President of Chad rang the President of Togo. The Togolese diplomat agreed.", "the President of Togo",
         "The Togolese diplomat"),
        ("Chile arrested three Norwegians. Norway asked Chile to free the Norwegians.", "Norway", "the Norwegians"),
        ("Namibia met Angola. The Namibian ruling party thanked Angola.", "Namibia", "The Namibian ruling party"),
        ("Governor Ana Prado met Chad's envoy. The deputy governor thanked Chad.", "Governor Ana Prado",
         "The deputy governor"),
        ("Three leaders of the union left. Asian leaders praised Chile.", "Three leaders of the union",
         "Asian leaders"),
        ("Hamas and Hezbollah fought Israel. The rebels thanked Iran.", "Hamas", "The rebels"),
        ("Lima police fought Quito police. Officers fled.", "Lima police", "Officers"),
    ],
)  # fmt: skip
def test_of_two_or_another_kind_nobody_is(text: str, words: str, other: str) -> None:
    assert other not in _chain(text, words)


@pytest.mark.parametrize(
    ("text", "first", "again"),
    [
        ("The ELN killed two mayors in Peru. A farmers' group condemned the attack. The group urged Peru to act.",
         "A farmers' group", "The group"),
        ("The ELN fought in Lima. In Chad, rebels attacked a garrison. The rebels withdrew on Friday.", "rebels",
         "The rebels"),
    ],
)  # fmt: skip
def test_a_nearer_one_of_the_same_noun_is_meant_before_one_with_a_name(text: str, first: str, again: str) -> None:
    assert again in _chain(text, first)

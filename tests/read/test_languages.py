from __future__ import annotations

import time

import pytest

from dragoman.read.languages import MAX_LANGUAGE_CHARS, Verdict, find_language

FRENCH = (
    "Le ministre des Affaires étrangères a rencontré mardi son homologue à Genève. Ils ont évoqué la coopération "
    "entre les deux pays et la situation dans la région. Une déclaration commune sera publiée dans la semaine."
)
GERMAN = (
    "Der Außenminister traf am Dienstag seinen Amtskollegen in Genf. Beide sprachen über die Lage in der Region "
    "und über die Zusammenarbeit ihrer Länder. Eine gemeinsame Erklärung soll noch in dieser Woche folgen."
)
DUTCH = (
    "De minister van Buitenlandse Zaken heeft dinsdag in Genève zijn ambtgenoot ontmoet. Zij spraken over de "
    "samenwerking tussen de twee landen en over de toestand in de regio, waar het al weken onrustig is."
)

TURKISH = "Dışişleri Bakanı salı günü Ankara'da mevkidaşıyla bir araya gelerek ikili işbirliğini görüştü."
AZERBAIJANI = "Xarici işlər naziri çərşənbə axşamı Bakıda həmkarı ilə görüşüb və əməkdaşlığı müzakirə edib."


@pytest.mark.parametrize(("text", "code"), [(FRENCH, "fr"), (GERMAN, "de"), (DUTCH, "nl")])
def test_a_text_of_some_length_in_another_language_is_foreign(text: str, code: str) -> None:
    assert find_language(text) == Verdict(code, True)


@pytest.mark.parametrize(
    "text", ["外交部长星期二在日内瓦会见了他的同行。", "Министры встретились.", "التقى الوزير نظيره في جنيف"]
)
def test_another_script_is_foreign_at_any_length(text: str) -> None:
    assert find_language(text).foreign


@pytest.mark.parametrize(
    "text",
    [
        "Bayramov, Schmid, Mirzoyan, Kobakhidze and Lavrov in Baku for talks",
        "Le ministre est arrivé.",
        "Xi, Putin, Modi, Lula, Ramaphosa, Pezeshkian, Abiy, Sisi: Kazan summit attendees list",
        "12 345 678",
        "\U0001f91d\U0001f1e6\U0001f1ff",
    ],
)
def test_a_short_text_is_never_turned_away_in_latin_script(text: str) -> None:
    assert not find_language(text).foreign


@pytest.mark.parametrize("text", [FRENCH, GERMAN, DUTCH, TURKISH, AZERBAIJANI])
def test_a_sentence_without_one_small_word_of_english_can_be_told(text: str) -> None:
    assert find_language(text.split(". ")[0]).foreign


def test_names_in_another_script_do_not_make_english_foreign() -> None:
    text = "The minister (Министр иностранных дел Российской Федерации) said that they had met with the envoy."
    assert find_language(text) == Verdict("en")


def test_an_english_headline_does_not_make_a_french_text_english() -> None:
    assert find_language("Statement of the minister at the meeting\n\n" + FRENCH * 10).code == "fr"


def test_only_a_part_of_a_long_text_is_looked_at() -> None:
    started = time.perf_counter()
    find_language("The minister met the envoy. " * 70_000)
    assert MAX_LANGUAGE_CHARS == 2_000
    assert time.perf_counter() - started < 1

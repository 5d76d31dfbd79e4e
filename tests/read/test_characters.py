from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.read.characters import clean, decode

SENTENCE = "“Erdoğan’s envoy” met Šefčovič in Zürich – at noon."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_text_in_a_marked_encoding_is_read_as_written(encoding: str) -> None:
    assert decode(SENTENCE.encode(encoding)).text == SENTENCE


def test_utf_16_without_a_mark_is_recognised() -> None:
    assert decode("Envoys met in Geneva.".encode("utf-16-be")).text == "Envoys met in Geneva."


def test_western_text_is_read_as_windows_1252_with_a_warning() -> None:
    found = decode("“Café” talks in Zürich – over.".encode("cp1252"))
    assert found.text == "“Café” talks in Zürich – over."
    assert found.warnings == ("not UTF-8: read as cp1252",)


def test_cyrillic_text_is_not_read_as_western() -> None:
    sentence = "Министр иностранных дел встретился с послом в Женеве и обсудил двусторонние отношения. " * 5
    assert decode(sentence.encode("cp1251")).text == sentence


def test_one_broken_byte_does_not_change_the_encoding() -> None:
    data = ("Šefčovič met Erdoğan. " * 20).encode() + b"\xc5"
    found = decode(data)
    assert found.text.endswith("Erdoğan. \ufffd")
    assert found.warnings == ("1 damaged character read as U+FFFD",)


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\x00" * 100, b"\x7fELF\x02\x01\x01" + b"\x00\x05" * 99])
def test_bytes_that_are_no_text_have_no_encoding(data: bytes) -> None:
    assert decode(data).encoding is None


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("a\r\nb\rc\u2028d\u2029e\x0cf", "a\nb\nc\nd\n\ne\nf"),
        ("co\u00adoper\u200bate\ufeff", "cooperate"),
        ("10\u00a0000\u202fkm\u3000", "10 000 km "),
        ("Baku\u200d \u200cnow", "Baku now"),
        ("\U0001f468\u200d\U0001f469", "\U0001f468\u200d\U0001f469"),
        ("می\u200cروم", "می\u200cروم"),
        ("Erdog\u0306an", "Erdoğan"),
        ("o\ufb03cial", "official"),
        ("\ttab ", "\ttab "),
        ("\u202eabc\u202c", "abc"),
    ],
)
def test_characters_follow_the_policy(given: str, expected: str) -> None:
    assert clean(given)[0] == expected


@given(st.text(st.characters(), max_size=200))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)[0]
    assert clean(once) == (once, ())
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")


@given(st.binary(max_size=400))
def test_any_bytes_can_be_asked_for_their_characters(data: bytes) -> None:
    assert isinstance(decode(data).text, str)

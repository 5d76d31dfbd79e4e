"""The count at the end: how many were coded, and how many were left out and why."""

from __future__ import annotations

import pytest

from dragoman.errors import DocumentError, LanguageError, NoTextError, TooLongError, UnreadableError
from dragoman.show.tally import Tally

LEFT_OUT = [
    LanguageError("text is in French (fr)", source="a", code="fr"),
    NoTextError("empty", source="b"),
    LanguageError("text is in French (fr)", source="c", code="fr"),
    TooLongError("longer", source="d"),
    UnreadableError("binary", source="e"),
    LanguageError("another script", source="f"),
    DocumentError("internal error", source="g"),
]


def finish(capsys: pytest.CaptureFixture[str], *, quiet: bool) -> list[str]:
    tally = Tally(quiet=quiet)
    for error in LEFT_OUT:
        tally.reject(error)
    tally.finish()
    return capsys.readouterr().err.splitlines()


def test_what_was_left_out_is_counted_by_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    *_, counted, reasons = finish(capsys, quiet=False)
    assert counted.startswith("coded 0 documents, rejected 7")
    assert reasons == (
        "left out: 2 language fr, 1 another language, 1 no text, 1 not coded, 1 not readable, 1 too long"
    )


def test_quiet_says_no_count(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(finish(capsys, quiet=True)) == len(LEFT_OUT)


def test_the_reasons_of_the_reader_are_those(capsys: pytest.CaptureFixture[str]) -> None:
    from dragoman.read import read
    from dragoman.settings import Settings

    french = "Les ministres se sont rencontrés à Bakou et ont parlé de la paix dans la région. " * 3
    for text, kind in ((french, "language fr"), ("Hello there", "no text"), ("The envoys met. " * 20, "too long")):
        with pytest.raises(DocumentError) as error:
            read(text + "\n", Settings(max_chars=300))
        assert error.value.kind == kind

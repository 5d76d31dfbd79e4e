"""`dragoman corpus` counts, lists what was wished for, and shows one text whole."""

from __future__ import annotations

import pytest

from dragoman.cli import main


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["corpus", *arguments]) == 0
    return capsys.readouterr().out


def test_without_a_wish_it_counts(capsys: pytest.CaptureFixture[str]) -> None:
    shown = run(capsys)
    assert shown.startswith("documents")
    assert "under 10: none" in shown


def test_every_line_has_the_event_that_was_wished_for(capsys: pytest.CaptureFixture[str]) -> None:
    lines = run(capsys, "--split", "dev", "--type", "assault").splitlines()
    assert lines
    assert all(line.startswith("dev ") for line in lines)


def test_what_was_chosen_can_be_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert "100%" in run(capsys, "--split", "dev", "--genre", "negative", "--count")


def test_a_text_is_shown_as_a_summary(capsys: pytest.CaptureFixture[str]) -> None:
    id = run(capsys, "--split", "dev", "--type", "CONSULT").split()[1]
    assert "EVENTS" in run(capsys, id)


def test_an_unknown_id_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["corpus", "no-such-text"]) == 2
    assert capsys.readouterr().err.startswith("dragoman: no document 'no-such-text'")


def test_a_wish_that_nothing_fulfils_is_said_to_be_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["corpus", "--split", "dev", "--word", "no such word"]) == 0
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", "no document of the corpus is like that\n")


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("--type FOO", "--type FOO: choose from ACCUSE, AGREE"),
        ("--mode foo", "--mode foo: choose from abduct"),
        ("--genre poem", "--genre poem: choose from communique"),
        ("--region mars", "--region mars: choose from "),
    ],
)
def test_a_wish_for_what_there_is_not_is_refused(option: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["corpus", "--split", "dev", *option.split()]) == 2
    assert capsys.readouterr().err.startswith(f"dragoman: {said}")

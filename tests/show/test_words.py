"""What people are shown holds nothing a terminal would obey."""

import time

import pytest
from tests.factory import document, empty, entity, position, record

from dragoman.show.words import clean_text, describe_counts, describe_who, group_positions, make_title


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words", "plain words"),
        ("two\nlines\tand  blanks", "two lines and blanks"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;new title\x07talks", "talks"),
        ("\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b2Jgone", "gone"),
        ("half a sequence \x1b[", "half a sequence "),
        ("\x1b", ""),
        ("bell\x07 and nul\x00", "bell and nul"),
        ("turned \u202eround\u202c", "turned round"),
        ("half \ud800 a character", "half a character"),
        ("[bold]markup[/bold] :smile:", "[bold]markup[/bold] :smile:"),
        ("مرحبا 北京 Łódź", "مرحبا 北京 Łódź"),
    ],
)
def test_what_a_terminal_would_obey_is_taken_out(text: str, shown: str) -> None:
    assert clean_text(text) == shown


@pytest.mark.parametrize("mark", ["\x1b", "\x1b]", "\x1b[", "\x1b[0", "\x9d", "\x90x", "\x9b", "\x1b]x", " ", "\x1b("])
def test_no_text_takes_long_to_clean(mark: str) -> None:
    started = time.perf_counter()
    clean_text(mark * 200_000)
    assert time.perf_counter() - started < 2  # a pattern that looks back takes minutes


def test_a_document_without_title_is_named_by_its_first_line() -> None:
    assert make_title(document(title=None)).startswith("Norwegian foreign minister")
    assert make_title(document(title="  ", text=" ")) == "d1"
    assert len(make_title(document(title=None, text="long " * 100))) == 90


def test_an_office_that_the_name_says_is_not_said_twice() -> None:
    assert describe_who(entity(name="the Foreign Minister")) == "the Foreign Minister (NOR)"


def test_positions_are_grouped_by_side_and_courtesies_left_out() -> None:
    sides = group_positions(record())
    assert {side: [p.id for p in held] for side, held in sides.items()} == {
        "Norway (NOR)": ["p1"],
        "Organization for Security and Co-operation in Europe (OSCE)": ["p2"],
    }


def test_a_position_of_nobody_is_grouped_as_such() -> None:
    nobody = record(positions=(position(represents=None, speaker=None),))
    assert list(group_positions(nobody)) == ["nobody named"]


def test_nothing_found_is_said() -> None:
    assert describe_counts(empty()) == "nothing codable"

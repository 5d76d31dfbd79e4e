"""Practice texts: marks come out of the text, lines below say what they are, and what is wrong is told by line."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile

import pytest
from corpus.__main__ import main
from corpus.practice import (
    PRACTICE,
    PracticeError,
    find_practice_faults,
    is_kept,
    load_practice,
    read_marks,
    read_practice,
)

from dragoman.evaluate.gold import Gold
from dragoman.records import Span

TEXT = """@ pr-x-001 | wire | southeast_asia | 2025-04-17 | -
[1:The Thai army] [a:shelled] [2:[3:Cambodian] positions] near [4:O Smach] [d1:on Thursday], [q1:an attack that was "unprovoked"], [5:[3:Cambodia]'s defence ministry] [v1:said].

[5:It] [b:urged] [7:Bangkok] to pull back.
-
1 government THA MIL "Royal Thai Army"
2 group KHM MIL
3 country KHM GOV
4 place KHM
5 government KHM MIL,GOV
7 country THA GOV
a ASSAULT heavy-weapons | actual | by 1 | to 2 | at 4 | on d1 | said 5 | ctx military,territory
b REQUEST yield | by 5 | to 7
d1 2025-04-17
q1 by 5 | force criticise | to 7
"""  # noqa: E501


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def gold(folder: Path) -> Gold:
    (found,) = load_practice(folder=folder)
    return found


def test_marks_are_taken_out_and_places_kept(gold: Gold) -> None:
    text = gold.document.text
    assert text.startswith("The Thai army shelled Cambodian positions near O Smach on Thursday")
    assert "[" not in text
    names = {entity.id: [span.of(text) for span in entity.mentions] for entity in gold.entities}
    assert names["e5"] == ["Cambodia's defence ministry", "It"]
    assert names["e3"] == ["Cambodian", "Cambodia"]


def test_events_have_all_that_their_lines_say(gold: Gold) -> None:
    shelled, urged = gold.events
    assert (shelled.type, shelled.modes, shelled.actors, shelled.recipients) == (
        "ASSAULT",
        ("heavy-weapons",),
        ("e1",),
        ("e2",),
    )
    assert shelled.date is not None
    assert (shelled.date.start, shelled.said_by) == ("2025-04-17", "e5")
    assert shelled.place is not None
    assert (shelled.place.name, shelled.place.country) == ("O Smach", "KHM")
    assert (urged.trigger.of(gold.document.text), urged.actors, urged.recipients) == ("urged", ("e5",), ("e7",))


def test_speech_is_an_attribution_and_with_force_a_position(gold: Gold) -> None:
    (said,), (position,) = gold.attributions, gold.positions
    assert (said.source, said.cue.of(gold.document.text)) == ("e5", "said")
    assert (position.force, position.represents, position.target) == ("criticise", "KHM", "e7")


def test_whoever_represents_nobody_speaks_for_himself(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT.replace("5 government KHM MIL,GOV", "5 group -/KHM CVL"), encoding="utf-8")
    (gold,) = load_practice(folder=tmp_path)
    assert (gold.positions[0].represents, gold.entities[4].country) == (None, "KHM")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("-\n1 gov", "1 gov", "no line with only '-'"),
        ("[4:O Smach]", "[4:O Smach", "is not closed"),
        ("[4:O Smach]", "O Smach]", "closes nothing"),
        ("7 country THA GOV\n", "", "no line tells of 7"),
        ("b REQUEST yield", "c REQUEST yield", "is not in the text|no line tells of b"),
        ("@ pr-x-001 | wire", "@ pr-x-001", "the first line is"),
        ("by 5 | force", "by 9 | force", "no line tells of 9"),
        ("at 4 | on d1", "at d1 | on d1", "is no entity"),
        ("q1 by 5 |", "q1 by 5 | for THA |", "'for' beside 'by'"),
        ("d1 2025-04-17\n", "d1 2025-04-17\nd1 2025-04-18\n", "told twice"),
    ],
)
def test_what_cannot_be_read_is_a_fault_of_its_text(tmp_path: Path, old: str, new: str, reason: str) -> None:
    file = tmp_path / "one.txt"
    file.write_text(TEXT.replace(old, new), encoding="utf-8")
    sheets, (fault,) = read_practice([file])
    assert not sheets
    assert any(part in fault.reason for part in reason.split("|"))
    with pytest.raises(PracticeError):
        load_practice(folder=tmp_path)


def test_the_rules_of_sheets_hold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "one.txt"
    file.write_text(TEXT.replace("ASSAULT heavy-weapons", "ASSAULT strike").replace("THA GOV", "XYZ GOV"))
    _, faults = find_practice_faults([file])
    assert {fault.field for fault in faults} == {"events[0].modes", "entities[5].represents"}
    assert main(["practice", str(file)]) == 1
    assert "1 texts, 2 events, 2 faults" in capsys.readouterr().err


def test_practice_texts_of_the_project_keep_the_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["practice"]) == 0, capsys.readouterr().out


def test_texts_kept_from_the_reader_are_about_one_in_seven(tmp_path: Path) -> None:
    copyfile(PRACTICE / "conflict.txt", tmp_path / "conflict.txt")
    everything, kept, read = (load_practice(kept, tmp_path) for kept in (None, True, False))
    assert len(kept) + len(read) == len(everything)
    assert all(is_kept(gold.document.id) for gold in kept)
    assert 0.1 < len(kept) / len(everything) < 0.19


def test_nested_marks_hold_each_other() -> None:
    spans = read_marks("[1:The envoy of [2:Oman]] [a:left].").spans
    assert spans == {"1": [Span(0, 17)], "2": [Span(13, 17)], "a": [Span(18, 22)]}

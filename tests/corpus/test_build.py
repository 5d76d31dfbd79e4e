"""The built corpus has the record's names, the same bytes every time, and families kept together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import corpus
import pytest
from corpus.__main__ import main
from corpus.build import make_files, make_rows
from corpus.sheets import Sheet
from corpus.splits import find_alike, pick_split

from dragoman.errors import KnowledgeError, UsageError
from dragoman.evaluate.gold import SPLITS, Gold, read_row
from dragoman.records import CoderCard, Record, When

Data = dict[str, Any]
Write = Callable[[list[Data]], Path]


def sheets_of(data: list[Data]) -> list[Sheet]:
    return [Sheet("batch.jsonl", line, one) for line, one in enumerate(data, 1)]


@pytest.fixture
def gold(sheets: list[Data]) -> Gold:
    return read_row(make_rows(sheets_of(sheets))[1])


def build(write: Write, sheets: list[Data], to: Path, *options: str) -> int:
    return main(["build", "--sheets", str(write(sheets).parent), "--to", str(to), *options])


def test_rows_are_sorted_by_id(sheets: list[Data]) -> None:
    assert [row["document"]["id"] for row in make_rows(sheets_of(sheets))] == ["derby", "omn-ken-a", "omn-ken-b"]


def test_spans_give_back_their_words(gold: Gold) -> None:
    text = gold.document.text
    assert [span.of(text) for span in gold.entities[0].mentions] == [
        "Foreign Minister Salma Rashdi of Oman",
        "her",
        "She",
    ]
    met = gold.events[0]
    assert (met.trigger.of(text), met.date_span and met.date_span.of(text)) == ("met", "On Tuesday")
    assert met.place_span is not None
    assert met.sentence.covers(met.place_span)
    assert [topic.span.of(text) for topic in gold.meetings[0].agenda] == ["port services", "fisheries"]
    assert gold.attributions[0].content.of(text) == "the need for safe sea lanes"
    assert [span.of(text)[:9] for span in gold.boilerplate] == ["They also"]


def test_a_position_has_the_cue_of_its_attribution_or_none(gold: Gold) -> None:
    said, condemned = gold.positions
    assert said.cue is not None
    assert said.cue.of(gold.document.text) == "stressed"
    assert condemned.cue is None


def test_a_meeting_knows_its_event_and_who_sat_there(gold: Gold) -> None:
    meeting = gold.meetings[0]
    assert meeting.events == ("v1",)
    assert [(who.name, who.represents) for who in meeting.participants] == [
        ("Salma Rashdi", "OMN"),
        ("Peter Otieno", "KEN"),
    ]


def test_the_ontology_weighs_the_events(gold: Gold) -> None:
    assert [(event.type, event.quad, event.score > 0) for event in gold.events] == [
        ("CONSULT", 1, True),
        ("ACCUSE", 3, False),
    ]


def test_a_group_knows_its_members(gold: Gold) -> None:
    assert gold.entity("e3").members == ("e1", "e2")


def test_a_pair_looks_into_the_other_account(sheets: list[Data], gold: Gold) -> None:
    assert gold.pair is not None
    assert gold.pair.other == "omn-ken-b"
    tea = gold.pair.topics[1]
    assert (tea.a, tea.b and tea.b.of(sheets[1]["text"])) == (None, "the export of tea")


def test_a_date_without_days_keeps_its_words(sheets: list[Data]) -> None:
    sheets[0]["events"][0]["date"] |= {"start": None, "end": None}
    event = read_row(make_rows(sheets_of(sheets))[1]).events[0]
    assert event.date is None
    assert event.date_span is not None


def test_a_row_is_also_a_record(sheets: list[Data]) -> None:
    row = make_rows(sheets_of(sheets))[1]
    coder = {"version": "", "model": None, "ontology": "", "knowledge": ""}
    record = Record.from_dict({**row, "coder": coder})
    assert record.coder == CoderCard("", None, "", "")
    assert record.events[0].date == When("2024-05-07", "2024-05-07", "On Tuesday")
    assert record.to_dict().keys() <= {*row, "coder", "warnings"}


def test_the_order_of_sheets_changes_nothing(sheets: list[Data]) -> None:
    assert make_files(sheets_of(sheets)) == make_files(sheets_of(sheets[::-1]))


def test_a_family_is_in_one_split(sheets: list[Data], write: Write, tmp_path: Path) -> None:
    assert build(write, sheets, tmp_path) == 0
    found = {gold.document.id: split for split in SPLITS for gold in corpus.load_split(split, tmp_path)}
    assert found.keys() == {"derby", "omn-ken-a", "omn-ken-b"}
    assert found["omn-ken-a"] == found["omn-ken-b"]


def test_families_are_shared_out_seven_to_one_to_two() -> None:
    picked = [pick_split(f"family-{number}") for number in range(2000)]
    shares = [picked.count(split) / len(picked) for split in SPLITS]
    assert shares == pytest.approx([0.7, 0.1, 0.2], abs=0.03)


def test_building_twice_writes_once(
    sheets: list[Data], write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(write, sheets, tmp_path)
    capsys.readouterr()
    assert build(write, sheets, tmp_path) == 0
    assert capsys.readouterr().out == ""


def test_check_tells_what_differs_and_writes_nothing(
    sheets: list[Data], write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(write, sheets, tmp_path)
    before = {split: (tmp_path / f"{split}.jsonl").read_bytes() for split in SPLITS}
    assert build(write, sheets, tmp_path, "--check") == 0
    capsys.readouterr()
    sheets[2]["style"] = "radio"
    assert build(write, sheets, tmp_path, "--check") == 1
    assert capsys.readouterr().out == f"{pick_split('derby')}.jsonl: derby differs\n"
    assert before == {split: (tmp_path / f"{split}.jsonl").read_bytes() for split in SPLITS}


def test_sheets_with_a_fault_are_not_built(sheets: list[Data], write: Write, tmp_path: Path) -> None:
    sheets[2]["genre"] = "novel"
    assert build(write, sheets, tmp_path) == 1
    assert not list(tmp_path.glob("*.jsonl"))


def test_a_text_told_twice_is_refused(
    sheets: list[Data], write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    twin = sheets[2] | {"id": "derby-2", "family": "derby-2", "text": sheets[2]["text"].replace("break", "whistle")}
    assert build(write, [*sheets, twin], tmp_path) == 1
    assert "like derby: the most allowed is 0.5" in capsys.readouterr().out


def test_texts_are_as_alike_as_the_runs_of_words_they_share() -> None:
    alike = find_alike({"a": "one two three four five six", "b": "one two three four five ten", "c": "six"}, 0.0)
    assert [(found.score, found.first, found.second) for found in alike] == [(0.333, "a", "b")]


def test_a_split_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="corpus build"):
        corpus.load_split("dev", tmp_path)
    with pytest.raises(UsageError, match="train, dev, test"):
        corpus.load_split("validation", tmp_path)

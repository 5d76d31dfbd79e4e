"""What is no annotated document is told in one line that says what it lacks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.evaluate.gold import FOLDER

GOLD = json.loads((FOLDER / "dev.jsonl").read_text("utf-8").split("\n")[0])
NOT = "not an annotated document"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            json.dumps(GOLD["document"]),
            f":1: {NOT} (a document without annotations: there is nothing to measure against)",
        ),
        (json.dumps({"document": GOLD["document"], "events": []}), f":1: {NOT} (a document without annotations"),
        (json.dumps({name: GOLD[name] for name in GOLD if name != "style"}), f":1: {NOT} (it has no style)"),
        (json.dumps(GOLD | {"events": [{}]}), f":1: {NOT} (it has no 'modes')"),
        ("[]", f":1: {NOT} (no object)"),
        ("{", ":1: not JSON: "),
        ("", ": no annotated document in it"),
    ],
)
def test_a_file_without_annotations_is_told(
    line: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(line, encoding="utf-8")
    assert main(["evaluate", "documents", str(path)]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"rejected  {path}{said}")
    assert told.err.count("\n") == 1


def test_a_record_as_the_contract_lays_it_out_is_annotated(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = {
        "document": {"id": "d", "text": "Kenya condemned Oman."},
        "entities": [
            {
                "id": "e1",
                "name": "Kenya",
                "kind": "country",
                "represents": "KEN",
                "country": "KEN",
                "mentions": [[0, 5]],
            },
            {
                "id": "e2",
                "name": "Oman",
                "kind": "country",
                "represents": "OMN",
                "country": "OMN",
                "mentions": [[16, 20]],
            },
        ],
        "events": [
            {
                "id": "v1",
                "type": "ACCUSE",
                "actors": ["e1"],
                "recipients": ["e2"],
                "sentence": [0, 21],
                "trigger": [6, 15],
            }
        ],
    }
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    assert main(["evaluate", "documents", str(path)]) == 0
    assert json.loads(capsys.readouterr().out)["events"]["f1"] == 1.0

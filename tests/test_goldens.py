"""Whole records of the shipped examples stay as they are until somebody looks at the change.

`python tests/test_goldens.py` rewrites `tests/goldens/`.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import dragoman

ROOT = Path(__file__).parent.parent
GOLDENS = ROOT / "tests" / "goldens"
EXAMPLES = ("report.txt", "wire.txt", "reports.jsonl")


def code_example(name: str) -> list[dict[str, object]]:
    """The records of an example, less the paths and versions that change without a change of behaviour."""
    records = []
    for document in dragoman.read_many([str(ROOT / "examples" / name)]):
        assert isinstance(document, dragoman.Document), document
        record = dragoman.code(document).to_dict()
        del record["coder"], record["document"]["source"]
        records.append(record)
    return records


def split(value: object, place: str = "") -> tuple[object, dict[str, float]]:
    """A record without its confidences, and those by place: processors round an encoder's sums in their own ways."""
    told: dict[str, float] = {}
    if isinstance(value, dict):
        rest: dict[str, object] = {}
        for name, held in value.items():
            if name == "confidence":
                told[place] = held
            else:
                rest[name], inner = split(held, f"{place}/{name}")
                told |= inner
        return rest, told
    if isinstance(value, list):
        pairs = [split(held, f"{place}/{number}") for number, held in enumerate(value)]
        return [rest for rest, _ in pairs], {at: sure for _, inner in pairs for at, sure in inner.items()}
    return value, told


def as_text(records: list[dict[str, object]]) -> str:
    return json.dumps(records, indent=1, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_give_the_records_that_were_looked_at(name: str) -> None:
    wanted, sure = split(json.loads((GOLDENS / f"{name}.json").read_text("utf-8")))
    found, told = split(json.loads(as_text(code_example(name))))
    assert as_text(found) == as_text(wanted)  # type: ignore[arg-type]
    assert told == pytest.approx(sure, abs=0.05)


def test_coding_twice_gives_the_same_record() -> None:
    assert code_example("report.txt") == code_example("report.txt")


def test_every_span_of_the_goldens_lies_in_its_text() -> None:
    for path in sorted(GOLDENS.glob("*.json")):
        for record in json.loads(path.read_text("utf-8")):
            text = record["document"]["text"]
            for meeting in record["meetings"]:
                assert all(text[slice(*topic["span"])] == topic["text"] for topic in meeting["agenda"])
            for event in record["events"]:
                assert 0 <= event["sentence"][0] <= event["trigger"][0] < event["trigger"][1] <= len(text)


if __name__ == "__main__":
    GOLDENS.mkdir(exist_ok=True)
    for example in EXAMPLES:
        (GOLDENS / f"{example}.json").write_text(as_text(code_example(example)), "utf-8")

"""Makes `corpus` importable: it is run from the repository, never installed. And a pair of sheets to start from."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

TEXT_A = (
    "Ministers Meet in Muscat\n\n"
    "On Tuesday Foreign Minister Salma Rashdi of Oman met her Kenyan counterpart, Peter Otieno, in Muscat. "
    "She stressed the need for safe sea lanes. "
    "The ministers discussed port services and fisheries. "
    "He condemned the attack on a tanker. "
    "They also touched upon other issues of mutual interest."
)
TEXT_B = (
    "Cabinet Secretary Peter Otieno has held talks with Oman's Salma Rashdi on the export of tea. "
    "Both said that sailors must be safe at sea."
)


def make_a() -> dict[str, Any]:
    """Oman's account, with a pair that looks into Kenya's."""
    return {
        "id": "omn-ken-a",
        "family": "omn-ken",
        "genre": "readout",
        "style": "ministry of Oman",
        "region": "gulf",
        "title": None,
        "published": "2024-05-09",
        "publisher": None,
        "text": TEXT_A,
        "relevant": True,
        "entities": [
            {
                "id": "e1",
                "name": "Salma Rashdi",
                "kind": "person",
                "office": "Foreign Minister",
                "represents": "OMN",
                "country": "OMN",
                "sectors": ["GOV"],
                "mentions": ["Foreign Minister Salma Rashdi of Oman", "her", "She"],
                "members": [],
            },
            {"id": "e2", "name": "Peter Otieno", "kind": "person", "represents": "KEN", "mentions": ["Peter Otieno"]},
            {"id": "e3", "name": "ministers", "kind": "group", "mentions": ["The ministers"], "members": ["e1", "e2"]},
        ],
        "events": [
            {
                "type": "CONSULT",
                "modes": ["visit"],
                "contexts": ["diplomatic"],
                "auxiliary": "actual",
                "actors": ["e2"],
                "recipients": ["e1"],
                "sentence": 1,
                "trigger": "met",
                "sentences": [0, 1, 3],
                "date": {"text": "On Tuesday", "start": "2024-05-07", "end": "2024-05-07"},
                "place": {"text": "Muscat", "name": "Muscat", "country": "OMN"},
                "said_by": None,
            },
            {
                "type": "ACCUSE",
                "modes": ["disapprove"],
                "auxiliary": "actual",
                "actors": ["e2"],
                "recipients": [],
                "sentence": 4,
                "trigger": "condemned",
            },
        ],
        "attributions": [
            {
                "sentence": 2,
                "source": "e1",
                "source_text": "She",
                "cue": "stressed",
                "content": "the need for safe sea lanes",
                "explicit": True,
                "quoted": False,
            }
        ],
        "positions": [
            {
                "sentence": 2,
                "speaker": "e1",
                "represents": "OMN",
                "explicit": True,
                "quoted": False,
                "force": "state",
                "about": "the need for safe sea lanes",
                "target": None,
                "contexts": [],
                "boilerplate": False,
            },
            {
                "sentence": 4,
                "speaker": "e2",
                "represents": "KEN",
                "explicit": True,
                "force": "criticise",
                "about": "the attack on a tanker",
            },
        ],
        "meetings": [
            {
                "participants": [{"entity": "e1"}, {"entity": "e2"}],
                "form": "visit",
                "host": "OMN",
                "country": "OMN",
                "city": "Muscat",
                "date": {"text": "On Tuesday", "start": "2024-05-07", "end": "2024-05-07"},
                "status": "held",
                "agenda": ["port services", "fisheries"],
                "outcomes": [],
                "sentences": [0, 1, 3],
            }
        ],
        "boilerplate": [5],
        "pair": {
            "topics": [
                {
                    "topic": "safety at sea",
                    "a": "safe sea lanes",
                    "b": "sailors must be safe at sea",
                    "match": "same",
                    "raised_by": None,
                },
                {"topic": "tea", "a": None, "b": "the export of tea", "match": "only_b", "raised_by": "KEN"},
            ]
        },
    }


def make_b() -> dict[str, Any]:
    """Kenya's account of the same meeting, with the fewest fields."""
    return {
        "id": "omn-ken-b",
        "family": "omn-ken",
        "genre": "snippet",
        "style": "ministry of Kenya",
        "region": "east_africa",
        "title": None,
        "published": None,
        "text": TEXT_B,
        "relevant": True,
        "entities": [
            {"id": "e1", "name": "Peter Otieno", "kind": "person", "mentions": ["Cabinet Secretary Peter Otieno"]},
            {"id": "e2", "name": "Salma Rashdi", "kind": "person", "mentions": ["Oman's Salma Rashdi"]},
        ],
        "events": [
            {
                "type": "CONSULT",
                "auxiliary": "actual",
                "actors": ["e1", "e2"],
                "recipients": [],
                "sentence": 0,
                "trigger": "talks",
            }
        ],
    }


def make_negative() -> dict[str, Any]:
    """A match that is no clash."""
    return {
        "id": "derby",
        "family": "derby",
        "genre": "negative",
        "style": "sports desk",
        "region": "europe",
        "title": None,
        "published": None,
        "text": "Rovers attacked from the first minute of the derby and City surrendered before the break.",
        "relevant": False,
        "entities": [],
        "events": [],
    }


@pytest.fixture
def sheets() -> list[dict[str, Any]]:
    """Three sheets without fault, made anew for each test."""
    return [make_a(), make_b(), make_negative()]


@pytest.fixture
def write(tmp_path: Path) -> Callable[[list[dict[str, Any]]], Path]:
    """Writes sheets as one file; the file."""

    def write_sheets(sheets: list[dict[str, Any]]) -> Path:
        path = tmp_path / "sheets" / "batch.jsonl"
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(json.dumps(sheet) + "\n" for sheet in sheets), encoding="utf-8")
        return path

    return write_sheets

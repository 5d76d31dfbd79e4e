"""What other data sets call things: codes of states and bodies, CAMEO's names and the PLOVER types of its codes."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

RESOURCES = Path(__file__).resolve().parent.parent / "resources"


def read_rows(path: str) -> list[dict[str, str]]:
    """The rows of a reviewed list, without its notes."""
    lines = (RESOURCES / path).read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def read_states() -> dict[str, dict[str, Any]]:
    """Each state's codes elsewhere, `None` where a list has none; the CAMEO code is ISO3 unless the list differs."""
    return {
        row["code"]: {
            "iso2": row["iso2"],
            "cow": int(row["cow"]) if row["cow"] else None,
            "fips": row["fips"] or None,
            "cameo": row["cameo"] or row["code"],
        }
        for row in read_rows("countries/codes.csv")
    }


def build() -> dict[str, bytes]:
    """`exchange.json`, the same bytes each time."""
    value = {
        "states": read_states(),
        "cameo_groups": {row["represents"]: row["group"] for row in read_rows("organisations/cameo_groups.csv")},
        "cameo_names": {row["code"]: row["name"] for row in read_rows("ontology/cameo_names.csv")},
        "cameo_types": {
            row["prefix"]: [row["type"], row["mode"] or None] for row in read_rows("ontology/cameo_types.csv")
        },
    }
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, indent=None, separators=(",", ":"))
    return {"exchange.json": text.encode() + b"\n"}

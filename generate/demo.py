"""The invented reports that a desk without an archive opens on, and the note that says they are invented."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from typing import Any

from generate.exchange import RESOURCES

SOURCE = RESOURCES / "demo"


def slug(name: str) -> str:
    """A publisher's name as part of an address.

    >>> slug("Ministry of Foreign Affairs of Côte d'Ivoire")
    'ministry-of-foreign-affairs-of-cote-d-ivoire'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def read_reports() -> Iterator[dict[str, Any]]:
    """Each report with the address it would have; the word in it stays with whoever copies a row elsewhere."""
    for path in sorted(SOURCE.glob("*.toml")):
        for report in tomllib.loads(path.read_text("utf-8"))["reports"]:
            published = report["published"].isoformat()
            address = f"https://example.org/invented/{slug(report['publisher'])}/{published}/{report['id']}"
            yield report | {"published": published, "text": report["text"].strip(), "url": address}


def build() -> dict[str, bytes]:
    """`demo.jsonl`, in order of day and id, and its note."""
    fields = ("id", "title", "text", "publisher", "url", "published")
    reports = sorted(read_reports(), key=lambda report: (report["published"], report["id"]))
    lines = [json.dumps({field: report[field] for field in fields}, ensure_ascii=False) for report in reports]
    return {"demo.jsonl": "\n".join([*lines, ""]).encode(), "demo_note.txt": (SOURCE / "note.txt").read_bytes()}

"""Documents that people have looked at, as a file to train and to measure with: records as corrected, and by whom."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from dragoman.corrections import HOLDERS, Correction
from dragoman.errors import UsageError
from dragoman.keep.archive import open_reading
from dragoman.keep.correction_rows import find_standing
from dragoman.keep.rows import unpack
from dragoman.records import Record, to_plain

PAGE = 200
# What a document tells. Entities are left aside: hardly anybody looks at each of them.
_TOLD = ("event", "meeting", "position")


def write_reviewed(path: str | os.PathLike[str], sink: BinaryIO, *, complete: bool = False) -> int:
    """Write the records that somebody has said something of, one a line; how many.

    With `complete` only those of which every event, meeting and position was confirmed, corrected or rejected.
    """
    written = 0
    for line in make_reviewed(path):
        if complete and line["review"]["reviewed"] < line["review"]["items"]:
            continue
        sink.write(write_line(line))
        written += 1
    return written


def write_line(line: dict[str, Any]) -> bytes:
    """One of them as JSON with its line's end."""
    return (json.dumps(line, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def make_reviewed(path: str | os.PathLike[str]) -> Iterator[dict[str, Any]]:
    """A record as plain values for each reviewed document, by its number, with `review` and `corrections` beside it.

    `review` says of how many events, meetings and positions (those rejected counted in) a person has spoken.
    """
    with open_reading(path) as connection:
        query = "SELECT DISTINCT document_key FROM corrections WHERE standing AND reason IS NULL ORDER BY 1"
        keys = [key for (key,) in connection.execute(query).fetchall()]
    if not keys:
        raise UsageError("nothing in the archive has been confirmed, corrected or rejected yet")
    for start in range(0, len(keys), PAGE):
        yield from _read_page(path, keys[start : start + PAGE])


def _read_page(path: str | os.PathLike[str], keys: Sequence[int]) -> list[dict[str, Any]]:
    """Some of them, in one state of the archive."""
    with open_reading(path) as connection:
        standing = find_standing(connection, keys)
        rows = connection.execute(
            "SELECT document_key, coalesce(a.record, d.record), text FROM documents d "
            "LEFT JOIN amended a USING (document_key) WHERE list_contains(?::BIGINT[], document_key) ORDER BY 1",
            [keys],
        ).fetchall()
    found = []
    for key, record, text in rows:
        applied = [one for one in standing.get(key, ()) if one.is_applied]
        found += [_describe(unpack(record, text), applied)] if applied else []
    return found


def _describe(record: Record, applied: Sequence[Correction]) -> dict[str, Any]:
    """One line: the record, and who has said what of it."""
    rejected = sum(one.item in _TOLD and one.verdict == "rejected" for one in applied)
    items = sum(len(getattr(record, HOLDERS[item])) for item in _TOLD) + rejected
    reviewed = sum(one.item in _TOLD for one in applied)
    return record.to_dict() | {
        "review": {"items": items, "reviewed": reviewed},
        "corrections": [_provenance(one) for one in applied],
    }


def _provenance(one: Correction) -> dict[str, Any]:
    """Who said what when; `before` is what the coder had told in the fields that were changed, all of what was none."""
    whole = one.before or {}
    before = whole if one.verdict == "rejected" else {name: whole.get(name) for name in one.changes if one.before}
    return {
        "id": one.id,
        "item": one.item,
        "item_id": one.item_id,
        "verdict": one.verdict,
        "fields": list(one.changes),
        "before": to_plain(before),
        "made_by": one.made_by,
        "made_at": one.made_at.isoformat(timespec="seconds") + "Z",
        "note": one.note,
    }

"""How corrections stand in an archive: their rows read and written, and applied to documents that are being written.

Every function takes the connection of a transaction that somebody else has begun.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dragoman.corrections import Anchor, Correction, Refers
from dragoman.keep.amending import Amended, amend
from dragoman.keep.export.arrow import _sound
from dragoman.keep.rows import Kept

_COLUMNS = (
    "id, document_key, d.document_id, item, verdict, added, anchor, before, changes, refers, made_by, made_at, note, "
    "supersedes, standing, item_id, reason"
)
_KEPT_AS_JSON = ("anchor", "before", "changes", "refers")
# A document that was deleted by somebody's own SQL leaves its corrections: they are listed under its number.
_FROM = (
    "(SELECT c.*, coalesce(d.document_id, c.document_key::VARCHAR) AS document_id "
    "FROM corrections c LEFT JOIN documents d USING (document_key)) AS d"
)


def select_corrections(
    connection: Any,
    where: str = "true",
    values: Sequence[Any] = (),
    order: str = "id",
    limit: int | None = None,
    offset: int = 0,
) -> list[Correction]:
    """The corrections that fit a condition, in the order they were made, or some of them."""
    query = f"SELECT {_COLUMNS} FROM {_FROM} WHERE {where} ORDER BY {order}"
    query += f" LIMIT {limit:d} OFFSET {offset:d}" if limit is not None else ""
    return [_make(row) for row in connection.execute(query, list(values)).fetchall()]


def _make(row: Sequence[Any]) -> Correction:
    id, key, document_id, item, verdict, added, anchor, before, changes, refers, *rest = row
    return Correction(
        id,
        key,
        document_id,
        item,
        verdict,
        added,
        Anchor.from_dict(json.loads(anchor)),
        json.loads(before) if before is not None else None,
        json.loads(changes),
        Refers.from_dict(json.loads(refers)),
        *rest,
    )


def insert_correction(connection: Any, given: Mapping[str, Any]) -> int:
    """Add one, by its columns; its number."""
    names = ", ".join(given)
    marks = ", ".join("?" * len(given))
    values = [_pack(value) if name in _KEPT_AS_JSON else _sound(value) for name, value in given.items()]
    query = f"INSERT INTO corrections ({names}) VALUES ({marks}) RETURNING id"
    return int(connection.execute(query, values).fetchall()[0][0])


def _pack(value: Any) -> str | None:
    """A value as JSON; halves of characters stay, as escapes."""
    return None if value is None else json.dumps(value, separators=(",", ":"))


def find_standing(connection: Any, keys: Iterable[int]) -> dict[int, list[Correction]]:
    """The corrections that stand, by the documents they are of."""
    found: dict[int, list[Correction]] = {}
    for one in select_corrections(connection, "standing AND list_contains(?::BIGINT[], document_key)", [[*keys]]):
        found.setdefault(one.document_key, []).append(one)
    return found


def apply_standing(connection: Any, kept: Sequence[Kept], keys: Iterable[int]) -> tuple[list[Kept], int, int]:
    """Documents with what stands applied to them, where it is of one of the keys; how many were applied, and not.

    What became of each correction is noted beside it.
    """
    standing = find_standing(connection, keys)
    applied = failed = 0
    found = []
    for one in kept:
        if one.key in standing:
            amended = amend(one.record, standing[one.key])
            note_outcome(connection, amended)
            applied, failed = applied + len(amended.applied), failed + len(amended.failed)
            one = one._replace(corrected=amended.record if amended.applied else None)
        found.append(one)
    return found, applied, failed


def note_outcome(connection: Any, amended: Amended) -> None:
    """Note which item each correction was applied to, or why it could not be."""
    for id, item_id, reason in _outcomes(amended):
        connection.execute("UPDATE corrections SET item_id = ?, reason = ? WHERE id = ?", [item_id, reason, id])


def _outcomes(amended: Amended) -> Iterator[tuple[int, str | None, str | None]]:
    yield from ((id, item_id, None) for id, item_id in amended.applied.items())
    yield from ((id, None, reason) for id, reason in amended.failed.items())

"""What a person can do to the answers in an archive: confirm, correct, reject or add one, take it back, list it all.

Each is written at once, in one step with the rows it changes, beside the coder's answer and never over it. A long run
of `keep` lets it in between two of its batches.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from dragoman.corrections import CLASSES, HOLDERS, ITEMS, Anchor, Correction, Item, Verdict, digest_item
from dragoman.errors import OutdatedError, UsageError
from dragoman.keep.amending import amend, make_refers
from dragoman.keep.anchors import get_item, make_anchor
from dragoman.keep.archive import PERSON_WAITS_SECONDS, open_changing, open_reading
from dragoman.keep.correction_rows import insert_correction, note_outcome, select_corrections
from dragoman.keep.fields import check_changes, check_whole
from dragoman.keep.filling import leave_stories, make_rows, put_rows, take_out
from dragoman.keep.rows import FLAT_TABLES, Kept, unpack
from dragoman.records import Record, build, to_plain

MAX_USER_CHARS = 100
MAX_NOTE_CHARS = 1000
Path = str | os.PathLike[str]


def correct(
    path: Path,
    document: str | int,
    item: str,
    verdict: Literal["confirmed", "corrected", "rejected"],
    changes: Mapping[str, Any] | None = None,
    *,
    made_by: str,
    note: str | None = None,
    seen: str | None = None,
    wait_seconds: float = PERSON_WAITS_SECONDS,
) -> Correction:
    """Say of one item ("v1") of a document, by its id or number, that it is right, wrong, or right with changes.

    `changes` are fields of the record with their values, as the record has them or as people type them; they go with
    "corrected" alone. An earlier correction of the item gives way to this one, and what it changed stays changed
    unless it is changed again. `seen` is the `digest_item` of the item that the person looked at: where it is another
    by now, `OutdatedError` is raised. What cannot be is refused by a `UsageError`.
    """
    if (verdict == "corrected") != bool(changes):
        raise UsageError("a correction says what is changed, and nothing else does")
    with open_changing(path, wait_seconds) as connection:
        page = _read_page(connection, document)
        kind, now = _find(page, item)
        if seen is not None and seen != digest_item(now):
            raise OutdatedError(f"{item} is told otherwise by now: look at it again")
        earlier = page.find_standing(kind, item)
        given = _describe(page, kind, item, verdict, changes or {}, earlier)
        given |= {"made_by": _check_user(made_by), "note": _check_note(note)}
        if earlier is not None and all(getattr(earlier, name) == given[name] for name in _SAME):
            return earlier  # the key was pressed twice
        return _write(connection, page, given, earlier)


# Where all of this is one, nothing new was said.
_SAME = ("verdict", "changes", "made_by", "note")


def add_item(
    path: Path,
    document: str | int,
    item: Item,
    fields: Mapping[str, Any],
    *,
    made_by: str,
    note: str | None = None,
    wait_seconds: float = PERSON_WAITS_SECONDS,
) -> Correction:
    """Add an entity, event, meeting or position that the coder has missed, with the words that prove it.

    An event needs `type` and `trigger`, a position `force` and `about`, a meeting `participants` and `sentences`, an
    entity `name`, `kind` and `mentions`; all other fields may be given too.
    """
    if item not in ITEMS:
        raise UsageError(f"no {item!r} can be added: choose from {', '.join(ITEMS)}")
    with open_changing(path, wait_seconds) as connection:
        page = _read_page(connection, document)
        changes = check_whole(item, fields, page.answer)
        number = max((one.added or 0 for one in page.corrections if one.item == item), default=0) + 1
        given = {
            "item": item,
            "verdict": "added",
            "added": number,
            "anchor": _anchor_new(page.answer, item, changes).to_dict(),
            "before": None,
            "changes": changes,
            "refers": make_refers([changes], [page.answer, page.coded]).to_dict(),
            "made_by": _check_user(made_by),
            "note": _check_note(note),
        }
        return _write(connection, page, given, None)


def undo(
    path: Path,
    correction: int,
    *,
    made_by: str,
    note: str | None = None,
    wait_seconds: float = PERSON_WAITS_SECONDS,
) -> Correction:
    """Take a correction back: what stood before it stands again, the coder's answer where nothing did.

    It is itself kept as a correction, and can be taken back in turn.
    """
    with open_changing(path, wait_seconds) as connection:
        found = select_corrections(connection, "id = ?", [correction])
        if not found:
            raise UsageError(f"no correction {correction}")
        (last,) = found
        if not last.standing:
            raise UsageError(f"correction {correction} does not stand any more")
        before = select_corrections(connection, "id = ?", [last.supersedes]) if last.supersedes else []
        again = before[0] if before and before[0].verdict != "withdrawn" else None
        shown = again or last
        given = {
            "item": shown.item,
            "verdict": again.verdict if again else "withdrawn",
            "added": shown.added,
            "anchor": shown.anchor.to_dict(),
            "before": shown.before,
            "changes": shown.changes,
            "refers": shown.refers.to_dict(),
            "made_by": _check_user(made_by),
            "note": _check_note(note) or f"takes back correction {correction}",
        }
        return _write(connection, _read_page(connection, last.document_key), given, last, again=True)


def list_corrections(
    path: Path,
    *,
    document: str | int | None = None,
    made_by: str | None = None,
    standing: bool | None = None,
    applied: bool | None = None,
    latest_first: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> list[Correction]:
    """Corrections in the order they were made: of one document, by one person, that stand, that the answers show."""
    with open_reading(path) as connection:
        where, values = _ask(connection, document, made_by, standing, applied)
        order = "id DESC" if latest_first else "id"
        return select_corrections(connection, where, values, order, limit, offset)


def count_corrections(
    path: Path,
    *,
    document: str | int | None = None,
    made_by: str | None = None,
    standing: bool | None = None,
    applied: bool | None = None,
) -> int:
    """How many corrections `list_corrections` would list."""
    with open_reading(path) as connection:
        where, values = _ask(connection, document, made_by, standing, applied)
        found = connection.execute(f"SELECT count(*) FROM corrections WHERE {where}", values).fetchall()
        return int(found[0][0])


def _ask(
    connection: Any, document: str | int | None, made_by: str | None, standing: bool | None, applied: bool | None
) -> tuple[str, list[Any]]:
    """The condition that filters make, with its values."""
    asked = {
        "document_key = ?": None if document is None else _find_key(connection, document),
        "made_by = ?": made_by,
        "standing = ?": standing,
        "(standing AND reason IS NULL) = ?": applied,
    }
    wanted = {condition: value for condition, value in asked.items() if value is not None}
    return " AND ".join(wanted) or "true", [*wanted.values()]


# -- one document ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Page:
    """A document with its record as coded and as corrected, and all that was ever said of it."""

    kept: Kept
    coded: Record
    answer: Record
    corrections: list[Correction]

    def find_standing(self, item: Item, id: str) -> Correction | None:
        """What stands of one item."""
        fit = (one for one in self.corrections if one.standing and (one.item, one.item_id) == (item, id))
        return next(fit, None)


def _read_page(connection: Any, document: str | int) -> _Page:
    key = _find_key(connection, document)
    row = connection.execute(
        "SELECT coder, kept_at, read_warnings, text, d.record, a.record FROM documents d "
        "LEFT JOIN amended a USING (document_key) WHERE document_key = ?",
        [key],
    ).fetchall()[0]
    coder, kept_at, read_warnings, text, record, amended = row
    coded = unpack(record, text)
    answer = unpack(amended, text) if amended is not None else coded
    corrections = select_corrections(connection, "document_key = ?", [key])
    return _Page(Kept(key, coder, kept_at, coded, read_warnings), coded, answer, corrections)


def _find_key(connection: Any, document: str | int) -> int:
    """The number of a document, by its id or by that number."""
    query = "SELECT document_key FROM documents WHERE"
    if isinstance(document, str):
        found = connection.execute(f"{query} document_id = ? ORDER BY 1", [document]).fetchall()
        if len(found) == 1:
            return int(found[0][0])
        if found:
            numbers = ", ".join(str(key) for (key,) in found[:5])
            raise UsageError(f"{len(found)} documents have the id {document!r}: give the number of one ({numbers})")
    number = int(document) if str(document).isdecimal() and len(str(document)) < 19 else 0
    if number and connection.execute(f"{query} document_key = ?", [number]).fetchall():
        return number
    raise UsageError(f"no document {document!r} in the archive")


def _find(page: _Page, id: str) -> tuple[Item, Any]:
    """What kind of item an id is of, and the item as it stands, or as it was coded where it was rejected."""
    for record in (page.answer, page.coded):
        for kind in ITEMS:
            for one in getattr(record, HOLDERS[kind]):
                if one.id == id:
                    return kind, one  # type: ignore[return-value]
    names = [one.id for kind in ITEMS for one in getattr(page.answer, HOLDERS[kind])]
    raise UsageError(f"no {id!r} in the document: it has {', '.join(names) or 'no items'}")


def _describe(
    page: _Page, kind: Item, id: str, verdict: Verdict, changes: Mapping[str, Any], earlier: Correction | None
) -> dict[str, Any]:
    """The columns of a new correction that say what it is of and what it changes."""
    _, now = _find(page, id)
    plain = to_plain(now)
    kept = {} if earlier is None or earlier.verdict == "rejected" else {name: plain[name] for name in earlier.changes}
    if verdict == "rejected":
        # What was added stays with its rejection: nothing else tells what it was.
        values = kept if earlier is not None and earlier.added is not None else {}
    elif verdict == "confirmed":
        values = kept
    else:
        found = check_changes(kind, changes, page.answer, plain)
        if not found:
            raise UsageError(f"{id} is told so already: confirm it")
        values = kept | found
    added = earlier.added if earlier is not None else None
    coded = None if added is not None else to_plain(get_item(page.coded, kind, id))
    anchor = earlier.anchor if earlier is not None and added is not None else make_anchor(page.coded, kind, id)
    return {
        "item": kind,
        "verdict": verdict,
        "added": added,
        "anchor": anchor.to_dict(),
        "before": coded,
        "changes": values,
        "refers": make_refers([values, coded or {}], [page.answer, page.coded]).to_dict(),
    }


def _anchor_new(answer: Record, item: Item, changes: Mapping[str, Any]) -> Anchor:
    """The anchor of an item that is not in the record yet."""
    alone: dict[str, Any] = {HOLDERS[item]: (build(CLASSES[item], {**changes, "id": "new"}),)}
    return make_anchor(dataclasses.replace(answer, **alone), item, "new")


def _write(
    connection: Any, page: _Page, given: Mapping[str, Any], earlier: Correction | None, *, again: bool = False
) -> Correction:
    """Write a correction in an earlier one's place, with the rows that it changes; one that stands `again` may fail."""
    made = {
        "document_key": page.kept.key,
        "made_at": datetime.now(UTC).replace(tzinfo=None),
        "supersedes": earlier.id if earlier is not None else None,
        "standing": given["verdict"] != "withdrawn",
    }
    if earlier is not None:
        connection.execute(
            "UPDATE corrections SET standing = false, item_id = NULL, reason = NULL WHERE id = ?", [earlier.id]
        )
    id = insert_correction(connection, {**given, **made})
    standing = select_corrections(connection, "standing AND document_key = ?", [page.kept.key])
    amended = amend(page.coded, standing)
    if id in amended.failed and not again:
        raise UsageError(amended.failed[id])
    note_outcome(connection, amended)
    _rewrite(connection, page, amended.record if amended.applied else None)
    return select_corrections(connection, "id = ?", [id])[0]


def _rewrite(connection: Any, page: _Page, corrected: Record | None) -> None:
    """Put the corrected answer into a document's rows; where it tells something else, the stories go on without."""
    kept, key = page.kept._replace(corrected=corrected), page.kept.key
    take_out(connection, [key], documents=False)
    put_rows(connection, {table: rows for table, rows in make_rows([kept]).items() if table != "documents"})
    answer = corrected or page.coded
    counts = [len(getattr(answer, table)) for table in FLAT_TABLES]
    sets = ", ".join(f"{table} = ?" for table in FLAT_TABLES)
    connection.execute(
        f"UPDATE documents SET relevant = ?, {sets} WHERE document_key = ?", [answer.relevant, *counts, key]
    )
    if _tells(answer) != _tells(page.answer):
        leave_stories(connection, [key])


def _tells(record: Record) -> Record:
    """What a record says, however sure it is and whoever says so."""
    bare: dict[str, Any] = {
        holder: tuple(dataclasses.replace(one, confidence=0.0, corrected=None) for one in getattr(record, holder))
        for holder in HOLDERS.values()
    }
    return dataclasses.replace(record, **bare)


def _check_user(name: str) -> str:
    clean = " ".join(name.split())
    if not clean:
        raise UsageError("a correction needs the name of who makes it")
    if len(clean) > MAX_USER_CHARS:
        raise UsageError(f"the name of who makes a correction has at most {MAX_USER_CHARS} characters")
    return clean


def _check_note(note: str | None) -> str | None:
    clean = " ".join(note.split()) if note else ""
    if len(clean) > MAX_NOTE_CHARS:
        raise UsageError(f"a note has at most {MAX_NOTE_CHARS:,} characters")
    return clean or None

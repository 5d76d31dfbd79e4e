"""What another coding of a document changed: events, meetings and positions added, gone, or told otherwise.

Pure: it compares two records of one text, in the columns of the exports. Ids are left aside, for they only
count within one coding; who is behind them is compared by name, office, side and country.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple

from dragoman.keep.export.tables import get_columns, make_rows
from dragoman.records import Record

Row = dict[str, Any]

# By what a row of one coding is found again in the other, the surest first: words at the same place of the
# text, then what was coded of them.
_FOUND_BY: dict[str, tuple[tuple[str, ...], ...]] = {
    "events": (
        ("type", "trigger_start", "actor_names", "recipient_names"),
        ("type", "trigger_start"),
        ("trigger_start",),
        ("type", "sentence_start"),
    ),
    "meetings": (("participant_names", "date_start"), ("sentence_starts",), ("participant_names",)),
    "positions": (("cue_start", "about_start"), ("about_start",), ("cue_start",)),
}
_IDS = frozenset("id actors recipients said_by participants events speaker target".split())


class Change(NamedTuple):
    """One row of a table that two codings of a document tell differently.

    `before` and `after` are the whole rows, one of them `None` where it was added or is gone; `fields` are
    the columns that differ.
    """

    table: str
    change: Literal["added", "gone", "changed"]
    before: Row | None
    after: Row | None
    fields: tuple[str, ...] = ()

    @property
    def row(self) -> Row:
        """The row as it is now, or as it last was."""
        return self.after or self.before or {}

    def to_dict(self) -> dict[str, Any]:
        """Document, table, kind of change, the sentence, and each field before and after."""
        row = self.row
        shown = self.fields or tuple(name for name in row if not name.startswith("document_"))
        return {
            "document_id": row["document_id"],
            "table": self.table,
            "change": self.change,
            "id": row["id"],
            "sentence": row.get("sentence") or next(iter(row.get("sentence_texts", ())), None),
            "fields": {name: [_get(self.before, name), _get(self.after, name)] for name in shown},
        }


def find_changes(before: Record, after: Record) -> list[Change]:
    """What is different, table by table, in the order of the text.

    >>> from dragoman.records import CoderCard, Document
    >>> record = Record(Document("d1", "Talks."), CoderCard("0.1", None, "PLOVER 2.0", "k"))
    >>> find_changes(record, record)
    []
    """
    return [change for table in _FOUND_BY for change in _compare(table, before, after)]


def _compare(table: str, before: Record, after: Record) -> Iterator[Change]:
    old, new = _rows(before, table), _rows(after, table)
    pairs = _pair(old, new, _FOUND_BY[table])
    found = [Change(table, "gone", row, None) for row in old if id(row) not in {id(one) for one, _ in pairs}]
    found += [Change(table, "added", None, row) for row in new if id(row) not in {id(one) for _, one in pairs}]
    for one, other in pairs:
        fields = tuple(name for name in one if name not in _IDS and one[name] != other[name])
        if fields:
            found.append(Change(table, "changed", one, other, fields))
    yield from sorted(found, key=lambda change: _place(change.row))


def _rows(record: Record, table: str) -> list[Row]:
    names = [column.name for column in get_columns(table)]
    return [dict(zip(names, row, strict=True)) for row in make_rows(record, table)]


def _pair(old: list[Row], new: list[Row], keys: Iterable[tuple[str, ...]]) -> list[tuple[Row, Row]]:
    """Rows of both codings that tell the same, each in one pair at most."""
    left, right, pairs = list(old), list(new), []
    for key in keys:
        waiting: dict[tuple[Any, ...], list[Row]] = {}
        for row in right:
            waiting.setdefault(tuple(row[name] for name in key), []).append(row)
        rest = []
        for row in left:
            same = waiting.get(tuple(row[name] for name in key))
            if same:
                pairs.append((row, same.pop(0)))
            else:
                rest.append(row)
        left = rest
        right = [row for row in right if any(row is one for same in waiting.values() for one in same)]
    return pairs


def _place(row: Row) -> tuple[int, int]:
    start = row.get("sentence_start")
    if start is None:
        start = min(row.get("sentence_starts") or (0,))
    return start, row.get("trigger_start") or row.get("cue_start") or 0


def _get(row: Row | None, name: str) -> Any:
    value = None if row is None else row[name]
    return list(value) if isinstance(value, tuple) else value

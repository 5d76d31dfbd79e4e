"""The one table that all foreign event data become, and which reader reads which file.

A row is one pair of an event's sides; `pair` numbers the pairs of an event from 1, so that `pair == 1` counts
events. ICEWS and GDELT publish pairs to begin with, POLECAT's lists are crossed as our own exports are.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dragoman.errors import UnreadableError
from dragoman.keep.imports.faults import Faults
from dragoman.keep.imports.table_lines import BROKEN, decode_line, open_bytes, split_line

if TYPE_CHECKING:
    import pyarrow

# About 2 MB of rows.
ROWS_A_BATCH = 8192


class ForeignEvent(NamedTuple):
    """One row. `type` and `mode` are PLOVER's, by the crosswalk where the source has CAMEO; `None` is unknown.

    `quad` and `score` are the source's own: `score` is PLOVER's intensity in POLECAT, Goldstein's scale elsewhere.
    """

    source: str
    id: str
    pair: int
    date: str
    type: str | None = None
    mode: str | None = None
    cameo: str | None = None
    actor_name: str | None = None
    actor_country: str | None = None
    actor_sectors: tuple[str, ...] = ()
    recipient_name: str | None = None
    recipient_country: str | None = None
    recipient_sectors: tuple[str, ...] = ()
    quad: int | None = None
    score: float | None = None
    place_country: str | None = None
    lat: float | None = None
    lon: float | None = None
    publisher: str | None = None
    url: str | None = None


def schema() -> pyarrow.Schema:
    """The columns of the table.

    >>> schema().names == list(ForeignEvent._fields)
    True
    """
    import pyarrow

    others = {
        "pair": pyarrow.int32(),
        "date": pyarrow.date32(),
        "actor_sectors": pyarrow.list_(pyarrow.string()),
        "recipient_sectors": pyarrow.list_(pyarrow.string()),
        "quad": pyarrow.int8(),
        "score": pyarrow.float64(),
        "lat": pyarrow.float64(),
        "lon": pyarrow.float64(),
    }
    return pyarrow.schema([(name, others.get(name, pyarrow.string())) for name in ForeignEvent._fields])


def find_source(path: Path) -> str:
    """Whose data a file holds, by its first line: "polecat", "icews" or "gdelt"."""
    try:
        with open_bytes(path) as stream:
            first = split_line(decode_line(stream.readline(100_000)))
    except BROKEN as error:
        raise UnreadableError(getattr(error, "strerror", None) or str(error), source=str(path)) from error
    from dragoman.keep.imports.gdelt import LAYOUTS

    if {"Event ID", "Event Type", "Actor Country"} <= set(first):
        return "polecat"
    if {"Event ID", "CAMEO Code", "Source Country"} <= set(first):
        return "icews"
    if len(first) in LAYOUTS:
        return "gdelt"
    raise UnreadableError("neither POLECAT, ICEWS nor GDELT events", source=str(path))


def read_foreign(path: Path, faults: Faults) -> Iterator[ForeignEvent]:
    """The rows of a file; what is wrong with it goes to `faults`. Other files raise `UnreadableError`."""
    from dragoman.keep.imports import gdelt, icews, polecat

    readers = {"polecat": polecat.read_rows, "icews": icews.read_rows, "gdelt": gdelt.read_rows}
    for row in readers[find_source(path)](path, faults):
        faults.rows += 1
        yield row


def read_batches(path: Path, faults: Faults) -> Iterator[pyarrow.RecordBatch]:
    """The table of a file, some thousand rows at a time."""
    held: list[ForeignEvent] = []
    for row in read_foreign(path, faults):
        held.append(row)
        if len(held) == ROWS_A_BATCH:
            yield _make_batch(held)
            held.clear()
    if held:
        yield _make_batch(held)


def _make_batch(rows: list[ForeignEvent]) -> pyarrow.RecordBatch:
    from datetime import date

    import pyarrow

    columns = dict(zip(ForeignEvent._fields, map(list, zip(*rows, strict=True)), strict=True))
    columns["date"] = [date.fromisoformat(day) for day in columns["date"]]
    found = schema()
    arrays = [pyarrow.array(columns[field.name], type=field.type) for field in found]
    return pyarrow.RecordBatch.from_arrays(arrays, schema=found)

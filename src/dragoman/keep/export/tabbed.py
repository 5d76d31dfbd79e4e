"""Tab-separated rows as POLECAT, ICEWS and GDELT publish them: no quoting, no escapes, one line a row.

Nothing can be quoted in these files, so a tab, a line end or another control character in a name becomes a space.
Straight double quotes become single ones: half of the programs that read such files take them for quoting.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, BinaryIO

from dragoman.records import Record

Cells = Sequence[Any]

# Every character at which some reader ends a line or a cell: the control characters and Unicode's line separators.
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def make_field(value: Any) -> str:
    r"""One value as a field.

    >>> make_field('a\tb\n"c"'), make_field(None), make_field(4.0), make_field(7)
    ("a b 'c'", '', '4.0', '7')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return _BREAKS.sub(" ", value).replace('"', "'").strip()
    return repr(value)


class TabbedWriter:
    """Writes the rows that `make_rows` makes of a record; `left_out` counts what it could not, by reason."""

    def __init__(
        self,
        sink: BinaryIO,
        make_rows: Callable[[Record, Counter[str]], Iterable[Cells]],
        header: Sequence[str] = (),
    ) -> None:
        self._sink, self._make_rows = sink, make_rows
        self.left_out: Counter[str] = Counter()
        if header:
            self._put([header])

    def write(self, record: Record) -> None:
        """Add the rows of one record."""
        self._put(self._make_rows(record, self.left_out))

    def close(self) -> None:
        """Nothing waits; the sink stays open."""
        self._sink.flush()

    def _put(self, rows: Iterable[Cells]) -> None:
        lines = ("\t".join(make_field(value) for value in row) + "\n" for row in rows)
        self._sink.write("".join(lines).encode("utf-8", "replace"))

"""Tables: CSV in its dialects, and Parquet. One row is one document.

Columns read, in any case and order: id, title, text, publisher, url, published; others are left
alone. Rows are numbered as a spreadsheet shows them: in CSV the header is row 1, in Parquet, which
has none, the first row is.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dragoman.errors import DocumentError, NoTextError, UnreadableError
from dragoman.read.characters import clean_line, decode, find_binary
from dragoman.read.inputs import Input
from dragoman.read.jsonl import make_row
from dragoman.read.lines import Line, read_lines
from dragoman.records import Document
from dragoman.settings import Settings

COLUMNS = ("id", "title", "text", "publisher", "url", "published")
DELIMITERS = ",;\t|"
_BATCH_ROWS = 256
MAX_PARQUET_BYTES = 2 * 1024**3  # only where it comes through a pipe or a .gz and must be held in memory


def read_csv(source: Input, settings: Settings) -> Iterator[Document | DocumentError]:
    """A document or an error for each row below the header.

    >>> from dragoman.read.inputs import open_bytes
    >>> rows = b"ID;Text\\n7;Envoys met in Geneva.\\n8;\\n"
    >>> found = list(read_csv(open_bytes(rows, "a.csv"), Settings()))
    >>> found[0].id, str(found[1])
    ('7', 'a.csv:3: an empty text')

    The delimiter is the one of `, ; tab |` that gives the header a text column. A line over
    `max_line_chars` costs the row that it belongs to, an unclosed quotation mark the rows behind it;
    both are said.
    """
    if kind := find_binary(source.head):
        raise UnreadableError(f"{kind}, not a table", source=source.source)
    feed = _Feed(read_lines(source, settings.max_line_chars))
    delimiter = find_delimiter(_first_line(source.head))
    # The limit is the process's, and only ever raised: another reader may need its own.
    csv.field_size_limit(max(csv.field_size_limit(), settings.max_line_chars))
    columns: list[str] | None = None
    row = 0
    for cells in _read_rows(csv.reader(feed, delimiter=delimiter), feed):
        row += isinstance(cells, str) or bool(cells)
        if isinstance(cells, str):
            yield UnreadableError(cells, source=source.source, line=row)
        elif columns is None and cells and not cells[0].lower().startswith("sep="):
            columns = _take_header(cells, source)
        elif columns is not None and cells:
            yield _read_cells(columns, cells, row, feed.take_warnings(), source, settings)
    if row < 2:
        yield NoTextError("a table without rows" if row else "empty: no text in it", source=source.source)


def find_delimiter(header: str) -> str:
    """The delimiter of a table by its header line.

    >>> find_delimiter("id;title;text"), find_delimiter("a, b\\ttext"), find_delimiter("sep=|")
    (';', '\\t', '|')
    """
    if header.lower().startswith("sep=") and len(header) == 5:
        return header[4]

    def rank(delimiter: str) -> tuple[bool, int]:
        names = [name.strip().strip('"').lower() for name in header.split(delimiter)]
        return "text" in names, len(names)

    return max(DELIMITERS, key=rank)


def _first_line(head: bytes) -> str:
    lines = decode(head).text.lstrip("\ufeff\r\n").splitlines()
    return lines[0] if lines else ""


class _Feed:
    """The lines of a table as the csv module wants them, and what happened on the way."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._warnings: list[str] = []
        self._open = False
        self.failed = ""
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            quotes = line.quotes if line.text is None else line.text.count('"')
            self._open ^= quotes % 2 == 1
            self._warnings.extend(w for w in line.warnings if w not in self._warnings)
            if line.text is None:
                self.failed = line.reason
                # One mark for an odd number keeps what follows inside or outside of quotes.
                yield '"' * (quotes % 2) + "\n"
            else:
                yield line.text + "\n"
        self.ended = True

    def take_failure(self) -> str:
        """Why the row just read cannot be used, or nothing; asked once a row."""
        failed = self.failed
        if self.ended and self._open:
            failed = failed or "a quotation mark is opened here and never closed: what follows is not read"
        self.failed = ""
        self._open = self._open and not self.ended
        return failed

    def take_warnings(self) -> tuple[str, ...]:
        """The warnings since the last row."""
        warnings, self._warnings = tuple(self._warnings), []
        return warnings


def _read_rows(reader: Any, feed: _Feed) -> Iterator[list[str] | str]:
    """Rows of cells; for a row that cannot be used, the reason."""
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            if failed := feed.take_failure():
                yield failed
            return
        except csv.Error as error:
            yield f"not a row of a table: {error}"
            continue
        yield feed.take_failure() or cells


def _take_header(cells: Sequence[str], source: Input) -> list[str]:
    columns = [clean_line(name).lower() for name in cells]
    if "text" not in columns:
        raise UnreadableError(_no_text_column(cells), source=source.source)
    return columns


def _no_text_column(names: Sequence[str]) -> str:
    shown = [clean_line(name)[:40] or '""' for name in names[:20]]
    more = ", ..." if len(names) > 20 else ""
    return f'no column named "text"; the columns are: {", ".join(shown)}{more}'


def _read_cells(
    columns: list[str], cells: list[str], row: int, warnings: tuple[str, ...], source: Input, settings: Settings
) -> Document | DocumentError:
    if any(cell.strip() for cell in cells[len(columns) :]):
        reason = f"{len(cells)} cells in the row, {len(columns)} in the header: is a text not in quotes?"
        return UnreadableError(reason, source=source.source, line=row)
    # Reversed: of two columns of one name the first counts.
    values = dict(reversed(list(zip(columns, cells, strict=False))))
    return make_row(values, row, warnings, source, settings)


def read_parquet(source: Input, settings: Settings) -> Iterator[Document | DocumentError]:
    """A document or an error for each row of a Parquet file, a few hundred rows in memory at once."""
    import pyarrow
    from pyarrow import parquet

    stream: Any = source.stream if _is_seekable(source) else io.BytesIO(source.read(MAX_PARQUET_BYTES))
    try:
        file = parquet.ParquetFile(stream)
        names = _take_columns(file.schema_arrow.names, source)
        row = 0
        for batch in file.iter_batches(_BATCH_ROWS, columns=list(names.values())):
            for values in _read_batch(batch, names):
                row += 1
                yield make_row(values, row, (), source, settings)
    except (pyarrow.ArrowException, OSError, ValueError, TypeError) as error:
        # One line: Arrow adds the place in its own sources.
        reason = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
        raise UnreadableError(f"not a Parquet file that can be read: {reason}", source=source.source) from None
    if not row:
        yield NoTextError("a table without rows", source=source.source)


def _is_seekable(source: Input) -> bool:
    """Whether the bytes can be had in any order: a file as it is, not a pipe and not what is unpacked."""
    return isinstance(source.stream.raw, io.FileIO | io.BytesIO) and source.stream.seekable()


def _take_columns(given: Sequence[str], source: Input) -> dict[str, str]:
    """Our name for each of the file's columns that is read."""
    names: dict[str, str] = {}
    for name in given:
        if (ours := name.strip().lower()) in COLUMNS:
            names.setdefault(ours, name)
    if "text" not in names:
        raise UnreadableError(_no_text_column(given), source=source.source)
    return names


def _read_batch(batch: Any, names: Mapping[str, str]) -> Iterator[dict[str, object]]:
    columns = {ours: _values(batch.column(batch.schema.get_field_index(name))) for ours, name in names.items()}
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(columns, values, strict=True))


def _values(column: Any) -> list[object]:
    """A column as Python values; bytes, and strings that are no UTF-8, are decoded one by one."""
    import pyarrow

    try:
        values = column.to_pylist()
    except UnicodeDecodeError:
        values = column.cast(pyarrow.binary()).to_pylist()
    return [decode(value).text if isinstance(value, bytes) else value for value in values]

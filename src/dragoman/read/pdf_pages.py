"""A program of its own: a PDF on standard input, its pages' lines with their places as JSON on standard output.

PDFium is machine code that reads strangers' files. In a process by itself, with little memory and
time, a file that breaks or stalls it costs that file alone. It imports nothing of ours, so that it starts in
a tenth of a second.
"""

from __future__ import annotations

import ctypes
import json
import re
import sys
from collections.abc import Iterator
from typing import Any

MAX_MEMORY_BYTES = 2 * 1024**3
MAX_PAGES = 2_000
# A gap this many times the height of a line is one between columns or cells. Swept 0.6-1.8 on `bench/printed.py`: all
# the same up to 0.9; at 1.5 nine paragraphs of 128 in narrow columns set row by row are torn, at 1.8 twenty-five. A
# line that is cut at a wide space is whole again in its paragraph.
MIN_GAP_HEIGHTS = 0.9
# PDFium ends lines as a typewriter does, and marks a hyphen at a line's end by a character of its own.
_LINE = re.compile("[^\r\n\x02\ufffe]+[\x02\ufffe]?")
_PASSWORD = 4  # FPDF_ERR_PASSWORD


def main() -> None:
    """Read the whole input; print `{"pages": ..., "meta": ...}`, or `{"error": ...}`."""
    max_chars = int(sys.argv[1])
    _limit_memory()
    json.dump(read_pages(sys.stdin.buffer.read(), max_chars), sys.stdout)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the time limit holds
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))


def read_pages(data: bytes, max_chars: int) -> dict[str, Any]:
    """Pages as `[width, height, lines]`, a line as `[left, bottom, right, top, text]` in points."""
    import pypdfium2

    try:
        file = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return {"error": "encrypted" if getattr(error, "err_code", None) == _PASSWORD else "damaged"}
    if len(file) > MAX_PAGES:
        return {"error": "pages", "count": len(file)}
    pages: list[Any] = []
    chars = 0
    for number in range(len(file)):
        try:
            page = file[number]
            text_page = page.get_textpage()
        except pypdfium2.PdfiumError:
            continue  # a page that is named and not there
        width, height = page.get_size()
        lines = list(_find_lines(text_page))
        chars += sum(len(line[4]) for line in lines)
        if chars > max_chars:
            return {"error": "long"}
        pages.append([width, height, lines])
        text_page.close()
        page.close()
    return {"pages": pages, "meta": file.get_metadata_dict(), "count": len(file)}


def _find_lines(page: Any) -> Iterator[list[Any]]:
    """The lines of a page as they were set, cut where a gap is too wide for a space."""
    text = page.get_text_range()
    for line in _LINE.finditer(text):
        yield from _cut_line(page, text, *line.span())


def _cut_line(page: Any, text: str, start: int, stop: int) -> Iterator[list[Any]]:
    words = list(_find_words(text, start, stop))
    part: list[Any] = []
    last: list[Any] = []
    for first, end in words:
        left, right = _find_box(page, text, first), _find_box(page, text, end - 1)
        word = text[first:end].replace("\x02", "-").replace("\ufffe", "-")
        box = [left[0], min(left[1], right[1]), right[2], max(left[3], right[3]), word]
        if part and _is_apart(last, box):
            yield part
            part = []
        part, last = _join_boxes(part, box) if part else box, box
    if part:
        yield part


def _is_apart(one: list[Any], two: list[Any]) -> bool:
    """Whether the second of two words is in another column or on another line, which PDFium may take for one."""
    height = max(one[3] - one[1], 1)
    gap, drop = two[0] - one[2], abs(two[1] - one[1])
    return bool(gap > MIN_GAP_HEIGHTS * height or gap < -height or drop > height / 2)


def _join_boxes(one: list[Any], two: list[Any]) -> list[Any]:
    return [min(one[0], two[0]), min(one[1], two[1]), max(one[2], two[2]), max(one[3], two[3]), f"{one[4]} {two[4]}"]


def _find_words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = None
    for place in range(start, end):
        if text[place].isspace():
            if first is not None:
                yield first, place
            first = None
        elif first is None:
            first = place
    if first is not None:
        yield first, end


def _find_box(page: Any, text: str, place: int) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a character; the loose box is as high for an "a" as for a "g"."""
    import pypdfium2.raw as pdfium

    # PDFium counts UTF-16 units of the text; between them and its characters it keeps a table.
    units = place if text.isascii() else len(text[:place].encode("utf-16-le", "surrogatepass")) // 2
    index = pdfium.FPDFText_GetCharIndexFromTextIndex(page.raw, units)
    rect = pdfium.FS_RECTF()
    if index < 0 or not pdfium.FPDFText_GetLooseCharBox(page.raw, index, ctypes.byref(rect)):
        return 0.0, 0.0, 0.0, 0.0
    return rect.left, rect.bottom, rect.right, rect.top


if __name__ == "__main__":
    main()

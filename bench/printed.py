"""How many paragraphs come whole out of printed pages: texts of the corpus set in PDF, read and compared.

    python bench/printed.py

Set in one column, in two, and in two whose lines stand in the file row by row, as some programs leave them; each
page with a running head and a number. Needs reportlab (in the `dev` extra) for the widths of letters.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from tests.makers import Print, make_pdf

from dragoman.read import read

ROOT = Path(__file__).parent.parent
PAGES = 20
ONE, TWO = ((60, 480),), ((60, 228), (306, 228))  # left and width of each column, in points


def main() -> None:
    """Print one JSON object."""
    shown = {
        "one column": measure(ONE, by_rows=False),
        "two columns": measure(TWO, by_rows=False),
        "two columns by rows": measure(TWO, by_rows=True),
    }
    print(json.dumps(shown, indent=2))


def measure(columns: tuple[tuple[int, int], ...], by_rows: bool) -> dict[str, float]:
    """Paragraphs set, paragraphs read whole, running heads left, seconds."""
    pages, paragraphs = [], []
    texts = list(_find_texts())
    for number in range(PAGES):
        lines, set_here = _set_page(texts[number * 5 : number * 5 + 5], columns)
        if by_rows:
            lines.sort(key=lambda line: -line[1])
        pages.append([(60, 805, f"MINISTRY - release {number}"), *lines, (290, 30, f"{number + 1}")])
        paragraphs += set_here
    data, began = make_pdf(pages), perf_counter()
    text = read(data).text
    seconds = perf_counter() - began
    found = set(text.split("\n\n"))
    whole = sum(paragraph in found for paragraph in paragraphs)
    return {"set": len(paragraphs), "whole": whole, "heads": text.count("MINISTRY -"), "seconds": round(seconds, 2)}


def _find_texts() -> Iterator[list[str]]:
    """The longer paragraphs of each training text, in letters that Helvetica has."""
    for line in (ROOT / "corpus" / "train.jsonl").read_text("utf-8").splitlines():
        text = json.loads(line)["document"]["text"].encode("cp1252", "replace").decode("cp1252")
        yield [" ".join(part.split()) for part in text.split("\n") if len(part) > 120]


def _set_page(texts: list[list[str]], columns: tuple[tuple[int, int], ...]) -> tuple[list[Print], list[str]]:
    """The lines of a page and the paragraphs on it."""
    lines: list[Print] = []
    paragraphs: list[str] = []
    waiting = iter([paragraph for text in texts for paragraph in text])
    for left, width in columns:
        place = 740
        for paragraph in waiting:
            wrapped = list(_wrap(paragraph, width))
            if place - 14 * len(wrapped) < 80:
                break
            for line in wrapped:
                lines.append((left, place, line))
                place -= 14
            place -= 8
            paragraphs.append(paragraph)
    return lines, paragraphs


def _wrap(text: str, width: float) -> Iterator[str]:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if stringWidth(longer, "Helvetica", 11) > width:
            yield line
            longer = word
        line = longer
    yield line


if __name__ == "__main__":
    main()

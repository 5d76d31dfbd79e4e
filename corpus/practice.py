"""Practice texts: annotated documents that only teach, written with marks in the text instead of quotes.

They are in no split, so nothing is measured on them; PRACTICE.md says how they are written. `read_practice` gives
each as a sheet, so that all rules of sheets hold for them, and `load_practice` as annotated documents. One in seven
is kept from the reader, so that the small models which judge what it says can learn on texts it has not seen.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from corpus.check import check_sheets
from corpus.codes import country_fault
from corpus.quotes import Page, find_all
from corpus.rows import make_row
from corpus.sheets import FOLDER, Fault, Sheet
from dragoman.evaluate.gold import Gold, read_row
from dragoman.records import Span

PRACTICE = FOLDER / "practice"

_MARK = re.compile(r"\[(?P<label>\d+|[a-z]|[dqv]\d+):|\]")
# How many texts one is kept of.
ONE_KEPT_IN = 7
_HEAD = ("genre", "region", "published", "publisher")


class PracticeError(ValueError):
    """A practice text that is not written as PRACTICE.md says."""


@dataclass
class Marked:
    """A text without its marks, and where each label stood, in order."""

    text: str
    spans: dict[str, list[Span]] = field(default_factory=dict)


def read_marks(marked: str) -> Marked:
    """Take the marks out of a text.

    >>> read_marks("[1:The [2:Omani] envoy] [a:left].").spans
    {'1': [Span(start=0, end=15)], '2': [Span(start=4, end=9)], 'a': [Span(start=16, end=20)]}
    """
    plain, at, length = [], 0, 0
    opened: list[tuple[str, int]] = []
    found: list[tuple[str, Span]] = []
    for mark in _MARK.finditer(marked):
        plain.append(marked[at : mark.start()])
        length += mark.start() - at
        at = mark.end()
        if mark["label"]:
            opened.append((mark["label"], length))
        elif opened:
            label, start = opened.pop()
            found.append((label, Span(start, length)))
        else:
            raise PracticeError(f"']' closes nothing: ...{marked[max(0, at - 30) : at]}")
    if opened:
        raise PracticeError(f"'[{opened[-1][0]}:' is not closed")
    plain.append(marked[at:])
    spans: dict[str, list[Span]] = {}
    for label, span in sorted(found, key=lambda one: (one[1].start, -one[1].end)):
        spans.setdefault(label, []).append(span)
    return Marked("".join(plain), spans)


def read_practice(paths: Iterable[Path]) -> tuple[list[Sheet], list[Fault]]:
    """The texts of some files as sheets, and what is wrong in those that cannot be read."""
    sheets: list[Sheet] = []
    faults: list[Fault] = []
    for path in paths:
        for line, block in _blocks(path.read_text(encoding="utf-8")):
            try:
                sheets.append(Sheet(str(path), line, _read_block(block)))
            except PracticeError as wrong:
                faults.append(Fault(str(path), line, block[0].split("|")[0].strip("@ "), "text", str(wrong)))
    return sheets, faults


def list_practice(folder: Path = PRACTICE) -> list[Path]:
    """The files of practice texts, sorted by name."""
    return sorted(folder.glob("*.txt"))


def find_practice_faults(paths: Sequence[Path]) -> tuple[list[Sheet], list[Fault]]:
    """The practice texts of some files and all that is wrong in them."""
    sheets, faults = read_practice(paths)
    return sheets, faults + check_sheets(sheets)


@cache
def load_practice(kept: bool | None = None, folder: Path = PRACTICE) -> tuple[Gold, ...]:
    """Practice texts as annotated documents: those kept from the reader, those it reads, or all (`None`).

    Their meetings are not annotated, so there are none.
    """
    sheets, faults = read_practice(list_practice(folder))
    if faults:
        raise PracticeError(str(faults[0]))
    chosen = [sheet.data for sheet in sheets if kept is None or is_kept(sheet.id) == kept]
    return tuple(read_row(make_row(data, Page(data["text"]))) for data in chosen)


def is_practice(id: str) -> bool:
    """Whether a text is one that only teaches, by its id.

    >>> is_practice("pr-a-001"), is_practice("kaz-uzb-visit-01")
    (True, False)
    """
    return id.startswith("pr-")


def is_kept(id: str) -> bool:
    """Whether a text is kept from the reader, by its id alone.

    >>> sum(is_kept(f"pr-a-{n:03}") for n in range(700))
    97
    """
    return zlib.crc32(id.encode()) % ONE_KEPT_IN == 0


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    lines, first = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("@"):
            if lines:
                yield first, lines
            lines, first = [], number
        if line.startswith("@") or lines:
            lines.append(line.rstrip())
    if lines:
        yield first, lines


def _read_block(lines: Sequence[str]) -> dict[str, Any]:
    if "-" not in lines:
        raise PracticeError("no line with only '-' between the text and what is said of it")
    cut = lines.index("-")
    head = [part.strip() for part in lines[0].lstrip("@").split("|")]
    if len(head) != 1 + len(_HEAD):
        raise PracticeError("the first line is: @ id | genre | region | published or - | publisher or -")
    marked = read_marks(re.sub(r"\n\s*\n", "\n\n", "\n".join(lines[1:cut]).strip()))
    told: dict[str, str] = {}
    for line in filter(None, lines[cut + 1 :]):
        label, _, rest = line.partition(" ")
        if label in told:
            raise PracticeError(f"{label!r} is told twice")
        told[label] = rest.strip()
    return _Block(head, marked, told).sheet()


@dataclass
class _Block:
    """One text with its marks and the lines below it."""

    head: Sequence[str]
    marked: Marked
    told: Mapping[str, str]

    def __post_init__(self) -> None:
        self.page = Page(self.marked.text)
        silent = self.marked.spans.keys() - self.told.keys() - {v for v in self.marked.spans if v[0] in "dv"}
        if silent:
            raise PracticeError(f"no line tells of {', '.join(sorted(silent))}")
        for label in self.told:
            if not re.fullmatch(r"\d+|[a-z]|[dq]\d+", label):
                raise PracticeError(f"{label!r} is no label: a number, a letter, d1 or q1")
            if label not in self.marked.spans:
                raise PracticeError(f"{label!r} is not in the text")
        for label in self.marked.spans:
            if len(self.marked.spans[label]) > 1 and not label.isdigit():
                raise PracticeError(f"{label!r} is marked twice")

    def sheet(self) -> dict[str, Any]:
        id, *fields = self.head
        values = [None if value in ("-", "") else value for value in fields]
        events = [self.event(label) for label in self.told if label.isalpha()]
        data = dict(zip(_HEAD, values, strict=True))
        return {
            "id": id,
            "family": id,
            "style": data["genre"],
            "title": None,
            **data,
            "text": self.marked.text,
            "relevant": bool(events) or any("force" in rest for k, rest in self.told.items() if k[0] == "q"),
            "entities": [self.entity(label) for label in self.told if label.isdigit()],
            "events": events,
            "attributions": [said for label in self.told if (said := self.attribution(label))],
            "positions": [said for label in self.told if (said := self.position(label))],
            "meetings": [],
            "boilerplate": [],
        }

    def entity(self, label: str) -> dict[str, Any]:
        if label not in self.told:
            raise PracticeError(f"no line tells of {label}")
        rest = self.told[label]
        quoted = re.findall(r'(office )?"([^"]*)"', rest)
        words = re.sub(r'(office )?"[^"]*"', "", rest).split()
        members = words[words.index("members") + 1].split(",") if "members" in words[:-1] else []
        words = words[: words.index("members")] if members else words
        if not words:
            raise PracticeError(f"entity {label}: no kind")
        side, _, country = (words[1] if len(words) > 1 else "-").partition("/")
        side = "" if side == "-" else side
        spans = self.marked.spans.get(label)
        if spans is None:
            raise PracticeError(f"{label} is not in the text")
        if not country and side and not country_fault(side):
            country = side
        name = next((name for office, name in quoted if not office), None)
        return {
            "id": f"e{label}",
            "name": name or spans[0].of(self.marked.text),
            "kind": words[0],
            "office": next((name for office, name in quoted if office), None),
            "represents": None if words[0] in ("place", "occasion", "agreement") else side or None,
            "country": country or None,
            "sectors": words[2].split(",") if len(words) > 2 else [],
            "mentions": [self.quote(span) for span in spans],
            "members": [f"e{one}" for one in members],
        }

    def event(self, label: str) -> dict[str, Any]:
        first, parts = self.parts(label)
        kind, *modes = first.replace(",", " ").split()
        span = self.marked.spans[label][0]
        auxiliary = next((key for key in parts if parts[key] is None), "actual")
        return {
            "type": kind,
            "modes": modes,
            "contexts": self.names(parts.get("ctx")),
            "auxiliary": auxiliary,
            "actors": self.ids(parts.get("by")),
            "recipients": self.ids(parts.get("to")),
            "said_by": next(iter(self.ids(parts.get("said"))), None),
            "sentence": self.sentence(span),
            "trigger": self.quote_in(span),
            "sentences": [self.sentence(span)],
            "date": self.date(parts.get("on")),
            "place": self.place(parts.get("at")),
        }

    def attribution(self, label: str) -> dict[str, Any] | None:
        cue = self.marked.spans.get("v" + label[1:])
        if not label.startswith("q") or not cue:
            return None
        _, parts = self.parts(label, bare=False)
        span, speaker = self.marked.spans[label][0], next(iter(self.ids(parts.get("by"))), None)
        sentence = self.sentence(cue[0])
        return {
            "sentence": sentence,
            "source": speaker,
            "source_text": self.source(speaker, sentence),
            "cue": self.quote_in(cue[0]),
            "content": self.quote_near(span, sentence),
            "explicit": speaker is not None,
            "quoted": "quoted" in parts,
        }

    def position(self, label: str) -> dict[str, Any] | None:
        _, parts = self.parts(label, bare=False) if label.startswith("q") else ("", {})
        if "force" not in parts:
            return None
        span, speaker = self.marked.spans[label][0], next(iter(self.ids(parts.get("by"))), None)
        side = parts.get("for")
        if speaker and side:
            raise PracticeError(f"{label}: 'for' beside 'by'")
        if speaker:  # whom a speaker represents is his own line's to say
            side = self.entity(speaker[1:])["represents"]
        sentence = self.sentence(span)
        return {
            "sentence": sentence,
            "speaker": speaker,
            "represents": side,
            "explicit": speaker is not None,
            "inferred": speaker is None,
            "quoted": "quoted" in parts,
            "force": parts["force"],
            "about": self.quote_near(span, sentence),
            "target": next(iter(self.ids(parts.get("to"))), None),
            "contexts": self.names(parts.get("ctx")),
            "boilerplate": False,
        }

    def parts(self, label: str, *, bare: bool = True) -> tuple[str, dict[str, str | None]]:
        """The first part of a line, and the others by their first word; a word alone has no value."""
        cells = [cell.strip() for cell in self.told[label].split("|")]
        found: dict[str, str | None] = {}
        for cell in filter(None, cells[1:] if bare else cells):
            key, _, value = cell.partition(" ")
            found[key] = value.strip() or None
        return cells[0], found

    def ids(self, value: str | None) -> list[str]:
        return [f"e{one}" for one in self.names(value)]

    def names(self, value: str | None) -> list[str]:
        return [one for one in re.split(r"[,\s]+", value or "") if one]

    def date(self, label: str | None) -> dict[str, Any] | None:
        if not label:
            return None
        if label not in self.marked.spans:
            raise PracticeError(f"{label!r} is not in the text")
        start, _, end = self.told.get(label, "").partition("..")
        quote = self.quote(self.marked.spans[label][0])
        return {"text": quote, "start": start or None, "end": end or start or None}

    def place(self, label: str | None) -> dict[str, Any] | None:
        if not label:
            return None
        if label not in self.marked.spans:
            raise PracticeError(f"place {label!r} is not in the text")
        if not label.isdigit():
            raise PracticeError(f"place {label!r} is no entity")
        entity, span = self.entity(label), self.marked.spans[label][0]
        return {"text": self.quote(span), "name": entity["name"], "country": entity["country"]}

    def source(self, speaker: str | None, sentence: int) -> str | None:
        """The words that name the speaker in the sentence, if any do."""
        spans = self.marked.spans.get((speaker or "e")[1:], [])
        return next((self.quote_in(span) for span in spans if self.page.sentences[sentence].covers(span)), None)

    def sentence(self, span: Span) -> int:
        for number, sentence in enumerate(self.page.sentences):
            if sentence.covers(span):
                return number
            if sentence.start <= span.start < sentence.end:
                return number
        raise PracticeError(f"{span.of(self.marked.text)!r} is in no sentence")

    def quote(self, span: Span) -> str:
        return self._numbered(span, find_all(self.marked.text, span.of(self.marked.text)))

    def quote_in(self, span: Span) -> str:
        within = self.page.sentences[self.sentence(span)]
        return self._numbered(
            span, [s for s in find_all(self.marked.text, span.of(self.marked.text)) if within.covers(s)]
        )

    def quote_near(self, span: Span, sentence: int) -> str:
        places = find_all(self.marked.text, span.of(self.marked.text))
        inside = [s for s in places if self.page.sentences[sentence].covers(s)]
        return self._numbered(span, inside or places)

    def _numbered(self, span: Span, places: Sequence[Span]) -> str:
        words = span.of(self.marked.text)
        if span not in places:
            shown = self.marked.text[max(0, span.start - 15) : span.end + 15]
            raise PracticeError(f"{words!r} is not whole words inside one sentence: {shown!r}")
        return words if len(places) == 1 else f"{words}@{places.index(span) + 1}"

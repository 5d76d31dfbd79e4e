"""How well what one party does to another is told, on sentences in which both are marked.

The layout is that of the PLV relation set (Zero-Shot PLOVER): columns sentence, marked_sentence, source,
target, gold_root, gold_penta; `<s>` and `<t>` mark the two. Classes are PLOVER's types with CONCEDE and
RETREAT as YIELD; the quads are 1 to 4.
"""

from __future__ import annotations

import csv
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import UnreadableError
from dragoman.evaluate.measures import macro_f1
from dragoman.inference import load_reader

# Of each class, as the relation set counts it.
QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), "1"),
    **dict.fromkeys(("COOPERATE", "AID", "YIELD"), "2"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "3"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "4"),
}
COLUMNS = ("marked_sentence", "gold_root", "gold_penta")
# Characters of a sentence, end exclusive.
Extent = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Relation:
    """A sentence, where its source and target stand, and the class and quad that people gave."""

    text: str
    source: Extent
    target: Extent
    root: str
    quad: str


def unmark(marked: str) -> tuple[str, Extent, Extent]:
    """A marked sentence without its marks, and where source and target stand first.

    A side that is not marked is anybody, and gets the whole sentence.

    >>> unmark("<s>Oman</s> met <t>Iran</t>.")
    ('Oman met Iran.', (0, 4), (9, 13))
    """
    text = ""
    found: dict[str, int] = {}
    for part in re.split(r"(</?[st]>)", marked):
        if re.fullmatch(r"</?[st]>", part):
            found.setdefault(part, len(text))
        else:
            text += part
    source, target = ((found.get(f"<{m}>", 0), found.get(f"</{m}>", len(text))) for m in "st")
    return text, source, target


def read_relations(path: Path) -> Iterator[Relation]:
    """The relations of a tab-separated file; `UnreadableError` where a column is missing."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file, delimiter="\t")
            missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
            if missing:
                raise UnreadableError(f"no column {', '.join(missing)}", source=str(path))
            for row in rows:
                yield Relation(*unmark(row["marked_sentence"]), row["gold_root"], row["gold_penta"])
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(getattr(error, "strerror", None) or "not UTF-8", source=str(path)) from error


def classify(relation: Relation) -> str:
    """The likeliest class, by the reader that ships with the package.

    >>> classify(Relation("Oman has accused Iran of shelling a tanker.", (0, 4), (17, 21), "", ""))
    'ACCUSE'
    """
    chances = load_reader().read(relation.text).relation(relation.source, relation.target)
    return max(chances, key=lambda name: chances[name])


def measure(path: Path, tell: Callable[[Relation], str] = classify) -> dict[str, object]:
    """Macro F1, accuracy, F1 of each class, quads and speed, on all pairs of a file."""
    relations = list(read_relations(path))
    begun = time.perf_counter()
    told = [tell(relation) for relation in relations]
    seconds = time.perf_counter() - begun
    roots = Counter((r.root, t) for r, t in zip(relations, told, strict=True))
    quads = Counter((r.quad, QUADS[t]) for r, t in zip(relations, told, strict=True))
    classes = sorted({name for pair in roots for name in pair})
    right = sum(n for (wanted, found), n in roots.items() if wanted == found)
    return {
        "macro_f1": round(macro_f1(roots, classes), 4),
        "accuracy": round(right / max(1, len(relations)), 4),
        "quad_macro_f1": round(macro_f1(quads, "1234"), 4),
        "per_class": {name: round(macro_f1(roots, [name]), 4) for name in classes},
        "pairs": len(relations),
        "seconds": round(seconds, 3),
        "pairs_per_second": round(len(relations) / max(seconds, 1e-9), 1),
    }

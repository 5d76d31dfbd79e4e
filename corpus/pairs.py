"""Two accounts of one meeting: which document a pair is about, and whether what it says is in both.

The account that carries the `pair` is `a`; `b` is the other document of its family.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from corpus.codes import side_fault
from corpus.quotes import Page, QuoteError
from corpus.sheets import Fault, Sheet

# What a match says of the two texts: which of them must be there.
MATCHES = {"same": (True, True), "differ": (True, True), "only_a": (True, False), "only_b": (False, True)}


def find_other(sheet: Sheet, sheets: Sequence[Sheet]) -> Sheet | None:
    """The other document of a family of two, `None` where the family is of another size.

    >>> a, b = Sheet("f", 1, {"id": "a", "family": "x"}), Sheet("f", 2, {"id": "b", "family": "x"})
    >>> find_other(a, [a, b]).id, find_other(a, [a])
    ('b', None)
    """
    others = [s for s in sheets if s.data.get("family") == sheet.data.get("family") and s.id != sheet.id]
    return others[0] if len(others) == 1 else None


def check_pair(sheet: Sheet, sheets: Sequence[Sheet]) -> list[Fault]:
    """The faults of a sheet's pair; none where it has no pair."""
    if not sheet.data.get("pair"):
        return []
    other = find_other(sheet, sheets)
    if other is None or not isinstance(other.data.get("text"), str):
        return [sheet.fault("pair", f"family {sheet.data['family']!r} is not of two documents")]
    pages = Page(sheet.data["text"]), Page(other.data["text"])
    faults = []
    for number, topic in enumerate(sheet.data["pair"]["topics"]):
        faults += [sheet.fault(f"pair.topics[{number}].{field}", reason) for field, reason in _ask_topic(topic, *pages)]
    return faults


def _ask_topic(topic: dict[str, Any], a: Page, b: Page) -> Iterator[tuple[str, str]]:
    match = MATCHES.get(topic["match"])
    if match is None:
        yield "match", f"{topic['match']!r} is none of {', '.join(MATCHES)}"
    elif match != (topic["a"] is not None, topic["b"] is not None):
        yield "match", f"{topic['match']!r}, but null says otherwise"
    for field, page in (("a", a), ("b", b)):
        if topic[field] is not None:
            try:
                page.find(topic[field])
            except QuoteError as wrong:
                yield field, str(wrong)
    raised_by = topic.get("raised_by")
    reason = side_fault(raised_by, a.text + b.text) if raised_by is not None else None
    if reason:
        yield "raised_by", reason

"""What parties and armed groups were from when to when, from resources/parties/roles.csv."""

from __future__ import annotations

from itertools import pairwise

from generate.names import Entities
from generate.reading import ResourceError, read_rows

_ROLES = {"opposition": "PTY OPP"}


def build_roles(found: Entities) -> dict[str, list[list[str]]]:
    """Start, end and sectors of each span, by the key of the entity; spans of one entity do not overlap."""
    spans: dict[str, list[list[str]]] = {}
    for row in read_rows("parties/roles.csv"):
        key = row["key"]
        if key not in found.rows:
            raise ResourceError(f"parties/roles.csv: no entity has the key {key!r}")
        spans.setdefault(key, []).append([row["start"], row["end"], _ROLES.get(row["role"], row["role"])])
    for key, many in spans.items():
        many.sort()
        for (start, end, _), (later, *_rest) in pairwise(many):
            if not end or end > later or (end == later[: len(end)] and len(end) < len(later)):
                raise ResourceError(f"parties/roles.csv: {key} has two roles at once from {later}, after {start}")
    return spans

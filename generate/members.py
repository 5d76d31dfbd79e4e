"""Which states belong to which organisation, checked against the lists of both."""

from __future__ import annotations

from generate.names import Entities
from generate.reading import ResourceError, read_rows, split_list


def build_members(found: Entities) -> dict[str, list[str]]:
    """The codes of the member states by the key of the organisation, sorted.

    An organisation or a state that no list knows is an error, so that a misspelt code never hides.
    """
    members = {row["key"]: sorted(split_list(row["members"])) for row in read_rows("organisations/members.csv")}
    for key, states in members.items():
        lost = [code for code in (key, *states) if code not in found.rows]
        if lost:
            raise ResourceError(f"members of {key}: nothing has the key {lost}")
    return members

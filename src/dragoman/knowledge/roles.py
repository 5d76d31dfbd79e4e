"""What a party or an armed group was on a day: in government or opposition, at war or at peace."""

from __future__ import annotations

from functools import cached_property

from dragoman.knowledge.files import read_json


class Roles:
    """The sectors of bodies in the spans in which they differ from what else is said of them.

    >>> Roles().of("GBR.labour", "2020-03-01"), Roles().of("GBR.labour", "2024-12-01")
    (('PTY', 'OPP'), None)
    """

    @cached_property
    def _spans(self) -> dict[str, list[list[str]]]:
        found: dict[str, list[list[str]]] = read_json("roles.json.gz")
        return found

    def of(self, key: str, day: str) -> tuple[str, ...] | None:
        """The sectors on an ISO day, `None` where no span has it.

        A span begins on its first day and ends before its last. Where only a month or a year is known, all its days
        are in the span.
        """
        for start, end, sectors in self._spans.get(key, ()):
            if start <= day and (not end or day < end or (len(end) < 10 and day.startswith(end))):
                return tuple(sectors.split())
        return None

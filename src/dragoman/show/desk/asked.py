"""What the address of a reading page asks for: days, codes, pages, each checked, and addresses made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from dragoman.errors import UsageError

PAGE = 20


def read_day(given: str | None, name: str) -> str | None:
    """An ISO day, `None` for none; `UsageError` for what is no day.

    >>> read_day("2026-11-02", "since"), read_day(" ", "since")
    ('2026-11-02', None)
    """
    if not given or not given.strip():
        return None
    try:
        return date.fromisoformat(given.strip()).isoformat()
    except ValueError:
        raise UsageError(f"{name} is a day like 2026-11-02, not {given!r}") from None


class Days(NamedTuple):
    """The days asked for, both ends in, as the filters `since` and `until`."""

    since: str | None
    until: str | None


def read_days(since: str | None, until: str | None) -> Days:
    """Both days; `UsageError` where one is no day, or the last comes before the first."""
    days = Days(read_day(since, "since"), read_day(until, "until"))
    if days.since and days.until and days.since > days.until:
        raise UsageError(f"until ({days.until}) comes before since ({days.since})")
    return days


def read_codes(given: Iterable[str], read_code: Callable[[str], str]) -> tuple[str, ...]:
    """The codes of sides given by code or name, several in one field parted by commas, each once.

    >>> read_codes(["aze, arm", ""], str.upper)
    ('AZE', 'ARM')
    """
    parts = (part.strip() for one in given for part in one.split(","))
    return tuple(dict.fromkeys(read_code(part) for part in parts if part))


def make_address(path: str, **values: Any) -> str:
    """An address with the values that there are.

    >>> make_address("/met", who=["AZE"], since=None, office="")
    '/met?who=AZE'
    """
    kept = {name: value for name, value in values.items() if value not in (None, "", (), [])}
    query = urlencode(kept, doseq=True)
    return f"{path}?{query}" if query else path


class Paging(NamedTuple):
    """One page of a list: its rows are `[start, end)` of `total`; addresses of the pages before and after."""

    start: int
    end: int
    total: int
    before: str | None
    after: str | None


def make_paging(number: int, total: int, path: str, values: Mapping[str, Any], size: int = PAGE) -> Paging:
    """The page of that number, from 1; one behind the last is the last.

    >>> make_paging(2, 45, "/search", {"q": "talks"})
    Paging(start=20, end=40, total=45, before='/search?q=talks', after='/search?q=talks&page=3')
    """
    last = max(1, -(-total // size))
    at = min(max(1, number), last)

    def address(page: int) -> str:
        return make_address(path, **values, page=page if page > 1 else None)

    return Paging(
        (at - 1) * size,
        min(at * size, total),
        total,
        address(at - 1) if at > 1 else None,
        address(at + 1) if at < last else None,
    )


def take(rows: Sequence[Any], paging: Paging) -> Sequence[Any]:
    """The rows of a page."""
    return rows[paging.start : paging.end]

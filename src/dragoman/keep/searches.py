"""The searches that people saved in an archive: a name for each, and what it asks."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime

from dragoman.errors import UsageError
from dragoman.keep.archive import open_changing, open_reading

# A name fits on a line of a page and in the title of a feed; a query into an address that every browser takes.
MAX_NAME_CHARS = 200
MAX_QUERY_CHARS = 2000
_COLUMNS = "id, name, query, saved_at"


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search by its number, its name, what it asks (`actor=AZE&type=ACCUSE`), and when it was saved (UTC)."""

    id: int
    name: str
    query: str
    saved_at: datetime


def save_search(path: str | os.PathLike[str], name: str, query: str) -> SavedSearch:
    """Save a search under a name. One that has the name already takes the new query and keeps its number.

    A name or query that is empty or too long raises `UsageError`. A `?` before the query is left out.
    """
    name, query = _check_name(name), _check_query(query)
    with open_changing(path) as connection:
        saved_at = datetime.now(UTC).replace(tzinfo=None)
        changed = connection.execute(
            f"UPDATE searches SET query = ?, saved_at = ? WHERE name = ? RETURNING {_COLUMNS}", [query, saved_at, name]
        ).fetchall()
        if not changed:
            values = [name, query, saved_at]
            changed = connection.execute(
                f"INSERT INTO searches (name, query, saved_at) VALUES (?, ?, ?) RETURNING {_COLUMNS}", values
            ).fetchall()
    return SavedSearch(*changed[0])


def list_searches(path: str | os.PathLike[str]) -> list[SavedSearch]:
    """All saved searches, by name, whatever the case of its letters."""
    with open_reading(path) as connection:
        rows = connection.execute(f"SELECT {_COLUMNS} FROM searches").fetchall()
    return sorted((SavedSearch(*row) for row in rows), key=lambda search: (search.name.casefold(), search.id))


def find_search(path: str | os.PathLike[str], id: int) -> SavedSearch | None:
    """The saved search of that number, `None` where there is none any more."""
    return next((search for search in list_searches(path) if search.id == id), None)


def delete_search(path: str | os.PathLike[str], id: int) -> bool:
    """Delete a saved search; whether there was one of that number."""
    with open_changing(path) as connection:
        gone = connection.execute("DELETE FROM searches WHERE id = ? RETURNING id", [id]).fetchall()
    return bool(gone)


def _check_name(name: str) -> str:
    """The name on one line."""
    clean = " ".join(name.split())
    if not clean:
        raise UsageError("a saved search needs a name")
    if len(clean) > MAX_NAME_CHARS:
        raise UsageError(f"the name of a search has at most {MAX_NAME_CHARS} characters")
    return _check_letters(clean)


def _check_query(query: str) -> str:
    clean = query.strip().lstrip("?")
    if not clean:
        raise UsageError("a search that asks for nothing is not saved")
    if len(clean) > MAX_QUERY_CHARS:
        raise UsageError(f"a search to be saved has at most {MAX_QUERY_CHARS:,} characters")
    return _check_letters(clean)


def _check_letters(text: str) -> str:
    """The text, where UTF-8 can hold it."""
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise UsageError("half a character cannot be saved")
    return text

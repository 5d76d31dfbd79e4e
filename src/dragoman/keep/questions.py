"""What can be asked of an archive, and the SQL that asks it. Pure: nothing here opens a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

Some = str | Sequence[str] | None


class Where(NamedTuple):
    """Conditions that all must hold, with the values for their question marks."""

    conditions: tuple[str, ...] = ()
    values: tuple[Any, ...] = ()

    def __add__(self, other: object) -> Where:
        """Both."""
        assert isinstance(other, Where)
        return Where(self.conditions + other.conditions, self.values + other.values)

    def sql(self) -> str:
        """The conditions as one; nothing asked is true of everything."""
        return " AND ".join(self.conditions) or "true"


def split(some: Some) -> tuple[str, ...]:
    """One or several values as several.

    >>> split("AZE"), split(["AZE", "OSCE"]), split(None)
    (('AZE',), ('AZE', 'OSCE'), ())
    """
    if some is None:
        return ()
    return (some,) if isinstance(some, str) else tuple(some)


def is_any(column: str, some: Some) -> Where:
    """The column is one of the values."""
    wanted = split(some)
    marks = ", ".join("?" * len(wanted))
    return Where((f"{column} IN ({marks})",), wanted) if wanted else Where()


def is_word(column: str, some: Some) -> Where:
    """The column is one of the values, whatever their case."""
    return is_any(f"lower({column})", [one.lower() for one in split(some)])


def has_any(column: str, some: Some) -> Where:
    """The list in the column holds one of the values."""
    return _either(f"list_contains({column}, ?)", split(some))


def names_code(column: str, some: Some) -> Where:
    """The codes in the column ("AZE" among " AZE IGO OSCE ") hold one of the values.

    >>> names_code("actor_codes", ["AZE", "OSCE"])
    Where(conditions=('(contains(actor_codes, ?) OR contains(actor_codes, ?))',), values=(' AZE ', ' OSCE '))
    """
    return _either(f"contains({column}, ?)", [f" {code.upper()} " for code in split(some)])


def holds_words(column: str, text: str | None) -> Where:
    """All the words of `text` stand in the column, whatever their case."""
    words = text.casefold().split() if text else []
    return Where((f"contains(lower({column}), ?)",) * len(words), tuple(words))


def falls_between(since: str | None, until: str | None) -> Where:
    """Any of the days from `first_day` to `last_day` is one of those asked for; what has no day is not."""
    found = Where(("last_day >= ?::DATE",), (since,)) if since else Where()
    return found + (Where(("first_day <= ?::DATE",), (until,)) if until else Where())


def was_published(column: str, since: str | None, until: str | None) -> Where:
    """The day of publication in the column is one of those asked for."""
    found = Where((f"{column} >= ?::DATE",), (since,)) if since else Where()
    return found + (Where((f"{column} <= ?::DATE",), (until,)) if until else Where())


def is_sure(least: float | None) -> Where:
    """With at least that confidence."""
    return Where() if least is None else Where(("confidence >= ?",), (least,))


def has_sides(actor: Some, recipient: Some) -> Where:
    """Who did it, and to whom.

    An event of several actors and no recipient is one they did together ("the sides signed"): each of
    them is taken for a recipient of the others, so it is found under either name.
    """
    actors, recipients = split(actor), split(recipient)
    if not recipients:
        return names_code("actor_codes", actors)
    to = names_code("recipient_codes", recipients)
    others = [code for code in recipients if code.upper() not in {code.upper() for code in actors}]
    together = Where(("len(recipients) = 0", "len(actors) > 1"))
    together += names_code("actor_codes", others) if others else Where(("false",))
    return names_code("actor_codes", actors) + _or([to, together])


def has_both(pair: Sequence[str] | None) -> Where:
    """Between two sides, whichever did it to the other."""
    if not pair:
        return Where()
    one, other = pair
    return _or([has_sides(one, other), has_sides(other, one)])


def all_of(parts: Iterable[Where]) -> Where:
    """All parts together."""
    return sum(parts, Where())


def either(*parts: Where) -> Where:
    """One part or another."""
    return _or(parts)


def _or(parts: Sequence[Where]) -> Where:
    text = " OR ".join(f"({part.sql()})" for part in parts)
    return Where((f"({text})",), tuple(value for part in parts for value in part.values))


def _either(condition: str, values: Sequence[Any]) -> Where:
    if not values:
        return Where()
    return Where((f"({' OR '.join([condition] * len(values))})",), tuple(values))


def find_rows(table: str, where: Where, order: str, limit: int | None = None) -> str:
    """Which rows are asked for, as SQL that reads no more columns than it takes to tell."""
    query = f"SELECT rowid AS number FROM {table} WHERE {where.sql()}"
    return query if limit is None else f"{query} ORDER BY {order} LIMIT {limit:d}"


def take_rows(table: str, source: str, order: str, columns: str = "*") -> str:
    """Rows by their numbers, all or some of their columns, which may be those of `source` as well.

    `source` gives each row's `number`, as `list_numbers` or a query does.
    """
    return f"SELECT {columns} FROM {table} JOIN ({source}) AS told ON {table}.rowid = told.number ORDER BY {order}"


def take_coded(table: str, where: Where, order: str, limit: int | None, columns: str = "*") -> str:
    """Rows of a table as they were coded, whatever people have corrected since."""
    query = f"SELECT {columns} FROM {table}_as_coded AS {table} WHERE {where.sql()} ORDER BY {order}"
    return query if limit is None else f"{query} LIMIT {limit:d}"


def list_numbers(numbers: Iterable[int]) -> str:
    """Numbers of few rows as SQL. Being in the query itself, the planner sees how few and starts from them.

    >>> list_numbers([9, 7])
    'SELECT unnest([7, 9]::BIGINT[]) AS number'
    """
    return f"SELECT unnest([{', '.join(str(int(number)) for number in sorted(numbers))}]::BIGINT[]) AS number"

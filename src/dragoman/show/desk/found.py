"""What a search asks and what it finds: checked fields, the keys of all that is found, the newest first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from dragoman.errors import UsageError
from dragoman.knowledge.ontology import load_ontology
from dragoman.records import AUXILIARIES, FORCES, MEETING_FORMS, STATUSES
from dragoman.show.desk.asked import read_codes, read_days
from dragoman.show.desk.desk import Archive
from dragoman.show.desk.lines import find_words
from dragoman.show.desk.rows import Table

if TYPE_CHECKING:
    import pyarrow

TABLES: tuple[Table, ...] = get_args(Table)
MOST_CHARS = 300
FieldKind = Literal["code", "choice", "words", "share"]


class Field(NamedTuple):
    """One field of a search: the filter it is, how it is called on the page, and what it takes."""

    name: str
    label: str
    kind: FieldKind
    choices: tuple[str, ...] = ()


_FIELDS: dict[Table, tuple[Field, ...]] = {
    "documents": (Field("publisher", "publisher", "words"),),
    "events": (
        Field("actor", "done by", "code"),
        Field("recipient", "to", "code"),
        Field("type", "type", "choice"),
        Field("auxiliary", "reality", "choice", AUXILIARIES),
        Field("place_country", "in the country", "code"),
        Field("min_confidence", "sureness from, 0 to 1", "share"),
    ),
    "meetings": (
        Field("who", "at the table", "code"),
        Field("form", "form", "choice", MEETING_FORMS),
        Field("status", "status", "choice", STATUSES),
        Field("country", "in the country", "code"),
        Field("city", "city", "words"),
    ),
    "positions": (
        Field("of", "said for", "code"),
        Field("speaker", "speaker", "words"),
        Field("force", "force", "choice", FORCES),
        Field("target", "aimed at", "code"),
    ),
}
WHERE_WORDS = {
    "documents": "words of the text",
    "events": "words of the sentence",
    "meetings": "words of the agenda",
    "positions": "words of the sentence",
}
_DAY = {
    "documents": "published",
    "events": "first_day",
    "meetings": "first_day",
    "positions": "document_published",
}


class Search(NamedTuple):
    """A search that can be made: the table, the words, and the filters by name, each as it stands in the address."""

    table: Table
    q: str
    fields: Mapping[str, Any]

    def to_query(self) -> dict[str, Any]:
        """What the address has of it, without what is empty."""
        return {"in": self.table, "q": self.q or None, **self.fields}

    @property
    def words(self) -> tuple[str, ...]:
        """The words asked for."""
        return find_words(self.q)

    @property
    def is_empty(self) -> bool:
        """Whether it asks for nothing in particular."""
        return not self.q and not any(self.fields.values())


def list_fields(table: Table) -> tuple[Field, ...]:
    """The fields of a table's search, besides words and days."""
    types = tuple(sorted(load_ontology().types))
    return tuple(field._replace(choices=types) if field.name == "type" else field for field in _FIELDS[table])


def read_search(given: Mapping[str, list[str]], read_code: Callable[[str], str]) -> Search:
    """The search that an address asks for; what no field takes raises `UsageError`.

    >>> read_search({"in": ["events"], "actor": ["aze"], "q": [" border  closed "]}, str.upper).to_query()
    {'in': 'events', 'q': 'border closed', 'since': None, 'until': None, 'actor': ('AZE',)}

    Names that are of no field of the table are left out.
    """
    table = next((one for one in TABLES if one == _last(given, "in")), None)
    if table is None and _last(given, "in"):
        raise UsageError(f"in is one of {', '.join(TABLES)}, not {_last(given, 'in')!r}")
    table = table or TABLES[0]
    q = " ".join(_last(given, "q").split())
    if len(q) > MOST_CHARS:
        raise UsageError(f"a search has at most {MOST_CHARS} characters")
    days = read_days(_last(given, "since"), _last(given, "until"))
    read = {field.name: _read_field(field, given.get(field.name, []), read_code) for field in list_fields(table)}
    return Search(table, q, {**days._asdict(), **{name: value for name, value in read.items() if value}})


def make_empty(given: Mapping[str, list[str]]) -> Search:
    """A search of the same table and words without any filter: what the form shows beside a refusal."""
    table = next((one for one in TABLES if one == _last(given, "in")), TABLES[0])
    return Search(table, _last(given, "q")[:MOST_CHARS], {"since": None, "until": None})


def _last(given: Mapping[str, list[str]], name: str) -> str:
    values = given.get(name) or [""]
    return values[-1].strip()


def _read_field(field: Field, values: list[str], read_code: Callable[[str], str]) -> Any:
    said = [value.strip() for value in values if value.strip()]
    if not said:
        return None
    if field.kind == "code":
        return read_codes(said, read_code)
    if field.kind == "choice":
        wanted = {choice.casefold(): choice for choice in field.choices}
        unknown = [value for value in said if value.casefold() not in wanted]
        if unknown:
            raise UsageError(f"{field.name} is one of {', '.join(field.choices)}, not {unknown[0]!r}")
        return tuple(dict.fromkeys(wanted[value.casefold()] for value in said))
    if field.kind == "share":
        return _read_share(field.name, said[-1])
    return said[-1][:MOST_CHARS]


def _read_share(name: str, said: str) -> float | None:
    try:
        share = float(said)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise UsageError(f"{name} is a share from 0 to 1, not {said!r}")
    return share or None


def find_keys(archive: Archive, search: Search) -> pyarrow.Table:
    """The keys of all that a search finds, the newest first, what has no day last."""
    day = _DAY[search.table]
    columns = ["document_key", day] if search.table == "documents" else ["document_key", "id", day]
    asked = {**search.fields, "text": " ".join(search.words) or None, "columns": columns}
    question: Callable[..., Any] = getattr(archive, search.table)
    order = [(day, "descending"), ("document_key", "descending"), *([("id", "ascending")] if "id" in columns else [])]
    return question(**asked).sort_by(order)

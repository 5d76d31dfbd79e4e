"""Brings an archive of an earlier version to the present one, a named file of SQL for each step.

`0002-searches.sql` brings an archive of version 1 to version 2. A new archive is made from `schema.sql` and
needs none of them. To change the layout: edit `schema.sql`, raise `SCHEMA_VERSION`, add the file.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import ArchiveError

if TYPE_CHECKING:
    import duckdb

SCHEMA_VERSION = 3
FOLDER = Path(__file__).parent


def find_steps(version: int, wanted: int = SCHEMA_VERSION, folder: Path = FOLDER) -> list[Path]:
    """The files that lead from one version to another, in their order.

    >>> find_steps(SCHEMA_VERSION)
    []
    """
    numbered = {int(path.name[:4]): path for path in folder.glob("[0-9][0-9][0-9][0-9]-*.sql")}
    steps = range(version + 1, wanted + 1)
    if missing := [step for step in steps if step not in numbered]:
        raise ArchiveError(f"no migration leads to version {missing[0]} of the archive")
    return [numbered[step] for step in steps]


def migrate(
    connection: duckdb.DuckDBPyConnection, version: int, wanted: int = SCHEMA_VERSION, folder: Path = FOLDER
) -> list[str]:
    """Apply what leads from one version to another, all or nothing; the names of the steps."""
    steps = find_steps(version, wanted, folder)
    connection.begin()
    try:
        for step in steps:
            connection.execute(step.read_text("utf-8"))
            connection.execute("INSERT INTO migrations VALUES (?, now() AT TIME ZONE 'UTC')", [step.stem])
        connection.execute("UPDATE archive SET schema_version = ?", [wanted])
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    return [step.stem for step in steps]

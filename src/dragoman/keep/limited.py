"""A question of somebody else's: so many rows at most, and broken off where it takes too long."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

import duckdb

from dragoman.errors import UsageError
from dragoman.keep.archive import open_reading
from dragoman.keep.view import explain

if TYPE_CHECKING:
    import pyarrow


def ask_limited(path: str | os.PathLike[str], query: str, most_rows: int, most_seconds: float) -> pyarrow.Table:
    """The first rows of what a query gives, as `View.sql`; `UsageError` where it is wrong or takes too long."""
    with open_reading(path) as connection:
        alarm = threading.Timer(most_seconds, connection.interrupt)
        alarm.start()
        try:
            found = connection.sql(query)
            if found is None:
                raise UsageError("a query that asks for nothing: begin it with SELECT or FROM")
            return found.limit(most_rows).to_arrow_table()
        except duckdb.InterruptException:
            raise UsageError(f"the query was broken off after {most_seconds:g} seconds") from None
        except duckdb.Error as error:
            raise UsageError(explain(error)) from None
        finally:
            alarm.cancel()

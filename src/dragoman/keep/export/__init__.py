"""Records as tables and files: Arrow, Parquet, CSV, JSON, Stata, and the formats of published event data.

`table` is the whole of it for a program; `make_writer` writes record by record, so that memory
stays bounded however many there are; `open_output` puts a file in its place only when it is whole.
"""

from dragoman.keep.export.arrow import schema, table
from dragoman.keep.export.options import Options
from dragoman.keep.export.output import open_output
from dragoman.keep.export.tables import TABLES
from dragoman.keep.export.writers import FORMATS, Writer, make_writer

__all__ = ["FORMATS", "TABLES", "Options", "Writer", "make_writer", "open_output", "schema", "table"]

"""Event data of others, read into one plain table: POLECAT, ICEWS and GDELT 1.0 and 2.0.

`read_batches` streams a file as Arrow batches, `read_foreign` as rows; what cannot be read is counted and named
in `Faults`, and the rest goes on. `agreement` holds such data against our own.
"""

from dragoman.keep.imports.faults import Faults
from dragoman.keep.imports.foreign import ForeignEvent, read_batches, read_foreign, schema

__all__ = ["Faults", "ForeignEvent", "read_batches", "read_foreign", "schema"]

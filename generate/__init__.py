"""Builds `src/dragoman/data` from `resources`: sorted, the same bytes every time."""

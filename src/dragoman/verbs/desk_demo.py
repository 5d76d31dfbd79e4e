"""The demonstration that the desk opens on when it is given no archive, coded into a folder that is taken away."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dragoman.records import Document


@contextmanager
def open_demo() -> Iterator[Path]:
    """The archive of the demonstration, its stories joined, while the block lasts."""
    from dragoman.uses import join_archive, keep_documents

    with tempfile.TemporaryDirectory(prefix="dragoman-desk-") as folder:
        path = Path(folder) / "demonstration.duckdb"
        documents = list(_read_reports())
        print(f"coding {len(documents)} reports of the demonstration ...", file=sys.stderr, flush=True)
        keep_documents(path, documents)
        join_archive(path)
        yield path


def _read_reports() -> Iterator[Document]:
    """The reports that come with the program."""
    from dragoman.read import read_many

    found = Path(__file__).parents[1] / "data" / "demo.jsonl"
    return (one for one in read_many([found]) if isinstance(one, Document))


def read_note() -> str:
    """What is to be known of the reports: that all of them are invented."""
    return (Path(__file__).parents[1] / "data" / "demo_note.txt").read_text("utf-8").strip()

"""The user's own folder: lists of people he loaded (people/*.csv) and his corrections (overlay.toml).

Both are plain files that may be read, edited and deleted. A folder that is not there is an empty one.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import KnowledgeError
from dragoman.knowledge.overlay import Actor, read_overlay, write_overlay
from dragoman.knowledge.people import Fault, FindCode, FindOffice, PersonRow, read_people, write_csv


class Store(NamedTuple):
    """What lies in the folder, as it was when asked."""

    folder: Path

    def files(self) -> list[Path]:
        """The files in it that count, in the order of their names."""
        overlay = self.folder / "overlay.toml"
        return [*([overlay] if overlay.is_file() else ()), *sorted((self.folder / "people").glob("*.csv"))]

    def digest(self) -> str:
        """A digest of names and contents of all files; empty where there are none."""
        files = self.files()
        whole = hashlib.sha256()
        for path in files:
            content = path.read_bytes()
            whole.update(f"{path.name} {len(content)}\n".encode() + content)
        return whole.hexdigest()[:8] if files else ""

    def actors(self, codes: Collection[str]) -> list[Actor]:
        """The corrections; one that is wrong is an error, for who edits a file wants to hear of it."""
        path = self.folder / "overlay.toml"
        if not path.is_file():
            return []
        try:
            actors, faults = read_overlay(path.read_text("utf-8"), codes)
        except (KnowledgeError, UnicodeDecodeError) as error:
            raise KnowledgeError(f"{path}: {error}") from error
        if faults:
            raise KnowledgeError(f"{path}: actor {faults[0][0]}: {faults[0][1]}")
        return actors

    def people(self, code_of: FindCode, office_of: FindOffice) -> list[PersonRow]:
        """The people of all lists; a row that is wrong is an error."""
        found: list[PersonRow] = []
        for path in self.files():
            if path.suffix != ".csv":
                continue
            rows, faults = read_people(path.read_text("utf-8"), code_of, office_of)
            if faults:
                raise KnowledgeError(f"{path}:{faults[0].line}: {faults[0].reason}")
            found += rows
        return found

    def keep_people(self, name: str, rows: Iterable[PersonRow]) -> Path:
        """Write a list under the name of the file it came from, over an earlier one of that name."""
        return _write(self.folder / "people" / f"{name.removesuffix('.csv')}.csv", write_csv(rows))

    def keep_actors(self, actors: Iterable[Actor], codes: Collection[str]) -> Path:
        """Add corrections to those there; one of the same name takes the place of the earlier."""
        merged = {actor.name: actor for actor in (*self.actors(codes), *actors)}
        return _write(self.folder / "overlay.toml", write_overlay(merged.values()))


def _write(path: Path, text: str) -> Path:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    waiting = path.with_name(f".{path.name}.{os.getpid()}")
    waiting.write_text(text, encoding="utf-8")
    waiting.replace(path)
    return path


__all__ = ["Fault", "Store"]

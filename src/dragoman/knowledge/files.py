"""Opens the built data files; the only place that knows where they lie."""

from __future__ import annotations

import gzip
import json
from importlib.resources import files
from typing import Any

from dragoman.errors import KnowledgeError

# Rises when the shape of a file changes, so that new code never reads old data by mistake.
FORMAT = 1


def read_text(name: str) -> str:
    """The text of one data file, unpacked where its name ends in `.gz`."""
    path = files("dragoman.data").joinpath(name)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise KnowledgeError(f"{name} is missing: run python -m generate") from error
    return (gzip.decompress(content) if name.endswith(".gz") else content).decode("utf-8")


def read_json(name: str) -> Any:
    """The value in one JSON data file."""
    return json.loads(read_text(name))


def read_version() -> str:
    """The version of the data: a digest of all files; an error where their format is not ours."""
    manifest = read_json("manifest.json")
    if manifest.get("format") != FORMAT:
        raise KnowledgeError(f"data of format {manifest.get('format')}, this code reads {FORMAT}")
    return str(manifest["version"])

"""Which files of a folder are read: those whose names or first bytes say what they are.

A file that is named by itself is always read; a folder holds scripts, pictures and lock files beside its texts.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from dragoman.errors import NoTextError, UnreadableError
from dragoman.read.formats import READ_SUFFIXES, is_document
from dragoman.read.inputs import describe_failure

# What stands behind the last full stop is a kind of file, and not the end of a title: "talks.v2", not "talks.5 May".
_SUFFIX = re.compile(r"\.(?=[^.]*[a-z])[a-z0-9_+-]{1,12}\Z")
_HEAD_BYTES = 4096


def walk(folder: Path) -> Iterator[tuple[Path, str] | UnreadableError | NoTextError]:
    """The files of a folder and those below it that are read, sorted, each with its path inside the folder.

    Hidden files and folders are left out, linked folders not entered.
    """
    failed: list[OSError] = []
    found = (path for path in _list_files(folder, failed) if is_taken(path))
    empty = True
    for path in found:
        empty = False
        yield path, path.relative_to(folder).as_posix()
    for error in failed:
        yield UnreadableError(describe_failure(error, folder), source=os.fspath(error.filename or folder))
    if empty and not failed:
        yield NoTextError("a folder without files to read", source=os.fspath(folder))


def is_taken(path: Path) -> bool:
    """Whether a file of a folder is read.

    >>> [is_taken(Path(name)) for name in ("talks.html", "talks.TXT.gz", "talks", "talks on 5.5.", "fetch.py")]
    [True, True, True, True, False]

    One of another name is opened: a page may be called `talks.php`.
    """
    suffix = find_suffix(path.name)
    if not suffix or suffix in READ_SUFFIXES:
        return True
    try:
        if not path.is_file():  # a pipe would be waited for
            return False
        with path.open("rb") as file:
            return is_document(file.read(_HEAD_BYTES))
    except (OSError, ValueError):
        return False


def find_suffix(name: str) -> str:
    """What a file's name says of its kind, `.gz` aside; nothing where it says none.

    >>> [find_suffix(name) for name in ("a.JSONL.gz", "uv.lock", "report of 3.5", "README")]
    ['.jsonl', '.lock', '', '']
    """
    found = _SUFFIX.search(name.lower().removesuffix(".gz"))
    return found[0] if found else ""


def count_others(paths: Iterable[str], own: Collection[str] = ()) -> Counter[str]:
    """How many files of the folders among `paths` are not read, by their suffix; those that are `own` aside."""
    files = (file for path in paths if os.path.isdir(path) for file in _list_files(Path(path), []))
    return Counter(find_suffix(file.name) for file in files if not is_taken(file) and os.path.realpath(file) not in own)


def _list_files(folder: Path, failed: list[OSError]) -> Iterator[Path]:
    """All files that are not hidden, sorted; folders that cannot be entered are noted."""
    for root, folders, files in os.walk(folder, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(files) if not name.startswith("."))

"""The few things a user may set; the only file that reads the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits and choices of one run; the defaults are what the command uses.

        `max_chars` is the longest text coded (longer ones are rejected, not cut), `max_line_chars`
        the longest single line of JSON Lines or CSV read. `debug` lets an unexpected error end the run with
    its traceback. `knowledge` is the folder of what the user has added to the knowledge base; it need
        not exist.
    """

    max_chars: int = 500_000
    max_line_chars: int = 8_000_000
    min_words: int = 3
    debug: bool = False
    knowledge: Path = field(default_factory=lambda: find_knowledge({}))

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Settings with `DRAGOMAN_MAX_CHARS` and the like taken from the environment.

        >>> Settings.from_environment({"DRAGOMAN_MIN_WORDS": "5"}).min_words
        5
        """
        found = os.environ if environment is None else environment
        names = ("max_chars", "max_line_chars", "min_words")
        given = {name: found.get(f"DRAGOMAN_{name.upper()}") for name in names}
        numbers = {name: int(value) for name, value in given.items() if value and value.isdigit()}
        debug = found.get("DRAGOMAN_DEBUG", "0") not in ("", "0")
        return cls(**numbers, debug=debug, knowledge=find_knowledge(found))


def find_knowledge(environment: Mapping[str, str]) -> Path:
    """`DRAGOMAN_KNOWLEDGE`, or where programs keep a user's data: under XDG_DATA_HOME or LOCALAPPDATA if set.

    >>> find_knowledge({"XDG_DATA_HOME": "/data"}).as_posix()
    '/data/dragoman/knowledge'
    """
    given = environment.get("DRAGOMAN_KNOWLEDGE")
    if given:
        return Path(given).expanduser()
    home = environment.get("XDG_DATA_HOME") or environment.get("LOCALAPPDATA")
    return (Path(home) if home else Path.home() / ".local" / "share") / "dragoman" / "knowledge"

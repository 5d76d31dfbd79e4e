"""The few things a user may set; the only file that reads the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits and choices of one run; the defaults are what the command uses.

    `max_chars` is the longest text coded (longer ones are rejected, not cut), `max_line_chars`
    the longest single line of JSON Lines or CSV read. `debug` lets an unexpected error end the run with
    its traceback. `knowledge` is the folder of what the user has added to the knowledge base; it need
    not exist.

    Of fetching: `user_agent` is the name servers are told, `fetch_seconds` the time one address may take
    with all its redirects, `max_fetch_bytes` the most it may send, packed or unpacked, `host_delay_seconds`
    the pause between two requests to one host when feeds are followed. `allow_private` lets addresses of
    this machine and its own network be fetched. `full_pages` reads the page behind each item of a feed.
    """

    max_chars: int = 500_000
    max_line_chars: int = 8_000_000
    min_words: int = 3
    debug: bool = False
    user_agent: str = "dragoman (reads news reports for event data)"
    fetch_seconds: int = 30
    max_fetch_bytes: int = 32 * 1024 * 1024
    host_delay_seconds: int = 2
    allow_private: bool = False
    full_pages: bool = False
    knowledge: Path = field(default_factory=lambda: find_knowledge({}))

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Settings with `DRAGOMAN_MAX_CHARS` and the like taken from the environment.

        >>> Settings.from_environment({"DRAGOMAN_MIN_WORDS": "5"}).min_words
        5
        """
        found = os.environ if environment is None else environment
        names = ("max_chars", "max_line_chars", "min_words", "fetch_seconds", "max_fetch_bytes", "host_delay_seconds")
        given = {name: found.get(f"DRAGOMAN_{name.upper()}") for name in names}
        numbers = {name: int(value) for name, value in given.items() if value and value.isdigit()}
        settings = cls(
            debug=_is_on(found, "DRAGOMAN_DEBUG"),
            allow_private=_is_on(found, "DRAGOMAN_ALLOW_PRIVATE"),
            user_agent=" ".join(found.get("DRAGOMAN_USER_AGENT", "").split()) or cls().user_agent,
            knowledge=find_knowledge(found),
        )
        return replace(settings, **numbers)  # type: ignore[arg-type]


def _is_on(environment: Mapping[str, str], name: str) -> bool:
    return environment.get(name, "0") not in ("", "0")


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


def find_state(environment: Mapping[str, str] | None = None) -> Path:
    """The file in which `dragoman watch` remembers what it has seen: under XDG_STATE_HOME or LOCALAPPDATA if set.

    >>> find_state({"XDG_STATE_HOME": "/state"}).as_posix()
    '/state/dragoman/watch.json'
    """
    found = os.environ if environment is None else environment
    home = found.get("XDG_STATE_HOME") or found.get("LOCALAPPDATA")
    return (Path(home) if home else Path.home() / ".local" / "state") / "dragoman" / "watch.json"

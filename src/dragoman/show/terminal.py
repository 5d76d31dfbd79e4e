"""Where lines for people go: a terminal, as wide as it is, or what is none, where they are always of one width."""

from __future__ import annotations

from typing import IO

from rich.console import Console

# Of a pipe or a file, whatever terminal the command was given on: the same command then writes the same bytes, those
# that the documentation shows. COLUMNS in the environment says otherwise.
WIDTH_ELSEWHERE = 100


class Terminal(Console):
    """A console that lets whoever prints know that nobody reads on; none of what it is given is markup.

    >>> import io
    >>> Terminal(io.StringIO()).width
    100
    """

    def __init__(self, file: IO[str]) -> None:
        super().__init__(file=file, highlight=False, emoji=False, markup=False)
        if self._width is None and not file.isatty():
            self.width = WIDTH_ELSEWHERE

    def on_broken_pipe(self) -> None:
        """Raise, rather than end the program."""
        raise BrokenPipeError

"""What can go wrong, as a tree; the command maps it to exit codes in one place.

DragomanError
  UsageError            the call itself is wrong                         exit 2
    ChoiceError         a value is none of those it can have
  MissingExtraError     a package is needed that an extra installs       exit 2
  DocumentError         one document cannot be coded, others can         exit 1
    UnreadableError     bytes that are no text we can read
      TooLongError      more text than is coded in one piece
    NoTextError         readable, but nothing in it to code
    LanguageError       a text in a language the coder does not read
  KnowledgeError        the built data files are missing or not ours     exit 2
  ArchiveError          an archive cannot be opened, or is busy          exit 2
    OutdatedError       what was looked at has been coded again since
"""

from __future__ import annotations


class DragomanError(Exception):
    """Anything dragoman says no to. The message is one line, fit to show to a person."""


class UsageError(DragomanError):
    """The call is wrong: no such format, no input."""


class ChoiceError(UsageError):
    """A value is none of those that it can have; the message names them all."""


class MissingExtraError(DragomanError):
    """A feature's packages are not installed; the message names the extra that brings them."""


class KnowledgeError(DragomanError):
    """The data files of the package are missing, or of another version than the code."""


class ArchiveError(DragomanError):
    """The file is no archive, is of a newer version, or another program is at work in it."""


class OutdatedError(ArchiveError):
    """A person speaks of an answer that is another by now: they should look at it again."""


class DocumentError(DragomanError):
    """One document cannot be coded. `source` is its file or URL, `line` its line (from 1) or row.

    >>> str(DocumentError("not JSON", source="a.jsonl", line=7))
    'a.jsonl:7: not JSON'

    `kind` is what it is counted under.
    """

    kind = "not coded"

    def __init__(self, reason: str, *, source: str, line: int | None = None) -> None:
        self.reason, self.source, self.line = reason, source, line
        where = source if line is None else f"{source}:{line}"
        super().__init__(f"{where}: {reason}")

    def __reduce__(self) -> tuple[object, ...]:
        """What another process needs to make the same error."""
        return _make_document_error, (type(self), self.reason, self.source, self.line)


def _make_document_error(kind: type[DocumentError], reason: str, source: str, line: int | None) -> DocumentError:
    return kind(reason, source=source, line=line)


class UnreadableError(DocumentError):
    """No such file, a folder in its place, binary, or an encoding that cannot be told."""

    kind = "not readable"


class TooLongError(UnreadableError):
    """A text longer than `Settings.max_chars`."""

    kind = "too long"


class NoTextError(DocumentError):
    """The file can be read, but there is no text in it to code."""

    kind = "no text"


class LanguageError(DocumentError):
    """The text is not in a language the coder reads (English); `code` is the language's, where it is known.

    >>> LanguageError("text is in French (fr)", source="a.txt", code="fr").kind
    'language fr'
    """

    def __init__(self, reason: str, *, source: str, line: int | None = None, code: str | None = None) -> None:
        super().__init__(reason, source=source, line=line)
        self.kind = f"language {code}" if code else "another language"

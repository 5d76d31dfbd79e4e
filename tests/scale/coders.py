"""Coders for worker processes that do what a document's text says."""

from __future__ import annotations

import os
import signal
import sys
import time

from tests.factory import CARD

from dragoman.errors import KnowledgeError, LanguageError
from dragoman.records import CoderCard, Document, Record

OTHER = CoderCard("9", None, "PLOVER 2.0", "other")


class Obedient:
    """Says who coded in a warning; `raise`, `foreign`, `die`, `lose`, `print` and `slow` in a text are done.

    To lose is that the process dies which began this one.
    """

    card = CARD

    def code(self, document: Document) -> Record:
        words = document.text.split()
        if "raise" in words:
            raise KeyError("e7")
        if "foreign" in words:
            raise LanguageError("not English", source=document.id)
        if "die" in words:
            os.kill(os.getpid(), signal.SIGKILL)
        if "lose" in words:
            os.kill(os.getppid(), signal.SIGKILL)
        if "print" in words:
            print("in the way of the records")
        if "slow" in words:
            time.sleep(0.2)
        return Record(document=document, coder=CARD, warnings=(str(os.getpid()),))


class Unable:
    """A coder whose data are missing."""

    def __init__(self) -> None:
        raise KnowledgeError("frames.json is missing")


class Faulty:
    """A coder that cannot be made, for a fault in it."""

    def __init__(self) -> None:
        raise ZeroDivisionError


class Mortal:
    """A coder whose process ends before it is there."""

    def __init__(self) -> None:
        sys.exit(3)

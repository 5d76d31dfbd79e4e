"""The word lists of lemminflect and textblob, opened at once: the first record waits for them.

What is in them and what is asked of them stays theirs: only their files are read at once here, and put where each of
them would have put it line by line when it is first asked.
"""

from __future__ import annotations

import gc
import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from lemminflect import Lemmatizer
from lemminflect.core.LexicalUtils import categoryToUPos
from textblob.en import parser


@cache
def open_lexicons() -> None:
    """Open both lists, where nobody has yet."""
    lemmatizer, lexicon = Lemmatizer(), parser.lexicon
    with _without_collecting():
        if not hasattr(lemmatizer, "lemma_dict"):
            lemmatizer.lemma_dict = read_lemmas(Path(lemmatizer.lemma_lu_fn))
        if not dict.__len__(lexicon):
            # The list is opened with its own `load`, which also makes it answer faster from then on.
            lexicon.load = lambda: dict.update(lexicon, read_tags(Path(lexicon.path)))
            len(lexicon)


def read_lemmas(path: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    """What each word can be, with its lemmas, from lines as "strikes,verb,strike"."""
    kinds: dict[str, str] = {}
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for line in gzip.decompress(path.read_bytes()).decode().splitlines():
        word, category, forms = line.split(",")
        kind = kinds.get(category) or kinds.setdefault(category, categoryToUPos(category))
        found.setdefault(word, {})[kind] = tuple(forms.split("/"))
    return found


def read_tags(path: Path) -> dict[str, str]:
    """The commonest Penn tag of each word, from lines as "strikes NNS"; lines that begin with ";;;" are remarks."""
    lines = path.read_text(encoding="utf-8").split("\n")
    parts = (line.split(" ", 2) for line in lines if line and not line.startswith(";;;"))
    return {one[0]: one[1] for one in parts if len(one) > 1}


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Make many objects that all stay, without looking again and again which of them could go."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

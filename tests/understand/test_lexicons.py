"""The word lists are opened quickly, and are what their libraries make of them."""

from __future__ import annotations

import gc
from pathlib import Path

from lemminflect import Lemmatizer
from lemminflect.codecs.LemmaLUCodec import LemmaLUCodec
from textblob._text import Lexicon
from textblob.en import parser

from dragoman.understand.lexicons import open_lexicons, read_lemmas, read_tags


def test_lemmas_are_those_the_library_reads() -> None:
    path = Lemmatizer().lemma_lu_fn
    assert read_lemmas(Path(path)) == LemmaLUCodec.load(path)


def test_tags_are_those_the_library_reads() -> None:
    path = parser.lexicon.path
    assert read_tags(Path(path)) == dict(Lexicon(path=path).items())


def test_collecting_goes_on_once_they_are_open() -> None:
    open_lexicons()
    assert gc.isenabled()
    assert parser.lexicon["the"] == "DT"

"""Which annotated texts the reader learns from, and which are kept from it for the small models that judge it."""

from __future__ import annotations

from corpus.practice import load_practice
from corpus.splits import LATE

from dragoman.evaluate.gold import Gold, load_split


def load_taught() -> tuple[Gold, ...]:
    """The training part of the corpus that the reader learns from: all but the late families."""
    return tuple(gold for gold in load_split("train") if not gold.family.startswith(LATE))


def load_late() -> tuple[Gold, ...]:
    """The late families of the training part, which the reader has not read."""
    return tuple(gold for gold in load_split("train") if gold.family.startswith(LATE))


def load_known() -> tuple[Gold, ...]:
    """All that the reader learns from: its part of the corpus and of the practice texts."""
    return (*load_taught(), *load_practice(kept=False))


def load_kept() -> tuple[Gold, ...]:
    """All that it does not: the development part, the late families and the practice texts that are kept."""
    return (*load_split("dev"), *load_late(), *load_practice(kept=True))

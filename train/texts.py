"""Which annotated texts the reader learns from, and which are kept from it for the small models that judge it."""

from __future__ import annotations

import zlib

from corpus.practice import load_practice
from corpus.splits import LATE

from dragoman.evaluate.gold import Gold, load_split

# Of so many late families the reader learns from the second number.
LATE_TENTHS, LATE_TAUGHT = 10, 6


def is_late_kept(family: str) -> bool:
    """Whether a family came late and is kept from the reader, by its name alone.

    >>> is_late_kept("late-embassy-call"), is_late_kept("kaz-uzb-visit-01")
    (True, False)
    """
    return family.startswith(LATE) and zlib.crc32(family.encode()) % LATE_TENTHS >= LATE_TAUGHT


def load_taught() -> tuple[Gold, ...]:
    """The training part of the corpus that the reader learns from: all but the late families that are kept from it."""
    return tuple(gold for gold in load_split("train") if not is_late_kept(gold.family))


def load_late() -> tuple[Gold, ...]:
    """The late families of the training part, which the reader has not read."""
    return tuple(gold for gold in load_split("train") if is_late_kept(gold.family))


def load_known() -> tuple[Gold, ...]:
    """All that the reader learns from: its part of the corpus and of the practice texts."""
    return (*load_taught(), *load_practice(kept=False))


def load_kept() -> tuple[Gold, ...]:
    """All that it does not: the development part, the late families and the practice texts that are kept."""
    return (*load_split("dev"), *load_late(), *load_practice(kept=True))

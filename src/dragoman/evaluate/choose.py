"""Which annotated documents somebody wants to see."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from dragoman.evaluate.gold import Gold, GoldEvent


@dataclass(frozen=True, slots=True)
class Wish:
    """What a document must have; `None` asks nothing. `word` is looked for in the text, whatever its case."""

    type: str | None = None
    mode: str | None = None
    auxiliary: Collection[str] | None = None
    genre: str | None = None
    region: str | None = None
    word: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether every document would do."""
        return self == Wish()

    @property
    def asks_event(self) -> bool:
        """Whether an event is asked for."""
        return bool(self.type or self.mode or self.auxiliary)

    def takes_event(self, event: GoldEvent) -> bool:
        """Whether type, mode and auxiliary are those of one event."""
        return (
            (not self.type or event.type == self.type)
            and (not self.mode or self.mode in event.modes)
            and (not self.auxiliary or event.auxiliary in self.auxiliary)
        )

    def takes(self, gold: Gold) -> bool:
        """Whether a document is wanted."""
        if (self.genre and gold.genre != self.genre) or (self.region and gold.region != self.region):
            return False
        if self.word and self.word.casefold() not in gold.document.text.casefold():
            return False
        return not self.asks_event or any(self.takes_event(event) for event in gold.events)


def choose(splits: Mapping[str, tuple[Gold, ...]], wish: Wish) -> Iterator[tuple[str, Gold]]:
    """The wanted documents with their splits, in the order of splits and ids."""
    for split, golds in splits.items():
        yield from ((split, gold) for gold in golds if wish.takes(gold))

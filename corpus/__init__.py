"""Our own annotated texts: sheets written by hand, checked, and built into train, dev and test.

In order: `sheets` reads what people write, `shape` and `check` refuse what breaks the rules of
SHEET.md, `quotes` finds the words in the text, `build` writes the record layout, `gold` reads it back. `practice`
reads texts that only teach.

    import corpus
    for gold in corpus.load_split("dev"):
        gold.document.text, gold.events, gold.meetings
"""

from corpus.practice import load_practice
from dragoman.evaluate.gold import Gold, GoldEvent, load_split

__all__ = ["Gold", "GoldEvent", "load_practice", "load_split"]

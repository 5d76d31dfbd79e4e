"""Where sentences end, the quick way and by syntok."""

from __future__ import annotations

import re

from dragoman.evaluate.gold import load_split
from dragoman.understand.sentences import _split, split_by_syntok


def test_plain_paragraphs_are_parted_as_syntok_parts_them() -> None:
    texts = [gold.document.text for split in ("dev", "train") for gold in load_split(split)]
    # Behind "5.40am." syntok sees no end.
    lines = {line.strip() for text in texts for line in text.split("\n") if line.strip()}
    paragraphs = {line for line in lines if not re.search(r"\d[ap]m\. ", line)}
    paragraphs |= {
        "He paid $27.16. Sanders paid more.",
        "(AP) - Talks were held. They ended.",
        'The mine (an old one) was closed. "It is sad," he said. "Very."',
        "They met Gen. Li. He left etc. They left.",
        "A list. of things.",
    }
    assert len(paragraphs) > 1000
    assert [*map(list, map(_split, sorted(paragraphs)))] == [*map(list, map(split_by_syntok, sorted(paragraphs)))]

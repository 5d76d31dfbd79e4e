"""What a reader that was exported sees in texts: `python -m train.reader.measure [--model FOLDER] [--data FOLDER]`.

Of the corpus's dev part: triggers with their types, modes, auxiliary, and the roles of true mentions in true events;
with `--data` names and attributions of others' dev parts as well. One JSON object.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman.evaluate.gold import load_split
from dragoman.inference.reader import FOLDER, Reader
from dragoman.inference.vectors import Vectors
from train.reader import data
from train.reader.examples import AUXILIARIES, ROLES, TYPES, Example, Extent

Labelled = tuple[Extent, str]


def read(reader: Reader, example: Example) -> Iterator[tuple[Extent, Vectors]]:
    """The sentences of a text with what the reader sees in each."""
    sentences = example.sentences or [(0, len(example.text))]
    reading = reader.open(example.text, sentences, range(len(sentences)))
    yield from ((s, v) for s, v in zip(sentences, reading.sentences, strict=True) if v is not None)


def find(reader: Reader, example: Example, layer: str) -> list[Labelled]:
    """The extents of a layer that the reader sees in a text."""
    return [((s + a, s + b), name) for (s, _), v in read(reader, example) for (a, b), name, _ in v.tags(layer)]


def f1(right: int, told: int, true: int) -> float:
    """The harmonic mean of precision and recall."""
    return round(2 * right / max(1, told + true), 4)


def measure_names(reader: Reader, examples: Sequence[Example]) -> dict[str, float]:
    """Span F1 of names with their kinds."""
    count: Counter[str] = Counter()
    for example in examples:
        gold, told = set(example.tags["names"]), set(find(reader, example, "names"))
        count += Counter(right=len(gold & told), told=len(told), true=len(gold))
    return {"names": f1(count["right"], count["told"], count["true"])}


def measure_attributions(reader: Reader, examples: Sequence[Example]) -> dict[str, float]:
    """Characters of content, and sources and cues as whole spans."""
    count: Counter[str] = Counter()
    layers = ("source", "cue", "content")
    for example in examples:
        for layer in layers:
            # What goes on from one sentence to the next is told of each by itself.
            sentences = example.sentences
            gold = {c for e, _ in example.tags[layer] for s in sentences if (c := _clip(e, s))}
            told = {extent for extent, _ in find(reader, example, layer)}
            if layer == "content":
                gold, told = ({i for a, b in spans for i in range(a, b)} for spans in (gold, told))
            count += Counter(
                {f"{layer} right": len(gold & told), f"{layer} told": len(told), f"{layer} true": len(gold)}
            )
    return {layer: f1(*(count[f"{layer} {k}"] for k in ("right", "told", "true"))) for layer in layers}


def _clip(extent: Extent, sentence: Extent) -> Extent | None:
    first, last = max(extent[0], sentence[0]), min(extent[1], sentence[1])
    return (first, last) if first < last else None


def measure_corpus(reader: Reader, examples: Sequence[Example]) -> dict[str, object]:
    """Triggers with types (overlapping), and all that is told of true events."""
    count: Counter[str] = Counter()
    tenths: dict[str, list[bool]] = {}
    confused: Counter[str] = Counter()
    for example in examples:
        for (start, end), vectors in read(reader, example):
            gold = [((a - start, b - start), t) for (a, b), t in example.tags["trigger"] if start <= a < end]
            open_ = list(gold)
            for (a, b), kind, chance in vectors.tags("trigger"):
                met = [one for one in open_ if one[0][0] < b and a < one[0][1]]
                right = next((one for one in met if one[1] == kind), None)
                if right:
                    open_.remove(right)
                elif met:
                    confused[f"{kind} for {met[0][1]}"] += 1
                tenths.setdefault(f"0.{min(9, int(chance * 10))}", []).append(bool(right))
                count += Counter({f"{kind} told": 1, f"{kind} right": int(bool(right))})
            count.update(f"{kind} true" for _, kind in gold)
        _count_events(reader, example, count)

    def score(name: str) -> float:
        return f1(*(count[f"{name} {k}"] for k in ("right", "told", "true")))

    whole = [sum(count[f"{t} {k}"] for t in TYPES) for k in ("right", "told", "true")]
    return {
        "trigger": f1(*whole),
        "modes": score("modes"),
        **{f"role {name}": score(name) for name in ROLES[1:]},
        **{f"auxiliary {name}": score(name) for name in AUXILIARIES},
        "chances": {tenth: [sum(rights), len(rights)] for tenth, rights in sorted(tenths.items())},
        "types": {name: score(name) for name in TYPES},
        "confused": dict(confused.most_common(8)),
    }


def _count_events(reader: Reader, example: Example, count: Counter[str]) -> None:
    """Modes, auxiliary and roles of the true events of a text."""
    for (start, end), vectors in read(reader, example):
        for event in example.events:
            if not start <= event.trigger[0] < end:
                continue
            trigger = (event.trigger[0] - start, event.trigger[1] - start)
            modes, _, auxiliary = vectors.describe(trigger, event.type)
            right = len({*modes} & {*event.modes})
            count += Counter({"modes right": right, "modes told": len(modes), "modes true": len(event.modes)})
            _count(count, auxiliary, str(event.auxiliary))
            extents = [(a - start, b - start) for (a, b), _ in event.mentions]
            for chances, (_, role) in zip(vectors.roles(trigger, event.type, extents), event.mentions, strict=True):
                _count(count, max(chances, key=chances.__getitem__), str(role))


def _count(count: Counter[str], told: str, true: str) -> None:
    count[f"{told} told"] += 1
    count[f"{true} true"] += 1
    count[f"{true} right"] += told == true


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure by the command line's words."""
    parser = argparse.ArgumentParser(prog="python -m train.reader.measure", description=__doc__)
    parser.add_argument("--model", type=Path, default=FOLDER, help="the folder that export.py wrote")
    parser.add_argument("--data", type=Path, help="the folder with the sources")
    given = parser.parse_args(arguments)
    reader = Reader(given.model)
    found = measure_corpus(reader, list(data.read_golds(load_split("dev"), "corpus")))
    if given.data:
        found |= measure_names(reader, list(data.read_names(given.data / "mentions/newswire_dev.tsv")))
        found |= measure_attributions(
            reader, list(data.read_attributions(given.data / "attribution/polnear_dev.jsonl"))
        )
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()

"""What a trained reader reaches on data it has not seen: `python -m train.reader.measure --from FILE --encoder FOLDER`.

With `--data` also on the dev parts of the other sources. The card's figures are what this prints.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer

from train.reader import data
from train.reader.batches import Batcher, Pieces
from train.reader.examples import AUXILIARIES, ROLES, TYPES, Example, Extent
from train.reader.model import Reader


def measure(reader: Reader, batcher: Batcher, folder: Path) -> dict[str, float]:
    """F1 and shares, 0 to 1, on the dev parts of corpus, names and attributions."""
    reader.eval()
    with torch.no_grad():
        return {
            **measure_corpus(reader, batcher, list(data.read_corpus("dev"))),
            **measure_names(reader, batcher, list(data.read_names(folder / "mentions/newswire_dev.tsv"))),
            **measure_attributions(
                reader, batcher, list(data.read_attributions(folder / "attribution/polnear_dev.jsonl"))
            ),
        }


def decode(labels: Sequence[int], pieces: Pieces, names: Sequence[str]) -> list[tuple[Extent, str]]:
    """The labelled extents, by the labels of pieces that begin words; an inner word of another kind begins one."""
    found: list[tuple[Extent, str]] = []
    before = 0
    bounds = [*pieces.heads, len(pieces.starts)]
    for first, after in itertools.pairwise(bounds):
        label, start, end = labels[first], pieces.starts[first], pieces.ends[after - 1]
        if label:
            number = (label - 1) // 2
            goes_on = label % 2 == 0 and before in (label, label - 1)
            if goes_on:
                found[-1] = ((found[-1][0][0], end), names[number])
            else:
                found.append(((start, end), names[number]))
        before = label
    return found


def read_layers(
    reader: Reader, batcher: Batcher, examples: Sequence[Example], layers: Sequence[str]
) -> Iterator[tuple[Example, dict[str, list[tuple[Extent, str]]]]]:
    """Each example with the extents that the reader finds in some layers."""
    ordered = sorted(examples, key=lambda e: len(e.text))
    for at in range(0, len(ordered), 32):
        part = ordered[at : at + 32]
        batch = batcher.batch(part)
        hidden, _ = reader.encode(batch)
        best = {layer: reader.tags[layer](hidden).argmax(-1).tolist() for layer in layers}
        for row, example in enumerate(part):
            pieces = batcher.pieces(example.text)
            n = len(pieces.starts)
            yield example, {k: decode(v[row][1 : n + 1], pieces, batcher.labels.layers[k]) for k, v in best.items()}


def f1(right: int, told: int, true: int) -> float:
    """The harmonic mean of precision and recall."""
    return round(2 * right / max(1, told + true), 4)


def measure_names(reader: Reader, batcher: Batcher, examples: Sequence[Example]) -> dict[str, float]:
    """Span F1 of names with their kinds."""
    count: Counter[str] = Counter()
    for example, found in read_layers(reader, batcher, examples, ["names"]):
        gold, told = set(example.tags["names"]), set(found["names"])
        count += Counter(right=len(gold & told), told=len(told), true=len(gold))
    return {"names": f1(count["right"], count["told"], count["true"])}


def measure_attributions(reader: Reader, batcher: Batcher, examples: Sequence[Example]) -> dict[str, float]:
    """Characters of content, and sources and cues as whole spans."""
    count: Counter[str] = Counter()
    layers = ("source", "cue", "content")
    for example, found in read_layers(reader, batcher, examples, layers):
        for layer in layers:
            gold, told = {e for e, _ in example.tags[layer]}, {e for e, _ in found[layer]}
            if layer == "content":
                gold = {i for a, b in gold for i in range(a, b)}
                told = {i for a, b in told for i in range(a, b)}
            count[f"{layer} right"] += len(gold & told)
            count[f"{layer} told"] += len(told)
            count[f"{layer} true"] += len(gold)
    return {layer: f1(*(count[f"{layer} {k}"] for k in ("right", "told", "true"))) for layer in layers}


def measure_corpus(reader: Reader, batcher: Batcher, examples: Sequence[Example]) -> dict[str, float]:
    """Triggers with types (overlapping), auxiliary, and roles of true mentions at true triggers."""
    count: Counter[str] = Counter()
    for example, found in read_layers(reader, batcher, examples, ["trigger"]):
        gold, told = list(example.tags["trigger"]), found["trigger"]
        for (a, b), kind in told:
            match = next((g for g in gold if g[1] == kind and g[0][0] < b and a < g[0][1]), None)
            if match:
                gold.remove(match)
                count["right"] += 1
        count += Counter(told=len(told), true=len(example.tags["trigger"]))
        batch = batcher.batch([example])
        if batch.triggers:
            _count_events(reader, batch, count)
    roles = {f"role {r}": f1(*(count[f"{r} {k}"] for k in ("right", "told", "true"))) for r in ROLES[1:]}
    shown = {f"auxiliary {a}": f1(*(count[f"{a} {k}"] for k in ("right", "told", "true"))) for a in AUXILIARIES}
    modes = f1(count["modes right"], count["modes told"], count["modes true"])
    return {"trigger": f1(count["right"], count["told"], count["true"]), "modes": modes, **roles, **shown}


def measure_triggers(reader: Reader, batcher: Batcher, examples: Sequence[Example]) -> dict[str, object]:
    """What triggers are worth: right of all by tenth of their chance, F1 by type, and what is told for what."""
    tenths: dict[str, list[bool]] = {}
    types: Counter[str] = Counter()
    confused: Counter[str] = Counter()
    for example in examples:
        pieces, gold = batcher.pieces(example.text), list(example.tags["trigger"])
        hidden, _ = reader.encode(batcher.batch([example]))
        chances = reader.tags["trigger"](hidden)[0].float().softmax(-1)[1 : len(pieces.starts) + 1]
        names = batcher.labels.layers["trigger"]
        for (a, b), kind in decode(chances.argmax(-1).tolist(), pieces, names):
            span = pieces.span((a, b))
            first = span[0] - 1 if span else 0
            met = [g for g in gold if g[0][0] < b and a < g[0][1]]
            is_right = any(g[1] == kind for g in met)
            tenths.setdefault(f"0.{min(9, int(float(chances[first].max()) * 10))}", []).append(is_right)
            types[f"{kind} told"] += 1
            types[f"{kind} right"] += is_right
            if met and not is_right:
                confused[f"{kind} for {met[0][1]}"] += 1
        types.update(f"{kind} true" for _, kind in gold)
    return {
        "chances": {tenth: [sum(rights), len(rights)] for tenth, rights in sorted(tenths.items())},
        "types": {t: f1(*(types[f"{t} {k}"] for k in ("right", "told", "true"))) for t in TYPES},
        "confused": dict(confused.most_common(8)),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure by the command line's words; one JSON object."""
    from train.reader.export import load

    parser = argparse.ArgumentParser(prog="python -m train.reader.measure", description=__doc__)
    parser.add_argument("--from", dest="start", type=Path, required=True, help="a reader that train.py saved")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--data", type=Path)
    given = parser.parse_args(arguments)
    reader, labels = load(given.start, given.encoder)
    tokenizer = Tokenizer.from_file(str(given.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    batcher, dev = Batcher(tokenizer, labels), list(data.read_corpus("dev"))
    with torch.no_grad():
        found = measure(reader, batcher, given.data) if given.data else measure_corpus(reader, batcher, dev)
        print(json.dumps({**found, **measure_triggers(reader, batcher, dev)}, indent=1))


def _count_events(reader: Reader, batch: object, count: Counter[str]) -> None:
    hidden, mean = reader.encode(batch)
    trigger = reader.pool(hidden, batch.triggers)
    around = mean[[row for row, _, _ in batch.triggers]].float()
    types = torch.nn.functional.one_hot(torch.tensor(batch.types), reader.sentence_types.out_features).float()
    modes, _, auxiliary = reader.event_logits(trigger, around, types.to(trigger.device))
    gold = torch.stack(batch.modes) > 0.5
    count["modes right"] += int(((modes > 0) & gold).sum())
    count["modes told"] += int((modes > 0).sum())
    count["modes true"] += int(gold.sum())
    _count(count, AUXILIARIES, auxiliary.argmax(1).tolist(), torch.stack(batch.auxiliaries).argmax(1).tolist())
    if batch.role_spans:
        of = [event for event, *_ in batch.role_spans]
        spans = [(batch.triggers[e][0], a, b) for e, _, a, b in batch.role_spans]
        logits = reader.role_logits(trigger[of], reader.pool(hidden, spans), around[of], types.to(trigger.device)[of])
        _count(count, ROLES, logits.argmax(1).tolist(), torch.stack(batch.roles).argmax(1).tolist())


def _count(count: Counter[str], names: Sequence[str], told: Sequence[int], true: Sequence[int]) -> None:
    for t, g in zip(told, true, strict=True):
        count[f"{names[t]} told"] += 1
        count[f"{names[g]} true"] += 1
        count[f"{names[g]} right"] += t == g


if __name__ == "__main__":
    main()

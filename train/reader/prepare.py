"""All that a reader learns from, as numbers in one file: `python -m train.reader.prepare --data FOLDER --to FILE`.

It reads the corpus, the practice texts and the sources of `data.py`, cuts them into pieces and finds what they are
asked as a whole (`questions.py`), with the models that ship: 23 minutes on one core. `train.py` needs no more
than the file, so that it runs on a machine that has PyTorch alone.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from corpus.practice import load_practice
from tokenizers import Tokenizer

from dragoman import knowledge
from dragoman.evaluate.gold import Gold, load_split
from dragoman.inference.reader import FOLDER
from dragoman.knowledge import Knowledge
from dragoman.knowledge.ontology import load_ontology
from train.reader import data, prepared
from train.reader.examples import NAMES, PARTIES, TYPES, Example, Labels
from train.reader.items import Maker, make_items
from train.reader.questions import HOWS, KINDS, ask, read_untold
from train.reader.swaps import swap_all
from train.texts import load_known, load_taught

# Types of the other ontology that are told less often teach nothing.
GENEVA_FEW = 40
# Pieces of a window of texts that are cut short as well, so that what stands alone is read as well.
SHORT_PIECES = 112
CUT_SHORT = ("corpus", "practice", "swapped", "names", "attributions")


def read_sources(folder: Path, base: Knowledge) -> dict[str, list[Example]]:
    """All training texts by source; of the corpus its train split and its practice texts, as they are and swapped."""
    golds = load_known()
    realis = [f"realis/{name}_train.jsonl" for name in ("uw", "meantime", "uds_ih2")]
    return {
        "corpus": [*_with_questions(load_taught(), "corpus", base)],
        "practice": [*_with_questions(load_practice(kept=False), "practice", base)],
        "swapped": [*_with_questions(swap_all(golds, base), "swapped", base)],
        "relations": [*data.read_pairs(folder / "relations/plv_train.tsv")],
        "names": [*data.read_names(folder / "mentions/newswire_train.tsv.gz")],
        "attributions": [*data.read_attributions(folder / "attribution/polnear_train.jsonl.gz")],
        "m2e2": [*data.read_happenings(folder / "events/m2e2.jsonl.gz", "m2e2")],
        "geneva": [*data.read_happenings(folder / "events/geneva.jsonl", "geneva")],
        "realis": [example for name in realis for example in data.read_realis(folder / name)],
        "stories": [*data.read_stories(folder / "events/ngec_synthetic.jsonl.gz")],
        "untold": [*read_untold(base, data.read_texts(folder))],
    }


def read_held(folder: Path, base: Knowledge) -> dict[str, list[Example]]:
    """Texts that only measure: the corpus's dev part, the practice texts that are kept, others' dev parts."""
    return {
        "dev": [*_with_questions(load_split("dev"), "corpus", base)],
        "kept": [*_with_questions(load_practice(kept=True), "practice", base)],
        "names_dev": [*data.read_names(folder / "mentions/newswire_dev.tsv")],
        "attr_dev": [*data.read_attributions(folder / "attribution/polnear_dev.jsonl")],
    }


def _with_questions(golds: Iterable[Gold], source: str, base: Knowledge) -> Iterator[Example]:
    for gold in golds:
        for example in data.read_golds([gold], source):
            yield replace(example, questions=ask(base, gold))


def make_labels(sources: Mapping[str, Sequence[Example]]) -> Labels:
    """What every head tells apart."""
    kinds = {layer: sorted({n for e in sources[layer] for _, n in e.tags[layer]}) for layer in ("m2e2", "geneva")}
    told = [name for example in sources["geneva"] for _, name in example.tags["geneva"]]
    layers = {
        "trigger": tuple(TYPES),
        "names": NAMES,
        "source": ("source",),
        "cue": ("cue",),
        "content": ("content",),
        "party": PARTIES,
        "m2e2": tuple(kinds["m2e2"]),
        "geneva": tuple(name for name in kinds["geneva"] if told.count(name) >= GENEVA_FEW),
    }
    ontology = load_ontology()
    modes = tuple(f"{name} {mode}" for name, kind in ontology.types.items() for mode in kind.modes)
    return Labels(layers, modes, tuple(ontology.contexts), KINDS, HOWS)


def main(arguments: Sequence[str] | None = None) -> None:
    """Prepare by the command line's words."""
    parser = argparse.ArgumentParser(prog="python -m train.reader.prepare", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the sources")
    parser.add_argument("--to", type=Path, required=True)
    given = parser.parse_args(arguments)
    base = knowledge.load()
    sources, held = read_sources(given.data, base), read_held(given.data, base)
    labels = make_labels(sources)
    tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    maker, short = Maker(tokenizer, labels), Maker(tokenizer, labels, SHORT_PIECES)
    items = {name: [*make_items(maker, examples)] for name, examples in {**sources, **held}.items()}
    for name in CUT_SHORT:
        # A question may point from window to window, which then says little.
        items[f"{name} short"] = [*make_items(short, [replace(one, questions=[]) for one in sources[name]])]
    prepared.write(given.to, labels, items)
    for name, made in items.items():
        print(f"{name}: {len(made)} texts, {sum(len(item['ids']) for item in made)} pieces")


if __name__ == "__main__":
    main()

"""All that a reader learns from, as numbers in one file: `python -m train.reader.prepare --data FOLDER --to FILE`.

It reads the corpus, the practice texts and the sources of `data.py`, cuts them into pieces and finds what they are
asked as a whole (`questions.py`), with the models that ship: 50 minutes on one core. `train.py` needs no more
than the file, so that it runs on a machine that has PyTorch alone. `--swapped 0.3` swaps the countries of three texts
in ten, `--without untold` leaves out what only teachers can tell, `--workers 2` takes two processes.
"""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from corpus.practice import load_practice
from tokenizers import Tokenizer

from dragoman import knowledge
from dragoman.evaluate.gold import Gold, load_split
from dragoman.inference.reader import FOLDER
from dragoman.knowledge.ontology import load_ontology
from train.reader import data, prepared
from train.reader.examples import NAMES, PARTIES, TYPES, Example, Labels
from train.reader.items import Maker, make_items
from train.reader.questions import HOWS, KINDS, ask, read_untold
from train.reader.swaps import swap_all
from train.texts import load_known, load_late, load_taught

# Types of the other ontology that are told less often teach nothing.
GENEVA_FEW = 40
# Pieces of a window of texts that are cut short as well, so that what stands alone is read as well.
SHORT_PIECES = 112
CUT_SHORT = ("corpus", "practice", "swapped", "names", "attributions")


# Texts that a process takes at a time.
TAKEN = 40


class Preparer:
    """Reads the sources, with as many processes as there may be, and swaps the countries of a share of the texts."""

    def __init__(self, folder: Path, workers: int = 1, swapped: float = 1.0, without: Sequence[str] = ()) -> None:
        self.folder, self.workers, self.swapped, self.without = folder, workers, swapped, without

    def read_sources(self) -> dict[str, list[Example]]:
        """All training texts by source; of the corpus its train split and practice texts, as they are and swapped."""
        folder = self.folder
        realis = [f"realis/{name}_train.jsonl" for name in ("uw", "meantime", "uds_ih2")]
        return {
            "corpus": self._map(partial(_ask, "corpus"), load_taught()),
            "practice": self._map(partial(_ask, "practice"), load_practice(kept=False)),
            "swapped": self._map(_ask_swapped, [gold for gold in load_known() if self._is_swapped(gold)]),
            "relations": [*data.read_pairs(folder / "relations/plv_train.tsv")],
            "names": [*data.read_names(folder / "mentions/newswire_train.tsv.gz")],
            "attributions": [*data.read_attributions(folder / "attribution/polnear_train.jsonl.gz")],
            "m2e2": [*data.read_happenings(folder / "events/m2e2.jsonl.gz", "m2e2")],
            "geneva": [*data.read_happenings(folder / "events/geneva.jsonl", "geneva")],
            "realis": [example for name in realis for example in data.read_realis(folder / name)],
            "stories": [*data.read_stories(folder / "events/ngec_synthetic.jsonl.gz")],
            "untold": [] if "untold" in self.without else [*read_untold(knowledge.load(), data.read_texts(folder))],
        }

    def read_held(self) -> dict[str, list[Example]]:
        """Texts that only measure: the corpus's dev part, the texts that are kept, others' dev parts."""
        return {
            "dev": self._map(partial(_ask, "corpus"), load_split("dev")),
            "kept": self._map(partial(_ask, "practice"), load_practice(kept=True)),
            "late": self._map(partial(_ask, "corpus"), load_late()),
            "names_dev": [*data.read_names(self.folder / "mentions/newswire_dev.tsv")],
            "attr_dev": [*data.read_attributions(self.folder / "attribution/polnear_dev.jsonl")],
        }

    def _map(self, ask: Callable[[Sequence[Gold]], list[Example]], golds: Sequence[Gold]) -> list[Example]:
        parts = [golds[at : at + TAKEN] for at in range(0, len(golds), TAKEN)]
        if self.workers == 1:
            return [example for part in parts for example in ask(part)]
        with get_context("fork").Pool(self.workers) as pool:
            return [example for found in pool.imap(ask, parts) for example in found]

    def _is_swapped(self, gold: Gold) -> bool:
        return zlib.crc32(gold.document.id.encode()) % 1000 < 1000 * self.swapped


def _ask_swapped(golds: Sequence[Gold]) -> list[Example]:
    return _ask("swapped", [*swap_all(golds, knowledge.load())])


def _ask(source: str, golds: Sequence[Gold]) -> list[Example]:
    """The examples of annotated documents, with all that is asked of them as a whole."""
    base = knowledge.load()
    return [
        replace(example, questions=ask(base, gold)) for gold in golds for example in data.read_golds([gold], source)
    ]


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
    parser.add_argument("--workers", type=int, default=1, help="processes that read")
    parser.add_argument("--swapped", type=float, default=1.0, help="the share of the texts that is swapped as well")
    parser.add_argument("--without", nargs="*", default=[], choices=["untold"], help="sources to leave out")
    given = parser.parse_args(arguments)
    preparer = Preparer(given.data, given.workers, given.swapped, given.without)
    sources, held = preparer.read_sources(), preparer.read_held()
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

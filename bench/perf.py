"""How fast the coder is, and how much of that is the encoder: `python bench/perf.py`.

Codes the texts of the corpus's dev part with one process, after one text to load everything, then reads all
windows of the same texts with the bare encoder, both in processor seconds, the best of three rounds. Cold start is a
process of its own that codes one sentence.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time

from dragoman.evaluate.gold import load_split
from dragoman.flow import Coder
from dragoman.inference import load_reader

ROUNDS = 3


def measure() -> dict[str, float]:
    """Documents, sentences and words a second, the ratio to the bare encoder, seconds to the first record, MB."""
    golds = load_split("dev")
    coder, reader = Coder(), load_reader()
    coder.code(golds[0].document)
    texts = [(gold.document.text, [sentence.start for sentence in gold.sentences]) for gold in golds]
    whole = bare = float("inf")
    for _ in range(ROUNDS):
        reader.forget()
        begun = time.process_time()
        for gold in golds:
            coder.code(gold.document)
        whole = min(whole, time.process_time() - begun)
        begun = time.process_time()
        for text, starts in texts:
            reader.encode_text(text, starts)
        bare = min(bare, time.process_time() - begun)
    sentences = sum(len(gold.sentences) for gold in golds)
    words = sum(len(gold.document.text.split()) for gold in golds)
    return {
        "documents": len(golds),
        "words": words,
        "documents_per_second": round(len(golds) / whole, 1),
        "sentences_per_second": round(sentences / whole, 1),
        "words_per_second": round(words / whole, 1),
        "bare_encoder_seconds": round(bare, 2),
        "coder_over_encoder": round(whole / bare, 2),
        "cold_start_seconds": round(_cold_start(), 2),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def _cold_start() -> float:
    code = "import dragoman; assert dragoman.code('The ministers of Kenya and Uganda met in Kampala.').events"
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - begun


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))

"""A reader of random weights and a few kilobytes, for tests of the plumbing: `python -m train.reader.tiny FOLDER`."""

from __future__ import annotations

import string
import sys
from pathlib import Path

import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
from transformers import BertConfig, BertModel

from dragoman.inference.shapes import SHAPES
from train.reader.examples import NAMES, TASKS, TYPES, Labels
from train.reader.export import write_card, write_encoder, write_heads
from train.reader.model import Reader
from train.reader.questions import HOWS, KINDS

SEED = 7


def write_tiny(folder: Path) -> None:
    """Write the folder: encoder, heads, tokenizer and card."""
    folder.mkdir(parents=True, exist_ok=True)
    letters = [*string.ascii_lowercase, *string.digits, *string.punctuation]
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *letters, *(f"##{letter}" for letter in letters)]
    tokenizer = Tokenizer(models.WordPiece({word: n for n, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.save(str(folder / "tokenizer.json"))
    torch.manual_seed(SEED)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=400,
        type_vocab_size=len(SHAPES),
        attn_implementation="eager",
    )
    layers = {"trigger": tuple(TYPES), "names": NAMES, "source": ("source",), "cue": ("cue",), "content": ("content",)}
    labels = Labels(layers, ("ASSAULT drone", "CONSULT visit"), ("military", "diplomatic"), KINDS, HOWS)
    reader = Reader(BertModel(config, add_pooling_layer=False), labels).eval()
    write_encoder(reader, folder / "encoder.onnx")
    write_heads(reader, folder / "heads.npz")
    write_card(labels, folder, "tiny", {"seed": SEED, "temper": dict.fromkeys(TASKS, 1.0)})


if __name__ == "__main__":
    write_tiny(Path(sys.argv[1]))

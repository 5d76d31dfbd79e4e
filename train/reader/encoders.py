"""The encoders that readers begin from: told how words are written, all fed with the pieces of one tokenizer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import AttentionInterface, AttentionMaskInterface, AutoModel
from transformers.masking_utils import eager_mask
from transformers.models.mpnet.modeling_mpnet import MPNetModel, MPNetSelfAttention

from train.reader.examples import Labels
from train.reader.model import Dropout, Reader

# Of words, as `dragoman.inference.shapes` tells them; written again, for the coder is not there where there is a GPU.
SHAPES = 4
# What other makes call the marks.
_OTHER_NAMES = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}


def make_reader(encoder: Path, labels: Labels, tokenizer: Path | None = None, layers: int | None = None) -> Reader:
    """An encoder with new heads; its table of words stays as it is.

    `tokenizer` is what cut the pieces, if not the encoder's own. With more `layers` than it has the others are new.
    """
    more = {"num_hidden_layers": layers} if layers else {}
    model = AutoModel.from_pretrained(
        encoder, attention_probs_dropout_prob=0.0, attn_implementation=_attention(encoder), **more
    )
    if isinstance(model, MPNetModel):
        attend_fast(model)
    for part in [*model.modules()]:
        for name, inner in part.named_children():
            if isinstance(inner, nn.Dropout) and inner.p:
                setattr(part, name, Dropout(inner.p))
    model.embeddings.word_embeddings.weight.requires_grad = False
    if not hasattr(model.embeddings, "token_type_embeddings"):
        model = WithShapes(model, translate(tokenizer, encoder / "tokenizer.json") if tokenizer else None)
    else:
        # What the encoder learned to take for "first or second sentence" says here how a word is written.
        plain = model.embeddings.token_type_embeddings.weight.detach()[:1]
        model.embeddings.token_type_embeddings = nn.Embedding.from_pretrained(plain.repeat(SHAPES, 1), freeze=False)
    return Reader(model, labels)


class FastAttention(nn.Module):
    """What `MPNetSelfAttention` does, its weights under the same names, by PyTorch's own attention."""

    def __init__(self, slow: MPNetSelfAttention) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = slow.q, slow.k, slow.v, slow.o
        self.heads = slow.num_attention_heads

    def forward(
        self, hidden: Tensor, attention_mask: Tensor | None = None, bias: Tensor | None = None, **_: Any
    ) -> tuple[Tensor]:
        """The vectors that attended to each other, alone in a row."""
        parts = [part(hidden).unflatten(-1, (self.heads, -1)) for part in (self.q, self.k, self.v)]
        query, key, value = (part.transpose(1, 2) for part in parts)
        told = [given for given in (bias, attention_mask) if given is not None]
        where = sum(told[1:], told[0]).to(query.dtype) if told else None
        seen = F.scaled_dot_product_attention(query, key, value, attn_mask=where)
        return (self.o(seen.transpose(1, 2).flatten(2)),)


def attend_fast(model: MPNetModel) -> None:
    """Let MPNet attend by PyTorch's own attention; how far away counts how much is not learned any more."""
    near = model.encoder.relative_attention_bias
    near.weight.requires_grad = False

    def bias(hidden: Tensor, *_: Any, **__: Any) -> Tensor:
        place = torch.arange(hidden.shape[1], device=hidden.device)
        bucket = model.encoder.relative_position_bucket(place[None, :] - place[:, None])
        return near(bucket).permute(2, 0, 1).unsqueeze(0)

    model.encoder.compute_position_bias = bias
    for layer in model.encoder.layer:
        layer.attention.attn = FastAttention(layer.attention.attn)


def _attention(encoder: Path) -> str:
    """How an encoder attends: MPNet by `FastAttention`, others by `sdpa` on a GPU and by ours elsewhere.

    A processor goes back through `sdpa` five times as slowly as through ours.
    """
    if '"mpnet"' in (encoder / "config.json").read_text():
        return "eager"
    return "sdpa" if torch.cuda.is_available() else PLAIN


def attend(
    module: nn.Module, query: Tensor, key: Tensor, value: Tensor, attention_mask: Tensor | None, **_: Any
) -> tuple[Tensor, None]:
    """Attention in as many bits as it is given: a step takes half the time of one that rises to 32 on its way.

    >>> one = torch.eye(2)[None, None]
    >>> attend(nn.Identity(), one, one, one, None)[0].shape
    torch.Size([1, 2, 1, 2])
    """
    with torch.autocast(query.device.type, enabled=False):
        scores = torch.matmul(query * query.shape[-1] ** -0.5, key.transpose(-1, -2))
        if attention_mask is not None:
            scores = scores + attention_mask.to(scores.dtype)
        told = torch.matmul(torch.softmax(scores, -1), value)
    return told.transpose(1, 2).contiguous(), None


PLAIN = "plain"
AttentionInterface.register(PLAIN, attend)
AttentionMaskInterface.register(PLAIN, eager_mask)


def translate(given: Path, own: Path) -> Tensor:
    """For each piece of one vocabulary its number in another."""
    theirs, mine = (Tokenizer.from_file(str(path)).get_vocab() for path in (given, own))
    unknown = mine["[UNK]"] if "[UNK]" in mine else mine["<unk>"]
    found = torch.full((len(theirs),), unknown)
    for piece, number in theirs.items():
        found[number] = mine.get(_OTHER_NAMES.get(piece, piece), unknown)
    return found


class WithShapes(nn.Module):
    """An encoder that knows no first and second sentence (MPNet), told how words are written all the same."""

    def __init__(self, model: nn.Module, translated: Tensor | None = None) -> None:
        super().__init__()
        self.model, self.config = model, model.config
        self.shapes = nn.Embedding.from_pretrained(torch.zeros(SHAPES, self.config.hidden_size), freeze=False)
        self.register_buffer("translated", translated, persistent=False)

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        """What the encoder gives, its words marked by their shapes."""
        ids = input_ids if self.translated is None else self.translated[input_ids]
        words = self.model.embeddings.word_embeddings(ids) + self.shapes(token_type_ids)
        return self.model(inputs_embeds=words, attention_mask=attention_mask)

"""The only room that imports onnxruntime: a model is a folder with a card, opened by `load_reader`.

`card` says what a folder holds and refuses one that has changed, `encoder` runs an encoder, `reader` once a sentence
and `whole` over many at once, `heads` are the light layers over its vectors, `threads` keeps numpy to one thread.
"""

from dragoman.inference.reader import Reader, load_reader
from dragoman.inference.threads import one_thread
from dragoman.inference.whole import Pointer, load_pointer

__all__ = ["Pointer", "Reader", "load_pointer", "load_reader", "one_thread"]

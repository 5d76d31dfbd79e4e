"""The only room that imports onnxruntime: a model is a folder with a card, opened by `load_reader`.

`card` says what a folder holds and refuses one that has changed, `reader` runs the encoder once a sentence,
`heads` are the light layers over its vectors, `threads` keeps numpy to one thread.
"""

from dragoman.inference.reader import Reader, load_reader
from dragoman.inference.threads import one_thread

__all__ = ["Reader", "load_reader", "one_thread"]

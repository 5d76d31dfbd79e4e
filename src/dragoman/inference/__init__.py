"""The only room that imports onnxruntime: a model is a folder with a card, opened by `load_reader`.

`card` says what a folder holds and refuses one that has changed, `encoder` runs an encoder over `windows` of a text,
`reader` opens a text as a `reading`. Over its vectors lie light layers (`heads`): `vectors` ask them of a sentence,
`questions` of the text. `threads` keeps numpy to one thread.
"""

from dragoman.inference.reader import Reader, load_reader
from dragoman.inference.threads import one_thread

__all__ = ["Reader", "load_reader", "one_thread"]

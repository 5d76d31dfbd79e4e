"""Document -> Marked: layers of spans laid over a text, each in the file that is named for it."""

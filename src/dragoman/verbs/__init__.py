"""The command's smaller verbs, one a file: what was asked, the library called, what came back printed."""

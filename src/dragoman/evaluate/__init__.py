"""Annotated documents, and how near records come to them.

In order: `gold` reads what people wrote down, `count` says what is in it, `choose` picks some of it,
`documents` compares records with it.
"""

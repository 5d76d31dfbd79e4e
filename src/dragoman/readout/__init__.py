"""Meetings and positions: who sat down with whom about what, and what each side said."""

"""Mentions to entities, places and dates: one candidate left or none, and why."""

"""Trains the encoder that reads a text as a whole."""

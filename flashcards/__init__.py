"""Turns nested-bullet notes into cards, asks for the key advice a few minutes a day, and hands it to Anki."""

__version__ = "0.1.0"

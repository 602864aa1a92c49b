"""Anki packages, both ways."""

"""Anki packages in."""

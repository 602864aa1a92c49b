"""Packages for Anki, asked of the real engine."""

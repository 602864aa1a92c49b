"""Anki packages in: .apkg and .colpkg of every format, as plain values; nothing in one is ever obeyed."""

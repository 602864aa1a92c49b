"""The terminal app: the one home of Textual."""

"""What our two note types are called in Anki, final from their first version."""

BASIC_NAME, CLOZE_NAME = "flashcards Basic", "flashcards Cloze"
FIELDS = ("Front", "Back", "Source", "Extra", "Uid")
"""Front is never empty, Uid stands in no template; a Cloze note's Front holds the text with its marks."""


def is_ours(name: str) -> bool:
    """Say whether a note type is one of ours; Anki adds to the name of one that it has with other fields already."""
    return name.startswith((BASIC_NAME, CLOZE_NAME))

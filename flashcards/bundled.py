"""Where the shipped decks and the schema history lie, in a checkout and in an installed wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def bundled(name: str) -> Path:
    """Return the folder ``decks`` or ``db``: inside the package in a wheel, beside it in a checkout."""
    inside = _PACKAGE / "_bundled" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def shipped_decks() -> dict[str, Path]:
    """Return the shipped decks by their short name, as in ``flashcards add @NAME``."""
    return {path.stem: path for path in sorted(bundled("decks").glob("*.md"))}

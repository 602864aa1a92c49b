"""The one place where sentences for the user pass through, so that they can be translated."""


def _(sentence: str, **values: object) -> str:
    """Return a sentence for the user with its named placeholders filled in.

    A sentence without values is returned as it is, so that braces in data are safe.
    """
    return sentence.format(**values) if values else sentence


def count(number: int, one: str, many: str) -> str:
    """Return ``1 card`` or ``3 cards``: the number with its word."""
    return f"{number} {one if number == 1 else many}"

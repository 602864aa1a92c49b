"""Claims about the decks that come with the program."""

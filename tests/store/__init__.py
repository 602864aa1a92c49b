"""Claims about the database: its schema, opening it, acts and their log."""

"""The one home of the database: SQLAlchemy Core over SQLite, core values in and out."""

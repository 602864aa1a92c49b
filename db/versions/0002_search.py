"""Searching: the texts of each tip as they are compared, and the index of their grams.

Both are derived: the program fills them when the schema is up to date.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TEXTS = ("question", "answer", "detail", "line", "tag", "source", "section", "speaker")


def upgrade() -> None:
    """Create the table and the index."""
    op.create_table(
        "wording",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        *(sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False) for name in TEXTS),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_wording")),
        sqlite_strict=True,
    )
    op.execute(
        "CREATE VIRTUAL TABLE search USING fts5(grams, content='', columnsize=1, detail=none, "
        "tokenize=\"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'\")"
    )

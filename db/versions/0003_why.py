"""Why cards: the line below a point that gives its reason or its condition, in the file's words and in the user's.

Only reading finds such lines, so every file is marked as unread: the next `refresh` reads each once more.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""
    op.add_column("point", sa.Column("why", sa.Text(), nullable=True))
    op.add_column("point", sa.Column("own_why", sa.Text(), nullable=True))
    op.execute("UPDATE source_path SET mtime_ns = 0, text_hash = ''")

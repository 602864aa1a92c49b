"""The first schema: notes, cards, the review log, and the log of every other change."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table."""
    op.create_table(
        "device",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_device")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_device_fingerprint")),
        sqlite_strict=True,
    )
    op.create_table(
        "change",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("study_day", sa.Integer(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("table", sa.Text(), nullable=False),
        sa.Column("row", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("old", sa.Text(), nullable=True),
        sa.Column("new", sa.Text(), nullable=True),
        sa.Column("undoes", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["device"], ["device.uid"], name=op.f("fk_change_device")),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_change")),
        sqlite_strict=True,
    )
    op.create_index("ix_change_group", "change", ["group"], unique=False)
    op.create_index("ix_change_row_field", "change", ["row", "field"], unique=False)
    op.create_index("ix_change_study_day_at", "change", ["study_day", "at"], unique=False)
    op.create_index(
        "ix_change_undoes", "change", ["undoes"], unique=False, sqlite_where=sa.text("undoes IS NOT NULL")
    )
    op.create_table(
        "parameter_set",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("parameters", sa.Text(), nullable=False),
        sa.Column("log_loss", sa.REAL(), nullable=True),
        sa.Column("log_loss_before", sa.REAL(), nullable=True),
        sa.Column("reviews", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["device"], ["device.uid"], name=op.f("fk_parameter_set_device")),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_parameter_set")),
        sqlite_strict=True,
    )
    op.create_table(
        "setting",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["device"], ["device.uid"], name=op.f("fk_setting_device")),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_setting")),
        sa.UniqueConstraint("name", name=op.f("uq_setting_name")),
        sqlite_strict=True,
    )
    op.create_table(
        "deck",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("desired_retention", sa.REAL(), nullable=True),
        sa.Column("learn_steps", sa.Text(), nullable=True),
        sa.Column("relearn_steps", sa.Text(), nullable=True),
        sa.Column("new_per_day", sa.Integer(), nullable=True),
        sa.Column("reviews_per_day", sa.Integer(), nullable=True),
        sa.Column("minutes_per_day", sa.Integer(), nullable=True),
        sa.Column("max_interval", sa.Integer(), nullable=True),
        sa.Column("review_order", sa.Text(), nullable=True),
        sa.Column("parameter_set", sa.Text(), nullable=True),
        sa.Column("created_at", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["device"], ["device.uid"], name=op.f("fk_deck_device")),
        sa.ForeignKeyConstraint(["parameter_set"], ["parameter_set.uid"], name=op.f("fk_deck_parameter_set")),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_deck")),
        sa.UniqueConstraint("name", name=op.f("uq_deck_name")),
        sqlite_strict=True,
    )
    op.create_index("ix_deck_parameter_set", "deck", ["parameter_set"], unique=False)
    op.create_table(
        "day",
        sa.Column("study_day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deck", sa.Text(), nullable=False),
        sa.Column("answers", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("again", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("new", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("reviews", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("young_passed", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("young_asked", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("mature_passed", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("mature_asked", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("duration_ms", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["deck"], ["deck.uid"], name=op.f("fk_day_deck")),
        sa.PrimaryKeyConstraint("study_day", "deck", name=op.f("pk_day")),
        sqlite_strict=True,
    )
    op.create_index("ix_day_deck", "day", ["deck"], unique=False)
    op.create_table(
        "source",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("lang", sa.Text(), nullable=True),
        sa.Column("deck", sa.Text(), nullable=False),
        sa.Column("cards", sa.Text(), server_default="key", nullable=False),
        sa.Column("min_score", sa.REAL(), nullable=True),
        sa.Column("tags", sa.Text(), nullable=True),
        sa.Column("text_hash", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", sa.Integer(), nullable=False),
        sa.Column("retired_at", sa.Integer(), nullable=True),
        sa.CheckConstraint("cards IN ('key', 'all', 'marked')", name=op.f("ck_source_cards")),
        sa.CheckConstraint("kind IN ('notes', 'anki', 'table', 'hand')", name=op.f("ck_source_kind")),
        sa.ForeignKeyConstraint(["deck"], ["deck.uid"], name=op.f("fk_source_deck")),
        sa.ForeignKeyConstraint(["device"], ["device.uid"], name=op.f("fk_source_device")),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_source")),
        sqlite_strict=True,
    )
    op.create_index("ix_source_deck", "source", ["deck"], unique=False)
    op.create_table(
        "decision",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("line_hash", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("texts", sa.Text(), nullable=True),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.CheckConstraint("verdict IN ('accept', 'drop', 'split')", name=op.f("ck_decision_verdict")),
        sa.ForeignKeyConstraint(["device"], ["device.uid"], name=op.f("fk_decision_device")),
        sa.ForeignKeyConstraint(["source"], ["source.uid"], name=op.f("fk_decision_source")),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_decision")),
        sa.UniqueConstraint("source", "line_hash", name=op.f("uq_decision_source_line_hash")),
        sqlite_strict=True,
    )
    op.create_table(
        "question",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("own_text", sa.Text(), nullable=True),
        sa.Column("own_for", sa.Text(), nullable=True),
        sa.Column("original", sa.Text(), server_default="", nullable=False),
        sa.Column("context", sa.Text(), server_default="", nullable=False),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("block_id", sa.Text(), nullable=True),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("ordered", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("asked", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("created_at", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["device"], ["device.uid"], name=op.f("fk_question_device")),
        sa.ForeignKeyConstraint(["source"], ["source.uid"], name=op.f("fk_question_source")),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_question")),
        sqlite_strict=True,
    )
    op.create_index("ix_question_source_position", "question", ["source", "position"], unique=False)
    op.create_table(
        "source_path",
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("mtime_ns", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("text_hash", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["device"], ["device.uid"], name=op.f("fk_source_path_device")),
        sa.ForeignKeyConstraint(["source"], ["source.uid"], name=op.f("fk_source_path_source")),
        sa.PrimaryKeyConstraint("device", "path", name=op.f("pk_source_path")),
        sqlite_strict=True,
    )
    op.create_index("ix_source_path_source", "source_path", ["source"], unique=False)
    op.create_table(
        "point",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("own_text", sa.Text(), nullable=True),
        sa.Column("own_for", sa.Text(), nullable=True),
        sa.Column("original", sa.Text(), server_default="", nullable=False),
        sa.Column("details", sa.Text(), nullable=True),
        sa.Column("own_details", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), server_default="answer", nullable=False),
        sa.Column("score", sa.REAL(), nullable=False),
        sa.Column("block_id", sa.Text(), nullable=True),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("related", sa.Text(), nullable=True),
        sa.Column("created_at", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.Integer(), nullable=False),
        sa.Column("retired_at", sa.Integer(), nullable=True),
        sa.Column("retired_why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["device"], ["device.uid"], name=op.f("fk_point_device")),
        sa.ForeignKeyConstraint(["question"], ["question.uid"], name=op.f("fk_point_question")),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_point")),
        sa.UniqueConstraint("n", name=op.f("uq_point_n")),
        sqlite_strict=True,
    )
    op.create_index("ix_point_question_position", "point", ["question", "position"], unique=False)
    op.create_table(
        "applied",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("point", sa.Text(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("study_day", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="used", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("removed", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint("kind IN ('used', 'didnt-fit')", name=op.f("ck_applied_kind")),
        sa.ForeignKeyConstraint(["device"], ["device.uid"], name=op.f("fk_applied_device")),
        sa.ForeignKeyConstraint(["point"], ["point.uid"], name=op.f("fk_applied_point")),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_applied")),
        sqlite_strict=True,
    )
    op.create_index("ix_applied_point", "applied", ["point"], unique=False)
    op.create_table(
        "card",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("point", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("cloze", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("deck", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), server_default="new", nullable=False),
        sa.Column("step", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("stability", sa.REAL(), nullable=True),
        sa.Column("difficulty", sa.REAL(), nullable=True),
        sa.Column("interval", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("seconds", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("due", sa.Integer(), nullable=True),
        sa.Column("last_review", sa.Integer(), nullable=True),
        sa.Column("last_day", sa.Integer(), nullable=True),
        sa.Column("reps", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("lapses", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("flag", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("suspended", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("draft", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("buried_until", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.Integer(), nullable=False),
        sa.CheckConstraint("role IN ('ask', 'reversed', 'why', 'cloze')", name=op.f("ck_card_role")),
        sa.CheckConstraint(
            "state IN ('new', 'learning', 'review', 'relearning')", name=op.f("ck_card_state")
        ),
        sa.CheckConstraint("flag BETWEEN 0 AND 7", name=op.f("ck_card_flag")),
        sa.ForeignKeyConstraint(["deck"], ["deck.uid"], name=op.f("fk_card_deck")),
        sa.ForeignKeyConstraint(["device"], ["device.uid"], name=op.f("fk_card_device")),
        sa.ForeignKeyConstraint(["point"], ["point.uid"], name=op.f("fk_card_point")),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_card")),
        sa.UniqueConstraint("n", name=op.f("uq_card_n")),
        sa.UniqueConstraint("point", "role", "cloze", name=op.f("uq_card_point_role_cloze")),
        sqlite_strict=True,
    )
    op.create_index("ix_card_deck_state_due", "card", ["deck", "state", "due"], unique=False)
    op.create_index("ix_card_state_due", "card", ["state", "due"], unique=False)
    op.create_table(
        "mention",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("point", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("question_text", sa.Text(), server_default="", nullable=False),
        sa.Column("original", sa.Text(), server_default="", nullable=False),
        sa.Column("block_id", sa.Text(), nullable=True),
        sa.Column("home", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("last_seen", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["device"], ["device.uid"], name=op.f("fk_mention_device")),
        sa.ForeignKeyConstraint(["point"], ["point.uid"], name=op.f("fk_mention_point")),
        sa.ForeignKeyConstraint(["source"], ["source.uid"], name=op.f("fk_mention_source")),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_mention")),
        sqlite_strict=True,
    )
    op.create_index("ix_mention_point", "mention", ["point"], unique=False)
    op.create_index("ix_mention_source", "mention", ["source"], unique=False)
    op.create_table(
        "plan",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("point", sa.Text(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("study_day", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="written", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("removed", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint("kind IN ('written', 'not-now', 'doesnt-fit')", name=op.f("ck_plan_kind")),
        sa.ForeignKeyConstraint(["device"], ["device.uid"], name=op.f("fk_plan_device")),
        sa.ForeignKeyConstraint(["point"], ["point.uid"], name=op.f("fk_plan_point")),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_plan")),
        sqlite_strict=True,
    )
    op.create_index("ix_plan_point", "plan", ["point"], unique=False)
    op.create_table(
        "tag",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("point", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("removed", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["device"], ["device.uid"], name=op.f("fk_tag_device")),
        sa.ForeignKeyConstraint(["point"], ["point.uid"], name=op.f("fk_tag_point")),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_tag")),
        sa.UniqueConstraint("point", "name", name=op.f("uq_tag_point_name")),
        sqlite_strict=True,
    )
    op.create_index("ix_tag_name", "tag", ["name"], unique=False)
    op.create_table(
        "review",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("card", sa.Text(), nullable=False),
        sa.Column("study_day", sa.Integer(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("duration_ms", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("state_before", sa.Text(), nullable=False),
        sa.Column("step_before", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("stability_before", sa.REAL(), nullable=True),
        sa.Column("difficulty_before", sa.REAL(), nullable=True),
        sa.Column("state_after", sa.Text(), nullable=False),
        sa.Column("step_after", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("interval_after", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("seconds_after", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("due_after", sa.Integer(), nullable=True),
        sa.Column("desired_retention", sa.REAL(), nullable=False),
        sa.Column("parameter_set", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('learn', 'review', 'relearn', 'cram', 'manual')", name=op.f("ck_review_kind")
        ),
        sa.CheckConstraint("rating BETWEEN 0 AND 4", name=op.f("ck_review_rating")),
        sa.ForeignKeyConstraint(["card"], ["card.uid"], name=op.f("fk_review_card")),
        sa.ForeignKeyConstraint(["device"], ["device.uid"], name=op.f("fk_review_device")),
        sa.ForeignKeyConstraint(
            ["parameter_set"], ["parameter_set.uid"], name=op.f("fk_review_parameter_set")
        ),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_review")),
        sqlite_strict=True,
    )
    op.create_index("ix_review_card_id", "review", ["card", "id"], unique=False)
    op.create_index("ix_review_id", "review", ["id"], unique=False)
    op.create_index("ix_review_study_day", "review", ["study_day"], unique=False)
    op.create_table(
        "retraction",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("review", sa.Text(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("study_day", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["device"], ["device.uid"], name=op.f("fk_retraction_device")),
        sa.ForeignKeyConstraint(["review"], ["review.uid"], name=op.f("fk_retraction_review")),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_retraction")),
        sa.UniqueConstraint("review", name=op.f("uq_retraction_review")),
        sqlite_strict=True,
    )

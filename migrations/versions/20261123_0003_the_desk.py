"""The desk: claims, batches, saved views, templates, mentions, second looks, an angry day."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)

SUBJECTS = "'QUESTION', 'STATEMENT', 'PANEL', 'USER', 'PAGE', 'REASON'"
WITH_TEMPLATES = SUBJECTS + ", 'TEMPLATE'"

COLUMNS = (
    ("questions", "decided_by_id", "{big}", "REFERENCES users (id)"),
    ("questions", "first_decided_at", "{time}", None),
    ("panels", "paused_at", "{time}", None),
    ("panels", "paused_until", "{time}", "CHECK (paused_until IS NULL OR paused_at IS NOT NULL)"),
    ("panels", "holds_new_since", "{time}", None),
    ("panels", "taken_down_at", "{time}", None),
    ("panels", "taken_down_reason", "TEXT DEFAULT '' NOT NULL", None),
    (
        "panels",
        "second_look_share",
        "INTEGER DEFAULT '5' NOT NULL",
        "CHECK (second_look_share BETWEEN 0 AND 100)",
    ),
    ("users", "keys", "JSON", None),
)
"""Table, column, its type and what binds it. Added one by one: no table with rows is made anew."""

INDEXES = (
    ("ix_outbox_messages_event_id", "outbox_messages", ["event_id"], None),
    ("ix_questions_lang", "questions", ["panel_id", "status", "lang", "asked_at", "id"], None),
    ("ix_questions_decided_by", "questions", ["panel_id", "status", "decided_by_id", "asked_at", "id"], None),
    (
        "ix_questions_first_decided_at",
        "questions",
        ["panel_id", "first_decided_at", "asked_at"],
        "first_decided_at IS NOT NULL",
    ),
    (
        "ix_questions_appealed_at",
        "questions",
        ["panel_id", "status", "appealed_at"],
        "appealed_at IS NOT NULL",
    ),
    ("ix_questions_held_until", "questions", ["panel_id", "held_until"], "held_until IS NOT NULL"),
    ("ix_questions_unconfirmed", "questions", ["panel_id", "status"], "awaits_confirmation"),
    ("ix_panels_taken_down_at", "panels", ["taken_down_at"], "taken_down_at IS NOT NULL"),
)


def is_sqlite():
    return op.get_bind().dialect.name == "sqlite"


def add(table, column, kind, binding):
    words = (
        {"big": "INTEGER", "time": "DATETIME"}
        if is_sqlite()
        else {"big": "BIGINT", "time": "TIMESTAMP WITH TIME ZONE"}
    )
    definition = kind.format(**words)
    if binding is not None:
        definition += f" CONSTRAINT {constraint(table, column, binding)} {binding}"
    # Each column on lines of its own: SQLite keeps the text, and it is read line by line.
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column}\n{definition}")


def constraint(table, column, binding):
    if binding.startswith("REFERENCES"):
        return f"fk_{table}_{column}_{binding.split()[1]}"
    return f"ck_{table}_{column}"


def recheck(table, column, was, becomes):
    """Change which words a column takes; on SQLite as its manual says, without touching a row."""
    name = f"ck_{table}_{column}"
    if not is_sqlite():
        op.drop_constraint(name, table)
        op.create_check_constraint(op.f(name), table, f"{column} IN ({becomes})")
        return
    bind = op.get_bind()
    schema = bind.exec_driver_sql("PRAGMA schema_version").scalar()
    bind.exec_driver_sql("PRAGMA writable_schema = ON")
    bind.execute(
        sa.text(
            "UPDATE sqlite_schema SET sql = replace(sql, :was, :becomes) WHERE type = 'table' AND name = :table"
        ),
        {
            "was": f"CHECK ({column} IN ({was}))",
            "becomes": f"CHECK ({column} IN ({becomes}))",
            "table": table,
        },
    )
    bind.exec_driver_sql(f"PRAGMA schema_version = {schema + 1}")
    bind.exec_driver_sql("PRAGMA writable_schema = OFF")


def words(name, *choices):
    return sa.Enum(*choices, name=name, native_enum=False, create_constraint=True, length=24)


def refers(table, column, target):
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"))


def upgrade():
    make_tables()
    for column in COLUMNS:
        add(*column)
    remember_who_decided()
    for name, table, columns, only in INDEXES:
        where = sa.text(only) if only else None
        op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)
    recheck("events", "subject_kind", SUBJECTS, WITH_TEMPLATES)


def remember_who_decided():
    """From the record: who decided last, and when the first word on a question was said."""
    op.execute(
        "UPDATE questions SET first_decided_at = (SELECT min(at) FROM events WHERE subject_kind = 'QUESTION'"
        " AND subject_id = questions.id AND action IN ('approve', 'reject', 'merge'))"
    )
    op.execute(
        "UPDATE questions SET decided_by_id = (SELECT user_id FROM events WHERE subject_kind = 'QUESTION'"
        " AND subject_id = questions.id AND user_id IS NOT NULL AND action IN ('approve', 'reject', 'hold',"
        " 'resume', 'send-back', 'reopen', 'merge', 'unmerge') ORDER BY seq DESC LIMIT 1)"
    )


def make_tables():
    op.create_table(
        "claims",
        sa.Column("question_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("claimed_at", TIME, nullable=False),
        sa.Column("until", TIME, nullable=False),
        sa.PrimaryKeyConstraint("question_id", name=op.f("pk_claims")),
        sa.CheckConstraint("until > claimed_at", name=op.f("ck_claims_lease")),
        refers("claims", "question_id", "questions"),
        refers("claims", "user_id", "users"),
    )
    op.create_index("ix_claims_user_id_until", "claims", ["user_id", "until"])
    op.create_table(
        "batches",
        sa.Column("id", BIG, nullable=False),
        sa.Column("panel_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("idempotency_key", sa.String(64), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("leased_until", TIME, nullable=True),
        sa.Column("finished_at", TIME, nullable=True),
        sa.Column("undo_asked_at", TIME, nullable=True),
        sa.Column("undone_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batches")),
        sa.UniqueConstraint("user_id", "idempotency_key", name=op.f("uq_batches_user_id_idempotency_key")),
        sa.CheckConstraint("total > 0", name=op.f("ck_batches_total")),
        refers("batches", "panel_id", "panels"),
        refers("batches", "user_id", "users"),
    )
    op.create_index("ix_batches_user_id_created_at", "batches", ["user_id", "created_at"])
    op.create_table(
        "batch_items",
        sa.Column("batch_id", BIG, nullable=False),
        sa.Column("question_id", BIG, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "outcome",
            words("outcome", "WAITING", "DONE", "LEFT_OUT", "UNDONE", "KEPT"),
            nullable=False,
        ),
        sa.Column("why", sa.String(40), nullable=True),
        sa.Column("event_id", BIG, nullable=True),
        sa.PrimaryKeyConstraint("batch_id", "question_id", name=op.f("pk_batch_items")),
        refers("batch_items", "batch_id", "batches"),
        refers("batch_items", "question_id", "questions"),
        refers("batch_items", "event_id", "events"),
    )
    op.create_index("ix_batch_items_question_id", "batch_items", ["question_id"])
    op.create_index("ix_batch_items_batch_id_outcome", "batch_items", ["batch_id", "outcome", "question_id"])
    op.create_table(
        "saved_views",
        sa.Column("id", BIG, nullable=False),
        sa.Column("panel_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=True),
        sa.Column("title", sa.String(60), nullable=False),
        sa.Column("filters", sa.JSON(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("created_by_id", BIG, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_views")),
        refers("saved_views", "panel_id", "panels"),
        refers("saved_views", "user_id", "users"),
        refers("saved_views", "created_by_id", "users"),
    )
    op.create_index("ix_saved_views_panel_id_user_id", "saved_views", ["panel_id", "user_id"])
    op.create_table(
        "templates",
        sa.Column("id", BIG, nullable=False),
        sa.Column("kind", words("kind", "MESSAGE", "EXPLANATION"), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_at", TIME, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("lang", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_templates")),
        sa.CheckConstraint("version > 0", name=op.f("ck_templates_version")),
    )
    op.create_table(
        "mentions",
        sa.Column("event_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("question_id", BIG, nullable=False),
        sa.Column("read_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("event_id", "user_id", name=op.f("pk_mentions")),
        refers("mentions", "event_id", "events"),
        refers("mentions", "user_id", "users"),
        refers("mentions", "question_id", "questions"),
    )
    op.create_index("ix_mentions_user_id_read_at", "mentions", ["user_id", "read_at", "event_id"])
    op.create_index("ix_mentions_question_id", "mentions", ["question_id"])
    op.create_table(
        "second_looks",
        sa.Column("id", BIG, nullable=False),
        sa.Column("panel_id", BIG, nullable=False),
        sa.Column("question_id", BIG, nullable=False),
        sa.Column("event_id", BIG, nullable=False),
        sa.Column("first_action", sa.String(40), nullable=False),
        sa.Column("first_reason_id", BIG, nullable=True),
        sa.Column("decided_by_id", BIG, nullable=False),
        sa.Column("decided_at", TIME, nullable=False),
        sa.Column("wording", sa.Integer(), nullable=False),
        sa.Column("looked_by_id", BIG, nullable=True),
        sa.Column("looked_at", TIME, nullable=True),
        sa.Column("action", sa.String(40), nullable=True),
        sa.Column("reason_id", BIG, nullable=True),
        sa.Column("agreed", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_looks")),
        sa.UniqueConstraint("event_id", name=op.f("uq_second_looks_event_id")),
        sa.CheckConstraint(
            "(looked_at IS NULL) = (looked_by_id IS NULL)", name=op.f("ck_second_looks_looked")
        ),
        sa.CheckConstraint("(looked_at IS NULL) = (action IS NULL)", name=op.f("ck_second_looks_answer")),
        sa.CheckConstraint("(looked_at IS NULL) = (agreed IS NULL)", name=op.f("ck_second_looks_agreed")),
        sa.CheckConstraint(
            "looked_by_id IS NULL OR looked_by_id <> decided_by_id",
            name=op.f("ck_second_looks_somebody_else"),
        ),
        refers("second_looks", "panel_id", "panels"),
        refers("second_looks", "question_id", "questions"),
        refers("second_looks", "event_id", "events"),
        refers("second_looks", "first_reason_id", "reasons"),
        refers("second_looks", "decided_by_id", "users"),
        refers("second_looks", "looked_by_id", "users"),
        refers("second_looks", "reason_id", "reasons"),
    )
    op.create_index("ix_second_looks_panel_id_looked_at", "second_looks", ["panel_id", "looked_at", "id"])
    op.create_index(
        "ix_second_looks_panel_id_agreed", "second_looks", ["panel_id", "agreed", "looked_at", "id"]
    )
    op.create_index("ix_second_looks_question_id", "second_looks", ["question_id"])


def forget_what_the_earlier_release_has_no_word_for():
    op.execute(
        "DELETE FROM event_notes WHERE event_id IN (SELECT id FROM events WHERE subject_kind = 'TEMPLATE')"
    )
    op.execute("DELETE FROM events WHERE subject_kind = 'TEMPLATE'")


def downgrade():
    for table in ("second_looks", "mentions", "templates", "saved_views", "batch_items", "batches", "claims"):
        op.drop_table(table)
    forget_what_the_earlier_release_has_no_word_for()
    recheck("events", "subject_kind", WITH_TEMPLATES, SUBJECTS)
    for name, table, _columns, _only in INDEXES:
        op.drop_index(name, table)
    for table, column, _kind, binding in reversed(COLUMNS):
        if binding is not None and not is_sqlite():
            op.drop_constraint(constraint(table, column, binding), table)
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")

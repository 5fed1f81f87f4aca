"""The first house: every table of the first release, and the first reasons."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

REASONS = (
    (
        "duplicate",
        "Asked by somebody before",
        "Another reader asked the same before you, and one answer serves both: look for it on the panel’s page. If yours goes further, ask the part that is new as a question of its own.",
    ),
    (
        "already-answered",
        "Answered already",
        "It has been answered: the panel’s page has the question and what the executives said to it. If the answer leaves something open, ask about exactly that.",
    ),
    (
        "off-topic",
        "Off topic",
        "It is not about what this panel is for, which stands at the top of the panel’s page. If a part of it belongs there, ask that part.",
    ),
    (
        "not-for-this-panel",
        "Not for this panel",
        "It is about something that the people on this panel do not decide, so they could not answer for it. Put it to those who do; if a part of it is theirs to decide, ask that part here.",
    ),
    (
        "not-a-question",
        "Not a question",
        "It tells them something and asks them nothing, so there is nothing to answer. Say what you want to know because of it, and ask that.",
    ),
    (
        "several-questions",
        "Several questions in one",
        "It holds several questions, and each deserves an answer of its own. Ask them one at a time, beginning with the one that matters most to you.",
    ),
    (
        "unclear",
        "Not clear enough",
        "We could not tell what you want to know. Ask it in other words, as you would if they stood in front of you, and name the place, the time or the event that you mean.",
    ),
    (
        "customer-support",
        "A matter for customer service",
        "It is about one account, one order or one repair, which the executives cannot look up and customer service can. If you want to know why such a thing happens at all, ask that here.",
    ),
    (
        "cannot-comment",
        "Nothing may be said about it now",
        "They may not speak about it at present, as with a court case, a negotiation or figures that are not yet published. Ask it again when that is over.",
    ),
    (
        "unsupported-claim",
        "A claim that could not be confirmed",
        "It rests on a claim that we could not confirm, and to publish it would be to repeat it. Ask again and say where it can be checked, or ask without it.",
    ),
    (
        "about-an-individual",
        "About a person",
        "It is about a person who is not on this panel and could not reply. Ask about what happened or about the rule behind it, without the name and without anything else that shows who it is.",
    ),
    (
        "personal-data",
        "Personal details in it",
        "It holds details about you or somebody else that do not belong on a public page, and without them it would not be your question any more. Ask it again without names, numbers, addresses and anything about somebody’s health.",
    ),
    (
        "campaign",
        "Sent by many in the same words",
        "Many people sent it in the same words, and they are counted as one question. If there is something of your own that you want to know, ask that in your own words.",
    ),
    (
        "abusive",
        "Insulting or threatening",
        "It insults or threatens somebody. You may be as angry as you like about what was done: ask about that, and leave the person whole.",
    ),
    (
        "spam",
        "Spam",
        "It advertises something, or has nothing to do with this panel. If there is something you want to know, ask it without links and offers.",
    ),
    (
        "other",
        "Another reason",
        "None of the usual reasons fits it. Where the moderator could say more, it stands below; you can ask again with that in mind.",
    ),
)
"""Code, title and standard text: what an asker reads after the sentence that it was read and not put."""


def upgrade() -> None:
    op.create_table(
        "panels",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("introduction", sa.Text(), nullable=False),
        sa.Column(
            "audience",
            sa.Enum(
                "PUBLIC",
                "LINK",
                "STAFF",
                name="audience",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("list_open", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("closes_at IS NULL OR closes_at > opens_at", name=op.f("ck_panels_window")),
        sa.CheckConstraint("length(slug) BETWEEN 2 AND 60", name=op.f("ck_panels_slug_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panels")),
        sa.UniqueConstraint("slug", name=op.f("uq_panels_slug")),
    )
    with op.batch_alter_table("panels", schema=None) as batch_op:
        batch_op.create_index("ix_panels_audience_opens_at", ["audience", "opens_at"], unique=False)

    op.create_table(
        "reasons",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("standard_text", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reasons")),
        sa.UniqueConstraint("code", name=op.f("uq_reasons_code")),
    )
    op.create_table(
        "users",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("email", name=op.f("uq_users_email")),
    )
    op.create_table(
        "events",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "subject_kind",
            sa.Enum(
                "QUESTION",
                "STATEMENT",
                "PANEL",
                "USER",
                name="subject_kind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column(
            "actor_kind",
            sa.Enum(
                "USER",
                "ASKER",
                "SYSTEM",
                name="actor_kind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("from_status", sa.String(length=24), nullable=True),
        sa.Column("to_status", sa.String(length=24), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("request_id", sa.String(length=64), nullable=True),
        sa.Column("note_digest", sa.LargeBinary(length=32), nullable=True),
        sa.Column("mac", sa.LargeBinary(length=32), nullable=False),
        sa.CheckConstraint("(actor_kind = 'USER') = (user_id IS NOT NULL)", name=op.f("ck_events_actor")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_events_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        sa.UniqueConstraint(
            "subject_kind", "subject_id", "seq", name=op.f("uq_events_subject_kind_subject_id_seq")
        ),
    )
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.create_index("ix_events_user_id_at", ["user_id", "at"], unique=False)

    op.create_table(
        "executives",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("panel_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("organisation", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "standing",
            sa.Enum(
                "ANSWERING",
                "NOT_TAKING_PART",
                "LEFT",
                name="standing",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["panel_id"], ["panels.id"], name=op.f("fk_executives_panel_id_panels")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_executives")),
        sa.UniqueConstraint("panel_id", "name", name=op.f("uq_executives_panel_id_name")),
    )
    op.create_table(
        "passports",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("panel_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("selector", sa.String(length=32), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("idempotency_key", sa.String(length=64), nullable=False),
        sa.Column("body_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column(
            "via",
            sa.Enum(
                "FORM", "IMPORT", "STAFF", name="via", native_enum=False, create_constraint=True, length=24
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["panel_id"], ["panels.id"], name=op.f("fk_passports_panel_id_panels")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passports")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_passports_idempotency_key")),
        sa.UniqueConstraint("selector", name=op.f("uq_passports_selector")),
    )
    with op.batch_alter_table("passports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_passports_panel_id"), ["panel_id"], unique=False)

    op.create_table(
        "sign_ins",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("token_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("user_agent", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_sign_ins_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_ins")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_sign_ins_token_digest")),
    )
    with op.batch_alter_table("sign_ins", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_ins_user_id"), ["user_id"], unique=False)

    op.create_table(
        "statements",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("panel_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "TEXT",
                "CLIP",
                "LIVE",
                "DECLINE",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("version > 0", name=op.f("ck_statements_version")),
        sa.ForeignKeyConstraint(["panel_id"], ["panels.id"], name=op.f("fk_statements_panel_id_panels")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
    )
    with op.batch_alter_table("statements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_statements_panel_id"), ["panel_id"], unique=False)

    op.create_table(
        "topics",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("panel_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["panel_id"], ["panels.id"], name=op.f("fk_topics_panel_id_panels")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topics")),
        sa.UniqueConstraint("panel_id", "title", name=op.f("uq_topics_panel_id_title")),
    )
    op.create_table(
        "askers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("passport_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("show_name", sa.Boolean(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("email_digest", sa.LargeBinary(length=32), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(email IS NULL) = (email_digest IS NULL)", name=op.f("ck_askers_email_digest")),
        sa.ForeignKeyConstraint(
            ["passport_id"], ["passports.id"], name=op.f("fk_askers_passport_id_passports")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_askers")),
        sa.UniqueConstraint("passport_id", name=op.f("uq_askers_passport_id")),
    )
    with op.batch_alter_table("askers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_askers_email_digest"), ["email_digest"], unique=False)
        batch_op.create_index(batch_op.f("ix_askers_expires_at"), ["expires_at"], unique=False)

    op.create_table(
        "event_notes",
        sa.Column("event_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=16), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_event_notes_event_id_events")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_event_notes")),
    )
    op.create_table(
        "questions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("panel_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("passport_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("external_id", sa.String(length=120), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "PENDING",
                "HELD",
                "RETURNED",
                "APPROVED",
                "PUBLISHED",
                "MERGED",
                "REJECTED",
                "WITHDRAWN",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("public_wording", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("rejected_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("appealed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("merged_into_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("unpublished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("unpublish_reason", sa.Text(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asker_left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lang", sa.String(length=16), nullable=False),
        sa.CheckConstraint(
            "(status = 'MERGED') = (merged_into_id IS NOT NULL)", name=op.f("ck_questions_merged")
        ),
        sa.CheckConstraint(
            "(status = 'PUBLISHED') = (published_at IS NOT NULL)", name=op.f("ck_questions_published")
        ),
        sa.CheckConstraint(
            "(status = 'REJECTED') = (reason_id IS NOT NULL)", name=op.f("ck_questions_rejected")
        ),
        sa.CheckConstraint(
            "(status = 'WITHDRAWN') = (withdrawn_at IS NOT NULL)", name=op.f("ck_questions_withdrawn")
        ),
        sa.CheckConstraint("status = 'HELD' OR held_until IS NULL", name=op.f("ck_questions_held")),
        sa.CheckConstraint(
            "status NOT IN ('APPROVED', 'PUBLISHED') OR public_wording IS NOT NULL",
            name=op.f("ck_questions_public_wording"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('PENDING', 'HELD', 'RETURNED', 'REJECTED') OR public_wording IS NULL",
            name=op.f("ck_questions_no_public_wording"),
        ),
        sa.CheckConstraint(
            "merged_into_id IS NULL OR merged_into_id <> id", name=op.f("ck_questions_no_self_merge")
        ),
        sa.CheckConstraint(
            "published_at IS NULL OR first_published_at IS NOT NULL",
            name=op.f("ck_questions_first_published"),
        ),
        sa.CheckConstraint("version > 0", name=op.f("ck_questions_version")),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["questions.id"], name=op.f("fk_questions_merged_into_id_questions")
        ),
        sa.ForeignKeyConstraint(["panel_id"], ["panels.id"], name=op.f("fk_questions_panel_id_panels")),
        sa.ForeignKeyConstraint(
            ["passport_id"], ["passports.id"], name=op.f("fk_questions_passport_id_passports")
        ),
        sa.ForeignKeyConstraint(["reason_id"], ["reasons.id"], name=op.f("fk_questions_reason_id_reasons")),
        sa.ForeignKeyConstraint(
            ["rejected_by_id"], ["users.id"], name=op.f("fk_questions_rejected_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
    )
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_questions_external_id"), ["external_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_questions_merged_into_id"), ["merged_into_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_questions_passport_id"), ["passport_id"], unique=False)
        batch_op.create_index(
            "ix_questions_published",
            ["panel_id", "published_at", "id"],
            unique=False,
            postgresql_where=sa.text("published_at IS NOT NULL"),
            sqlite_where=sa.text("published_at IS NOT NULL"),
        )
        batch_op.create_index("ix_questions_queue", ["panel_id", "status", "asked_at", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_questions_reason_id"), ["reason_id"], unique=False)

    op.create_table(
        "revisions",
        sa.Column("statement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "DRAFT",
                "SUBMITTED",
                "RETURNED",
                "RELEASED",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("renderer", sa.Integer(), nullable=False),
        sa.Column("typed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("on_behalf_of_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("lang", sa.String(length=16), nullable=False),
        sa.CheckConstraint("(state = 'DRAFT') = (submitted_at IS NULL)", name=op.f("ck_revisions_submitted")),
        sa.CheckConstraint(
            "(state = 'RELEASED') = (released_at IS NOT NULL)", name=op.f("ck_revisions_released")
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_revisions_number")),
        sa.ForeignKeyConstraint(
            ["on_behalf_of_id"], ["executives.id"], name=op.f("fk_revisions_on_behalf_of_id_executives")
        ),
        sa.ForeignKeyConstraint(
            ["released_by_id"], ["users.id"], name=op.f("fk_revisions_released_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statements.id"], name=op.f("fk_revisions_statement_id_statements")
        ),
        sa.ForeignKeyConstraint(["typed_by_id"], ["users.id"], name=op.f("fk_revisions_typed_by_id_users")),
        sa.PrimaryKeyConstraint("statement_id", "number", name=op.f("pk_revisions")),
    )
    op.create_table(
        "role_grants",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "MODERATOR",
                "EXECUTIVE",
                "APPROVER",
                "ADMINISTRATOR",
                "AUDITOR",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("panel_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("executive_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "(role = 'EXECUTIVE') = (executive_id IS NOT NULL)", name=op.f("ck_role_grants_delegate")
        ),
        sa.ForeignKeyConstraint(
            ["executive_id"], ["executives.id"], name=op.f("fk_role_grants_executive_id_executives")
        ),
        sa.ForeignKeyConstraint(["panel_id"], ["panels.id"], name=op.f("fk_role_grants_panel_id_panels")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_role_grants_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grants")),
    )
    with op.batch_alter_table("role_grants", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_role_grants_executive_id"), ["executive_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_role_grants_panel_id"), ["panel_id"], unique=False)
        batch_op.create_index("ix_role_grants_user_id_role", ["user_id", "role"], unique=False)

    op.create_table(
        "answers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("question_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("executive_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("statement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["executive_id"], ["executives.id"], name=op.f("fk_answers_executive_id_executives")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name=op.f("fk_answers_question_id_questions")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statements.id"], name=op.f("fk_answers_statement_id_statements")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
        sa.UniqueConstraint("question_id", "executive_id", name=op.f("uq_answers_question_id_executive_id")),
    )
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.create_index(
            "ix_answers_executive_id_published_at", ["executive_id", "published_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_answers_statement_id"), ["statement_id"], unique=False)

    op.create_table(
        "outbox_messages",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("dedupe_key", sa.String(length=120), nullable=False),
        sa.Column("message_id", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("passport_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("question_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("event_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dead_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.CheckConstraint("sent_at IS NULL OR dead_at IS NULL", name=op.f("ck_outbox_messages_one_end")),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_outbox_messages_event_id_events")),
        sa.ForeignKeyConstraint(
            ["passport_id"], ["passports.id"], name=op.f("fk_outbox_messages_passport_id_passports")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name=op.f("fk_outbox_messages_question_id_questions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_messages")),
        sa.UniqueConstraint("dedupe_key", name=op.f("uq_outbox_messages_dedupe_key")),
        sa.UniqueConstraint("message_id", name=op.f("uq_outbox_messages_message_id")),
    )
    with op.batch_alter_table("outbox_messages", schema=None) as batch_op:
        batch_op.create_index(
            "ix_outbox_messages_not_before", ["sent_at", "dead_at", "not_before"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_outbox_messages_passport_id"), ["passport_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_outbox_messages_question_id"), ["question_id"], unique=False)

    op.create_table(
        "question_executives",
        sa.Column("question_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("executive_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["executive_id"], ["executives.id"], name=op.f("fk_question_executives_executive_id_executives")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name=op.f("fk_question_executives_question_id_questions")
        ),
        sa.PrimaryKeyConstraint("question_id", "executive_id", name=op.f("pk_question_executives")),
    )
    with op.batch_alter_table("question_executives", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_question_executives_executive_id"), ["executive_id"], unique=False
        )

    op.create_table(
        "question_topics",
        sa.Column("question_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("topic_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name=op.f("fk_question_topics_question_id_questions")
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_question_topics_topic_id_topics")),
        sa.PrimaryKeyConstraint("question_id", "topic_id", name=op.f("pk_question_topics")),
    )
    with op.batch_alter_table("question_topics", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_question_topics_topic_id"), ["topic_id"], unique=False)

    op.create_table(
        "wordings",
        sa.Column("question_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column(
            "author",
            sa.Enum(
                "ASKER", "MODERATOR", name="author", native_enum=False, create_constraint=True, length=24
            ),
            nullable=False,
        ),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("blanked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lang", sa.String(length=16), nullable=False),
        sa.CheckConstraint(
            "(author = 'MODERATOR') = (user_id IS NOT NULL)", name=op.f("ck_wordings_author_user")
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_wordings_number")),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name=op.f("fk_wordings_question_id_questions")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_wordings_user_id_users")),
        sa.PrimaryKeyConstraint("question_id", "number", name=op.f("pk_wordings")),
    )
    reasons = sa.table(
        "reasons",
        sa.column("code", sa.String),
        sa.column("title", sa.String),
        sa.column("standard_text", sa.Text),
        sa.column("position", sa.Integer),
    )
    op.bulk_insert(
        reasons,
        [
            {"code": code, "title": title, "standard_text": text, "position": position}
            for position, (code, title, text) in enumerate(REASONS)
        ],
    )


def downgrade() -> None:
    op.drop_table("wordings")
    with op.batch_alter_table("question_topics", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_question_topics_topic_id"))

    op.drop_table("question_topics")
    with op.batch_alter_table("question_executives", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_question_executives_executive_id"))

    op.drop_table("question_executives")
    with op.batch_alter_table("outbox_messages", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outbox_messages_question_id"))
        batch_op.drop_index(batch_op.f("ix_outbox_messages_passport_id"))
        batch_op.drop_index("ix_outbox_messages_not_before")

    op.drop_table("outbox_messages")
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_answers_statement_id"))
        batch_op.drop_index("ix_answers_executive_id_published_at")

    op.drop_table("answers")
    with op.batch_alter_table("role_grants", schema=None) as batch_op:
        batch_op.drop_index("ix_role_grants_user_id_role")
        batch_op.drop_index(batch_op.f("ix_role_grants_panel_id"))
        batch_op.drop_index(batch_op.f("ix_role_grants_executive_id"))

    op.drop_table("role_grants")
    op.drop_table("revisions")
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_questions_reason_id"))
        batch_op.drop_index("ix_questions_queue")
        batch_op.drop_index(
            "ix_questions_published",
            postgresql_where=sa.text("published_at IS NOT NULL"),
            sqlite_where=sa.text("published_at IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_questions_passport_id"))
        batch_op.drop_index(batch_op.f("ix_questions_merged_into_id"))
        batch_op.drop_index(batch_op.f("ix_questions_external_id"))

    op.drop_table("questions")
    op.drop_table("event_notes")
    with op.batch_alter_table("askers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_askers_expires_at"))
        batch_op.drop_index(batch_op.f("ix_askers_email_digest"))

    op.drop_table("askers")
    op.drop_table("topics")
    with op.batch_alter_table("statements", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_statements_panel_id"))

    op.drop_table("statements")
    with op.batch_alter_table("sign_ins", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_ins_user_id"))

    op.drop_table("sign_ins")
    with op.batch_alter_table("passports", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_passports_panel_id"))

    op.drop_table("passports")
    op.drop_table("executives")
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.drop_index("ix_events_user_id_at")

    op.drop_table("events")
    op.drop_table("users")
    op.drop_table("reasons")
    with op.batch_alter_table("panels", schema=None) as batch_op:
        batch_op.drop_index("ix_panels_audience_opens_at")

    op.drop_table("panels")

"""Furnished: panels' settings, pictures, notices, topics not taken, pages, supports, invitations."""

import base64
import hashlib
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CAME_WITH_THE_PRODUCT = datetime(2026, 11, 22, tzinfo=UTC)
RENDERER = 1

RULES_CITED = {
    "off-topic": 1,
    "not-for-this-panel": 2,
    "not-a-question": 3,
    "several-questions": 3,
    "customer-support": 4,
    "about-an-individual": 5,
    "abusive": 6,
    "personal-data": 7,
    "unsupported-claim": 8,
    "campaign": 9,
    "spam": 9,
}
"""Code of a reason and the number of the rule that it cites, in the page of rules below."""

PAGES = (
    (
        "RULES",
        "Rules for questions",
        "A moderator reads every question before anybody else does. These are the rules by which they decide. Where a question breaks one, its asker is told which, and can object once.\n\n1. **Ask about what the panel is for.** It stands at the top of the panel’s page.\n2. **Ask about what its people decide.** They can answer for that and for nothing else.\n3. **Ask one thing, as a question.** Two things are two questions, and each gets an answer of its own.\n4. **One order, one journey, one claim: customer service can look it up.** Here nobody can. Why such things happen at all is a question for here.\n5. **Leave out people who are not on the panel.** They could not reply. Ask about what happened, without the name.\n6. **Be as angry as you like about what was done.** Insults, threats and contempt for what somebody is are not put to anybody.\n7. **Leave out what is private**, your own and that of others: addresses, numbers, anybody’s health.\n8. **Say where a claim can be checked.** What nobody can confirm is not repeated here.\n9. **No advertising, and no words handed out to be sent by many.** Many who ask the same in their own words are welcome: it is answered once, for all of them.\n\n## How questions are chosen\n\nThe executives answer what was approved. Moderators may correct spelling, shorten, and take out what the rules keep out; the asker sees both wordings. They do not make a sharp question blunt. Questions that ask the same are put together, and nobody who asked is left out.\n\nEvery rejection has a reason. The rules that were shown when a question was asked are the ones that hold for it.",
        "<p>A moderator reads every question before anybody else does. These are the rules by which they decide. Where a question breaks one, its asker is told which, and can object once.</p>\n<ol>\n<li><strong>Ask about what the panel is for.</strong> It stands at the top of the panel’s page.</li>\n<li><strong>Ask about what its people decide.</strong> They can answer for that and for nothing else.</li>\n<li><strong>Ask one thing, as a question.</strong> Two things are two questions, and each gets an answer of its own.</li>\n<li><strong>One order, one journey, one claim: customer service can look it up.</strong> Here nobody can. Why such things happen at all is a question for here.</li>\n<li><strong>Leave out people who are not on the panel.</strong> They could not reply. Ask about what happened, without the name.</li>\n<li><strong>Be as angry as you like about what was done.</strong> Insults, threats and contempt for what somebody is are not put to anybody.</li>\n<li><strong>Leave out what is private</strong>, your own and that of others: addresses, numbers, anybody’s health.</li>\n<li><strong>Say where a claim can be checked.</strong> What nobody can confirm is not repeated here.</li>\n<li><strong>No advertising, and no words handed out to be sent by many.</strong> Many who ask the same in their own words are welcome: it is answered once, for all of them.</li>\n</ol>\n<h3>How questions are chosen</h3>\n<p>The executives answer what was approved. Moderators may correct spelling, shorten, and take out what the rules keep out; the asker sees both wordings. They do not make a sharp question blunt. Questions that ask the same are put together, and nobody who asked is left out.</p>\n<p>Every rejection has a reason. The rules that were shown when a question was asked are the ones that hold for it.</p>",
    ),
    (
        "PRIVACY",
        "Privacy",
        "## Reading\n\nReading sets no cookie. Nothing is loaded from elsewhere, and nobody is followed.\n\n## Asking\n\nOnly the question itself is needed. What you add about yourself is kept apart from it:\n\n- **Your name** is shown with the question only if you tick the box for it, and you can change that later.\n- **Your e-mail address** is never shown. It is there to tell you what became of your question.\n\nBoth are erased 30 days after the panel closes, or 12 months after you gave them where it has no end. You can have them erased at any time, from the private link that you get when you ask. Wordings of yours that are not public go with them.\n\nThe private link is all that proves a question to be yours. Whoever holds it can do what you can do.\n\n## Wanting to know too\n\nThe button “I want to know this too” sets one cookie with a random number, so that nobody is counted twice. It holds no name and is sent to no other site.\n\n## People who work here\n\nAccounts of moderators, executives and administrators have a name, an e-mail address and a list of where they are signed in. What they decide is recorded.\n\n## Your rights\n\nYou may ask what is kept about you, have it corrected and have it erased. Write to the address under [Contact](/about/contact).",
        '<h3>Reading</h3>\n<p>Reading sets no cookie. Nothing is loaded from elsewhere, and nobody is followed.</p>\n<h3>Asking</h3>\n<p>Only the question itself is needed. What you add about yourself is kept apart from it:</p>\n<ul>\n<li><strong>Your name</strong> is shown with the question only if you tick the box for it, and you can change that later.</li>\n<li><strong>Your e-mail address</strong> is never shown. It is there to tell you what became of your question.</li>\n</ul>\n<p>Both are erased 30 days after the panel closes, or 12 months after you gave them where it has no end. You can have them erased at any time, from the private link that you get when you ask. Wordings of yours that are not public go with them.</p>\n<p>The private link is all that proves a question to be yours. Whoever holds it can do what you can do.</p>\n<h3>Wanting to know too</h3>\n<p>The button “I want to know this too” sets one cookie with a random number, so that nobody is counted twice. It holds no name and is sent to no other site.</p>\n<h3>People who work here</h3>\n<p>Accounts of moderators, executives and administrators have a name, an e-mail address and a list of where they are signed in. What they decide is recorded.</p>\n<h3>Your rights</h3>\n<p>You may ask what is kept about you, have it corrected and have it erased. Write to the address under <a href="/about/contact" rel="nofollow ugc noopener">Contact</a>.</p>',
    ),
    (
        "ACCESSIBILITY",
        "Accessibility",
        "These pages are made to meet the Web Content Accessibility Guidelines 2.2 at level AA.\n\n- Everything works with the keyboard alone, and everything that a reader does works without JavaScript.\n- Text can be enlarged to 400 % without anything being lost; pages fit a window of 320 pixels.\n- There is a light and a dark look, and the system’s own colours are kept where it sets them.\n- Nothing moves by itself.\n- Differences are marked with more than colour.\n\nDoes something keep you from reading or asking? Write to the address under [Contact](/about/contact), and say which page it was and what you use. A question can also be given to the moderators by phone, by letter or in person; they enter it, and you get its private link on paper.",
        '<p>These pages are made to meet the Web Content Accessibility Guidelines 2.2 at level AA.</p>\n<ul>\n<li>Everything works with the keyboard alone, and everything that a reader does works without JavaScript.</li>\n<li>Text can be enlarged to 400 % without anything being lost; pages fit a window of 320 pixels.</li>\n<li>There is a light and a dark look, and the system’s own colours are kept where it sets them.</li>\n<li>Nothing moves by itself.</li>\n<li>Differences are marked with more than colour.</li>\n</ul>\n<p>Does something keep you from reading or asking? Write to the address under <a href="/about/contact" rel="nofollow ugc noopener">Contact</a>, and say which page it was and what you use. A question can also be given to the moderators by phone, by letter or in person; they enter it, and you get its private link on paper.</p>',
    ),
    (
        "IMPRINT",
        "Imprint",
        "*Whoever runs this site writes here who they are: name, legal form, address, who represents them, and where they are registered.*\n\nThis text came with the software and has not been replaced yet.",
        "<p><em>Whoever runs this site writes here who they are: name, legal form, address, who represents them, and where they are registered.</em></p>\n<p>This text came with the software and has not been replaced yet.</p>",
    ),
    (
        "CONTACT",
        "Contact",
        "*Whoever runs this site writes here how to reach them: an address for questions about privacy and accessibility, and one for reports about security.*\n\nThis text came with the software and has not been replaced yet.",
        "<p><em>Whoever runs this site writes here how to reach them: an address for questions about privacy and accessibility, and one for reports about security.</em></p>\n<p>This text came with the software and has not been replaced yet.</p>",
    ),
)
"""Name, title, Markdown and the HTML that ``domain.prose`` makes of it."""

CHECKED = {
    "events": ("subject_kind", "'QUESTION', 'STATEMENT', 'PANEL', 'USER'", ", 'PAGE', 'REASON'"),
    "passports": ("via", "'FORM', 'IMPORT', 'STAFF'", ", 'PHONE', 'LETTER', 'EVENT'"),
}
"""Table, its column of a few words, the words so far and those that are added."""

COLUMNS = (
    ("panels", "version", "INTEGER DEFAULT '1' NOT NULL", "CHECK (version > 0)"),
    ("panels", "short_code", "VARCHAR(12)", None),
    (
        "panels",
        "names",
        "VARCHAR(24) DEFAULT 'GIVEN' NOT NULL",
        "CHECK (names IN ('NONE', 'FIRST', 'GIVEN'))",
    ),
    (
        "panels",
        "supports_shown",
        "VARCHAR(24) DEFAULT 'ALWAYS' NOT NULL",
        "CHECK (supports_shown IN ('ALWAYS', 'AFTER_CLOSING', 'NEVER'))",
    ),
    (
        "panels",
        "sign_off",
        "VARCHAR(24) DEFAULT 'NONE' NOT NULL",
        "CHECK (sign_off IN ('NONE', 'ONE_APPROVER', 'COMPANY'))",
    ),
    ("panels", "confirm_email", "BOOLEAN DEFAULT {false} NOT NULL", None),
    ("panels", "languages", "JSON DEFAULT '[]' NOT NULL", None),
    ("panels", "target_hours", "INTEGER", None),
    ("panels", "work_days", "VARCHAR(7) DEFAULT '12345' NOT NULL", None),
    ("panels", "work_begins", "INTEGER DEFAULT '540' NOT NULL", None),
    ("panels", "work_ends", "INTEGER DEFAULT '1020' NOT NULL", None),
    ("panels", "accent", "VARCHAR(7)", None),
    ("panels", "banner_id", "{big}", "REFERENCES images (id)"),
    ("panels", "banner_alt", "VARCHAR(200) DEFAULT '' NOT NULL", None),
    ("executives", "standing_reason", "VARCHAR(200) DEFAULT '' NOT NULL", None),
    ("executives", "left_at", "{time}", None),
    ("executives", "portrait_id", "{big}", "REFERENCES images (id)"),
    ("executives", "portrait_alt", "VARCHAR(200) DEFAULT '' NOT NULL", None),
    ("questions", "awaits_confirmation", "BOOLEAN DEFAULT {false} NOT NULL", None),
    ("questions", "rules_version_id", "{big}", "REFERENCES page_versions (id)"),
    ("askers", "confirmed_at", "{time}", None),
    ("revisions", "correction", "TEXT DEFAULT '' NOT NULL", None),
    ("role_grants", "granted_at", "{time}", None),
    ("role_grants", "granted_by_id", "{big}", "REFERENCES users (id)"),
    ("reasons", "rule", "INTEGER", None),
    ("reasons", "in_ledger", "BOOLEAN DEFAULT {true} NOT NULL", None),
    ("reasons", "retired_at", "{time}", None),
    ("reasons", "version", "INTEGER DEFAULT '1' NOT NULL", None),
)
"""Table, column, its type and what binds it. Added one by one: no table with rows is made anew."""


def is_sqlite():
    return op.get_bind().dialect.name == "sqlite"


def add(table, column, kind, binding):
    words = (
        {"big": "INTEGER", "time": "DATETIME", "false": "0", "true": "1"}
        if is_sqlite()
        else {"big": "BIGINT", "time": "TIMESTAMP WITH TIME ZONE", "false": "false", "true": "true"}
    )
    definition = kind.format(**words)
    if binding is not None:
        name = f"ck_{table}_{column}"
        if binding.startswith("REFERENCES"):
            name = f"fk_{table}_{column}_{binding.split()[1]}"
        definition += f" CONSTRAINT {name} {binding}"
    # Each column on lines of its own: SQLite keeps the text, and it is read line by line.
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column}\n{definition}")


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


def upgrade():
    make_tables()
    for column in COLUMNS:
        add(*column)
    op.create_index("ix_panels_short_code", "panels", ["short_code"], unique=True)
    for table, (column, was, more) in CHECKED.items():
        recheck(table, column, was, was + more)
    op.execute(
        "INSERT INTO support_tallies (question_id, panel_id, count) SELECT id, panel_id, 0 FROM questions"
    )
    bring_pages()
    cite_rules()
    shorten_addresses()


def make_tables():
    op.create_table(
        "images",
        sa.Column("id", BIG, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("purpose", words("purpose", "PORTRAIT", "BANNER"), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_images")),
        sa.CheckConstraint("width > 0 AND height > 0", name=op.f("ck_images_size")),
        sa.UniqueConstraint("digest", name=op.f("uq_images_digest")),
    )
    op.create_table(
        "pages",
        sa.Column("id", BIG, nullable=False),
        sa.Column(
            "name", words("name", "RULES", "PRIVACY", "ACCESSIBILITY", "IMPRINT", "CONTACT"), nullable=False
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pages")),
        sa.CheckConstraint("version > 0", name=op.f("ck_pages_version")),
        sa.UniqueConstraint("name", name=op.f("uq_pages_name")),
    )
    op.create_table(
        "page_versions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("page_id", BIG, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("renderer", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", BIG, nullable=True),
        sa.Column("lang", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page_versions")),
        sa.UniqueConstraint("page_id", "number", name=op.f("uq_page_versions_page_id_number")),
        sa.CheckConstraint("number > 0", name=op.f("ck_page_versions_number")),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name=op.f("fk_page_versions_page_id_pages")),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["users.id"], name=op.f("fk_page_versions_written_by_id_users")
        ),
    )
    op.create_table(
        "notices",
        sa.Column("id", BIG, nullable=False),
        sa.Column("panel_id", BIG, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("shown_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shown_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.CheckConstraint("shown_until IS NULL OR shown_until > shown_from", name=op.f("ck_notices_window")),
        sa.ForeignKeyConstraint(["panel_id"], ["panels.id"], name=op.f("fk_notices_panel_id_panels")),
    )
    op.create_index(op.f("ix_notices_panel_id"), "notices", ["panel_id"])
    op.create_table(
        "not_taken",
        sa.Column("id", BIG, nullable=False),
        sa.Column("panel_id", BIG, nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("standard_text", sa.Text(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("link_text", sa.String(80), nullable=False),
        sa.Column("link_url", sa.String(500), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_not_taken")),
        sa.ForeignKeyConstraint(["panel_id"], ["panels.id"], name=op.f("fk_not_taken_panel_id_panels")),
    )
    op.create_index(op.f("ix_not_taken_panel_id"), "not_taken", ["panel_id"])
    op.create_table(
        "question_not_taken",
        sa.Column("question_id", BIG, nullable=False),
        sa.Column("not_taken_id", BIG, nullable=False),
        sa.PrimaryKeyConstraint("question_id", "not_taken_id", name=op.f("pk_question_not_taken")),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name=op.f("fk_question_not_taken_question_id_questions")
        ),
        sa.ForeignKeyConstraint(
            ["not_taken_id"], ["not_taken.id"], name=op.f("fk_question_not_taken_not_taken_id_not_taken")
        ),
    )
    op.create_index(op.f("ix_question_not_taken_not_taken_id"), "question_not_taken", ["not_taken_id"])
    op.create_table(
        "supports",
        sa.Column("id", BIG, nullable=False),
        sa.Column("question_id", BIG, nullable=False),
        sa.Column("reader_digest", sa.LargeBinary(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supports")),
        sa.UniqueConstraint(
            "question_id", "reader_digest", name=op.f("uq_supports_question_id_reader_digest")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name=op.f("fk_supports_question_id_questions")
        ),
    )
    op.create_table(
        "support_tallies",
        sa.Column("question_id", BIG, nullable=False),
        sa.Column("panel_id", BIG, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("question_id", name=op.f("pk_support_tallies")),
        sa.CheckConstraint("count >= 0", name=op.f("ck_support_tallies_count")),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name=op.f("fk_support_tallies_question_id_questions")
        ),
        sa.ForeignKeyConstraint(["panel_id"], ["panels.id"], name=op.f("fk_support_tallies_panel_id_panels")),
    )
    op.create_index(
        "ix_support_tallies_panel_id_count", "support_tallies", ["panel_id", "count", "question_id"]
    )
    op.create_table(
        "invitations",
        sa.Column("id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("selector", sa.String(32), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("invited_by_id", BIG, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.CheckConstraint("accepted_at IS NULL OR ended_at IS NULL", name=op.f("ck_invitations_one_end")),
        sa.UniqueConstraint("selector", name=op.f("uq_invitations_selector")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_invitations_user_id_users")),
        sa.ForeignKeyConstraint(
            ["invited_by_id"], ["users.id"], name=op.f("fk_invitations_invited_by_id_users")
        ),
    )
    op.create_index(op.f("ix_invitations_user_id"), "invitations", ["user_id"])


def bring_pages():
    """The first version of every page; whoever runs the site writes the next."""
    pages = sa.table("pages", sa.column("id"), sa.column("name"), sa.column("version"))
    names = (
        "page_id",
        "number",
        "title",
        "body",
        "html",
        "renderer",
        "written_at",
        "lang",
    )
    versions = sa.table(
        "page_versions",
        *(sa.column(n, sa.DateTime(timezone=True)) if n == "written_at" else sa.column(n) for n in names),
    )
    bind = op.get_bind()
    for name, title, body, html in PAGES:
        bind.execute(pages.insert().values(name=name, version=1))
        page_id = bind.execute(sa.select(pages.c.id).where(pages.c.name == name)).scalar_one()
        bind.execute(
            versions.insert().values(
                page_id=page_id,
                number=1,
                title=title,
                body=body,
                html=html,
                renderer=RENDERER,
                written_at=CAME_WITH_THE_PRODUCT.replace(tzinfo=None)
                if is_sqlite()
                else CAME_WITH_THE_PRODUCT,
                lang="en",
            )
        )


def cite_rules():
    reasons = sa.table("reasons", sa.column("code"), sa.column("rule"))
    for code, rule in RULES_CITED.items():
        op.execute(reasons.update().where(reasons.c.code == code).values(rule=rule))


def shorten_addresses():
    """Panels so far are public, and so is what their short address is made of."""
    panels = sa.table("panels", sa.column("id"), sa.column("slug"), sa.column("short_code"))
    bind = op.get_bind()
    for id_, slug in bind.execute(sa.select(panels.c.id, panels.c.slug)).fetchall():
        digest = hashlib.sha256(f"{id_}:{slug}".encode()).digest()
        code = base64.b32encode(digest).decode().lower()[:8]
        bind.execute(panels.update().where(panels.c.id == id_).values(short_code=code))


def forget_what_the_earlier_release_has_no_word_for():
    """Its events know no pages and reasons, its passports no phone; what they cite is gone too."""
    op.execute("UPDATE passports SET via = 'STAFF' WHERE via IN ('PHONE', 'LETTER', 'EVENT')")
    op.execute(
        "DELETE FROM event_notes WHERE event_id IN"
        " (SELECT id FROM events WHERE subject_kind IN ('PAGE', 'REASON'))"
    )
    op.execute("DELETE FROM events WHERE subject_kind IN ('PAGE', 'REASON')")


def downgrade():
    forget_what_the_earlier_release_has_no_word_for()
    for table, (column, was, more) in CHECKED.items():
        recheck(table, column, was + more, was)
    op.drop_index("ix_panels_short_code", "panels")
    for table, column, _, binding in reversed(COLUMNS):
        if binding is not None and not is_sqlite():
            kind = "fk" if binding.startswith("REFERENCES") else "ck"
            name = f"{kind}_{table}_{column}" + (f"_{binding.split()[1]}" if kind == "fk" else "")
            op.drop_constraint(name, table)
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    for table in (
        "invitations",
        "support_tallies",
        "supports",
        "question_not_taken",
        "not_taken",
        "notices",
        "page_versions",
        "pages",
        "images",
    ):
        op.drop_table(table)

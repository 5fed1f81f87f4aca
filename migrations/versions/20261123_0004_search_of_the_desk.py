"""The table of the desk's index, empty as yet: ``flask search reindex`` fills it."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SQLITE = (
    "CREATE VIRTUAL TABLE search_desk USING fts5(words, grams, analysis UNINDEXED,"
    " tokenize = \"unicode61 remove_diacritics 0 categories 'L* M* N* Co' tokenchars '_'\")",
    "INSERT INTO search_desk (search_desk, rank) VALUES ('secure-delete', 1)",
)
POSTGRESQL = (
    "CREATE TABLE search_desk (rowid BIGINT NOT NULL, words TSVECTOR NOT NULL, grams TSVECTOR NOT NULL,"
    " analysis INTEGER NOT NULL, CONSTRAINT pk_search_desk PRIMARY KEY (rowid))",
    "CREATE INDEX ix_search_desk_words ON search_desk USING gin (words)",
    "CREATE INDEX ix_search_desk_grams ON search_desk USING gin (grams)",
)


def upgrade():
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)


def downgrade():
    op.execute("DROP TABLE search_desk")

"""The tables of the readers' index and of its words, empty as yet: ``flask search reindex`` fills them."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

SQLITE = (
    "CREATE VIRTUAL TABLE search_floor USING fts5(words, analysis UNINDEXED,"
    " tokenize = \"unicode61 remove_diacritics 0 categories 'L* M* N* Co' tokenchars '_'\")",
    "INSERT INTO search_floor (search_floor, rank) VALUES ('secure-delete', 1)",
)
POSTGRESQL = (
    "CREATE TABLE search_floor (rowid BIGINT NOT NULL, words TSVECTOR NOT NULL, said TEXT NOT NULL,"
    " analysis INTEGER NOT NULL, CONSTRAINT pk_search_floor PRIMARY KEY (rowid))",
    "CREATE INDEX ix_search_floor_words ON search_floor USING gin (words)",
)
BOTH = (
    "CREATE TABLE search_spellings (slip TEXT NOT NULL, word TEXT NOT NULL)",
    "CREATE INDEX ix_search_spellings_slip ON search_spellings (slip, word)",
)


def upgrade():
    own = SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL
    for statement in (*own, *BOTH):
        op.execute(statement)


def downgrade():
    op.execute("DROP TABLE search_spellings")
    op.execute("DROP TABLE search_floor")

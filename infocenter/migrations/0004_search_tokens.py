"""Tokens for search, in the way of each database: FTS5 on SQLite, tsvector with GIN on PostgreSQL.

On PostgreSQL the index is brought up to date at once (`fastupdate = off`): a list of pending tokens
would be read by every search. On SQLite a trigger takes the tokens of a deleted entry along: an operation that remakes the table
`infocenter_searchentry` must create it again.
"""

from django.db import migrations

SQLITE = (
    "CREATE VIRTUAL TABLE infocenter_searchtokens USING fts5("
    "title, number, body, files, tokenize=\"ascii tokenchars '/'\")",
    "CREATE VIRTUAL TABLE infocenter_searchvocabulary USING fts5vocab(infocenter_searchtokens, 'row')",
    "CREATE TRIGGER infocenter_searchtokens_follow AFTER DELETE ON infocenter_searchentry "
    "BEGIN DELETE FROM infocenter_searchtokens WHERE rowid = OLD.id; END",
)
SQLITE_BACK = (
    "DROP TRIGGER infocenter_searchtokens_follow",
    "DROP TABLE infocenter_searchvocabulary",
    "DROP TABLE infocenter_searchtokens",
)
POSTGRESQL = (
    "ALTER TABLE infocenter_searchentry "
    "ADD COLUMN title_tokens tsvector NOT NULL DEFAULT '', "
    "ADD COLUMN body_tokens tsvector NOT NULL DEFAULT ''",
    "CREATE INDEX infocenter_search_title ON infocenter_searchentry USING gin (title_tokens) WITH (fastupdate = off)",
    "CREATE INDEX infocenter_search_body ON infocenter_searchentry USING gin (body_tokens) WITH (fastupdate = off)",
)
POSTGRESQL_BACK = (
    "ALTER TABLE infocenter_searchentry DROP COLUMN title_tokens, DROP COLUMN body_tokens",
)


def forward(apps, schema_editor):
    _run(schema_editor, SQLITE, POSTGRESQL)


def backward(apps, schema_editor):
    _run(schema_editor, SQLITE_BACK, POSTGRESQL_BACK)


def _run(schema_editor, on_sqlite, on_postgresql):
    on = {"sqlite": on_sqlite, "postgresql": on_postgresql}
    for statement in on[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("infocenter", "0003_immutable_editions")]
    operations = [migrations.RunPython(forward, backward)]

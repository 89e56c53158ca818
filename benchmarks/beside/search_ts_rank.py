"""PostgreSQL's full text search with `ts_rank`, over the portal's own tokens."""

import os

import psycopg

from benchmarks.beside.asking import FOUND


def _quoted(token: str) -> str:
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"


class Search:
    def __init__(self):
        self.base = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)
        self.base.execute("DROP TABLE IF EXISTS found")
        self.base.execute("CREATE TABLE found (id text, tokens tsvector)")

    def add(self, documents):
        with self.base.cursor().copy("COPY found FROM STDIN") as copy:
            for each in documents:
                copy.write_row((each["id"], _vector(each["title_tokens"], each["body_tokens"])))

    def ready(self):
        self.base.execute("CREATE INDEX ON found USING gin (tokens)")
        self.base.execute("VACUUM ANALYZE found")

    def ask(self, question):
        if not question["tokens"]:
            return []
        wanted = " | ".join(map(_quoted, question["tokens"]))
        rows = self.base.execute(
            "SELECT id FROM found, CAST(%s AS tsquery) AS wanted WHERE tokens @@ wanted"
            " ORDER BY ts_rank(tokens, wanted) DESC LIMIT %s",
            [wanted, FOUND],
        )
        return [row[0] for row in rows]


def _vector(title: list[str], body: list[str]) -> str:
    """The tokens with their places, those of the title with weight A."""
    places: dict[str, list[str]] = {}
    for place, token in enumerate([*title, *body], start=1):
        known = places.setdefault(token, [])
        if place < 16_000 and len(known) < 250:
            known.append(f"{place}{'A' if place <= len(title) else ''}")
    return " ".join(
        f"{_quoted(token)}:{','.join(known)}" if known else _quoted(token)
        for token, known in places.items()
    )

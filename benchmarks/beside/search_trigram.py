"""SQLite's FTS5 with its trigram tokenizer: what one gets without an analyzer."""

import re
import sqlite3

from benchmarks.beside.asking import FOUND


class Search:
    def __init__(self):
        self.base = sqlite3.connect("")
        self.base.execute(
            "CREATE VIRTUAL TABLE found USING fts5(id UNINDEXED, title, body, tokenize='trigram')"
        )

    def add(self, documents):
        rows = ((each["id"], each["title"], each["text"]) for each in documents)
        self.base.executemany("INSERT INTO found VALUES (?, ?, ?)", rows)

    def ready(self):
        self.base.commit()

    def ask(self, question):
        """Any three characters of a word in a row: whole questions are in no text."""
        words = re.findall(r"\w{3,}", question["text"])
        pieces = {word[at : at + 3] for word in words for at in range(len(word) - 2)}
        if not pieces:
            return []
        match = " OR ".join(f'"{each}"' for each in sorted(pieces))
        statement = "SELECT id FROM found WHERE found MATCH ? ORDER BY rank LIMIT ?"
        return [row[0] for row in self.base.execute(statement, [match, FOUND])]

"""What the search index knows, beside the tokens that each database keeps in its own way.

Rows come and go by `infocenter.search` only; deleting one takes its tokens along (migration 0005).
"""

from django.db import models

from portal import languages

TITLE_KEY_LENGTH = 200


class SearchEntry(models.Model):
    """A public thing in one language: narrow, for filters, counts and ranking."""

    kind = models.CharField(max_length=20)
    object_id = models.PositiveBigIntegerField()
    language = models.CharField(max_length=10, choices=languages.LANGUAGES)
    department_id = models.PositiveBigIntegerField(null=True)
    type = models.CharField(max_length=20, blank=True)
    date = models.DateField(null=True)
    superseded = models.BooleanField(default=False)
    topics = models.TextField(blank=True)  # ",3,7,": each id between commas
    formats = models.TextField(blank=True)  # the same, of its files
    analyzer = models.PositiveSmallIntegerField()  # the analyzer's version that made the tokens
    number = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=500)
    title_key = models.CharField(max_length=TITLE_KEY_LENGTH, db_index=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id", "language"], name="one_entry_per_language"
            )
        ]
        indexes = [models.Index(fields=["analyzer"], name="entries_by_analyzer")]

    def __str__(self):
        return self.title


class SearchText(models.Model):
    """The text of an entry as people read it, for snippets."""

    entry = models.OneToOneField(
        SearchEntry, on_delete=models.CASCADE, primary_key=True, related_name="text"
    )
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    files = models.JSONField(default=list)  # [name, SHA-256] of each file whose text is searched
    anchors = models.JSONField(default=list)  # [place in `own`, id] of each heading
    embedder = models.CharField(max_length=16, blank=True)  # that gave all passages their vectors

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["embedder"], name="texts_by_embedder")]

    def __str__(self):
        return str(self.entry_id)

    @property
    def own(self) -> str:
        """The text itself, without files."""
        return own_text(self.summary, self.body)


def own_text(summary: str, body: str) -> str:
    """What places in a text are counted in."""
    return f"{summary}\n{body}" if summary else body


class SearchTerm(models.Model):
    """How many entries hold a token: what makes it rare or common (PostgreSQL; by the clock)."""

    term = models.CharField(max_length=255, primary_key=True)
    entries = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.term

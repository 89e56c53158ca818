"""The meaning of what search knows: a vector for each passage of each text.

Rows come and go by `infocenter.search` only, and only for what is in the index.
"""

from django.db import models


class EmbeddedText(models.Model):
    """A text of a public thing, cut into passages, with a vector for each of them.

    A new edition that leaves a text or a file as it was finds its vectors here.
    """

    kind = models.CharField(max_length=20)
    object_id = models.PositiveBigIntegerField()
    language = models.CharField(max_length=2)  # a tongue: both ways of writing Chinese are one
    in_file = models.BooleanField(default=False)
    source = models.CharField(max_length=64)  # the SHA-256 of the file, or of text and title
    embedder = models.CharField(max_length=16)  # vectors of different embedders can't be compared
    places = models.JSONField(default=list)  # where each passage begins and ends in the text
    vectors = models.BinaryField()  # of all passages in turn, a signed byte for each dimension

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id", "source"], name="one_embedding_per_text"
            )
        ]
        indexes = [models.Index(fields=["source"], name="embeddings_by_source")]

    def __str__(self):
        return f"{self.kind} {self.object_id}: {self.source[:12]}"

"""What is known of public titles and texts for help while typing: sounds, initials and words.

`infocenter.search.vocabulary` writes them in the transaction that indexes an entry. Sounds and
words outlive the entry they came from. They are never shown as they are: they only lead to what is
looked up in the index as it stands.
"""

from django.db import models

from infocenter.models.search import SearchEntry


class SearchSound(models.Model):
    """How two neighbouring characters of a public title are read: `fang wu`, `fong uk`."""

    sound = models.CharField(max_length=20)
    pair = models.CharField(max_length=4)  # as a key, which is what the index holds
    shown = models.CharField(max_length=4)  # as it was written

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["sound", "pair"],
                name="one_sound_per_pair",
                opclasses=["varchar_pattern_ops"] * 2,  # PostgreSQL: for beginnings too
            )
        ]
        indexes = [
            models.Index(fields=["pair"], name="sounds_by_pair"),
        ]

    def __str__(self):
        return f"{self.sound} {self.shown}"


class SearchInitials(models.Model):
    """The initials of the characters with which a part of a title begins. Goes with its entry."""

    LONGEST = 12

    initials = models.CharField(max_length=LONGEST, db_index=True)
    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="initials")

    class Meta:
        default_permissions = ()
        verbose_name_plural = "search initials"

    def __str__(self):
        return self.initials


class SearchWord(models.Model):
    """A word of public texts in Latin letters, for the correction of others."""

    LONGEST = 24

    word = models.CharField(max_length=LONGEST, unique=True)  # as a key, without accents
    shown = models.CharField(max_length=LONGEST)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.shown

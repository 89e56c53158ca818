"""The database's part of the page cache: one row with two numbers that only grow."""

from django.db import models


class Generation(models.Model):
    """The single row by which every host learns that something public has changed.

    `number` moves with each change, `epoch` only with one that changes how untouched rows look
    (a department's new name). Written by `portal.pagecache.invalidate()` alone.
    """

    number = models.PositiveBigIntegerField(default=1)
    epoch = models.PositiveBigIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="generation_one_row")]

    def __str__(self) -> str:
        return f"{self.epoch}.{self.number}"

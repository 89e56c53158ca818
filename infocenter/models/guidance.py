"""What editors tell the search: words that mean the same, and what should stand on top."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from infocenter.models.documents import Document

MOST_LINES = 20
LONGEST_LINE = 80
LONGEST = MOST_LINES * (LONGEST_LINE + 2)


def lines_of(text: str) -> list[str]:
    """What is written, a line each, without empty ones."""
    return [line for line in (" ".join(each.split()) for each in text.splitlines()) if line]


def check_lines(text: str) -> None:
    """Refuses too many and too long lines."""
    lines = lines_of(text)
    if len(lines) > MOST_LINES:
        raise ValidationError(_("At most %(most)s lines."), params={"most": MOST_LINES})
    for line in lines:
        if len(line) > LONGEST_LINE:
            raise ValidationError(_("“%(line)s” is too long."), params={"line": line[:40]})


class SynonymGroup(models.Model):
    """Words in any language that mean the same: who searches for one finds the others."""

    words = models.TextField(
        _("words that mean the same"),
        validators=[MaxLengthValidator(LONGEST), check_lines],
        help_text=_(
            "One on each line, in any language: official names, short forms, what people say. "
            "Traditional and Simplified Chinese, accents and capitals need no line of their own."
        ),
    )
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("words that mean the same")
        verbose_name_plural = _("words that mean the same")

    def __str__(self):
        return " = ".join(self.lines())[:200]

    def lines(self) -> list[str]:
        return lines_of(self.words)

    def clean(self):
        if len(self.lines()) < 2:
            raise ValidationError({"words": _("Write at least two words, one on each line.")})


class BestBet(models.Model):
    """The document that stands on top when somebody searches for exactly this."""

    questions = models.TextField(
        _("searches"),
        validators=[MaxLengthValidator(LONGEST), check_lines],
        help_text=_(
            "One on each line. The whole search must be this; accents and capitals don't matter."
        ),
    )
    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="best_bets", verbose_name=_("document")
    )
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("recommended document")
        verbose_name_plural = _("recommended documents")

    def __str__(self):
        return f"{' / '.join(self.lines())[:100]} → {self.document}"

    @property
    def owner(self) -> Document:
        """Whose it is: the department's that owns the document."""
        return self.document

    def lines(self) -> list[str]:
        return lines_of(self.questions)

    def clean(self):
        if not self.lines():
            raise ValidationError({"questions": _("Write at least one search.")})

"""The states of a document and the moves between them; the words for kinds of things."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from infocenter.datasets import kinds
from portal.workflow import Transition, table


class Status(TextChoices):
    """Where the work on a document stands. What residents see is decided by its editions."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SUPERSEDED = "superseded", _("Superseded")


UNPUBLISHED_WORK = (Status.DRAFT, Status.IN_REVIEW, Status.SCHEDULED)

DOCUMENT_TRANSITIONS = table(
    Transition("submit", (Status.DRAFT,), Status.IN_REVIEW),
    Transition("retract", (Status.IN_REVIEW,), Status.DRAFT),
    Transition("return", (Status.IN_REVIEW, Status.SCHEDULED), Status.DRAFT, needs_reason=True),
    Transition("schedule", (Status.DRAFT, Status.IN_REVIEW, Status.SCHEDULED), Status.SCHEDULED),
    Transition("publish", UNPUBLISHED_WORK, Status.PUBLISHED),
    Transition("revise", (Status.PUBLISHED, Status.WITHDRAWN, Status.SUPERSEDED), Status.DRAFT),
    Transition(
        "withdraw",
        (*UNPUBLISHED_WORK, Status.PUBLISHED, Status.SUPERSEDED),
        Status.WITHDRAWN,
        needs_reason=True,
    ),
    Transition("supersede", (Status.PUBLISHED,), Status.SUPERSEDED),
)


class DocumentType(TextChoices):
    LAW = "law", _("Law")
    REGULATION = "regulation", _("Regulation")
    NOTICE = "notice", _("Notice")
    CIRCULAR = "circular", _("Circular")
    GUIDE = "guide", _("Guide")
    FORM = "form", _("Form")
    REPORT = "report", _("Report")
    STATISTICS = "statistics", _("Statistics")
    PLAN = "plan", _("Plan")
    BUDGET = "budget", _("Budget")
    MINUTES = "minutes", _("Minutes")
    TENDER = "tender", _("Tender")
    DATASET = "dataset", _("Dataset")
    OTHER = "other", _("Other")


class Licence(TextChoices):
    CC_BY = "cc-by-4.0", _("Creative Commons Attribution 4.0")
    CC0 = "cc0", _("CC0: no rights reserved")
    PUBLIC_DOMAIN = "public-domain", _("Public domain: official text")
    ALL_RIGHTS = "all-rights-reserved", _("All rights reserved")


class EditionKind(TextChoices):
    FIRST = "first", _("First edition")
    UPDATE = "update", _("Update")
    CORRECTION = "correction", _("Correction")


class Occasion(TextChoices):
    """When a department is reminded of a review."""

    COMING = "coming", _("Comes soon")
    OVERDUE = "overdue", _("Overdue")


class SheetState(TextChoices):
    """Where a spreadsheet of documents is on its way in."""

    UNPACKING = "unpacking", _("Files are being unpacked")
    READY = "ready", _("Ready to be looked at")
    DONE = "done", _("Taken in")


class Format(TextChoices):
    """Families of files, as residents name them."""

    PDF = "pdf", _("PDF")
    TEXT = "text", _("Text document")
    TABLE = "table", _("Table")
    SLIDES = "slides", _("Slides")
    WEB = "web", _("Web page")
    IMAGE = "image", _("Image")
    OTHER = "other", _("Other")


class TableStatus(TextChoices):
    """Where a table is on its way from a file to rows that can be queried."""

    WAITING = "waiting", _("waiting to be read")
    LOADING = "loading", _("being read")
    READY = "ready", _("can be queried")
    FAILED = "failed", _("could not be read")


TABLE_TRANSITIONS = table(
    Transition("begin", (TableStatus.WAITING, TableStatus.LOADING), TableStatus.LOADING),
    Transition("succeed", (TableStatus.LOADING,), TableStatus.READY),
    Transition("fail", (TableStatus.LOADING,), TableStatus.FAILED),
    Transition("again", (TableStatus.FAILED, TableStatus.READY), TableStatus.WAITING),
)


class ColumnKind(TextChoices):
    """What the values of a column are."""

    TEXT = kinds.TEXT, _("text")
    INTEGER = kinds.INTEGER, _("whole number")
    DECIMAL = kinds.DECIMAL, _("decimal number")
    DATE = kinds.DATE, _("date")
    DATETIME = kinds.DATETIME, _("date and time")
    BOOLEAN = kinds.BOOLEAN, _("yes or no")

"""What mirrors follow of the information centre (`portal/rest/changes.py`)."""

from infocenter.models import Document, Edition, EditionDataset, Topic
from portal.organisation.models import Department
from portal.rest import changes
from portal.rest.changes import Resource

PUBLIC_MOVES = ("document.published", "document.withdrawn", "document.superseded")


def _datasets(document: Document):
    shown = EditionDataset.objects.filter(edition__document=document)
    return shown.values_list("dataset_id", flat=True).distinct()


def _about(topic: Topic):
    """Documents say their topics by what addresses call them: that may change."""
    return Edition.objects.current().filter(topics=topic).values_list("document_id", flat=True)


def register() -> None:
    """Let mirrors follow what is public here."""
    changes.register(
        Resource("departments", Department.objects.active, lambda pk: True, shown="code")
    )
    changes.register(Resource("topics", Topic.objects.all, lambda pk: True, shown="slug"))
    changes.register(
        Resource(
            "documents",
            Edition.objects.current,
            lambda pk: Edition.objects.filter(document=pk).exists(),
            key="document_id",
        )
    )
    changes.register(
        Resource(
            "datasets",
            EditionDataset.objects.public,
            lambda pk: EditionDataset.objects.filter(dataset=pk).exists(),
            key="dataset_id",
        )
    )
    changes.follow(Department, "departments")
    changes.follow(Topic, "topics")
    changes.follow(Topic, "documents", _about)
    changes.follow(Document, "documents", verbs=PUBLIC_MOVES)
    changes.follow(Document, "datasets", _datasets, verbs=PUBLIC_MOVES)

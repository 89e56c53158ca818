"""What mirrors follow of the information centre (`portal/rest/changes.py`)."""

from infocenter.models import (
    Announcement,
    Campaign,
    Document,
    Edition,
    EditionDataset,
    Event,
    Outreach,
    Topic,
)
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


OUTREACH: dict[str, type[Outreach]] = {
    "announcements": Announcement,
    "events": Event,
    "campaigns": Campaign,
}


def outreach_shown(thing: Outreach) -> None:
    """It has begun to show by the clock, of which history says nothing."""
    name = next(name for name, model in OUTREACH.items() if type(thing) is model)
    changes.tell(name, thing.pk)
    changes.tell("campaigns", *_campaigns(thing))


def _campaigns(thing):
    """The campaigns that join it."""
    return () if isinstance(thing, Campaign) else thing.campaigns.values_list("pk", flat=True)


def _on(name: str):
    """The things of a kind that are on a topic, by the name of the way back."""
    return lambda topic: getattr(topic, name).values_list("pk", flat=True)


def _gone(model):
    return lambda pk: model.objects.gone().filter(pk=pk).exists()


def _register_outreach() -> None:
    for name, model in OUTREACH.items():
        changes.register(Resource(name, model._default_manager.public, _gone(model)))
        changes.follow(model, name)
        changes.follow(Topic, name, _on(name))
    for joined in (Announcement, Event):
        changes.follow(joined, "campaigns", _campaigns)
    changes.follow(Document, "campaigns", _campaigns, verbs=PUBLIC_MOVES)


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
    _register_outreach()

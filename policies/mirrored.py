"""What mirrors follow of policies (`portal/rest/changes.py`)."""

from infocenter.mirrored import PUBLIC_MOVES
from infocenter.models import Document, Topic
from policies.models import Consultation, Policy, PublishedAnswer
from portal.rest import changes
from portal.rest.changes import Resource


def _ever(model):
    return lambda pk: model.objects.filter(pk=pk, published_at__isnull=False).exists()


def _of(name: str):
    """The things of a kind that have a document, by the name of the way back."""
    return lambda document: getattr(document, name).values_list("pk", flat=True)


def _about(model, field: str):
    """The things of a kind that are about a topic."""
    return lambda topic: model.objects.filter(**{field: topic}).values_list("pk", flat=True)


def register() -> None:
    """Let mirrors follow what is public here."""
    for name, model in (
        ("policies", Policy),
        ("consultations", Consultation),
        ("answers", PublishedAnswer),
    ):
        changes.register(Resource(name, model.objects.public, _ever(model)))
        changes.follow(model, name)
        changes.follow(Document, name, _of(name), verbs=PUBLIC_MOVES)
    for name, model, field in (
        ("policies", Policy, "topics"),
        ("answers", PublishedAnswer, "topic"),
    ):
        changes.follow(Topic, name, _about(model, field))
    changes.follow(Policy, "answers", lambda policy: policy.answers.values_list("pk", flat=True))
    changes.follow(Policy, "policies", lambda policy: policy.replaces.values_list("pk", flat=True))

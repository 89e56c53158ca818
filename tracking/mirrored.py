"""What mirrors follow of tracking (`portal/rest/changes.py`)."""

from django.db import models

from portal.rest import changes
from portal.rest.changes import Resource
from tracking.models import (
    Indicator,
    Measure,
    NormsInForce,
    Notice,
    Phase,
    Programme,
    ProgressReport,
)

OF_PROGRAMME = ("programme.published", "programme.hidden")


def _ever(rows, programme: str):
    """Whether the programme of a thing has ever been public."""
    return lambda pk: rows().filter(pk=pk, **{f"{programme}__isnull": False}).exists()


def _ids(model: type[models.Model], path: str):
    """The things of a kind that belong to something, by the way to it."""
    return lambda thing: model._default_manager.filter(**{path: thing}).values_list("pk", flat=True)


def public_notices():
    """Those that residents see: from the level that the norms say."""
    return Notice.objects.public(NormsInForce.objects.get().public_level)


def _notices_shown_ever():
    return Notice.objects.filter(steps__level__gte=NormsInForce.objects.get().public_level)


def register() -> None:
    """Let mirrors follow what is public here."""
    _register_resources()
    changes.follow(Programme, "programmes")
    changes.follow(Phase, "programmes", lambda phase: [phase.programme_id])
    changes.follow(Measure, "measures")
    changes.follow(ProgressReport, "reports", verbs=("report.verified",))
    for verb in ("report.submitted", "report.verified", "report.returned"):
        changes.follow(
            ProgressReport, "measures", lambda report: [report.measure_id], verbs=(verb,)
        )
    changes.follow(Indicator, "indicators")
    changes.follow(Notice, "notices")
    for model, name, path in (
        (Measure, "measures", "programme"),
        (ProgressReport, "reports", "measure__programme"),
        (Indicator, "indicators", "measure__programme"),
        (Notice, "notices", "measure__programme"),
    ):
        changes.follow(Programme, name, _ids(model, path), verbs=OF_PROGRAMME)
    every_notice = Notice.objects.values_list
    changes.follow(NormsInForce, "notices", lambda norms: every_notice("pk", flat=True))


def _register_resources() -> None:
    indicators = Indicator.objects.filter(measure__programme__is_public=True)
    for resource in (
        Resource(
            "programmes",
            Programme.objects.public,
            _ever(Programme.objects.all, "published_at"),
        ),
        Resource(
            "measures",
            Measure.objects.public,
            _ever(Measure.objects.all, "programme__published_at"),
        ),
        Resource(
            "reports",
            ProgressReport.objects.public,
            _ever(ProgressReport.objects.verified, "measure__programme__published_at"),
        ),
        Resource(
            "indicators",
            indicators.all,
            _ever(Indicator.objects.all, "measure__programme__published_at"),
        ),
        Resource(
            "notices",
            public_notices,
            _ever(_notices_shown_ever, "measure__programme__published_at"),
        ),
    ):
        changes.register(resource)

"""Supervision notices: what departments answer, and what supervisors do."""

from __future__ import annotations  # a method is called `list`

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import (
    extend_schema,
    extend_schema_view,
)
from rest_framework import mixins, serializers
from rest_framework.response import Response

from portal.rest.fields import Words
from portal.rest.pages import LARGEST, Order
from portal.rest.states import Scope
from portal.rest.stepping import Nothing, add_steps, step
from portal.rest.views import Work
from tracking import services
from tracking.models import Notice, ProgressReport
from tracking.serializers import (
    NoticeSerializer,
)


class PlanSerializer(serializers.Serializer):
    """What the department does, and until when."""

    plan = Words(allow_empty=False, help_text="What is done about it.")
    until = serializers.DateField(help_text="Done by.")


class WordsSerializer(serializers.Serializer):
    """Why."""

    words = Words(allow_empty=False, help_text="Why, for everybody to read.")


class ProofSerializer(serializers.Serializer):
    """On which report."""

    proof = serializers.IntegerField(
        min_value=1, max_value=LARGEST, help_text="The id of a verified report on the measure."
    )
    words = Words(required=False, help_text="What is said about it.")


class WorkingNoticeSerializer(NoticeSerializer):
    """A notice, with the version that is needed to act on it."""

    class Meta(NoticeSerializer.Meta):
        fields = (*NoticeSerializer.Meta.fields, "version")
        read_only_fields = fields
        extra_kwargs = NoticeSerializer.Meta.extra_kwargs | {
            "version": {"help_text": "Counts the changes."}
        }


@extend_schema_view(
    list=extend_schema(summary="Notices to the own departments", description="Of any level."),
    retrieve=extend_schema(summary="One notice", description="With all that happened to it."),
)
class WorkingNotices(mixins.ListModelMixin, Work):
    scope = Scope.TRACKING
    serializer_class = WorkingNoticeSerializer
    orders: Mapping[str, Order] = {"newest": Order("opened_on")}
    versioned: ClassVar[tuple[str, ...]] = ()
    queryset = Notice.objects.none()

    def get_queryset(self):
        rows = Notice.objects.managed_by(self.request.user).select_related("department")
        return rows.prefetch_related("steps")

    def step(self, name: str, asked: dict) -> Response:
        """Answer it, or supervise it."""
        notice = self.get_object()
        self.need(f"tracking.{'answer' if name == 'answer' else 'change'}_notice", notice)
        about: dict[str, Any] = {"by": self.request.user, "seen_version": self.seen(notice)}
        if name == "answer":
            until: date = asked["until"]
            services.answer_notice(notice, plan=asked["plan"], until=until, **about)
        elif name == "raise":
            services.raise_notice(notice, reason=asked["words"], **about)
        elif name == "pause":
            services.pause_notice(notice, reason=asked["words"], **about)
        elif name == "resume":
            services.resume_notice(notice, **about)
        else:
            words = asked.get("words", {})
            services.close_notice(notice, proof=_proof(notice, asked), words=words, **about)
        return self.shown(notice)


def _proof(notice: Notice, asked: dict) -> ProgressReport:
    reports = ProgressReport.objects.verified().filter(measure=notice.measure_id)
    return get_object_or_404(reports, pk=asked["proof"])


add_steps(
    WorkingNotices,
    *(
        step("notices", name, summary, takes=takes, gives=WorkingNoticeSerializer)
        for name, summary, takes in (
            ("answer", "Say what is done about it", PlanSerializer),
            ("raise", "Raise it to the next level", WordsSerializer),
            ("pause", "Let its clock stand still", WordsSerializer),
            ("resume", "Let its clock go on", Nothing),
            ("close", "Close it on proof", ProofSerializer),
        )
    ),
)

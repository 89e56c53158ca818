"""What is public, for everybody: announcements, events and campaigns."""

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view

from infocenter.api.reading import GONE
from infocenter.filtersets import AnnouncementFilters, CampaignFilters, EventFilters
from infocenter.models import Announcement, Campaign, Event
from infocenter.outreach.serializers import (
    AnnouncementRowSerializer,
    AnnouncementSerializer,
    CampaignRowSerializer,
    CampaignSerializer,
    EventRowSerializer,
    EventSerializer,
)
from portal import labels
from portal.pagecache.clock import holds_until
from portal.rest.pages import Order
from portal.rest.problems import Problem
from portal.rest.views import PublicThings


class PublicOutreach(PublicThings):
    """What the three have in common: they begin to show by the clock, and say why they are gone."""

    model: ClassVar[Any]
    row_class: ClassVar[type]
    orders: Mapping[str, Order] = {"newest": Order("published_at"), "changed": Order("updated_at")}
    problems: ClassVar[Mapping[str, Collection[int]]] = {"retrieve": [410]}

    def get_queryset(self):
        rows = self.model.objects.public().select_related("department")
        return rows.prefetch_related("translations", "topics")

    def get_serializer_class(self):
        return self.row_class if self.action == "list" else self.serializer_class

    def get_object(self):
        try:
            return super().get_object()
        except Http404:
            gone = self.model.objects.gone().filter(pk=self.kwargs["pk"]).first()
            if gone is None:
                raise
            columns = labels.columns("reason")
            reason = {code: getattr(gone, name) for code, name in columns if getattr(gone, name)}
            at = timezone.localtime(gone.updated_at).isoformat()
            raise Problem("gone", withdrawn_at=at, reason=reason) from None

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        return holds_until(response, self.model.objects.next_change(timezone.now()))


@extend_schema_view(
    list=extend_schema(summary="Public announcements", description="News, without long texts."),
    retrieve=extend_schema(
        summary="One announcement",
        description="With its text.",
        responses={200: AnnouncementSerializer, 410: GONE},
    ),
)
class Announcements(PublicOutreach):
    model = Announcement
    queryset = Announcement.objects.none()
    serializer_class, row_class = AnnouncementSerializer, AnnouncementRowSerializer
    filterset_class = AnnouncementFilters


@extend_schema_view(
    list=extend_schema(summary="Public events", description="Those to come, and those past."),
    retrieve=extend_schema(
        summary="One event",
        description="With its text. People register on its page.",
        responses={200: EventSerializer, 410: GONE},
    ),
)
class Events(PublicOutreach):
    model = Event
    queryset = Event.objects.none()
    serializer_class, row_class = EventSerializer, EventRowSerializer
    filterset_class = EventFilters
    orders: Mapping[str, Order] = {
        **PublicOutreach.orders,
        "soonest": Order("starts_at", descending=False),
    }


@extend_schema_view(
    list=extend_schema(summary="Public campaigns", description="Without what they join."),
    retrieve=extend_schema(
        summary="One campaign",
        description="With the announcements, events and documents that it joins.",
        responses={200: CampaignSerializer, 410: GONE},
    ),
)
class Campaigns(PublicOutreach):
    model = Campaign
    queryset = Campaign.objects.none()
    serializer_class, row_class = CampaignSerializer, CampaignRowSerializer
    filterset_class = CampaignFilters

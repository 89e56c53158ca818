"""Announcements and events in the hands of departments: written, published, withdrawn."""

from __future__ import annotations  # a method is called `list`

from collections.abc import Mapping
from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import mixins, serializers
from rest_framework.response import Response

from infocenter import services
from infocenter.api.drafting import (
    PublicReasonSerializer,
    ReasonSerializer,
    refuse_untitled,
    split,
)
from infocenter.models import Announcement, Event, Outreach, Topic
from infocenter.outreach.states import OutreachStatus
from infocenter.outreach.steps import STEPS, open_steps
from portal.organisation.models import Department
from portal.rest.fields import Code, Moment, Versions, Words
from portal.rest.pages import Order
from portal.rest.states import Scope
from portal.rest.stepping import add_steps, step
from portal.rest.views import Work

LARGEST = 2**31 - 1
ROW = ("id", "department", "title", "status", "version", "updated_at")
WHOLE = ("topics", "summary", "body", "published_at", "reason", "steps")
READ_ONLY = ("id", "version")
HELP = {
    "id": {"help_text": "It never changes; the public one has the same."},
    "version": {"help_text": "Counts the changes."},
}


class WorkingRowSerializer(serializers.ModelSerializer):
    """What a department works on, in a list."""

    department = Code(queryset=Department.objects.all(), help_text="The code of whose it is.")
    title = Versions(longest=300, required=False, help_text="The title.")
    status = serializers.ChoiceField(
        OutreachStatus.choices, read_only=True, help_text="Where the work stands."
    )
    updated_at = Moment(read_only=True, help_text="When it was changed last.")


class WorkingWholeSerializer(WorkingRowSerializer):
    """What a department works on, whole."""

    topics = Code(
        "slug", many=True, required=False, queryset=Topic.objects.all(), help_text="On what."
    )
    summary = Versions(required=False, help_text="Two or three sentences.")
    body = Versions(required=False, help_text="The text in Markdown.")
    published_at = Moment(
        read_only=True,
        allow_null=True,
        help_text="From when on everybody sees it, if it was published; it may be to come.",
    )
    reason = Words(read_only=True, help_text="Why it was called off or withdrawn.")
    steps = serializers.SerializerMethodField(help_text="What this account may do with it now.")

    def get_steps(self, thing: Outreach) -> list[str]:
        request = self.context.get("request")
        return sorted(open_steps(request.user, thing)) if request else []

    def validate(self, attrs: dict) -> dict:
        """A language version needs a title."""
        refuse_untitled(self.instance, attrs, _texts_of(self.Meta.model))
        return attrs


class WorkingAnnouncementRowSerializer(WorkingRowSerializer):
    """News as its department works on it, in a list."""

    class Meta:
        model = Announcement
        fields: tuple[str, ...] = ROW
        read_only_fields = READ_ONLY
        extra_kwargs = HELP


class WorkingAnnouncementSerializer(WorkingWholeSerializer):
    """News as its department works on it, whole."""

    class Meta(WorkingAnnouncementRowSerializer.Meta):
        fields = (*ROW, *WHOLE)


class WorkingEventRowSerializer(WorkingRowSerializer):
    """An event as its department works on it, in a list."""

    starts_at = Moment(help_text="When it begins.")
    ends_at = Moment(help_text="When it ends.")

    class Meta:
        model = Event
        fields: tuple[str, ...] = (*ROW, "starts_at", "ends_at")
        read_only_fields: tuple[str, ...] = READ_ONLY
        extra_kwargs = HELP


class WorkingEventSerializer(WorkingWholeSerializer):
    """An event as its department works on it, whole. Who registers is not told here."""

    starts_at = Moment(help_text="When it begins.")
    ends_at = Moment(help_text="When it ends.")
    place = Versions(longest=300, required=False, help_text="Name, street and number.")
    closes_at = Moment(
        required=False,
        allow_null=True,
        help_text="Until when people can register; null: until it begins.",
    )
    capacity = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=0,
        max_value=LARGEST,
        help_text="How many places there are; null: as many as come.",
    )

    class Meta(WorkingEventRowSerializer.Meta):
        fields = (
            *WorkingEventRowSerializer.Meta.fields,
            *("place", "takes_registrations", "closes_at", "capacity", "taken"),
            *WHOLE,
        )
        read_only_fields = (*READ_ONLY, "taken")
        extra_kwargs = HELP | {
            "takes_registrations": {"help_text": "Whether people register on its page."},
            "taken": {"help_text": "How many places are given away."},
        }


class PublishingSerializer(serializers.Serializer):
    """From when on."""

    at = Moment(
        required=False,
        help_text="From when on everybody sees it, with its offset; left out: from now on.",
    )


def _texts_of(model: type[Outreach]) -> tuple[str, ...]:
    texts: Any = model._meta.get_field("translations").related_model  # type: ignore[misc]
    return texts.CONTENT


class WorkingOutreach(mixins.ListModelMixin, Work):
    """What announcements and events have in common."""

    scope = Scope.PUBLISH
    model: ClassVar[type[Outreach]]
    row_class: ClassVar[type[serializers.Serializer]]
    orders: Mapping[str, Order] = {"changed": Order("updated_at"), "newest": Order("pk")}
    versioned: ClassVar[tuple[str, ...]] = ("partial_update", "destroy")

    @property
    def kind(self) -> str:
        """What permissions call it."""
        return str(self.model._meta.model_name)

    def get_queryset(self):
        rows = self.model._default_manager.managed_by(
            self.request.user, f"infocenter.view_{self.kind}"
        )
        return rows.select_related("department").prefetch_related("translations", "topics")

    def get_serializer_class(self):
        return self.row_class if self.action == "list" else self.serializer_class

    def create(self, request):
        columns, texts, related = self._asked(None)
        self.need(f"infocenter.add_{self.kind}", columns["department"])
        thing = services.create_outreach(
            self.model(**columns),
            by=request.user,
            translations={code: each for code, each in texts.items() if each},
            related=related,
        )
        return self.shown(thing, 201, Location=f"/api/v1/work/{self.kind}s/{thing.pk}/")

    def partial_update(self, request, pk: str):
        thing = self.get_object()
        self.need(f"infocenter.change_{self.kind}", thing)
        seen = self.seen(thing)
        columns, texts, related = self._asked(thing)
        if columns.get("department", thing.department) != thing.department:
            self.need(f"infocenter.add_{self.kind}", columns["department"])
        for name, value in columns.items():
            setattr(thing, name, value)
        save: Any = services.save_event if isinstance(thing, Event) else services.save_outreach
        save(
            thing,
            by=request.user,
            translations=texts,
            related=related,
            changed=columns,
            seen_version=seen,
        )
        return self.shown(thing)

    def _asked(self, thing: Outreach | None) -> tuple[dict, dict, dict]:
        """(columns, texts by language, what is kept beside the row) of what was sent."""
        serializer = self.get_serializer_class()(
            thing,
            data=self.request.data,
            partial=thing is not None,
            context=self.get_serializer_context(),
        )
        serializer.is_valid(raise_exception=True)
        columns, texts, topics = split(serializer.validated_data, _texts_of(self.model))
        return columns, texts, {} if topics is None else {"topics": topics}

    def destroy(self, request, pk: str):
        thing = self.get_object()
        self.need(f"infocenter.delete_{self.kind}", thing)
        self.seen(thing)
        services.delete_outreach(thing, by=request.user)
        return Response(status=204)

    def step(self, name: str, asked: dict) -> Response:
        """One step, as the button of the same name in admin."""
        thing = self.get_object()
        known = STEPS[name]
        self.need(known.permission(thing), thing)
        seen = self.seen(thing)
        known.service(thing, by=self.request.user, seen_version=seen, **asked)
        return self.shown(thing)


def _described(name: str, serializer: type[serializers.Serializer]):
    """What is said of the operations that both have."""
    return extend_schema_view(
        list=extend_schema(summary=f"{name}s of the own departments", description="All of them."),
        retrieve=extend_schema(summary=f"One {name.lower()}", description="As it is worked on."),
        create=extend_schema(
            summary=f"Write an {name.lower()}",
            description="A draft: nobody outside sees it until it is published.",
            responses={201: serializer},
        ),
        partial_update=extend_schema(
            summary=f"Change an {name.lower()}",
            description="What is left out stays; of texts, languages that are left out. A title "
            "that is emptied takes its language version out. Of a public one, what is saved shows "
            "at once; only publishers may.",
            responses=serializer,
        ),
        destroy=extend_schema(
            summary="Throw a draft away",
            description="One that was never public. Others are withdrawn.",
            responses={204: OpenApiResponse(description="It is gone.")},
        ),
    )


@_described("Announcement", WorkingAnnouncementSerializer)
class WorkingAnnouncements(WorkingOutreach):
    model = Announcement
    queryset = Announcement.objects.none()
    serializer_class = WorkingAnnouncementSerializer
    row_class = WorkingAnnouncementRowSerializer


@_described("Event", WorkingEventSerializer)
class WorkingEvents(WorkingOutreach):
    model = Event
    queryset = Event.objects.none()
    serializer_class, row_class = WorkingEventSerializer, WorkingEventRowSerializer


for _view in (WorkingAnnouncements, WorkingEvents):
    _of: dict[str, Any] = {"resource": f"{_view.model._meta.model_name}s"}
    _of["gives"] = _view.serializer_class
    add_steps(
        _view,
        step(name="submit", summary="Ask for a review", **_of),
        step(name="return", summary="Return it to its editor", takes=ReasonSerializer, **_of),
        step(
            name="publish",
            summary="Publish it, now or later",
            takes=PublishingSerializer,
            description="Everybody sees it from then on.",
            **_of,
        ),
        step(
            name="withdraw",
            summary="Take it down",
            takes=PublicReasonSerializer,
            description="Its address stays and says so, with the reason. An event for which people "
            "have registered is called off first.",
            **_of,
        ),
        step(name="revise", summary="Make what was withdrawn a draft again", **_of),
    )

add_steps(
    WorkingEvents,
    step(
        "events",
        "call_off",
        "Call it off",
        takes=PublicReasonSerializer,
        gives=WorkingEventSerializer,
        description="Its page says so and why, and everybody who registered is told.",
    ),
)

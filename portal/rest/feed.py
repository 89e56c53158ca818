"""The feed of changes, as mirrors read it."""

from django.utils.cache import get_conditional_response
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from portal.rest import changes
from portal.rest.fields import Moment
from portal.rest.pages import LARGEST
from portal.rest.parameters import number
from portal.rest.views import Public

MOST = 1000


class EntrySerializer(serializers.Serializer):
    """Something that a mirror has to read anew, or to forget."""

    position = serializers.IntegerField(help_text="The place in the feed.")
    resource = serializers.CharField(help_text="What it is, as addresses call it: `documents`.")
    id = serializers.IntegerField(help_text="The `id` of the thing.")
    change = serializers.ChoiceField(
        ["changed", "removed"], help_text="`removed`: it is public no more."
    )
    at = Moment(help_text="When it was changed last.")
    address = serializers.CharField(
        allow_null=True, help_text="Where it is read, from the root of this site; null if removed."
    )


class FeedSerializer(serializers.Serializer):
    """Changes in the order in which they happened; of each thing only the last."""

    results = EntrySerializer(many=True, help_text="What has changed.")
    after = serializers.IntegerField(help_text="Ask with this next.")
    latest = serializers.IntegerField(
        help_text="The end of the feed now. To begin a mirror: keep this, read all lists, then "
        "ask for what came after."
    )


class Changes(Public):
    """What has changed, so that a mirror is kept exact."""

    serializer_class = FeedSerializer
    has_fields = False

    def known_parameters(self):
        return {"after", "limit"}

    @extend_schema(
        summary="What has changed",
        operation_id="changes",
        description="Ask with the `after` that the last answer gave, again and again; to lose an "
        "answer, or to ask twice, does no harm. What the clock alone changes (whether a "
        "consultation is open, how a measure stands today) is not told: it follows from dates. "
        "That an announcement or event begins to show at its time is told.",
        parameters=[
            OpenApiParameter(
                "after",
                {"type": "integer", "minimum": 0, "maximum": LARGEST},
                description="A place in the feed; 0, or nothing, for its beginning.",
            ),
            OpenApiParameter(
                "limit",
                {"type": "integer", "minimum": 1, "maximum": MOST},
                description="At the most so many changes; 200 if nothing is said.",
            ),
        ],
        responses=FeedSerializer,
    )
    def read(self, request):
        after = number(request, "after", 0, 0, LARGEST)
        limit = number(request, "limit", 200, 1, MOST)
        latest = changes.latest()
        tag = f'"{after}.{limit}.{latest}"'
        early = get_conditional_response(request._request, etag=tag)
        if early is not None:
            return early
        found = changes.after(after, limit)
        told = {
            "results": found,
            "after": found[-1].position if found else after,
            "latest": latest,
        }
        return Response(FeedSerializer(told).data, headers={"ETag": tag})

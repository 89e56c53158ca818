"""Public announcements, events and campaigns as the API says them."""

from rest_framework import serializers

from infocenter.models import Announcement, Campaign, Event
from infocenter.outreach.states import PUBLIC_CHOICES
from portal.rest.fields import Code, Moment, Versions, Words

SAID = ("id", "department", "topics", "title", "summary")
WHEN = ("published_at", "updated_at")
HELP = {"id": {"help_text": "It never changes."}}


class OutreachRowSerializer(serializers.ModelSerializer):
    """What the three have in common, in a list."""

    department = Code(read_only=True, help_text="The code of who says it.")
    topics = Code("slug", many=True, read_only=True, help_text="What it is about.")
    title = Versions(read_only=True, help_text="Its title.")
    summary = Versions(read_only=True, help_text="What it says, in short.")
    published_at = Moment(read_only=True, help_text="From when on everybody has seen it.")
    updated_at = Moment(read_only=True, help_text="When it was changed last.")


class AnnouncementRowSerializer(OutreachRowSerializer):
    """News in a list."""

    class Meta:
        model = Announcement
        fields: tuple[str, ...] = (*SAID, *WHEN)
        read_only_fields = fields
        extra_kwargs = HELP


class AnnouncementSerializer(AnnouncementRowSerializer):
    """News, whole."""

    body = Versions(read_only=True, help_text="The text in Markdown.")

    class Meta(AnnouncementRowSerializer.Meta):
        fields = (*SAID, "body", *WHEN)
        read_only_fields = fields


OF_EVENTS = ("status", "reason", "starts_at", "ends_at", "place", "takes_registrations",
             "closes_at", "capacity")  # fmt: skip


class EventRowSerializer(OutreachRowSerializer):
    """Something that takes place, in a list."""

    status = serializers.ChoiceField(
        PUBLIC_CHOICES,
        read_only=True,
        help_text="Whether it takes place, or was called off.",
    )
    reason = Words(read_only=True, help_text="Why it was called off.")
    starts_at = Moment(read_only=True, help_text="When it begins.")
    ends_at = Moment(read_only=True, help_text="When it ends.")
    place = Versions(read_only=True, help_text="Where it takes place.")
    closes_at = Moment(
        read_only=True,
        allow_null=True,
        help_text="Until when people can register; null: until it begins.",
    )

    class Meta:
        model = Event
        fields: tuple[str, ...] = (*SAID, *OF_EVENTS, *WHEN)
        read_only_fields = fields
        extra_kwargs = HELP | {
            "takes_registrations": {"help_text": "Whether people register on its page."},
            "capacity": {"help_text": "How many places there are; null: as many as come."},
        }


class EventSerializer(EventRowSerializer):
    """Something that takes place, whole."""

    body = Versions(read_only=True, help_text="The text in Markdown.")

    class Meta(EventRowSerializer.Meta):
        fields = (*SAID, "body", *OF_EVENTS, *WHEN)
        read_only_fields = fields


class CampaignRowSerializer(OutreachRowSerializer):
    """A campaign in a list."""

    class Meta:
        model = Campaign
        fields: tuple[str, ...] = (*SAID, *WHEN)
        read_only_fields = fields
        extra_kwargs = HELP


class CampaignSerializer(CampaignRowSerializer):
    """A campaign whole, with what it joins."""

    body = Versions(read_only=True, help_text="The introduction in Markdown.")
    announcements = serializers.SerializerMethodField(help_text="Ids of public announcements.")
    events = serializers.SerializerMethodField(help_text="Ids of public events.")
    documents = serializers.SerializerMethodField(help_text="Ids of public documents.")

    class Meta(CampaignRowSerializer.Meta):
        fields = (*SAID, "body", "announcements", "events", "documents", *WHEN)
        read_only_fields = fields

    def get_announcements(self, campaign: Campaign) -> list[int]:
        return sorted(campaign.announcements.public().values_list("pk", flat=True))  # type: ignore[attr-defined]

    def get_events(self, campaign: Campaign) -> list[int]:
        return sorted(campaign.events.public().values_list("pk", flat=True))  # type: ignore[attr-defined]

    def get_documents(self, campaign: Campaign) -> list[int]:
        public = campaign.documents.filter(editions__is_current=True)
        return sorted(public.values_list("pk", flat=True))

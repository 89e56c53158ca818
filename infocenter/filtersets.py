"""Filters of the API's lists: the same as on the pages."""

from typing import ClassVar

from django_filters import rest_framework as filters
from drf_spectacular.drainage import set_override

from infocenter.models import Topic
from infocenter.states import DocumentType, Format
from portal import languages
from portal.organisation.models import Department
from portal.rest import changes
from portal.rest.pages import LARGEST


def _whole(least: int, most: int) -> dict:
    return {"type": "integer", "minimum": least, "maximum": most}


class Described:
    """A filter that says itself, in the description of the API, which values it takes."""

    takes: ClassVar[dict]  # the schema of one value

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        set_override(self, "field", {**self.takes, "description": kwargs["help_text"]})


class ById(Described, filters.NumberFilter):
    """The things of one other thing, by its id."""

    takes = _whole(1, LARGEST)

    def __init__(self, what: str, field_name: str | None = None):
        super().__init__(
            field_name=field_name,
            min_value=1,
            max_value=LARGEST,
            decimal_places=0,
            help_text=f"The id of a {what}.",
        )


class Year(Described, filters.NumberFilter):
    """A year."""

    takes = _whole(1500, 2199)


class ByNumber(Described, filters.CharFilter):
    """Those of an official number."""

    takes: ClassVar[dict] = {"type": "string", "minLength": 1, "pattern": r"^[^\u0000]+$"}


class Named(Described, filters.ModelMultipleChoiceFilter):
    """Those of some things, by what addresses call them."""

    def get_filter_predicate(self, v):
        return {self.field_name: v}  # the thing itself: rows know it by its id


class ByDepartment(Named):
    """Of some departments."""

    takes: ClassVar[dict] = {"type": "string", "pattern": "^[A-Z][A-Z0-9-]{0,11}$"}


class ByTopic(Named):
    """On some topics."""

    takes: ClassVar[dict] = {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,50}$"}


class Since(filters.IsoDateTimeFilter):
    """What has changed since a time, by the feed of changes; `key` is what the feed knows it by."""

    def __init__(self, resource: str, key: str = "pk"):
        self.resource, self.key = resource, key
        super().__init__(
            help_text="Only what has changed at or after this time (RFC 3339). Things of which "
            "nobody knows when they changed are given too."
        )

    def filter(self, qs, value):
        return qs.filter(changes.since(self.resource, value, self.key)) if value else qs


def departments(field_name: str = "department") -> ByDepartment:
    """Of some departments, by their codes."""
    return ByDepartment(
        field_name=field_name,
        queryset=Department.objects.all(),
        to_field_name="code",
        help_text="The code of a department; may be given several times.",
    )


def topics(field_name: str = "topics") -> ByTopic:
    """On some topics, by what addresses call them."""
    return ByTopic(
        field_name=field_name,
        queryset=Topic.objects.all(),
        to_field_name="slug",
        help_text="The `slug` of a topic; may be given several times.",
    )


class DocumentFilters(filters.FilterSet):
    """Documents: several values of one parameter mean any of them."""

    type = filters.MultipleChoiceFilter(choices=DocumentType.choices, help_text="What sort.")
    topic = topics()
    department = departments()
    year = Year(
        min_value=1500, max_value=2199, decimal_places=0, help_text="Of the document's date."
    )
    language = filters.MultipleChoiceFilter(
        choices=languages.LANGUAGES, help_text="In which it was written."
    )
    format = filters.MultipleChoiceFilter(
        choices=Format.choices, help_text="The family of one of its files."
    )
    updated_since = Since("documents", "document_id")

    def filter_queryset(self, queryset):
        asked = self.form.cleaned_data
        rows = queryset.narrowed(
            department=[each.pk for each in asked["department"]],
            topic=[each.pk for each in asked["topic"]],
            type=asked["type"],
            year=[int(asked["year"])] if asked["year"] else [],
            language=asked["language"],
            format=asked["format"],
        )
        return self.filters["updated_since"].filter(rows, asked["updated_since"])


class DatasetFilters(filters.FilterSet):
    """Tables, by what is said of their documents."""

    topic = topics("edition__topics")
    department = departments("edition__department")
    document = ById("document", "edition__document")


class AnnouncementFilters(filters.FilterSet):
    """Announcements, by whose they are and what they are on."""

    department = departments()
    topic = topics()
    updated_since = Since("announcements")


class EventFilters(filters.FilterSet):
    """Events, by whose they are, what they are on, and when."""

    department = departments()
    topic = topics()
    ends_after = filters.IsoDateTimeFilter(
        field_name="ends_at", lookup_expr="gt", help_text="Not over at this time (RFC 3339)."
    )
    updated_since = Since("events")


class CampaignFilters(filters.FilterSet):
    """Campaigns, by whose they are and what they are on."""

    department = departments()
    topic = topics()
    updated_since = Since("campaigns")

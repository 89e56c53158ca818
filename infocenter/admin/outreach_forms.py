"""The forms of announcements, events and campaigns: description, texts, what steps ask."""

from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from infocenter.admin.forms import Lines
from infocenter.admin.language_forms import LanguageForm, Moment
from infocenter.admin.named_documents import find_documents
from infocenter.models import (
    Announcement,
    AnnouncementTranslation,
    Campaign,
    CampaignTranslation,
    Document,
    Event,
    EventTranslation,
)
from portal.organisation.models import Department

OFFERED = 60  # of announcements and events to a campaign, the newest


class OutreachForm(forms.ModelForm):
    """What is said whatever the language. Subclasses name their model."""

    RELATED: tuple[str, ...] = ("topics",)  # what is kept beside the row

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        name = self._meta.model._meta.model_name
        own = Department.objects.managed_by(user, f"infocenter.add_{name}").active()
        if self.instance.department_id:
            own = own | Department.objects.filter(pk=self.instance.department_id)
        elif own.count() == 1:
            self.initial["department"] = own.get().pk
        self.choose("department", own.distinct())

    def choose(self, name: str, rows) -> None:
        """Offer these rows."""
        cast(forms.ModelChoiceField, self.fields[name]).queryset = rows

    def related(self) -> dict:
        """What is kept beside the row."""
        return {name: self.cleaned_data[name] for name in self.RELATED}


class AnnouncementForm(OutreachForm):
    class Meta:
        model = Announcement
        fields = ("department", "topics")
        widgets = {"topics": forms.CheckboxSelectMultiple}


class EventForm(OutreachForm):
    class Meta:
        model = Event
        fields = (
            "department",
            "starts_at",
            "ends_at",
            "takes_registrations",
            "capacity",
            "closes_at",
            "topics",
        )
        widgets = {
            "topics": forms.CheckboxSelectMultiple,
            **{name: Moment() for name in ("starts_at", "ends_at", "closes_at")},
        }

    def clean(self):
        """Refuse an end before the beginning, and registration after it."""
        found = super().clean() or self.cleaned_data
        starts, ends, closes = (found.get(each) for each in ("starts_at", "ends_at", "closes_at"))
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("An event can't end before it begins."))
        if starts and closes and closes > starts:
            self.add_error("closes_at", _("Registration closes when the event begins, or before."))
        return found


class CampaignForm(OutreachForm):
    RELATED = ("topics", "announcements", "events", "documents")

    documents = Lines(
        label=_("Documents"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One a line: the address of its page, or its number."),
    )

    class Meta:
        model = Campaign
        fields = ("department", "topics", "announcements", "events")
        widgets = dict.fromkeys(("topics", "announcements", "events"), forms.CheckboxSelectMultiple)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("announcements", "events"):
            self.choose(name, self._offered(name))
        if self.instance.pk:
            chosen = self.instance.documents.all()
            self.initial["documents"] = "\n".join(
                f"/documents/{each.pk}/ {each}" for each in chosen
            )

    def _offered(self, name: str):
        """The newest that are public or of the own departments, and those that it has."""
        model: Any = cast(forms.ModelChoiceField, self.fields[name]).queryset.model  # type: ignore[union-attr]
        rows, kind = model.objects.all(), model._meta.model_name
        seen = rows.public() | rows.managed_by(self.user, f"infocenter.view_{kind}")
        keys = set(seen.order_by("-pk").values_list("pk", flat=True)[:OFFERED])
        if self.instance.pk:
            keys |= set(getattr(self.instance, name).values_list("pk", flat=True))
        return rows.filter(pk__in=keys).prefetch_related("translations")

    def clean_documents(self) -> list[Document]:
        """The documents that the lines say; each must be one that the person can see."""
        there = self.instance.documents.all() if self.instance.pk else ()
        return find_documents(self.cleaned_data["documents"], self.user, there)


_WIDGETS = {
    "title": forms.TextInput,
    "place": forms.TextInput,
    "summary": forms.Textarea({"rows": 3}),
    "body": forms.Textarea({"rows": 10, "class": "body"}),
}
_CLASSES = {"summary": Lines, "body": Lines}


class AnnouncementTextsForm(LanguageForm):
    NEEDED = "title"

    class Meta:
        model = AnnouncementTranslation
        fields = AnnouncementTranslation.CONTENT
        widgets = _WIDGETS
        field_classes = _CLASSES


class EventTextsForm(LanguageForm):
    NEEDED = "title"

    class Meta:
        model = EventTranslation
        fields = EventTranslation.CONTENT
        widgets = _WIDGETS
        field_classes = _CLASSES


class CampaignTextsForm(LanguageForm):
    NEEDED = "title"

    class Meta:
        model = CampaignTranslation
        fields = CampaignTranslation.CONTENT
        widgets = _WIDGETS
        field_classes = _CLASSES


class PublishForm(forms.Form):
    """From when on residents see it."""

    publish_at = forms.DateTimeField(
        label=_("Publish at"),
        required=False,
        widget=Moment(),
        help_text=_("Empty: at once."),
    )

    def __init__(self, data=None, *, step: str):
        super().__init__(data, prefix=step)

    def clean_publish_at(self):
        """Refuse a time that has passed: nothing shows as if it had been there before."""
        at = self.cleaned_data["publish_at"]
        if at and at <= timezone.now():
            raise forms.ValidationError(_("This time has passed."))
        return at


class ReturnForm(forms.Form):
    """Why it goes back to who wrote it."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 2}))

    def __init__(self, data=None, *, step: str):
        super().__init__(data, prefix=step)

"""What the page of an announcement, an event or a campaign says, to a reader of one language."""

from collections import Counter

from django.utils import timezone

from infocenter import labels, markdown
from infocenter.models import Campaign, Edition, Event, Outreach
from infocenter.outreach import indexing, listing
from infocenter.outreach.states import Entry, Stage
from infocenter.presentation import choose
from infocenter.rows import document_rows
from portal.labels import label
from portal.notifications.services import available


def described(thing: Outreach, language: str) -> dict:
    """Everything that may be told of it now."""
    versions = {each.language: each for each in thing.translations.all()}
    shown = choose(language, versions)
    version = versions[shown.written]
    names = Counter[str]()
    html = markdown.render(version.body, names=names)
    kind = indexing.KINDS[type(thing)].name
    found = {
        "thing": thing,
        "lang": shown.lang,
        "converted": shown.converted,
        "other_language": shown.language != language,
        "title": shown.text(version.title),
        "summary": shown.text(version.summary),
        "body": shown.html(html),
        "reason": label(thing, "reason", language),
        "department": labels.departments(language)[thing.department_id],
        "topics": [labels.topics(language)[each.pk] for each in thing.topics.all()],
        "about": f"{kind}:{thing.pk}",
    }
    if isinstance(thing, Event):
        found |= _of_event(thing) | {"place": shown.text(version.place)}
    if isinstance(thing, Campaign):
        found |= _of_campaign(thing, language)
    return found


def _of_event(event: Event) -> dict:
    now = timezone.now()
    stage, entry = event.stage(now), event.entry(now)
    return {
        "stage": stage,
        "stage_name": stage.label,
        "entry": entry if stage == Stage.COMING else "",
        "entry_name": entry.label,
        "can_register": entry in (Entry.OPEN, Entry.FULL) and event.is_shown(now) and available(),
        "without_mail": entry in (Entry.OPEN, Entry.FULL) and not available(),
        "same_day": timezone.localtime(event.starts_at).date()
        == timezone.localtime(event.ends_at).date(),
    }


def _of_campaign(campaign: Campaign, language: str) -> dict:
    """The things that it joins, as far as they are public now."""
    announcements = campaign.announcements.public().newest_first()  # type: ignore[attr-defined]
    events = campaign.events.public().order_by("starts_at", "pk")  # type: ignore[attr-defined]
    editions = Edition.objects.current().filter(document__campaigns=campaign).in_list_order()
    return {
        "announcements": listing.shown(announcements.prefetch_related("translations"), language),
        "events": listing.shown(events.prefetch_related("translations"), language),
        "documents": document_rows(editions.values_list("pk", "is_superseded"), language, level=3),
    }

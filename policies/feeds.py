"""Policies, consultations and answers as feeds."""

from datetime import datetime, time

from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from infocenter import addresses, labels
from infocenter.feeds import Source
from infocenter.feeds.writing import ITEMS, Channel, Item
from infocenter.presentation import choose
from infocenter.subscribable import number
from policies import consultation_indexing, listing, policy_indexing
from policies.models import Consultation, Policy, PublishedAnswer
from portal.context_processors import site_name
from portal.labels import best, label


def policies(query: QueryDict, language: str, host: str) -> Channel:
    """The list of policies, narrowed down as its address says."""
    asked = listing.read(query, language)
    items = [
        Item(
            id=f"{host}{each.address}#{each.standing}",
            address=host + each.address,
            title=each.title,
            summary=each.summary,
            lang=each.lang,
            published=_midnight(each.date),
            author=each.department.name,
            tags=(each.standing_name,),
        )
        for each in listing.page(asked, language).rows
    ]
    home = addresses.page("policies:policy-list", language) + asked.query()
    return Channel(" · ".join([site_name(language), _("Policies")]), host + home, language, items)


def stages(query: QueryDict, language: str, host: str) -> Channel | None:
    """What became of the public policy whose number is the `key`."""
    policy = Policy.objects.public().filter(pk=number(query.get("key", ""))).first()
    if policy is None:
        return None
    title = best(dict(policy.translations.values_list("language", "title")), language)
    home = host + policy_indexing.address(policy.pk, language)
    items = [
        Item(
            id=f"{home}#stage-{each.pk}",
            address=home,
            title=f"{title}: {each.get_status_display()}",
            summary=label(each, "note", language),
            lang=title.lang,
            published=_midnight(each.began_on),
            author=labels.departments(language)[policy.department_id].name,
        )
        for each in policy.stages.order_by("-began_on", "-pk")[:ITEMS]
    ]
    return Channel(f"{site_name(language)} · {title}", home, language, items)


def consultations(_query: QueryDict, language: str, host: str) -> Channel:
    """What residents are asked, the newest first."""
    rows = Consultation.objects.public().filter(published_at__isnull=False)
    items = []
    for each in rows.order_by("-published_at", "-pk").prefetch_related("translations")[:ITEMS]:
        versions = {version.language: version for version in each.translations.all()}
        shown = choose(language, versions)
        address = host + consultation_indexing.address(each.pk, language)
        items.append(
            Item(
                id=address,
                address=address,
                title=shown.text(versions[shown.written].title),
                summary=shown.text(versions[shown.written].summary),
                lang=shown.lang,
                published=each.published_at or each.opens_at,
                author=labels.departments(language)[each.department_id].name,
            )
        )
    home = host + addresses.page("policies:consultation-list", language)
    return Channel(" · ".join([site_name(language), _("Consultations")]), home, language, items)


def answers(query: QueryDict, language: str, host: str) -> Channel:
    """Answered questions, of a department or a topic if the address says so."""
    rows = PublishedAnswer.objects.public()
    home = addresses.page("policies:answer-list", language)
    narrowed = []
    for name, column in (("department", "department__code"), ("topic", "topic__slug")):
        value = query.get(name, "").replace("\0", "")
        if value:
            rows = rows.filter(**{column: value})
            narrowed.append((name, value))
    items = []
    for each in rows.prefetch_related("translations")[:ITEMS]:
        versions = {version.language: version for version in each.translations.all()}
        shown = choose(language, versions)
        address = f"{host}{home}{each.pk}/"
        items.append(
            Item(
                id=address,
                address=address,
                title=shown.text(versions[shown.written].question),
                summary=shown.text(versions[shown.written].text),
                lang=shown.lang,
                published=each.published_at or each.created_at,
                author=labels.departments(language)[each.department_id].name,
            )
        )
    asked = f"?{urlencode(narrowed)}" if narrowed else ""
    title = " · ".join([site_name(language), _("Answered questions")])
    return Channel(title, host + home + asked, language, items)


def _midnight(day) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


SOURCES: list[tuple[str, Source, str | Promise]] = [
    ("policies", policies, gettext_lazy("Policies")),
    ("policy", stages, ""),
    ("consultations", consultations, gettext_lazy("Consultations")),
    ("answers", answers, gettext_lazy("Answered questions")),
]

"""Policies, as residents read them: the list, and one policy whole."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from infocenter import addresses
from infocenter.presentation import titled
from policies import detail, listing, places, policy_indexing, wordings
from policies.models import Article, Policy
from policies.sharing import linked_data
from policies.views.consultations import changes_by_the_clock
from portal.context_processors import site


@require_safe
def policy_list(request):
    """All public policies, narrowed down as the address says."""
    language = get_language()
    asked = listing.read(request.GET, language)
    page = listing.page(asked, language)
    address = addresses.page("policies:policy-list", language)
    facets = [
        (name, title, listing.options(name, asked, language))
        for name, title in (
            ("state", _("State")),
            ("topic", _("Topic")),
            ("department", _("Department")),
        )
    ]
    context = {
        "page_title": _("Policies"),
        "page_description": _("What was decided, why, by whom, and since when it is in force."),
        "section": "policies",
        "asked": asked,
        "address": address,
        "rows": page.rows,
        "total": listing.total(asked),
        "facets": facets,
        "active": [
            (title, each, address + asked.query(without=(name, each.value)))
            for name, title, options in facets
            for each in options
            if each.chosen
        ],
        "first": address + asked.query() if page.previous else "",
        "previous": address + asked.query(before=page.previous) if page.previous else "",
        "next": address + asked.query(after=page.next) if page.next else "",
    }
    return render(request, "policies/policy_list.html", context)


@require_safe
@changes_by_the_clock
def policy_detail(request, policy_id: int):
    """One policy whole. One that was taken away says so; any other is as if there were none."""
    policies = Policy.objects.as_of(localdate())
    policy = policies.public().filter(pk=policy_id).first()
    if policy is None:
        if policies.filter(pk=policy_id, published_at__isnull=False).exists():
            return render(request, "410.html", status=410)
        raise Http404
    context = context_of(policy, get_language())
    context["linked_data"] = linked_data(context, site(request)["site"])
    return render(request, "policies/policy_detail.html", context)


@require_safe
def article_wordings(request, policy_id: int, anchor: str):
    """What an article said before, and what was changed in it."""
    articles = Article.objects.filter(policy__in=Policy.objects.public(), policy=policy_id)
    article = get_object_or_404(articles.select_related("policy"), anchor=anchor)
    language = get_language() or ""
    said = wordings.of(article, language)
    if not said:
        raise Http404
    policy = article.policy
    titles = {each.language: each.title for each in policy.translations.all()}
    address = policy_indexing.address(policy.pk, language)
    context = {
        "page_title": _("Article %(number)s: its wordings") % {"number": article.number},
        "section": "policies",
        "trail": [
            (addresses.page("policies:policy-list", language), _("Policies")),
            (address, titled(language, titles)[0]),
        ],
        "article": article,
        "address": f"{address}#{article.anchor}",
        "versions": said,
    }
    return render(request, "policies/article_wordings.html", context)


def context_of(policy: Policy, language: str) -> dict:
    """What the page of a policy is made of; its preview in admin, too."""
    about = detail.described(policy, language)
    return {
        **about,
        "page_title": about["title"],
        "page_description": about["summary"],
        "section": "policies",
        "trail": [(addresses.page("policies:policy-list", language), _("Policies"))],
        "places": places.filled(policy.pk, language),
    }

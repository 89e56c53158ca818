"""Corrected articles of policies in the log of corrections."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from infocenter.corrections import Entry, Source
from policies import policy_indexing
from policies.models import ArticleCorrection
from portal.labels import Label, best, label


def entries(corrections: Iterable[int], language: str) -> Mapping[int, Entry]:
    """What is told of some corrections to a reader of `language`."""
    rows = ArticleCorrection.objects.filter(pk__in=corrections).order_by()
    rows = rows.select_related("article__policy").prefetch_related("article__policy__translations")
    return {each.pk: _entry(each, language) for each in rows}


def _entry(correction: ArticleCorrection, language: str) -> Entry:
    article = correction.article
    policy = article.policy
    title = best({each.language: each.title for each in policy.translations.all()}, language)
    with override(language):
        named = Label(
            _("%(policy)s, article %(number)s") % {"policy": title, "number": article.number}
        )
        wordings = reverse("policies:article-wordings", args=[policy.pk, article.anchor])
    named.lang = title.lang
    credit = Label(correction.credit)
    credit.lang = ""
    return Entry(
        at=correction.at,
        title=named,
        address=f"{policy_indexing.address(policy.pk, language)}#{article.anchor}",
        department_id=policy.department_id,
        note=label(correction, "note", language),
        credit=credit,
        changes=wordings,
    )


def _public():
    return ArticleCorrection.objects.filter(article__policy__is_public=True)


SOURCE = Source("article", _public, "at", "article__policy__department_id", entries)

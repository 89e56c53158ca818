"""The policies that a document belongs to, on the page of the document."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from infocenter.presentation import gathered, titled
from policies import policy_indexing
from policies.models import PolicyTranslation
from portal.pagecache import fragments

Link = tuple[str, str, str]  # address, title, lang


def policies_of(document_id: int, language: str) -> SafeString:
    """Links to the public policies that name the document; nothing if none does."""
    found = fragments.kept(("policies of documents", language), lambda: _all(language))
    links = found.get(document_id)
    if not links:
        return SafeString("")
    return render_to_string("policies/partials/policies_of_document.html", {"policies": links})


def _all(language: str) -> dict[int, list[Link]]:
    """The links of every document that has any: policies are few, and pages of documents many."""
    versions = PolicyTranslation.objects.filter(
        policy__is_public=True, policy__documents__isnull=False
    ).order_by("-policy__date", "-policy")
    rows = versions.values_list("policy__documents", "policy", "language", "title")
    titles = gathered(rows, lambda row: (row[0], row[1]), lambda row: (row[2], row[3]))
    found: dict[int, list[Link]] = {}
    for (document, policy), written in titles.items():
        link = (policy_indexing.address(policy, language), *titled(language, dict(written)))
        found.setdefault(document, []).append(link)
    return found

"""Every address below /admin/: nobody comes in without signing in, or into another department.

Who sees which page is in test_permissions_matrix.py.
"""

import pytest
from django.urls import URLPattern, get_resolver, reverse

from infocenter.models import Document, Edition
from policies.models import Policy
from portal.history.models import Event
from portal.organisation.roles import EDITOR, PUBLISHER
from tests.factories import infocenter as make
from tests.factories import organisation
from tests.factories.policies import policy as make_policy
from tests.factories.policies import public_policy as shown_policy

pytestmark = pytest.mark.django_db

# What answers somebody who hasn't signed in, by method; all else leads to signing in.
OPEN = {
    "login": {"get": 200, "post": 200},
    "logout": {"get": 302, "post": 302},
    "provider_start": {"get": 404, "head": 404, "post": 405, "put": 405},  # where there is none
    "provider_return": {"get": 404, "head": 404, "post": 405, "put": 405},
    "set_language": {"get": 405, "post": 302},
}
METHODS = ("get", "post", "head", "put", "delete")


def patterns():
    root = next(p for p in get_resolver().url_patterns if getattr(p, "namespace", "") == "admin")
    waiting = [(root, "")]
    while waiting:
        each, before = waiting.pop()
        if isinstance(each, URLPattern):
            yield each, before
        else:
            before = before if each is root else before + str(each.pattern)
            waiting += [(inner, before) for inner in each.url_patterns]


def address_of(pattern, before: str) -> str:
    """An address that this pattern answers, of the object 1."""
    if pattern.name is None:
        return f"/admin/{before}1/" if before else "/admin/nothing/like/it"
    names = pattern.pattern.regex.groupindex
    values = {name: "infocenter" if name == "app_label" else 1 for name in names}
    if names:
        return reverse(f"admin:{pattern.name}", kwargs=values)
    return reverse(f"admin:{pattern.name}", args=[1] * pattern.pattern.regex.groups)


@pytest.mark.parametrize("method", METHODS)
def test_nobody_comes_in_without_signing_in(client, method):
    make.draft_document()
    seen = 0
    for pattern, before in patterns():
        address = address_of(pattern, before)
        response = getattr(client, method)(address)
        expected = OPEN.get(pattern.name or "", {})
        if expected:
            assert response.status_code == expected.get(method, response.status_code), address
            continue
        assert response.status_code == 302, f"{address}: {response.status_code}"
        assert response["Location"].startswith("/admin/login/"), address
        assert "public" not in response["Cache-Control"], address
        seen += 1
    assert seen > 60


@pytest.fixture
def department():
    return organisation.department("OWN")


@pytest.fixture
def documents(department):
    """One in each state, of the department OWN."""
    of = {"department": department, "files": ["a.txt"]}
    return [
        make.draft_document(**of),
        make.document_in_review(**of),
        make.scheduled_document(**of),
        make.published_document(**of),
        make.withdrawn_document(**of),
        make.superseded_document(**of),
    ]


def standing() -> list:
    """All that a foreign hand could have changed."""
    return [
        *Document.objects.order_by("pk").values_list("pk", "status", "version", "department"),
        *Edition.objects.order_by("pk").values_list("pk", "is_current", "is_superseded"),
        Event.objects.count(),
    ]


@pytest.mark.parametrize("role", [EDITOR, PUBLISHER])
def test_nothing_of_another_department_can_be_read_or_changed(client, documents, role):
    client.force_login(organisation.member(role, organisation.department("OTHER")))
    successor = make.published_document()
    before = standing()
    for document in documents:
        typed = {"version": document.version, "text-zh-hant-title": "外人", "reason": "x",
                 "withdrawal_reason_pt": "x", "publish_at": "2099-01-01T10:00",
                 "successor": successor.pk, "post": "yes"}  # fmt: skip
        for page in ("change", "preview", "supersede", "history", "delete", "dataset"):
            place = [document.pk, 1] if page == "dataset" else [document.pk]
            address = reverse(f"admin:infocenter_document_{page}", args=place)
            steps = ("save", "submit", "publish", "schedule", "return", "withdraw", "preview")
            steps += ("read", "drop", "offer")
            answers = [client.get(address)]
            answers += [client.post(address, {**typed, "step": step}) for step in steps]
            for answer in answers:
                assert answer.status_code in (302, 403, 404), address
                assert "外人" not in answer.content.decode()
                if answer.status_code == 302:  # Django's own words for "not found"
                    assert answer["Location"] == "/admin/"
    assert standing() == before


@pytest.mark.parametrize("role", [EDITOR, PUBLISHER])
def test_no_policy_of_another_department_can_be_read_or_changed(client, department, role):
    client.force_login(organisation.member(role, organisation.department("OTHER")))
    for policy in (make_policy(department), shown_policy(department=department, articles=["1"])):
        before = (*standing(), *Policy.objects.values_list("pk", "status", "version", "is_public"))
        article = policy.articles.first()
        pages = ["change/", "preview/", "history/", "delete/", "articles/add/"]
        pages += [f"articles/{article.pk}/"] if article else []
        for page in pages:
            address = f"/admin/policies/policy/{policy.pk}/{page}"
            typed = {"text-zh-hant-title": "外人", "repeal-on": "2026-01-01", "post": "yes"}
            steps = ("save", "publish", "hide", "adopt", "repeal", "delete")
            answers = [client.get(address)]
            answers += [client.post(address, {**typed, "step": step}) for step in steps]
            for answer in answers:
                assert answer.status_code in (302, 403, 404), address
                assert answer.status_code != 302 or answer["Location"] == "/admin/", address
        after = (*standing(), *Policy.objects.values_list("pk", "status", "version", "is_public"))
        assert after == before


def test_nothing_of_another_department_can_be_decided_in_the_queue(client, documents):
    client.force_login(organisation.member(PUBLISHER, organisation.department("OTHER")))
    before = standing()
    address = reverse("admin:infocenter_document_review")
    for document in documents:
        for decision in ("publish", "return"):
            typed = {"decision": f"{decision}-{document.pk}", f"reason-{document.pk}": "x",
                     f"version-{document.pk}": document.version}  # fmt: skip
            assert client.post(address, typed).status_code == 403
    assert standing() == before
    assert str(documents[1]) not in client.get(address).content.decode()

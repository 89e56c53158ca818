"""The pages of subscriptions: without cookies, scripts, an account, or a word about anybody."""

import re
import time

import pytest
from django.test import Client

from portal import challenge
from portal.notifications.models import Delivery
from portal.subscriptions import passes, services
from portal.subscriptions.models import Subscriber, Subscription
from portal.subscriptions.passes import Purpose
from tests.factories import infocenter as make
from tests.factories import organisation, subscriptions

pytestmark = pytest.mark.django_db
HERE = {"origin": "http://testserver"}


@pytest.fixture
def document(mailbox):
    return make.published_document(translations=[make.texts("en", title="The Sea Wall")])


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """People take their time."""
    monkeypatch.setattr(challenge, "QUICKEST", 0)


def sent(client, address, **said):
    token = challenge.issue()
    form = {"challenge": token, "sum": str(sum(challenge.sum_of(token))), "pace": "daily", **said}
    return client.post(address, form, headers=HERE)


def new(document) -> str:
    return f"/en/subscriptions/new/?kind=document&key={document.pk}"


def said(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_the_page_of_a_document_leads_to_the_form(client, document):
    page = client.get(f"/en/documents/{document.pk}/").content.decode()
    assert f'href="{new(document).replace("&", "&amp;")}"' in page
    form = client.get(new(document))
    assert "The Sea Wall" in said(form)
    assert form["Cache-Control"] == "private, no-store"
    assert not form.cookies


def test_without_a_mail_server_nothing_is_offered(client, document, settings):
    settings.FAROL_MAIL = ""
    assert client.get(new(document)).status_code == 404
    assert "subscriptions/new" not in said(client.get(f"/en/documents/{document.pk}/"))


@pytest.mark.parametrize(
    "query",
    [
        "",
        "kind=document",
        "kind=document&key=999",
        "kind=document&key=%00",
        "kind=nothing&key=1",
        "kind=search",
        "kind=department&key=x",
        "kind=progress&key=some",
        "kind=measure&key=-1",
    ],
)
def test_there_is_no_form_for_what_residents_do_not_see(client, document, query):
    assert client.get(f"/en/subscriptions/new/?{query}").status_code == 404


def test_a_draft_can_not_be_subscribed_to(client, mailbox):
    draft = make.draft_document()
    assert client.get(new(draft)).status_code == 404


def test_the_answer_is_the_same_for_any_address(client, document):
    subscriptions.subscription("document", document.pk, "known@example.org")
    answers = {
        said(sent(client, new(document), email=address))
        for address in ("known@example.org", "new@example.org", "new@example.org")
    }
    assert len(answers) == 1
    kinds = [*Delivery.objects.order_by("pk").values_list("kind", flat=True)]
    assert kinds == ["subscription_known", "subscription_confirm", "subscription_confirm"]
    links = {
        said(sent(client, "/en/subscriptions/", email=address))
        for address in ("known@example.org", "nobody@example.org")
    }
    assert len(links) == 1


def test_a_wrong_sum_a_program_and_another_site_are_refused(client, document):
    assert "small sum" in said(sent(client, new(document), email="a@example.org", sum="1"))
    assert "once more" in said(sent(client, new(document), email="a@example.org", nickname="x"))
    assert "Error" in said(sent(client, new(document), email="no address"))
    other = client.post(new(document), {}, headers={"origin": "https://evil.example"})
    assert other.status_code == 403
    assert not Subscriber.objects.exists()


def test_one_network_asks_so_often_only(client, document, monkeypatch):
    monkeypatch.setattr("portal.subscriptions.views.ASKED_AN_HOUR", 2)
    answers = [
        said(sent(client, new(document), email=f"a{number}@example.org")) for number in range(3)
    ]
    assert "Try it in an hour" in answers[2]
    assert Subscriber.objects.count() == 2


def test_to_look_confirms_nothing_and_a_button_does(client, document):
    row = subscriptions.subscription("document", document.pk, confirmed_at=None)
    link = passes.link(Purpose.CONFIRM, row.subscriber, "en", [row.pk])
    path = link.removeprefix("https://portal.example.org")
    assert "Confirm your subscription" in said(client.get(path))
    row.refresh_from_db()
    assert row.confirmed_at is None
    assert "You have subscribed" in said(client.post(path, headers=HERE))
    row.refresh_from_db()
    assert row.confirmed_at
    assert "You have subscribed" in said(client.get(path))


def test_a_link_opens_its_own_page_only_and_not_for_ever(client, document, monkeypatch):
    row = subscriptions.subscription("document", document.pk, confirmed_at=None)
    token = passes.issue(Purpose.CONFIRM, row.subscriber, [row.pk])
    assert client.get(f"/en/subscriptions/manage/{token}/").status_code == 404
    assert client.get(f"/en/subscriptions/confirm/{token}x/").status_code == 404
    later = time.time() + 4 * 86400
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert client.get(f"/en/subscriptions/confirm/{token}/").status_code == 404


def test_all_is_changed_and_ended_on_one_page(client, document):
    first = subscriptions.subscription("document", document.pk, "a@example.org")
    second = subscriptions.subscription("department", document.department_id, "a@example.org")
    stranger = subscriptions.subscription("document", document.pk)
    path = f"/en/subscriptions/manage/{passes.issue(Purpose.MANAGE, first.subscriber)}/"

    def act(**form):
        return said(client.post(path, form, headers=HERE))

    assert "The Sea Wall" in said(client.get(path))
    act(action="pace", subscription=first.pk, pace="weekly")
    act(action="pace", subscription=stranger.pk, pace="weekly")
    act(action="pace", subscription=second.pk, pace="never")
    act(action="language", language="pt")
    paces = Subscription.objects.order_by("pk").values_list("pace", flat=True)
    assert [*paces] == ["weekly", "at_once", "at_once"]
    first.subscriber.refresh_from_db()
    assert first.subscriber.language == "pt"
    act(action="end", subscription=stranger.pk)
    assert "The Sea Wall" not in act(action="end", subscription=first.pk)
    assert "your address is deleted" in act(action="end-all")
    assert Subscriber.objects.get() == stranger.subscriber
    assert client.get(path).status_code == 404


def test_admin_counts_and_shows_no_address(document, admin_client):
    subscriptions.subscription("document", document.pk, "a@example.org", pace="daily")
    subscriptions.subscription("document", document.pk, "b@example.org")
    page = said(admin_client.get("/admin/subscriptions/subscription/"))
    assert "The Sea Wall" in page
    assert "<td>1</td><td>1</td><td>0</td><td>2</td>" in page
    assert "example.org" not in page
    row = Subscription.objects.first()
    assert "a@" not in said(admin_client.get(f"/admin/subscriptions/subscription/{row.pk}/change/"))


def test_an_editor_sees_no_counts(document):
    client = Client()
    client.force_login(organisation.member())
    assert client.get("/admin/subscriptions/subscription/").status_code == 403


def test_who_was_forgotten_has_no_way_back_by_an_old_link(client, document):
    row = subscriptions.subscription("document", document.pk)
    token = passes.issue(Purpose.END, row.subscriber, [row.pk])
    services.end(row.subscriber, [row])
    assert client.post(f"/en/subscriptions/end/{token}/").status_code == 200

"""Who is told of what, when, and in which words; each of each thing once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from infocenter import services as documents
from policies import services as policies
from portal.subscriptions import kinds, spreading
from portal.subscriptions.models import Happening, Item, Subscriber, Subscription
from portal.subscriptions.states import due_at
from tests.factories import infocenter as make
from tests.factories import organisation, outreach, subscriptions
from tests.factories import policies as make_policies
from tests.factories import tracking as make_tracking
from tracking.models import Programme

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 7, 1, 3, tzinfo=UTC)  # a Wednesday, 11:00 in Macau


def subjects(mailbox) -> list[str]:
    return sorted(each["Subject"] for each in mailbox.mails)


@pytest.fixture
def department(mailbox):
    return organisation.department("DSAL")


def publish(department, **values):
    values.setdefault("translations", [make.texts("en", title="The Sea Wall")])
    return make.published_document(department=department, **values)


def test_a_department_a_topic_and_a_document_tell_of_every_edition(department, mailbox):
    topic = make.topic("sea")
    subscriptions.subscription("department", department.pk, "d@example.org")
    subscriptions.subscription("topic", topic.pk, "t@example.org")
    subscriptions.subscription("department", organisation.department().pk)
    document = publish(department, topics=[topic])
    subscriptions.all_told()
    assert sorted(mailbox.to) == ["d@example.org", "t@example.org"]
    assert subjects(mailbox) == ["New document: The Sea Wall"] * 2
    subscriptions.subscription("document", document.pk, "x@example.org")
    make.next_edition(document, "Four metres, not 5.", kind="correction")
    subscriptions.all_told()
    assert subjects(mailbox)[:3] == ["Correction: The Sea Wall"] * 3
    text = mailbox.mails[-1].get_body(["plain"]).get_content()
    assert "Four metres, not 5." in text
    assert f"https://portal.example.org/en/documents/{document.pk}/" in text


def test_a_withdrawal_is_told_with_its_reason_and_what_is_hidden_is_not(department, mailbox):
    subscriptions.subscription("department", department.pk, pace="daily")
    document, other = publish(department), publish(department)
    person = organisation.member(of=department)
    documents.withdraw_document(document, by=person, reason={"en": "By mistake."})
    subscriptions.all_told()
    assert mailbox.mails == []
    Item.objects.update(due_at=timezone.now())
    subscriptions.all_told()
    [mail] = mailbox.mails
    text = mail.get_body(["plain"]).get_content()
    assert "Withdrawn: The Sea Wall\nBy mistake." in text.replace("\r", "")
    assert text.count("New document") == 1
    assert mail["Subject"] == "2 changes: The Sea Wall"
    assert f"/documents/{other.pk}/" in text


def test_who_has_subscribed_twice_to_the_same_is_told_once_and_as_soon_as_she_wants(
    department, mailbox
):
    mine = subscriptions.subscription("department", department.pk, "a@example.org", pace="weekly")
    topic = make.topic("sea")
    subscriptions.subscription("topic", topic.pk, "a@example.org", pace="at_once")
    publish(department, topics=[topic])
    subscriptions.all_told()
    subscriptions.all_told()
    [mail] = mailbox.mails
    assert f"- {kinds.thing('topic', str(topic.pk), 'en').title}" in str(mail)
    assert mine.subscriber.items.count() == 1


def test_a_search_finds_what_newly_holds_its_words(department, mailbox):
    organisation.department("IC")

    def search(query, address):
        asked = kinds.asked(QueryDict(f"kind=search&{query}"), "en")
        subscriptions.subscription(*asked.subject, address)

    search("q=wall", "wall@example.org")
    search("q=wall&department=DSAL", "here@example.org")
    search("q=wall&department=IC", "elsewhere@example.org")
    search("q=wall+tunnel", "both@example.org")
    search("q=%22sea+wall%22+-tunnel", "phrase@example.org")
    publish(department)
    subscriptions.all_told()
    assert sorted(mailbox.to) == ["here@example.org", "phrase@example.org", "wall@example.org"]


def test_a_list_tells_of_what_comes_onto_it(department, mailbox):
    for query, address in (("type=law", "law@example.org"), ("", "all@example.org")):
        asked = kinds.asked(QueryDict(f"kind=list&{query}"), "en")
        subscriptions.subscription(*asked.subject, address)
    publish(department, type="report")
    subscriptions.all_told()
    assert mailbox.to == ["all@example.org"]


def test_readers_are_told_in_their_language_with_the_best_title_that_there_is(department, mailbox):
    for language in ("zh-hans", "pt"):
        subscriptions.subscription("department", department.pk, language=language)
    publish(department, translations=[make.texts("zh-hant", title="防洪閘門")])
    subscriptions.all_told()
    assert subjects(mailbox) == ["Novo documento: 防洪閘門", "新增文件: 防洪闸门"]
    html = mailbox.mails[0].get_body(["html"]).get_content()
    assert 'lang="zh-' in html


def test_a_mail_ends_by_one_click(department, mailbox, client):
    subscriptions.subscription("department", department.pk, "a@example.org")
    publish(department)
    subscriptions.all_told()
    [mail] = mailbox.mails
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = mail["List-Unsubscribe"].strip(" <>").removeprefix("https://portal.example.org")
    assert client.get(path).status_code == 200
    assert Subscription.objects.exists()
    for _again in range(2):
        response = client.post(
            path,
            {"List-Unsubscribe": "One-Click"},
            headers={"origin": "https://mail.example.com", "sec-fetch-site": "cross-site"},
        )
        assert response.status_code == 200
        assert not response.cookies
    assert not Subscriber.objects.exists()


@pytest.mark.parametrize(
    ("pace", "now", "due"),
    [
        ("at_once", NOW, NOW),
        ("daily", NOW, datetime(2026, 7, 2, 0, tzinfo=UTC)),  # 8:00 in Macau
        ("daily", NOW - timedelta(hours=4), datetime(2026, 7, 1, 0, tzinfo=UTC)),
        ("weekly", NOW, datetime(2026, 7, 6, 0, tzinfo=UTC)),  # Monday
        ("weekly", datetime(2026, 7, 6, 0, tzinfo=UTC), datetime(2026, 7, 13, tzinfo=UTC)),
    ],
)
def test_digests_come_at_their_hour(pace, now, due):
    assert due_at(pace, now) == due


def test_a_policy_tells_of_its_changes_once_a_day_of_its_stages_and_of_its_documents(
    department, mailbox
):
    person = organisation.member(of=department)
    policy = make_policies.public_policy(department=department)
    subscriptions.subscription("policy", policy.pk, pace="daily")
    for _twice in range(2):
        policies.save_policy(policy, by=person)
    document = publish(department)
    policies.save_policy(policy, by=person, documents=[document])
    policies.move_policy(policy, "adopt", by=person, note={"en": "Adopted by order 3."})
    make.next_edition(document)
    names = Happening.objects.filter(items__isnull=False)
    Happening.objects.update(at=timezone.now() - timedelta(minutes=2))
    spreading.spread_waiting()
    events = {*names.values_list("kind", "event")}
    assert {("policy", "changed"), ("policy", "adopted"), ("document", "update")} <= events
    assert names.filter(event="changed").count() == 1


def test_a_policy_that_residents_do_not_see_tells_nothing(department, mailbox):
    policy = make_policies.policy(department=department)
    policies.save_policy(policy, by=organisation.member(of=department))
    assert not Happening.objects.exists()
    assert kinds.thing("policy", str(policy.pk), "en") is None


def test_a_measure_tells_of_verified_reports_to_all_that_it_belongs_to(mailbox):
    make_tracking.rich_programme()
    measure = Programme.objects.get().measures.filter(reports__status="verified").first()
    for kind, key in (
        ("measure", measure.pk),
        ("programme", measure.programme_id),
        ("progress", "all"),
    ):
        subscriptions.subscription(kind, key, f"{kind}@example.org")
        assert kinds.thing(kind, str(key), "en").address.startswith("/en/progress/")
    Happening.objects.exclude(object_id=measure.pk).delete()
    last = Happening.objects.filter(event="reported").latest("pk")
    Happening.objects.exclude(pk=last.pk).delete()
    subscriptions.all_told()
    assert sorted(mailbox.to) == [
        "measure@example.org",
        "programme@example.org",
        "progress@example.org",
    ]


def test_what_was_published_elsewhere_long_ago_is_no_news(department, mailbox):
    publish(department, at=timezone.now() - timedelta(days=30))
    assert not Happening.objects.exists()


def test_nothing_is_written_without_a_mail_server(department, settings):
    settings.FAROL_MAIL = ""
    publish(department)
    assert not Happening.objects.exists()


def test_news_is_told_when_it_shows_and_a_calling_off_with_its_reason(mailbox):
    subscriptions.subscription("news", "all")
    outreach.announcement(languages=("en",))
    later = outreach.event(languages=("en",), at=timezone.now() + timedelta(hours=1))
    subscriptions.all_told()
    assert [each[:17] for each in subjects(mailbox)] == ["New announcement:"]
    type(later).objects.update(published_at=timezone.now())
    assert documents.show_due() == 1
    assert documents.show_due() == 0
    later.refresh_from_db()
    documents.call_off(later, by=None, reason={"en": "A typhoon comes."})
    subscriptions.all_told()
    assert subjects(mailbox)[0] == f"Called off: {later.title('en')}"
    assert "A typhoon comes." in mailbox.mails[-1].get_body(["plain"]).get_content()

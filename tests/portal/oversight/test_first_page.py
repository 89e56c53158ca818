"""The first page of admin: every number opens rows that the viewer may see, and just as many."""

from datetime import UTC, datetime, timedelta
from itertools import chain

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse
from django.utils import timezone

from infocenter.models import Document
from policies.models import Case
from portal import desk
from portal.organisation import roles
from portal.oversight.models import Visit
from portal.oversight.panels import panels
from tests.factories import infocenter as make
from tests.factories import organisation, tracking
from tests.factories import policies as matters
from tracking import services
from tracking.models import PublicReport, Recognition
from tracking.states.notices import Level

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("file_store", "in_english")]

WORDS = {"en": "It is so."}


@pytest.fixture
def busy():
    """Two departments with something of everything, in several states."""
    today = timezone.localdate()
    own, other = (organisation.department(code) for code in ("OWN", "OTHER"))
    for of in (own, other, own):
        document = make.published_document(department=of, files=["a.txt"])
        Document.objects.filter(pk=document.pk).update(review_on=today - timedelta(days=1))
        make.document_in_review(department=of)
    for days, of in ((1, own), (40, own), (70, other), (200, None), (34, own)):
        at = timezone.now() - timedelta(days=days)
        Case.objects.filter(pk=matters.case(at=at, department=of).pk).update(received_at=at)
    answered = matters.answered_case(department=own)
    Case.objects.filter(pk=answered.pk).update(rating=4)
    programme = tracking.public_programme()
    for of in (own, other):
        late = tracking.measure(programme, department=of, due=today - timedelta(days=3),
                                steps=((100, today - timedelta(days=3)),))  # fmt: skip
        for level in Level:
            services.open_notice(late, by=None, text=WORDS, level=level)
        tracking.recognition(late)
        tracking.action(tracking.finding(tracking.evaluation(), late), of)
        tracking.report(tracking.measure(programme, department=of), 10, 0,
                        at=datetime(2026, 4, 5, tzinfo=UTC))  # fmt: skip
    services.make_report("2025", department=own, by=None)
    return own


def person(role: str, of):
    return organisation.member(role, of)


def numbers_of(panel):
    bars = [*([panel.bar] if panel.bar else []), *panel.bars, panel.months]
    return chain(panel.numbers, panel.changes, *(each.numbers for each in bars if each))


def rows_at(address: str, user) -> int:
    """How many rows the list at an address has for this person."""
    model_admin = resolve(address.partition("?")[0]).func.model_admin
    request = RequestFactory().get(address)
    request.user = user
    assert model_admin.has_view_permission(request), address
    return model_admin.get_changelist_instance(request).result_count


def test_every_number_is_that_of_the_rows_behind_it(busy):
    for role in roles.ROLES:
        check_numbers(person(role, busy))


def check_numbers(user):
    found = panels(user, timezone.now() - timedelta(hours=1))
    shown = [each for panel in found for each in numbers_of(panel)]
    assert any(each.count for each in shown)
    kinds = {each.address.partition("=")[0]: each for each in shown if not each.count}
    for each in (*(one for one in shown if one.count), *kinds.values()):  # no sort of list left out
        assert each.count == rows_at(each.address, user), (each.name, each.address)
    for pile in desk.piles(user):
        if pile.address != reverse("admin:infocenter_document_review"):
            assert pile.count == rows_at(pile.address, user), pile.title


THEIRS = {
    roles.LEADERSHIP: {"publications", "matters", "measures", "notices", "actions"},
    roles.SUPERVISOR: {"publications", "measures", "notices", "actions"},
    roles.CASE_OFFICER: {"publications", "matters", "measures"},
    roles.EDITOR: {"publications", "measures"},
}


def test_everybody_sees_the_figures_of_what_is_theirs(busy):
    for role, keys in THEIRS.items():
        found = {each.key: each for each in panels(person(role, busy), timezone.now())}
        assert set(found) == keys
        everywhere = role in (roles.LEADERSHIP, roles.SUPERVISOR)
        assert found["publications"].numbers[0].count == (3 if everywhere else 2)
        assert bool(found["measures"].bars) == everywhere


def test_what_changed_is_counted_from_the_end_of_the_visit_before(busy):
    user = person(roles.LEADERSHIP, busy)
    since = timezone.now()
    assert not [e for each in panels(user, since) for e in each.changes if e.count]
    make.published_document(department=busy)
    changed = [e for each in panels(user, since) for e in each.changes if e.count]
    assert [(each.name, each.count) for each in changed] == [("Editions published", 1)]


def leader(client, busy):
    user = person(roles.LEADERSHIP, busy)
    organisation.seat(user)
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return user


def test_the_leaders_page_costs_few_queries_however_much_there_is(client, busy):
    user = leader(client, busy)
    client.get("/admin/")
    late = timezone.now() - timedelta(hours=2)
    Visit.objects.filter(user=user).update(seen_at=late)  # so that the look is written down, too
    with CaptureQueriesContext(connection) as queries:
        page = client.get("/admin/")
    assert len(queries) < 25, "\n".join(each["sql"][:150] for each in queries)
    assert page.context["visit"].since == late
    said = page.content.decode()
    for each in ("Late matters", "Recognitions to decide", "Reports to approve", "By department"):
        assert each in said


def test_decisions_are_taken_on_the_first_page_with_a_reason(client, busy):
    leader(client, busy)
    given, rejected = Recognition.objects.order_by("pk")
    for thing, decision in ((given, "give"), (rejected, "reject")):
        typed = decide(client, f"recognitions-decide-{decision}", thing, decision)
        assert client.post(*typed("")).status_code == 200  # its own page says what is missing
        assert client.post(*typed("Well done."))["Location"] == "/admin/"
        thing.refresh_from_db()
        assert thing.decision == "Well done."
    assert not client.get("/admin/").context["waiting"][1].items
    report = PublicReport.objects.get()
    typed = decide(client, "reports-approve", report, "approve")
    assert client.post(*typed("As it is.")).status_code == 302
    report.refresh_from_db()
    assert report.status == "approved"


def decide(client, _place, thing, step):
    """What the form of a decision on the first page sends, made of what the page says."""
    items = [e for pile in client.get("/admin/").context["waiting"] for e in pile.items]
    page = reverse(f"admin:{thing._meta.label_lower.replace('.', '_')}_change", args=[thing.pk])
    found = next(d for e in items for d in e.decisions if (d.address, d.step) == (page, step))

    def typed(reason):
        version = type(thing).objects.get(pk=thing.pk).version
        sent = {"step": step, "version": version, "on_first_page": "yes"}
        return found.address, {**sent, **{each.name: reason for each in found.fields}}

    return typed


def test_a_notice_is_raised_and_closed_on_the_first_page(client, busy):
    leader(client, busy)
    waiting = {each.key: each for each in client.get("/admin/").context["waiting"]}
    assert [d.step for e in waiting["notices-top"].items for d in e.decisions] == []  # no proof yet
    first = waiting["notices-formal"].items[0]
    assert [each.step for each in first.decisions] == ["raise"]
    assert waiting["notices-formal"].count == 2
    raising = first.decisions[0]
    sent = {"step": "raise", "version": raising.version, raising.fields[0].name: "Too long."}
    client.post(raising.address, {**sent, "on_first_page": ""})
    waiting = {each.key: each for each in client.get("/admin/").context["waiting"]}
    assert (waiting["notices-formal"].count, waiting["notices-top"].count) == (1, 3)


def test_who_leads_sends_a_matter_elsewhere_and_reads_nothing_of_it(client, busy):
    leader(client, busy)
    late = [e for each in client.get("/admin/").context["waiting"] if each.key == "matters-late"
            for e in each.items]  # fmt: skip
    assert late
    case = Case.objects.get(number=late[0].title)
    page = client.get(late[0].address).content.decode()
    assert case.words() not in page + client.get("/admin/policies/matter/").content.decode()
    assert client.get(f"/admin/policies/case/{case.pk}/change/").status_code == 404
    other = organisation.department("OTHER")
    goes = other if case.department != other else busy
    sent = {"step": "overrule", "version": case.version, "department": goes.pk, "reason": "Theirs."}
    assert client.post(late[0].address, {**sent, "reason": ""}).status_code == 200
    client.post(late[0].address, sent)
    case.refresh_from_db()
    assert case.department == goes
    assert "Theirs." in [each.words() for each in case.messages.all()]


def test_nobody_else_sends_matters_elsewhere(busy):
    case = Case.objects.order_by("pk").first()
    page = f"/admin/policies/matter/{case.pk}/change/"
    for role in (roles.SUPERVISOR, roles.EDITOR, roles.CASE_OFFICER, roles.ADMINISTRATOR):
        client = Client()
        client.force_login(person(role, busy))
        assert client.post(page, {"step": "overrule"}).status_code == 404
    assert Case.objects.get(pk=case.pk).version == case.version

"""The portal looked over: what is found, where it is mended, and what counts as a fault."""

import json
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from infocenter.models import Edition
from policies.models import Case
from portal.files.models import StoredFile
from portal.inspection import checks, durations, reports, sections
from portal.inspection.checks import Check
from portal.inspection.models import Inspection, Limits, VisitDuration
from portal.inspection.services import inspect_daily
from portal.organisation.roles import EDITOR, SUPERVISOR
from tests.factories import infocenter as make
from tests.factories import organisation, policies
from tests.factories import tracking as make_tracking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def found(key: str, **changes) -> reports.Outcome:
    """What a check finds now, under other limits if they are said."""
    Limits.objects.update(**changes)
    (outcome,) = reports.run(reports.looking(), [key])
    assert not outcome.error
    return outcome


def words(outcome: reports.Outcome) -> list[str]:
    return [each["words"] for each in outcome.shown()]


def ago(**span):
    return timezone.now() - timedelta(**span)


def test_a_home_page_without_anything_new_for_two_weeks_fails():
    assert found("home").fails  # nothing was ever published
    make.published_document(at=ago(days=15))
    assert words(found("home")) == ["Nothing new for 15 days."]
    assert not found("home", home_days=20).fails
    make.published_document()
    assert not found("home", home_days=14).fails


def test_five_stale_or_empty_sections_are_too_many():
    make.published_document(type="notice", at=ago(days=200))
    stale = found("stale")
    assert (words(stale), stale.fails) == (["Nothing new for 200 days."], False)
    assert found("stale", stale_sections=1).fails
    make.published_document(type="report", at=ago(days=900))
    assert found("stale").total == 1  # of reports nothing new is expected
    for number in range(2):
        organisation.department(f"EMPTY{number}")
    empty = found("empty")  # these, policies, consultations, answers, progress, news
    assert (empty.total, empty.fails) == (9, True)
    assert not found("empty", empty_sections=10).fails


def test_news_are_stale_after_two_weeks_wherever_an_app_has_some(monkeypatch):
    day = timezone.localdate() - timedelta(days=15)
    news = sections.Section("News", sections.Pace.NEWS, 3, day, "/admin/")
    monkeypatch.setattr(sections, "_sources", [lambda: [news]])
    assert words(found("stale")) == ["Nothing new for 15 days."]
    assert found("stale", news_days=15).total == 0


def test_matters_without_an_answer_for_three_months_are_found():
    case = policies.case(ago(days=100))
    policies.case(ago(days=80))
    (finding,) = found("cases").findings
    assert (finding["thing"], finding["values"]) == (case.number, {"days": 100})
    assert finding["address"] == reverse("admin:policies_case_change", args=[case.pk])


def test_reports_of_errors_are_answered_in_three_working_days():
    friday, monday = (datetime(2026, 3, day, 2, tzinfo=UTC) for day in (6, 9))
    late = policies.case(friday, kind="correction")
    early = policies.case(friday, kind="correction")
    Case.objects.filter(pk=early.pk).update(status="answered", answered_at=monday)
    Case.objects.filter(pk=policies.case(friday).pk).update(kind="enquiry")
    outcome = found("corrections")
    assert [each["thing"] for each in outcome.findings] == [late.number]
    assert outcome.fails


def test_links_that_lead_nowhere_are_found_without_asking_anybody():
    target = make.published_document(languages=("pt",), translations=[
        make.texts("pt", body="## Prazo\n\nTexto.")
    ])  # fmt: skip
    draft = make.draft_document()
    gone = make.withdrawn_document()
    good = [f"/pt/documents/{target.pk}/", f"/pt/documents/{target.pk}/#prazo", "#own", "/pt/",
            "https://elsewhere.example/x", "mailto:a@b.example", "../"]  # fmt: skip
    bad = [f"/pt/documents/{draft.pk}/", f"/pt/documents/{gone.pk}/", "/pt/nowhere/",
           f"/pt/documents/{target.pk}/#absent", "#absent", "/admin/",
           f"http://localhost/pt/documents/{draft.pk}/"]  # fmt: skip
    body = "## Own\n\n" + " ".join(f"[x]({each})" for each in [*good, *bad])
    source = make.published_document(translations=[make.texts("pt", body=body)])
    outcome = found("links")
    assert {each["values"]["link"] for each in outcome.findings} == set(bad)
    where = reverse("admin:infocenter_document_change", args=[source.pk])
    assert {each["address"] for each in outcome.findings} == {where}


def test_links_of_policies_are_looked_at_too():
    policies.public_policy(translations=policies.policy_texts("pt", body="[x](/pt/gone/)"))
    assert words(found("links")) == ["It leads nowhere: /pt/gone/"]


def test_documents_are_looked_at():
    yesterday = timezone.localdate() - timedelta(days=1)
    late = make.published_document(review_on=yesterday, languages=("zh-hant", "pt"))
    assert words(found("reviews")) == ["Its review is overdue by 1 days."]
    make.attachment(late)
    one = make.published_document(files=["scan.pdf"], languages=("zh-hant",))
    StoredFile.objects.update(text_state="no_text")
    assert words(found("files")) == [
        "“scan.pdf” has no text: it is a scan."
    ]  # the other isn't public
    missing = found("languages")
    assert [each["address"] for each in missing.findings] == [
        reverse("admin:infocenter_document_change", args=[one.pk])
    ]
    assert words(missing) == ["Missing: Português"]
    assert found("languages", languages=["zh-hant"]).total == 0


def test_late_notices_are_found():
    make_tracking.rule(after_days=0, level=2)
    assert found("notices").total == 0


def test_slow_visits_are_too_many_at_five_percent():
    day = timezone.localdate()
    VisitDuration.objects.create(day=day, up_to=100, visits=95)
    VisitDuration.objects.create(day=day, up_to=durations.LONGER, visits=5)
    assert words(found("slow")) == ["5.0 % of 100 visits took longer than 15 seconds."]
    assert found("slow", slow_percent=6).total == 0
    VisitDuration.objects.update(day=day - timedelta(days=40))
    assert found("slow").total == 0


def test_visits_are_counted_by_their_duration_and_those_of_kept_pages_too(monkeypatch):
    hits = [10]
    monkeypatch.setattr(durations, "_kept", [])
    monkeypatch.setattr(durations.tally, "pending", Counter())
    durations.count_kept(lambda: hits[0])
    timed = durations.TimedVisits(lambda environ, start: [b"page"])
    timed({"PATH_INFO": "/pt/"}, None)
    timed({"PATH_INFO": "/admin/"}, None)
    hits[0] = 17
    durations.tally.flush()
    assert [(each.up_to, each.visits) for each in VisitDuration.objects.all()] == [(100, 8)]
    assert [durations.step_of(each) for each in (0.05, 2.9, 15, 31)] == [100, 3000, 15000, 0]


def run(capsys, *arguments) -> tuple[int, str]:
    code = 0
    try:
        call_command("inspect_portal", *arguments)
    except SystemExit as end:
        code = end.code
    return code, capsys.readouterr().out


def test_the_command_says_by_its_code_what_it_found(capsys, monkeypatch):
    assert run(capsys, "--only", "cases")[0] == 0
    case = policies.case(ago(days=100))
    code, table = run(capsys, "--only", "cases")
    assert code == 1
    assert case.number in table
    code, answer = run(capsys, "--only", "cases", "reviews", "--json", "--language", "pt")
    told = {each["check"]: each for each in json.loads(answer)}
    assert (code, told["cases"]["state"], told["reviews"]["state"]) == (1, "failed", "fine")

    def broken(looking):
        raise OSError("no disk")

    monkeypatch.setattr(checks, "_checks", {"x": Check("x", "X", broken)})
    code, answer = run(capsys, "--json", "--keep")
    assert (code, json.loads(answer)[0]["error"]) == (2, "OSError: no disk")
    assert Inspection.objects.get().failed == 1


def test_supervisors_see_what_was_found_and_where_to_mend_it(client):
    overdue = timezone.localdate() - timedelta(days=3)
    document = make.published_document(review_on=overdue)
    supervisor = organisation.member(SUPERVISOR)
    client.force_login(supervisor)
    client.cookies["django_language"] = "en"
    begun = client.post(reverse("admin:inspection_inspection_begin"))
    inspection = Inspection.objects.get()
    assert begun["Location"] == reverse("admin:inspection_inspection_change", args=[inspection.pk])
    assert client.get(begun["Location"])["Refresh"]  # it isn't finished
    reports.keep(inspection, list(reports.run(reports.looking())))
    page = client.get(begun["Location"]).content.decode()
    assert reverse("admin:infocenter_document_change", args=[document.pk]) in page
    assert "Its review is overdue by 3 days." in page
    limits = reverse("admin:inspection_limits_change", args=[1])
    typed = {field.name: field.value_from_object(Limits.objects.get()) for field in
             Limits._meta.fields if field.name != "id"}  # fmt: skip
    client.post(limits, {**typed, "home_days": 30, "languages": ["pt"]})
    assert (Limits.objects.get().home_days, Limits.objects.get().languages) == (30, ["pt"])
    client.force_login(organisation.member(EDITOR))
    assert client.get(begun["Location"]).status_code == 404


def test_the_clock_inspects_once_a_day():
    assert (inspect_daily(), inspect_daily()) == (1, 0)
    Inspection.objects.update(made_at=ago(days=1))
    assert inspect_daily() == 1


def test_every_check_can_look_at_a_full_portal():
    make.published_document(files=["a.txt"])
    policies.closed_consultation([{}] * 2)
    policies.published_answer(en=("When?", "Now."))
    make_tracking.rich_programme()
    for outcome in reports.run(reports.looking()):
        assert not outcome.error
        assert all(outcome.shown())
    assert Edition.objects.exists()

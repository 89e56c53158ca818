"""Planning, reporting and verifying in admin: what is typed, what is refused, what is kept."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.organisation.roles import MEASURE_OFFICER, SUPERVISOR
from tests.factories import infocenter, organisation
from tests.factories import tracking as make
from tracking import services
from tracking.models import (
    Indicator,
    Measure,
    Milestone,
    Notice,
    Phase,
    Programme,
    ProgressReport,
)
from tracking.states.notices import Cause, Level, NoticeStatus
from tracking.states.reports import ReportStatus, Verdict

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("file_store")]

PROGRAMMES, MEASURES, REPORTS, NOTICES = (
    f"/admin/tracking/{name}/" for name in ("programme", "measure", "progressreport", "notice")
)


@pytest.fixture(autouse=True)
def _english(client):
    client.cookies["django_language"] = "en"


@pytest.fixture
def works():
    return organisation.department("WORKS")


@pytest.fixture
def measure(works):
    return make.measure(make.public_programme(), start=date(2026, 1, 1), due=make.DUE)


@pytest.fixture
def supervisor(client):
    person = organisation.member(SUPERVISOR, organisation.department("PLAN"))
    client.force_login(person)
    return person


def come(client, role=MEASURE_OFFICER, of=None):
    person = organisation.member(role, of or organisation.department("WORKS"))
    client.force_login(person)
    return person


def filled(client, address) -> dict:
    """What a browser would send if the person changed nothing."""
    context = client.get(address).context
    editing, data = context["editing"], {}
    for name in ("report", "measure", "programme"):
        if context.get(name) and address.endswith("change/"):
            data["version"] = context[name].version
            break
    lines = getattr(editing, "milestones", None)
    for form in [*editing.forms, *([lines.management_form] if lines is not None else [])]:
        for field in form:
            value = field.value()
            if value is not None and value is not False:
                value = [getattr(e, "pk", e) for e in value] if isinstance(value, list) else value
                data[field.html_name] = value
    return data


def send(client, address, step="save", **typed):
    return client.post(address, {**filled(client, address), "step": step, **typed}, follow=True)


def said(response) -> str:
    return " ".join(str(each) for each in response.context["messages"])


def at(thing, page="change/") -> str:
    return f"/admin/tracking/{thing._meta.model_name}/{thing.pk}/{page}"


# --- Planning ---------------------------------------------------------------------------------


def test_a_supervisor_plans_a_programme_with_a_phase_and_a_measure(client, supervisor, works):
    send(
        client,
        f"{PROGRAMMES}add/",
        number="20260101",
        department=organisation.department("PLAN").pk,
        start="2026-01-01",
        due="2026-12-31",
        **{"text-zh-hant-name": "無障礙計劃", "text-en-name": "Access"},
    )
    programme = Programme.objects.get()
    assert (programme.name_zh_hant, programme.name_en) == ("無障礙計劃", "Access")
    phase = {"start": "2026-01-01", "due": "2026-06-30", "text-pt-name": "Fase 1"}
    send(client, at(programme, "phases/add/"), **phase)
    send(
        client,
        f"{MEASURES}add/?programme={programme.pk}",
        number="1.1",
        phase=Phase.objects.get().pk,
        department=works.pk,
        start="2026-01-01",
        due="2026-12-31",
        **{
            "text-en-name": "Buses",
            "milestones-0-name_en": "In service",
            "milestones-0-weight": 60,
            "milestones-0-due": "2026-12-31",
            "milestones-2-name_en": "Ordered",
            "milestones-2-weight": 40,
            "milestones-2-due": "2026-03-31",
        },
    )
    measure = Measure.objects.get()
    assert [(e.name_en, e.weight) for e in measure.planned_milestones()] == [
        ("Ordered", 40),
        ("In service", 60),
    ]
    assert not programme.is_public
    client.post(at(programme), {"step": "publish", "version": programme.version})
    assert client.get(f"/en/progress/measures/{measure.pk}/").status_code == 200


def test_weights_that_do_not_add_up_come_back_with_everything_typed(client, supervisor, measure):
    answer = send(client, at(measure), **{"milestones-0-weight": 41, "text-en-name": "New name"})
    assert "add up to 101 instead of 100" in said(answer)
    assert 'value="New name"' in answer.text
    measure.refresh_from_db()
    assert measure.name_en == "Low-floor buses"


def test_a_half_filled_milestone_says_what_it_lacks(client, supervisor, measure):
    answer = send(client, at(measure), **{"milestones-2-name_en": "Another"})
    assert answer.text.count("A milestone needs this.") >= 2
    assert measure.planned_milestones().count() == 2


def test_saving_without_a_change_changes_nothing(client, supervisor, measure):
    before = [*Milestone.objects.values(), *measure.standings.values()]
    answer = send(client, at(measure))
    assert "was saved" in said(answer)
    assert [*Milestone.objects.values(), *measure.standings.values()] == before


def test_a_promised_date_moves_with_a_reason(client, supervisor, measure):
    later = {"due": "2027-01-31", "milestones-1-due": "2027-01-31"}
    assert "why the plan is changed" in said(send(client, at(measure), **later))
    send(client, at(measure), **later, **{"why-reason_en": "The road is late."})
    measure.refresh_from_db()
    assert measure.due == date(2027, 1, 31)
    assert "The road is late." in client.get(at(measure)).text


def test_a_milestone_is_taken_out(client, supervisor, measure):
    send(
        client,
        at(measure),
        **{
            "milestones-0-remove": "on",
            "milestones-1-weight": 100,
            "why-reason_en": "Not needed.",
        },
    )
    assert [each.weight for each in measure.planned_milestones()] == [100]


def test_measures_depend_by_their_numbers(client, supervisor, measure):
    other = make.measure(measure.programme, number="9.9")
    assert "no measure" in send(client, at(measure), depends_on="9.9\n7.7").text
    send(client, at(measure), depends_on="9.9")
    assert list(measure.depends_on.all()) == [other]


def test_an_indicator_is_planned_and_observed(client, supervisor, measure):
    numbers = {"baseline": "0", "target": "90.5", "text-en-name": "Passengers"}
    send(client, at(measure, "indicators/add/"), **numbers)
    indicator = Indicator.objects.get()
    come(client)
    where = at(measure, f"indicators/{indicator.pk}/observe/")
    send(client, where, on="2026-02-01", value="12.5")
    send(client, where, on="2026-02-01", value="13")
    assert [each.value for each in indicator.observations.filter(replaced_at=None)] == [13]
    assert indicator.observations.count() == 2
    assert "still to come" in said(send(client, where, on="2999-01-01", value="1"))


def test_an_officer_reads_a_plan_and_does_not_change_it(client, measure):
    come(client)
    assert client.get(at(measure)).status_code == 200
    for step in ("save", "delete"):
        answer = client.post(at(measure), {"step": step, "number": "hacked"})
        assert answer.status_code in (302, 403)
    measure.refresh_from_db()
    assert measure.number != "hacked"


# --- Reporting --------------------------------------------------------------------------------


def begin(client, measure) -> ProgressReport:
    client.post(at(measure, "report/"))
    return measure.reports.get()


def claim(measure, *percents, day=None) -> dict:
    typed = {}
    for milestone, percent in zip(measure.planned_milestones(), percents, strict=True):
        typed[f"claim-{milestone.pk}-percent"] = percent
        if percent == 100:
            typed[f"claim-{milestone.pk}-reached_on"] = day or timezone.localdate().isoformat()
    return typed


def test_the_whole_way_of_a_report(client, measure):
    come(client)
    report = begin(client, measure)
    first = measure.planned_milestones().first()
    answer = send(
        client,
        at(report),
        "submit",
        files=[make.proof("ata.txt")],
        **claim(measure, 100, 20),
        **{"text-pt-narrative": "Comprados.", "evidence-of": first.pk, "evidence-is_public": "on"},
    )
    assert "handed to the supervisor" in said(answer)
    come(client, SUPERVISOR, organisation.department("PLAN"))
    version = ProgressReport.objects.get().version
    answer = client.post(
        at(report),
        {"step": "return", "version": version, "return-remark_pt": "Quais?"},
        follow=True,
    )
    assert "Done" in said(answer)
    come(client)
    assert "Quais?" in client.get(at(report)).text
    assert "handed to" in said(send(client, at(report), "submit"))
    come(client, SUPERVISOR, organisation.department("PLAN"))
    version = ProgressReport.objects.get().version
    client.post(at(report), {"step": "verify", "version": version, "verify-verdict": "substantial"})
    report.refresh_from_db()
    assert (report.status, report.verdict) == (ReportStatus.VERIFIED, Verdict.SUBSTANTIAL)
    text = client.get(f"/en/progress/measures/{measure.pk}/").text
    for words in ("52 %", "Comprados.", "Substantial progress", "ata.txt"):
        assert words in text, words


def test_what_was_written_stays_when_it_cannot_be_handed_in_yet(client, measure):
    come(client)
    report = begin(client, measure)
    answer = send(
        client, at(report), "submit", **claim(measure, 100, 0), **{"text-en-narrative": "Bought."}
    )
    assert "evidence that it is complete" in said(answer)
    report.refresh_from_db()
    assert (report.status, report.narrative_en) == (ReportStatus.DRAFT, "Bought.")
    assert [each.percent for each in report.claims.all()] == [100, 0]


def test_one_bad_file_is_named_and_the_others_are_kept(client, measure):
    come(client)
    report = begin(client, measure)
    bad = make.proof("virus.exe")
    bad.file.write(b"MZ\x90\x00")
    bad.file.seek(0)
    answer = send(client, at(report), files=[make.proof("one.txt"), bad, make.proof("two.txt")])
    assert "virus.exe" in said(answer)
    assert [each.name for each in report.evidence.all()] == ["one.txt", "two.txt"]


@pytest.mark.parametrize("percent", ["-1", "101", "many", ""])
def test_a_wrong_number_is_said_beside_its_field(client, measure, percent):
    come(client)
    report = begin(client, measure)
    answer = send(client, at(report), **{**claim(measure, percent, 0), "text-en-narrative": "Kept"})
    assert "Nothing was saved yet" in answer.text
    assert "Kept" in answer.text
    assert [each.percent for each in report.claims.all()] == [0, 0]


def test_evidence_is_seen_and_taken_away(client, measure):
    come(client)
    report = begin(client, measure)
    document = infocenter.published_document()
    send(client, at(report), files=[make.proof()])
    send(client, at(report), **{"evidence-documents": f"/documents/{document.pk}/"})
    file, link = report.evidence.order_by("document")
    file, link = (file, link) if file.file_id else (link, file)
    assert client.get(at(report, f"evidence/{file.pk}/")).getvalue().startswith(b"Proof")
    assert client.get(at(report, f"evidence/{link.pk}/")).status_code == 302
    client.post(at(report, f"evidence/{file.pk}/remove/"))
    assert list(report.evidence.all()) == [link]


def test_a_report_that_was_handed_in_is_only_read(client, measure):
    come(client)
    report = make.report(measure, 10, 0, at=timezone.now())
    answer = client.post(at(report), {"step": "save", "version": report.version})
    assert answer.status_code == 403
    evidence = client.get(at(report))
    assert "nothing can be changed" in evidence.text
    assert 'name="step" value="verify"' not in evidence.text


def test_who_submitted_does_not_verify(client, measure):
    person = come(client, SUPERVISOR, organisation.department("PLAN"))
    report = make.report(measure, 10, 0, at=timezone.now(), by=person)
    assert 'value="verify"' not in client.get(at(report)).text
    typed = {"step": "verify", "version": report.version, "verify-verdict": "limited"}
    assert client.post(at(report), typed).status_code == 403
    report.refresh_from_db()
    assert report.status == ReportStatus.SUBMITTED


def test_nothing_of_another_department_can_be_read_or_reported_on(client, measure):
    report = services.open_report(measure, by=None)
    come(client, MEASURE_OFFICER, organisation.department("OTHER"))
    for thing in (measure, report):
        for page in ("change/", "history/", "delete/"):
            answer = client.get(at(thing, page))
            assert answer.status_code in (302, 403, 404)
            assert "Low-floor" not in answer.text
    assert client.post(at(measure, "report/")).status_code in (302, 403, 404)
    typed = {"step": "submit", "version": 1}
    assert client.post(at(report), typed).status_code in (302, 403, 404)
    report.refresh_from_db()
    assert report.status == ReportStatus.DRAFT
    for where in (MEASURES, REPORTS):
        assert "Low-floor" not in client.get(where).text


def test_the_first_page_says_what_waits_for_whom(client, measure):
    come(client)
    begin(client, measure)
    text = client.get("/admin/").text
    assert "My reports" in text
    make.report(make.measure(measure.programme), 5, 0, at=timezone.now())
    come(client, SUPERVISOR, organisation.department("PLAN"))
    assert "Reports to verify" in client.get("/admin/").text


def test_measures_are_found_by_how_they_stand(client, supervisor, measure):
    today = timezone.localdate()
    make.measure(measure.programme, name_en="Late one", start=date(2020, 1, 1),
                 due=date(2020, 2, 1), steps=((100, date(2020, 2, 1)),))  # fmt: skip
    text = client.get(f"{MEASURES}?health=overdue").text
    assert "Late one" in text
    assert ("Low-floor buses" in text) == (today > measure.due)


# --- Supervising ------------------------------------------------------------------------------


@pytest.fixture
def notice(measure):
    return services.open_notice(measure, by=None, text={"en": "Why so few?"}, level=Level.FORMAL)


def test_a_notice_is_opened_answered_raised_and_closed(client, supervisor, measure):
    typed = {"measure": measure.pk, "level": 1, "answer_days": 5, "asked-words_en": "Why?"}
    client.post(f"{NOTICES}add/", {"step": "save", **typed})
    notice = Notice.objects.get()
    come(client)
    day = (timezone.localdate() + timedelta(days=30)).isoformat()
    typed = {"step": "answer", "version": notice.version, "answer-until": day}
    answer = client.post(at(notice), {**typed, "answer-words_pt": ""}, follow=True)
    assert "Write it in one language at least." in answer.text
    client.post(at(notice), {**typed, "answer-words_pt": "Contratamos duas pessoas."})
    notice.refresh_from_db()
    assert notice.status == NoticeStatus.ANSWERED
    come(client, SUPERVISOR, organisation.department("PLAN"))
    typed = {"step": "raise", "version": notice.version, "raise-words_en": "Too slow."}
    client.post(at(notice), typed)
    text = client.get(f"/en/progress/measures/{measure.pk}/").text
    for words in ("Formal notice", "Why?", "Contratamos", "Too slow."):
        assert words in text, words
    report = make.verified(measure, 60, 0, at=timezone.now())
    notice.refresh_from_db()
    typed = {"step": "close", "version": notice.version, "close-proof": report.pk}
    client.post(at(notice), typed)
    notice.refresh_from_db()
    assert notice.status == NoticeStatus.CLOSED


def test_a_reminder_is_not_shown_to_residents(client, measure):
    services.open_notice(measure, by=None, text={"en": "Hurry."})
    assert "Hurry." not in client.get(f"/en/progress/measures/{measure.pk}/").text


def test_an_officer_answers_and_does_nothing_else(client, notice):
    come(client)
    text = client.get(at(notice)).text
    assert 'value="answer"' in text
    for step in ("raise", "pause", "close"):
        assert f'value="{step}"' not in text
        client.post(at(notice), {"step": step, "version": 1, f"{step}-words_en": "x"})
    client.post(at(notice), {"step": "save", "level": 1})
    notice.refresh_from_db()
    assert (notice.status, notice.level) == (NoticeStatus.OPEN, Level.FORMAL)


def test_nobody_elsewhere_reads_or_answers_a_notice(client, notice):
    come(client, MEASURE_OFFICER, organisation.department("OTHER"))
    assert client.get(at(notice)).status_code in (302, 403, 404)
    typed = {"step": "answer", "version": 1, "answer-words_en": "x", "answer-until": "2999-01-01"}
    assert client.post(at(notice), typed).status_code in (302, 403, 404)
    assert "Low-floor" not in client.get(NOTICES).text
    notice.refresh_from_db()
    assert notice.status == NoticeStatus.OPEN


def test_the_board_says_what_turned_red_since_yesterday(client, supervisor):
    today = timezone.localdate()
    yesterday = today - timedelta(days=1)
    programme = make.public_programme()
    long_ago = timezone.now() - timedelta(days=90)
    for name, due in (("Red since today", yesterday), ("Red for long", today - timedelta(days=9))):
        measure = make.measure(programme, name_en=name, start=date(2020, 1, 1), due=due,
                               steps=((100, due),), at=long_ago)  # fmt: skip
        make.verified(measure, 95, at=timezone.now() - timedelta(days=10))
    answer = client.get(f"{MEASURES}board/")
    turned = [each.measure.name_en for each in answer.context["board"].turned_red]
    assert turned == ["Red since today"]
    assert answer.text.count("Red for long") == 0


def test_a_rule_is_rehearsed(client, supervisor, measure):
    rule = make.rule(cause=Cause.REPORT, after_days=0)
    where = f"/admin/tracking/supervisionrule/{rule.pk}/rehearsal/"
    assert client.get(where).status_code == 200
    bad = client.get(where, {"first": "2026-01-01", "last": "2999-01-01"})
    assert "still to come" in bad.text
    assert not Notice.objects.exists()


def test_the_board_costs_few_queries_however_many_measures(client, supervisor):
    programme = make.public_programme()
    for number in (3, 12):
        for _n in range(number):
            make.measure(programme)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{MEASURES}board/")
        assert len(queries) < 20  # signing in and permissions among them

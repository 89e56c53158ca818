"""A department reports, a supervisor returns or verifies: only then it counts."""

from datetime import UTC, date, datetime

import pytest

from portal.history.models import Event
from portal.workflow import Refused
from tests.factories import infocenter
from tests.factories import tracking as make
from tracking import services
from tracking.models import ProgressReport
from tracking.services import ClaimLine
from tracking.states.reports import ReportStatus, Verdict

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "file_store")]

FEBRUARY, MARCH, APRIL = (datetime(2026, month, 5, 12, tzinfo=UTC) for month in (2, 3, 4))
SAID = {"narrative": {"en": "Ten buses were bought."}}


@pytest.fixture
def measure():
    return make.measure(make.public_programme())


def progress(measure):
    return measure.standings.now().get().progress


def claims(report):
    return [each.percent for each in report.claims.all()]


def first(measure):
    return measure.planned_milestones().first()


def test_the_first_report_is_for_the_months_since_the_measure_began(measure):
    report = services.open_report(measure, by=None, at=MARCH)
    assert (report.period_start, report.period_end) == (date(2026, 1, 1), date(2026, 2, 28))
    assert claims(report) == [0, 0]


def test_the_next_report_is_prefilled_from_the_last_one(measure):
    make.verified(measure, 50, 10, at=FEBRUARY)
    report = services.open_report(measure, by=None, at=MARCH)
    assert (report.period_start, report.period_end) == (date(2026, 2, 1), date(2026, 2, 28))
    assert report.narrative_en == "Bought."
    assert claims(report) == [50, 10]


def test_opening_again_goes_on_with_the_unfinished_one(measure):
    report = services.open_report(measure, by=None, at=MARCH)
    assert services.open_report(measure, by=None, at=APRIL) == report


def test_a_month_has_one_report(measure):
    make.verified(measure, 50, 10, at=MARCH, period_end=date(2026, 3, 1))
    with pytest.raises(Refused, match="already"):
        services.open_report(measure, by=None, at=MARCH)


def test_a_month_to_come_has_none(measure):
    with pytest.raises(Refused, match="to come"):
        services.open_report(measure, by=None, at=MARCH, period_end=date(2026, 4, 1))


def test_what_is_claimed_counts_when_it_is_verified_and_not_before(measure):
    report = make.report(measure, 50, 0, at=MARCH)
    assert progress(measure) == 0
    services.verify_report(report, by=None, verdict=Verdict.LIMITED, at=MARCH)
    assert progress(measure) == 20
    assert ProgressReport.objects.public().get() == report


def test_a_report_says_what_was_done(measure):
    report = services.open_report(measure, by=None, at=MARCH)
    with pytest.raises(Refused, match="what was done"):
        services.submit_report(report, by=None)


def test_100_percent_needs_its_day_and_evidence_and_both_are_asked_at_once(measure):
    report = services.open_report(measure, by=None, at=MARCH)
    services.save_report(report, by=None, texts=SAID, claims={first(measure).pk: ClaimLine(100)})
    with pytest.raises(Refused, match=r"the day.*evidence"):
        services.submit_report(report, by=None, at=MARCH)
    report.refresh_from_db()
    assert report.status == ReportStatus.DRAFT


def test_a_published_document_is_evidence(measure):
    document = infocenter.published_document()
    report = services.open_report(measure, by=None, at=MARCH)
    line = ClaimLine(100, date(2026, 2, 20))
    services.save_report(report, by=None, texts=SAID, claims={first(measure).pk: line})
    services.add_evidence(report, by=None, document=document, milestone=first(measure))
    services.submit_report(report, by=None, at=MARCH)
    services.verify_report(report, by=None, verdict=Verdict.SUBSTANTIAL, at=MARCH)
    assert first(measure).reached_on == date(2026, 2, 20)


def test_what_is_not_published_is_no_evidence(measure):
    document = infocenter.withdrawn_document()
    report = services.open_report(measure, by=None, at=MARCH)
    with pytest.raises(Refused, match="published"):
        services.add_evidence(report, by=None, document=document)


def test_a_file_that_is_not_accepted_is_named(measure):
    report = services.open_report(measure, by=None, at=MARCH)
    upload = make.proof("virus.exe")
    upload.file.write(b"MZ\x90\x00")
    upload.file.seek(0)
    with pytest.raises(Refused, match=r"virus\.exe"):
        services.add_evidence(report, by=None, upload=upload)


def test_proof_is_asked_once(measure):
    make.verified(measure, 100, 0, at=FEBRUARY)
    report = services.open_report(measure, by=None, at=MARCH)
    services.submit_report(report, by=None, at=MARCH)
    assert report.status == ReportStatus.SUBMITTED


def test_a_returned_report_is_mended_and_submitted_again(measure):
    report = make.report(measure, 50, 0, at=MARCH)
    services.return_report(report, by=None, remark={"en": "Which buses?"}, at=MARCH)
    assert (report.status, report.remark_en) == (ReportStatus.RETURNED, "Which buses?")
    assert not ProgressReport.objects.public().exists()
    services.save_report(report, by=None, texts=SAID, claims={first(measure).pk: ClaimLine(40)})
    services.submit_report(report, by=None, at=APRIL)
    services.verify_report(report, by=None, verdict=Verdict.LIMITED, at=APRIL)
    assert progress(measure) == 16
    verbs = Event.objects.about(report).order_by("id").values_list("verb", flat=True)
    assert [each for each in verbs if each.startswith("report.")] == [
        "report.opened",
        "report.changed",
        "report.submitted",
        "report.returned",
        "report.changed",
        "report.submitted",
        "report.verified",
    ]


def test_returning_needs_a_remark(measure):
    report = make.report(measure, 50, 0, at=MARCH)
    with pytest.raises(Refused, match="reason"):
        services.return_report(report, by=None, remark={"en": " "})
    report.refresh_from_db()
    assert report.status == ReportStatus.SUBMITTED


def test_what_is_submitted_is_not_changed(measure):
    report = make.report(measure, 50, 0, at=MARCH)
    with pytest.raises(Refused, match="Submitted"):
        services.save_report(report, by=None, texts=SAID)
    with pytest.raises(Refused, match="Submitted"):
        services.add_evidence(report, by=None, upload=make.proof())
    with pytest.raises(Refused, match="Submitted"):
        services.discard_report(report, by=None)


@pytest.mark.parametrize("verdict", [Verdict.NO_EVIDENCE, Verdict.NOT_STARTED])
def test_a_verdict_of_nothing_lets_nothing_rise(measure, verdict):
    make.verified(measure, 50, 0, at=FEBRUARY)
    make.verified(measure, 80, 30, at=MARCH, verdict=verdict)
    assert progress(measure) == 20


def test_only_what_is_whole_is_complete(measure):
    report = make.report(measure, 100, 50, at=MARCH)
    with pytest.raises(Refused, match="Complete"):
        services.verify_report(report, by=None, verdict=Verdict.COMPLETE, at=MARCH)
    assert progress(measure) == 0
    report.refresh_from_db()
    assert report.status == ReportStatus.SUBMITTED


def test_a_complete_measure_says_since_when(measure):
    make.verified(measure, 100, 100, at=MARCH)
    standing = measure.standings.now().get()
    assert (standing.progress, standing.completed_on) == (100, MARCH.date())


def test_nobody_verifies_their_own_report(measure):
    person = make.supervisor()
    report = make.report(measure, 50, 0, at=MARCH, by=person)
    with pytest.raises(Refused, match="Somebody else"):
        services.verify_report(report, by=person, verdict=Verdict.LIMITED)
    assert not person.has_perm("tracking.verify_progressreport", report)
    assert make.supervisor().has_perm("tracking.verify_progressreport", report)


def test_a_draft_that_was_never_submitted_can_be_thrown_away(measure):
    services.discard_report(services.open_report(measure, by=None, at=MARCH), by=None)
    assert not ProgressReport.objects.exists()


@pytest.mark.parametrize("percent", [-1, 101])
def test_a_claim_is_between_0_and_100(measure, percent):
    report = services.open_report(measure, by=None, at=MARCH)
    with pytest.raises(Refused, match="between"):
        services.save_report(report, by=None, claims={first(measure).pk: ClaimLine(percent)})


def test_departments_report_on_their_own_measures_only(measure):
    own, other = make.officer(), make.officer(make.programme().department)
    report = services.open_report(measure, by=own, at=MARCH)
    assert own.has_perm("tracking.change_progressreport", report)
    assert not other.has_perm("tracking.change_progressreport", report)
    assert not own.has_perm("tracking.verify_progressreport", report)
    assert list(ProgressReport.objects.managed_by(other)) == []
    assert list(ProgressReport.objects.managed_by(own)) == [report]

"""Officers' verbs: each moves the case as the rules say, tells the resident, or is refused."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from policies import services
from policies.models import Case, Practice
from policies.states.cases import CaseStatus, Direction, Purpose
from portal.history.models import Event
from portal.workflow import Refused
from tests.factories import organisation
from tests.factories import policies as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

MONDAY = datetime(2026, 11, 2, 3, tzinfo=UTC)


def said(case) -> list[tuple[str, str]]:
    """What was said in the case: for what, in which words."""
    return [(each.purpose, each.words()) for each in case.messages.all()]


def verbs(case) -> list[str]:
    return list(Event.objects.about(case).order_by("id").values_list("verb", flat=True))


def test_accepting_acknowledges_and_says_which_department():
    case, officer = make.case(), make.officer()
    department = organisation.department("CASES")
    with pytest.raises(Refused, match="which department"):
        services.accept_case(case, by=officer)
    services.accept_case(case, by=officer, department=department)
    assert case.status == CaseStatus.ACCEPTED
    assert case.department == department
    assert case.acknowledged_at is not None
    assert verbs(case) == ["case.received", "case.accept"]


def test_declining_needs_a_legal_reason_that_the_resident_reads():
    case, officer = make.case(), make.officer()
    with pytest.raises(Refused, match="legal reason"):
        services.decline_case(case, by=officer, reason=" ")
    services.decline_case(case, by=officer, reason="Decree 5/2020, article 3")
    assert case.status == CaseStatus.DECLINED
    assert said(case)[-1] == (Purpose.DECLINED, "Decree 5/2020, article 3")
    assert not Event.objects.filter(reason__contains="Decree").exists()


def test_only_an_officer_of_the_department_is_given_the_case():
    case = make.case_at_work()
    stranger = make.officer(organisation.department("OTHER"))
    with pytest.raises(Refused, match="does not handle"):
        services.assign_case(case, by=case.officer, officer=stranger)
    colleague = make.officer()
    services.assign_case(case, by=case.officer, officer=colleague)
    assert (case.status, case.officer) == (CaseStatus.ASSIGNED, colleague)


def test_who_saw_an_older_version_is_told_so():
    case = make.case_at_work()
    seen = case.version
    services.assign_case(Case.objects.get(), by=case.officer, officer=make.officer())
    with pytest.raises(Refused, match="Somebody else"):
        services.ask_resident(case, by=case.officer, text="Where is it?", seen=seen)


def test_a_transfer_keeps_the_clock_and_says_why():
    case = make.case_at_work(at=MONDAY)
    before = services.deadline_of(case)
    officer, other = case.officer, organisation.department("OTHER")
    with pytest.raises(Refused, match="why"):
        services.transfer_case(case, by=officer, department=other, reason="")
    services.transfer_case(case, by=officer, department=other, reason="Lamps are theirs.")
    assert (case.status, case.department, case.officer) == (CaseStatus.TRANSFERRED, other, None)
    assert services.deadline_of(case) == before
    assert said(case)[-1] == (Purpose.TRANSFERRED, "Lamps are theirs.")
    assert Event.objects.about(case).first().data["left"] == "CASES"


def test_a_question_stops_the_clock_until_the_reply():
    case = make.case_at_work()
    services.ask_resident(case, by=case.officer, text="Which lamp?")
    assert case.status == CaseStatus.AWAITING_RESIDENT
    assert services.deadline_of(case).answer_by is None
    filing = make.filing()
    services.receive_reply(case, text="The third.", submission=filing.submission)
    assert case.status == CaseStatus.IN_PROGRESS
    assert services.deadline_of(case).answer_by is not None
    services.receive_reply(case, text="The third.", submission=filing.submission)  # a reload
    assert [words for _purpose, words in said(case)][1:] == ["Which lamp?", "The third."]


def test_hearing_others_stops_the_clock_and_says_why():
    case = make.case_at_work()
    with pytest.raises(Refused, match="doesn't stop for this"):
        services.consult_others(case, by=case.officer, reason="The power company has to look.")
    make.generous_rules()
    services.consult_others(case, by=case.officer, reason="The power company has to look.")
    assert services.deadline_of(case).answer_by is None
    with pytest.raises(Refused, match="stands still already"):
        services.ask_resident(case, by=case.officer, text="Which lamp?")
    assert Case.objects.get().status == CaseStatus.IN_PROGRESS
    services.go_on(case, by=case.officer)
    assert services.deadline_of(case).answer_by is not None
    with pytest.raises(Refused, match="runs"):
        services.go_on(case, by=case.officer)


def test_it_is_extended_once_with_a_reason():
    case = make.case_at_work(at=MONDAY)
    with pytest.raises(Refused, match="can't be extended"):
        services.extend_case(case, by=case.officer, reason="Parts have to be ordered.")
    make.generous_rules()
    before = services.deadline_of(case).answer_by
    services.extend_case(case, by=case.officer, reason="Parts have to be ordered.")
    assert services.deadline_of(case).answer_by > before
    assert said(case)[-1] == (Purpose.EXTENDED, "Parts have to be ordered.")
    with pytest.raises(Refused, match="once"):
        services.extend_case(case, by=case.officer, reason="And again.")


def test_a_note_stays_among_the_officers():
    case = make.case_at_work()
    services.add_note(case, by=case.officer, text="Calls often.")
    note = case.messages.last()
    assert (note.direction, note.words()) == (Direction.INTERNAL, "Calls often.")
    assert "Calls often." not in str(services.export_case(case))


def test_a_part_becomes_a_case_with_the_same_clock():
    case = make.case_at_work(at=MONDAY)
    other = organisation.department("OTHER")
    part = services.split_case(
        case, by=case.officer, subject="樹", text="The tree hides the lamp.", department=other
    )
    assert part.split_from == case
    assert (part.department, part.received_at) == (other, case.received_at)
    assert part.resident() == case.resident()
    assert services.deadline_of(part).answer_by == services.deadline_of(case).answer_by


def test_an_answer_goes_to_all_that_are_answered_together():
    officer = make.officer()
    first, second = make.case_at_work(officer), make.case_at_work(officer)
    services.merge_cases(second, by=officer, into=first)
    with pytest.raises(Refused, match="answered with another"):
        services.draft_answer(second, by=officer, text="…")
        services.answer_case(second, by=officer)
    services.draft_answer(first, by=officer, text="Repaired.")
    services.answer_case(first, by=officer)
    for each in Case.objects.all():
        assert each.status == CaseStatus.ANSWERED
        assert said(each)[-1] == (Purpose.ANSWER, "Repaired.")


def test_cases_of_two_departments_are_not_answered_together():
    one = make.case_at_work()
    other = make.case_at_work(department=organisation.department("OTHER"))
    with pytest.raises(Refused, match="same department"):
        services.merge_cases(one, by=one.officer, into=other)


def test_where_answers_are_approved_somebody_else_sends_them():
    case = make.case_at_work()
    author, colleague = case.officer, make.officer()
    Practice.objects.create(department=case.department, approves_answers=True)
    services.draft_answer(case, by=author, text="Repaired.")
    for who in (author, colleague):
        with pytest.raises(Refused, match="approve"):
            services.answer_case(case, by=who)
    services.submit_answer(case, by=author)
    with pytest.raises(Refused, match="approve"):
        services.answer_case(case, by=author)
    services.return_answer(case, by=colleague, reason="Say since when.")
    services.draft_answer(case, by=author, text="Repaired yesterday.")
    services.submit_answer(case, by=author)
    services.answer_case(case, by=colleague)
    assert case.messages.last().words() == "Repaired yesterday."
    assert case.messages.last().author == author


def test_what_is_quarantined_is_released():
    case = make.case(is_suspect=True)
    services.release_case(case, by=make.officer())
    assert not Case.objects.get().is_suspect
    with pytest.raises(Refused, match="quarantine"):
        services.release_case(case, by=make.officer())


def test_the_resident_rates_once_and_that_closes_it():
    case, filing = make.answered_case(), make.filing()
    services.rate_case(case, rating=4, text="Fast!", submission=filing.submission)
    services.rate_case(case, rating=4, text="Fast!", submission=filing.submission)
    assert (case.status, case.rating) == (CaseStatus.CLOSED, 4)
    assert said(case).count((Purpose.RATED, "Fast!")) == 1
    with pytest.raises(Refused, match="1 to 5"):
        services.rate_case(case, rating=6, submission=make.filing().submission)


def test_the_resident_reopens_once_within_thirty_days():
    case = make.answered_case(at=MONDAY)
    services.reopen_case(case, text="It is dark again.", submission=make.filing().submission)
    assert case.status == CaseStatus.REOPENED
    assert services.deadline_of(case).steps[0].day == timezone.localdate()
    services.assign_case(case, by=case.officer, officer=case.officer)
    services.draft_answer(case, by=case.officer, text="A new lamp.")
    services.answer_case(case, by=case.officer)
    with pytest.raises(Refused, match="once"):
        services.reopen_case(case, text="And again.", submission=make.filing().submission)


def test_after_thirty_days_an_answered_case_is_closed_by_the_clock():
    old, new = make.answered_case(), make.answered_case()
    Case.objects.filter(pk=old.pk).update(answered_at=timezone.now() - timedelta(days=31))
    assert services.close_answered() == 1
    assert services.close_answered() == 0
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.status, new.status) == (CaseStatus.CLOSED, CaseStatus.ANSWERED)
    with pytest.raises(Refused, match="within 30 days"):
        services.reopen_case(old, text="Late.", submission=make.filing().submission)


def test_the_resident_withdraws_and_nothing_more_happens():
    case = make.case_at_work()
    services.ask_resident(case, by=case.officer, text="Which lamp?")
    services.withdraw_case(case, text="It works again.")
    services.withdraw_case(case)
    assert case.status == CaseStatus.WITHDRAWN
    assert not case.pauses.filter(until=None).exists()
    with pytest.raises(Refused):
        services.receive_reply(case, text="But…", submission=make.filing().submission)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("verb", ["accept", "answer"])
def test_of_two_officers_who_act_at_once_one_wins(verb):
    if verb == "accept":
        case = make.case(department=organisation.department("CASES"))
    else:
        case = make.case_at_work(make.officer())
        services.draft_answer(case, by=case.officer, text="Repaired.")
    act = {"accept": services.accept_case, "answer": services.answer_case}[verb]
    officers = [make.officer() for _each in range(4)]
    seen = Case.objects.get().version

    def attempt(officer):
        try:
            act(Case.objects.get(pk=case.pk), by=officer, seen=seen)
        except Refused:
            return 0
        finally:
            connection.close()
        return 1

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(attempt, officers)) == 1
    assert verbs(case).count(f"case.{verb}") == 1


def test_declining_ends_a_pause():
    make.generous_rules()
    case = make.case()
    services.consult_others(case, by=make.officer(), reason="Others have to say.")
    services.decline_case(case, by=make.officer(), reason="Decree 5/2020")
    assert not case.pauses.filter(until=None).exists()

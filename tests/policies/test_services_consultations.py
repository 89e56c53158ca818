"""Consultations: what may be changed when, and what residents' responses become."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from policies import consultation_figures, consultation_warnings, services
from policies.models import Consultation, Point, Policy, Reply, Response
from policies.services.published_responses import masked, proposed
from policies.states.consultations import (
    Audience,
    ConsultationStatus,
    Outcome,
    QuestionKind,
    ResponseStatus,
    Stage,
)
from policies.states.policies import PolicyStatus
from portal.workflow import Refused
from tests.factories import policies as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


WHY = {"en": "Many people asked for more time."}


def test_a_consultation_opens_and_closes_by_itself():
    made = make.open_consultation(opens=1, closes=5)
    now = timezone.now()
    at = {days: made.stage(now + timedelta(days=days)) for days in (0, 2, 6)}
    assert at == {0: Stage.UPCOMING, 2: Stage.OPEN, 6: Stage.CLOSED}


def test_the_list_says_the_same_as_the_clock():
    made = make.open_consultation(opens=1, closes=5)
    for days in (0, 2, 6):
        moment = timezone.now() + timedelta(days=days)
        assert Consultation.objects.at(moment).get().standing == made.stage(moment)


def test_announcing_needs_a_question_and_a_policy_that_residents_see():
    with pytest.raises(Refused, match="question"):
        services.publish_consultation(make.consultation(questions=False), by=None)
    hidden = make.consultation(policy=make.policy())
    with pytest.raises(Refused, match="policy"):
        services.publish_consultation(hidden, by=None)


def test_a_proposal_is_in_consultation_once_its_consultation_has_opened():
    later = make.open_consultation(opens=1)
    assert Policy.objects.get(pk=later.policy_id).status == PolicyStatus.PROPOSED
    Consultation.objects.update(opens_at=timezone.now() - timedelta(minutes=1))
    assert services.follow_openings() == 1
    assert Policy.objects.get(pk=later.policy_id).status == PolicyStatus.IN_CONSULTATION
    assert services.follow_openings() == 0


def test_what_is_asked_stays_once_it_has_opened():
    made = make.open_consultation()
    with pytest.raises(Refused):
        make.question(made, QuestionKind.TEXT)
    with pytest.raises(Refused):
        services.delete_question(made.questions.first(), by=None)
    made.audience = Audience.YOUNG
    with pytest.raises(Refused):
        services.save_consultation(made, by=None, translations={})


def test_words_may_be_mended_after_opening():
    made = make.open_consultation()
    services.save_consultation(made, by=None, translations={"en": {"title": "Ramps?"}})
    assert made.translations.get(language="en").title == "Ramps?"


def test_who_saves_second_is_told_so():
    made = make.consultation()
    seen = made.version
    services.save_consultation(made, by=None, translations={}, seen_version=seen)
    with pytest.raises(Refused, match="Somebody else"):
        services.save_consultation(made, by=None, translations={}, seen_version=seen)


def test_the_end_moves_later_only_and_with_a_reason():
    made = make.open_consultation()
    first = made.closes_at
    with pytest.raises(Refused):
        services.extend_consultation(made, by=None, until=first, reason=WHY)
    with pytest.raises(Refused):
        services.extend_consultation(made, by=None, until=first + timedelta(days=5), reason={})
    services.extend_consultation(made, by=None, until=first + timedelta(days=5), reason=WHY)
    made.refresh_from_db()
    assert (made.first_closing, made.reason_en) == (first, WHY["en"])


def test_the_answer_comes_after_the_closing_and_says_something():
    made = make.open_consultation()
    with pytest.raises(Refused, match="closed"):
        services.answer_consultation(made, by=None)
    make.close(made)
    with pytest.raises(Refused, match="Write"):
        services.answer_consultation(made, by=None)
    point = Point(consultation=made, outcome=Outcome.TAKEN)
    words = {"said": {"en": "Too narrow."}, "did": {"en": "Wider ramps."}}
    services.save_point(point, by=None, words=words)
    services.answer_consultation(made, by=None)
    assert made.status == ConsultationStatus.ANSWERED


# --- Responses ---------------------------------------------------------------------------------


def test_the_same_submission_is_one_response_with_one_receipt():
    sent = make.answers(make.open_consultation())
    first, again = services.respond(sent), services.respond(sent)
    assert (first.number, first.code) == (again.number, again.code)
    assert Response.objects.count() == 1


def test_own_words_and_names_are_sealed():
    row = make.response(make.open_consultation(), text="我住在長堤街。")
    kept = str(list(Response.objects.values())) + str(list(Reply.objects.values()))
    assert "長堤街" not in kept
    assert "陳大文" not in kept
    assert row.respondent().name == "陳大文"


def test_nothing_is_taken_in_before_the_opening_or_after_the_closing():
    for made in (make.open_consultation(opens=1), make.closed_consultation()):
        with pytest.raises(Refused):
            make.response(made)
    assert not Response.objects.exists()


def test_a_question_that_has_to_be_answered_is():
    made = make.consultation()
    make.question(made, QuestionKind.TEXT, is_required=True)
    services.publish_consultation(made, by=None)
    with pytest.raises(Refused, match="answered"):
        make.response(made, text="")


def test_no_more_is_chosen_than_may_be_and_nothing_that_is_not_on_offer():
    made = make.consultation()
    few = make.question(made, QuestionKind.MANY, most=1)
    other = make.question(make.consultation(), QuestionKind.ONE).choices.first()
    services.publish_consultation(made, by=None)
    choices = list(few.choices.values_list("pk", flat=True))
    for chosen in (choices[:2], [other.pk]):
        with pytest.raises(Refused):
            services.respond(make.answers(made, said={few.pk: chosen}))


def test_a_response_is_found_by_number_and_code_and_changed_until_the_closing():
    made = make.open_consultation()
    receipt = services.respond(make.answers(made, one=0))
    row = services.find_response(receipt.number, receipt.code)
    assert services.find_response(receipt.number, "0000-0000-0000") is None
    other = make.said(made, one=1, text="改變主意")
    services.change_response(row, said=other, person=row.respondent(), may_publish=False)
    assert services.said_of(row) == other
    make.close(made)
    row.refresh_from_db()
    with pytest.raises(Refused, match="closed"):
        services.change_response(
            Response.objects.get(), said=other, person=row.respondent(), may_publish=True
        )


def test_a_withdrawn_response_says_nothing_and_counts_nowhere():
    made = make.open_consultation()
    services.withdraw_response(make.response(made))
    row = Response.objects.get()
    assert (row.status, row.person, row.mark) == (ResponseStatus.WITHDRAWN, "", "")
    assert not row.replies.exists()
    assert not Response.objects.counted().exists()


def test_responses_with_the_same_words_are_marked_alike():
    made = make.open_consultation()
    marks = {make.response(made, text=text).mark for text in ("贊成！", "贊成", " 贊 成。")}
    assert len(marks) == 1
    assert make.response(made, text="反對").mark not in marks


# --- Figures -----------------------------------------------------------------------------------


def test_figures_come_when_nothing_waits_in_quarantine_and_enough_people_responded():
    made = make.closed_consultation([{}] * 5 + [{"is_suspect": True}])
    assert not consultation_figures.results(made, "en").is_ready
    services.decide_response(Response.objects.get(status="quarantine"), "reject", by=None)
    found = consultation_figures.results(made, "en")
    assert (found.is_ready, found.responses) == (True, 5)
    few = make.closed_consultation([{}] * 4)
    assert not consultation_figures.results(few, "en").is_ready


def test_figures_count_each_answer_and_hide_few():
    made = make.closed_consultation(
        [{"one": 0, "scale": 5}] * 6 + [{"one": 1, "scale": 1}] * 15 + [{"one": 2, "scale": 1}]
    )
    by_kind = {
        each.question.kind: [row.count for row in each.rows]
        for each in consultation_figures.results(made, "en").results
    }
    assert by_kind == {
        QuestionKind.TEXT: [],
        QuestionKind.ONE: [6, None, None],
        QuestionKind.MANY: [22, 22, 0],
        QuestionKind.SCALE: [16, 0, 0, 0, 6],
    }


def test_figures_before_the_closing_are_a_mistake():
    with pytest.raises(ValueError):
        consultation_figures.results(make.open_consultation(), "en")


# --- Publishing responses ----------------------------------------------------------------------


def test_names_are_masked_and_what_looks_personal_is_proposed_covered():
    person = make.Respondent("陳大文")
    assert masked(person) == "陳**"
    assert masked(make.Respondent("Ana Sousa")) == "A** S***"
    assert masked(make.Respondent("Ana", "Clube Náutico")) == "Clube Náutico"
    words = proposed("我是陳大文，電話 6612 3456，電郵 chan@example.org。", person)
    for each in ("陳大文", "6612", "chan@"):
        assert each not in words


def test_a_response_is_published_with_consent_and_after_the_closing_only():
    made = make.open_consultation()
    row = make.response(made)
    with pytest.raises(Refused):
        services.publish_response(row, by=None, name="陳**", words={})
    make.close(made)
    row = Response.objects.get()
    reply = row.replies.exclude(sealed="").get()
    services.publish_response(row, by=None, name="陳**", words={reply.pk: "坡板***"})
    assert Response.objects.published().get().published_name == "陳**"
    services.hide_response(row, by=None, reason="It named somebody.")
    assert not Response.objects.published().exists()
    Response.objects.update(may_publish=False)
    with pytest.raises(Refused):
        services.publish_response(row, by=None, name="", words={})


def test_people_are_forgotten_and_figures_stay(settings):
    made = make.closed_consultation([{}] * 6)
    before = consultation_figures.results(made, "en")
    assert services.forget_respondents() == 0
    past = timezone.now() - timedelta(days=settings.FAROL_CASES_KEPT_DAYS + 40)
    Consultation.objects.update(opens_at=past - timedelta(days=1), closes_at=past)
    assert services.forget_respondents() == 6
    assert not Response.objects.exclude(person="").exists()
    assert not Reply.objects.exclude(sealed="").exists()
    assert consultation_figures.results(Consultation.objects.get(), "en") == before
    assert services.forget_respondents() == 0


# --- Warnings ----------------------------------------------------------------------------------


def test_editors_are_warned_of_a_short_time_and_of_others_that_ask_the_same_people():
    made = make.consultation(closes=10, audience=Audience.YOUNG)
    assert len(consultation_warnings.about(made)) == 1
    make.open_consultation(audience=Audience.OLDER)
    assert len(consultation_warnings.about(made)) == 1
    make.open_consultation(audience=Audience.EVERYBODY)
    assert len(consultation_warnings.about(made)) == 2
    long = make.consultation(opens=40, closes=80)
    assert consultation_warnings.about(long) == []


def test_a_new_key_seals_responses_too(settings):
    settings.FAROL_PERSONAL_KEYS = ["old"]
    row = make.response(make.open_consultation(), text="坡板很有用。")
    settings.FAROL_PERSONAL_KEYS = ["new", "old"]
    assert len(list(services.seal_again())) > 1
    settings.FAROL_PERSONAL_KEYS = ["new"]
    row.refresh_from_db()
    assert row.respondent().name == "陳大文"
    assert "坡板很有用。" in services.said_of(row).values()

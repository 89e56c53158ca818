"""People from programs, without a third party."""

from itertools import count

import pytest
from django import forms

from portal import challenge
from portal.challenge import ChallengeFields, Verdict

pytestmark = pytest.mark.django_db


class Form(ChallengeFields):
    words = forms.CharField()


def worked(token) -> str:
    return next(str(each) for each in count() if challenge.is_done(token, str(each)))


def sent(token, **more) -> Form:
    return Form({"challenge": token, "words": "x", **more})


@pytest.fixture
def token(monkeypatch):
    """A challenge that a person had on the screen for a minute."""
    token = challenge.issue()
    now = challenge.time.time
    monkeypatch.setattr(challenge.time, "time", lambda: now() + 60)
    return token


def test_a_browser_does_the_work(token):
    form = sent(token, work=worked(token))
    assert form.is_valid()
    assert form.verdict() == Verdict.PERSON


def test_a_person_without_scripts_answers_a_sum(token):
    form = sent(token, sum=f" {sum(challenge.sum_of(token))} ")
    assert form.is_valid()
    assert form.verdict() == Verdict.PERSON


@pytest.mark.parametrize("wrong", [{}, {"sum": "1"}, {"sum": "x"}, {"work": "-1"}, {"work": "²"}])
def test_without_either_the_form_asks_again_with_everything_filled_in(token, wrong):
    form = sent(token, **wrong)
    assert not form.is_valid()
    assert list(form.errors) == ["sum"]
    assert form["words"].value() == "x"


def test_work_for_one_challenge_is_none_for_another(token):
    other = challenge.issue()
    work = next(
        str(n)
        for n in count()
        if challenge.is_done(other, str(n)) and not challenge.is_done(token, str(n))
    )
    assert not sent(token, work=work).is_valid()


@pytest.mark.parametrize("forged", ["", "x", "a:b:c", "\x00"])
def test_a_forged_challenge_is_replaced(forged):
    form = sent(forged, work="1", sum="9")
    assert not form.is_valid()
    assert challenge.issued(form["challenge"].value())
    assert form["sum"].value() == ""


def test_who_fills_in_what_nobody_sees_is_put_aside(token):
    form = sent(token, work=worked(token), nickname="buy")
    assert form.is_valid()
    assert form.verdict() == Verdict.QUARANTINE


def test_who_is_faster_than_a_person_is_put_aside():
    token = challenge.issue()
    form = sent(token, work=worked(token))
    assert form.is_valid()
    assert form.verdict() == Verdict.QUARANTINE


def test_one_challenge_is_not_good_for_many(token):
    form = sent(token, work=worked(token))
    assert form.is_valid()
    verdicts = [form.verdict() for _each in range(challenge.USES + 1)]
    assert verdicts == [Verdict.PERSON] * challenge.USES + [Verdict.QUARANTINE]

"""Departments are reminded of reviews before the day and after it, once each."""

from datetime import date, timedelta

import pytest
from django.core import mail

from infocenter.services import remind_of_reviews
from portal.notifications.models import Delivery
from portal.notifications.sending import send
from portal.organisation.roles import EDITOR
from tests.factories import infocenter as make
from tests.factories import organisation

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 20)


@pytest.fixture
def own(settings):
    settings.FAROL_MAIL = "smtp://localhost"
    settings.FAROL_SITE_URL = "https://farol.example"
    return organisation.department("OWN")


def test_editors_are_told_before_and_after_once_of_all_documents(own):
    for of, address in ((own, "ana@farol.example"), (own, ""), (None, "other@farol.example")):
        person = organisation.member(EDITOR, of)
        person.email = address
        person.save()
    for _each in range(2):
        make.published_document(department=own, review_on=DAY)
    make.published_document(department=own, review_on=DAY + timedelta(days=90))
    make.draft_document(department=own, review_on=DAY)
    assert remind_of_reviews(DAY - timedelta(days=15)) == 0
    assert remind_of_reviews(DAY - timedelta(days=14)) == 2
    assert remind_of_reviews(DAY) == 0
    assert remind_of_reviews(DAY + timedelta(days=1)) == 2
    assert remind_of_reviews(DAY + timedelta(days=9)) == 0
    first, second = Delivery.objects.order_by("pk")
    for each in (first, second):
        send(each.pk)
    assert [each.to for each in mail.outbox] == [["ana@farol.example"]] * 2
    assert "https://farol.example/admin/infocenter/document/?waiting=overdue" in mail.outbox[1].body


def test_another_day_of_review_is_another_reminder(own):
    document = make.published_document(department=own, review_on=DAY)
    assert remind_of_reviews(DAY) == 1
    type(document).objects.filter(pk=document.pk).update(review_on=DAY + timedelta(days=2))
    assert remind_of_reviews(DAY) == 1

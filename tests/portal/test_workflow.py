"""Moving from state to state: one conditional UPDATE, or an answer."""

import pytest
from django.utils.translation import override

from infocenter.models import Document
from infocenter.states import DOCUMENT_TRANSITIONS, Status
from portal.workflow import Refused, Transition, advance, may_follow, table
from tests.factories import infocenter as make

pytestmark = pytest.mark.django_db

SUBMIT = DOCUMENT_TRANSITIONS["submit"]


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


def test_a_move_changes_row_and_instance_with_the_other_columns():
    document = make.draft_document()
    advance(document, SUBMIT, status_reason="x")
    assert (document.status, document.status_reason) == (Status.IN_REVIEW, "x")
    document.refresh_from_db()
    assert (document.status, document.status_reason) == (Status.IN_REVIEW, "x")


def test_who_comes_second_is_told_the_state_and_changes_nothing():
    document = make.draft_document()
    other = Document.objects.get(pk=document.pk)
    advance(document, SUBMIT)
    with pytest.raises(Refused, match="In review"):
        advance(other, SUBMIT, status_reason="mine")
    document.refresh_from_db()
    assert document.status_reason == ""


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_a_move_that_needs_a_reason_refuses_without_one(reason):
    document = make.document_in_review()
    with pytest.raises(Refused, match="reason"):
        advance(document, DOCUMENT_TRANSITIONS["return"], reason=reason)


@pytest.mark.parametrize("status", Status)
def test_every_state_but_none_is_a_dead_end(status):
    assert may_follow(DOCUMENT_TRANSITIONS, status)


def test_a_table_finds_transitions_by_name():
    go = Transition("go", ("a",), "b")
    assert table(go) == {"go": go}
    assert may_follow({"go": go}, "a") == ["go"]
    assert may_follow({"go": go}, "b") == []

"""Two people act at once, each on a connection of their own: one wins, the other is told so."""

from datetime import timedelta
from functools import partial
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from infocenter import services
from infocenter.models import Document, Edition
from infocenter.states import Status
from portal.history.models import Event
from portal.history.verifying import first_break
from portal.workflow import Refused
from tests.factories import infocenter as make

pytestmark = pytest.mark.usefixtures("transactional_db")

ROUNDS = 4


def at_once(*acts):
    """Run the acts at the same moment, each in a thread; their answers, or their Refused."""
    start, outcomes = Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            start.wait(10)
            outcomes[place] = act()
        except Exception as error:
            outcomes[place] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    faults = [o for o in outcomes if isinstance(o, Exception) and not isinstance(o, Refused)]
    assert not faults, faults
    return outcomes


def refused(outcomes):
    return [each for each in outcomes if isinstance(each, Refused)]


def opened(document) -> Document:
    """The document as another person has it on the screen."""
    return Document.objects.get(pk=document.pk)


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_two_publishers_make_one_edition(_round):
    document = make.document_in_review()
    outcomes = at_once(
        partial(services.publish_document, opened(document), by=None),
        partial(services.publish_document, opened(document), by=None),
    )
    assert len(refused(outcomes)) == 1
    assert Edition.objects.filter(document=document).count() == 1
    published = Event.objects.about(document).filter(verb="document.published")
    assert published.count() == 1
    assert first_break() is None


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_of_publishing_and_returning_one_wins(_round):
    document = make.document_in_review()
    seen = document.version
    outcomes = at_once(
        partial(services.publish_document, opened(document), by=None, seen_version=seen),
        partial(
            services.return_document, opened(document), by=None, reason="No.", seen_version=seen
        ),
    )
    assert len(refused(outcomes)) == 1
    document.refresh_from_db()
    assert Edition.objects.exists() == (document.status == Status.PUBLISHED)


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_of_two_who_save_what_they_opened_one_wins(_round):
    document = make.draft_document()
    seen = document.version

    def save(mine, number):
        mine.number = number
        return services.save_document(mine, by=None, seen_version=seen)

    outcomes = at_once(*(partial(save, opened(document), number) for number in ("1", "2")))
    [winner] = [each for each in outcomes if not isinstance(each, Refused)]
    document.refresh_from_db()
    assert document.number == winner.number
    assert document.version == seen + 1


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_two_clocks_publish_what_is_due_once(_round):
    late = timezone.now() + timedelta(days=2)
    documents = [make.scheduled_document() for _each in range(3)]
    outcomes = at_once(*[lambda: services.publish_due(late)] * 2)
    assert sum(outcomes) == len(documents)
    assert Edition.objects.current().count() == len(documents)
    assert Edition.objects.count() == len(documents)


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_the_clock_and_a_publisher_who_returns_it_do_not_both_win(_round):
    late = timezone.now() + timedelta(days=2)
    document = make.scheduled_document()
    outcomes = at_once(
        partial(services.publish_due, late),
        partial(services.return_document, opened(document), by=None, reason="Wait."),
    )
    document.refresh_from_db()
    published = outcomes[0] == 1
    assert published == bool(refused(outcomes))
    assert document.status == (Status.PUBLISHED if published else Status.DRAFT)
    assert Edition.objects.exists() == published


def test_two_who_take_the_same_number_get_one_document_and_an_answer():
    department = make.make_department()
    acts = [lambda: services.create_document(by=None, department=department, number="1/2026")] * 2
    assert len(refused(at_once(*acts))) == 1
    assert Document.objects.count() == 1


def test_history_written_from_many_threads_stays_one_chain():
    documents = [make.draft_document() for _each in range(6)]
    at_once(
        *(
            lambda mine=each: [
                services.save_translation(mine, "pt", by=None, title=f"{n}") for n in range(5)
            ]
            for each in documents
        )
    )
    assert first_break() is None
    assert Event.objects.filter(verb="document.changed").count() == 30

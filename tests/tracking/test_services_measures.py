"""Planning measures: weights add up, dates are promises once residents have read them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from portal.history.models import Event
from portal.workflow import Refused
from tests.factories import tracking as make
from tracking import services
from tracking.models import DateChange, Measure
from tracking.services import MilestoneLine

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "file_store")]

WHY = {"en": "The road is not ready.", "pt": "A estrada não está pronta."}


def lines(measure):
    return [MilestoneLine(e.weight, e.due, pk=e.pk) for e in measure.planned_milestones()]


def moved(measure, *, due, **how):
    """The measure and its last milestone with another last day."""
    *before, last = lines(measure)
    measure.due = due
    how.setdefault("reason", WHY)
    plan = [*before, MilestoneLine(last.weight, due, pk=last.pk)]
    return services.save_measure(measure, by=None, milestones=plan, **how)


@pytest.mark.parametrize("weights", [(), (99,), (50, 49), (50, 51), (100, 0)])
def test_weights_that_do_not_add_up_are_refused(weights):
    with pytest.raises(Refused):
        make.measure(steps=tuple((weight, make.DUE) for weight in weights))
    assert not Measure.objects.exists()


def test_the_refusal_says_what_the_weights_add_up_to():
    with pytest.raises(Refused, match="add up to 99 instead of 100"):
        make.measure(steps=((50, make.MIDDLE), (49, make.DUE)))


def test_a_milestone_lies_within_its_measure():
    with pytest.raises(Refused, match="between the first and the last day"):
        make.measure(steps=((100, make.DUE + timedelta(days=1)),))


def test_before_residents_know_it_a_plan_changes_without_a_reason():
    measure = moved(make.measure(), due=date(2027, 3, 31), reason=None)
    assert measure.original_due == date(2027, 3, 31)
    assert not DateChange.objects.exists()


def test_a_promised_date_moves_with_a_reason_only():
    measure = make.measure(make.public_programme())
    with pytest.raises(Refused, match="why"):
        moved(measure, due=date(2027, 3, 31), reason={"en": "  "})
    measure.refresh_from_db()
    assert measure.due == make.DUE


def test_a_moved_date_keeps_the_original_and_says_why_and_by_how_much():
    measure = make.measure(make.public_programme())
    moved(measure, due=date(2027, 3, 31))
    moved(Measure.objects.get(), due=date(2027, 6, 30))
    measure = Measure.objects.get()
    assert (measure.original_due, measure.due) == (make.DUE, date(2027, 6, 30))
    whole = DateChange.objects.filter(milestone=None)
    assert [(each.before, each.after, each.days) for each in whole] == [
        (date(2027, 3, 31), date(2027, 6, 30), 91),
        (make.DUE, date(2027, 3, 31), 90),
    ]
    assert DateChange.objects.exclude(milestone=None).count() == 2
    assert whole.first().reason_pt == "A estrada não está pronta."
    assert Event.objects.about(measure).first().data["reasons"] == WHY


def test_other_weights_of_a_promised_plan_need_a_reason_too():
    measure = make.measure(make.public_programme())
    plan = [MilestoneLine(50, each.due, pk=each.pk) for each in lines(measure)]
    with pytest.raises(Refused, match="why"):
        services.save_measure(measure, by=None, milestones=plan)
    services.save_measure(measure, by=None, milestones=plan, reason=WHY)
    assert [each.weight for each in measure.planned_milestones()] == [50, 50]


def test_another_name_needs_no_reason():
    measure = make.measure(make.public_programme())
    measure.name_en = "Buses for all"
    services.save_measure(measure, by=None, changed=["name_en"])
    assert Measure.objects.get().name_en == "Buses for all"


def test_a_milestone_that_was_reported_on_stays_when_it_leaves_the_plan():
    measure = make.measure(make.public_programme())
    make.verified(measure, 50, 0, at=datetime(2026, 3, 5, tzinfo=UTC))
    first, last = lines(measure)
    plan = [MilestoneLine(100, last.due, pk=last.pk)]
    services.save_measure(measure, by=None, milestones=plan, reason=WHY)
    assert measure.planned_milestones().count() == 1
    assert measure.milestones.get(pk=first.pk).removed_at


def test_a_milestone_of_another_measure_is_refused():
    measure, other = make.measure(), make.measure()
    with pytest.raises(Refused, match="milestone"):
        services.save_measure(measure, by=None, milestones=lines(other))


def test_nobody_overwrites_what_somebody_else_saved():
    measure = make.measure()
    services.save_measure(Measure.objects.get(), by=None, seen_version=measure.version)
    with pytest.raises(Refused, match="Somebody else"):
        services.save_measure(measure, by=None, seen_version=measure.version)


def test_a_measure_never_depends_on_itself_in_the_end():
    programme = make.programme()
    first = make.measure(programme)
    second = make.measure(programme, depends_on=[first])
    third = make.measure(programme, depends_on=[second])
    with pytest.raises(Refused, match="depend"):
        services.save_measure(first, by=None, depends_on=[third])
    with pytest.raises(Refused, match="depend"):
        services.save_measure(first, by=None, depends_on=[first])
    assert not first.depends_on.exists()


def test_numbers_are_unique_within_a_programme():
    measure = make.measure(number="1.1")
    with pytest.raises(Refused, match="number"):
        make.measure(measure.programme, number="1.1")
    make.measure(number="1.1")


def test_what_was_public_is_not_deleted():
    measure = make.measure(make.public_programme())
    with pytest.raises(Refused, match="public"):
        services.delete_measure(measure, by=None)
    draft = make.measure()
    services.delete_measure(draft, by=None)
    assert Measure.objects.get() == measure


def test_the_database_itself_refuses_a_weight_of_nothing():
    milestone = make.measure().planned_milestones().first()
    milestone.weight = 0
    with pytest.raises(IntegrityError), transaction.atomic():
        milestone.save()

"""The demonstration's matters: brought by invented residents, handled by its officers."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from infocenter.models import Document, Topic
from policies import services
from policies.models import Case, Person
from policies.services import Filing, Receipt
from policies.states.cases import Channel
from portal.demonstration import read_toml
from portal.organisation.models import Department

EXAMPLE = "example"


def add_cases() -> int:
    """The matters that aren't there yet, each brought as far as the content says; their number."""
    return sum(_add(name, told) for name, told in read_toml("cases.toml").items())


def example_receipt() -> Receipt | None:
    """What opens the matter that visitors are shown; None once it is gone."""
    filing = _filing(EXAMPLE, read_toml("cases.toml")[EXAMPLE])
    return services.file_case(filing) if services.is_filed(filing) else None


def submission_of(name: str) -> UUID:
    """The same for a matter each time that the content is loaded."""
    return uuid5(NAMESPACE_URL, f"https://farol.example/cases/{name}")


def _filing(name: str, told: dict[str, Any]) -> Filing:
    about = _document(told["about"]) if "about" in told else None
    return Filing(
        submission=submission_of(name),
        kind=told["kind"],
        subject=told["subject"],
        text=told["text"],
        language=told["language"],
        person=Person(told.get("name", ""), credit=told.get("credit", "")),
        department=Department.objects.filter(code=told.get("department")).first(),
        about_kind="document" if about else "",
        about_id=about,
        about_place=told.get("place", "") if about else "",
        topic=Topic.objects.filter(slug=told.get("topic")).first(),
        channel=Channel.WEB,
        may_publish=told.get("may_publish", False),
    )


def _document(name: str) -> int | None:
    """The document that a content file became; None if documents aren't loaded."""
    rows = Document.objects.filter(import_key=f"demonstration:{name}")
    return rows.values_list("pk", flat=True).first()


def _correct(case, by, step):
    if case.about_id is not None:
        services.correct_document(case, by=by)


@transaction.atomic
def _add(name: str, told: dict[str, Any]) -> bool:
    filing = _filing(name, told)
    if services.is_filed(filing):
        return False
    case = services.file_case(
        filing, at=_ago(told["days"]), is_suspect=lambda: told.get("suspect", False)
    ).case
    for number, (verb, days, *words) in enumerate(told.get("way", ())):
        _VERBS[verb](case, _officer(case), *words, step=uuid5(submission_of(name), str(number)))
        _was_done(case, verb, _ago(days))
    if "published" in told:
        answer = services.prepare_answer(case, by=_officer(case))
        texts = {code: (question, text) for code, (question, text) in told["published"].items()}
        services.save_answer(answer, by=_officer(case), texts=texts, topic=case.topic)
        services.publish_answer(answer, by=_officer(case))
    return True


def _ago(days: int) -> datetime:
    """A working hour so many days ago."""
    day = timezone.localtime() - timedelta(days=days)
    return min(day.replace(hour=10, minute=30), timezone.localtime())


def _officer(case: Case):
    """The department's case officer, or else who takes matters in."""
    users = get_user_model().objects
    code = case.department.code.lower() if case.department else ""
    return users.filter(username=f"{code}.cases").first() or users.get(username="intake")


def _take(case, by, step):
    services.assign_case(case, by=by, officer=by)
    services.start_case(case, by=by)


def _answer(case, by, text, step):
    services.draft_answer(case, by=by, text=text)
    services.answer_case(case, by=by)


def _transfer(case, by, code, reason, step):
    department = Department.objects.get(code=code)
    services.transfer_case(case, by=by, department=department, reason=reason)


def _rate(case, by, rating, text="", *, step):
    services.rate_case(case, rating=rating, text=text, submission=step)


_VERBS: dict[str, Callable[..., object]] = {
    "accept": lambda case, by, step: services.accept_case(case, by=by),
    "decline": lambda case, by, reason, step: services.decline_case(case, by=by, reason=reason),
    "take": _take,
    "ask": lambda case, by, text, step: services.ask_resident(case, by=by, text=text),
    "reply": lambda case, by, text, step: services.receive_reply(case, text=text, submission=step),
    "note": lambda case, by, text, step: services.add_note(case, by=by, text=text),
    "answer": _answer,
    "correct": _correct,
    "transfer": _transfer,
    "rate": _rate,
}


def _was_done(case: Case, verb: str, at: datetime) -> None:
    """Set the time of what was just done back: the demonstration tells of weeks."""
    columns = {
        "accept": {"acknowledged_at": at},
        "decline": {"acknowledged_at": at, "closed_at": at},
        "answer": {"answered_at": at},
        "rate": {"closed_at": at},
    }.get(verb, {})
    Case.objects.filter(pk=case.pk).update(**columns)
    recent = timezone.now() - timedelta(minutes=5)
    if at < recent:
        case.messages.filter(at__gte=recent).update(at=at)
    case.pauses.filter(since=timezone.localdate()).update(since=at.date())
    case.pauses.filter(until=timezone.localdate()).update(until=at.date())
    case.refresh_from_db()

"""Matters that fictional residents bring."""

from datetime import datetime
from uuid import uuid4

from policies import services
from policies.models import Case, DeadlineRule, Effect, Person, PublishedAnswer
from policies.states.cases import CaseKind
from portal.organisation.roles import CASE_OFFICER
from tests.factories import organisation


def filing(**values) -> services.Filing:
    """A complaint in Chinese by a person who can be reached."""
    return services.Filing(
        **{
            "submission": uuid4(),
            "kind": CaseKind.COMPLAINT,
            "subject": "路燈不亮",
            "text": "長堤街的路燈壞了三個星期。",
            "language": "zh-hant",
            "person": Person("陳大文", "chan@example.org", "6600 0000"),
            **values,
        }
    )


def case(at: datetime | None = None, **values) -> Case:
    """A matter that has just come in, or came at a time."""
    return services.file_case(filing(**values), at=at).case


def generous_rules() -> None:
    """Deadlines that may be extended, and whose clock stops whenever something is waited for."""
    DeadlineRule.objects.update(extension=20, on_resident=Effect.STOPS, on_third_party=Effect.STOPS)


def officer(department=None):
    """Somebody who answers the cases of a department."""
    return organisation.member(CASE_OFFICER, department or organisation.department("CASES"))


def case_at_work(by=None, department=None, **values) -> Case:
    """A case that an officer works on."""
    department = department or organisation.department("CASES")
    by = by or officer(department)
    it = case(department=department, **values)
    services.accept_case(it, by=by)
    services.assign_case(it, by=by, officer=by)
    return services.start_case(it, by=by)


def answered_case(by=None, **values) -> Case:
    """A case with its answer."""
    department = values.get("department") or organisation.department("CASES")
    by = by or officer(department)
    it = case_at_work(by, **values)
    services.draft_answer(it, by=by, text="路燈已於昨日修復。")
    return services.answer_case(it, by=by)


def published_answer(topic=None, department=None, **texts) -> PublishedAnswer:
    """A public answer with (question, answer) by language: `zh_hant=`, `en=`."""
    case = answered_case(
        may_publish=True, department=department or organisation.department("CASES")
    )
    answer = services.prepare_answer(case, by=None)
    written = {code.replace("_", "-"): text for code, text in texts.items()}
    services.save_answer(answer, by=None, texts=written, topic=topic)
    return services.publish_answer(answer, by=None)

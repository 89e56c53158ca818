"""The buttons of a case: which verbs are open for this person now, and doing one."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies import receipts, services
from policies.models import Case
from policies.services import case_files
from policies.states.cases import CASE_TRANSITIONS, CaseStatus
from portal.organisation.models import Department
from portal.workflow import Refused, may_follow

HANDLE = "policies.change_case"
ROUTE = "policies.route_case"
APPROVE = "policies.approve_case"


@dataclass(frozen=True)
class Typed:
    """What was typed for a step: words by field, files, and the version that was looked at."""

    words: dict[str, str]
    files: list
    seen: int | None

    def __getitem__(self, name: str) -> str:
        return self.words.get(name, "")


@dataclass(frozen=True)
class Step:
    """A verb as a button says it, who may use it, and when it is there."""

    name: str
    permission: str
    label: str | Promise
    act: Callable[..., object]
    is_open: Callable[[Case], bool]


def _by_state(transition: str) -> Callable[[Case], bool]:
    return lambda case: transition in may_follow(CASE_TRANSITIONS, case.status)


def _is_open(case: Case) -> bool:
    return case.is_open


def _can_be_answered(case: Case) -> bool:
    return case.is_open and case.merged_into_id is None


def _department(typed: Typed) -> Department | None:
    code = typed["department"]
    return Department.objects.active().filter(pk=code).first() if code.isdecimal() else None


def _some_department(typed: Typed) -> Department:
    department = _department(typed)
    if department is None:
        raise Refused(_("Say which department it goes to."))
    return department


def _accept(case, by, typed):
    services.accept_case(case, by=by, department=_department(typed), seen=typed.seen)


def _decline(case, by, typed):
    services.decline_case(case, by=by, reason=typed["reason"], seen=typed.seen)


def _release(case, by, typed):
    services.release_case(case, by=by, seen=typed.seen)


def _assign(case, by, typed):
    key = typed["officer"]
    officer = get_user_model().objects.filter(pk=key).first() if key.isdecimal() else None
    if officer is None:
        raise Refused(_("Say to whom."))
    services.assign_case(case, by=by, officer=officer, seen=typed.seen)


def _take_on(case, by, typed):
    services.assign_case(case, by=by, officer=by, seen=typed.seen)
    services.start_case(case, by=by)


def _start(case, by, typed):
    services.start_case(case, by=by, seen=typed.seen)


def _ask(case, by, typed):
    incomplete = bool(typed["is_incomplete"])
    services.ask_resident(
        case, by=by, text=typed["text"], is_incomplete=incomplete, seen=typed.seen
    )


def _consult(case, by, typed):
    services.consult_others(case, by=by, reason=typed["reason"], seen=typed.seen)


def _go_on(case, by, typed):
    services.go_on(case, by=by, seen=typed.seen)


def _transfer(case, by, typed):
    department = _some_department(typed)
    services.transfer_case(
        case, by=by, department=department, reason=typed["reason"], seen=typed.seen
    )


def _extend(case, by, typed):
    services.extend_case(case, by=by, reason=typed["reason"], seen=typed.seen)


def _note(case, by, typed):
    services.add_note(case, by=by, text=typed["text"])


def _draft(case, by, typed):
    services.draft_answer(case, by=by, text=typed["answer"], seen=typed.seen)
    for each in typed.files:
        case_files.keep_for_officer(each, case, by)


def _submit(case, by, typed):
    _draft(case, by, typed)
    services.submit_answer(case, by=by)


def _answer(case, by, typed):
    _draft(case, by, typed)
    services.answer_case(case, by=by)


def _approve(case, by, typed):
    services.answer_case(case, by=by, seen=typed.seen)


def _return(case, by, typed):
    services.return_answer(case, by=by, reason=typed["reason-return"], seen=typed.seen)


def _split(case, by, typed):
    services.split_case(
        case,
        by=by,
        subject=typed["subject"],
        text=typed["text"],
        department=_some_department(typed),
        seen=typed.seen,
    )


def _merge(case, by, typed):
    number = receipts.read_number(typed["number"])
    into = Case.objects.handled_by(by).filter(number=number).first() if number else None
    if into is None:
        raise Refused(_("There is no case of yours with this number."))
    services.merge_cases(case, by=by, into=into, seen=typed.seen)


def _unmerge(case, by, typed):
    services.unmerge_case(case, by=by, seen=typed.seen)


def _correct(case, by, typed):
    services.correct_document(case, by=by, seen=typed.seen)


def _prepare(case, by, typed):
    services.prepare_answer(case, by=by)


def _may_be_for_everybody(case: Case) -> bool:
    over = case.status in (CaseStatus.ANSWERED, CaseStatus.CLOSED)
    return over and case.may_publish and not case.forgotten_at and not _is_begun(case)


def _is_begun(case: Case) -> bool:
    return hasattr(case, "published_answer")


def _waits(case: Case) -> bool:
    return hasattr(case, "draft") and case.draft.waits


def _stands_still(case: Case) -> bool:
    return case.is_open and case.pauses.filter(until=None).exists()


STEPS = {
    each.name: each
    for each in (
        Step("accept", ROUTE, gettext_lazy("Accept"), _accept, _by_state("accept")),
        Step("decline", ROUTE, gettext_lazy("Decline"), _decline, _by_state("decline")),
        Step(
            "release", ROUTE, gettext_lazy("Release from quarantine"), _release,
            lambda case: case.is_suspect,
        ),
        Step("take", HANDLE, gettext_lazy("Take it on"), _take_on, _by_state("assign")),
        Step("assign", HANDLE, gettext_lazy("Assign"), _assign, _by_state("assign")),
        Step("start", HANDLE, gettext_lazy("Begin"), _start, _by_state("start")),
        Step("ask", HANDLE, gettext_lazy("Ask the resident"), _ask, _by_state("ask")),
        Step(
            "consult", HANDLE, gettext_lazy("Stop the clock to hear others"), _consult,
            lambda case: case.is_open and not _stands_still(case),
        ),
        Step("go_on", HANDLE, gettext_lazy("Let the clock go on"), _go_on, _stands_still),
        Step("transfer", HANDLE, gettext_lazy("Transfer"), _transfer, _by_state("transfer")),
        Step(
            "extend", HANDLE, gettext_lazy("Extend"), _extend,
            lambda case: case.is_open and not case.is_extended,
        ),
        Step("note", HANDLE, gettext_lazy("Add the note"), _note, lambda case: True),
        Step("draft", HANDLE, gettext_lazy("Save draft"), _draft, _can_be_answered),
        Step(
            "submit", HANDLE, gettext_lazy("Submit for approval"), _submit,
            lambda case: _can_be_answered(case) and services.needs_approval(case),
        ),
        Step(
            "answer", HANDLE, gettext_lazy("Send the answer"), _answer,
            lambda case: _can_be_answered(case)
            and _by_state("answer")(case)
            and not services.needs_approval(case),
        ),
        Step(
            "approve", APPROVE, gettext_lazy("Approve and send"), _approve,
            lambda case: _waits(case) and _by_state("answer")(case),
        ),
        Step("return", APPROVE, gettext_lazy("Return with this reason"), _return, _waits),
        Step(
            "prepare", "policies.change_publishedanswer",
            gettext_lazy("Prepare the answer for everybody"), _prepare, _may_be_for_everybody,
        ),
        Step(
            "correct", HANDLE, gettext_lazy("It is right: open the document to correct it"),
            _correct, services.may_be_corrected,
        ),
        Step("split", HANDLE, gettext_lazy("Make it a case of its own"), _split, _is_open),
        Step(
            "merge", HANDLE, gettext_lazy("Answer it with that case"), _merge,
            lambda case: case.is_open and case.merged_into_id is None,
        ),
        Step(
            "unmerge", HANDLE, gettext_lazy("Handle it by itself again"), _unmerge,
            lambda case: case.is_open and case.merged_into_id is not None,
        ),
    )
}  # fmt: skip


def open_steps(user, case: Case) -> dict[str, Step]:
    """The steps that this person may take with the case as it is now."""
    steps = {
        name: step
        for name, step in STEPS.items()
        if step.is_open(case) and user.has_perm(step.permission, case)
    }
    if "approve" in steps and case.draft.author_id == user.pk:
        steps = {name: step for name, step in steps.items() if name not in ("approve", "return")}
    if case.status == CaseStatus.IN_PROGRESS and case.officer_id == user.pk:
        steps.pop("take", None)
    return steps

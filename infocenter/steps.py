"""The buttons: which moves are open for this person now, and doing one."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as noop

from infocenter import services
from infocenter.states import Status
from portal.workflow import Refused


@dataclass(frozen=True)
class Step:
    """A move of the workflow as a button says it."""

    name: str
    permission: str
    label: str | Promise
    done: str
    act: Callable


def _submit(document, by, seen, values):
    services.submit_document(document, by=by, seen_version=seen)


def _retract(document, by, seen, values):
    services.retract_document(document, by=by, seen_version=seen)


def _publish(document, by, seen, values):
    services.publish_document(document, by=by, seen_version=seen)


def _schedule(document, by, seen, values):
    if values["publish_at"] is None:
        raise Refused(_("Say on which day and at what time it is to be published."))
    services.schedule_document(document, by=by, seen_version=seen, at=values["publish_at"])


def _return(document, by, seen, values):
    services.return_document(document, by=by, seen_version=seen, reason=values["reason"].strip())


def _withdraw(document, by, seen, values):
    services.withdraw_document(
        document, by=by, seen_version=seen, reason=values["withdrawal_reason"]
    )


STEPS = {
    each.name: each
    for each in (
        Step(
            "submit",
            "infocenter.submit_document",
            gettext_lazy("Submit for review"),
            noop("“%(title)s” waits for a publisher's review."),
            _submit,
        ),
        Step(
            "retract",
            "infocenter.submit_document",
            gettext_lazy("Take back to draft"),
            noop("“%(title)s” is a draft again."),
            _retract,
        ),
        Step(
            "publish",
            "infocenter.publish_document",
            gettext_lazy("Approve and publish"),
            noop("“%(title)s” is public now."),
            _publish,
        ),
        Step(
            "schedule",
            "infocenter.publish_document",
            gettext_lazy("Schedule"),
            noop("“%(title)s” will be published at the time you set."),
            _schedule,
        ),
        Step(
            "return",
            "infocenter.publish_document",
            gettext_lazy("Return to draft"),
            noop("“%(title)s” was returned with your reason."),
            _return,
        ),
        Step(
            "withdraw",
            "infocenter.withdraw_document",
            gettext_lazy("Withdraw"),
            noop("“%(title)s” was withdrawn. Its page says so and why."),
            _withdraw,
        ),
    )
}


def open_steps(user, document) -> dict[str, Step]:
    """The steps that this person may take with the document as it is now."""
    names = set(document.next_steps())
    public = document.editions.current().exists()
    if not document.is_unpublished_work():  # saving opens it for work first
        names |= {"submit", "publish", "schedule"}
    if not public:
        names.discard("withdraw")
    return {
        name: step
        for name, step in STEPS.items()
        if name in names and user.has_perm(step.permission, document)
    }


def first_steps(user) -> dict[str, Step]:
    """The steps for a document being written; they are asked for again once it is saved."""
    return {
        name: STEPS[name]
        for name in ("submit", "publish", "schedule")
        if user.has_perm(STEPS[name].permission)
    }


def may_edit(user, document) -> bool:
    """Whether the person may change the working copy now.

    Not while it is scheduled; in review only who may publish, so that what is approved is what was
    submitted or what the reviewer wrote.
    """
    if not user.has_perm("infocenter.change_document", document):
        return False
    if document.status == Status.IN_REVIEW:
        return user.has_perm("infocenter.publish_document", document)
    return document.status != Status.SCHEDULED


def may_supersede(user, document) -> bool:
    """Whether the person may mark the document as replaced by another, now."""
    return "supersede" in document.next_steps() and user.has_perm(
        "infocenter.withdraw_document", document
    )


def take(step: Step, document, *, by, seen_version: int | None, values: dict) -> str:
    """Do it; the sentence that tells the person. Raises Refused."""
    step.act(document, by, seen_version, values)
    return _(step.done) % {"title": document}

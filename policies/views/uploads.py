"""Files that residents send with a form: sealed at once, so that an error in it loses none."""

from functools import wraps
from uuid import UUID

from django.shortcuts import render
from django.utils.translation import gettext as _

from policies.services import case_files
from portal.throttling import allow, network_of
from portal.workflow import Refused

LARGEST_FORM_MB = case_files.MOST * case_files.LARGEST_MB + 1
LIMITS = {"most": case_files.MOST, "limit": case_files.LARGEST_MB}  # as templates say them
FILES_AN_HOUR = 200  # of one network


def limited(view):
    """Refuse what is far larger than a form of ours before a byte of it is read."""

    @wraps(view)
    def guard(request, *args, **kwargs):
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > LARGEST_FORM_MB * 1024 * 1024:
            return render(request, "policies/too_large.html", LIMITS, status=413)
        return view(request, *args, **kwargs)

    return guard


def submission_of(said: str) -> UUID | None:
    """The submission that a form was made with; None if somebody made it up."""
    try:
        return UUID(said)
    except ValueError:
        return None


def receive(request) -> list[str]:
    """Keep the files that came with a form, for its submission; say which weren't kept, and why.

    Those that the form no longer wants (`drop`) are removed.
    """
    submission = submission_of(request.POST.get("submission", ""))
    if submission is None:
        return []
    unwanted = request.POST.getlist("drop")
    for each in case_files.waiting(submission) if unwanted else ():
        if str(each.pk) in unwanted:
            case_files.remove(each)
    problems = []
    for upload in request.FILES.getlist("files"):
        if not allow("case.files", network_of(request), FILES_AN_HOUR, 3600):
            problems.append(
                _("“%(name)s” was not added: too many files came from your network. Try later.")
                % {"name": upload.name}
            )
            continue
        try:
            case_files.keep_waiting(upload, submission)
        except Refused as refusal:
            problems.append(str(refusal))
    return problems

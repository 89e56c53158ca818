"""A pass: for a while, a resident who has shown the receipt need not show it again.

It lies in the page's forms, never in an address or a cookie, and opens one case.
"""

from django.core import signing

from policies.models import Case

SALT = "policies.pass"
LONGEST = 2 * 3600  # seconds


def issue(case: Case) -> str:
    """A pass to a case, for whoever has just shown its receipt."""
    return signing.dumps([case.pk, case.code[:16]], salt=SALT)


def case_of(said: str) -> Case | None:
    """The case that a pass opens; None if it is none of ours, or too old."""
    try:
        pk, mark = signing.loads(said, salt=SALT, max_age=LONGEST)
    except (signing.BadSignature, ValueError):
        return None
    case = Case.objects.filter(pk=pk).first()
    return case if case and case.code.startswith(mark) else None

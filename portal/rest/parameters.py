"""Reading numbers out of addresses."""

from django.utils.translation import gettext as _
from rest_framework.request import Request

from portal.rest.problems import wrong_parameter


def number(request: Request, name: str, usual: int, least: int, most: int) -> int:
    """A whole number between two others; `usual` if nothing is said."""
    text = request.query_params.get(name)
    if text is None:
        return usual
    if not (text.isascii() and text.isdigit() and len(text) < 20 and least <= int(text) <= most):
        said = {"least": least, "most": most}
        raise wrong_parameter(name, _("A number from %(least)d to %(most)d.") % said)
    return int(text)

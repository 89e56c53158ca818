"""Which version of a thing somebody has read: nobody overwrites what they have not seen."""

from rest_framework.request import Request

from portal.rest.problems import Problem


def of(thing) -> str:
    """The entity tag of a thing that counts its changes."""
    return f'"{thing.pk}.{thing.version}"'


def seen(request: Request, thing) -> int | None:
    """The version that `If-Match` names. It must be the present one; `*` takes whichever is."""
    said = request.headers.get("If-Match")
    if not said:
        raise Problem("precondition-required")
    if said.strip() == "*":
        return None
    if of(thing) not in [each.strip() for each in said.split(",")]:
        raise Problem("stale", headers={"ETag": of(thing)})
    return thing.version

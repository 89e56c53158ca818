"""For every page, a person whose role needs a second factor and who hasn't shown one is nobody."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from portal.accounts.signing_in import lacks_proof


class SecondFactor:
    """After Django's AuthenticationMiddleware; looks at nobody before a page does."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = request.user
        request.user = cast(Any, SimpleLazyObject(lambda: _proven(request, found)))
        return self.get_response(request)


def _proven(request: HttpRequest, user):
    return AnonymousUser() if lacks_proof(request, user) else user

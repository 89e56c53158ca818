"""What all views of the API do alike: reading for everybody, and work with a key."""

import hashlib
from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from rest_framework import mixins, viewsets
from rest_framework.permissions import AllowAny, BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from portal import languages
from portal.rest import entity_tags, problems
from portal.rest.authentication import KeyAuthentication
from portal.rest.idempotency import once
from portal.rest.models import Key
from portal.rest.pages import Order
from portal.rest.paging import Filtering, Keyset, parameters_of
from portal.rest.problems import Problem, wrong_parameter
from portal.rest.states import Scope
from portal.rest.throttles import Throttle, policy

PUBLIC, PERSONAL = "public, no-cache", "private, no-store"
NUMBER = "[1-9][0-9]{0,17}"  # of a thing, in addresses


class View(viewsets.GenericViewSet):
    """A part of the API."""

    authentication_classes = (KeyAuthentication,)
    permission_classes: ClassVar[tuple[type[BasePermission], ...]] = (AllowAny,)
    throttle_classes = (Throttle,)
    pagination_class = Keyset
    filter_backends = (Filtering,)
    filterset_class: ClassVar[type | None] = None
    lookup_value_regex = NUMBER
    lookup_field = "pk"
    orders: Mapping[str, Order] = {"newest": Order("pk")}
    lists: ClassVar[Collection[str]] = ()  # actions beside `list` that answer with pages
    has_fields = True  # whether `fields=` can be asked of it
    parameters: ClassVar[Mapping[str, Collection[str]]] = {}  # by action, beside the usual ones

    def initial(self, request: Request, *args, **kwargs) -> None:
        super().initial(request, *args, **kwargs)
        if request.method in ("GET", "HEAD"):
            self._refuse_unknown_parameters(request)

    def _refuse_unknown_parameters(self, request: Request) -> None:
        """A parameter that nobody reads is a mistake, and better said than ignored."""
        known = self.known_parameters()
        for name, values in request.query_params.lists():
            if name not in known:
                raise wrong_parameter(name[:80], problems.said_missing(), "unknown")
            if "" in values:
                raise wrong_parameter(name, str(problems.WORDS["blank"]), "blank")

    def known_parameters(self) -> set[str]:
        """The names of the parameters that this address reads."""
        known = set(self.parameters.get(self.action or "", ()))
        if self.has_fields:
            known.add("fields")
        if self.is_list:
            known |= {"cursor", "limit", "sort", *parameters_of(self.filterset_class)}
        return known

    @property
    def is_list(self) -> bool:
        """Whether it answers with pages of rows."""
        return self.action == "list" or self.action in self.lists

    def get_serializer(self, *args, **kwargs):
        made = super().get_serializer(*args, **kwargs)
        if self.request and self.request.method in ("GET", "HEAD"):
            keep_fields(self.request, getattr(made, "child", made))
        return made

    def options(self, request: Request, *args, **kwargs) -> Response:
        """Which methods there are."""
        return Response(status=204, headers={"Allow": ", ".join(self.allowed_methods)})

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        counted = getattr(request, "counted", None)
        if counted:
            name, count = counted
            response["RateLimit-Policy"] = policy(name, count.limit)
            if not _may_be_kept(response):
                response["RateLimit"] = f'"{name}";r={count.left};t={count.resets_in}'
        if response.status_code >= 400:
            language = get_language() or languages.CODES[0]
            response["Content-Language"] = languages.bcp47(language)
            response["Cache-Control"] = "no-store"
        return response


def _may_be_kept(response) -> bool:
    return "public" in response.get("Cache-Control", "")


def keep_fields(request: Request, serializer) -> None:
    """Leave out the fields that `fields=` doesn't name."""
    asked = request.query_params.get("fields")
    if asked is None:
        return
    names = {each.strip() for each in asked.split(",")} - {""}
    unknown = names - set(serializer.fields)
    if unknown or not names:
        known = ", ".join(serializer.fields)
        raise wrong_parameter("fields", _("These can be named: %(names)s.") % {"names": known})
    for name in set(serializer.fields) - names:
        serializer.fields.pop(name)


class Public(View):
    """What everybody reads, with a key or without: the same for all, in all languages at once."""

    http_method_names: ClassVar = ["get", "head", "options"]

    def finalize_response(self, request, response, *args, **kwargs):
        if response.status_code < 400:
            response.headers.setdefault("Cache-Control", PUBLIC)
        response = super().finalize_response(request, response, *args, **kwargs)
        response.same_in_every_language = response.status_code < 400
        if "Authorization" not in request.headers:
            response["Access-Control-Allow-Origin"] = "*"
            response["Access-Control-Expose-Headers"] = "ETag, Link, RateLimit-Policy, Retry-After"
            return response
        return _tagged(request, response)  # without a key, the page cache does this


def _tagged(request, response):
    """With an entity tag of what it says; not sent again to who has it."""
    if response.status_code != 200 or not hasattr(response, "render") or "ETag" in response:
        return response
    response.render()
    tag = f'"{hashlib.blake2b(response.content, digest_size=12).hexdigest()}"'
    response["ETag"] = tag
    response["Cache-Control"] = PERSONAL
    return get_conditional_response(request._request, etag=tag, response=response) or response


class PublicThings(mixins.ListModelMixin, mixins.RetrieveModelMixin, Public):
    """A list of public things, and each of them."""


class InScope(BasePermission):
    """The key may be used for this."""

    def has_permission(self, request: Request, view) -> bool:
        key = request.auth
        if not isinstance(key, Key):
            return False
        if not set(key.scopes) & set(view.scopes_for(request)):
            raise Problem("out-of-scope", scope=" ".join(view.scopes_for(request)))
        return True


class Work(View):
    """What departments do, with a key: never kept by anybody, once for each Idempotency-Key.

    Who may do what is asked of the same rules as in admin, and done by the same services.
    """

    permission_classes = (IsAuthenticated, InScope)
    scope: ClassVar[Scope]

    def scopes_for(self, request: Request) -> tuple[str, ...]:
        """The scopes of which the key must have one."""
        if request.method in ("GET", "HEAD") and self.scope != Scope.CASES:
            return (self.scope, Scope.READ)
        return (self.scope,)

    def dispatch(self, request, *args, **kwargs):
        """As DRF does it; a POST is done once for each Idempotency-Key."""
        self.args, self.kwargs = args, kwargs
        request = self.initialize_request(request, *args, **kwargs)
        self.request, self.headers = request, self.default_response_headers
        try:
            self.initial(request, *args, **kwargs)
            handler: Any = getattr(self, request.method.lower(), self.http_method_not_allowed)
            if request.method not in self.allowed_methods:
                handler = self.http_method_not_allowed
            if request.method == "POST" and handler != self.http_method_not_allowed:
                response = once(request, lambda: handler(request, *args, **kwargs))
            else:
                response = handler(request, *args, **kwargs)
        except Exception as error:
            response = self.handle_exception(error)
        self.response = self.finalize_response(request, response, *args, **kwargs)
        return self.response

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers.setdefault("Cache-Control", PERSONAL)
        return response

    def need(self, permission: str, thing: Any = None) -> None:
        """The account must hold a permission for a thing."""
        if not self.request.user.has_perm(permission, thing):
            raise Problem("not-allowed", permission=permission)

    def seen(self, thing) -> int | None:
        """The version that the caller has read, of which the thing must still be."""
        return entity_tags.seen(self.request, thing)

    def shown(self, thing, status: int = 200, **headers: str) -> Response:
        """The thing as it is now, with its entity tag."""
        thing.refresh_from_db()
        data = self.get_serializer_class()(thing, context=self.get_serializer_context()).data
        return Response(data, status, headers={"ETag": entity_tags.of(thing), **headers})

    def retrieve(self, request: Request, *args, **kwargs) -> Response:
        thing = self.get_object()
        data = self.get_serializer(thing).data
        return Response(data, headers={"ETag": entity_tags.of(thing)})

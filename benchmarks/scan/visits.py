"""Who scans: a visitor, four people of the staff, and a department's system with a key."""

import http.cookiejar
import json
import re
import urllib.parse
import urllib.request
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

LONG = 12 * 3600  # seconds for which somebody needn't show again who they are
ALWAYS = 0  # they are asked at each dangerous act, so that the page which asks is scanned
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@dataclass(frozen=True)
class Visit:
    """One scan. `begins` is the address below which it stays."""

    name: str
    begins: str
    username: str = ""
    fresh: int = LONG


VISITS = (
    Visit("visitor", "/"),
    Visit("superuser", "/admin/", "admin"),
    Visit("publisher", "/admin/", "ic.publisher"),
    Visit("case officer", "/admin/", "tb.cases", ALWAYS),
    Visit("head", "/admin/", "head"),
    Visit("API with a key", "/api/"),
)


class Person:
    """Somebody who is signed in, by the form."""

    def __init__(self, url: str, username: str, password: str):
        self.url = url
        self.jar = http.cookiejar.CookieJar()
        cookies = urllib.request.HTTPCookieProcessor(self.jar)
        self._opener = urllib.request.build_opener(cookies)
        page = self._opener.open(f"{url}/admin/login/", timeout=60).read().decode()
        token = _TOKEN.search(page)
        typed = {"username": username, "password": password}
        typed["csrfmiddlewaretoken"] = token.group(1) if token else ""
        body = urllib.parse.urlencode(typed).encode()
        self._opener.open(f"{url}/admin/login/", body, timeout=60).close()
        if not self.is_in():
            raise RuntimeError(f"{username} can't sign in.")

    def is_in(self) -> bool:
        """Whether the admin still knows this person."""
        with self._opener.open(f"{self.url}/admin/account/", timeout=60) as answer:
            return answer.geturl() == f"{self.url}/admin/account/"

    def keep_cookies(self, path: Path) -> Path:
        """The cookies as wapiti reads them."""
        kept: dict[str, dict[str, dict]] = {}
        for each in self.jar:
            told = {"value": each.value, "expires": None, "secure": False, "port": None}
            kept.setdefault("127.0.0.1", {}).setdefault(each.path, {})[each.name] = {
                **told,
                "version": 0,
            }
        path.write_text(json.dumps(kept))
        return path


def ends_the_visit(visit: Visit) -> list[str]:
    """What would end the scan itself: signing out, and the own account's password and rights."""
    if not visit.username:
        return []
    from django.contrib.auth import get_user_model

    user = get_user_model().objects.get(username=visit.username)
    own = [f"/admin/organisation/member/{each.pk}/*" for each in user.memberships.all()]
    return ["/admin/logout/*", "/admin/password_change/*", f"/admin/auth/user/{user.pk}/*", *own]


def key_with_everything() -> str:
    """A key with all scopes, of a system that does all that systems may in its department."""
    from django.contrib.auth.models import Group
    from django.utils import timezone

    from portal.demonstration import systems
    from portal.organisation import roles
    from portal.organisation.models import Department, Member
    from portal.rest import services
    from portal.rest.models import ServiceAccount
    from portal.rest.states import Scope

    account = ServiceAccount.objects.get(username=systems.USERNAME)
    department = Department.objects.get(code=systems.DEPARTMENT)
    for role in (roles.CASE_OFFICER, roles.INTAKE_OFFICER, roles.MEASURE_OFFICER):
        Member.objects.get_or_create(
            user_id=account.pk, department=department, role=Group.objects.get(name=role)
        )
    _key, secret = services.make_key(
        account,
        by=None,
        name="scan",
        scopes=list(Scope),
        expires_at=timezone.now() + timedelta(days=1),
    )
    return secret
